"""Choices that stand in the address, so that a link shows another person the same."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from voortgang.dutch import date_long
from voortgang.register.texts import FIRST_YEAR, LAST_YEAR

DATE_FORMAT = "DD-MM-YYYY"
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def option(label: str, key: str, options: dict[str, Any], width: int) -> Any:
    """A list to choose from; the first is what holds without a choice."""
    tell_when_ignored(label, key, options.__contains__, f"'{next(iter(options))}'")
    return options[st.selectbox(label, options, key=key, filter_mode=None, bind="query-params", width=width)]


def day(label: str, key: str, default: date, last: date = LAST) -> date:
    """A day of the register."""
    tell_when_ignored(label, key, lambda text: FIRST <= date.fromisoformat(text) <= last, date_long(default))
    given = st.date_input(label, default, FIRST, last, key=key, format=DATE_FORMAT, bind="query-params", width=180)
    return given or default


def optional_day(label: str, key: str) -> date | None:
    """A day of the register, or none."""
    tell_when_ignored(label, key, lambda text: FIRST <= date.fromisoformat(text) <= LAST, "geen datum")
    given: date | None = st.date_input(
        label, None, FIRST, LAST, key=key, format=DATE_FORMAT, bind="query-params", width=180
    )
    return given


def tell_when_ignored(label: str, key: str, is_usable: Callable[[str], bool], default: str) -> None:
    """Streamlit drops an impossible value from the address without a word; readers of a broken link deserve one."""
    given = st.query_params.get(key)
    try:
        is_ignored = given is not None and not is_usable(given)
    except ValueError:
        is_ignored = True
    if is_ignored:
        st.warning(f"'{label}' in de link is niet bruikbaar en is vervangen door: {default}.")
