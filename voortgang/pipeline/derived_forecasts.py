"""What may come: the forecast of each scenario, what the norm takes, and how good earlier forecasts were."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from voortgang.errors import VoortgangError
from voortgang.methods.history import TASK_FORCE
from voortgang.methods.scenarios import Scenario
from voortgang.pipeline.known_work import KEPT, KnownWork, known_work, rate_of

if TYPE_CHECKING:
    import pandas as pd

    from voortgang.methods.outlook.forecast import Forecast
    from voortgang.methods.outlook.known import Known, Terms

Rows = list[tuple[Any, ...]]
FIGURES = ("stock", "age_median_days", "median_days", "p90_days", "share_within_norm")
PERCENT = {"share_within_norm": 100}
PAST_WEEKS = 26
NO_BANDS = (None,) * 7
QUARTER = 13
LOW80, MIDDLE, HIGH80 = 1, 3, 5
"""places among the quantiles of a forecast"""
SEED = 20_250_521
"""any number will do, as long as it is always the same: a figure must not change because someone looks again"""


def forecast(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Of the first scenario, per figure: half a year as it was, and the bands of the year to come."""
    from voortgang.methods.outlook.hindcast import observed

    known = known_work(frame, parameters["as_of"])
    found = foreseen(known, parameters["scenarios"][0])
    actual = observed(known.history, terms_of(known).norm_days)
    past = range(max(known.history.weeks - PAST_WEEKS, 0), known.history.weeks)
    rows: Rows = []
    for figure in FIGURES:
        code, times = f"figure_{figure}", PERCENT.get(figure, 1)
        counted = known.counted_in(figure)
        for at in past:
            was = _number(times * actual[figure][at])
            rows.append((code, _day(known.history.weeks_on[at]), was, *NO_BANDS, int(counted[at])))
        for at, week_on in enumerate(found.weeks_on):
            bands = (_number(times * each) for each in found.bands[figure][:, at])
            rows.append((code, _day(week_on), None, *bands, None))
    return rows


def forecast_scenarios(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """A row per scenario: when the norm is met, and where queue and durations are by the end."""
    known = known_work(frame, parameters["as_of"])
    _outlook(known)  # what no scenario can do without
    return [_scenario(known, scenario) for scenario in parameters["scenarios"]]


def _scenario(known: KnownWork, scenario: Scenario) -> tuple[Any, ...]:
    from voortgang.methods.outlook.norm_met import Norm, when_met

    try:
        found = foreseen(known, scenario)
    except VoortgangError as reason:  # it asks for more than was delivered; the others can still be told
        return scenario.name, str(reason), *[None] * 8
    low, middle, high = ({figure: bands[at] for figure, bands in found.bands.items()} for at in (LOW80, MIDDLE, HIGH80))
    return (
        scenario.name,
        when_met(found, Norm()).text,
        float(middle["stock"][QUARTER - 1]),
        *(float(each["stock"][-1]) for each in (middle, low, high)),
        *(_number(middle[figure][-1]) for figure in ("median_days", "p90_days")),
        _number(100 * middle["share_within_norm"][-1]),
        " ".join(found.notes) or None,
    )


def forecast_needed(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Per scenario the least extra capacity with which the norm is met in time."""
    from voortgang.methods.outlook.norm_met import Norm, needed_fte

    known = known_work(frame, parameters["as_of"])
    rows: Rows = []
    for scenario in parameters["scenarios"]:
        found = needed_fte(_outlook(known), as_planned(known, scenario), parameters["met_by"], Norm())
        rows.append((scenario.name, found.extra_fte, found.text))
    return rows


def forecast_calibration(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Per number of weeks ahead how earlier forecasts of the stock did, and the judgement on all of them."""
    from voortgang.methods.outlook.backtest import backtest, scores, statement

    known = known_work(frame, parameters["as_of"])
    ends = [each.end_on for each in known.measures.values() if each.end_on]
    terms = terms_of(known)
    found = scores(backtest(known.history, replace(terms, changes=(*terms.changes, *ends))))
    return [
        (
            each.weeks_ahead,
            each.looks,
            *(_number(100 * each.coverage[band]) for band in (0.5, 0.8, 0.95)),
            *(_number(loss) for loss in (each.pinball, each.naive_pinball, each.error, each.naive_error)),
            statement(each),
        )
        for each in found
    ]


@lru_cache(maxsize=4 * KEPT)
def foreseen(known: KnownWork, scenario: Scenario) -> "Forecast":
    """The forecast of one scenario; raises VoortgangError when too little is known, or the scenario asks too much."""
    from voortgang.methods.outlook.forecast import foresee

    return foresee(_outlook(known), as_planned(known, scenario))


@lru_cache(maxsize=KEPT)
def _outlook(known: KnownWork) -> "Known":
    from voortgang.methods.outlook.known import known_at

    return known_at(known.history, terms_of(known))


def terms_of(known: KnownWork) -> "Terms":
    """The pace is read from the weeks since the last measure began; its end changes who works, not how fast."""
    from voortgang.methods.outlook.known import Terms

    changes = tuple(each.start_on for each in known.measures.values())
    days = tuple(known.working_days.tolist())
    terms = Terms(changes=changes, seed=SEED, working_days=days)
    try:
        return replace(terms, effort=float(rate_of(known).effort))
    except VoortgangError:  # without capacity nobody can tell: the usual effort
        return terms


def as_planned(known: KnownWork, scenario: Scenario) -> Scenario:
    """The scenario with what is known besides: a delivered plan, when it covers every week, and who has left."""
    from voortgang.methods.outlook.known import Terms

    if scenario.planned is None and len(known.planned) >= Terms().weeks:
        scenario = replace(scenario, planned=known.planned)
    task_force = known.measures.get(TASK_FORCE)
    if scenario.task_force_until is None and task_force is not None and task_force.end_on:
        scenario = replace(scenario, task_force_until=task_force.end_on)
    return scenario


def _day(monday: np.datetime64) -> Any:
    return monday.astype("datetime64[D]").astype(object)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


METHODS: dict[str, Callable[["pd.DataFrame", Mapping[str, Any]], Rows]] = {
    "forecast": forecast,
    "forecast_scenarios": forecast_scenarios,
    "forecast_needed": forecast_needed,
    "forecast_calibration": forecast_calibration,
}
