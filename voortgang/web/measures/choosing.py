"""The choices on top of the page, each in the address: of which day, as known when, and which rows."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from voortgang.dutch import HERE, date_long, listing, plural
from voortgang.register.measures.model import PHASES, REASONS, State
from voortgang.register.measures.selecting import NO_OWNER, TARGETS, WITHIN, Choice, selected
from voortgang.register.measures.whole import Register, register
from voortgang.web import access
from voortgang.web.bound import day, option, optional_day

ALL = "alle"
YES_NO = {ALL: None, "ja": True, "nee": False}
FILTERS = ("rubriek", "fase", "vertraagd", "reden", "eigenaar", "iv", "streefdatum", "gemeld")
"""keys of the lists to choose from; in the address, like `stand`, `bekend`, `tekst`, `streef_van` and `streef_tot`"""
LONGEST_SEARCH = 200
KEPT = 128
STYLE = Path(__file__).with_name("measures.css")


@dataclass(frozen=True)
class View:
    """What one visitor looks at: the register as known on a day, as it held on a day, and of it these rows."""

    known: Register
    as_of: date
    known_on: date
    is_all_known: bool
    """nothing that is known now is left out"""
    choice: Choice

    @property
    def all_states(self) -> tuple[State, ...]:
        """Every row that held something on the day."""
        return self.known.states(self.as_of)

    @property
    def states(self) -> tuple[State, ...]:
        """The rows that were asked for."""
        return _selected(self)

    @property
    def trust(self) -> str:
        """How far it carries: which day, which knowledge, how many rows and measures, and from where."""
        known = "nu" if self.is_all_known else f"op {date_long(self.known_on)}"
        measures = len({state.row.measure_id for state in self.states})
        counted = f"{plural(len(self.states), 'rij', 'rijen')}, {plural(measures, 'maatregel', 'maatregelen')}"
        return f"Stand op {date_long(self.as_of)} · zoals {known} bekend · {counted} · register van maatregelen"


@lru_cache(maxsize=KEPT)
def _selected(view: View) -> tuple[State, ...]:
    return selected(view.all_states, view.choice, view.as_of)


def choose() -> View:
    """Draw the choices and return what they mean."""
    access.require()
    st.html(STYLE)
    today = datetime.now(HERE).date()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        as_of = day("Stand op", "stand", today)
        known_on = day("Zoals bekend op", "bekend", today, today)
        words = st.text_input(
            "Zoeken in teksten, VM-nummers en Kamerstukken",
            key="tekst",
            bind="query-params",
            type="search",
            max_chars=LONGEST_SEARCH,
            placeholder="bijvoorbeeld VM 43, 1433 of verrekenen",
            width=360,
        )
    is_all_known = known_on >= today
    known = register(None if is_all_known else datetime.combine(known_on, time.max, HERE))
    states = known.states(as_of)
    with st.expander("Filters"), st.container(horizontal=True, vertical_alignment="bottom"):
        choice = _filters(states, words)
    view = View(known, as_of, known_on, is_all_known, choice)
    _tell(view)
    return view


def _filters(states: tuple[State, ...], words: str) -> Choice:
    sections = dict.fromkeys(state.row.section for state in states)
    owners = sorted({state.status.content.owner or NO_OWNER for state in states})
    chosen = {
        "section": option("Rubriek", "rubriek", _named(sections), 300),
        "phase": option("Fase", "fase", _named(PHASES), 230),
        "is_delayed": option("Vertraagd", "vertraagd", YES_NO, 120),
        "reason": option("Reden", "reden", _named(REASONS), 200),
        "owner": option("Eigenaar", "eigenaar", _named(owners), 230),
        "waits_for_iv": option("Wacht op IV", "iv", YES_NO, 120),
        "target": option("Streefdatum", "streefdatum", _named(TARGETS), 200),
        "is_reported": option("Aan de Kamer gemeld", "gemeld", YES_NO, 180),
    }
    since = until = None
    if chosen["target"] == WITHIN:
        since, until = optional_day("Streefdatum van", "streef_van"), optional_day("Tot en met", "streef_tot")
    return Choice(**chosen, target_since=since, target_until=until, text=words)


def _named(names: Any) -> dict[str, str]:
    return {ALL: "", **{name: name for name in names}}


def _tell(view: View) -> None:
    """How many rows there are, and which choices left the others out."""
    found, there = len(view.states), len(view.all_states)
    if not there:
        first = min((log[0].valid_from for log in view.known.entries.values() if log), default=None)
        since = f" De eerste stand is die van {date_long(first)}." if first else ""
        told = f"Op {date_long(view.as_of)} stond er, voor zover toen bekend, niets in het register.{since}"
    elif found == there:
        told = f"Alle {plural(there, 'rij', 'rijen')} van het register."
    else:
        told = f"{plural(found, 'rij', 'rijen')} van de {there}: {listing(said(view.choice))}."
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status" class="events">{escape(told)}</p>', width="content")
        if view.choice != Choice():
            st.button("Alle filters wissen", on_click=_clear)


def _clear() -> None:
    for key in FILTERS:
        st.session_state[key] = ALL
    st.session_state["tekst"] = ""


def said(choice: Choice) -> list[str]:
    """Each filter that is set, in words."""
    yes_no = {
        "vertraagd": choice.is_delayed,
        "wacht op IV": choice.waits_for_iv,
        "aan de Kamer gemeld": choice.is_reported,
    }
    named = {
        "rubriek": choice.section,
        "fase": choice.phase,
        "reden": choice.reason,
        "eigenaar": choice.owner,
        "streefdatum": choice.target,
        "zoekwoord": choice.text.strip(),
    }
    return [f"{name} '{value}'" for name, value in named.items() if value] + [
        name if value else f"niet {name}" for name, value in yes_no.items() if value is not None
    ]
