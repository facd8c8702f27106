"""What is true in this world: the weekly course of the queue, also without each measure."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import DAY, Calendar
from voortgang.simulate.decisions import Decisions, is_closed
from voortgang.simulate.intake import Intake
from voortgang.simulate.world import World

Course = dict[str, list[object]]
"""week_on, stock, decisions and median_days, one value per week each"""


@dataclass(frozen=True)
class Scenario:
    """Which of the two measures are taken."""

    name: str
    task_force: bool
    fast_track: bool


ACTUAL = Scenario("actual", task_force=True, fast_track=True)
COUNTERFACTUAL = (
    Scenario("without_task_force", task_force=False, fast_track=True),
    Scenario("without_fast_track", task_force=True, fast_track=False),
    Scenario("without_both", task_force=False, fast_track=False),
)


def weekly_course(intake: Intake, decisions: Decisions, calendar: Calendar) -> Course:
    """Stock, decisions and median duration of each week, over the requests that count in the extract."""
    counted = ~intake.is_duplicate
    counted[: intake.hidden] = False
    closed = counted & is_closed(decisions, calendar)
    decided = closed & (decisions.sent <= calendar.until)
    monday = calendar.monday()
    weeks = (calendar.until - monday) // 7 + 1
    stock = np.cumsum(_per_week(intake.received[counted], monday, weeks))
    stock -= np.cumsum(_per_week(decisions.stopped[closed], monday, weeks))
    week = (decisions.sent[decided].astype(np.int32) - monday) // 7
    mondays = np.datetime64(calendar.first) + (monday + 7 * np.arange(weeks)) * DAY
    return {
        "week_on": [str(day) for day in mondays],
        "stock": stock.tolist(),
        "decisions": np.bincount(week, minlength=weeks).tolist(),
        "median_days": _medians(week, decisions.sent[decided] - intake.received[decided], weeks),
    }


def _per_week(days: NDArray[np.int16], monday: int, weeks: int) -> NDArray[np.int64]:
    return np.bincount((days.astype(np.int32) - monday) // 7, minlength=weeks)


def _medians(week: NDArray[np.int32], gross_days: NDArray[np.int16], weeks: int) -> list[int | None]:
    """Nearest-rank median of the gross days of each week; None where nothing was decided."""
    if not len(week):
        return [None] * weeks
    longest = int(gross_days.max()) + 1
    counts = np.bincount(week * longest + gross_days, minlength=weeks * longest).reshape(weeks, longest)
    reached = np.cumsum(counts, axis=1)
    total = reached[:, -1]
    median = (2 * reached >= total[:, None]).argmax(axis=1)
    return [int(days) if n else None for days, n in zip(median, total, strict=True)]


def facts(
    requests: int, seed: int, since: date, until: date, world: World, scenarios: dict[str, Course]
) -> dict[str, object]:
    """The content of truth.json."""
    return {
        "fictional": True,
        "requests": requests,
        "seed": seed,
        "since": str(since),
        "until": str(until),
        "task_force": {"since": str(world.task_force_since), "until": str(world.task_force_until)},
        "fast_track": {"since": world.fast_track_since and str(world.fast_track_since)},
        "counting": "requests received in the extract, duplicates left out; a reopened request is open",
        "scenarios": scenarios,
    }
