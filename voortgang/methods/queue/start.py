"""From where the queue goes on, as far as a history tells: who waits, what teams can do, who cannot be decided yet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import History
from voortgang.methods.queue.paired import has_rule, reserved
from voortgang.methods.queue.withdrawals import withdrawals
from voortgang.methods.queue.work_rate import WorkRate

Floats = NDArray[np.float64]

RIPE_WEEKS = 10
"""after so many weeks nearly everyone who waited for information has been decided along the fast track"""
LEAST_COHORTS = 8


@dataclass(frozen=True)
class QueueStart:
    """What a plan of the queue needs besides inflow and capacity; units as in `queue.model.Plan`."""

    opening_ages: NDArray[np.int64]
    """(2, W) open at the end of the history, by class and age in weeks"""
    per_fte_day: float
    """regular decisions per present full-time day"""
    effort: float
    reserved: float
    withdrawn: tuple[float, ...]
    suspended: float
    suspended_weeks: float


def queue_start(
    history: History, rate: WorkRate, suspended: float = 0.0, suspended_weeks: float = 0.0, handling_weeks: float = 1.0
) -> QueueStart:
    """Read the start from a history of at least one week.

    Which requests wait for information is in no history. The fast track shows it, where everyone else is decided at
    once; without enough weeks of that, `suspended` and `suspended_weeks` hold: by default nobody waits.
    """
    found = suspension(history, handling_weeks)
    return QueueStart(
        history.ages(history.weeks - 1),
        rate.per_fte_day,
        rate.effort,
        reserved(history, rate.effort),
        withdrawals(history).by_age,
        *(found or (suspended, suspended_weeks)),
    )


def suspension(history: History, handling_weeks: float = 1.0) -> tuple[float, float] | None:
    """Share that waits for information and for how many weeks on average; None when the fast track does not show it.

    Of those on the fast track that were received since the rule began, the share that is still open falls in a straight
    line once everyone else has been decided, from all who wait to none: least squares through that line.
    """
    cohorts = np.flatnonzero(has_rule(history))[1:]
    cohorts = cohorts[(cohorts < history.weeks - RIPE_WEEKS) & (history.received[cohorts, 1] > 0)]
    if len(cohorts) < LEAST_COHORTS:
        return None
    cohorts = cohorts[-LEAST_COHORTS:]  # the line was longest when the rule began
    closed = history.closed[:, :, 1].sum(axis=2)
    still = [sum(closed[cohort, cohort + age + 1 :].sum() for cohort in cohorts) for age in range(RIPE_WEEKS)]
    never = history.received[cohorts, 1].sum() - closed[cohorts].sum()
    share = (np.array(still) + never) / history.received[cohorts, 1].sum()
    waited = np.arange(1, RIPE_WEEKS + 1) - handling_weeks
    falls = (waited > 0) & (share > 0.02)
    if falls.sum() < 2:
        return None
    slope, all_who_wait = np.polyfit(waited[falls], share[falls], 1)
    if slope >= 0 or not 0 < all_who_wait < 1:
        return None
    return float(all_who_wait), float(all_who_wait / -slope / 2)
