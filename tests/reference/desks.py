"""Twins of the figures about the task force and the fast-track rule: who closed what, how old, and with how many."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.reference.counting import (
    DAY,
    Case,
    Known,
    Row,
    chosen_cases,
    decided_between,
    is_complete,
    is_office_day,
    last_day,
    mean,
    nearest_rank,
    period_of,
    shown_periods,
    stop_of,
)
from tests.reference.stock import BANDS, TASK_FORCE
from voortgang.methods.selection_effect import Decided, is_enough, limits
from voortgang.pipeline.selection import Selection
from voortgang.settings import REFERENCE

DESKS = ("regular", "task_force", "fast_track", "withdrawn")
LOW_INCOMES = ("onder_norm", "norm_tot_grens")
LATER = ("task_force", "fast_track")
"""desks that were not always there: nothing closed by them is empty, not zero"""


def desk_of(case: Case) -> str:
    if not case.is_decision:
        return "withdrawn"
    if case.is_fast_track:
        return "fast_track"
    return "task_force" if case.team == TASK_FORCE else "regular"


def _ever_received(known: Known, chosen: Selection) -> list[Case]:
    return [case for case in chosen_cases(known.cases, chosen) if case.received_on <= last_day(chosen)]


def _stopped(found: Iterable[Case], first: date, last: date) -> list[Case]:
    return [case for case in found if case.stopped_on and first <= case.stopped_on <= last]


def _account(found: list[Case], first: date, last: date) -> dict[str, int | None]:
    stopped = [desk_of(case) for case in _stopped(found, first, last)]
    is_begun = any(case.received_on < first for case in found)
    by_desk = {desk: stopped.count(desk) or (None if desk in LATER else 0) for desk in DESKS}
    account = {
        "backlog_start": sum(case.is_open(first - DAY) for case in found) if is_begun else None,
        "received": sum(first <= case.received_on <= last for case in found),
        **by_desk,
        "backlog_end": sum(case.is_open(last) for case in found),
    }
    end = (account["backlog_start"] or 0) + (account["received"] or 0) - len(stopped)
    assert account["backlog_end"] == end, "the account closes"
    return account


def work_by_desk(known: Known, chosen: Selection) -> list[Row]:
    found, rows = _ever_received(known, chosen), []
    for first, last in shown_periods(chosen) if found else []:
        account = _account(found, max(first, chosen.since), min(last, last_day(chosen)))
        decided = sum(account[desk] or 0 for desk in DESKS if desk != "withdrawn")
        start, received, *rest = account.values()
        rows.append((first, is_complete(first, last, chosen), start, received, decided, *rest))
    return rows


def stock_account(known: Known, chosen: Selection) -> list[Row]:
    found = _ever_received(known, chosen)
    if not found or chosen.since > last_day(chosen):
        return []
    return [tuple(_account(found, chosen.since, last_day(chosen)).values())]


def closed_age_by_desk(known: Known, chosen: Selection) -> list[Row]:
    stopped = _stopped(chosen_cases(known.cases, chosen), chosen.since, last_day(chosen))
    there = {desk_of(case) for case in stopped} | set(DESKS) - set(LATER)
    rows, lower = [], -1
    for order, (band, until_days) in enumerate([*BANDS, ("meer dan 16 weken", 10**6)], start=1):
        aged = [desk_of(case) for case in stopped if lower < case.days <= until_days]
        rows.append((order, band, *(aged.count(desk) if desk in there else None for desk in DESKS)))
        lower = until_days
    return rows


def closed_age_summary(known: Known, chosen: Selection) -> list[Row]:
    stopped = _stopped(chosen_cases(known.cases, chosen), chosen.since, last_day(chosen))
    rows: list[Row] = []
    for desk in DESKS:
        days = [case.days for case in stopped if desk_of(case) == desk]
        if days:
            rows.append((desk, len(days), nearest_rank(days, 50), nearest_rank(days, 90)))
    return rows


def productivity_by_desk(known: Known, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    for first, last in shown_periods(chosen):
        days = [chosen.since + step * DAY for step in range((last_day(chosen) - chosen.since).days + 1)]
        days = [day for day in days if period_of(day, chosen) == (first, last)]
        for desk in ("regular", "task_force"):
            row = _productivity(known, days, desk)
            if row:
                rows.append((first, desk, is_complete(first, last, chosen), *row))
    return rows


def _productivity(known: Known, days: list[date], desk: str) -> Row | None:
    present = {day: fte for day in days if (fte := _present(known, day, desk)) is not None}
    there = [case for case in known.cases if (case.team == TASK_FORCE) == (desk == "task_force")]
    decisions = [case for case in there if case.is_decision and case.stopped_on in present]
    working = {day: fte for day, fte in present.items() if is_office_day(day)}
    weeks = sum(working.values(), Decimal()) / 5
    if not decisions and not weeks:
        return None
    fast = sum(case.is_fast_track for case in decisions) or None
    per_week = Fraction(len(decisions)) / Fraction(weeks) if weeks else None
    return len(decisions), fast, float(weeks), per_week, _cost(working, desk, len(decisions))


def _present(known: Known, day: date, desk: str) -> Decimal | None:
    """Full-time places present on a working day of this week; None when nobody says of some team."""
    monday = day - day.weekday() * DAY
    of_week = [row for row in known.world.capacity if row["week_on"] == monday]
    rows = [row for row in of_week if (row["team"] == TASK_FORCE) == (desk == "task_force")]
    if not rows:
        return Decimal() if of_week and desk == "task_force" else None
    if any(row["present_fte"] is None for row in rows):
        return None
    return sum((Decimal(row["present_fte"]) for row in rows), Decimal())


def _cost(working: dict[date, Decimal], desk: str, decisions: int) -> float | None:
    with (REFERENCE / "rates.csv").open(encoding="utf-8") as file:
        rates = {date.fromisoformat(row["valid_from"]): row for row in csv.DictReader(file) if row["team_kind"] == desk}
    if not any(working.values()) or not decisions:
        return None
    euro = Decimal()
    for day, fte in working.items():
        valid = [since for since in rates if since <= day]
        if fte and not valid:
            return None
        euro += fte * Decimal(rates[max(valid)]["euro_per_fte_week"]) / 5 if fte else 0
    return float((euro / decisions).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _rule_on(known: Known, chosen: Selection) -> date | None:
    """The day of the first fast-tracked decision."""
    fast = [stop_of(case) for case in known.cases if case.is_decision and case.is_fast_track]
    return min((day for day in fast if day <= chosen.as_of), default=None)


def fast_track_strata(known: Known, chosen: Selection) -> list[Row]:
    rule_on = _rule_on(known, chosen)
    groups: dict[Row, list[int]] = defaultdict(list)
    for case in decided_between(known.cases, chosen.since, last_day(chosen)):
        is_before = rule_on is None or stop_of(case) < rule_on
        words = {True: "volledig", False: "onvolledig", None: "onbekend"}
        income, completeness = _stratum(case)
        line = "versneld" if case.is_fast_track else "regulier"
        key = income, words[completeness], "vóór de regel" if is_before else "met de regel", line
        groups[key].append(case.days)
    order = sorted(groups, key=lambda key: (*key[:2], key[2] == "met de regel", key[3]))
    return [(*key, len(groups[key]), mean(groups[key])) for key in order]


def _stratum(case: Case) -> tuple[str, bool | None]:
    return case.delivered.get("income_class") or "onbekend", case.delivered.get("is_complete_on_receipt")


def fast_track_selection(known: Known, chosen: Selection) -> list[Row]:
    """The formulas of the method, request by request; the limits are those of the method itself."""
    rule_on = _rule_on(known, chosen)
    found = decided_between(known.cases, chosen.since, last_day(chosen)) if rule_on else []
    rows = [
        Decided(
            week_on=stop_of(case) - timedelta(days=stop_of(case).weekday()),
            is_after=stop_of(case) >= (rule_on or date.max),
            stratum=_stratum(case),
            is_eligible=_stratum(case)[0] in LOW_INCOMES,
            is_fast=case.is_fast_track,
            requests=1,
            days=case.days,
        )
        for case in found
    ]
    if not is_enough(rows):
        return []
    parts, within = change_of(rows), limits(rows)
    before, after = (sum(row.is_after is phase for row in rows) for phase in (False, True))
    counts = {"before": before, "after": after}
    return [
        (f"rule_{part}", float(days), within[part].low, within[part].high, counts.get(part, min(before, after)))
        for part, days in parts.items()
    ]


def change_of(rows: list[Decided]) -> dict[str, Fraction]:
    """Mean before, mix, direct, others, displaced and mean after, by the formulas, one request a row."""
    old, new = ([row for row in rows if row.is_after is phase] for phase in (False, True))
    before, after = _mean(old), _mean(new)
    parts = {"direct": Fraction(), "others": Fraction(), "displaced": Fraction()}
    for stratum in {row.stratum for row in rows}:
        one, other = ([row for row in phase if row.stratum == stratum] for phase in (old, new))
        if not one or not other:
            continue
        weight = (Fraction(len(one), len(old)) + Fraction(len(other), len(new))) / 2
        is_eligible = any(row.is_eligible for row in one)
        for is_fast in (False, True):
            line = [row for row in other if row.is_fast is is_fast]
            if line:
                gain = weight * Fraction(len(line), len(other)) * (_mean(line) - _mean(one))
                parts["displaced" if not is_eligible else "direct" if is_fast else "others"] += gain
    return {"before": before, "mix": after - before - sum(parts.values()), **parts, "after": after}


def _mean(rows: list[Decided]) -> Fraction:
    return Fraction(sum(row.days for row in rows), sum(row.requests for row in rows))
