"""Small offices with known habits, as a history: each week the oldest requests are decided first."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import numpy as np

from voortgang.methods.history import REGULAR, TASK_FORCE, WITHDRAWN, History

MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Office:
    """Requests received and decided per week, with noise; a task force that begins in a week, or none."""

    weeks: int = 40
    received: float = 50
    decided: float = 50
    noise: float = 0.1
    opening: int = 300
    low_income: float = 0.2
    task_force_from: int | None = None
    task_force: float = 10
    withdrawn: float = 0.0
    has_capacity: bool = True
    decisions_per_day: float = 2.0


def changes_of(office: Office) -> tuple[date, ...]:
    """The day on which the task force began."""
    return () if office.task_force_from is None else (MONDAY + timedelta(weeks=office.task_force_from),)


def history_of_office(office: Office, seed: int = 0) -> History:
    """Work through the weeks; the first holds the opening stock."""
    chance = Random(seed)
    received = np.zeros((office.weeks, 2), int)
    closed = np.zeros((office.weeks, office.weeks, 2, 4), int)
    line: list[tuple[int, int]] = []
    for week in range(office.weeks):
        number = round(office.received * chance.lognormvariate(0, office.noise)) + (office.opening if week == 0 else 0)
        coming = [(week, int(chance.random() < office.low_income)) for _ in range(number)]
        for _, kind in coming:
            received[week, kind] += 1
        line += coming
        line = [each for each in line if not (chance.random() < office.withdrawn and _close(closed, each, week))]
        desks = [REGULAR] * round(office.decided * chance.lognormvariate(0, office.noise))
        if office.task_force_from is not None and week >= office.task_force_from:
            desks += [TASK_FORCE] * round(office.task_force * chance.lognormvariate(0, office.noise))
        for desk, (came, kind) in zip(desks, line, strict=False):
            closed[came, week, kind, desk] += 1
        line = line[len(desks) :]
    return History(_mondays(office.weeks), received, closed, _fte_days(office))


def _close(closed: np.ndarray, request: tuple[int, int], week: int) -> bool:
    closed[request[0], week, request[1], WITHDRAWN] += 1
    return True


def _mondays(weeks: int) -> np.ndarray:
    return np.array([np.datetime64(MONDAY + timedelta(weeks=week), "D") for week in range(weeks)])


def _fte_days(office: Office) -> np.ndarray:
    days = np.full((office.weeks, 2), np.nan)
    if office.has_capacity:
        days[:, 0] = office.decided / office.decisions_per_day
        days[:, 1] = 0
        if office.task_force_from is not None:
            days[office.task_force_from :, 1] = office.task_force / office.decisions_per_day
    return days
