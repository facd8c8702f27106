"""Who withdraws: how often at which age, and whether people who wait longer withdraw more.

Two extremes explain the same numbers: everyone who waits may withdraw, so that quick handling prevents it; or those
who withdraw would have done so anyway. `response` says where between these (1 and 0) a history lies, by least squares
on weekly numbers that have the error of counts: se² = mean / Σ(difference between the extremes)².
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import WITHDRAWN, History

Floats = NDArray[np.float64]

AGES = 13
"""weeks that are told apart; older is taken together"""


@dataclass(frozen=True)
class Withdrawals:
    """Withdrawals in a history, by age in weeks."""

    by_age: tuple[float, ...]
    """(AGES,) chance per week of someone who waits; the last holds for older as well"""
    response: float
    """1: in proportion to who waits; 0: to who once asked. May fall outside, by chance"""
    response_se: float
    """infinite where the waits of this history do not tell"""

    def responses(self, normal: Floats) -> Floats:
        """(n,) draws between 0 and 1 from standard normal numbers (n,)."""
        if np.isinf(self.response_se):
            return (normal > 0).astype(float)
        return np.clip(self.response + self.response_se * normal, 0, 1)


def withdrawals(history: History) -> Withdrawals:
    """Count by age, over all weeks of receipt but the first (which holds all before it)."""
    weeks = history.weeks
    age = np.arange(weeks) - np.arange(weeks)[:, None]
    counted = (age >= 0) & (np.arange(weeks)[:, None] > 0)
    at_age = np.clip(age, 0, AGES - 1)
    received = np.broadcast_to(history.received.sum(axis=1)[:, None], age.shape).astype(float)
    closed = np.cumsum(history.closed.sum(axis=(2, 3)), axis=1)
    waiting = received - np.c_[np.zeros(weeks), closed[:, :-1]]
    withdrawn = history.closed[..., WITHDRAWN].sum(axis=2)
    of_waiting, of_received = (_rates(withdrawn, base, at_age, counted) for base in (waiting, received))
    later = np.arange(weeks) >= AGES  # before, no cohort has reached every age
    expected = [
        np.where(counted, rates[at_age] * base, 0).sum(axis=0)[later]
        for rates, base in ((of_waiting, waiting), (of_received, received))
    ]
    response = _response(withdrawn.sum(axis=0)[later].astype(float), *expected)
    return Withdrawals(tuple(of_waiting.tolist()), *response)


def _rates(withdrawn: NDArray[np.int64], base: Floats, at_age: NDArray[np.intp], counted: NDArray[np.bool_]) -> Floats:
    """(AGES,) withdrawn per request of the base."""
    numbers, requests = (np.bincount(at_age[counted], each[counted], AGES) for each in (withdrawn, base))
    return np.clip(np.divide(numbers, requests, out=np.zeros(AGES), where=requests > 0), 0, 1)


def _response(observed: Floats, if_waiting: Floats, anyway: Floats) -> tuple[float, float]:
    """Where the observed numbers lie between both extremes, and its standard error."""
    difference = if_waiting - anyway
    weight = float((difference**2).sum())
    if weight == 0:
        return 0.5, float("inf")
    response = float(((observed - anyway) * difference).sum()) / weight
    return response, float(np.sqrt(max(observed.mean(), 1.0) / weight))
