"""The queue as it was beside the queue without a measure: the same inflow, the same people, the same luck."""

from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import FAST_TRACK, REGULAR, TASK_FORCE, WITHDRAWN, History
from voortgang.methods.queue.model import Course, Plan, run
from voortgang.methods.queue.withdrawals import withdrawals
from voortgang.methods.queue.work_rate import WorkRate

Floats = NDArray[np.float64]
Without = Literal["task_force", "fast_track", "both"]


class Draws(NamedTuple):
    """(N, …) what differs between trials."""

    rates: Floats
    """(N, 2) decisions per full-time day, effort of a fast-track decision"""
    weeks: Floats
    """(N, T) regular decisions that a week adds or lacks"""


class Pair(NamedTuple):
    """The course with the decisions that were taken (one trial), and the courses without the measure."""

    actual: Course
    other: Course


def pair(
    history: History, rate: WorkRate, start: int, without: Without, draws: Draws, respond_to_waiting: bool
) -> Pair:
    """Work through the weeks from `start` (an index of at least 1) twice.

    Who withdrew stays out of the queue, unless withdrawals respond to waiting: then everyone who waits may withdraw.
    """
    decided = history.by_desk[start:].astype(float)
    received, opening = history.received[start:], history.ages(start - 1)
    chances: tuple[float, ...] = (0.0,)
    if respond_to_waiting:
        chances = withdrawals(history).by_age
    else:
        withdrawn = history.closed[:, start:, :, WITHDRAWN].sum(axis=1)
        received, opening = received - withdrawn[start:], opening - withdrawn[:start][::-1].T
    rule = has_rule(history)[start:]
    plan = Plan(
        received=received[None].astype(float),
        regular=(decided[:, REGULAR] + rate.effort * decided[:, FAST_TRACK])[None],
        task_force=decided[None, :, TASK_FORCE],
        has_rule=rule,
        effort=rate.effort,
        reserved=reserved(history, rate.effort),
        withdrawn=chances,
        handling_weeks=0.0,  # what could not be decided yet is in the least stock
    )
    # those of the fast track that could not be decided yet; without the rule they would just have waited in line
    quick = opening[1].sum() + np.cumsum(received[:, 1] - history.closed[:, start:, 1, :WITHDRAWN].sum(axis=(0, 2)))
    if respond_to_waiting:
        quick = history.stock[start:, 1]
    held = np.where(rule, quick, 0)[None, :, None] * np.array([0.0, 1.0])
    actual = run(opening, replace(plan, least_stock=held))
    other = replace(
        plan,
        regular=_capacity(decided, rate, start, draws, effort_matters=without != "task_force"),
        task_force=plan.task_force if without == "fast_track" else np.zeros_like(plan.task_force),
        has_rule=rule & (without == "task_force"),
        least_stock=actual.stock,
    )
    return Pair(actual, run(opening, other))


def has_rule(history: History) -> NDArray[np.bool_]:
    """(W,) weeks from the first to the last with decisions along the fast track."""
    weeks = np.arange(history.weeks)
    active = np.flatnonzero(history.by_desk[:, FAST_TRACK])
    return (weeks >= active[0]) & (weeks <= active[-1]) if len(active) else np.zeros(history.weeks, dtype=bool)


def reserved(history: History, effort: float) -> float:
    """Share of the regular teams that the fast track may use: what it used in its busiest weeks (one in ten)."""
    quick, regular = (history.by_desk[has_rule(history), desk] for desk in (FAST_TRACK, REGULAR))
    work = effort * quick + regular
    return float(np.quantile(effort * quick[work > 0] / work[work > 0], 0.9)) if work.any() else 0.0


def _capacity(decided: Floats, rate: WorkRate, start: int, draws: Draws, effort_matters: bool) -> Floats:
    """(N, T) of the regular teams: as shown in weeks with enough work, elsewhere as predicted.

    While the rule stays, whatever a fast-track decision costs is paid in both courses.
    """
    effort = draws.rates[:, 1:] if effort_matters else rate.effort
    shown = decided[:, REGULAR] + effort * decided[:, FAST_TRACK]
    predicted = draws.rates[:, :1] * rate.days[start:] + draws.weeks
    return np.where(rate.has_enough[start:], shown, np.maximum(predicted, 0))
