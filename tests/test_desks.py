"""Figures about the task force and the fast-track rule, on the days on which things turn, and with things missing."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.reference import TWINS, known
from tests.small_delivery import build_small, write_delivery
from tests.twins import equal_or_refused, rows_of
from tests.worlds import World
from voortgang.pipeline import marts
from voortgang.pipeline.metrics import metric
from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import REFERENCE

DELIVERED_ON = date(2025, 6, 30)
MONDAY = date(2025, 4, 14)
"""of the week that ends with Good Friday; the next begins with Easter Monday"""
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
EVERYTHING = Selection(DELIVERED_ON, date(2024, 1, 1), DELIVERED_ON, period="all")


@contextmanager
def opened(folder: Path, requests: list[dict[str, Any]], **extracts: Any) -> Iterator[Warehouse]:
    delivery = write_delivery(folder / "delivery", requests, delivered_on=DELIVERED_ON, **extracts)
    with closing(build_small(delivery, folder / "warehouse.duckdb")) as warehouse:
        yield warehouse


def decided(number: int, days: int, sent_on: date = MONDAY, **more: Any) -> dict[str, Any]:
    row = {"request_id": f"r{number}", "received_on": sent_on - days * DAY, "sent_on": sent_on, "outcome": "toegekend"}
    return row | more


def found(warehouse: Warehouse, name: str, chosen: Selection = EVERYTHING) -> list[dict[str, Any]]:
    return [dict(zip(metric(name).columns, row, strict=True)) for row in rows_of(warehouse, name, chosen)]


def from_until(since: date, until: date, **more: Any) -> Selection:
    return Selection(**({"as_of": DELIVERED_ON, "since": since, "until": until, "period": "all"} | more))


def test_a_request_belongs_to_one_desk(tmp_path: Path) -> None:
    """The rule goes before the team, and who withdrew was helped by nobody."""
    gone = {"sent_on": None, "withdrawn_on": MONDAY, "outcome": "ingetrokken", "team": "taskforce"}
    requests = [
        decided(0, 10),
        decided(1, 20, team="taskforce"),
        decided(2, 3, team="taskforce", is_fast_track=True),
        decided(3, 3, is_fast_track=True) | gone,
        {"request_id": "r4", "received_on": MONDAY, "team": "taskforce"},
    ]
    with opened(tmp_path, requests) as warehouse:
        (account,) = found(warehouse, "stock_account")
    assert account == {
        "backlog_start": None,
        "received": 5,
        "regular": 1,
        "task_force": 1,
        "fast_track": 1,
        "withdrawn": 1,
        "backlog_end": 1,
    }


@pytest.mark.parametrize("days_later, closed, at_end", [(-1, None, 1), (0, 1, 0)])
def test_the_day_of_sending_is_the_day_of_closing(
    tmp_path: Path, days_later: int, closed: int | None, at_end: int
) -> None:
    requests = [decided(0, 10, team="taskforce")]
    with opened(tmp_path, requests) as warehouse:
        chosen = from_until(MONDAY - 10 * DAY, MONDAY + days_later * DAY)
        (account,) = found(warehouse, "stock_account", chosen)
        as_of = from_until(MONDAY - 10 * DAY, DELIVERED_ON, as_of=MONDAY + days_later * DAY)
        assert found(warehouse, "stock_account", as_of) == [account]
    assert (account["task_force"], account["backlog_end"]) == (closed, at_end)


def test_before_the_first_request_there_is_no_account(tmp_path: Path) -> None:
    with opened(tmp_path, [decided(0, 10)]) as warehouse:
        before = from_until(date(2024, 1, 1), MONDAY - 11 * DAY)
        for name in ("stock_account", "work_by_desk", "closed_age_summary", "fast_track_strata"):
            assert found(warehouse, name, before) == []


@pytest.mark.parametrize(
    "days, band", [(28, 1), (29, 2), (56, 2), (57, 3), (84, 4), (85, 5), (112, 5), (113, 6), (0, 1)]
)
def test_an_upper_limit_belongs_to_its_band(tmp_path: Path, days: int, band: int) -> None:
    with opened(tmp_path, [decided(0, days, team="taskforce")]) as warehouse:
        ages = found(warehouse, "closed_age_by_desk")
    assert [row["band_order"] for row in ages if row["task_force"]] == [band]
    assert {row["fast_track"] for row in ages} == {None}, "there was no rule: that is no count of zero"


STAFF = [
    {"week_on": MONDAY, "team": "regulier_1", "present_fte": "3.00"},
    {"week_on": MONDAY, "team": "taskforce", "present_fte": "1.50"},
    {"week_on": MONDAY + WEEK, "team": "regulier_1", "present_fte": "2.00"},
]
WORK = [
    *(decided(number, 10, MONDAY + number * DAY) for number in range(7)),
    decided(7, 40, MONDAY + DAY, team="taskforce"),
    decided(8, 2, MONDAY + DAY, is_fast_track=True),
    decided(9, 10, MONDAY + 3 * WEEK),
]


def test_a_holiday_is_no_working_day_and_a_week_without_staff_does_not_count(tmp_path: Path) -> None:
    """Good Friday and Easter Monday: 3 × 4 + 2 × 4 days of the regular teams; the decision of three weeks on is out."""
    with opened(tmp_path, WORK, capacity=STAFF) as warehouse:
        regular, force = found(warehouse, "productivity_by_desk")
    assert (regular["decided"], regular["fast_track"], regular["fte_weeks"]) == (8, 1, pytest.approx(4))
    assert regular["per_fte_week"] == pytest.approx(2)
    assert (force["decided"], force["fte_weeks"], force["per_fte_week"]) == (
        1,
        pytest.approx(1.2),
        pytest.approx(1 / 1.2),
    )
    assert regular["cost_per_decision"] is None and force["cost_per_decision"] is None, "nobody gave a rate"


def test_a_month_takes_its_own_days_of_a_week(tmp_path: Path) -> None:
    """The week from 28 April: three days in April, and Thursday and Friday in May."""
    monday = date(2025, 4, 28)
    staff = [{"week_on": monday, "team": "regulier_1", "present_fte": "2.00"}]
    with opened(tmp_path, [decided(0, 9, monday), decided(1, 9, date(2025, 5, 2))], capacity=staff) as warehouse:
        april, may = found(warehouse, "productivity_by_desk", from_until(monday, DELIVERED_ON, period="month"))
    assert (april["decided"], april["fte_weeks"]) == (1, pytest.approx(6 / 5))
    assert (may["decided"], may["fte_weeks"]) == (1, pytest.approx(4 / 5))


def with_rates(folder: Path, monkeypatch: pytest.MonkeyPatch, *rates: str) -> None:
    """Reference data with these rates, for the builds of one test and for its twin."""
    shutil.copytree(REFERENCE, folder)
    rows = ["team_kind,euro_per_fte_week,valid_from,source", *rates]
    (folder / "rates.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(marts, "REFERENCE", folder)
    monkeypatch.setattr("tests.reference.desks.REFERENCE", folder)


def test_costs_follow_from_the_rate_of_each_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight decisions for 12 days at € 1.000,10 a week and 8 at € 1.200: exact to the cent."""
    rates = (
        "regular,1000.10,2025-01-01,test",
        f"regular,1200.00,{MONDAY + WEEK},test",
        "task_force,900,2025-05-01,test",
    )
    with_rates(tmp_path / "reference", monkeypatch, *rates)
    with opened(tmp_path, WORK, capacity=STAFF) as warehouse:
        regular, force = found(warehouse, "productivity_by_desk")
        expected = known(World(WORK, capacity=STAFF), DELIVERED_ON)
        equal_or_refused(warehouse, "productivity_by_desk", EVERYTHING, expected)
    assert regular["cost_per_decision"] == pytest.approx(round((12 * 1000.10 + 8 * 1200) / 5 / 8, 2))
    assert force["cost_per_decision"] is None, "its rate begins after its work"


