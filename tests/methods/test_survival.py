"""Kaplan-Meier against published tables, exact fractions by hand and the library on rows written out one by one."""

import csv
import math
import statistics
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from voortgang.errors import VoortgangError
from voortgang.methods.survival import Survival, kaplan_meier, log_rank

CASES = Path(__file__).parents[1] / "data" / "kpi_cases.csv"
REFERENCE_ON = date(2025, 6, 30)
# Weeks of remission of 42 children with leukemia (Freireich 1963, Gehan 1965), 1 = relapse, 0 = still in remission:
# the textbook example of the method, with results in every statistical package.
CONTROL = [(week, 1) for week in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]
TREATED = [(week, 1) for week in (6, 6, 6, 7, 10, 13, 16, 22, 23)]
TREATED += [(week, 0) for week in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]

fewer = settings(deadline=None, max_examples=50)  # the first call imports the library, which takes seconds
Row = tuple[int, bool, int]
rows = st.tuples(st.integers(0, 6) | st.integers(0, 150), st.booleans(), st.integers(0, 4))
tables = st.lists(rows, max_size=12)


def frame(found: list[Row]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=["days", "is_event", "requests"])


def one_by_one(found: list[tuple[int, int]]) -> pd.DataFrame:
    return frame([(days, bool(event), 1) for days, event in found])


def written_out(found: list[Row]) -> list[tuple[int, bool]]:
    return [(days, event) for days, event, requests in found for _ in range(requests)]


def by_hand(found: list[Row]) -> dict[int, Fraction]:
    """The product-limit estimate, one request at a time: day of a decision → share still undecided after it."""
    people = written_out(found)
    share, curve = Fraction(1), {}
    for day in sorted({days for days, event in people if event}):
        at_risk = sum(days >= day for days, _ in people)
        decided = sum(days == day and event for days, event in people)
        share *= 1 - Fraction(decided, at_risk)
        curve[day] = share
    return curve


def fixture_at_reference() -> list[Row]:
    """The worked cases: open censored at the reference date, withdrawn censored on the day of withdrawal."""
    with CASES.open(newline="") as file:
        found = list(csv.DictReader(file))
    ends = [date.fromisoformat(row["stopped_on"]) if row["stopped_on"] else REFERENCE_ON for row in found]
    days = [(end - date.fromisoformat(row["received_on"])).days for end, row in zip(ends, found, strict=True)]
    return [(each, row["outcome"] not in ("", "withdrawn"), 1) for each, row in zip(days, found, strict=True)]


def test_worked_cases_of_the_domain() -> None:
    curve = kaplan_meier(frame(fixture_at_reference()))
    assert (curve.n, curve.events) == (12, 8)
    within = curve.within(56)
    assert within is not None
    assert within.survival == pytest.approx(0.8333, abs=5e-5)
    assert within.chance == pytest.approx(2 / 12)
    assert curve.median_days == 84


def test_closed_cases_alone_flatter() -> None:
    closed = [days for days, event, _ in fixture_at_reference() if event]
    assert statistics.median(closed) == 65
    assert kaplan_meier(frame(fixture_at_reference())).median_days == 84


def test_published_curve_and_intervals() -> None:
    curve = kaplan_meier(one_by_one(CONTROL))
    published = [(1, 0.9048, 0.6700, 0.9753), (2, 0.8095, 0.5689, 0.9239)]  # Stata, sts list
    found = [(step.day, step.survival, step.low, step.high) for step in curve.steps[:2]]
    assert found == [pytest.approx(line, abs=5e-5) for line in published]
    assert (curve.median_days, curve.median_interval) == (8, (4, 11))
    curve = kaplan_meier(one_by_one(TREATED))
    survival = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert [step.survival for step in curve.steps] == pytest.approx(survival, abs=5e-4)
    assert [step.at_risk for step in curve.steps] == [21, 17, 15, 12, 11, 7, 6]
    assert (curve.median_days, curve.median_interval, curve.p90_days) == (23, (13, None), None)


