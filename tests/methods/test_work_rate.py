"""What teams can do, from offices of which that is known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.worked_weeks import WorkedWeeks
from voortgang.errors import VoortgangError
from voortgang.methods.history import FAST_TRACK, REGULAR, History
from voortgang.methods.queue.work_rate import EFFORT_ERROR, USUAL_EFFORT, work_rate

WEEKS = 100
DELAY = (0.5, 0.3, 0.2)
"""share of what is picked up in a week that is sent in it, in the next and in the one after"""


def office(rate: float, effort: float, seed: int, quick_weeks: int = 50, noise: float = 0.0) -> History:
    """Far more work than can be done; every number of decisions is exact, or noisy when asked."""
    random = np.random.default_rng(seed)
    days = random.uniform(40, 60, WEEKS)
    quick = np.where(np.arange(WEEKS) >= WEEKS - quick_weeks, random.uniform(10, 30, WEEKS), 0)
    picked = rate * days - effort * quick
    late = noise * random.standard_normal(WEEKS + 1)
    sent = sum(share * np.r_[np.full(lag, picked[0]), picked[: WEEKS - lag]] for lag, share in enumerate(DELAY))
    closed = np.zeros((WEEKS, WEEKS, 2, 4), dtype=np.int64)
    closed[0, :3, 0, REGULAR] = 1000  # the requests of the first week are soon closed: what counts comes after
    closed[1, 3:, 0, REGULAR] = np.rint(1000 * (sent + late[:-1] - late[1:]))[3:]
    closed[1, 3:, 1, FAST_TRACK] = np.rint(1000 * quick)[3:]
    weeks_on = np.datetime64("2024-01-01") + 7 * np.arange(WEEKS)
    return History(weeks_on, np.full((WEEKS, 2), 10**6), closed, np.column_stack([days, days]))


@settings(max_examples=15, deadline=None)
@given(st.floats(1, 3), st.floats(0.2, 1), st.integers(0, 1000))
def test_known_rates_are_found(rate: float, effort: float, seed: int) -> None:
    """Decisions in thousandths, so that rounding plays no part."""
    history = office(rate, effort, seed)
    found = work_rate(history)
    assert found.per_fte_day / 1000 == pytest.approx(rate, rel=0.02)
    assert found.effort == pytest.approx(effort, abs=0.1)


def test_late_decisions_come_later() -> None:
    """A hundred or so are picked up each week, and each is sent in one of three weeks by chance: nothing else varies.

    Still to be sent at the end of a week: half of its own, a fifth of the week before.
    """
    found = [work_rate(_sent_by_chance(seed)) for seed in range(20)]
    assert np.mean([each.timing_sd for each in found]) == pytest.approx(np.sqrt(100 * (0.25 + 0.16)), rel=0.15)
    assert np.mean([each.lasting_sd for each in found]) < 2


def _sent_by_chance(seed: int) -> History:
    random = np.random.default_rng(seed)
    history = office(2, 0.5, seed, quick_weeks=0)
    closed = history.closed * (np.arange(WEEKS) < 3)[None, :, None, None]
    for week, days in enumerate(history.fte_days[:, 0]):
        for lag, sent in enumerate(random.multinomial(round(2 * days), DELAY)):
            if 3 <= week + lag < WEEKS:
                closed[1, week + lag, 0, REGULAR] += sent
    return replace(history, closed=closed)


def test_without_enough_weeks_of_the_fast_track_its_effort_is_the_usual_one() -> None:
    found = work_rate(office(2, 0.9, 0, quick_weeks=5))
    assert found.effort == USUAL_EFFORT
    assert found.covariance[1, 1] == pytest.approx(EFFORT_ERROR**2)


def test_only_weeks_with_enough_work_show_capacity() -> None:
    """Thirty weeks of work take as long; then the task force leaves less than three weeks of it."""
    strong = WorkedWeeks(weeks=90, opening=3000, task_force=lambda week: 100 if week >= 40 else 0).history()
    found = work_rate(strong)
    stock = np.r_[0, strong.stock.sum(axis=1)[:-1]]
    assert not found.has_enough[:29].any()  # of the requests of the first week 5% is left
    assert (stock[found.has_enough] >= 300).all()
    assert found.has_enough[32:50].all() and not found.has_enough[75:].any()
    assert found.per_fte_day == pytest.approx(2)


def test_a_week_with_a_holiday_is_less_sure() -> None:
    history = office(2, 0.5, 0, noise=2)
    days = history.fte_days.copy()
    days[[30, 50, 70], 0] *= 0.5
    found = work_rate(replace(history, fte_days=days))
    assert found.timing_sds[30] > 2 * found.timing_sd
    assert found.timing_sds[40] == found.timing_sd


def test_without_capacity_nothing_is_said() -> None:
    history = WorkedWeeks().history()
    with pytest.raises(VoortgangError, match="extract capaciteit ontbreekt"):
        work_rate(replace(history, fte_days=np.full_like(history.fte_days, np.nan)))
    with pytest.raises(VoortgangError, match=r"Te weinig gegevens: \d weken"):
        work_rate(history.until(18))
