"""The scenario that this visitor opened in the composer, as it stood then; and what he is told once."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.register.portfolios.model import Scenario
from voortgang.web.notices import literal
from voortgang.web.portfolio import state
from voortgang.web.portfolio.kept import composition_of

OPENED, TOLD = "portfolio-opened", "portfolio-told"


@dataclass(frozen=True)
class Opened:
    """What a next entry of this visitor is based on."""

    scenario_id: int
    entry_id: int


def of(found: Sequence[Scenario]) -> tuple[Scenario, Opened] | None:
    """The scenario that was opened, as it is now, and what was seen of it; None when none was."""
    seen: Opened | None = st.session_state.get(OPENED)
    known = {each.id: each for each in found}
    return (known[seen.scenario_id], seen) if seen and seen.scenario_id in known else None


def remember(scenario: Scenario) -> None:
    """From here on the visitor works on this scenario as it stands now."""
    st.session_state[OPENED] = Opened(scenario.id, scenario.entry.id)


def offer(scenario: Scenario) -> None:
    """The button that brings a scenario into the composer."""
    if not st.button("Openen om te bekijken of te wijzigen", key="portfolio-open"):
        return
    try:
        state.put(composition_of(scenario))
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    remember(scenario)
    tell_next(f"Scenario '{scenario.name}' staat in de keuzes hierboven.")


def tell_next(sentence: str) -> None:
    """Draw the page anew and tell it there."""
    st.session_state[TOLD] = sentence
    st.rerun()


def tell() -> None:
    """What the last action led to, once."""
    if told := st.session_state.pop(TOLD, None):
        st.success(literal(told))
