"""Who goes first: in one line the oldest of all; with the fast-track rule two lines, each the oldest first."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Line(NamedTuple):
    """Who waits in one week, by class, week of receipt (R, oldest first) and trial (n)."""

    waiting: Floats
    """(2, R, n)"""
    kept: Floats
    """(2, R, n) of those cannot be decided yet"""
    least: Floats
    """(2, n) cannot be decided either: so many of the youngest"""


def in_one_line(line: Line, number: Floats) -> Floats:
    """(2, R, n) decided with capacity `number` (n,); of those received in one week, class 0 goes first.

    Whoever goes first within a week hardly matters, but it must be fixed: only then does more capacity never leave more
    of either class.
    """
    waiting, kept = (each.swapaxes(0, 1).reshape(-1, len(number)) for each in (line.waiting, line.kept))
    decided = oldest(_available(waiting, kept, line.least.sum(axis=0)), number)
    return decided.reshape(-1, 2, len(number)).swapaxes(0, 1)


def in_two_lines(line: Line, regular: Floats, task_force: Floats, effort: float, reserved: float) -> Floats:
    """(2, R, n) decided, with capacities (n,).

    The fast track may use a share of the regular teams; what it leaves is for the others, and what these leave is for
    the fast track again. The task force does the others only.
    """
    others, quick = (_available(*each) for each in zip(*line, strict=True))
    first = oldest(quick, reserved * regular / effort)
    spare = np.maximum(regular - effort * first.sum(axis=0), 0)
    decided = oldest(others, spare + task_force)
    spare -= np.clip(decided.sum(axis=0) - task_force, 0, spare)
    return np.stack([decided, first + oldest(quick - first, spare / effort)])


def oldest(available: Floats, number: Floats) -> Floats:
    """(R, n) the oldest `number` (n,) of what is available; exactly all of a week that is reached as a whole."""
    older = np.cumsum(available, axis=0) - available
    return np.clip(number - older, 0, available)


def _available(waiting: Floats, kept: Floats, least: Floats) -> Floats:
    """(R, n) what can be decided: all but those kept, and all but the least youngest."""
    if least.any():
        younger = waiting.sum(axis=0) - np.cumsum(waiting, axis=0)
        kept = np.maximum(kept, least - younger)
    return np.maximum(waiting - kept, 0)
