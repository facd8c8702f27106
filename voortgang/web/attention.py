"""What needs attention this week, as sentences built from the figures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain

import streamlit as st

from voortgang import dutch
from voortgang.methods.disclosure import Protected, Row
from voortgang.pipeline.selection import Flow, Selection
from voortgang.register.commitments.model import Commitment
from voortgang.register.commitments.reading import commitments
from voortgang.register.commitments.rules import DUE_SOON, OVERDUE, SOON, standing
from voortgang.register.measures.counts import Counts, counts
from voortgang.register.measures.whole import register
from voortgang.web import access
from voortgang.web.measures.redating import sentence
from voortgang.web.run import current_build, made_once, run

FLOWS: dict[Flow, str] = {"received": "de instroom", "decided": "het aantal besluiten"}
WEEKS_FOR_LIMITS = 52
FEW = "een klein aantal verzoeken"
OF_MEASURES = {
    "te herbeoordelen": "Langer on hold dan afgesproken en dus te herbeoordelen",
    "streefdatum voorbij": "Streefdatum voorbij zonder dat de maatregel is geïmplementeerd",
    "vertraagd en nooit gemeld": "Vertraagd zonder dat de Kamer er iets over heeft gehoord",
}
"""name of a count → how a sentence about it begins"""
FRESH_DAYS = 14
"""a weekly delivery that is older than this has been missed at least once"""


def attention(chosen: Selection) -> None:
    """The sentences as a list, or that there is nothing."""
    st.header("Wat vraagt deze week aandacht?", anchor=False)
    today = datetime.now(dutch.HERE).date()
    sentences = [*told(chosen, today), *told_by_register(today)]
    if not sentences:
        st.write("Niets in deze keuze.")
        return
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


@made_once
def told(chosen: Selection, today: date) -> list[str]:
    """One sentence per finding; `today` only says how old the delivery is."""
    signals = (_signal(chosen, flow, name) for flow, name in FLOWS.items())
    return list(chain(_due(run("falling_due", chosen)), _past_legal(chosen), *signals, _delivery(today)))


def told_by_register(today: date) -> list[str]:
    """The same for measures and commitments, on the day itself; people change them while the build stays the same."""
    access.require()
    of_register = [*_commitments(commitments(today), today), *_measures(counts(register().states(today), today))]
    return [*of_register, *filter(None, [sentence(today)])]


def _commitments(found: Sequence[Commitment], today: date) -> Iterator[str]:
    standings = Counter(standing(each.entry.content, today) for each in found)
    if late := standings[OVERDUE]:
        are = "is" if late == 1 else "zijn"
        yield f"▲ Te laat {are} {_promises(late)} aan de Kamer; zie de pagina Toezeggingen."
    if soon := standings[DUE_SOON]:
        ends = "verstrijkt" if soon == 1 else "verstrijken"
        yield f"Binnen {SOON.days} dagen {ends} de termijn van {_promises(soon)}; zie de pagina Toezeggingen."


def _promises(count: int) -> str:
    return dutch.plural(count, "toezegging of motie", "toezeggingen en moties")


def _measures(counted: Counts) -> Iterator[str]:
    for flag in counted.flags:
        if flag.rows and flag.name in OF_MEASURES:
            measures = dutch.plural(flag.measures, "maatregel", "maatregelen")
            rows = dutch.plural(flag.rows, "rij", "rijen")
            yield f"{OF_MEASURES[flag.name]}: {measures} ({rows}); zie de pagina Maatregelen."


def questions(chosen: Selection) -> list[tuple[str, Selection]]:
    """The metrics behind the sentences and what each is asked, so that they can be asked side by side."""
    flows = [("weekly_flow", _year(chosen, flow)) for flow in FLOWS]
    return [("falling_due", chosen), ("backlog", _whole(chosen)), *flows]


def _due(shown: Protected) -> Iterator[str]:
    for row in shown.rows[:1]:
        norm, legal = (_requests(row, name) for name in ("norm_due", "legal_due"))
        if norm or legal:
            yield (
                f"Binnen een week verstrijken zonder besluit: de achtwekennorm van {norm or FEW} en de wettelijke "
                f"termijn van {legal or FEW}."
            )


def _past_legal(chosen: Selection) -> Iterator[str]:
    for row in run("backlog", _whole(chosen)).rows[-1:]:
        past = _requests(row, "past_legal")
        if past:
            are = "is" if row["past_legal"] == 1 else "zijn"
            yield f"Over de wettelijke termijn {are} {past} die nog openliggen."


def _whole(chosen: Selection) -> Selection:
    """As the tiles ask it, so that it is asked once; the last period ends on the reference date."""
    return replace(chosen, split="none")


def _year(chosen: Selection, flow: Flow) -> Selection:
    return replace(chosen, since=limits_since(chosen.as_of), until=chosen.as_of, flow=flow)


def limits_since(day: date) -> date:
    """A year before `day`, but not before the first receipt: a week of before the delivery is no week of nothing."""
    year_before = day - timedelta(weeks=WEEKS_FOR_LIMITS)
    return max(year_before, current_build().first_received_on or year_before)


def _signal(chosen: Selection, flow: Flow, name: str) -> Iterator[str]:
    *_, last = [None, *run("weekly_flow", _year(chosen, flow)).rows]
    if last is not None and last.has("value") and isinstance(last["signal"], str):
        yield f"In {dutch.week_label(last['period_on'])} gaf {name} een signaal: {last['signal']}."


def _delivery(today: date) -> Iterator[str]:
    made = current_build()
    if made.warnings:
        warnings = dutch.plural(made.warnings, "waarschuwing", "waarschuwingen")
        yield f"De controles gaven {warnings} bij deze levering; zie de pagina Gegevens."
    days = (today - made.delivered_on).days
    if days > FRESH_DAYS and not made.is_fictional:
        yield f"De levering is {dutch.number(days)} dagen oud; vraag om een nieuwe."


def _requests(row: Row, name: str) -> str | None:
    if not row.has(name) or not row[name]:
        return None
    return dutch.plural(int(row[name]), "verzoek", "verzoeken")
