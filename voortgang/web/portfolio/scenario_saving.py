"""Keeping what is composed: under a name of its own, or as the next version of the scenario that was opened."""

from collections.abc import Sequence

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.register.portfolios.changes import told_since
from voortgang.register.portfolios.model import Scenario
from voortgang.register.portfolios.reading import trail
from voortgang.register.portfolios.rules import closed
from voortgang.register.portfolios.writing import LONGEST_NAME, save_again, save_new
from voortgang.web.notices import literal
from voortgang.web.portfolio import opened
from voortgang.web.portfolio.composing import Composed
from voortgang.web.portfolio.kept import content_of
from voortgang.web.portfolio.opened import Opened

NEW_NAME, ROUND = "portfolio-new-name", "portfolio-save-round"
NO_NAME = "Vul eerst uw naam in: een ander moet kunnen zien wie dit vastlegt."


def save(composed: Composed, found: Sequence[Scenario], by: str) -> None:
    """The forms to keep what is composed now; what is refused stays in the composer."""
    st.header("Bewaren", anchor=False)
    st.caption("Een scenario verandert geen vastgestelde stand: begroting en herijkingen blijven zoals zij zijn.")
    if now := opened.of(found):
        _again(composed, *now, by)
    _new(composed, by)


def _new(composed: Composed, by: str) -> None:
    with st.form("portfolio-save-new", enter_to_submit=False, border=False):
        key = f"{NEW_NAME}-{st.session_state.get(ROUND, 0)}"
        name = st.text_input("Naam van het scenario", key=key, max_chars=LONGEST_NAME, width=420)
        if not st.form_submit_button("Bewaren als nieuw scenario"):
            return
    try:
        refuse_nameless(by)
        scenario = save_new(name, content_of(composed), by=by)
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    _kept(scenario)


def _again(composed: Composed, now: Scenario, seen: Opened, by: str) -> None:
    """The button for who opened a scenario; he is told when somebody wrote since."""
    if reasons := closed(now):
        st.caption(literal(" ".join(reasons)))
        return
    if now.entry.id != seen.entry_id:
        st.warning(literal(told_since(trail(now.id), seen.entry_id)))
        if st.button("Ik heb gezien wat er nu staat", key="portfolio-seen"):
            opened.remember(now)
            st.rerun()
    if not st.button(literal(f"Bewaren in '{now.name}'"), key="portfolio-save-again"):
        return
    try:
        refuse_nameless(by)
        scenario = save_again(now.id, content_of(composed), based_on=seen.entry_id, by=by)
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    _kept(scenario)


def _kept(scenario: Scenario) -> None:
    opened.remember(scenario)
    opened.tell_next(f"Scenario '{scenario.name}' is bewaard.")


def refuse_nameless(by: str) -> None:
    """Raise VoortgangError for who gave no name."""
    if not by:
        raise VoortgangError(NO_NAME)
