"""Plain polars on a frame with one row per request."""

from typing import Final

import polars as pl

from bench.figures import NORM_DAYS, REFERENCE_DATE, Durations, OnTime, Source

DAYS = (pl.col("stopped_on") - pl.col("received_on")).dt.total_days()
MONTH = pl.col("stopped_on").dt.truncate("1mo").alias("month_on")
NEAREST_RANK: Final = "equiprobable"


def load(source: Source) -> pl.DataFrame:
    """A frame in memory."""
    return pl.read_parquet(source.requests)


def on_time(requests: pl.DataFrame) -> OnTime:
    """K1 by month."""
    decided = requests.lazy().filter(pl.col("is_decision")).group_by(MONTH)
    return decided.agg(pl.len(), (DAYS <= NORM_DAYS).sum().alias("within_norm")).sort("month_on").collect().rows()


def durations(requests: pl.DataFrame) -> Durations:
    """K4 by month."""
    decided = requests.lazy().filter(pl.col("is_decision")).group_by(MONTH)
    quantiles = [DAYS.quantile(part, NEAREST_RANK).cast(pl.Int64).alias(f"q{part}") for part in (0.5, 0.9)]
    return decided.agg(pl.len(), *quantiles).sort("month_on").collect().rows()


def stock(requests: pl.DataFrame) -> int:
    """K5."""
    stopped_later = pl.col("stopped_on").is_null() | (pl.col("stopped_on") > REFERENCE_DATE)
    return requests.select(((pl.col("received_on") <= REFERENCE_DATE) & stopped_later).sum()).item()