def rule_world() -> list[dict[str, Any]]:
    """Fourteen weeks before the rule and fourteen since; low incomes are fast-tracked, three of four."""
    requests, number = [], 0
    for week in range(28):
        is_after = week >= 14
        monday = date(2024, 9, 2) + week * WEEK
        kinds = [("onder_norm", True), ("norm_tot_grens", None), ("vanaf_grens", True), ("vanaf_grens", False)]
        for at, (income, is_complete) in enumerate([*kinds, (None, False)] * 2):
            is_fast = is_after and at < 7 and income in ("onder_norm", "norm_tot_grens")
            days = 6 + week % 3 if is_fast else 50 + 5 * at + week % 5
            more = {"income_class": income, "is_complete_on_receipt": is_complete, "is_fast_track": is_fast}
            requests.append(decided(number, days, monday + at % 5 * DAY, **more))
            number += 1
    return requests


def test_the_parts_of_the_change_since_the_rule(tmp_path: Path) -> None:
    requests = rule_world()
    expected = known(World(requests), DELIVERED_ON)
    with opened(tmp_path, requests) as warehouse:
        for name in ("fast_track_selection", "fast_track_strata"):
            assert TWINS[name](expected, EVERYTHING)
            equal_or_refused(warehouse, name, EVERYTHING, expected)
        steps = {row["step"]: row for row in found(warehouse, "fast_track_selection")}
        strata = found(warehouse, "fast_track_strata")
        rule_on = min(row["sent_on"] for row in requests if row["is_fast_track"])
        few = from_until(rule_on - 11 * WEEK + DAY, DELIVERED_ON)
        assert found(warehouse, "fast_track_selection", few) == [], "eleven weeks before the rule are too few"
        since = from_until(date(2024, 1, 1), DELIVERED_ON, as_of=rule_on - DAY)
        assert found(warehouse, "fast_track_selection", since) == [], "the rule was still to come"
        assert {row["phase"] for row in found(warehouse, "fast_track_strata", since)} == {"vóór de regel"}
    assert steps["rule_direct"]["days"] < -10 < abs(steps["rule_displaced"]["days"]) + 20
    assert sum(row["decided"] for row in strata) == len(requests)
    parts = [steps[name]["days"] for name in steps if name != "rule_after"]
    assert sum(parts) == pytest.approx(steps["rule_after"]["days"])
