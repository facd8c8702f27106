"""XmR charts against published examples, plain twins, and what must not change when the unit of a series does."""

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voortgang.errors import VoortgangError
from voortgang.methods.control_chart import (
    Limits,
    Point,
    assurance,
    control_chart,
    limits_of,
    outside_limits,
    shift,
    trend,
    two_of_three,
    variation,
)

ONE_OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
SAW = [10, 12] * 7  # mean 11, moving range 2: nothing special
AROUND_ZERO = Limits(Fraction(0), Fraction(-3), Fraction(3), Fraction(3) / Fraction("2.66"))  # sigma is 1

small = st.integers(-4, 4)
series_of_any_length = st.lists(small, max_size=30)
fewer = settings(max_examples=40)  # exact fractions take their time
long_series = st.lists(small | st.integers(-50, 50), min_size=13, max_size=30)


def exact(values: list) -> list[Fraction]:
    return [Fraction(str(value)) for value in values]


def rules(points: list[Point]) -> list[list[tuple[str, int]]]:
    return [[(flag.rule, flag.sign) for flag in point.flags] for point in points]


def test_published_limits_with_the_outlier_screened() -> None:
    """The series of NHSRplotthedots' vignette on outliers: jumps of 8 and 9 leave a mean moving range of 1."""
    limits = limits_of(exact(ONE_OUTLIER))
    assert limits is not None
    assert (limits.mean, limits.mean_moving_range) == (Fraction(35, 18), 1)
    assert (limits.lower, limits.upper) == (Fraction(35, 18) - Fraction("2.66"), Fraction(35, 18) + Fraction("2.66"))
    assert [place for place, found in enumerate(rules(control_chart(ONE_OUTLIER))) if found] == [4]


def test_published_limits_of_random_numbers() -> None:
    """Limits as printed in a test of NHSRplotthedots, for R's first twenty normal numbers after set.seed(123)."""
    values = [-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123]
    values += [-0.68685285, -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314]
    values += [0.49785048, -1.96661716, 0.7013559, -0.47279141]
    limits = limits_of(exact(values))
    assert limits is not None
    assert [float(limits.mean), float(limits.lower), float(limits.upper)] == pytest.approx(
        [0.142, -3.01, 3.29], abs=5e-3
    )


def test_twelve_points_are_too_few_and_thirteen_enough() -> None:
    rising = list(range(13))
    assert limits_of(exact(rising[:12])) is None
    assert control_chart(rising[:12]) == [Point(Fraction(value), None) for value in rising[:12]]
    assert all(point.limits and point.flags for point in control_chart(rising))
    assert control_chart([]) == []


@pytest.mark.parametrize(("largest", "kept"), [(3266, 8733 + 3266), (3267, 8733)])
def test_a_jump_at_the_screen_is_left_out(largest: int, kept: int) -> None:
    """Eleven jumps of 8733 together: one of 3267 is then exactly 3,267 times the mean of all twelve."""
    jumps = [794, -794] * 5 + [793, -largest]
    limits = limits_of(exact([0, *accumulate(jumps)]))
    assert limits is not None
    assert limits.mean_moving_range == Fraction(kept, 12 if largest == 3266 else 11)


def test_the_screen_is_applied_once() -> None:
    jumps = [1, -1] * 6 + [4, -4, 40, -40]  # a second screen would drop the jumps of 4 as well
    limits = limits_of(exact([0, *accumulate(jumps)]))
    assert limits is not None
    assert limits.mean_moving_range == Fraction(12 + 8, 14)


def test_a_constant_series_has_no_signals() -> None:
    assert {(point.limits, point.flags) for point in control_chart([0.1] * 20)} == {
        (Limits(*[Fraction("0.1")] * 3, Fraction(0)), ())
    }


def test_one_jump_in_a_constant_series_is_the_only_point_outside() -> None:
    """The screen would leave no movement, and so limits on the mean with every point outside."""
    limits = limits_of(exact([0] * 14 + [3]))
    assert limits is not None
    assert outside_limits(exact([0] * 14 + [3]), limits) == [0] * 14 + [1]


