"""Figures on the days on which things turn: the 56th day, the reference date, the ends of weeks and periods."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.reference import TWINS, known
from tests.small_delivery import Rows, build_small, write_delivery
from tests.twins import built, equal_or_refused, rows_of
from tests.worlds import World
from voortgang.pipeline.metrics import metric
from voortgang.pipeline.selection import ALLOWED, Selection
from voortgang.pipeline.warehouse import Warehouse

DAY = timedelta(days=1)
MONDAY = date(2025, 1, 6)
DELIVERED_ON = date(2025, 6, 30)
BEGIN = date(2023, 6, 1)


@contextmanager
def opened(folder: Path, requests: Rows, delivered_on: date = DELIVERED_ON, **extracts: Any) -> Iterator[Warehouse]:
    delivery = write_delivery(folder / "delivery", requests, delivered_on=delivered_on, **extracts)
    with closing(build_small(delivery, folder / "warehouse.duckdb")) as warehouse:
        yield warehouse


def received(*days: date) -> list[dict[str, Any]]:
    """Open requests, received on these days."""
    return [{"request_id": f"r{number}", "received_on": day} for number, day in enumerate(days)]


def decided(request_id: str, received_on: date, days: int) -> dict[str, Any]:
    sent_on = received_on + days * DAY
    return {"request_id": request_id, "received_on": received_on, "sent_on": sent_on, "outcome": "toegekend"}


def found(warehouse: Warehouse, name: str, as_of: date = DELIVERED_ON, **choice: Any) -> list[dict[str, Any]]:
    chosen = Selection(as_of=as_of, **({"since": BEGIN, "until": as_of, "period": "all"} | choice))
    return [dict(zip(metric(name).columns, row, strict=True)) for row in rows_of(warehouse, name, chosen)]


def test_the_56th_day_is_in_time_and_the_57th_is_not(tmp_path: Path) -> None:
    with opened(tmp_path, [decided(f"r{days}", MONDAY, days) for days in (55, 56, 57)]) as warehouse:
        (on_time,) = found(warehouse, "decided_on_time")
        (cohort,) = found(warehouse, "cohort_on_time")
        weeks = {row["weeks"]: row["decided"] for row in found(warehouse, "throughput_distribution")}
        ladder = {row["weeks"]: row["decided_within"] for row in found(warehouse, "decided_within_weeks")}
        (extension,) = found(warehouse, "extension")
        chance = {row["weeks"]: row["chance"] for row in found(warehouse, "survival_chances")}
    assert (on_time["within_norm"], on_time["decided"]) == (2, 3)
    assert (cohort["decided_within_norm"], cohort["decided_late"]) == (2, 1)
    assert weeks == {8: 2, 9: 1}
    assert ladder[8] == 2
    assert (extension["undecided"], extension["extended"]) == (1, None), "no letters of extension were delivered"
    assert chance[8] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "days, past_norm, norm_due, still_achievable, undecided",
    [(55, 0, 1, True, 0), (56, 0, 1, False, 0), (57, 1, 0, False, 1)],
)
def test_what_falls_due_on_the_reference_date(
    tmp_path: Path, days: int, past_norm: int, norm_due: int, still_achievable: bool, undecided: int
) -> None:
    """The reference date is over: what is still open on its 56th day was not decided in time, and is late tomorrow."""
    as_of = MONDAY + days * DAY
    with opened(tmp_path, received(MONDAY)) as warehouse:
        (backlog,) = found(warehouse, "backlog", as_of)
        due = found(warehouse, "falling_due", as_of)
        (cohort,) = found(warehouse, "cohort_on_time", as_of, period="day")
        extension = found(warehouse, "extension", as_of)
    assert backlog["past_norm"] == past_norm
    assert [row["norm_due"] for row in due] == [norm_due] * 3
    assert cohort["achievable"] == still_achievable
    assert cohort["is_ripe"] is not still_achievable
    # nobody can be late before the first 56th day is over: until then there is no such count
    assert cohort["open_late"] == (None if still_achievable else 1)
    assert sum(row["undecided"] for row in extension) == undecided


@pytest.mark.parametrize(
    "days, weeks", [(7, [1, 1, 1]), (8, [0, 1, 1]), (14, [0, 1, 1]), (15, [0, 0, 1]), (28, [0, 0, 1]), (29, [0, 0, 0])]
)
def test_how_far_ahead_a_request_falls_due(tmp_path: Path, days: int, weeks: list[int]) -> None:
    with opened(tmp_path, received(MONDAY)) as warehouse:
        due = found(warehouse, "falling_due", MONDAY + (56 - days) * DAY)
    assert [row["norm_due"] for row in due] == weeks


SATURDAY = date(2025, 1, 4)
"""its 56th day, 1 March 2025, is a Saturday: the legal term ends on Monday 3 March"""
LAST_LAWFUL_DAY = date(2025, 3, 3)


@pytest.mark.parametrize("after, legal_due_on, extended", [(0, date(2025, 4, 15), 1), (1, LAST_LAWFUL_DAY, 0)])
def test_a_letter_of_extension_on_the_last_lawful_day_and_one_day_later(
    tmp_path: Path, after: int, legal_due_on: date, extended: int
) -> None:
    letter = {"request_id": "r0", "sent_on": LAST_LAWFUL_DAY + after * DAY, "extended_until": date(2025, 4, 15)}
    with opened(tmp_path, received(SATURDAY), extensions=[letter]) as warehouse:
        (request,) = found(warehouse, "one_request", request_id="r0")
        (row,) = found(warehouse, "extension")
    assert request["legal_due_on"] == legal_due_on
    assert (row["undecided"], row["extended"]) == (1, extended)


def test_a_letter_of_extension_counts_from_the_day_it_was_sent(tmp_path: Path) -> None:
    letter = {"request_id": "r0", "sent_on": LAST_LAWFUL_DAY, "extended_until": date(2025, 4, 15)}
    with opened(tmp_path, received(SATURDAY), extensions=[letter]) as warehouse:
        (the_day_before,) = found(warehouse, "extension", LAST_LAWFUL_DAY - DAY)
        (the_day_itself,) = found(warehouse, "extension", LAST_LAWFUL_DAY)
    assert (the_day_before["undecided"], the_day_before["extended"]) == (1, None)
    assert (the_day_itself["undecided"], the_day_itself["extended"]) == (1, 1)


def test_a_percentile_is_the_nearest_rank_also_where_one_percent_is_one_request(tmp_path: Path) -> None:
    """Of a hundred different durations the 90th percentile is the ninetieth, not its neighbour."""
    closed = [decided(f"d{days}", DELIVERED_ON - days * DAY, days) for days in range(1, 101)]
    waiting = [{"request_id": f"o{days}", "received_on": DELIVERED_ON - days * DAY} for days in range(1, 101)]
    with opened(tmp_path, [*closed, *waiting]) as warehouse:
        (throughput,) = found(warehouse, "throughput_time")
        (age,) = found(warehouse, "backlog_age_summary")
        (longest,) = found(warehouse, "longest_recent")
    assert (throughput["median_days"], throughput["p90_days"]) == (50, 90)
    assert (age["median_days"], age["p90_days"], age["oldest_days"]) == (50, 90, 100)
    assert (longest["p95_days"], longest["longest_days"]) == (95, 100)


@pytest.mark.parametrize(
    "choice",
    [
        {"until": MONDAY - DAY},
        {"as_of": MONDAY - DAY},
        {"since": DELIVERED_ON, "until": MONDAY},
        {"team": "onbekend team"},
        {"channel": "post"},
        {"request_id": "r9"},
        {"since": date(2027, 1, 1), "until": date(2027, 12, 31), "as_of": date(2027, 12, 31)},
    ],
    ids=lambda choice: "-".join(choice),
)
@pytest.mark.parametrize("period", ["week", "all"])
def test_an_empty_choice_and_one_request(small: tuple[World, Warehouse], choice: dict, period: Any) -> None:
    world, warehouse = small
    expected = known(world, DELIVERED_ON)
    base = {"as_of": DELIVERED_ON, "since": date(2025, 1, 1), "until": DELIVERED_ON, "period": period}
    for chosen in (Selection(**base), Selection(**(base | choice))):
        for name in TWINS:
            equal_or_refused(warehouse, name, chosen, expected)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Warehouse]]:
    """A delivery of one request."""
    world = World([decided("r0", MONDAY, 20) | {"channel": "portaal"}])
    world.capacity = [{"week_on": DELIVERED_ON, "team": "regulier_1", "present_fte": "1"}]
    folder = tmp_path_factory.mktemp("one")
    world.requests[0] |= {"team": "regulier_1", "is_fast_track": False}
    with closing(built(folder, world, delivered_on=DELIVERED_ON)) as warehouse:
        yield world, warehouse


def test_leap_day(tmp_path: Path) -> None:
    received_on = date(2024, 1, 4)
    with opened(tmp_path, [decided("r0", received_on, 56), decided("r1", received_on, 57)]) as warehouse:
        (request,) = found(warehouse, "one_request", request_id="r0")
        by_day = found(warehouse, "decided_on_time", period="day")
        by_month = found(warehouse, "decided_on_time", period="month")
    assert request["norm_due_on"] == request["stopped_on"] == date(2024, 2, 29)
    assert [(row["period_on"], row["within_norm"]) for row in by_day] == [(date(2024, 2, 29), 1), (date(2024, 3, 1), 0)]
    assert [(row["period_on"], row["decided"]) for row in by_month] == [(date(2024, 2, 1), 1), (date(2024, 3, 1), 1)]


@pytest.mark.parametrize(
    "monday", [date(2025, 3, 24), date(2024, 10, 21), date(2024, 12, 30), date(2024, 2, 26)], ids=str
)
def test_weeks_in_which_the_clock_changes_or_the_year_ends(tmp_path: Path, monday: date) -> None:
    """The day before, the seven days of the week, and the day after: each in its own week, one open request more."""
    days = [monday + step * DAY for step in range(-1, 8)]
    with opened(tmp_path, received(*days)) as warehouse:
        by_week = found(warehouse, "flow", since=days[0], until=days[-1], period="week")
        flow = found(warehouse, "weekly_flow", since=days[0] - 6 * DAY, until=days[-1] + 6 * DAY, flow="received")
        stock = [row["backlog"] for row in found(warehouse, "backlog", since=days[0], until=days[-1], period="day")]
        (request,) = found(warehouse, "one_request", request_id="r1")
    weeks = {monday - 7 * DAY: 1, monday: 7, monday + 7 * DAY: 1}
    assert {row["period_on"]: row["received"] for row in by_week} == weeks
    assert [row["is_complete"] for row in by_week] == [False, True, False]
    assert [row["counted"] for row in flow] == [1, 7, 1]
    assert stock == list(range(1, 10))
    assert request["norm_due_on"] == monday + 56 * DAY


@pytest.mark.parametrize(
    "period, last, first, begins",
    [
        ("tertaal", date(2025, 4, 30), date(2025, 5, 1), (date(2025, 1, 1), date(2025, 5, 1))),
        ("tertaal", date(2024, 8, 31), date(2024, 9, 1), (date(2024, 5, 1), date(2024, 9, 1))),
        ("tertaal", date(2024, 12, 31), date(2025, 1, 1), (date(2024, 9, 1), date(2025, 1, 1))),
        ("letter", date(2025, 4, 30), date(2025, 5, 1), (date(2024, 11, 1), date(2025, 5, 1))),
        ("letter", date(2024, 10, 31), date(2024, 11, 1), (date(2024, 5, 1), date(2024, 11, 1))),
        ("letter", date(2024, 12, 31), date(2025, 1, 1), (date(2024, 11, 1), date(2024, 11, 1))),
    ],
)
def test_where_a_tertaal_and_a_letter_period_end(
    tmp_path: Path, period: str, last: date, first: date, begins: tuple[date, date]
) -> None:
    with opened(tmp_path, [decided("r0", last, 0), decided("r1", first, 0)]) as warehouse:
        rows = found(warehouse, "decided_on_time", since=last, until=first, period=period)
        whole = found(warehouse, "decided_on_time", since=begins[0], until=last, period=period)
    assert [row["period_on"] for row in rows] == sorted(set(begins))
    assert sum(row["decided"] for row in rows) == 2
    assert not any(row["is_complete"] for row in rows)
    assert [row["is_complete"] for row in whole] == [begins[0] != begins[1]]


def old_requests(count: int, first_closing_on: date) -> list[dict[str, Any]]:
    """Requests of more than eight weeks before the first closing; one of just eight weeks; the closing."""
    older = received(*[first_closing_on - 57 * DAY] * count)
    closing_ = decided("sluit", first_closing_on - 30 * DAY, 30)
    return [*older, {"request_id": "acht", "received_on": first_closing_on - 56 * DAY}, closing_]


@pytest.mark.parametrize("count, closed_since", [(99, None), (100, date(2025, 4, 1))])
def test_an_extract_of_what_was_closed_since_is_recognised(
    tmp_path: Path, count: int, closed_since: date | None
) -> None:
    with opened(tmp_path, old_requests(count, date(2025, 4, 16))) as warehouse:
        assert warehouse.build.closed_since == closed_since
        months = {row["period_on"]: row for row in found(warehouse, "cohort_on_time", period="month")}
    february = months[date(2025, 2, 1)]
    assert february["is_usable"] is (closed_since is None)
    assert (february["received"] is None) is (closed_since is not None)


def test_without_any_closing_nothing_is_recognised(tmp_path: Path) -> None:
    with opened(tmp_path, received(*[MONDAY] * 120)) as warehouse:
        assert warehouse.build.closed_since is None


def test_a_truncated_cohort_has_no_numbers(tmp_path: Path) -> None:
    """What the deliverer declares counts, also when it could have been recognised."""
    requests = [*old_requests(100, date(2025, 4, 16)), decided("mei", date(2025, 5, 1), 20)]
    with opened(tmp_path, requests, about="closed_since = 2025-05-01\n") as warehouse:
        assert warehouse.build.closed_since == date(2025, 5, 1)
        cohorts = found(warehouse, "cohort_on_time", period="month")
        everything = found(warehouse, "cohort_on_time")
        curves = found(warehouse, "survival", period="month")
        chances = found(warehouse, "survival_chances")
        rules = {row["rule"]: row for row in found(warehouse, "on_time_rules")}
        flow = found(warehouse, "flow")
    numbers = [
        name for name, column in metric("cohort_on_time").columns.items() if column.unit in ("verzoeken", "kans")
    ]
    for row in cohorts:
        is_usable = row["period_on"] >= date(2025, 5, 1)
        assert row["is_usable"] is is_usable
        assert is_usable or all(row[name] is None for name in numbers)
    assert [row["is_usable"] for row in cohorts] == [False, False, True]
    assert [row["received"] for row in everything] == [1]
    assert [row["period_on"] for row in curves] == [date(2025, 5, 1)]
    assert {row["requests"] for row in chances} == {1}
    assert (rules["cohort_norm"]["counted"], rules["cohort_norm"]["left_out"]) == (1, 102)
    assert flow[0]["received"] == 103, "what is in the delivery is counted all the same"


WEEKS = [MONDAY + 7 * week * DAY for week in range(14)]


def weekly(folder: Path, counts: list[int], **extracts: Any) -> Any:
    days = [monday for monday, count in zip(WEEKS, counts, strict=False) for _ in range(count)]
    return opened(folder, [decided(f"r{number}", day, 0) for number, day in enumerate(days)], **extracts)


def chart(warehouse: Warehouse, weeks: int = 14, **choice: Any) -> list[dict[str, Any]]:
    return found(warehouse, "weekly_flow", since=WEEKS[0], until=WEEKS[weeks - 1] + 6 * DAY, **choice)


def test_without_capacity_there_is_no_productivity(tmp_path: Path) -> None:
    with weekly(tmp_path, [3, 4] * 7, capacity=[{"week_on": WEEKS[2]}]) as warehouse:
        rows = chart(warehouse, flow="productivity")
    assert [row["value"] for row in rows] == [None, None, 3 / 1.25] + [None] * 11
    assert all(row["mean"] is None and row["signal"] is None for row in rows)
    assert [row["counted"] for row in rows] == [3, 4] * 7


@pytest.mark.parametrize("weeks, has_limits", [(12, False), (13, True)])
def test_fewer_than_thirteen_weeks_have_no_limits(tmp_path: Path, weeks: int, has_limits: bool) -> None:
    with weekly(tmp_path, [3, 4] * 7) as warehouse:
        rows = chart(warehouse, weeks)
    assert len(rows) == weeks
    assert all((row["mean"] is not None) is has_limits for row in rows)
    assert all((row["upper"] is not None) is has_limits for row in rows)


def test_breaks_outside_the_chart_are_ignored(tmp_path: Path) -> None:
    outside = ((WEEKS[0] - 90 * DAY, "te vroeg"), (WEEKS[0], "eerste dag"), (WEEKS[13] + DAY, "te laat"))
    with weekly(tmp_path, [3, 4] * 7) as warehouse:
        rows, ignored = chart(warehouse), chart(warehouse, breaks=outside)
        broken = chart(warehouse, breaks=((WEEKS[1] - DAY, "begin"), (WEEKS[1] - 2 * DAY, "brief")))
    assert rows == ignored
    assert all(row["segment"] is None for row in rows)
    assert [row["segment"] for row in broken] == [None, "brief; begin"] + [None] * 12
    assert broken[0]["mean"] is None, "one week is no segment with limits"
    assert broken[1]["mean"] == pytest.approx(46 / 13)


def test_a_signal_is_told(tmp_path: Path) -> None:
    with weekly(tmp_path, [30, 34] * 6 + [32, 60]) as warehouse:
        rows = chart(warehouse, flow="decided")
    assert rows[-1]["signal"] == "boven de bovengrens"
    assert [row["signal"] for row in rows[:-1]] == [None] * 13


def test_every_flow_and_split_is_asked_for_somewhere(tmp_path: Path) -> None:
    """Choices that a selection allows and no figure knows would come back as something else."""
    with opened(tmp_path, received(MONDAY)) as warehouse:
        for flow in ALLOWED["flow"]:
            assert chart(warehouse, flow=flow)
        names = {row[0] for row in warehouse._cursor.execute("select distinct split from groups").fetchall()}
        periods = {row[0] for row in warehouse._cursor.execute("select distinct period from period_days").fetchall()}
    assert names == set(ALLOWED["split"])
    assert periods == set(ALLOWED["period"])
