"""The fast track net of selection: exact parts, strata that come and go, and no answer from too little."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.desks import change_of
from voortgang.errors import VoortgangError
from voortgang.methods.selection_effect import (
    FEWEST_FAST,
    FEWEST_WEEKS,
    PARTS,
    Decided,
    is_enough,
    limits,
    rounded_parts,
    split,
)

MONDAY = date(2025, 1, 6)
ELIGIBLE = {"low": True, "high": False, "unknown": False, "lowest": True}
numbers = st.fractions(min_value=-300, max_value=300, max_denominator=50)


def decided(stratum: str, is_after: bool, is_fast: bool, requests: int, mean: int, week: int = 0) -> Decided:
    week_on = MONDAY + timedelta(weeks=week + (52 if is_after else 0))
    return Decided(week_on, is_after, stratum, ELIGIBLE[stratum], is_fast, requests, requests * mean)


@st.composite
def worlds(draw: st.DrawFn) -> list[Decided]:
    """Both phases hold a decision; fast-tracked ones only after, and only where the rule holds."""
    rows = [decided("high", phase, False, draw(st.integers(1, 9)), draw(st.integers(0, 90))) for phase in (False, True)]
    for _ in range(draw(st.integers(0, 12))):
        stratum, is_after = draw(st.sampled_from(list(ELIGIBLE))), draw(st.booleans())
        is_fast = is_after and ELIGIBLE[stratum] and draw(st.booleans())
        week = draw(st.integers(0, 9))
        rows.append(decided(stratum, is_after, is_fast, draw(st.integers(1, 40)), draw(st.integers(0, 150)), week))
    return rows


@given(worlds())
def test_the_parts_are_the_whole_change_exactly(rows: list[Decided]) -> None:
    change = split(rows)
    assert change.before + change.mix + change.direct + change.others + change.displaced == change.after


@given(worlds())
def test_the_parts_are_those_of_the_formulas_request_by_request(rows: list[Decided]) -> None:
    one_by_one = [
        Decided(row.week_on, row.is_after, row.stratum, row.is_eligible, row.is_fast, 1, row.days // row.requests)
        for row in rows
        for _ in range(row.requests)
    ]
    change = split(rows)
    assert {name: getattr(change, name) for name in PARTS} == change_of(one_by_one)


@given(worlds())
def test_without_fast_track_nothing_is_direct(rows: list[Decided]) -> None:
    assert split([row for row in rows if not row.is_fast]).direct == 0


def test_who_is_fast_tracked_is_compared_with_their_own_kind() -> None:
    """Low incomes took 60 days before and 10 fast-tracked; that regular ones take 80 is no gain of the rule."""
    rows = [
        decided("low", False, False, 100, 60),
        decided("high", False, False, 100, 80),
        decided("low", True, True, 80, 10),
        decided("low", True, False, 20, 70),
        decided("high", True, False, 100, 86),
    ]
    change = split(rows)
    assert (change.before, change.after) == (70, 54)
    assert change.mix == 0
    assert change.direct == Fraction(1, 2) * Fraction(80, 100) * (10 - 60)
    assert change.others == Fraction(1, 2) * Fraction(20, 100) * (70 - 60)
    assert change.displaced == Fraction(1, 2) * (86 - 80)


@pytest.mark.parametrize("is_after", [False, True])
def test_a_stratum_that_one_phase_lacks_adds_mix_only(is_after: bool) -> None:
    both = [decided("high", phase, False, 50, 40) for phase in (False, True)]
    change = split([*both, decided("low", is_after, is_after, 50, 100)])
    assert (change.direct, change.others, change.displaced) == (0, 0, 0)
    assert change.mix == (30 if is_after else -30)


def test_a_phase_without_decisions_is_refused() -> None:
    with pytest.raises(VoortgangError, match="niets afgerond"):
        split([decided("high", True, False, 5, 40)])


def full(weeks: int = FEWEST_WEEKS, fast: int = FEWEST_FAST) -> list[Decided]:
    """Weeks that differ, before and after."""
    found = []
    for week in range(weeks):
        found += [
            decided("low", False, False, 20, 60 + week % 5, week),
            decided("high", False, False, 60, 70 + week % 7, week),
            decided("low", True, False, 5, 62 + week % 3, week),
            decided("high", True, False, 60, 74 + week % 7, week),
        ]
    return [*found, decided("low", True, True, fast, 12, 0)]


def test_twelve_weeks_and_thirty_fast_tracked_are_enough() -> None:
    assert is_enough(full())
    assert not is_enough(full(weeks=FEWEST_WEEKS - 1))
    assert not is_enough(full(fast=FEWEST_FAST - 1))
    assert not is_enough([])


def test_a_first_phase_with_fast_tracked_decisions_is_not_before_the_rule() -> None:
    assert not is_enough([*full(), decided("low", False, True, 1, 5)])


def test_limits_lie_around_each_part_and_are_the_same_every_time() -> None:
    rows = full(weeks=40, fast=400)
    change, found = split(rows), limits(rows)
    assert list(found) == list(PARTS)
    for part in ("before", "displaced", "after"):
        assert found[part].low < float(getattr(change, part)) < found[part].high
    assert limits(rows[::-1]) == found
    assert limits(rows, seed=1) != found


def test_weeks_that_are_all_alike_leave_no_doubt() -> None:
    rows = []
    for week in range(20):
        rows += [decided("low", phase, False, 10, 60, week) for phase in (False, True)]
        rows += [decided("high", phase, False, 30, 80 + 4 * phase, week) for phase in (False, True)]
        rows.append(decided("low", True, True, 17, 10, week))
    change, found = split(rows), limits(rows)
    for part in PARTS:
        assert found[part].low == pytest.approx(float(getattr(change, part)))
        assert found[part].high == pytest.approx(float(getattr(change, part)))


@pytest.mark.parametrize("other", [0, FEWEST_WEEKS - 1])
def test_every_week_may_be_drawn(other: int) -> None:
    """One week unlike the others widens the interval, also when it is the first or the last."""
    rows = [decided("high", phase, False, 10, 60, week) for phase in (False, True) for week in range(FEWEST_WEEKS)]
    rows.append(decided("high", True, False, 10, 600, other))
    assert limits(rows)["after"].low == pytest.approx(60)
    assert limits(rows)["after"].high > float(split(rows).after)


@given(numbers, st.lists(numbers, min_size=1, max_size=6), st.integers(0, 2))
def test_parts_add_up_as_they_are_shown(first: Fraction, parts: list[Fraction], digits: int) -> None:
    exact = [first, *parts, first + sum(parts)]
    shown = rounded_parts(exact, digits)
    unit = Fraction(1, 10**digits)
    assert shown[0] + sum(shown[1:-1]) == shown[-1]
    assert all(abs(one - other) <= unit / 2 for one, other in ((shown[0], exact[0]), (shown[-1], exact[-1])))
    assert all(abs(one - other) < 2 * unit and one % unit == 0 for one, other in zip(shown, exact, strict=True))
