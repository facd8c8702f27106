"""The requests of a world that count, one by one, and how a reader's choice picks and groups them."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.worlds import World
from voortgang.methods.legal_clock import Extension, Suspension, deadlines
from voortgang.pipeline.calendar import load_calendar
from voortgang.pipeline.selection import Selection
from voortgang.settings import REFERENCE

CALENDAR = load_calendar(Path(REFERENCE))
with (Path(REFERENCE) / "holidays.csv").open(encoding="utf-8") as file:
    CLOSED = {date.fromisoformat(row["holiday_on"]) for row in csv.DictReader(file) if row["kind"] == "feestdag"}


def is_office_day(day: date) -> bool:
    """Monday to Friday, no holiday; what the law only equates with one is a day on which the teams work."""
    return day.isoweekday() < 6 and day not in CLOSED


DAY = timedelta(days=1)
NORM_DAYS = 56
LAST_DAY = date.max

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """One request that counts."""

    request_id: str
    received_on: date
    stopped_on: date | None
    outcome: str | None
    team: str
    channel: str
    household: str | None
    is_fast_track: bool
    recorded_due_on: date | None
    legal_due_on: date | None
    extended_on: date | None
    """when the first letter of extension that was in time was sent"""
    suspended_days: int
    net_days: int | None
    delivered: dict[str, Any] = field(repr=False)
    """the row as it was delivered"""

    @property
    def norm_due_on(self) -> date:
        return self.received_on + NORM_DAYS * DAY

    @property
    def is_decision(self) -> bool:
        return self.stopped_on is not None and self.outcome != "ingetrokken"

    @property
    def days(self) -> int:
        assert self.stopped_on is not None
        return (self.stopped_on - self.received_on).days

    def is_open(self, day: date) -> bool:
        return self.received_on <= day and not self.is_closed(day)

    def is_closed(self, day: date) -> bool:
        return self.stopped_on is not None and self.stopped_on <= day


@dataclass(frozen=True)
class Known:
    """What is counted in one delivery."""

    cases: list[Case]
    world: World
    closed_since: date | None = None


def known(world: World, delivered_on: date, counting: str = "strict", closed_since: date | None = None) -> Known:
    """The requests that count, each with its legal due date by the plain clock."""
    counted = [row for row in world.requests if not row.get("duplicate_of")]
    return Known([_case(world, row, delivered_on, counting) for row in counted], world, closed_since)


def _case(world: World, row: dict[str, Any], delivered_on: date, counting: str) -> Case:
    letters = [
        Suspension(item["sent_on"], item["term_until"], item["supplemented_on"])
        for item in world.suspensions
        if item["request_id"] == row["request_id"] and item.get("ground", "awb_4_5")
    ]
    later = [
        Extension(item["sent_on"], item["extended_until"])
        for item in world.extensions
        if item["request_id"] == row["request_id"]
    ]
    clock = deadlines(
        row["received_on"], letters, later, calendar=CALENDAR, reference_on=delivered_on, counting=counting
    )
    stopped_on = _stopped_on(row)
    suspended = {day for letter in letters for day in letter.days(counting, delivered_on)}
    return Case(
        request_id=row["request_id"],
        received_on=row["received_on"],
        stopped_on=stopped_on,
        outcome=(row.get("outcome") or "besloten") if stopped_on else None,
        team=row.get("team") or "niet toegewezen",
        channel=row.get("channel", "portaal"),
        household=row.get("household"),
        is_fast_track=row.get("is_fast_track", False),
        recorded_due_on=row.get("recorded_due_on"),
        legal_due_on=clock.legal_due_on,
        extended_on=_extended_on(row["received_on"], clock.suspended_days, later),
        suspended_days=clock.suspended_days,
        net_days=_net_days(row["received_on"], stopped_on, suspended),
        delivered=row,
    )


def _stopped_on(row: dict[str, Any]) -> date | None:
    stopped_on = row.get("withdrawn_on") if row.get("outcome") == "ingetrokken" else row.get("sent_on")
    is_reopened = stopped_on and row.get("reopened_on") and row["reopened_on"] >= stopped_on
    return None if is_reopened else stopped_on


def _extended_on(received_on: date, suspended_days: int, letters: list[Extension]) -> date | None:
    term_end = received_on + (NORM_DAYS + suspended_days) * DAY
    last_lawful_day = CALENDAR.next_working(term_end) or term_end
    return min((item.sent_on for item in letters if item.is_in_time(received_on, last_lawful_day)), default=None)


def _net_days(received_on: date, stopped_on: date | None, suspended: set[date]) -> int | None:
    if stopped_on is None:
        return None
    return (stopped_on - received_on).days - sum(received_on < day <= stopped_on for day in suspended)


def any_letter(known: Known, letters: list[dict[str, Any]], today: date) -> bool:
    """Was any letter of this kind sent by then about a request that counts?"""
    counted = {case.request_id for case in known.cases}
    return any(item["request_id"] in counted and item["sent_on"] <= today for item in letters)


def chosen_cases(all_cases: Iterable[Case], chosen: Selection) -> list[Case]:
    """Those that pass the filters."""
    return [
        case
        for case in all_cases
        if chosen.team in (None, case.team)
        and chosen.channel in (None, case.channel)
        and chosen.fast_track in (None, case.is_fast_track)
    ]


def split_value(case: Case, chosen: Selection) -> str:
    return {
        "none": "alle",
        "team": case.team,
        "channel": case.channel,
        "fast_track": "ja" if case.is_fast_track else "nee",
        "household": case.household or "onbekend",
        "outcome": case.outcome or "open",
    }[chosen.split]


def last_day(chosen: Selection) -> date:
    """The last day that may be counted."""
    return min(chosen.until, chosen.as_of)


def period_of(day: date, chosen: Selection) -> tuple[date, date]:
    """First and last day of the period that `day` belongs to."""
    if chosen.period == "all":
        return chosen.since, LAST_DAY
    if chosen.period == "day":
        return day, day
    if chosen.period == "week":
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    return months_around(day, {"month": range(1, 13), "tertaal": (1, 5, 9), "letter": (5, 11)}[chosen.period])


def months_around(day: date, first_months: Iterable[int]) -> tuple[date, date]:
    """From the last first day of one of these months through the day before the next."""
    starts = [date(year, month, 1) for year in (day.year - 1, day.year, day.year + 1) for month in first_months]
    return max(start for start in starts if start <= day), min(start for start in starts if start > day) - DAY


def is_complete(first: date, last: date, chosen: Selection, known_until: date | None = None) -> bool:
    return chosen.period == "all" or (first >= chosen.since and last <= (known_until or last_day(chosen)))


def shown_periods(chosen: Selection) -> list[tuple[date, date]]:
    """Every period of which a day was chosen."""
    days = [chosen.since + step * DAY for step in range((last_day(chosen) - chosen.since).days + 1)]
    return sorted({period_of(day, chosen) for day in days})


def per_period(found: list[Case], day_of: Callable[[Case], date], chosen: Selection) -> dict[Row, list[Case]]:
    """Cases by (first day, last day, split value), sorted."""
    groups: dict[Row, list[Case]] = defaultdict(list)
    for case in found:
        groups[*period_of(day_of(case), chosen), split_value(case, chosen)].append(case)
    return dict(sorted(groups.items()))


def by_split(found: Iterable[Case], chosen: Selection) -> list[tuple[str, list[Case]]]:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in found:
        groups[split_value(case, chosen)].append(case)
    return sorted(groups.items())


def stop_of(case: Case) -> date:
    assert case.stopped_on is not None
    return case.stopped_on


def decided(all_cases: Iterable[Case], chosen: Selection) -> list[Case]:
    """Decided in the chosen period."""
    return decided_between(chosen_cases(all_cases, chosen), chosen.since, last_day(chosen))


def decided_between(found: Iterable[Case], first: date, last: date) -> list[Case]:
    return [case for case in found if case.is_decision and first <= stop_of(case) <= last]


def received(all_cases: Iterable[Case], chosen: Selection) -> list[Case]:
    """Received in the chosen period."""
    last = last_day(chosen)
    return [case for case in chosen_cases(all_cases, chosen) if chosen.since <= case.received_on <= last]


def nearest_rank(values: list[int], percent: int) -> int | None:
    """The smallest value that at least `percent` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None


def present_fte(world: World, monday: date, team: str | None) -> Decimal | None:
    """People present in this week; None when nobody says."""
    rows = [row for row in world.capacity if row["week_on"] == monday and team in (None, row["team"])]
    present = [Decimal(row["present_fte"]) for row in rows if row["present_fte"] is not None]
    return sum(present, Decimal()) if present else None
