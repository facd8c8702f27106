"""How far is each improvement measure, and what was parliament told?"""

import streamlit as st

from voortgang.web.measures import PARTS, choose

view = choose()
for tab, show in zip(st.tabs(list(PARTS), key="onderdeel", bind="query-params"), PARTS.values(), strict=True):
    if tab.open:
        with tab:
            show(view)
