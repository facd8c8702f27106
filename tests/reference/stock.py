"""Twins of the figures about what is open, and about what comes in and goes out."""

from datetime import date
from fractions import Fraction

from tests.reference.counting import (
    CALENDAR,
    DAY,
    Case,
    Known,
    Row,
    by_split,
    chosen_cases,
    is_complete,
    last_day,
    nearest_rank,
    present_fte,
    shown_periods,
    stop_of,
)
from voortgang.methods.control_chart import control_chart
from voortgang.pipeline.selection import Selection

BANDS = (("0-4 weken", 28), ("4-8 weken", 56), ("8-11 weken", 77), ("11-12 weken", 84), ("12-16 weken", 112))
TASK_FORCE = "taskforce"


def periods(_known: Known, chosen: Selection) -> list[Row]:
    if chosen.period == "all":
        days = [(CALENDAR.known_from, CALENDAR.known_until)] if chosen.since <= last_day(chosen) else []
    else:
        days = shown_periods(chosen)
    return [(first, last, first >= chosen.since and last <= last_day(chosen)) for first, last in days]


def flow(known: Known, chosen: Selection) -> list[Row]:
    rows = []
    for value, group in _ever_received(known, chosen):
        for first, last in shown_periods(chosen):
            begin, end = max(first, chosen.since), min(last, last_day(chosen))
            received = sum(begin <= case.received_on <= end for case in group)
            stopped = [case for case in group if case.stopped_on and begin <= case.stopped_on <= end]
            decisions = sum(case.is_decision for case in stopped)
            withdrawn = len(stopped) - decisions
            at_start = sum(case.is_open(begin - DAY) for case in group)
            at_end = sum(case.is_open(end) for case in group)
            complete = is_complete(first, last, chosen)
            counts = (at_start, received, decisions, withdrawn, received - len(stopped), at_end)
            rows.append((first, value, complete, *counts))
    return sorted(rows)


def _ever_received(known: Known, chosen: Selection) -> list[tuple[str, list[Case]]]:
    found = chosen_cases(known.cases, chosen)
    return by_split([case for case in found if case.received_on <= last_day(chosen)], chosen)


def backlog(known: Known, chosen: Selection) -> list[Row]:
    rows = []
    for value, group in _ever_received(known, chosen):
        for first, last in shown_periods(chosen):
            day = min(last, last_day(chosen))
            found = [case for case in group if case.is_open(day)]
            past_norm = sum(day > case.norm_due_on for case in found)
            past_legal = sum(case.legal_due_on is not None and day > case.legal_due_on for case in found)
            rows.append((first, value, is_complete(first, last, chosen), len(found), past_norm, past_legal))
    return sorted(rows)


def open_cases(known: Known, chosen: Selection) -> list[Case]:
    return [case for case in chosen_cases(known.cases, chosen) if case.is_open(chosen.as_of)]


def _open_ages(known: Known, chosen: Selection) -> list[int]:
    return [(chosen.as_of - case.received_on).days for case in open_cases(known, chosen)]


def backlog_age(known: Known, chosen: Selection) -> list[Row]:
    ages, rows, lower = _open_ages(known, chosen), [], -1
    for order, (band, until_days) in enumerate([*BANDS, ("meer dan 16 weken", 10**6)], start=1):
        rows.append((order, band, sum(lower < age <= until_days for age in ages)))
        lower = until_days
    return rows


def backlog_age_summary(known: Known, chosen: Selection) -> list[Row]:
    ages = _open_ages(known, chosen)
    return [(len(ages), max(ages, default=None), nearest_rank(ages, 50), nearest_rank(ages, 90))]


def clearance(known: Known, chosen: Selection) -> list[Row]:
    sunday = chosen.as_of
    while sunday.isoweekday() != 7:
        sunday -= DAY
    rows = []
    found = [case for case in chosen_cases(known.cases, chosen) if case.received_on <= chosen.as_of]
    for value, group in by_split(found, chosen):
        stock = sum(case.is_open(chosen.as_of) for case in group)
        stopped = [case for case in group if case.stopped_on and sunday - 27 * DAY <= case.stopped_on <= sunday]
        temporary = sum(case.team == TASK_FORCE for case in stopped)
        others = len(stopped) - temporary
        weeks = (_weeks(stock, len(stopped)), _weeks(stock, others))
        rows.append((value, stock, len(stopped), temporary or None, others, *weeks))
    return rows


def _weeks(stock: int, in_four_weeks: int) -> float | None:
    return stock / (in_four_weeks / 4) if in_four_weeks else None


def falling_due(known: Known, chosen: Selection) -> list[Row]:
    found, today = open_cases(known, chosen), chosen.as_of
    rows = []
    for weeks in (1, 2, 4):
        days = {today + step * DAY for step in range(7 * weeks + 1)}
        norm, legal = (sum(getattr(case, name) in days for case in found) for name in ("norm_due_on", "legal_due_on"))
        rows.append((weeks, len(found), norm, legal))
    return rows


def weekly_flow(known: Known, chosen: Selection) -> list[Row]:
    weeks = []
    monday = chosen.since + (-chosen.since.weekday() % 7) * DAY
    while monday + 6 * DAY <= last_day(chosen):
        counted, of = _in_week(known, chosen, monday)
        weeks.append((monday, counted, of, _value(known, chosen, monday, counted, of)))
        monday += 7 * DAY
    measured = [(monday, value) for monday, _, _, value in weeks if value is not None]
    starts = _segments([monday for monday, _ in measured], chosen)
    points = dict(zip([monday for monday, _ in measured], control_chart([v for _, v in measured], starts), strict=True))
    reasons = {measured[at][0]: reason for at, reason in starts.items()}
    rows: list[Row] = []
    for monday, counted, of, value in weeks:
        limits = points[monday].limits if monday in points else None
        band = (limits.mean, max(limits.lower, Fraction()), limits.upper) if limits else (None, None, None)
        signal = "; ".join(flag.text for flag in points[monday].flags) if monday in points else ""
        rows.append((monday, counted, of, value, *band, signal or None, reasons.get(monday)))
    return rows


def _in_week(known: Known, chosen: Selection, monday: date) -> tuple[int, int | None]:
    found = chosen_cases(known.cases, chosen)
    week = {monday + step * DAY for step in range(7)}
    if chosen.flow == "received":
        return sum(case.received_on in week for case in found), None
    decisions = [case for case in found if case.is_decision and stop_of(case) in week]
    if chosen.flow == "suspended":
        return sum(case.net_days != case.days for case in decisions), len(decisions)
    if chosen.flow == "fast_track":
        return sum(case.is_fast_track for case in decisions), len(decisions)
    return len(decisions), None


def _value(known: Known, chosen: Selection, monday: date, counted: int, of: int | None) -> Fraction | None:
    if chosen.flow == "productivity":
        fte = present_fte(known.world, monday, chosen.team)
        return counted / Fraction(fte) if fte else None
    if of is None:
        return Fraction(counted)
    return Fraction(100 * counted, of) if of else None


def _segments(mondays: list[date], chosen: Selection) -> dict[int, str]:
    """Where a new segment starts: at the first week that lies wholly after the break, if there are weeks before it."""
    starts: dict[int, str] = {}
    for day, reason in sorted(chosen.breaks):
        later = [at for at, monday in enumerate(mondays) if monday >= day]
        if later and later[0] > 0:
            starts[later[0]] = "; ".join(filter(None, [starts.get(later[0]), reason]))
    return starts
