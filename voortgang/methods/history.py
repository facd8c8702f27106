"""What models of the queue start from: counts per week, never a row per request.

One table of counts, by week of receipt, week of closing, class and desk, gives inflow, outflow, stock and its ages at
the end of every week in the past, at a size that does not depend on the number of requests.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

CLASSES = ("regular", "fast_track")
"""fast_track: the income is below the limit of the fast-track rule, also before the rule began"""
DESKS = ("regular", "task_force", "fast_track", "withdrawn")
"""who closed a request, and along which line; withdrawn is no decision"""
REGULAR, TASK_FORCE, FAST_TRACK, WITHDRAWN = range(len(DESKS))

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class History:
    """W whole weeks, oldest first and without gaps, as known at the end of the last.

    `weeks_on` (W,) Mondays; `received` (W, 2) by week of receipt and class, the first week holds all before it as well;
    `closed` (W, W, 2, 4) by week of receipt, week of closing, class and desk; `fte_days` (W, 2) present full-time days
    of the regular teams and of the task force: FTE times working days, NaN where no capacity was delivered.
    """

    weeks_on: NDArray[np.datetime64]
    received: Counts
    closed: Counts
    fte_days: NDArray[np.float64]

    @property
    def weeks(self) -> int:
        """The number of weeks."""
        return len(self.weeks_on)

    @cached_property
    def by_desk(self) -> Counts:
        """(W, 4): closed in each week, by desk."""
        return self.closed.sum(axis=(0, 2))

    @cached_property
    def outflow(self) -> Counts:
        """(W, 2): closed in each week, by class; withdrawn included."""
        return self.closed.sum(axis=(0, 3))

    @cached_property
    def stock(self) -> Counts:
        """(W, 2): open at the end of each week, by class."""
        return np.cumsum(self.received - self.outflow, axis=0)

    def ages(self, week: int) -> Counts:
        """(2, week + 1): open at the end of `week` (an index), by class and age in weeks: 0 is received in it."""
        left = self.received[: week + 1] - self.closed[: week + 1, : week + 1].sum(axis=(1, 3))
        return left[::-1].T

    def until(self, week: int) -> "History":
        """The same history as it was known at the end of `week` (an index)."""
        end = week + 1
        return History(self.weeks_on[:end], self.received[:end], self.closed[:end, :end], self.fte_days[:end])
