"""Where the queue goes on from, in an office in which a known share of requests waits for information."""

import numpy as np
import pytest

from tests.reference.worked_weeks import WorkedWeeks
from voortgang.methods.history import FAST_TRACK, History
from voortgang.methods.queue.start import queue_start, suspension
from voortgang.methods.queue.work_rate import work_rate

WEEKS = 40


def quick_line(share: float, weeks: int, cohorts: int = WEEKS) -> History:
    """Every week a thousand on the fast track: decided the week after, but for a share, spread over so many weeks."""
    closed = np.zeros((WEEKS, WEEKS, 2, 4), dtype=np.int64)
    for received in range(cohorts):
        if received + 1 < WEEKS:
            closed[received, received + 1, 1, FAST_TRACK] = round(1000 * (1 - share))
        for week in range(1, weeks + 1):
            if received + week < WEEKS:
                closed[received, received + week, 1, FAST_TRACK] += round(1000 * share / weeks)
    weeks_on = np.datetime64("2024-01-01") + 7 * np.arange(WEEKS)
    return History(weeks_on, np.full((WEEKS, 2), 1000), closed, np.full((WEEKS, 2), np.nan))


@pytest.mark.parametrize(("share", "weeks"), [(0.2, 5), (0.5, 8), (0.4, 4)])
def test_the_share_that_waits_for_information_is_found(share: float, weeks: int) -> None:
    """They wait from one week to so many: half of that on average."""
    found = suspension(quick_line(share, weeks))
    assert found == pytest.approx((share, weeks / 2), rel=0.05)


def test_without_a_fast_track_nobody_knows_who_waits() -> None:
    assert suspension(WorkedWeeks().history()) is None
    assert suspension(quick_line(0.2, 5).until(12)) is None


def test_a_start_holds_what_the_history_tells() -> None:
    history = WorkedWeeks(fast_track=lambda week: 30 if week >= 40 else 0).history()
    found = queue_start(history, work_rate(history), suspended=0.1, suspended_weeks=2.0)
    assert found.opening_ages.sum() == history.stock[-1].sum()
    assert (found.per_fte_day, found.effort, found.reserved) == pytest.approx((2, 0.5, 0.15))
    assert found.withdrawn == (0.0,) * 13
    assert 0 <= found.suspended <= 1
    without_rule = WorkedWeeks().history()
    known = queue_start(without_rule, work_rate(without_rule), suspended=0.1, suspended_weeks=2.0)
    assert (known.suspended, known.suspended_weeks) == (0.1, 2.0)
