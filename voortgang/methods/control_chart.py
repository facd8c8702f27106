"""XmR control charts: which points of a series are more than its usual ups and downs?

For flows only (received, decided, share suspended): waits and shares within the norm depend on yesterday's queue, and
limits mean nothing there. The rules are those of Making Data Count (NHS England, 2023) as in the R package
NHSRplotthedots 0.2.2, except where a docstring says so. Numbers are exact fractions: no rounding moves a point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import SupportsFloat

from voortgang.errors import VoortgangError

ENOUGH, RUN = 13, 7  # points; the Making Data Count chart tool draws no limits on fewer than 13
LIMIT_FACTOR = Fraction("2.66")  # 3 / 1.128: three sigma from the mean moving range (Nelson 1982)
SCREEN_FACTOR = Fraction("3.267")  # upper limit of a chart of moving ranges (Nelson 1982)
TOLD = {
    ("outside_limits", 1): "boven de bovengrens",
    ("outside_limits", -1): "onder de ondergrens",
    ("trend", 1): "zeven punten op rij stijgend",
    ("trend", -1): "zeven punten op rij dalend",
    ("two_of_three", 1): "twee van drie punten dicht bij of boven de bovengrens",
    ("two_of_three", -1): "twee van drie punten dicht bij of onder de ondergrens",
    ("shift", 1): "zeven punten op rij boven het gemiddelde",
    ("shift", -1): "zeven punten op rij onder het gemiddelde",
}


@dataclass(frozen=True)
class Limits:
    """Of one segment, in the unit of the series; the lower limit may be below zero."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    mean_moving_range: Fraction


@dataclass(frozen=True)
class Flag:
    """A rule that a point is part of, with its Dutch text; `sign` is 1 for high or rising, -1 for low or falling."""

    rule: str
    sign: int
    text: str


@dataclass(frozen=True)
class Point:
    """One value, the limits of its segment (None: too few points) and the rules it is part of, weightiest first."""

    value: Fraction
    limits: Limits | None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Sign:
    """A verdict over a chart: a code for the icon and the Dutch text that stands beside it."""

    code: str
    text: str


def control_chart(values: Sequence[SupportsFloat], breaks: Mapping[int, str] | None = None) -> list[Point]:
    """Limits and flags per point; `breaks` says at which points (from 0) the process changed, and why.

    Segments between breaks do not see each other, and one of fewer than 13 points gets neither limits nor flags.
    Raises VoortgangError for a value that is no number, and for a break without a reason or out of place.
    """
    series = [_exact(value, number) for number, value in enumerate(values, 1)]
    _refuse_breaks(breaks or {}, len(series))
    segments = pairwise([0, *sorted(breaks or {}), len(series)])
    return [point for start, end in segments for point in _segment(series[start:end])]


def limits_of(series: Sequence[Fraction]) -> Limits | None:
    """x̄ ± 2,66·mean(MR) after one screen of MR ≥ 3,267·mean(MR); None for fewer than 13 points.

    Screened jumps leave the mean moving range only: the mean is that of all points, as in NHSRplotthedots. Unlike
    there, a screen that leaves no movement at all is not used: it would put every point outside the limits.
    """
    if len(series) < ENOUGH:
        return None
    ranges = [abs(after - before) for before, after in pairwise(series)]
    screen = SCREEN_FACTOR * _mean(ranges)
    mean, moving = _mean(series), _mean([each for each in ranges if each < screen]) or _mean(ranges)
    return Limits(mean, mean - LIMIT_FACTOR * moving, mean + LIMIT_FACTOR * moving, moving)


def outside_limits(series: Sequence[Fraction], limits: Limits) -> list[int]:
    """1 above the upper limit, -1 below the lower limit, else 0; a point on a limit is within."""
    return [(value > limits.upper) - (value < limits.lower) for value in series]


def trend(series: Sequence[Fraction]) -> list[int]:
    """1 in 7 points of which each is higher than the one before, -1 when lower, else 0; equal points break the run.

    A point that ends one run and starts the opposite one belongs to the later, as in NHSRplotthedots.
    """
    runs = _runs([_sign(after - before) for before, after in pairwise(series)], RUN - 1)
    return [later or earlier for earlier, later in zip([0, *runs], [*runs, 0], strict=True)][: len(series)]