def test_a_point_on_a_limit_is_within() -> None:
    assert outside_limits(exact([3, 3.01, -3, -3.01]), AROUND_ZERO) == [0, 1, 0, -1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0, -1, -1, -1, -1, -1, -1, -1, 0]),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [1] * 6 + [-1] * 7),
        ([], []),
        ([1], [0]),
    ],
)
def test_seven_rising_or_falling(values: list, expected: list[int]) -> None:
    assert trend(exact(values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1] * 6, [0] * 6),
        ([1] * 7, [1] * 7),
        ([-1] * 8 + [1], [-1] * 8 + [0]),
        ([1, 1, 1, 0, 1, 1, 1, 1], [0] * 8),
        ([1, 1, 1, -1, 1, 1, 1, 1], [0] * 8),
    ],
)
def test_seven_on_one_side_of_the_mean(values: list, expected: list[int]) -> None:
    assert shift(exact(values), AROUND_ZERO) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2.5, 1, 2.5], [1, 0, 1]),
        ([1, -2.5, -2.5, -1], [0, -1, -1, 0]),
        ([2.5, 2.5], [0, 0]),
        ([2.5, 1, 1, 2.5], [0] * 4),
        ([2.5, 1, 1, 2.5, 2.5], [0, 0, 0, 1, 1]),
        ([2.5, -1, 2.5], [0] * 3),
        ([2.5, 0, 2.5], [0] * 3),
        ([2.5, -2.5, 1], [0] * 3),
        ([2, 2, 2], [0] * 3),
        ([3.5, 2.5, 1], [1, 1, 0]),  # beyond the limit counts since November 2023
    ],
)
def test_two_of_three_beyond_two_sigma_on_one_side(values: list, expected: list[int]) -> None:
    assert two_of_three(exact(values), AROUND_ZERO) == expected


def runs_by_hand(signs: list[int], length: int) -> set[int]:
    """The places that lie in some window of `length` equal signs."""
    windows = [range(start, start + length) for start in range(len(signs) - length + 1)]
    return {at for window in windows for at in window if {signs[each] for each in window} in ({1}, {-1})}


@given(series_of_any_length)
def test_runs_equal_their_plain_twins(values: list[int]) -> None:
    sides = [(value > 0) - (value < 0) for value in values]
    assert shift(exact(values), AROUND_ZERO) == [
        side if at in runs_by_hand(sides, 7) else 0 for at, side in enumerate(sides)
    ]
    windows = [values[start : start + 7] for start in range(len(values) - 6)]
    strict = [len(set(window)) == 7 and window in (sorted(window), sorted(window)[::-1]) for window in windows]
    expected = {at for start, is_run in enumerate(strict) if is_run for at in range(start, start + 7)}
    assert {at for at, sign in enumerate(trend(exact(values))) if sign} == expected


@given(series_of_any_length)
def test_two_of_three_equals_its_plain_twin(values: list[int]) -> None:
    expected = [0] * len(values)
    for at, value in enumerate(values):
        for start in (at - 2, at - 1, at):
            three = values[max(start, 0) : start + 3]
            if start < 0 or len(three) < 3 or abs(value) <= 2:
                continue
            if all(each > 0 for each in three) and sum(each > 2 for each in three) >= 2:
                expected[at] = 1
            if all(each < 0 for each in three) and sum(each < -2 for each in three) >= 2:
                expected[at] = -1
    assert two_of_three(exact(values), AROUND_ZERO) == expected


@fewer
@given(long_series)
def test_limits_equal_plain_sums(values: list[int]) -> None:
    limits = limits_of(exact(values))
    assert limits is not None
    jumps = [abs(values[at] - values[at - 1]) for at in range(1, len(values))]
    kept = [jump for jump in jumps if jump < 3.267 * sum(jumps) / len(jumps) - 1e-9]
    movement = sum(kept) / len(kept) if any(kept) else sum(jumps) / len(jumps)
    mean = sum(values) / len(values)
    found = [float(each) for each in (limits.mean, limits.lower, limits.upper, limits.mean_moving_range)]
    assert found == pytest.approx([mean, mean - 2.66 * movement, mean + 2.66 * movement, movement])


@fewer
@given(long_series, st.sampled_from([Fraction("0.1"), Fraction(1, 3), Fraction(1000)]), small)
def test_another_unit_gives_the_same_flags(values: list[int], factor: Fraction, start: int) -> None:
    assert rules(control_chart([value * factor + start for value in values])) == rules(control_chart(values))


