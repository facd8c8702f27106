"""Histories of an office without chance: so many decisions a week, the oldest first."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voortgang.methods.history import FAST_TRACK, REGULAR, TASK_FORCE, WITHDRAWN, History

Weekly = Callable[[int], int]


@dataclass(frozen=True)
class WorkedWeeks:
    """What comes in and is done per week (0 is the first)."""

    weeks: int = 80
    received: Weekly = lambda week: 100
    regular: Weekly = lambda week: 100
    task_force: Weekly = lambda week: 0
    fast_track: Weekly = lambda week: 0
    """decisions along the fast track, for which the regular teams decide half as many less"""
    opening: int = 1000
    low_income: float = 0.3
    """share of class 1; once there is a fast track, nobody else decides these"""

    handling: int = 0
    """nothing is decided before it is so many weeks old"""

    def history(self) -> History:
        weeks = self.weeks
        numbers = np.array([self.received(week) + self.opening * (week == 0) for week in range(weeks)])
        quick = (self.low_income * numbers).astype(int)
        received = np.column_stack([numbers - quick, quick])
        closed = np.zeros((weeks, weeks, 2, 4), dtype=np.int64)
        waiting = np.zeros((weeks, 2), dtype=np.int64)
        for week in range(weeks):
            waiting[week] = received[week]
            ready = waiting[: max(week + 1 - self.handling, 0)]
            done = self._close(ready, closed[:, week], FAST_TRACK, self.fast_track(week), [1])
            kinds = [0] if self.fast_track(week) else [0, 1]
            self._close(ready, closed[:, week], TASK_FORCE, self.task_force(week), kinds)
            self._close(ready, closed[:, week], REGULAR, self.regular(week) - done // 2, kinds)
        days = np.array([[self.regular(week) / 2, self.task_force(week) / 2] for week in range(weeks)])
        return History(np.datetime64("2024-01-01") + 7 * np.arange(weeks), received, closed, days)

    @staticmethod
    def _close(waiting: np.ndarray, closed: np.ndarray, desk: int, number: int, kinds: list[int]) -> int:
        left = number
        for cohort in range(len(waiting)):
            for kind in kinds:
                taken = min(left, waiting[cohort, kind])
                waiting[cohort, kind] -= taken
                closed[cohort, kind, desk] += taken
                left -= taken
        return number - left


def withdrawing(decide: Callable[[int], int], anyway: bool, weeks: int = 120, seed: int = 0) -> History:
    """A history in which one in fifty of those who wait withdraws each week, or one in ten of all within six weeks."""
    random = np.random.default_rng(seed)
    received = np.full((weeks, 2), 100)
    closed = np.zeros((weeks, weeks, 2, 4), dtype=np.int64)
    waiting = np.zeros((weeks, 2), dtype=np.int64)
    bound = random.multinomial(10, [1 / 6] * 6, (weeks, 2)) if anyway else np.zeros((weeks, 2, 6), dtype=np.int64)
    for week in range(weeks):
        waiting[week] = received[week] - bound[week].sum(axis=1)
        leaving = np.zeros((weeks, 2), dtype=np.int64) if anyway else random.binomial(waiting, 0.02)
        closed[:, week, :, WITHDRAWN] = leaving
        for age in range(min(6, week + 1)):
            closed[week - age, week, :, WITHDRAWN] += bound[week - age, :, age]
        waiting -= leaving
        WorkedWeeks._close(waiting, closed[:, week], REGULAR, decide(week), [0, 1])
    return History(np.datetime64("2024-01-01") + 7 * np.arange(weeks), received, closed, np.full((weeks, 2), np.nan))
