"""What stock, age and duration would have been without the task force, without the fast-track rule, or without both.

Two courses of the same queue are compared, week by week: one that decides what was decided, and one without the
measure. In weeks with enough work the teams would have done just what they did: their regular decisions, and the
effort of their fast-track decisions. Only where work ran out is their capacity predicted, from their days and the rate
that they showed in weeks with enough work. What could not be decided yet is learned from the history as well: without
a measure the stock is never smaller than with it.

The bands hold the uncertainty of rate and effort, the noise of weeks, and whether people who wait longer withdraw
more. They do not hold what no history tells: inflow and staff of the teams are taken to be the same without a measure.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.history import FAST_TRACK, TASK_FORCE, WITHDRAWN, History
from voortgang.methods.queue.days import DECIDED, OPEN, median_and_p90
from voortgang.methods.queue.paired import Draws, Pair, Without, pair
from voortgang.methods.queue.withdrawals import withdrawals
from voortgang.methods.queue.work_rate import WorkRate, work_rate

Floats = NDArray[np.float64]

TRIALS = 1000
DESKS = {"task_force": [TASK_FORCE], "fast_track": [FAST_TRACK], "both": [TASK_FORCE, FAST_TRACK]}
NAMES = {"task_force": "de taskforce", "fast_track": "de versnelde regel", "both": "beide maatregelen"}
LIMITS = (0.5, 0.1, 0.9, 0.025, 0.975)


class Band(NamedTuple):
    """(T,) the median of all trials, and the limits between which 80% and 95% of them lie."""

    middle: Floats
    low80: Floats
    high80: Floats
    low95: Floats
    high95: Floats


@dataclass(frozen=True)
class Counterfactual:
    """T weeks, from the first in which the measure decided anything until the last of the history."""

    weeks_on: NDArray[np.datetime64]
    saved_stock: Band
    """requests that would have been open besides, at the end of each week"""
    stock: Band
    age_median_days: Band
    """of the stock at the end of the week"""
    age_p90_days: Band
    median_days: Band
    """from receipt to decision, of decisions of the week; NaN in a week without"""
    p90_days: Band

    @property
    def has_effect(self) -> bool:
        """Whether the 95% interval of the stock saved by the end of the last week leaves out zero."""
        return bool(self.saved_stock.low95[-1] > 0 or self.saved_stock.high95[-1] < 0)


def counterfactual(
    history: History, without: Without, rate: WorkRate | None = None, trials: int = TRIALS, seed: int = 0
) -> Counterfactual | None:
    """Follow the queue without a measure; None when it decided nothing, so that nothing can be claimed.

    `rate`: `work_rate(history)` when it has been estimated already. Raises VoortgangError without capacity, with too
    few weeks, or when the measure was there from the first week.
    """
    active = np.flatnonzero(history.by_desk[:, DESKS[without]].any(axis=1))
    if not len(active):
        return None
    start = int(active[0])
    rate = rate or work_rate(history)
    _refuse_unknown(history, rate, start, without)
    random = np.random.default_rng(seed)
    draws = _draws(rate, history.weeks - start, trials, random)
    anyway, responding = (pair(history, rate, start, without, draws, each) for each in (False, True))
    response = withdrawals(history).responses(random.standard_normal(trials))[:, None]

    def change(name: str) -> Floats:
        return (1 - response) * _change(anyway, name) + response * _change(responding, name)

    saved = change("stock")
    other_requests = _share_of_others(history, start, saved)
    saved += _timing(rate, start) * other_requests * random.standard_normal(saved.shape)
    days = {}
    for name, observed in _observed_days(history, start).items():
        noise = _noise_of_days(observed - getattr(anyway.actual, name)[0]) * other_requests
        days[name] = _band(np.maximum(observed + change(name) + noise * random.standard_normal(saved.shape), 0))
    stock = np.maximum(history.stock[start:].sum(axis=1) + saved, 0)
    return Counterfactual(history.weeks_on[start:], _band(saved), _band(stock), **days)


def _refuse_unknown(history: History, rate: WorkRate, start: int, without: Without) -> None:
    if start == 0:
        raise VoortgangError(
            f"Al in de eerste week is besloten door {NAMES[without]}; zonder een tijd daarvoor is er niets om mee te "
            "vergelijken. Lever een langere geschiedenis aan."
        )
    unknown = history.weeks_on[start:][~rate.has_enough[start:] & np.isnan(rate.days[start:])]
    if len(unknown):
        raise VoortgangError(
            f"Van {len(unknown)} weken met weinig werk ontbreekt de capaciteit, het eerst in de week van {unknown[0]}: "
            f"wat zonder {NAMES[without]} was besloten, is dan niet te zeggen. Vul het extract capaciteit aan."
        )


def _draws(rate: WorkRate, weeks: int, trials: int, random: np.random.Generator) -> Draws:
    rates = random.multivariate_normal([rate.per_fte_day, rate.effort], rate.covariance, trials)
    return Draws(np.maximum(rates, 0), rate.lasting_sd * random.standard_normal((trials, weeks)))


def _share_of_others(history: History, start: int, saved: Floats) -> Floats:
    """(N, T) root of the share of other requests among those that are in hand or decided in a week.

    With few requests saved, most are the same in both courses; with a week's work or more, none is.
    """
    usual = max(float(history.by_desk[start:, :WITHDRAWN].sum(axis=1).mean()), 1.0)
    return np.sqrt(np.minimum(np.abs(saved) / usual, 1))


def _timing(rate: WorkRate, start: int) -> Floats:
    """(T,) standard deviation of the saved stock because other requests are in hand: picked up, not yet sent.

    While both courses have enough work they share the calendar; a predicted week does not.
    """
    is_predicted = np.maximum.accumulate(~rate.has_enough[start:])
    return np.hypot(rate.timing_sd, np.where(is_predicted, rate.timing_sds[start:], rate.timing_sd))


def _noise_of_days(errors: Floats) -> float:
    """Standard deviation of a change in days, from the errors (T,) of the queue replayed over what happened.

    What is always wrong cancels between two courses. How the error differs from one week to the next is noise of both,
    how far it drifts is what the queue does not know.
    """
    known = errors[np.isfinite(errors)]
    return float(np.hypot(np.std(np.diff(known)), np.std(known))) if len(known) > 1 else 0.0


def _change(courses: Pair, name: str) -> Floats:
    """(N, T) without the measure, minus with it."""
    change = getattr(courses.other, name) - getattr(courses.actual, name)
    return change.sum(axis=2) if change.ndim == 3 else change


def _observed_days(history: History, start: int) -> dict[str, Floats]:
    """(T,) days as they were, read from weeks in the same way as those of the courses."""
    found = []
    for week in range(start, history.weeks):
        decided = history.closed[: week + 1, week, :, :WITHDRAWN].sum(axis=(1, 2))
        stock = history.ages(week).sum(axis=0)[::-1]
        quantiles = *median_and_p90(stock[:, None] * 1.0, OPEN), *median_and_p90(decided[:, None] * 1.0, DECIDED)
        found.append([float(each[0]) for each in quantiles])
    names = ("age_median_days", "age_p90_days", "median_days", "p90_days")
    return dict(zip(names, np.array(found).T, strict=True))


def _band(trials: Floats) -> Band:
    """Of (N, T)."""
    return Band(*np.quantile(trials, LIMITS, axis=0))
