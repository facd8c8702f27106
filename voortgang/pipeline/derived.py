"""What SQL cannot do: figures that a method makes of the rows of a statement, such as a Kaplan-Meier median.

The header of a metric names its method; each takes the rows of the statement and returns the declared columns.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from voortgang.methods.clearing import Closed, split_change
from voortgang.methods.control_chart import Point, control_chart
from voortgang.pipeline import derived_effects, derived_forecasts, derived_models, derived_verdicts

if TYPE_CHECKING:
    import pandas as pd

    from voortgang.pipeline.metrics import Metric

WEEKS = (8, 11, 12, 16)
"""the norm, what the letter and the inspection saw, and well beyond"""
DIFFERENT = 0.05
"""a p-value below this is called a difference"""
SHARES = ("suspended", "fast_track")
"""flows that are a share of the decisions"""
Rows = list[tuple[Any, ...]]


def derive(metric: "Metric", frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> "pd.DataFrame":
    """The declared columns of `metric`, from the rows of its statement; without a method those rows as they are."""
    if metric.method is None:
        return frame
    import pandas as pd

    made = pd.DataFrame(METHODS[metric.method](frame, parameters), columns=list(metric.columns)).convert_dtypes()
    days = [name for name, column in metric.columns.items() if column.unit == "datum"]
    return made.astype(dict.fromkeys(days, "datetime64[us]"))


def survival(frame: "pd.DataFrame", _parameters: Mapping[str, Any]) -> Rows:
    """Kaplan-Meier per period of receipt and split value: n, decided, median with interval, P90."""
    from voortgang.methods.survival import kaplan_meier

    rows: Rows = []
    for keys, table in _groups(frame, ["period_on", "split_value"]):
        curve = kaplan_meier(table)
        rows.append((*keys, curve.n, curve.events, curve.median_days, *curve.median_interval, curve.p90_days))
    return rows


def survival_chances(frame: "pd.DataFrame", _parameters: Mapping[str, Any]) -> Rows:
    """The chance of a decision within 8, 11, 12 and 16 weeks, with its interval."""
    from voortgang.methods.survival import kaplan_meier

    rows: Rows = []
    for keys, table in _groups(frame, ["period_on", "split_value"]):
        curve = kaplan_meier(table)
        for weeks in WEEKS:
            found = curve.within(7 * weeks)
            told = (found.chance, found.low, found.high) if found else (None, None, None)
            rows.append((*keys, weeks, curve.n, *told))
    return rows


def survival_compared(frame: "pd.DataFrame", _parameters: Mapping[str, Any]) -> Rows:
    """The log-rank test for each pair of split values."""
    from voortgang.methods.survival import log_rank

    rows: Rows = []
    for ((one,), first), ((other,), second) in combinations(_groups(frame, ["split_value"]), 2):
        found = log_rank(first, second)
        told = (found.statistic, found.p_value, found.p_value < DIFFERENT) if found else (None, None, None)
        rows.append((one, other, int(first["requests"].sum()), int(second["requests"].sum()), *told))
    return rows


def clearing(frame: "pd.DataFrame", _parameters: Mapping[str, Any]) -> Rows:
    """The four steps of the waterfall; nothing when one of the periods has no decision."""
    closed: dict[bool, dict[Hashable, Closed]] = {False: {}, True: {}}
    for is_after, age_weeks, requests, days in frame.itertuples(index=False, name=None):
        closed[bool(is_after)][age_weeks] = Closed(int(requests), int(days))
    if not (closed[False] and closed[True]):
        return []
    split = split_change(closed[False], closed[True])
    before, after = (sum(each.requests for each in closed[is_after].values()) for is_after in (False, True))
    return [
        ("before", float(split.before_mean), before),
        ("mix", float(split.mix), min(before, after)),
        ("rate", float(split.rate), min(before, after)),
        ("after", float(split.after_mean), after),
    ]


def flow_chart(frame: "pd.DataFrame", parameters: Mapping[str, Any]) -> Rows:
    """Value, limits and signal per week; `breaks` are the days from which the process is another one, and why."""
    rows = frame.astype(object).where(frame.notna(), None)
    weeks = [_Week(*row) for row in rows.itertuples(index=False, name=None)]
    measured = [week for week in weeks if week.value is not None]
    starts = _starts([week.period_on for week in measured], parameters["breaks"])
    points = iter(control_chart([week.value for week in measured if week.value is not None], starts))
    reasons = {measured[at].period_on: reason for at, reason in starts.items()}
    return [(*week.counts, *_limits(week, points), reasons.get(week.period_on)) for week in weeks]


@dataclass(frozen=True)
class _Week:
    """One row of weekly_flow."""

    period_on: "pd.Timestamp"
    counted: int
    of_requests: int | None
    present_fte: float | None
    flow: str

    @property
    def value(self) -> Fraction | None:
        """The count itself, per present FTE, or as a percentage; None when there is nothing to divide by."""
        if self.flow == "productivity":
            return Fraction(self.counted) / Fraction(repr(self.present_fte)) if self.present_fte else None
        if self.flow in SHARES:
            return Fraction(100 * self.counted, self.of_requests) if self.of_requests else None
        return Fraction(self.counted)

    @property
    def counts(self) -> tuple[Any, ...]:
        return self.period_on, self.counted, self.of_requests


def _limits(week: _Week, points: Iterator[Point]) -> tuple[Any, ...]:
    """Value, mean, limits and signal; a flow is never below zero, so neither is the limit that is shown."""
    if week.value is None:
        return None, None, None, None, None
    point = next(points)
    told = "; ".join(flag.text for flag in point.flags) or None
    if point.limits is None:
        return float(week.value), None, None, None, None
    limits = point.limits
    return float(week.value), float(limits.mean), max(float(limits.lower), 0.0), float(limits.upper), told


def _starts(weeks: list["pd.Timestamp"], breaks: tuple[tuple[date, str], ...]) -> dict[int, str]:
    """The first whole week of each new segment, with its reason; two events before one week share it."""
    starts: dict[int, str] = {}
    for day, reason in sorted(breaks):
        at = sum(week.date() < day for week in weeks)
        if 0 < at < len(weeks):
            starts[at] = f"{starts[at]}; {reason}" if at in starts else reason
    return starts


def _groups(frame: "pd.DataFrame", keys: list[str]) -> Iterator[tuple[tuple[Any, ...], "pd.DataFrame"]]:
    return ((key, table) for key, table in frame.groupby(keys, sort=True))


METHODS: dict[str, Callable[["pd.DataFrame", Mapping[str, Any]], Rows]] = {
    "survival": survival,
    "survival_chances": survival_chances,
    "survival_compared": survival_compared,
    "clearing": clearing,
    "flow_chart": flow_chart,
    **derived_models.METHODS,
    **derived_effects.METHODS,
    **derived_verdicts.METHODS,
    **derived_forecasts.METHODS,
}
