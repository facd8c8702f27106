"""Kaplan-Meier: how long requests take, with the requests that are still open counted for as long as they are known.

Statistics over decided requests only flatter: the slow ones are still open. Here an open or withdrawn request counts
as "not decided yet" up to its last known day (right censoring). One row stands for many requests (a histogram of
days), so that ten million requests cost no more than a few thousand rows.

statsmodels (duration.survfunc.SurvfuncRight) fits the curve. Its standard error with frequency weights is that of
Tsiatis (1981); Greenwood's is used here, so that weights and the same rows written out give the same interval.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from voortgang.errors import VoortgangError

if TYPE_CHECKING:
    import pandas as pd

CONFIDENCE = 0.95
ROUNDING_NOISE = 1e-11  # the library multiplies through logarithms: 1/2 may come back as 0.5000000000000001


@dataclass(frozen=True)
class Step:
    """The curve from `day` until the next step; `low` and `high` are None where the curve is 0 (no interval exists)."""

    day: float
    at_risk: int
    events: int
    survival: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Chance:
    """Chance of a decision within so many days: 1 − S(days), between 0 and 1, with its 95% interval if there is one."""

    survival: float
    chance: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Survival:
    """A Kaplan-Meier curve of `n` requests, `events` of them decided; nobody was followed past `followed_days`."""

    n: int
    events: int
    followed_days: float | None
    steps: tuple[Step, ...]

    @property
    def median_days(self) -> float | None:
        """The day by which half is decided; None when the curve does not get there."""
        return self.quantile(0.5)

    @property
    def p90_days(self) -> float | None:
        """The day by which nine in ten are decided; None when the curve does not get there."""
        return self.quantile(0.9)

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """95% interval of the median in days (Brookmeyer and Crowley 1982): where the limits of the curve pass 1/2.

        A side that is never passed is None, as in R's survfit: the interval is open there.
        """
        lows = [step.day for step in self.steps if step.low is not None and step.low <= 0.5]
        highs = [step.day for step in self.steps if step.high is not None and step.high <= 0.5]
        return min(lows, default=None), min(highs, default=None)

    def quantile(self, share: float) -> float | None:
        """The first day t with S(t) ≤ 1 − share; None when the curve stays above that."""
        reached = (step.day for step in self.steps if step.survival <= 1 - share + ROUNDING_NOISE)
        return next(reached, None)

    def within(self, days: float) -> Chance | None:
        """The chance of a decision on or before day `days`; None when no request was followed for that long.

        Past the last known day the curve is not defined, unless it reached zero: everyone was decided before.
        """
        passed = [step for step in self.steps if step.day <= days]
        everyone_decided = bool(passed) and passed[-1].survival == 0
        if self.followed_days is None or (days > self.followed_days and not everyone_decided):
            return None
        if not passed:
            return Chance(1.0, 0.0, None, None)
        last = passed[-1]
        low = None if last.high is None else 1 - last.high
        high = None if last.low is None else 1 - last.low
        return Chance(last.survival, 1 - last.survival, low, high)


@dataclass(frozen=True)
class LogRank:
    """Do two groups have the same curve? Chi-square with one degree of freedom, and how often chance does this."""

    statistic: float
    p_value: float


def kaplan_meier(table: "pd.DataFrame") -> Survival:
    """Fit the curve to rows of `days` (receipt to stop or last known day), `is_event` (decided?) and `requests`.

    Raises VoortgangError for a missing or negative number.
    """
    table = _counted(table)
    if table.empty:
        return Survival(0, 0, None, ())
    from statsmodels.duration.survfunc import SurvfuncRight  # type: ignore[import-untyped]  # seconds: only when needed

    is_event, requests = table["is_event"].to_numpy(int), table["requests"].to_numpy(int)
    fit = SurvfuncRight(table["days"].to_numpy(float), is_event, freq_weights=requests)
    steps = _with_intervals(fit.surv_times.tolist(), fit.n_risk.tolist(), fit.n_events.tolist(), fit.surv_prob.tolist())
    return Survival(int(requests.sum()), int((requests * is_event).sum()), float(table["days"].max()), steps)


def log_rank(first: "pd.DataFrame", second: "pd.DataFrame") -> LogRank | None:
    """Compare two tables as for `kaplan_meier`; None when there is nothing to compare (no decision, an empty group).

    Mantel's log-rank: per day with decisions, expected decisions in the first group = d·n1/n, with the hypergeometric
    variance d·(n1/n)·(1 − n1/n)·(n − d)/(n − 1). statsmodels' `survdiff` gives the same, but takes no weights.
    """
    difference = variance = 0.0
    for n1, n, d1, d in _risk_sets(_counted(first), _counted(second)):
        difference += d1 - d * n1 / n
        if n > 1:
            variance += d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1)
    if variance <= 0:
        return None
    statistic = difference**2 / variance
    return LogRank(statistic, math.erfc(math.sqrt(statistic / 2)))  # the tail of chi-square with one degree


def _counted(table: "pd.DataFrame") -> "pd.DataFrame":
    table = table[["days", "is_event", "requests"]]
    if table.isna().to_numpy().any():
        raise VoortgangError(
            "Een rij mist het aantal dagen, de uitkomst of het aantal verzoeken. Vul of verwijder die."
        )
    if (table["days"] < 0).any() or (table["requests"] < 0).any():
        raise VoortgangError("Een doorlooptijd of een aantal verzoeken is negatief. Verbeter de gegevens.")
    return table[table["requests"] > 0]


def _with_intervals(
    days: Sequence[float], at_risk: Sequence[float], events: Sequence[float], survival: Sequence[float]
) -> tuple[Step, ...]:
    """Steps of the curve; Greenwood: Var(log S) = Σ d / (n(n − d))."""
    steps, variance = [], 0.0
    for day, n, d, share in zip(days, at_risk, events, survival, strict=True):
        variance += d / (n * (n - d)) if n > d else 0.0
        low, high = _interval(share, variance)
        steps.append(Step(day, round(n), round(d), share, low, high))
    return tuple(steps)


def _interval(survival: float, variance_of_log: float) -> tuple[float | None, float | None]:
    """The log-log interval (Kalbfleisch and Prentice 1980): S^exp(±z·√Var(log S)/log S), which stays within 0 and 1."""
    if not 0 < survival < 1:
        return None, None
    width = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(variance_of_log) / -math.log(survival)
    return survival ** math.exp(width), survival ** math.exp(-width)


def _risk_sets(first: "pd.DataFrame", second: "pd.DataFrame") -> Iterator[tuple[int, int, int, int]]:
    """Per day with decisions: at risk in the first group and in both, decided in the first group and in both."""
    (all1, decided1), (all2, decided2) = _by_day(first), _by_day(second)
    n1 = n2 = 0
    for day in sorted({*all1, *all2}, reverse=True):  # at risk on a day: everyone with that many days or more
        n1, n2 = n1 + all1[day], n2 + all2[day]
        if decided := decided1[day] + decided2[day]:
            yield n1, n1 + n2, decided1[day], decided


def _by_day(table: "pd.DataFrame") -> tuple[Counter[float], Counter[float]]:
    """Requests, and decided requests, per number of days."""
    requests: Counter[float] = Counter()
    decided: Counter[float] = Counter()
    for days, is_event, count in table.itertuples(index=False, name=None):
        requests[days] += int(count)
        decided[days] += int(count) if is_event else 0
    return requests, decided
