"""How long the monitor takes per metric, and how that grows with the number of requests."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.timing import median_ms
from voortgang.pipeline.metrics import metrics
from voortgang.pipeline.selection import Period, Selection, Split
from voortgang.pipeline.warehouse import open_warehouse

CHOICES: tuple[tuple[Period, Split], ...] = (("month", "none"), ("week", "team"))
"""what a page shows first, and the finest choice with the most rows"""


def metric_times(warehouses: dict[int, Path], rounds: int) -> Iterator[tuple[str, dict[int, float]]]:
    """Per metric and choice the median milliseconds at each size, the sizes measured in turn."""
    for name in metrics():
        for period, split in CHOICES:
            ways = {
                size: partial(open_warehouse(path).run, name, _chosen(path, period, split).parameters())
                for size, path in warehouses.items()
            }
            yield f"{name}, {period}, {split}", median_ms(ways, rounds)


def _chosen(warehouse: Path, period: Period, split: Split) -> Selection:
    return replace(open_warehouse(warehouse).selection(), period=period, split=split)