@fewer
@given(long_series)
def test_upside_down_turns_every_sign(values: list[int]) -> None:
    turned = [[(rule, -sign) for rule, sign in found] for found in rules(control_chart(values))]
    assert rules(control_chart([-value for value in values])) == turned


@fewer
@given(long_series, long_series)
def test_segments_do_not_see_each_other(before: list[int], after: list[int]) -> None:
    both = control_chart([*before, *after], {len(before): "start taskforce"})
    assert both == control_chart(before) + control_chart(after)


def test_a_short_last_segment_has_no_limits() -> None:
    points = control_chart([*SAW, 50, 60], {14: "nieuwe regel"})
    assert [point.limits is None for point in points] == [False] * 14 + [True] * 2
    assert variation(points, 1) is None
    assert assurance(points, 11, 1) is None


@pytest.mark.parametrize("breaks", [{0: "reden"}, {14: "reden"}, {-1: "reden"}, {5: ""}, {5: "  "}])
def test_a_break_needs_a_place_and_a_reason(breaks: dict[int, str]) -> None:
    with pytest.raises(VoortgangError, match="reden"):
        control_chart(SAW, breaks)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, Decimal("NaN"), Decimal("Infinity"), "veel"])
def test_a_point_without_a_number_is_named(value: object) -> None:
    with pytest.raises(VoortgangError, match="Punt 2"):
        control_chart([1, value])  # type: ignore[list-item]


def test_every_kind_of_number_is_read_as_written() -> None:
    values = [0.285, Decimal("0.285"), Fraction(57, 200), np.float64(0.285)] * 4
    assert {point.value for point in control_chart(values)} == {Fraction(57, 200)}
    assert control_chart(list(np.arange(14))) == control_chart(list(range(14)))


@pytest.mark.parametrize(
    ("values", "better", "code", "word"),
    [
        (SAW, 1, "common_cause", "Gewone schommeling"),
        ([*SAW, 30], 1, "improving", "Verbetering: boven de bovengrens."),
        ([*SAW, 30], -1, "worsening", "Verslechtering: boven de bovengrens."),
        ([*SAW, 30], 0, "neutral_high", "Verandering: boven de bovengrens."),
        ([*SAW, -30], 1, "worsening", "Verslechtering: onder de ondergrens."),
        ([*SAW, -30], -1, "improving", "Verbetering: onder de ondergrens."),
        ([*SAW, -30], 0, "neutral_low", "Verandering: onder de ondergrens."),
        ([*SAW, 30, 11], 1, "common_cause", "Gewone schommeling"),
    ],
)
def test_variation_follows_the_last_point(values: list[int], better: int, code: str, word: str) -> None:
    sign = variation(control_chart(values), better)
    assert sign is not None
    assert sign.code == code
    assert sign.text.startswith(word)


def test_a_falling_trend_outweighs_a_run_above_the_mean() -> None:
    points = control_chart([0, 100] * 7 + [80, 78, 76, 74, 72, 70, 68])
    assert [(flag.rule, flag.sign) for flag in points[-1].flags] == [("trend", -1), ("shift", 1)]
    sign = variation(points, -1)
    assert sign is not None
    assert (sign.code, sign.text) == ("improving", "Verbetering: zeven punten op rij dalend.")


@pytest.mark.parametrize(
    ("target", "better", "code"),
    [
        (0, 1, "hits"),
        (0, -1, "misses"),
        (20, 1, "misses"),
        (20, -1, "hits"),
        (11, 1, "hit_or_miss"),
        (Fraction("5.68"), 1, "hit_or_miss"),  # 11 − 2,66·2: on the limit
        (Fraction("5.67"), 1, "hits"),
        (Fraction("16.32"), 1, "hit_or_miss"),
        (Fraction("16.33"), 1, "misses"),
    ],
)
def test_assurance_compares_the_last_limits_with_the_target(target: int, better: int, code: str) -> None:
    sign = assurance(control_chart(SAW), target, better)
    assert sign is not None
    assert sign.code == code
    assert sign.text.endswith("gehaald.")


def test_assurance_needs_a_good_side() -> None:
    assert assurance(control_chart(SAW), 11, 0) is None
    assert assurance([], 11, 1) is None
    assert variation([], 1) is None
