"""Quantiles, pinball loss and coverage, one number at a time."""

from collections.abc import Sequence
from fractions import Fraction


def quantile(values: Sequence[float], share: float) -> float:
    """Linear between the sorted values, the first at 0 and the last at 1."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def pinball(actual: float, forecast: float, share: float) -> float:
    """Too low costs the share, too high the rest."""
    if actual >= forecast:
        return share * (actual - forecast)
    return (1 - share) * (forecast - actual)


def coverage(actual: Sequence[float], low: Sequence[float], high: Sequence[float]) -> Fraction:
    """The share of outcomes from low through high."""
    held = [a for a, x, y in zip(actual, low, high, strict=True) if x <= a <= y]
    return Fraction(len(held), len(actual))