def test_published_log_rank() -> None:
    found = log_rank(one_by_one(TREATED), one_by_one(CONTROL))
    assert found is not None
    assert found.statistic == pytest.approx(16.79, abs=0.005)
    assert found.p_value == pytest.approx(4.17e-5, rel=1e-2)


def test_chance_of_a_decision_is_the_mirror_of_the_curve() -> None:
    within = kaplan_meier(one_by_one(TREATED)).within(9)  # between the steps of 7 and 10
    assert within is not None
    assert within.low is not None
    assert within.high is not None
    assert (within.survival, within.chance) == pytest.approx((0.8067, 0.1933), abs=5e-5)
    assert (within.low, within.high) == pytest.approx((1 - 0.9228, 1 - 0.5631), abs=5e-5)


def test_no_request_at_all() -> None:
    for empty in (frame([]), frame([(5, True, 0)])):
        assert kaplan_meier(empty) == Survival(0, 0, None, ())
        assert kaplan_meier(empty).median_days is None
        assert kaplan_meier(empty).median_interval == (None, None)
        assert kaplan_meier(empty).within(0) is None


def test_one_decided_request() -> None:
    curve = kaplan_meier(frame([(10, True, 1)]))
    assert (curve.n, curve.events, curve.median_days, curve.p90_days) == (1, 1, 10, 10)
    assert curve.median_interval == (None, None)
    before, after = curve.within(9), curve.within(10)
    assert before is not None
    assert after is not None
    assert (before.chance, before.low, before.high) == (0, None, None)
    assert (after.chance, after.low, after.high) == (1, None, None)
    assert curve.within(56) == after  # everyone was decided before: known, however far ahead


def test_one_open_request() -> None:
    curve = kaplan_meier(frame([(10, False, 1)]))
    assert (curve.n, curve.events, curve.median_days, curve.steps) == (1, 0, None, ())
    within = curve.within(10)
    assert within is not None
    assert within.chance == 0
    assert curve.within(11) is None


def test_nothing_is_said_about_days_that_nobody_was_followed() -> None:
    curve = kaplan_meier(frame([(20, True, 3), (40, False, 5)]))
    assert curve.within(40) is not None
    assert curve.within(41) is None


def test_decided_on_the_day_of_receipt() -> None:
    curve = kaplan_meier(frame([(0, True, 1), (0, False, 1), (30, True, 2)]))
    within = curve.within(0)
    assert within is not None
    assert within.chance == 0.25  # the open request of that same day still counts as at risk
    assert curve.median_days == 30


def test_a_decision_and_an_open_request_on_one_day() -> None:
    """Who is censored on a day was still at risk on that day."""
    curve = kaplan_meier(frame([(10, True, 1), (10, False, 1), (20, True, 1)]))
    assert [(step.at_risk, step.events) for step in curve.steps] == [(3, 1), (1, 1)]


def test_a_quantile_is_reached_when_the_curve_touches_it() -> None:
    curve = kaplan_meier(frame([(day, True, 1) for day in range(1, 11)]))
    assert (curve.median_days, curve.p90_days) == (5, 9)


@pytest.mark.parametrize("row", [(-1, True, 1), (1, True, -1), (None, True, 1), (1, None, 1), (1, True, None)])
def test_impossible_rows_are_refused(row: tuple) -> None:
    with pytest.raises(VoortgangError, match=r"Verbeter|verwijder"):
        kaplan_meier(frame([(3, True, 2), row]))


@fewer
@given(tables)
def test_equals_the_product_limit_by_hand(found: list[Row]) -> None:
    curve, expected = kaplan_meier(frame(found)), by_hand(found)
    people = written_out(found)
    assert (curve.n, curve.events) == (len(people), sum(event for _, event in people))
    assert [step.day for step in curve.steps] == list(expected)
    assert [step.survival for step in curve.steps] == pytest.approx([float(share) for share in expected.values()])
    for share in (Fraction(1, 4), Fraction(1, 2), Fraction(9, 10)):
        first = next((day for day, left in expected.items() if left <= 1 - share), None)
        assert curve.quantile(float(share)) == first


