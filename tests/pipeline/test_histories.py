"""The table of weekly counts equals its plain twin, whatever the delivery and the reference date."""

import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference.histories import history_of
from tests.small_delivery import build_small, write_delivery
from tests.twins import built
from tests.worlds import DELIVERED_ON, World, days_until, worlds
from voortgang.methods.history import FAST_TRACK, REGULAR, TASK_FORCE, WITHDRAWN, History
from voortgang.pipeline.histories import history
from voortgang.pipeline.warehouse import Warehouse

MONDAY = date(2025, 1, 6)
WEEK = timedelta(weeks=1)
STATEMENT = "select week_on, stopped_week_on, desk, is_low_income, requests, fte_days from weekly_work"


def read(warehouse: Warehouse, as_of: date) -> History:
    return history(warehouse._cursor.execute(STATEMENT).df(), as_of)


def told(tmp_path: Path, requests: list[dict[str, Any]], as_of: date, **more: Any) -> History:
    delivery = write_delivery(tmp_path / "delivery", requests, delivered_on=max(as_of, date(2025, 6, 30)), **more)
    with closing(build_small(delivery, tmp_path / "warehouse.duckdb")) as warehouse:
        found = read(warehouse, as_of)
    assert_equal(found, history_of(delivery, as_of))
    return found


def assert_equal(found: History, expected: History) -> None:
    for name in ("weeks_on", "received", "closed", "fte_days"):
        np.testing.assert_array_equal(getattr(found, name).shape, getattr(expected, name).shape)
        np.testing.assert_allclose(getattr(found, name).astype(float), getattr(expected, name).astype(float))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    worlds(),
    st.sampled_from([None, None, date(2024, 3, 1), date(2024, 7, 15)]),
    st.lists(days_until(DELIVERED_ON), min_size=3, max_size=3),
)
def test_the_history_equals_its_twin(world: World, closed_since: date | None, days: list[date]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(built(Path(folder), world, closed_since=closed_since)) as warehouse,
    ):
        for as_of in [DELIVERED_ON, *days]:
            assert_equal(read(warehouse, as_of), history_of(Path(folder) / "delivery", as_of))


def test_a_past_day_is_known_as_it_was_then(tmp_path: Path) -> None:
    """Also when the delivery of that day held less: what was closed later was open, and counts as such."""
    closed_on = MONDAY + 3 * WEEK
    now = told(
        tmp_path, [{"request_id": "r0", "received_on": MONDAY, "sent_on": closed_on, "outcome": "toegekend"}], closed_on
    )
    later = told(
        tmp_path / "later",
        [{"request_id": "r0", "received_on": MONDAY, "sent_on": closed_on, "outcome": "toegekend"}],
        closed_on + timedelta(days=6),
    )
    assert (now.weeks, later.weeks) == (3, 4)
    assert now.stock.sum(axis=1).tolist() == [1, 1, 1] and later.stock.sum(axis=1).tolist() == [1, 1, 1, 0]
    assert_equal(later.until(2), now)


def test_before_the_first_sunday_there_are_no_weeks(tmp_path: Path) -> None:
    found = told(tmp_path, [{"request_id": "r0", "received_on": MONDAY}], MONDAY + timedelta(days=5))
    assert found.weeks == 0 and found.received.shape == (0, 2) and found.stock.shape == (0, 2)


def test_one_request_on_the_sunday_itself(tmp_path: Path) -> None:
    found = told(tmp_path, [{"request_id": "r0", "received_on": MONDAY}], MONDAY + timedelta(days=6))
    assert found.received.tolist() == [[1, 0]] and found.closed.sum() == 0 and found.ages(0).tolist() == [[1], [0]]


def test_who_closed_what(tmp_path: Path) -> None:
    """A withdrawn request belongs to no team, a fast-tracked one to no team either; a duplicate to nobody."""
    sent = {"received_on": MONDAY, "sent_on": MONDAY + WEEK, "outcome": "toegekend"}
    withdrawn = {"sent_on": None, "withdrawn_on": MONDAY + WEEK, "outcome": "ingetrokken"}
    requests = [
        sent | {"request_id": "a"},
        sent | {"request_id": "b", "team": "taskforce", "income_class": "onbekend"},
        sent | {"request_id": "c", "team": "taskforce", "is_fast_track": True, "income_class": "onder_norm"},
        sent | withdrawn | {"request_id": "d", "team": "taskforce", "is_fast_track": True},
        sent | {"request_id": "e", "duplicate_of": "a"},
    ]
    found = told(tmp_path, requests, MONDAY + 2 * WEEK)
    assert found.received.tolist() == [[3, 1], [0, 0]]
    by_desk = found.by_desk[1]
    assert [by_desk[desk] for desk in (REGULAR, TASK_FORCE, FAST_TRACK, WITHDRAWN)] == [1, 1, 1, 1]
    assert found.closed[0, 1, 1].tolist() == [0, 0, 1, 0]


def test_staff_of_a_week(tmp_path: Path) -> None:
    """Present FTE times working days: four where Easter Monday is in it. A gap stays unknown, no task force is none."""
    easter = date(2025, 4, 21)
    capacity = [
        {"week_on": easter, "team": "noord", "present_fte": "2.5"},
        {"week_on": easter, "team": "zuid", "present_fte": "1.5"},
        {"week_on": easter + 2 * WEEK, "team": "noord", "present_fte": None},
        {"week_on": easter + 2 * WEEK, "team": "zuid", "present_fte": "1"},
        {"week_on": easter + 3 * WEEK, "team": "taskforce", "present_fte": "3"},
    ]
    requests = [{"request_id": "r0", "received_on": easter}]
    found = told(tmp_path, requests, easter + timedelta(days=27), capacity=capacity)
    expected = [[16, 0], [np.nan, np.nan], [np.nan, 0], [np.nan, 15]]
    np.testing.assert_array_equal(found.fte_days, expected)


@pytest.mark.parametrize("closed_since, weeks", [(MONDAY + WEEK, 3), (MONDAY + WEEK + timedelta(days=1), 2)])
def test_weeks_count_from_when_everything_closed_is_known(tmp_path: Path, closed_since: date, weeks: int) -> None:
    """What came before is received in the first of them; what was gone by then never counted."""
    requests = [
        {"request_id": "open", "received_on": MONDAY},
        {"request_id": "gone", "received_on": MONDAY, "sent_on": closed_since, "outcome": "toegekend"},
    ]
    found = told(tmp_path, requests, MONDAY + 4 * WEEK - timedelta(days=1), about=f"closed_since = {closed_since}\n")
    assert found.weeks == weeks
    assert found.stock.sum(axis=1).tolist() == [1] * weeks
