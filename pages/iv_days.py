"""How are IV days divided, what did each herijking change, and which measures wait for them?"""

import streamlit as st

from voortgang.web.iv import PARTS, choose, tell_over_commitment

chosen = choose()
tell_over_commitment(chosen)
for tab, show in zip(st.tabs(list(PARTS), key="onderdeel", bind="query-params"), PARTS.values(), strict=True):
    if tab.open:
        with tab:
            show(chosen)
