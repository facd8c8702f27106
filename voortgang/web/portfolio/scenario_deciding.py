"""Adopting a scenario, with the meeting, the day and the decision; or withdrawing it."""

from datetime import datetime

import streamlit as st

from voortgang.dutch import HERE, date_long
from voortgang.errors import VoortgangError
from voortgang.register.portfolios.changes import told_since
from voortgang.register.portfolios.model import Adoption, Decision, Scenario
from voortgang.register.portfolios.reading import trail
from voortgang.register.portfolios.rules import closed, stale
from voortgang.register.portfolios.writing import LONGEST_DECISION, LONGEST_MEETING, adopt, withdraw
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.bound import DATE_FORMAT, FIRST, LAST
from voortgang.web.notices import literal
from voortgang.web.portfolio import opened
from voortgang.web.portfolio.kept import composition_of, published_basis
from voortgang.web.portfolio.scenario_saving import refuse_nameless

SEEN = "portfolio-decision-seen"
"""in the session: of which scenario which entry, and which last decision, the visitor saw when he began"""


def decide(chosen: Scenario, latest: Adoption | None, by: str) -> None:
    """The forms to adopt and to withdraw, for a scenario of which that is still possible."""
    if reasons := closed(chosen):
        st.caption(literal(" ".join(reasons)))
        return
    based_on, follows = _seen(chosen, latest)
    if based_on != chosen.entry.id:
        st.warning(literal(told_since(trail(chosen.id), based_on)))
    if (based_on, follows) != (chosen.entry.id, _id(latest)) and st.button(
        "Ik heb gezien wat er nu staat", key="portfolio-decision-renew"
    ):
        st.session_state.pop(SEEN)
        st.rerun()
    with st.expander("Aannemen: een vergadering heeft besloten"):
        _adopt(chosen, based_on, follows, latest, by)
    with st.expander("Intrekken"):
        _withdraw(chosen, based_on, by)


def _seen(chosen: Scenario, latest: Adoption | None) -> tuple[int, int | None]:
    kept = st.session_state.get(SEEN)
    if kept is None or kept[0] != chosen.id:
        kept = st.session_state[SEEN] = (chosen.id, chosen.entry.id, _id(latest))
    return kept[1], kept[2]


def _id(latest: Adoption | None) -> int | None:
    return latest.id if latest else None


def _adopt(chosen: Scenario, based_on: int, follows: int | None, latest: Adoption | None, by: str) -> None:
    current = published_basis(*_place(chosen))
    if reasons := stale(chosen.entry.content.basis, current):
        st.warning(literal(" ".join(reasons)))
        return
    if latest:
        day = date_long(latest.decision.met_on)
        st.caption(literal(f"Dit besluit komt in de plaats van dat van {latest.decision.meeting} op {day}."))
    with st.form("portfolio-adopt", enter_to_submit=False, border=False):
        meeting = st.text_input("Vergadering", key=f"meeting-{chosen.id}", max_chars=LONGEST_MEETING, width=420)
        today = datetime.now(HERE).date()
        met_on = st.date_input("Gehouden op", today, FIRST, LAST, key=f"met-{chosen.id}", format=DATE_FORMAT, width=220)
        text = st.text_area("Besluit (zonder namen)", key=f"decision-{chosen.id}", max_chars=LONGEST_DECISION)
        if not st.form_submit_button("Aannemen", type="primary"):
            return
    try:
        refuse_nameless(by)
        decision = Decision(meeting, met_on or today, " ".join(text.split()))
        adopt(chosen.id, decision, based_on=based_on, follows=follows, current=current, by=by)
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    st.session_state.pop(SEEN)
    opened.tell_next(f"Vastgelegd: scenario '{chosen.name}' is aangenomen.")


def _place(chosen: Scenario) -> tuple[int, str]:
    composition = composition_of(chosen)
    return composition.year, composition.chain


def _withdraw(chosen: Scenario, based_on: int, by: str) -> None:
    with st.form("portfolio-withdraw", enter_to_submit=False, border=False):
        reason = st.text_input("Reden van het intrekken", key=f"withdrawal-{chosen.id}", max_chars=LONGEST_LINE)
        if not st.form_submit_button("Intrekken"):
            return
    try:
        refuse_nameless(by)
        withdraw(chosen.id, reason, based_on=based_on, by=by)
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    st.session_state.pop(SEEN)
    opened.tell_next(f"Scenario '{chosen.name}' is ingetrokken; het logboek houdt het vast.")
