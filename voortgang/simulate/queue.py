"""The queue, at the level of numbers per day of receipt: every day the oldest that can be handled go first."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import NEVER
from voortgang.simulate.staffing import Staff

REGULAR, TASK_FORCE, FAST_TRACK, NOT_TAKEN_UP = range(4)
"""desks: who picks a request up, and along which line"""
NO_DESK = 255


class Pick(NamedTuple):
    """What one desk picked up on one day."""

    receipt_days: NDArray[np.intp]
    numbers: NDArray[np.int64]
    """how many of each receipt day"""
    day: int
    desk: int


@dataclass
class Line:
    """Requests that wait for one desk, by day of receipt (R days)."""

    desk: int
    arrivals: NDArray[np.int64]
    """(T, R) how many of each receipt day become ready on each day"""
    effort: float
    """of one request, in regular decisions"""
    reserved: float
    """share of regular capacity that this line may use; what it leaves goes to the regular line"""
    waiting: NDArray[np.int64] = field(init=False)
    taken: NDArray[np.int64] = field(init=False)
    credit: float = 0.0
    """capacity saved up for the next decision, in regular decisions"""
    picks: list[Pick] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting = np.zeros(self.arrivals.shape[1], dtype=np.int64)
        self.taken = np.zeros_like(self.waiting)

    def take(self, day: int, desk: int, credit: float) -> float:
        """Pick up the oldest, as far as the credit reaches; what is left of the credit."""
        number = int(credit / self.effort)
        if not number:
            return credit
        reach = np.minimum(np.cumsum(self.waiting), number)
        taken = np.diff(reach, prepend=0)
        receipt_days = np.flatnonzero(taken)
        if len(receipt_days):
            self.waiting -= taken
            self.taken += taken
            self.picks.append(Pick(receipt_days, taken[receipt_days], day, desk))
        return credit - self.effort * float(reach[-1])

    def is_empty(self) -> bool:
        """Whether nobody waits here."""
        return not self.waiting.any()


def serve(regular: Line, short: list[Line], staff: Staff, days: range) -> None:
    """Work through the days; the picks are left in the lines."""
    task_force_credit = 0.0
    for row, day in enumerate(days):
        for line in (regular, *short):
            line.waiting += line.arrivals[row]
        if not staff.regular[day]:
            continue
        task_force_credit = regular.take(day, TASK_FORCE, task_force_credit + staff.task_force[day])
        regular.credit += _serve_short(short, day, staff.regular[day])
        regular.credit = regular.take(day, REGULAR, regular.credit)
        if regular.is_empty():
            # nobody saves up work that is not there
            task_force_credit = min(task_force_credit, 1.0)
            regular.credit = min(regular.credit, 1.0)


def _serve_short(short: list[Line], day: int, capacity: float) -> float:
    """Serve the short lines from what is reserved for them; the capacity that stays for the regular line."""
    spare = capacity
    for line in short:
        spare -= line.reserved * capacity
        line.credit = line.take(day, line.desk, line.credit + line.reserved * capacity)
        if line.is_empty():
            spare += line.credit
            line.credit = 0.0
    return spare


def picked_up(line: Line, per_receipt_day: NDArray[np.int64]) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """Day and desk for each request of the line, in order of receipt and readiness; NEVER for those still waiting.

    `per_receipt_day` (R,) counts all requests of the line, those not yet ready included.
    """
    still_waiting = Pick(np.arange(len(per_receipt_day)), per_receipt_day - line.taken, NEVER, NO_DESK)
    picks = [*line.picks, still_waiting]
    sizes = [len(pick.receipt_days) for pick in picks]
    # a stable sort keeps the picks of one receipt day in order of time: who was ready first, was picked up first
    order = np.argsort(np.concatenate([pick.receipt_days for pick in picks]), kind="stable")
    numbers = np.concatenate([pick.numbers for pick in picks])[order]
    days = np.repeat(np.array([pick.day for pick in picks], dtype=np.int16), sizes)[order]
    desks = np.repeat(np.array([pick.desk for pick in picks], dtype=np.uint8), sizes)[order]
    return np.repeat(days, numbers), np.repeat(desks, numbers)
