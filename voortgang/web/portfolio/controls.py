"""What can be chosen: the baseline to start from, what must be in or out, days, weights and floors."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.candidates import BUSINESSES, CITIZENS, CONTINUITY, GROUND, HIGHEST_SCORE, Candidate
from voortgang.methods.portfolio.composition import quarters
from voortgang.web.notices import literal
from voortgang.web.portfolio import state
from voortgang.web.portfolio.candidates import Baseline, baselines, candidates, usual
from voortgang.web.portfolio.state import Adjusted
from voortgang.web.portfolio.words import days_told

CRITERIA = {GROUND: "Toetsingskader", CITIZENS: "Burgers", BUSINESSES: "Bedrijven", CONTINUITY: "Continuïteit"}
LONGEST_NUMBER = 16
KEPT: Any = {"persist_state": "session"}
AS_DELIVERED = "zoals geleverd"
NARROW, WIDE = 150, 320


def choose() -> tuple[Baseline, tuple[Candidate, ...]]:
    """Draw the choices; what they add up to is `state.current()`. Raises VoortgangError without IV days."""
    state.arrive()
    offered = baselines()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        baseline: Baseline = st.selectbox(
            "Uitgaan van", offered, key=state.BASELINE, format_func=_named, filter_mode=None, width=WIDE, **KEPT
        )
        if st.button("Opnieuw beginnen"):
            state.put(usual(baseline))
            st.rerun()
    state.follow_baseline()
    projects = candidates(baseline)
    _tell_unknown(projects)
    _pins(_names(projects))
    with st.expander("Dagen per kwartaal, wegingen en ondergrens"):
        _capacity(baseline)
        _weights()
        _floors()
    with st.expander("Wanneer een project begint, en zijn minste en meeste dagen"):
        _adjustments(projects, quarters(baseline.year))
    return baseline, projects


def _named(baseline: Baseline) -> str:
    return f"{baseline.name} {baseline.year}, {baseline.chain}"


def _names(projects: tuple[Candidate, ...]) -> dict[str, str]:
    """Code and name of what asks days; what there is to choose first, and then what is mandatory."""
    ordered = sorted(projects, key=lambda each: each.is_mandatory)
    return {each.code: f"{each.code} {each.name}" for each in ordered if each.asked}


def _tell_unknown(projects: tuple[Candidate, ...]) -> None:
    """Let go of projects that this baseline does not have, and say so: a widget refuses them without a word."""
    known = {each.code for each in projects if each.asked}
    gone: list[str] = []
    for key in (state.INSIDE, state.OUTSIDE):
        pinned = st.session_state[key]
        gone += [code for code in pinned if code not in known]
        st.session_state[key] = [code for code in pinned if code in known]
    adjusted = st.session_state[state.ADJUSTED]
    gone += [code for code in adjusted if code not in known]
    st.session_state[state.ADJUSTED] = {code: each for code, each in adjusted.items() if code in known}
    if gone:
        told = ", ".join(dict.fromkeys(gone))
        st.warning(
            literal(f"Deze projecten vragen in deze stand geen dagen; wat u ervoor koos, telt niet mee: {told}.")
        )


def _pins(names: Mapping[str, str]) -> None:
    for label, key in (("Moet erin", state.INSIDE), ("Moet eruit", state.OUTSIDE)):
        st.multiselect(
            label,
            list(names),
            key=key,
            format_func=lambda code: names.get(code, code),
            select_all=False,
            placeholder="Kies projecten",
            filter_mode=None,
            **KEPT,
        )


def _capacity(baseline: Baseline) -> None:
    st.markdown(
        f"**IV-dagen per kwartaal.** De stand heeft {days_told(baseline.capacity)} dagen in het jaar. Hoe zij over de "
        "kwartalen liggen, zegt de levering niet: gelijk verdeeld is een aanname."
    )
    with st.container(horizontal=True):
        for quarter, key in zip(quarters(baseline.year), state.CAPACITY, strict=True):
            _number(quarter, key)


def _number(label: str, key: str, width: int = NARROW) -> None:
    """As text: a field for numbers shows a decimal point."""
    st.text_input(label, key=key, max_chars=LONGEST_NUMBER, autocomplete="off", width=width, **KEPT)


def _weights() -> None:
    st.markdown("**Wegingen.** Alleen de verhouding telt.")
    with st.container(horizontal=True):
        for name, key in state.WEIGHTS.items():
            _number(CRITERIA[name], key)


def _floors() -> None:
    st.markdown("**Aannamen.** De ondergrens geldt zover instandhouding erom vraagt.")
    with st.container(horizontal=True):
        _number("Instandhouding minstens (%)", state.FLOOR, NARROW * 2)
        label = f"Voor burgers vanaf score (0–{HIGHEST_SCORE})"
        st.number_input(label, 0, HIGHEST_SCORE, step=1, key=state.CITIZENS, width=NARROW * 2, **KEPT)


def _adjustments(projects: tuple[Candidate, ...], every: tuple[str, ...]) -> None:
    st.caption(
        "De dagen van een project liggen gelijk over de kwartalen vanaf het kwartaal waarin het begint: een aanname. "
        "Een minimum en een maximum gelden voor projecten waarvan minder dagen ook iets opleveren."
    )
    names = _names(projects)
    if not names:
        return
    with st.form("portfolio-adjust", enter_to_submit=False):
        code = st.selectbox("Project", list(names), format_func=names.__getitem__, filter_mode=None)
        start = st.selectbox("Begint in", (AS_DELIVERED, *every[1:]), filter_mode=None)
        with st.container(horizontal=True):
            bounds = [
                st.text_input(
                    f"{label} (leeg: zoals geleverd)", max_chars=LONGEST_NUMBER, autocomplete="off", width=WIDE
                )
                for label in ("Minste dagen", "Meeste dagen")
            ]
        if st.form_submit_button("Toepassen"):
            _adjust(code, None if start == AS_DELIVERED else start, bounds)
    for each, chosen in st.session_state[state.ADJUSTED].items():
        st.caption(literal(f"{names.get(each, each)}: {_adjusted(chosen)}"))


def _adjust(code: str, start: str | None, bounds: list[str]) -> None:
    try:
        least, most = (state.read_days(code, text) if text.strip() else None for text in bounds)
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    state.adjust(code, Adjusted(start, least, most))
    st.rerun()


def _adjusted(chosen: Adjusted) -> str:
    told = [f"begint in {chosen.start}"] if chosen.start else []
    told += [f"minstens {days_told(chosen.minimum)} dagen"] if chosen.minimum is not None else []
    told += [f"hoogstens {days_told(chosen.maximum)} dagen"] if chosen.maximum is not None else []
    return ", ".join(told)