def shift(series: Sequence[Fraction], limits: Limits) -> list[int]:
    """1 in 7 points in a row above the mean, -1 below it, else 0; a point on the mean breaks the run."""
    return _runs([_sign(value - limits.mean) for value in series], RUN)


def two_of_three(series: Sequence[Fraction], limits: Limits) -> list[int]:
    """Of 3 points in a row on one side of the mean: 1 or -1 for those beyond two sigma, if at least two are.

    Sigma is a third of the distance to a limit. A point beyond a limit counts too: Making Data Count since November
    2023; NHSRplotthedots 0.2.2 still counts points between two and three sigma only.
    """
    sides = [_sign(value - limits.mean) for value in series]
    far = [3 * abs(value - limits.mean) > 2 * (limits.upper - limits.mean) for value in series]
    signs = [0] * len(series)
    for three in (range(start, start + 3) for start in range(len(series) - 2)):
        if abs(sum(sides[at] for at in three)) == 3 and sum(far[at] for at in three) >= 2:
            signs[three.start : three.stop] = [sides[at] if far[at] else signs[at] for at in three]
    return signs


def variation(points: Sequence[Point], better: int) -> Sign | None:
    """What the last point says; `better` is 1 if higher is better, -1 if lower is, 0 if neither. None: too few points.

    Its weightiest flag decides, in the order of NHSRplotthedots: limits, trend, two of three, shift.
    """
    if not points or points[-1].limits is None:
        return None
    if not points[-1].flags:
        return Sign("common_cause", "Gewone schommeling: niets wijst op een verandering.")
    flag = points[-1].flags[0]
    code, word = {
        0: ("neutral_high" if flag.sign > 0 else "neutral_low", "Verandering"),
        flag.sign: ("improving", "Verbetering"),
        -flag.sign: ("worsening", "Verslechtering"),
    }[better]
    return Sign(code, f"{word}: {flag.text}.")


def assurance(points: Sequence[Point], target: SupportsFloat, better: int) -> Sign | None:
    """Will usual ups and downs reach the target? From the last limits; None without limits or without a good side."""
    if not points or points[-1].limits is None or not better:
        return None
    limits, goal = points[-1].limits, _exact(target, 1)
    if limits.lower <= goal <= limits.upper:
        return Sign("hit_or_miss", "Het doel wordt de ene keer wel en de andere keer niet gehaald.")
    is_hit = (goal < limits.lower) == (better > 0)
    return Sign("hits" if is_hit else "misses", f"Het doel wordt steeds {'wel' if is_hit else 'niet'} gehaald.")


def _segment(series: Sequence[Fraction]) -> list[Point]:
    limits = limits_of(series)
    if limits is None:
        return [Point(value, None) for value in series]
    rules = {
        "outside_limits": outside_limits(series, limits),
        "trend": trend(series),
        "two_of_three": two_of_three(series, limits),
        "shift": shift(series, limits),
    }
    found = [[(rule, signs[at]) for rule, signs in rules.items() if signs[at]] for at in range(len(series))]
    flags = (tuple(Flag(*each, TOLD[each]) for each in point) for point in found)
    return [Point(value, limits, of_point) for value, of_point in zip(series, flags, strict=True)]


def _exact(value: SupportsFloat, number: int) -> Fraction:
    """The number as people read it: 0.285 is 285/1000."""
    try:
        return Fraction(value if isinstance(value, int | Decimal | Fraction) else repr(float(value)))
    except (ValueError, OverflowError, TypeError) as problem:
        raise VoortgangError(f"Punt {number} van de reeks is geen getal. Vul het aan of laat het weg.") from problem


def _refuse_breaks(breaks: Mapping[int, str], length: int) -> None:
    for at, reason in breaks.items():
        if not (0 < at < length and reason.strip()):
            raise VoortgangError(f"Breukpunt {at}: kies een punt tussen 0 en {length} en noem de reden van de breuk.")


def _mean(series: Sequence[Fraction]) -> Fraction:
    return sum(series, Fraction()) / len(series) if series else Fraction()


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _runs(signs: Sequence[int], length: int) -> list[int]:
    """The signs that are part of `length` equal ones in a row; 0 never is."""
    found = [0] * len(signs)
    for start in range(len(signs) - length + 1):
        if abs(sum(signs[start : start + length])) == length:
            found[start : start + length] = signs[start : start + length]
    return found
