"""What goes into the letter to parliament, who froze and approved it, and does the text still agree?"""

import streamlit as st

from voortgang.web.letter import PARTS, choose

view = choose()
for tab, show in zip(st.tabs(list(PARTS), key="onderdeel", bind="query-params"), PARTS.values(), strict=True):
    if tab.open:
        with tab:
            show(view)
