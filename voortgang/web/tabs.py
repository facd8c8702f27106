"""The tabs of a page: the one that is open is in the address, and only that one is drawn."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

Chosen = TypeVar("Chosen")


def show_open(parts: Mapping[str, Callable[[Chosen], None]], chosen: Chosen) -> None:
    """A tab for each title, and what its function shows of the choice in the one that is open."""
    for tab, show in zip(st.tabs(list(parts), key="onderdeel", bind="query-params"), parts.values(), strict=True):
        if tab.open:
            with tab:
                show(chosen)
