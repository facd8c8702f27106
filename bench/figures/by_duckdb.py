"""Plain DuckDB on a table with one row per request."""

import duckdb

from bench.figures import NORM_DAYS, REFERENCE_DATE, Durations, OnTime, Source


def load(source: Source) -> duckdb.DuckDBPyConnection:
    """A table in memory."""
    connection = duckdb.connect()
    connection.execute("create table requests as from read_parquet($path)", {"path": str(source.requests)})
    return connection


def on_time(connection: duckdb.DuckDBPyConnection) -> OnTime:
    """K1 by month."""
    return connection.execute(
        """
        select date_trunc('month', stopped_on)::date as month_on, count(*),
            count(*) filter (stopped_on - received_on <= $norm_days)
        from requests where is_decision group by all order by all
        """,
        {"norm_days": NORM_DAYS},
    ).fetchall()


def durations(connection: duckdb.DuckDBPyConnection) -> Durations:
    """K4 by month."""
    return connection.execute(
        """
        select date_trunc('month', stopped_on)::date as month_on, count(*),
            quantile_disc(stopped_on - received_on, 0.5), quantile_disc(stopped_on - received_on, 0.9)
        from requests where is_decision group by all order by all
        """
    ).fetchall()


def stock(connection: duckdb.DuckDBPyConnection) -> int:
    """K5."""
    found = connection.execute(
        "select count(*) from requests where received_on <= $day and (stopped_on is null or stopped_on > $day)",
        {"day": REFERENCE_DATE},
    ).fetchone()
    return found[0] if found else 0
