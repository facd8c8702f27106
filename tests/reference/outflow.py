"""Twins of the figures about decisions."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from tests.reference.counting import (
    NORM_DAYS,
    Case,
    Known,
    Row,
    any_letter,
    chosen_cases,
    decided,
    decided_between,
    is_complete,
    last_day,
    mean,
    nearest_rank,
    per_period,
    received,
    stop_of,
)
from voortgang.pipeline.selection import Selection


def is_within_legal(case: Case) -> bool:
    return case.legal_due_on is not None and stop_of(case) <= case.legal_due_on


def decided_on_time(known: Known, chosen: Selection) -> list[Row]:
    return [
        (
            first,
            value,
            is_complete(first, last, chosen),
            len(group),
            sum(case.days <= NORM_DAYS for case in group),
            sum(is_within_legal(case) for case in group),
        )
        for (first, last, value), group in per_period(decided(known.cases, chosen), stop_of, chosen).items()
    ]


def throughput_time(known: Known, chosen: Selection) -> list[Row]:
    groups = per_period(decided(known.cases, chosen), stop_of, chosen).items()
    return [
        (first, value, is_complete(first, last, chosen), len(group), nearest_rank(days, 50), nearest_rank(days, 90))
        for (first, last, value), group in groups
        if (days := [case.days for case in group])
    ]


def throughput_distribution(known: Known, chosen: Selection) -> list[Row]:
    weeks: dict[int, int] = defaultdict(int)
    for case in decided(known.cases, chosen):
        weeks[-(-case.days // 7)] += 1
    return [(week, count, step_of(week)) for week, count in sorted(weeks.items())]


def step_of(week: int) -> str:
    steps = {8: "tot en met 8", 11: "9 tot en met 11", 12: "12", 16: "13 tot en met 16", 26: "17 tot en met 26"}
    return next((step for last, step in steps.items() if week <= last), "meer dan 26")


def decided_within_weeks(known: Known, chosen: Selection) -> list[Row]:
    found = decided(known.cases, chosen)
    return [(weeks, sum(case.days <= 7 * weeks for case in found), len(found)) for weeks in (8, 11, 12, 16, 26)]


def longest_recent(known: Known, chosen: Selection) -> list[Row]:
    days = [
        case.days
        for case in chosen_cases(known.cases, chosen)
        if case.is_decision and 0 <= (chosen.as_of - stop_of(case)).days < 28
    ]
    p95, longest = nearest_rank(days, 95), max(days, default=None)
    return [(len(days), p95, longest, _weeks(p95), _weeks(longest))]


def _weeks(days: int | None) -> int | None:
    return None if days is None else int(days / 7 + 0.5)


def fast_track_share(known: Known, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    first_ever = min(
        (case.stopped_on for case in chosen_cases(known.cases, chosen) if _is_fast(case, chosen)), default=None
    )
    for (first, last, value), group in per_period(decided(known.cases, chosen), stop_of, chosen).items():
        fast = [case.days for case in group if case.is_fast_track]
        regular = [case.days for case in group if not case.is_fast_track]
        is_before = first_ever is None or last < first_ever
        counts = (len(group), None if is_before else len(fast), len(regular))
        medians = (nearest_rank(fast, 50), nearest_rank(regular, 50))
        rows.append((first, value, is_complete(first, last, chosen), *counts, *medians))
    return rows


def _is_fast(case: Case, chosen: Selection) -> bool:
    return case.is_fast_track and case.is_decision and stop_of(case) <= chosen.as_of


def suspension(known: Known, chosen: Selection) -> list[Row]:
    rows = []
    for (first, last, value), group in per_period(decided(known.cases, chosen), stop_of, chosen).items():
        lost = [case.days - case.net_days for case in group if case.net_days is not None]
        suspended = [days for days in lost if days > 0]
        gross, net = mean([case.days for case in group]), mean([case.net_days or 0 for case in group])
        means = (mean(suspended), gross, net, mean(lost))
        found = len(suspended) if any_letter(known, known.world.suspensions, chosen.as_of) else None
        rows.append((first, value, is_complete(first, last, chosen), len(group), found, *means))
    return rows


def on_time_rules(known: Known, chosen: Selection) -> list[Row]:
    decisions = decided(known.cases, chosen)
    recorded = [case for case in decisions if case.recorded_due_on]
    withdrawn = sum(
        chosen.since <= stop_of(case) <= last_day(chosen) and not case.is_decision
        for case in chosen_cases(known.cases, chosen)
        if case.stopped_on
    )
    in_norm = sum(case.days <= NORM_DAYS for case in decisions)
    in_law = sum(is_within_legal(case) for case in decisions)
    in_recorded = sum(stop_of(case) <= case.recorded_due_on for case in recorded if case.recorded_due_on)
    unrecorded = len(decisions) - len(recorded)
    in_cohort, counted, left_out = _cohort(known, chosen)
    return [
        (1, "outflow_norm", in_norm, len(decisions), withdrawn, "withdrawn"),
        (2, "outflow_legal", in_law, len(decisions), withdrawn, "withdrawn"),
        (3, "outflow_recorded", in_recorded, len(recorded), unrecorded + withdrawn, "withdrawn_or_unrecorded"),
        (4, "cohort_norm", in_cohort, counted, left_out, "withdrawn_or_unripe"),
    ]


def _cohort(known: Known, chosen: Selection) -> tuple[int, int, int]:
    """In time, counted and left out of what was received."""
    found = received(known.cases, chosen)
    counted = [
        case
        for case in found
        if case.norm_due_on <= chosen.as_of
        and (known.closed_since is None or case.received_on >= known.closed_since)
        and not (case.outcome == "ingetrokken" and case.days <= NORM_DAYS)
    ]
    in_time = sum(case.is_decision and case.days <= NORM_DAYS for case in counted)
    return in_time, len(counted), len(found) - len(counted)


def clearing(known: Known, chosen: Selection) -> list[Row]:
    parameters = chosen.parameters()
    first0, last0 = parameters["compared_since"], parameters["compared_until"]
    found = chosen_cases(known.cases, chosen)
    before = decided_between(found, first0, min(last0, chosen.as_of))
    after = decided_between(found, chosen.since, last_day(chosen))
    if not before or not after:
        return []
    old, new = _by_age(before, first0), _by_age(after, chosen.since)
    mix = rate = Fraction()
    for age in old.keys() | new.keys():
        w0, w1 = Fraction(len(old[age]), len(before)), Fraction(len(new[age]), len(after))
        m0, m1 = _mean(old[age] or new[age]), _mean(new[age] or old[age])
        mix += (w1 - w0) * (m0 + m1) / 2
        rate += (w1 + w0) * (m1 - m0) / 2
    n0, n1 = len(before), len(after)
    m0, m1 = _mean([case.days for case in before]), _mean([case.days for case in after])
    assert m0 + mix + rate == m1, "the parts are the whole change, exactly"
    smallest = min(n0, n1)
    return [
        ("before", float(m0), n0),
        ("mix", float(mix), smallest),
        ("rate", float(rate), smallest),
        ("after", float(m1), n1),
    ]


def _by_age(found: list[Case], first: date) -> dict[int, list[int]]:
    """Durations by full weeks of age on the day before the period; what came later is one group."""
    ages: dict[int, list[int]] = defaultdict(list)
    for case in found:
        days = (first - case.received_on).days - 1
        ages[days // 7 if days >= 0 else -1].append(case.days)
    return ages


def _mean(days: list[int]) -> Fraction:
    return Fraction(sum(days), len(days))