@fewer
@given(tables)
def test_weights_equal_rows_written_out(found: list[Row]) -> None:
    people = written_out(found)
    assume(people)
    library = SurvfuncRight([days for days, _ in people], [int(event) for _, event in people])
    steps = kaplan_meier(frame(found)).steps
    assert [step.survival for step in steps] == pytest.approx(library.surv_prob.tolist())
    for step, error in zip(steps, library.surv_prob_se, strict=True):
        if step.low is None or step.high is None:
            assert step.survival == 0
            continue
        spread = 1.959963984540054 * error / (step.survival * math.log(step.survival))
        expected = [math.exp(-math.exp(math.log(-math.log(step.survival)) + sign * spread)) for sign in (-1, 1)]
        assert [step.low, step.high] == pytest.approx(expected)


@pytest.mark.filterwarnings("ignore:.*encountered in:RuntimeWarning")  # the library's, where its curve is 0
@fewer
@given(tables)
def test_median_interval_equals_the_library(found: list[Row]) -> None:
    """Where the last request is decided the library closes the interval on that day; R, and this, leave it open."""
    people = written_out(found)
    assume(any(event for _, event in people))
    library = SurvfuncRight([days for days, _ in people], [int(event) for _, event in people])
    curve = kaplan_meier(frame(found))
    low, high = curve.median_interval
    expected_low, expected_high = library.quantile_ci(0.5)
    if math.isnan(expected_low):  # every step is sure to be on one side of 1/2
        return
    assert low == expected_low
    closes_at_the_end = curve.steps[-1].survival == 0 and expected_high == curve.steps[-1].day
    assert high == (None if math.isinf(expected_high) or closes_at_the_end else expected_high)


@fewer
@given(tables)
def test_interval_holds_the_curve(found: list[Row]) -> None:
    for step in kaplan_meier(frame(found)).steps:
        if step.low is not None and step.high is not None:
            assert 0 < step.low <= step.survival <= step.high < 1


def log_rank_by_hand(mine: list[tuple[int, bool]], yours: list[tuple[int, bool]]) -> Fraction | None:
    """Observed minus expected decisions in the first group, squared, over its variance, day by day."""
    difference = variance = Fraction()
    for day in {days for days, event in mine + yours if event}:
        n1, n2 = (sum(days >= day for days, _ in group) for group in (mine, yours))
        d1, d2 = (sum(days == day and event for days, event in group) for group in (mine, yours))
        n, d = n1 + n2, d1 + d2
        difference += d1 - Fraction(d * n1, n)
        variance += Fraction(n1 * n2 * d * (n - d), n * n * (n - 1)) if n > 1 else 0
    return difference**2 / variance if variance else None


@fewer
@given(tables, tables)
def test_log_rank_equals_plain_sums_and_the_library(first: list[Row], second: list[Row]) -> None:
    mine, yours = written_out(first), written_out(second)
    found, expected = log_rank(frame(first), frame(second)), log_rank_by_hand(mine, yours)
    if found is None or expected is None:
        assert found is expected is None
        return
    group = [0] * len(mine) + [1] * len(yours)
    days, events = zip(*mine, *yours, strict=True)
    statistic, p_value = survdiff(days, [int(event) for event in events], group)
    assert found.statistic == pytest.approx(float(expected), abs=1e-9)
    assert (found.statistic, found.p_value) == pytest.approx((float(statistic), float(p_value)), abs=1e-9)


@fewer
@given(tables, tables)
def test_log_rank_does_not_care_which_group_comes_first(first: list[Row], second: list[Row]) -> None:
    one, other = log_rank(frame(first), frame(second)), log_rank(frame(second), frame(first))
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.statistic == pytest.approx(other.statistic, abs=1e-9)


def test_equal_groups_do_not_differ() -> None:
    found = log_rank(one_by_one(TREATED), one_by_one(TREATED))
    assert found is not None
    assert (found.statistic, found.p_value) == pytest.approx((0, 1))
