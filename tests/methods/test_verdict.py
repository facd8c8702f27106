"""The verdict against its definition, point by point along an interval."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voortgang.errors import VoortgangError
from voortgang.methods.verdict import Estimate, Placebo, Verdict, verdict, visible

numbers = st.floats(-100, 100)
estimates = st.tuples(numbers, numbers, numbers).map(sorted).map(lambda three: Estimate(three[1], three[0], three[2]))
placebos = st.none() | st.integers(0, 60).flatmap(lambda n: st.builds(Placebo, st.just(n), st.integers(0, n)))
QUIET, LIKE = Placebo(29, 0), Placebo(29, 3)


def grid(estimate: Estimate) -> list[float]:
    """Points of the interval, from end to end."""
    return [estimate.low + step / 50 * (estimate.high - estimate.low) for step in range(50)] + [estimate.high]


def by_definition(estimate: Estimate, relevant: float, placebo: Placebo | None) -> str:
    """Judged from the points of the interval, and from the false starts one by one."""
    points = grid(estimate)
    if all(abs(point) < relevant for point in points):
        return "no_relevant_effect"
    signs = {math.copysign(1, point) for point in points if point} | ({0.0} if 0 in points else set())
    alike = 0
    if placebo and placebo.tried >= 10:
        alike = sum(1 for _ in range(placebo.as_strong)) * 10 > placebo.tried
    return "effect" if len(signs) == 1 and 0.0 not in signs and not alike else "cannot_tell"


@given(estimates, st.floats(0, 100), placebos)
def test_the_verdict_follows_from_the_points_of_the_interval(estimate, relevant, placebo) -> None:
    assert verdict(estimate, relevant, placebo).code == by_definition(estimate, relevant, placebo)


@pytest.mark.parametrize(
    ("estimate", "relevant", "placebo", "code"),
    [
        (None, 10, None, "too_few"),
        (None, 0, QUIET, "too_few"),
        (Estimate(42, 30, 54), 0, None, "effect"),
        (Estimate(42, 30, 54), 10, QUIET, "effect"),
        (Estimate(-42, -54, -30), 10, QUIET, "effect"),
        (Estimate(12, 2, 22), 10, None, "effect"),  # surely there, perhaps relevant
        (Estimate(5, 2, 8), 10, None, "no_relevant_effect"),  # surely there, surely too small
        (Estimate(0, -8, 8), 10, None, "no_relevant_effect"),
        (Estimate(0, -8, 10), 10, None, "cannot_tell"),  # the smallest relevant effect is relevant
        (Estimate(0, -8, 8), 0, None, "cannot_tell"),
        (Estimate(5, 0, 10), 0, None, "cannot_tell"),
        (Estimate(42, 30, 54), 0, LIKE, "cannot_tell"),
        (Estimate(42, 30, 54), 0, Placebo(20, 2), "effect"),
        (Estimate(42, 30, 54), 0, Placebo(20, 3), "cannot_tell"),
        (Estimate(42, 30, 54), 0, Placebo(9, 9), "effect"),  # too few false starts to say anything
        (Estimate(5, 2, 8), 10, LIKE, "no_relevant_effect"),
    ],
)
def test_verdicts(estimate, relevant, placebo, code) -> None:
    found = verdict(estimate, relevant, placebo)
    assert (found.code, found.estimate, found.smallest_relevant, found.placebo) == (code, estimate, relevant, placebo)
    assert (found.smallest_visible is None) == (estimate is None)


def test_what_would_be_seen_is_two_point_eight_standard_errors() -> None:
    assert visible(Estimate(7, 7 - 1.959964, 7 + 1.959964)) == pytest.approx(2.8016, abs=1e-4)


def test_what_would_be_seen_is_seen_in_eighty_of_a_hundred() -> None:
    import numpy as np

    drawn = np.random.default_rng(1).normal(visible(Estimate(0, -1.959964, 1.959964)), 1, size=20_000)
    found = [verdict(Estimate(each, each - 1.959964, each + 1.959964)).code for each in drawn]
    assert found.count("effect") / len(found) == pytest.approx(0.8, abs=0.01)


@given(estimates, st.floats(0, 100), st.floats(0.1, 10))
def test_the_unit_does_not_matter(estimate: Estimate, relevant: float, factor: float) -> None:
    def scaled(sign: int) -> Verdict:
        ends = sorted(each * factor * sign for each in (estimate.low, estimate.high))
        return verdict(Estimate(estimate.value * factor * sign, *ends), relevant * factor)

    assert scaled(1).code == scaled(-1).code
    assert scaled(1).smallest_visible == pytest.approx(visible(estimate) * factor)


@pytest.mark.parametrize("relevant", [-1, math.nan, math.inf])
def test_a_smallest_relevant_effect_that_is_none(relevant: float) -> None:
    with pytest.raises(VoortgangError, match="geen getal van 0 of hoger"):
        verdict(Estimate(1, 0, 2), relevant)


@pytest.mark.parametrize("estimate", [Estimate(3, 0, 2), Estimate(1, math.nan, 2), Estimate(1, -math.inf, 2)])
def test_an_interval_that_is_none(estimate: Estimate) -> None:
    with pytest.raises(VoortgangError, match="omvat de schatting niet"):
        verdict(estimate)
