"""Plain pandas on a frame with one row per request."""

import numpy as np
import pandas as pd

from bench.figures import NORM_DAYS, REFERENCE_DATE, Durations, OnTime, Source


def load(source: Source) -> pd.DataFrame:
    """A frame in memory, with days as pandas likes them."""
    days = {"received_on": "datetime64[s]", "stopped_on": "datetime64[s]"}
    return pd.read_parquet(source.requests).astype(days)


def on_time(requests: pd.DataFrame) -> OnTime:
    """K1 by month."""
    decided = requests[requests["is_decision"]]
    within_norm = _days(decided) <= NORM_DAYS
    months = within_norm.groupby(decided["stopped_on"].dt.to_period("M")).agg(["size", "sum"])
    return [(month.start_time.date(), size, within) for month, size, within in months.itertuples()]


def durations(requests: pd.DataFrame) -> Durations:
    """K4 by month."""
    decided = requests[requests["is_decision"]]
    by_month = _days(decided).groupby(decided["stopped_on"].dt.to_period("M"))
    return [
        (month.start_time.date(), len(days), _nearest_rank(days, 0.5), _nearest_rank(days, 0.9))
        for month, days in by_month
    ]


def stock(requests: pd.DataFrame) -> int:
    """K5."""
    day = pd.Timestamp(REFERENCE_DATE)
    stopped_later = requests["stopped_on"].isna() | (requests["stopped_on"] > day)
    return int(((requests["received_on"] <= day) & stopped_later).sum())


def _days(requests: pd.DataFrame) -> pd.Series:
    return (requests["stopped_on"] - requests["received_on"]).dt.days


def _nearest_rank(days: pd.Series, part: float) -> int:
    return int(np.quantile(days, part, method="inverted_cdf"))
