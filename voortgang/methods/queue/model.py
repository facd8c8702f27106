"""One queue, week by week: what comes in, what can be decided, who goes first.

A fluid model on counts: a request may be split, a week is the smallest step, and what waits is kept per week of
receipt, so that the cost does not depend on the number of requests. Every week, in this order: requests come in; some
of those who wait withdraw; the fast-track line takes what is reserved for it; the others are decided oldest first
(FIFO by week of receipt). Without the fast-track rule both classes stand in one line.

Requests that wait for information keep their place, but cannot be decided. More capacity never makes the stock of any
class larger (without `least_stock`); stock = opening + received − withdrawn − decided in every week and trial.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.queue.days import DECIDED, OPEN, median_and_p90, share_within
from voortgang.methods.queue.order import Line, in_one_line, in_two_lines

Floats = NDArray[np.float64]

TRIALS_AT_ONCE = 256
"""so many fit the cache of a processor: three times as fast as all at once"""


@dataclass(frozen=True)
class Plan:
    """What comes in and what can be done in T weeks, in N trials; an axis of 1 stands for all trials.

    Class 0 is regular, class 1 falls under the fast-track rule when that is in force.
    """

    received: Floats
    """(N, T, 2) requests by class"""
    regular: Floats
    """(N, T) what the regular teams can do, in regular decisions per week"""
    task_force: Floats
    """(N, T) the same for the task force, which serves the regular line only"""
    has_rule: NDArray[np.bool_]
    """(T,) whether the fast-track rule is in force"""
    effort: float = 0.5
    """of one fast-track decision, in regular decisions"""
    reserved: float = 0.2
    """share of the regular teams that the fast-track line may use; what it leaves goes to the regular line"""
    suspended: float = 0.0
    """share of the requests that wait for information"""
    suspended_weeks: float = 0.0
    """for how long on average; spread evenly between nothing and twice as long"""
    withdrawn: tuple[float, ...] = (0.0,)
    """chance of withdrawal per week, by age in weeks; past the end the last value"""
    handling_weeks: float = 1.0
    """between receipt and decision at least: registering, assessing, sending"""
    least_stock: Floats | None = None
    """(N, T, 2) so many cannot be decided by the end of the week: the youngest of each class, or of both in one line"""


@dataclass(frozen=True)
class Course:
    """What happened, per trial and week; NaN in days and share where nothing is open or nothing was decided.

    Days are read from weeks as if spread evenly within them: good for a few days, not for one.
    """

    stock: Floats
    """(N, T, 2) open at the end of the week, by class"""
    decided: Floats
    """(N, T, 2)"""
    withdrawn: Floats
    """(N, T, 2)"""
    age_median_days: Floats
    """(N, T) of the stock at the end of the week"""
    age_p90_days: Floats
    median_days: Floats
    """(N, T) from receipt to decision, of what was decided in the week"""
    p90_days: Floats
    share_within_norm: Floats


class _Room(NamedTuple):
    """Everyone who waits, by class, week of receipt (oldest first) and trial, (2, R, n); the last T rows come later."""

    waiting: Floats
    received: Floats
    """what was received in those weeks: the base of those who wait for information"""


def run(opening_ages: NDArray[np.number], plan: Plan, norm_days: int = 56) -> Course:
    """Work through the weeks of `plan`, starting from what is open by class and age in weeks, (2, A).

    Age 0 was received in the week before the first of the plan. `norm_days`: within how many days a decision is in
    time. Raises VoortgangError for a negative or missing number, or shapes that do not fit.
    """
    trials, weeks = _checked(opening_ages, plan)
    stored = {name: np.empty((trials, weeks, 2)) for name in ("stock", "decided", "withdrawn")}
    days = ("age_median_days", "age_p90_days", "median_days", "p90_days", "share_within_norm")
    stored |= {name: np.empty((trials, weeks)) for name in days}
    received, least = (
        np.broadcast_to(0.0 if each is None else each, (trials, weeks, 2)) for each in (plan.received, plan.least_stock)
    )
    regular, task_force = (np.broadcast_to(each, (trials, weeks)) for each in (plan.regular, plan.task_force))
    for start in range(0, trials, TRIALS_AT_ONCE):
        part = slice(start, start + TRIALS_AT_ONCE)
        line = _open(np.asarray(opening_ages, dtype=float), received[part], plan)
        limits = regular[part].T.copy(), task_force[part].T.copy(), least[part].transpose(1, 2, 0).copy()
        _work(line, plan, limits, norm_days, {name: result[part] for name, result in stored.items()})
    return Course(**stored)


def released(plan: Plan, ages: int) -> Floats:
    """(ages,) share of a cohort that can have been decided at the end of the week in which it is 0, 1, … weeks old."""
    waited = np.arange(1, ages + 1) - plan.handling_weeks
    longest = max(2 * plan.suspended_weeks, 1.0)
    return (1 - plan.suspended) * np.clip(waited, 0, 1) + plan.suspended * np.clip(waited / longest, 0, 1)


def _checked(opening_ages: NDArray[np.number], plan: Plan) -> tuple[int, int]:
    """Numbers of trials and weeks."""
    arrays = [plan.received, plan.regular, plan.task_force, *([] if plan.least_stock is None else [plan.least_stock])]
    if not all(np.isfinite(array).all() and (array >= 0).all() for array in (np.asarray(opening_ages), *arrays)):
        raise VoortgangError("Instroom, werkvoorraad of capaciteit bevat een leeg of negatief getal. Verbeter dat.")
    weeks = len(plan.has_rule)
    trials = {array.shape[0] for array in arrays} - {1}
    if {array.shape[1] for array in arrays} != {weeks} or len(trials) > 1:
        raise VoortgangError("Instroom, capaciteit en regel beslaan niet dezelfde weken. Geef ze voor elke week.")
    shares = (plan.reserved, plan.suspended, *plan.withdrawn)
    if plan.effort <= 0 or not plan.withdrawn or not all(0 <= share <= 1 for share in shares):
        raise VoortgangError("De inspanning moet meer dan nul zijn, en elk aandeel tussen nul en één. Verbeter dat.")
    return max(trials, default=1), weeks


def _open(opening_ages: Floats, received: Floats, plan: Plan) -> _Room:
    """The line before the first week, with room for what comes in; of old cohorts only what is left is known.

    Those of them that wait for information are taken to be as many as of a cohort of mean size, or all that is left.
    """
    trials, weeks = received.shape[:2]
    opening = np.repeat(opening_ages[:, ::-1, None], trials, axis=2)
    still = 1 - released(plan, opening_ages.shape[1])[::-1, None]
    usual = received.mean(axis=1).T[:, None] if weeks else np.zeros((2, 1, trials))
    base = np.where(still > 0, np.minimum(opening / np.where(still > 0, still, 1), usual), 0)
    waiting = np.concatenate([opening, np.zeros((2, weeks, trials))], axis=1)
    return _Room(waiting, np.concatenate([base, received.transpose(2, 1, 0)], axis=1))


def _work(
    line: _Room, plan: Plan, limits: tuple[Floats, Floats, Floats], norm_days: int, results: dict[str, Floats]
) -> None:
    """Work through all weeks for n trials; limits are regular (T, n), task force (T, n) and least stock (T, 2, n)."""
    rows, weeks = line.waiting.shape[1], len(plan.has_rule)
    leaving = np.array(plan.withdrawn)[np.minimum(np.arange(rows), len(plan.withdrawn) - 1)][:, None]
    held_back = (1 - released(plan, rows))[:, None] * np.cumprod(1 - leaving, axis=0)
    longest = int(np.count_nonzero(held_back))
    oldest = 0
    for week in range(weeks):
        end = rows - weeks + week + 1
        while oldest < end - 1 and not line.waiting[:, oldest].any():
            oldest += 1
        waiting = line.waiting[:, oldest:end]
        waiting[:, -1] = line.received[:, end - 1]
        withdrawn = waiting * leaving[: end - oldest][::-1]
        waiting -= withdrawn
        kept = np.zeros_like(waiting)
        recent = min(longest, end - oldest)
        if recent:
            kept[:, -recent:] = line.received[:, end - recent : end] * held_back[:recent][::-1]
        regular, task_force, least = (limit[week] for limit in limits)
        if plan.has_rule[week]:
            decided = in_two_lines(Line(waiting, kept, least), regular, task_force, plan.effort, plan.reserved)
        else:
            decided = in_one_line(Line(waiting, kept, least), regular + task_force)
        waiting -= decided
        np.maximum(waiting, 0, out=waiting)  # of a sum of fractions a hair below nothing may be left
        _store(results, week, (waiting, decided, withdrawn), norm_days)


def _store(results: dict[str, Floats], week: int, flows: tuple[Floats, Floats, Floats], norm_days: int) -> None:
    """Read the numbers and days of one week from stock, decided and withdrawn, (2, R, n) each."""
    for name, flow in zip(("stock", "decided", "withdrawn"), flows, strict=True):
        results[name][:, week] = flow.sum(axis=1).T
    stock, decided = flows[0].sum(axis=0), flows[1].sum(axis=0)
    results["age_median_days"][:, week], results["age_p90_days"][:, week] = median_and_p90(stock, OPEN)
    results["median_days"][:, week], results["p90_days"][:, week] = median_and_p90(decided, DECIDED)
    results["share_within_norm"][:, week] = share_within(decided, norm_days)
