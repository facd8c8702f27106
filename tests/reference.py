"""Slow and obvious twins: every metric computed request by request in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.worlds import World
from voortgang.methods.legal_clock import Extension, Suspension, deadlines
from voortgang.pipeline.calendar import load_calendar
from voortgang.pipeline.selection import Selection
from voortgang.settings import REFERENCE

CALENDAR = load_calendar(Path(REFERENCE))
NORM_DAYS = 56
BANDS = (("0-4 weken", 28), ("4-8 weken", 56), ("8-11 weken", 77), ("11-12 weken", 84), ("12-16 weken", 112))


@dataclass(frozen=True)
class Case:
    """One request that counts."""

    request_id: str
    received_on: date
    stopped_on: date | None
    is_decision: bool
    team: str
    channel: str
    is_fast_track: bool
    legal_due_on: date | None
    suspended_days: int
    net_days: int | None

    @property
    def norm_due_on(self) -> date:
        return self.received_on + timedelta(days=NORM_DAYS)

    @property
    def days(self) -> int:
        assert self.stopped_on is not None
        return (self.stopped_on - self.received_on).days

    def is_open(self, day: date) -> bool:
        return self.received_on <= day and (self.stopped_on is None or self.stopped_on > day)


def cases(world: World, delivered_on: date, counting: str = "strict") -> list[Case]:
    """The requests that count, each with its legal due date by the plain clock."""
    return [_case(world, row, delivered_on, counting) for row in world.requests if not row.get("duplicate_of")]


def _case(world: World, row: dict[str, Any], delivered_on: date, counting: str) -> Case:
    letters = [
        Suspension(item["sent_on"], item["term_until"], item["supplemented_on"])
        for item in world.suspensions
        if item["request_id"] == row["request_id"] and item["ground"]
    ]
    later = [
        Extension(item["sent_on"], item["extended_until"])
        for item in world.extensions
        if item["request_id"] == row["request_id"]
    ]
    clock = deadlines(
        row["received_on"], letters, later, calendar=CALENDAR, reference_on=delivered_on, counting=counting
    )
    stopped_on = row.get("withdrawn_on") if row.get("outcome") == "ingetrokken" else row.get("sent_on")
    if stopped_on and row.get("reopened_on") and row["reopened_on"] >= stopped_on:
        stopped_on = None
    suspended = {day for letter in letters for day in letter.days(counting, delivered_on)}
    return Case(
        request_id=row["request_id"],
        received_on=row["received_on"],
        stopped_on=stopped_on,
        is_decision=stopped_on is not None and row.get("outcome") != "ingetrokken",
        team=row.get("team") or "niet toegewezen",
        channel=row["channel"],
        is_fast_track=row["is_fast_track"],
        legal_due_on=clock.legal_due_on,
        suspended_days=clock.suspended_days,
        net_days=_net_days(row["received_on"], stopped_on, suspended),
    )


def _net_days(received_on: date, stopped_on: date | None, suspended: set[date]) -> int | None:
    if stopped_on is None:
        return None
    return (stopped_on - received_on).days - sum(received_on < day <= stopped_on for day in suspended)


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
    if chosen.split == "none":
        return "alle"
    if chosen.split == "fast_track":
        return "ja" if case.is_fast_track else "nee"
    return str(getattr(case, chosen.split))


def period_of(day: date, chosen: Selection) -> tuple[date, date]:
    """First and last day of the period that `day` belongs to."""
    if chosen.period == "all":
        return chosen.since, date.max
    if chosen.period == "day":
        return day, day
    if chosen.period == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def is_complete(first: date, last: date, chosen: Selection) -> bool:
    return chosen.period == "all" or (first >= chosen.since and last <= min(chosen.until, chosen.as_of))


def nearest_rank(values: list[int], percent: int) -> int | None:
    """The smallest value that at least `percent` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def decided(all_cases: list[Case], chosen: Selection) -> list[Case]:
    last = min(chosen.until, chosen.as_of)
    return [
        case
        for case in chosen_cases(all_cases, chosen)
        if case.is_decision and case.stopped_on and chosen.since <= case.stopped_on <= last
    ]


def per_period(found: list[Case], day_of: Callable[[Case], date], chosen: Selection) -> dict[tuple, list[Case]]:
    """Cases by (first day, last day, split value), sorted."""
    groups: dict[tuple, list[Case]] = defaultdict(list)
    for case in found:
        groups[*period_of(day_of(case), chosen), split_value(case, chosen)].append(case)
    return dict(sorted(groups.items()))


def _stop_of(case: Case) -> date:
    assert case.stopped_on is not None
    return case.stopped_on


