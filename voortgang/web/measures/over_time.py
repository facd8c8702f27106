"""What changed: phases along the time, rows between two days, and promises that moved."""

from datetime import date
from functools import lru_cache

import streamlit as st

from voortgang import charts
from voortgang.charts import Chart
from voortgang.dutch import date_long, date_short
from voortgang.exports.listing import Listing
from voortgang.register.measures.course import Lane, lanes
from voortgang.register.measures.drift import Drift, drifts
from voortgang.register.measures.letters import Letter, letters, named
from voortgang.register.measures.naming import vm_numbers
from voortgang.register.measures.transitions import KINDS, Transition, transitions
from voortgang.web.bound import day, option
from voortgang.web.measures.choosing import KEPT, View
from voortgang.web.measures.figures import show
from voortgang.web.measures.standing import NOTHING
from voortgang.web.measures.words import numbered

PER = {"rij": False, "maatregel": True}
THIS_DAY, OTHER_DAY = "de stand van deze pagina", "een andere dag"


def timeline(view: View) -> None:
    """Phases, flags and letters along the time, per row or per measure."""
    per = option("Een balk per", "balk", PER, 200)
    found, chart = _timeline(view, per)
    rows = tuple(
        (
            vm_numbers(lane.numbers),
            lane.name,
            numbered(lane.rows),
            stretch.phase,
            stretch.since,
            stretch.until,
            ", ".join(name for name, is_so in _flags(stretch.is_delayed, stretch.is_on_hold) if is_so),
            ", ".join(date_short(each) for each in lane.informed_on),
        )
        for lane in found
        for stretch in lane.stretches
    )
    heads = ("VM", "Maatregel", "Rijen", "Fase", "Van", "Tot en met", "Bijzonderheden", "Kamer geïnformeerd")
    show(view, Listing("measure_timeline", "Fasen in de tijd", heads, rows), chart, when_empty=NOTHING)
    st.caption(
        "Stippellijnen zijn brieven aan de Kamer. Vóór de eerste vastlegging is de fase niet bekend; daar staan alleen "
        "de ruiten van eerdere brieven."
    )


def _flags(is_delayed: bool, is_on_hold: bool) -> tuple[tuple[str, bool], ...]:
    return ("vertraagd", is_delayed), ("on hold", is_on_hold)


@lru_cache(maxsize=KEPT)
def _timeline(view: View, by_measure: bool) -> tuple[tuple[Lane, ...], Chart]:
    found = lanes(view.known, view.states, view.as_of, by_measure=by_measure)
    return found, charts.measure_timeline(found, known_letters(view), view.as_of)


@lru_cache(maxsize=KEPT)
def known_letters(view: View) -> tuple[Letter, ...]:
    """Those that the register knew of, up to the day that is looked at."""
    return letters((state.status.content for state in view.all_states), view.as_of)


def compared(view: View) -> None:
    """Every row on two days: two letters, two other days, or a letter and the day of the page."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        since = _moment(view, "Vergelijk", "eerste_moment", first=True)
        until = _moment(view, "met", "tweede_moment", first=False)
    if since > until:
        st.info(f"{date_long(since)} ligt na {date_long(until)}. Kies bij 'Vergelijk' een eerder moment.")
        return
    found, chart = _compared(view, since, until)
    rows = tuple(
        (
            each.row.id,
            each.kind,
            vm_numbers(each.row.numbers),
            each.row.measure,
            _phase(each.before.phase if each.before else None, bool(each.before and each.before.is_ended)),
            _phase(each.after.phase, each.after.is_ended),
            "; ".join(each.facts),
        )
        for each in sorted(found, key=lambda each: (KINDS.index(each.kind), each.row.id))
    )
    heads = ("Rij", "Overgang", "VM", "Maatregel", "Fase eerst", "Fase daarna", "Feiten")
    title = f"Overgangen van {date_long(since)} naar {date_long(until)}"
    show(view, Listing("measure_transitions", title, heads, rows), chart, when_empty=NOTHING)
    _explain()


def _explain() -> None:
    st.caption(
        "Verbeterd: een latere fase, of in dezelfde fase niet langer vertraagd of on hold. Verslechterd: een eerdere "
        "fase, nieuw vertraagd of on hold, of een streefdatum die later werd of verviel. Niet vergelijkbaar: beide "
        "tegelijk, een beëindigde maatregel die weer is opgepakt, of een fase die eerst was afgeleid en later anders "
        "letterlijk is genoemd. Beide dagen zijn gelezen met wat bekend was op de dag die bovenaan is gekozen; de "
        "filters kiezen rijen op de dag van de pagina."
    )


def _phase(phase: str | None, is_ended: bool) -> str:
    return "nog niet in het register" if phase is None else f"{phase}, beëindigd" if is_ended else phase


def _moment(view: View, label: str, key: str, *, first: bool) -> date:
    """A letter by name, the day of the page, or any other day."""
    sent = {named(letter): letter.happened_on for letter in reversed(known_letters(view))}
    options: dict[str, date | None] = {**sent, OTHER_DAY: None} if first else {THIS_DAY: view.as_of, **sent}
    options |= {OTHER_DAY: None} if not first else {THIS_DAY: view.as_of}
    chosen: date | None = option(label, key, options, 320)
    if chosen is not None:
        return chosen
    return day("Dag", f"{key}_dag", view.as_of)


@lru_cache(maxsize=KEPT)
def _compared(view: View, since: date, until: date) -> tuple[tuple[Transition, ...], Chart]:
    wanted = {state.row.id for state in view.states}
    before, after = ([state for state in view.known.states(day) if state.row.id in wanted] for day in (since, until))
    found = transitions(before, after)
    return found, charts.measure_flows(found, since, until)


def promises(view: View) -> None:
    """First promise against current target, and every move with its reason."""
    found, chart = _promises(view)
    rows = tuple(
        (
            drift.row.id,
            vm_numbers(drift.row.numbers),
            drift.row.measure,
            drift.first_on,
            drift.target_on,
            drift.days,
            "; ".join(_move(move.on, move.before, move.after, move.reason) for move in drift.moves)
            or "niet verschoven",
            _late(drift),
        )
        for drift in found
    )
    heads = (
        "Rij",
        "VM",
        "Maatregel",
        "Eerst beloofd",
        "Streefdatum nu",
        "Dagen verschoven",
        "Verschuivingen",
        "Oordeel",
    )
    show(
        view,
        Listing("promise_drift", "Eerst beloofd en nu beoogd", heads, rows),
        chart,
        when_empty="Bij geen enkele rij in deze keuze staat een streefdatum.",
    )
    st.caption("De eerst beloofde datum blijft staan: wie opnieuw plant, haalt daarmee de eerste belofte niet.")


@lru_cache(maxsize=KEPT)
def _promises(view: View) -> tuple[tuple[Drift, ...], Chart]:
    found = drifts(view.known, view.as_of, (state.row.id for state in view.states))
    return found, charts.promise_drift(found, view.as_of)


def _move(on: date, before: date | None, after: date | None, reason: str) -> str:
    dates = " → ".join(date_short(each) if each else "geen" for each in (before, after))
    return f"vanaf {date_short(on)}: {dates} ({reason or 'zonder reden'})"


def _late(drift: Drift) -> str:
    if drift.is_over:
        return "afgerond of beëindigd"
    told = [
        text
        for text, is_so in (
            ("⚑ streefdatum voorbij", drift.is_overdue),
            ("⚑ eerst beloofde datum voorbij", drift.is_first_broken),
        )
        if is_so
    ]
    return ", ".join(told) or "nog niet voorbij"
