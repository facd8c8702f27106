"""The verdict on the task force and the fast-track rule, in words: what was found, and what a letter may say of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

from voortgang.dutch import date_long
from voortgang.errors import VoortgangError
from voortgang.impact_words import Topic, checks_text, conclusion, letter_sentence
from voortgang.methods.impact.usual import RELEVANT_SHARE
from voortgang.methods.verdict import Estimate, Verdict, verdict
from voortgang.pipeline.derived_effects import FLOWS, Flow, codes, impact_of, refuse_without_measure
from voortgang.pipeline.known_work import KnownWork, known_work, without
from voortgang.pipeline.selection import Without

if TYPE_CHECKING:
    import pandas as pd

Rows = list[tuple[Any, ...]]
CAUSES: dict[str, str] = {
    "task_force": "de taskforce",
    "fast_track": "de versnelde regel",
    "both": "taskforce en versnelde regel samen",
}
QUANTITIES: dict[Flow, str] = {"decided": "besluiten per week", "received": "verzoeken per week"}
FEWEST_WEEKS = 12
GIVEN = "ervan uitgaande dat instroom en bezetting van de andere teams hetzelfde waren geweest"


def impact_verdicts(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Per measure: decisions, inflow as a check, and the stock; a reason where nothing can be told."""
    known = known_work(frame, parameters["as_of"])
    refuse_without_measure(known)
    return [*_of_stock(known), *(row for flow in FLOWS for row in _of_flow(known, flow))]


def _of_flow(known: KnownWork, flow: Flow) -> Iterator[tuple[Any, ...]]:
    outcome = f"flow_{flow}"
    try:
        found = impact_of(known, flow)
    except VoortgangError as reason:
        yield from (_unknown(code, outcome, Topic(CAUSES[code], QUANTITIES[flow]), reason) for code in codes(known))
        return
    for at, code in enumerate(codes(known)):
        topic = Topic(CAUSES[code], QUANTITIES[flow], is_check=flow == "received")
        effect = found.effects[at] if found.is_enough else None
        relevant = RELEVANT_SHARE * float(found.series.values[: found.spans[at].first].mean())
        told = verdict(effect.per_period if effect else None, relevant, effect.placebo if effect else None)
        yield _row(code, outcome, told, topic, checks_text(found.fit, effect.placebo if effect else None))


def _of_stock(known: KnownWork) -> Iterator[tuple[Any, ...]]:
    last_day = date_long(known.history.weeks_on[-1].astype("datetime64[D]").astype(object) + timedelta(days=6))
    for measure in get_args(Without):
        topic = Topic(CAUSES[measure], f"open verzoeken op {last_day}", rose="minder", fell="meer", given=GIVEN)
        try:
            found = without(known, measure)
        except VoortgangError as reason:
            yield _unknown(measure, "outcome_stock", topic, reason)
            continue
        if found is None:
            continue
        first = known.history.weeks - len(found.weeks_on)
        is_enough = min(first, len(found.weeks_on)) >= FEWEST_WEEKS
        band = found.saved_stock
        estimate = Estimate(float(band.middle[-1]), float(band.low95[-1]), float(band.high95[-1]))
        relevant = RELEVANT_SHARE * float(known.history.stock[first - 1].sum())
        yield _row(
            measure,
            "outcome_stock",
            verdict(estimate if is_enough else None, relevant),
            topic,
            f"{GIVEN.capitalize()}.",
        )


def _row(code: str, outcome: str, found: Verdict, topic: Topic, checks: str | None) -> tuple[Any, ...]:
    return code, outcome, found.code, conclusion(found, topic), checks, letter_sentence(found, topic)


def _unknown(code: str, outcome: str, topic: Topic, reason: VoortgangError) -> tuple[Any, ...]:
    nothing_told = Verdict("cannot_tell", None, 0, None)
    return code, outcome, nothing_told.code, str(reason), None, letter_sentence(nothing_told, topic)


METHODS: dict[str, Callable[["pd.DataFrame", Mapping[str, Any]], Rows]] = {"impact_verdicts": impact_verdicts}
