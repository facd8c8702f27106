"""What the queue model does not know about days: its past, with the inflow and the decisions that really were.

In the model the oldest always go first and every decision takes as long; in an office some wait for information and
some are quick. The difference between the days that were observed and the days of the model, week by week since the
last change, says how much that matters. A forecast adds such differences to its days, so that it starts where the
observed figures are and moves as irregularly as they do. Stocks need none: the flow account closes.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import FAST_TRACK, REGULAR, TASK_FORCE, WITHDRAWN, History
from voortgang.methods.queue.days import DECIDED, OPEN, median_and_p90, share_within
from voortgang.methods.queue.model import Course, Plan, run

Floats = NDArray[np.float64]

DAYS = ("age_median_days", "age_p90_days", "median_days", "p90_days")
SETTLING_WEEKS = 4
"""after the start of the model the order of the oldest is not yet its own"""


def observed(history: History, norm_days: int) -> dict[str, Floats]:
    """The figures of a forecast as they were, (W,) each, read from weeks as the model does; NaN without requests."""
    figures = {name: np.full(history.weeks, np.nan) for name in (*DAYS, "share_within_norm")}
    figures["stock"] = history.stock.sum(axis=1).astype(float)
    for week in range(history.weeks):
        waiting = history.ages(week).sum(axis=0)[::-1, None].astype(float)
        decided = history.closed[: week + 1, week, :, :WITHDRAWN].sum(axis=(1, 2))[:, None].astype(float)
        days = [float(each[0]) for each in (*median_and_p90(waiting, OPEN), *median_and_p90(decided, DECIDED))]
        for name, value in zip(DAYS, days, strict=True):
            figures[name][week] = value
        figures["share_within_norm"][week] = share_within(decided, norm_days)[0]
    return figures


def differences(history: History, first: int, plan: Plan, norm_days: int) -> dict[str, Floats]:
    """Observed minus modelled, (W,) per figure; NaN before the model has settled, `SETTLING_WEEKS` after week `first`.

    `plan` gives what does not change from week to week.
    """
    desks = history.by_desk[first:].astype(float)
    past = replace(
        plan,
        received=history.received[None, first:].astype(float),
        regular=(desks[:, REGULAR] + plan.effort * desks[:, FAST_TRACK])[None],
        task_force=desks[None, :, TASK_FORCE],
        has_rule=desks[:, FAST_TRACK] > 0,
    )
    course = run(history.ages(first - 1), past, norm_days)
    start = first + SETTLING_WEEKS
    found = {}
    for name, values in observed(history, norm_days).items():
        if name != "stock":
            found[name] = np.full(history.weeks, np.nan)
            found[name][start:] = values[start:] - getattr(course, name)[0, SETTLING_WEEKS:]
    return found


def corrected(course: Course, missed: Mapping[str, Floats], rows: NDArray[np.intp]) -> Course:
    """The course with the differences of the drawn weeks `rows` (N, T) added; days and shares stay possible.

    A week without a known difference takes that of another known week, by turns.
    """
    figures = {}
    for name, difference in missed.items():
        known = np.flatnonzero(np.isfinite(difference))
        if len(known):
            chosen = np.where(np.isin(rows, known), rows, known[rows % len(known)])
            most = 1.0 if name == "share_within_norm" else np.inf
            figures[name] = np.clip(getattr(course, name) + difference[chosen], 0, most)
    return replace(course, **figures)
