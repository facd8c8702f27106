"""What one measure changed, from a fitted series: changes, effect over the time in force, and the course without it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voortgang.errors import VoortgangError
from voortgang.methods.impact.design import Kind
from voortgang.methods.impact.fit import Fit
from voortgang.methods.impact.series import Floats
from voortgang.methods.impact.spans import ENOUGH, Span
from voortgang.methods.verdict import Estimate, Placebo

LARGEST_REACH = np.log(10)  # of an interval on the log scale, to either side: beyond a factor of ten it says nothing


@dataclass(frozen=True)
class Course:
    """Expected per period (T,) without a measure, with the 95% interval of that expectation (not of single weeks)."""

    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Effect:
    """What one measure changed, with 95% intervals.

    For counts `level`, `slope` (per period) and `total_ratio` are ratios, for means differences and no total ratio;
    `per_period` and `cumulative` are in the unit of the series, over the periods in force. At the end `end_level` and
    `end_slope` say what changed then, when there are enough periods after it.
    """

    span: Span
    level: Estimate
    slope: Estimate | None
    end_level: Estimate | None
    end_slope: Estimate | None
    per_period: Estimate
    cumulative: Estimate
    total_ratio: Estimate | None
    strength: float
    placebo: Placebo | None
    without: Course


def effect_of(fit: Fit, place: int, span: Span, false_starts: Sequence[float]) -> Effect:
    """The effect of the measure at index `place`; `false_starts` are the strengths of false starts, maybe none.

    Raises VoortgangError when what would have been is uncertain by more than a factor of ten.
    """
    cumulative, ratio, strength = cumulative_of(fit, place, span)
    has_end = span.after >= ENOUGH
    per_period = Estimate(*(each / span.in_force for each in (cumulative.value, cumulative.low, cumulative.high)))
    level = _change(fit, place, "level")
    assert level is not None
    return Effect(
        span,
        level,
        _change(fit, place, "slope"),
        _change(fit, place, "end_level") if has_end else None,
        _change(fit, place, "end_slope"),
        per_period,
        cumulative,
        ratio,
        strength,
        _placebo(strength, false_starts),
        course_of(fit, [place]),
    )


def _change(fit: Fit, place: int, kind: Kind) -> Estimate | None:
    at = fit.design.place(place, kind)
    if at is None:
        return None
    half = fit.reach * float(np.sqrt(fit.covariance[at, at]))
    return _ratio(fit.coefficients[at], half) if fit.is_count else _around(fit.coefficients[at], half)


def cumulative_of(fit: Fit, place: int, span: Span) -> tuple[Estimate, Estimate | None, float]:
    """Counted minus expected without the measure, over the periods in force; its ratio; and how many errors from none.

    For counts the interval is that of log(with / without), so that it never promises more than was counted.
    """
    in_force = slice(span.first, span.stop)
    columns, without = fit.design.columns[in_force], fit.design.without([place])[in_force]
    if not fit.is_count:
        gradient = (columns - without).sum(axis=0)
        value, (error,) = float(gradient @ fit.coefficients), fit.errors_of(gradient[None])
        return _around(value, fit.reach * error), None, value / error
    offset = fit.offset[in_force]
    expected, missed = (np.exp(each @ fit.coefficients + offset) for each in (columns, without))
    log_ratio = float(np.log(expected.sum()) - np.log(missed.sum()))
    (error,) = fit.errors_of((expected @ columns / expected.sum() - missed @ without / missed.sum())[None])
    ratio = _ratio(log_ratio, fit.reach * error)
    saved = (float(expected.sum()) * (1 - 1 / each) for each in (ratio.value, ratio.low, ratio.high))
    return Estimate(*saved), ratio, log_ratio / error


def course_of(fit: Fit, places: Sequence[int]) -> Course:
    """The course without these measures; its limits are NaN where they lie more than a factor of ten away."""
    columns = fit.design.without(places)
    half = fit.reach * fit.errors_of(columns)
    value = fit.expected(columns)
    if not fit.is_count:
        return Course(value, value - half, value + half)
    factor = np.exp(np.where(half < LARGEST_REACH, half, np.nan))
    return Course(value, value / factor, value * factor)


def _ratio(log_value: float, half: float) -> Estimate:
    if not half < LARGEST_REACH:
        raise VoortgangError(
            "De reeks is te grillig of te kort om het verloop zonder de maatregel te schatten: de onzekerheid is meer "
            "dan een factor tien. Lever een langere reeks of schat alleen het niveau."
        )
    return Estimate(*(float(np.exp(log_value + side * half)) for side in (0, -1, 1)))


def _around(value: float, half: float) -> Estimate:
    return Estimate(float(value), float(value - half), float(value + half))


def _placebo(strength: float, false_starts: Sequence[float]) -> Placebo | None:
    if not false_starts:
        return None
    return Placebo(len(false_starts), sum(abs(each) >= abs(strength) for each in false_starts))
