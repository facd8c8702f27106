"""Which IV projects fit in the days there are, what falls off the table, and which measures can go ahead?"""

import streamlit as st

from voortgang.web.portfolio import PARTS, compose

composed = compose()
if composed:
    for tab, show in zip(st.tabs(list(PARTS), key="onderdeel", bind="query-params"), PARTS.values(), strict=True):
        if tab.open:
            with tab:
                show(composed)
