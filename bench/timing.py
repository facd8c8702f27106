"""Time several ways of doing the same, in turn."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from statistics import median
from time import perf_counter
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def median_ms(ways: Mapping[Name, Callable[[], object]], rounds: int) -> dict[Name, float]:
    """Median milliseconds per way; each round takes every way once, after one round that does not count."""
    measured: dict[Name, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            started = perf_counter()
            way()
            if number:
                measured[name].append((perf_counter() - started) * 1000)
    return {name: median(times) for name, times in measured.items()}


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
