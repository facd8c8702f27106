"""What this visitor is composing, kept in the session under the keys of the widgets.

A composition that was kept elsewhere takes their place with `put`: the widgets show it from the next script run on.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import streamlit as st

from voortgang.alt_text.iv import baseline as in_words
from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.candidates import CRITERIA
from voortgang.methods.portfolio.composition import Composition, quarters
from voortgang.web.notices import literal
from voortgang.web.portfolio.candidates import Baseline, baselines, usual
from voortgang.web.portfolio.words import CRITERIA as NAMES
from voortgang.web.portfolio.words import days_told

PREFIX = "portfolio-"
BASELINE, FLOOR, CITIZENS = PREFIX + "baseline", PREFIX + "floor", PREFIX + "citizens"
INSIDE, OUTSIDE = PREFIX + "inside", PREFIX + "outside"
CAPACITY = tuple(f"{PREFIX}capacity-{number}" for number in range(1, 5))
WEIGHTS = {name: f"{PREFIX}weight-{name}" for name in CRITERIA}
DIGITS = 6
NUMBER, THOUSANDS = re.compile(r"-?\d{1,9}([.,]\d{1,6})?"), re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
ADJUSTED = PREFIX + "adjusted"
"""of some projects when they start, and their minimum and maximum; no widget"""
FOR_BASELINE, WAITING, BEFORE, LATEST = (PREFIX + name for name in ("for-baseline", "waiting", "before", "latest"))


@dataclass(frozen=True)
class Adjusted:
    """What somebody chose for one project; None is as delivered."""

    start: str | None = None
    minimum: Fraction | None = None
    maximum: Fraction | None = None


def put(composition: Composition) -> None:
    """Compose this from the next script run on (call `st.rerun` after it); raises VoortgangError on an old baseline."""
    _baseline_of(composition)
    st.session_state[WAITING] = composition


def current() -> Composition:
    """What the visitor composes now, once the widgets were drawn; raises VoortgangError where no number was typed."""
    kept = st.session_state
    baseline: Baseline = kept[FOR_BASELINE]
    adjusted: dict[str, Adjusted] = kept[ADJUSTED]
    return Composition(
        baseline.year,
        baseline.chain,
        baseline.code,
        tuple((name, read_days(name, kept[key])) for name, key in zip(quarters(baseline.year), CAPACITY, strict=True)),
        tuple((name, read_number(f"de weging van {NAMES[name]}", kept[key])) for name, key in WEIGHTS.items()),
        tuple(kept[INSIDE]),
        tuple(kept[OUTSIDE]),
        read_number("de ondergrens", kept[FLOOR]) / 100,
        int(kept[CITIZENS] or 0),
        tuple((code, each.start) for code, each in adjusted.items() if each.start),
        tuple((code, each.minimum) for code, each in adjusted.items() if each.minimum is not None),
        tuple((code, each.maximum) for code, each in adjusted.items() if each.maximum is not None),
    )


def arrive() -> None:
    """Before any widget is drawn: show what was put, or else what was chosen, or the usual of the newest baseline."""
    waiting: Composition | None = st.session_state.pop(WAITING, None)
    if waiting is not None:
        _show(waiting, _baseline_of(waiting))
    elif (chosen := st.session_state.get(BASELINE)) not in baselines():
        newest = baselines()[0]
        if chosen is None or FOR_BASELINE not in st.session_state:
            _show(usual(newest), newest)
        else:
            _move(chosen, newest)


def _move(gone: Baseline, newest: Baseline) -> None:
    """To the same baseline as it is delivered now, or else the newest one; what else was chosen stays."""
    alike = (each for each in baselines() if (each.year, each.chain, each.code) == (gone.year, gone.chain, gone.code))
    now = st.session_state[BASELINE] = next(alike, newest)
    st.warning(
        literal(
            f"De stand waarvan u uitging ({gone.name.lower()} van {gone.year}) is er op deze peildatum of in deze "
            f"levering niet, of heeft nu andere dagen. U gaat nu uit van {in_words(now.name)} van {now.year}, met de "
            "dagen daarvan. Wat u vastzette en de wegingen staan er nog."
        )
    )


def follow_baseline() -> None:
    """After the baseline was chosen, before the other widgets are drawn: another one comes with its own days."""
    baseline: Baseline = st.session_state[BASELINE]
    if st.session_state[FOR_BASELINE] != baseline:
        start = usual(baseline)
        st.session_state[FOR_BASELINE] = baseline
        st.session_state.update(_days(start))
        st.session_state[ADJUSTED] = {}


def adjust(code: str, chosen: Adjusted) -> None:
    """Keep when a project starts and what it gets at least and at most; all None is as delivered."""
    adjusted = {key: each for key, each in st.session_state[ADJUSTED].items() if key != code}
    st.session_state[ADJUSTED] = adjusted | ({code: chosen} if chosen != Adjusted() else {})


def previous(composition: Composition) -> Composition | None:
    """What this visitor composed before the last change, of the same baseline; remembers the one that is given."""
    kept = st.session_state
    latest: Composition | None = kept.get(LATEST)
    if latest != composition:
        kept[BEFORE], kept[LATEST] = latest, composition
    before: Composition | None = kept[BEFORE]
    return before if before is not None and _started_from(before) == _started_from(composition) else None


def _show(composition: Composition, baseline: Baseline) -> None:
    adjusted = {code: Adjusted() for values in _adjustments(composition) for code, _ in values}
    starts, least, most = (dict(values) for values in _adjustments(composition))
    st.session_state.update(
        {
            BASELINE: baseline,
            FOR_BASELINE: baseline,
            **_days(composition),
            **{WEIGHTS[name]: days_told(weight, DIGITS) for name, weight in composition.weights},
            INSIDE: list(composition.pinned_in),
            OUTSIDE: list(composition.pinned_out),
            FLOOR: days_told(composition.maintenance_share * 100, DIGITS),
            CITIZENS: composition.citizens_from,
            ADJUSTED: {code: Adjusted(starts.get(code), least.get(code), most.get(code)) for code in adjusted},
        }
    )


def _adjustments(composition: Composition) -> tuple[Any, ...]:
    return composition.starts, composition.minimum, composition.maximum


def _days(composition: Composition) -> dict[str, str]:
    """As text: a field for numbers knows no decimal comma."""
    return {key: days_told(days, DIGITS) for key, (_, days) in zip(CAPACITY, composition.capacity, strict=True)}


def read_days(quarter: str, text: str) -> Fraction:
    """Days as people type them: 246,25 or 1.000; raises VoortgangError for anything else."""
    return _read(text, f"is geen aantal dagen voor {quarter}")


def read_number(what: str, text: str) -> Fraction:
    """Another number that people type, in the same way."""
    return _read(text, f"is geen getal voor {what}")


def _read(text: str, otherwise: str) -> Fraction:
    written = text.strip().replace("−", "-")
    if THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    if not NUMBER.fullmatch(written):
        raise VoortgangError(f"'{text}' {otherwise}. Schrijf een getal, zoals 246,25.")
    return Fraction(written.replace(",", "."))


def _started_from(composition: Composition) -> tuple[int, str, str]:
    return composition.year, composition.chain, composition.baseline


def _baseline_of(composition: Composition) -> Baseline:
    wanted = _started_from(composition)
    for each in baselines():
        if (each.year, each.chain, each.code) == wanted:
            return each
    raise VoortgangError(
        f"De stand '{composition.baseline}' van {composition.year} voor {composition.chain} staat niet in deze "
        "levering. Kies een stand uit de lijst."
    )
