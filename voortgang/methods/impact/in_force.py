"""When the task force and the fast-track rule were in force, read from what they did and from who was there."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import FAST_TRACK, TASK_FORCE, History
from voortgang.methods.impact.spans import Measure

NAMES = {TASK_FORCE: "de taskforce", FAST_TRACK: "de versnelde regel"}
IDLE_WEEKS = 4
"""so many last weeks without a decision end a measure of which nobody says who was there"""


def measures_in_force(history: History) -> dict[int, Measure]:
    """Per desk the measure that it stands for: from the Monday of its first week through the Sunday of its last.

    A week counts when the desk had people or, where nobody says who was there, decided something. A desk that never
    did has no measure; one that is active in the last week, or may be, has no end.
    """
    found = {}
    for desk, name in NAMES.items():
        active = np.flatnonzero(_active(history, desk))
        if len(active):
            until = _sunday(history, active[-1]) if _has_ended(history, desk, active[-1]) else None
            found[desk] = Measure(name, _monday(history, active[0]), until)
    return found


def _active(history: History, desk: int) -> NDArray[np.bool_]:
    decided = history.by_desk[:, desk] > 0
    if desk != TASK_FORCE:
        return decided
    present = history.fte_days[:, 1]
    return np.where(np.isnan(present), decided, present > 0)


def _has_ended(history: History, desk: int, last: int) -> bool:
    idle = history.weeks - 1 - last
    is_staff_known = desk == TASK_FORCE and not np.isnan(history.fte_days[last + 1 :, 1]).any()
    return idle >= (1 if is_staff_known else IDLE_WEEKS)


def _monday(history: History, week: int) -> date:
    day: date = history.weeks_on[week].astype("datetime64[D]").astype(object)
    return day


def _sunday(history: History, week: int) -> date:
    return _monday(history, week) + timedelta(days=6)
