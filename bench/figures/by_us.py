"""The monitor itself: metrics on the published warehouse."""

from dataclasses import replace

from bench.figures import REFERENCE_DATE, Durations, OnTime, Source
from voortgang.pipeline.warehouse import Warehouse, open_warehouse


def load(source: Source) -> Warehouse:
    """The warehouse, opened."""
    return open_warehouse(source.warehouse)


def on_time(warehouse: Warehouse) -> OnTime:
    """K1 by month."""
    frame = warehouse.run("decided_on_time", warehouse.selection().parameters()).frame
    return list(zip(frame["period_on"].dt.date, frame["decided"], frame["within_norm"], strict=True))


def durations(warehouse: Warehouse) -> Durations:
    """K4 by month."""
    frame = warehouse.run("throughput_time", warehouse.selection().parameters()).frame
    columns = (frame["decided"], frame["median_days"], frame["p90_days"])
    return list(zip(frame["period_on"].dt.date, *columns, strict=True))


def stock(warehouse: Warehouse) -> int:
    """K5."""
    chosen = replace(warehouse.selection(), as_of=REFERENCE_DATE, until=REFERENCE_DATE, period="all")
    return int(warehouse.run("backlog", chosen.parameters()).frame["backlog"].iloc[0])
