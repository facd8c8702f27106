"""Three figures in four ways: by the monitor, and by plain DuckDB, polars and pandas on the requests themselves.

Every module has the same functions: `load` (not timed), `on_time` (K1 by month), `durations` (K4 by month), `stock`.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

REFERENCE_DATE = date(2025, 5, 21)
NORM_DAYS = 56

OnTime = list[tuple[date, int, int]]
"""month, decided, of which within the norm"""
Durations = list[tuple[date, int, int, int]]
"""month, decided, median and P90 in days by nearest rank"""


@dataclass(frozen=True)
class Source:
    """The same requests twice: a published warehouse, and a Parquet file with one row per request."""

    warehouse: Path
    requests: Path


def prepare(folder: Path, work: Path) -> Path:
    """The requests that count, with the stop worked out, so that the plain tools need no cleaning of their own."""
    prepared = work / "requests.parquet"
    duckdb.sql(
        """
        copy (
            with stops as (
                from read_csv($requests)
                select *, case when uitkomst = 'ingetrokken' then coalesce(ingetrokken_op, verzonden_op)
                    else verzonden_op end as delivered_stop_on
                where dubbel_van is null
            )
            from stops
            select ontvangen_op as received_on,
                case when heropend_op::date >= delivered_stop_on then null else delivered_stop_on end as stopped_on,
                stopped_on is not null and uitkomst is distinct from 'ingetrokken' as is_decision
        ) to $prepared (format parquet)
        """,
        params={"requests": str(folder / "requests.csv"), "prepared": str(prepared)},
    )
    return prepared
