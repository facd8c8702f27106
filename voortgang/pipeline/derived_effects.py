"""What the task force and the fast-track rule did: interrupted time series of flows, and the queue without them."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from voortgang.errors import VoortgangError
from voortgang.methods.history import DESKS, WITHDRAWN
from voortgang.pipeline.known_work import KEPT, KnownWork, known_work, without

if TYPE_CHECKING:
    import pandas as pd

    from voortgang.methods.impact.effect import Effect
    from voortgang.methods.impact.interrupted import Interrupted
    from voortgang.methods.impact.series import Series
    from voortgang.methods.verdict import Estimate

Rows = list[tuple[Any, ...]]
Flow = Literal["received", "decided"]
FLOWS: tuple[Flow, ...] = ("decided", "received")
FULL_WEEK = 5


def impact_estimates(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Per flow and measure every change with its 95% interval: percentages of level and slope, and requests."""
    known = known_work(frame, parameters["as_of"])
    return [row for flow in FLOWS for row in _estimates(known, flow)]


def _estimates(known: KnownWork, flow: Flow) -> Iterator[tuple[Any, ...]]:
    found = impact_of(known, flow)
    for code, effect in zip(codes(known), found.effects, strict=False):
        weeks = (effect.span.before, effect.span.in_force)
        for change, estimate in _changes(effect):
            yield (f"flow_{flow}", code, f"change_{change}", estimate.value, estimate.low, estimate.high, *weeks)


def _changes(effect: "Effect") -> Iterator[tuple[str, "Estimate"]]:
    """Ratios as percentages of change; what was not estimated is left out."""
    from voortgang.methods.verdict import Estimate

    for name in ("level", "slope", "end_level", "end_slope"):
        ratio = getattr(effect, name)
        if ratio is not None:
            yield name, Estimate(*(100 * (each - 1) for each in (ratio.value, ratio.low, ratio.high)))
    yield "per_week", effect.per_period
    yield "cumulative", effect.cumulative


def impact_course(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Per week what was counted, what the series says, and what it says without the measures, with an interval."""
    flow = parameters["flow"]
    if flow not in FLOWS:
        raise VoortgangError("Een effect is er van de instroom en van de besluiten. Kies een van die twee stromen.")
    found = impact_of(known_work(frame, parameters["as_of"]), flow)
    if found.fit is None or found.without_any is None:
        return []
    fitted, course, first = found.fit.expected(found.fit.design.columns), found.without_any, found.spans[0].first
    return [
        (day, int(found.series.values[at]), float(fitted[at]))
        + (tuple(_number(each[at]) for each in (course.value, course.low, course.high)) if at >= first else (None,) * 3)
        for at, day in enumerate(found.series.starts_on)
    ]


def without_measures(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Per figure and week what was, and the bands of what would have been; nothing when the measure did nothing."""
    from voortgang.methods.outlook.hindcast import DAYS, observed

    known, measure = known_work(frame, parameters["as_of"]), parameters["without"]
    found = without(known, measure)
    if found is None:
        return []
    actual, first = observed(known.history, 0), known.history.weeks - len(found.weeks_on)
    return [
        (f"figure_{figure}", day, *map(_number, (was, *limits)), int(requests))
        for figure in ("stock", *DAYS)
        for day, was, requests, *limits in zip(
            found.weeks_on.astype("datetime64[D]").tolist(),
            actual[figure][first:],
            known.counted_in(figure)[first:],
            *getattr(found, figure),
            strict=True,
        )
    ]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def codes(known: KnownWork) -> list[str]:
    """The code of each measure, in the order in which `impact_of` takes them."""
    return [DESKS[desk] for desk in known.measures]


@lru_cache(maxsize=KEPT)
def impact_of(known: KnownWork, flow: Flow) -> "Interrupted":
    """The interrupted time series of a flow; raises VoortgangError when there is no measure, or no telling it."""
    from voortgang.methods.impact.interrupted import interrupted
    from voortgang.methods.impact.usual import usual_settings

    refuse_without_measure(known)
    series = _series(known, flow)
    measures = list(known.measures.values())
    return interrupted(series, measures, usual_settings(series, measures))


def refuse_without_measure(known: KnownWork) -> None:
    """Raise VoortgangError when there is nothing to judge."""
    if not known.measures:
        raise VoortgangError(
            "Op deze peildatum nam geen taskforce besluiten en is niets versneld afgehandeld: er is geen maatregel te "
            "beoordelen. Welk team de taskforce is, staat in data/reference/task_force_teams.csv."
        )


def _series(known: KnownWork, flow: Flow) -> "Series":
    """A flow per week, with the holidays of each; without the first weeks, in which it is not complete yet."""
    from voortgang.methods.impact.series import as_series
    from voortgang.methods.outlook.work_series import first_week

    past = known.history
    counts = past.received.sum(axis=1) if flow == "received" else past.by_desk[:, :WITHDRAWN].sum(axis=1)
    first = first_week(past, ()) if flow == "decided" else 1
    days = [day.astype(object) for day in past.weeks_on[first:].astype("datetime64[D]")]
    holidays = FULL_WEEK - known.working_days[first : past.weeks]
    return as_series(days, counts[first:].astype(float).tolist(), holidays=holidays.tolist())


METHODS: dict[str, Callable[["pd.DataFrame", Mapping[str, Any]], Rows]] = {
    "impact_estimates": impact_estimates,
    "impact_course": impact_course,
    "without_measures": without_measures,
}
