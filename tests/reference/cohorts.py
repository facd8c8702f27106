"""Twins of the figures about what was received: cohorts, Kaplan-Meier, log-rank, extension."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from statistics import NormalDist

from tests.reference.counting import (
    DAY,
    NORM_DAYS,
    Case,
    Known,
    Row,
    any_letter,
    by_split,
    chosen_cases,
    is_complete,
    per_period,
    received,
)
from voortgang.pipeline.selection import Selection

WEEKS = (8, 11, 12, 16)
Z = NormalDist().inv_cdf(0.975)
Followed = list[tuple[int, bool]]
"""of each request for how many days it was followed, and whether it was decided then"""


def receipt_of(case: Case) -> date:
    return case.received_on


def cohort_on_time(known: Known, chosen: Selection) -> list[Row]:
    found, today = received(known.cases, chosen), chosen.as_of
    if chosen.period == "all":
        found = [case for case in whole(known, found) if case.norm_due_on <= today]
    rows: list[Row] = []
    for (first, last, value), group in per_period(found, receipt_of, chosen).items():
        ripe = chosen.period == "all" or last + NORM_DAYS * DAY <= today
        usable = chosen.period == "all" or known.closed_since is None or first >= known.closed_since
        states = [state(case, today) for case in group]
        a, b, c, d = (states.count(letter) for letter in "ABCD")
        # before the first request can be late there is no late count, and what is decided is decided in time
        may_be_late = chosen.period == "all" or first + NORM_DAYS * DAY <= today
        late = (b + d, b, d, a / (a + b) if a + b else None) if may_be_late else [None] * 4
        counts = (a + b + c + d, a, None if ripe else c, a + c, *late)
        rows.append((first, value, ripe, usable, *(counts if usable else [None] * len(counts))))
    return rows


def state(case: Case, today: date) -> str | None:
    """A decided in time, B closed late, C open and in time, D open and late; None: withdrawn within eight weeks."""
    if case.is_closed(today):
        in_time = case.days <= NORM_DAYS
        if in_time and not case.is_decision:
            return None
        return "A" if in_time else "B"
    # the reference date counts through its end: what is open then and due that day cannot be in time any more
    return "C" if case.norm_due_on > today else "D"


def whole(known: Known, found: Iterable[Case]) -> list[Case]:
    """Those received since the delivery holds every request."""
    return [case for case in found if known.closed_since is None or case.received_on >= known.closed_since]


def followed(group: list[Case], today: date) -> Followed:
    """A decision ends the wait; withdrawing it, or the reference date, only ends what is known of it."""
    found: Followed = []
    for case in group:
        if case.is_closed(today):
            found.append((case.days, case.is_decision))
        else:
            found.append(((today - case.received_on).days, False))
    return found


@dataclass(frozen=True)
class Step:
    """The chance to be still undecided from this day on, and its interval."""

    day: int
    survival: Fraction
    low: float | None
    high: float | None


def curve(people: Followed) -> list[Step]:
    """Kaplan-Meier: multiply, day by day, the shares that were not decided; Greenwood; log-log interval."""
    steps, survival, variance = [], Fraction(1), Fraction()
    for day in sorted({days for days, is_event in people if is_event}):
        at_risk = sum(days >= day for days, _ in people)
        events = people.count((day, True))
        survival *= Fraction(at_risk - events, at_risk)
        if at_risk > events:
            variance += Fraction(events, at_risk * (at_risk - events))
        steps.append(Step(day, survival, *_interval(survival, variance)))
    return steps


def _interval(survival: Fraction, variance: Fraction) -> tuple[float | None, float | None]:
    if survival in (0, 1):
        return None, None
    log_log = math.log(-math.log(survival))
    width = Z * math.sqrt(variance) / abs(math.log(survival))
    return math.exp(-math.exp(log_log + width)), math.exp(-math.exp(log_log - width))


def _first_day(steps: list[Step], level: float, name: str = "survival") -> int | None:
    values = [(step.day, getattr(step, name)) for step in steps]
    return next((day for day, value in values if value is not None and value <= level), None)


def survival(known: Known, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    groups = per_period(whole(known, received(known.cases, chosen)), receipt_of, chosen)
    for (first, _, value), group in groups.items():
        people = followed(group, chosen.as_of)
        steps = curve(people)
        median, low, high = (_first_day(steps, 0.5, name) for name in ("survival", "low", "high"))
        p90 = _first_day(steps, Fraction(1, 10))
        rows.append((first, value, len(people), sum(is_event for _, is_event in people), median, low, high, p90))
    return rows


def survival_chances(known: Known, chosen: Selection) -> list[Row]:
    rows: list[Row] = []
    groups = per_period(whole(known, received(known.cases, chosen)), receipt_of, chosen)
    for (first, _, value), group in groups.items():
        people = followed(group, chosen.as_of)
        rows += [(first, value, weeks, len(people), *chance_within(people, 7 * weeks)) for weeks in WEEKS]
    return rows


def chance_within(people: Followed, days: int) -> tuple[float | None, float | None, float | None]:
    """With its interval; unknown past the day on which the last request was still followed."""
    passed = [step for step in curve(people) if step.day <= days]
    if max(each for each, _ in people) < days and not (passed and passed[-1].survival == 0):
        return None, None, None
    if not passed:
        return 0.0, None, None
    last = passed[-1]
    low, high = (None if limit is None else 1 - limit for limit in (last.high, last.low))
    return float(1 - last.survival), low, high


def survival_compared(known: Known, chosen: Selection) -> list[Row]:
    groups = by_split(whole(known, received(known.cases, chosen)), chosen)
    rows: list[Row] = []
    for (one, first), (other, second) in combinations(groups, 2):
        found = log_rank(followed(first, chosen.as_of), followed(second, chosen.as_of))
        rows.append((one, other, len(first), len(second), *found))
    return rows


def log_rank(first: Followed, second: Followed) -> tuple[float | None, float | None, bool | None]:
    """Per day with decisions: how many the first group would have had if the groups were alike."""
    difference = variance = Fraction()
    for day in sorted({days for days, is_event in first + second if is_event}):
        n1, n = (sum(days >= day for days, _ in group) for group in (first, first + second))
        d1, d = (group.count((day, True)) for group in (first, first + second))
        difference += d1 - Fraction(d * n1, n)
        if n > 1:
            variance += Fraction(d * n1 * (n - n1) * (n - d), n * n * (n - 1))
    if not variance:
        return None, None, None
    statistic = difference**2 / variance
    p_value = 2 * (1 - NormalDist().cdf(math.sqrt(statistic)))
    return float(statistic), p_value, p_value < 0.05


def extension(known: Known, chosen: Selection) -> list[Row]:
    last_known = min(chosen.until, chosen.as_of - DAY)
    found = [
        case
        for case in chosen_cases(known.cases, chosen)
        if chosen.since <= case.norm_due_on <= last_known and not case.is_closed(case.norm_due_on)
    ]
    rows: list[Row] = []
    for (first, last, value), group in per_period(found, lambda case: case.norm_due_on, chosen).items():
        extended = sum(case.extended_on is not None and case.extended_on <= chosen.as_of for case in group)
        told = extended if any_letter(known, known.world.extensions, chosen.as_of) else None
        rows.append((first, value, is_complete(first, last, chosen, last_known), len(group), told))
    return rows