def decided_on_time(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    return [
        (
            first,
            value,
            is_complete(first, last, chosen),
            len(group),
            sum(case.days <= NORM_DAYS for case in group),
            sum(case.legal_due_on is not None and _stop_of(case) <= case.legal_due_on for case in group),
        )
        for (first, last, value), group in per_period(decided(all_cases, chosen), _stop_of, chosen).items()
    ]


def throughput_time(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    groups = per_period(decided(all_cases, chosen), _stop_of, chosen).items()
    return [
        (first, value, is_complete(first, last, chosen), len(group), nearest_rank(days, 50), nearest_rank(days, 90))
        for (first, last, value), group in groups
        if (days := [case.days for case in group])
    ]


def throughput_distribution(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    weeks: dict[int, int] = defaultdict(int)
    for case in decided(all_cases, chosen):
        weeks[-(-case.days // 7)] += 1
    return [(week, count, step_of(week)) for week, count in sorted(weeks.items())]


def step_of(week: int) -> str:
    steps = {8: "tot en met 8", 11: "9 tot en met 11", 12: "12", 16: "13 tot en met 16", 26: "17 tot en met 26"}
    return next((step for last, step in steps.items() if week <= last), "meer dan 26")


def decided_within_weeks(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    found = decided(all_cases, chosen)
    return [(weeks, sum(case.days <= 7 * weeks for case in found), len(found)) for weeks in (8, 11, 12, 16, 26)]


def longest_recent(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    days = [
        case.days
        for case in chosen_cases(all_cases, chosen)
        if case.is_decision and case.stopped_on and 0 <= (chosen.as_of - case.stopped_on).days < 28
    ]
    p95, longest = nearest_rank(days, 95), max(days, default=None)
    return [(len(days), p95, longest, _weeks(p95), _weeks(longest))]


def _weeks(days: int | None) -> int | None:
    return None if days is None else int(days / 7 + 0.5)


def shown_periods(chosen: Selection) -> list[tuple[date, date]]:
    last = min(chosen.until, chosen.as_of)
    days = [chosen.since + timedelta(days=step) for step in range((last - chosen.since).days + 1)]
    return sorted({period_of(day, chosen) for day in days})


def flow(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    last_day = min(chosen.until, chosen.as_of)
    rows = []
    for value, group in _by_split(all_cases, chosen, last_day):
        for first, last in shown_periods(chosen):
            begin, end = max(first, chosen.since), min(last, last_day)
            received = sum(begin <= case.received_on <= end for case in group)
            stopped = [case for case in group if case.stopped_on and begin <= case.stopped_on <= end]
            decisions = sum(case.is_decision for case in stopped)
            withdrawn = len(stopped) - decisions
            at_start = sum(case.is_open(begin - timedelta(days=1)) for case in group)
            at_end = sum(case.is_open(end) for case in group)
            complete = is_complete(first, last, chosen)
            counts = (at_start, received, decisions, withdrawn, received - len(stopped), at_end)
            rows.append((first, value, complete, *counts))
    return sorted(rows)


def _by_split(all_cases: list[Case], chosen: Selection, last_day: date) -> list[tuple[str, list[Case]]]:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in chosen_cases(all_cases, chosen):
        if case.received_on <= last_day:
            groups[split_value(case, chosen)].append(case)
    return sorted(groups.items())


def backlog(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    last_day = min(chosen.until, chosen.as_of)
    rows = []
    for value, group in _by_split(all_cases, chosen, last_day):
        for first, last in shown_periods(chosen):
            day = min(last, last_day)
            found = [case for case in group if case.is_open(day)]
            past_norm = sum(day > case.norm_due_on for case in found)
            past_legal = sum(case.legal_due_on is not None and day > case.legal_due_on for case in found)
            rows.append((first, value, is_complete(first, last, chosen), len(found), past_norm, past_legal))
    return sorted(rows)


def _open_ages(all_cases: list[Case], chosen: Selection) -> list[int]:
    found = chosen_cases(all_cases, chosen)
    return [(chosen.as_of - case.received_on).days for case in found if case.is_open(chosen.as_of)]


def backlog_age(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    ages, rows, lower = _open_ages(all_cases, chosen), [], -1
    for order, (band, until_days) in enumerate([*BANDS, ("meer dan 16 weken", 10**6)], start=1):
        rows.append((order, band, sum(lower < age <= until_days for age in ages)))
        lower = until_days
    return rows


def backlog_age_summary(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    ages = _open_ages(all_cases, chosen)
    return [(len(ages), max(ages, default=None), nearest_rank(ages, 50), nearest_rank(ages, 90))]


def cohort_on_time(all_cases: list[Case], chosen: Selection) -> list[tuple]:
    last_day = min(chosen.until, chosen.as_of)
    if chosen.period == "all":
        last_day = min(last_day, chosen.as_of - timedelta(days=NORM_DAYS))
    found = [case for case in chosen_cases(all_cases, chosen) if chosen.since <= case.received_on <= last_day]
    rows = []
    for (first, last, value), group in per_period(found, lambda case: case.received_on, chosen).items():
        ripe = chosen.period == "all" or last + timedelta(days=NORM_DAYS) <= chosen.as_of
        in_time = [case for case in group if case.stopped_on and case.stopped_on <= min(case.norm_due_on, chosen.as_of)]
        decisions = sum(case.is_decision for case in in_time)
        withdrawn = len(in_time) - decisions
        rows.append((first, value, ripe, len(group) - withdrawn, decisions if ripe else None))
    return rows


TWINS: dict[str, Callable[[list[Case], Selection], list[tuple]]] = {
    twin.__name__: twin
    for twin in (
        backlog,
        backlog_age,
        backlog_age_summary,
        cohort_on_time,
        decided_on_time,
        decided_within_weeks,
        flow,
        longest_recent,
        throughput_distribution,
        throughput_time,
    )
}
