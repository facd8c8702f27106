"""Days read from counts by age in weeks, as if spread evenly within each week.

A cohort of k weeks is spread over the week that ends at k + e weeks. At the end of a week the stock received k weeks
before is between k and k + 1 weeks old: e = 1. What was decided in a week took k weeks, half a week more or less, and
never less than nothing: e = 1/2.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEEK_DAYS = 7
OPEN, DECIDED = 1.0, 0.5
"""where the week of a cohort ends, for stock and for decisions"""


def median_and_p90(by_age: Floats, end: float) -> tuple[Floats, Floats]:
    """(n,) median and 90th percentile in days of (R, n) requests, oldest first, the last 0 weeks; NaN without any."""
    reached = np.cumsum(by_age, axis=0)
    return _older(by_age, reached, 0.5, end), _older(by_age, reached, 0.1, end)


def share_within(decided: Floats, norm_days: int) -> Floats:
    """(n,) share of (R, n) decisions, oldest first, that took at most so many days; NaN without decisions."""
    weeks = np.arange(len(decided))[::-1]
    start = np.maximum(weeks + DECIDED - 1, 0)
    part = np.clip((norm_days / WEEK_DAYS - start) / (weeks + DECIDED - start), 0, 1)
    total = decided.sum(axis=0)
    return np.divide(part @ decided, total, out=np.full_like(total, np.nan), where=total > 0)


def _older(by_age: Floats, reached: Floats, share: float, end: float) -> Floats:
    """(n,) the age in days that this share of all exceeds."""
    target = share * reached[-1]
    row = np.minimum((reached < target).sum(axis=0), len(by_age) - 1)
    trial = np.arange(by_age.shape[1])
    within = by_age[row, trial]
    passed = np.divide(
        target - reached[row, trial] + within, within, out=np.full_like(target, np.nan), where=within > 0
    )
    last = len(by_age) - 1 - row + end
    return WEEK_DAYS * (last - passed * (last - np.maximum(last - 1, 0)))
