"""What the model of the queue misses: figures as they were, and a forecast that starts from them."""

from dataclasses import replace

import numpy as np
import pytest

from tests.methods.test_forecast import AS_IT_IS, MEDIAN, SMALL, made
from tests.reference.offices import Office
from voortgang.methods.history import REGULAR, History
from voortgang.methods.outlook.forecast import FIGURES, forecast
from voortgang.methods.outlook.hindcast import SETTLING_WEEKS, corrected, differences, observed
from voortgang.methods.queue.model import Course, Plan

NONE = np.zeros((1, 0))
PLAN = Plan(np.zeros((1, 0, 2)), NONE, NONE, np.zeros(0, dtype=bool))


def with_slow_ones(share: float = 0.3) -> History:
    """Fifty in and out every week, no request waits long but for a share that takes ten weeks."""
    weeks, slow = 60, round(50 * share)
    received, closed = np.zeros((weeks, 2), int), np.zeros((weeks, weeks, 2, 4), int)
    received[:, 0] = 50
    for week in range(weeks):
        for later, number in ((1, 50 - slow), (10, slow)):
            if week + later < weeks:
                closed[week, week + later, 0, REGULAR] = number
    mondays = np.datetime64("2024-01-01") + 7 * np.arange(weeks)
    return History(mondays, received, closed, np.column_stack([np.full(weeks, 25.0), np.zeros(weeks)]))


def plain_quantile(ages: dict[int, int], before: float, after: float, share: float) -> float:
    """Each request stands for a thousand, spread over the days around its age in weeks, and none below nought."""
    days = [
        7 * max(age - before, 0) + (7 * (age + after) - 7 * max(age - before, 0)) * (step + 0.5) / 1000
        for age, number in ages.items()
        for step in range(1000)
        for _ in range(number)
    ]
    return sorted(days)[int(share * len(days))]


@pytest.mark.parametrize("week", [15, 39])
def test_figures_as_they_were_are_those_of_the_plain_twin(week):
    history = made(Office(weeks=40, received=12, decided=12, opening=60, withdrawn=0.02))
    found = observed(history, 56)
    closed = history.closed.sum(axis=2)
    decided = {week - came: int(closed[came, week, :3].sum()) for came in range(week + 1)}
    left = history.received.sum(axis=1) - closed[:, : week + 1].sum(axis=(1, 2))
    waiting = {week - came: int(left[came]) for came in range(week + 1)}
    assert found["stock"][week] == sum(waiting.values())
    for name, expected in (
        ("age_median_days", plain_quantile(waiting, 0, 1, 0.5)),
        ("age_p90_days", plain_quantile(waiting, 0, 1, 0.9)),
        ("median_days", plain_quantile(decided, 0.5, 0.5, 0.5)),
        ("p90_days", plain_quantile(decided, 0.5, 0.5, 0.9)),
    ):
        assert found[name][week] == pytest.approx(expected, abs=0.1), name


def test_a_queue_without_slow_requests_is_missed_by_nothing():
    missed = differences(with_slow_ones(0.0), 20, PLAN, 56)
    assert set(missed) == set(FIGURES) - {"stock"}
    for name, values in missed.items():
        assert np.isnan(values[: 20 + SETTLING_WEEKS]).all()
        assert values[20 + SETTLING_WEEKS :] == pytest.approx(0, abs=0.5), name


def test_slow_requests_make_the_forecast_start_where_the_figures_are():
    history = with_slow_ones()
    now = observed(history, 56)
    bands = forecast(history, [AS_IT_IS], replace(SMALL, weeks=8))[0].bands
    for name, tolerance in (("p90_days", 5), ("median_days", 5), ("share_within_norm", 0.05)):
        assert bands[name][MEDIAN, 4:].mean() == pytest.approx(now[name][-8:].mean(), abs=tolerance), name


def test_differences_are_added_and_stay_possible():
    figures = {name: np.full((2, 3), 0.4) for name in FIGURES if name != "stock"}
    empty = np.zeros((2, 3, 2))
    course = Course(stock=empty, decided=empty, withdrawn=empty, **figures)
    missed = {"p90_days": np.array([np.nan, 2.0, -3.0]), "share_within_norm": np.array([np.nan, 0.7, -0.1])}
    found = corrected(course, missed, np.array([[1, 2, 0], [2, 1, 1]]))
    assert found.p90_days.tolist() == [[2.4, 0.0, 2.4], [0.0, 2.4, 2.4]]
    assert found.share_within_norm == pytest.approx(np.array([[1.0, 0.3, 1.0], [0.3, 1.0, 1.0]]))
    assert found.median_days is course.median_days
