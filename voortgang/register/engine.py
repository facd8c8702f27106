"""Connections that behave the same on SQLite and PostgreSQL: a transaction begins when we say so and holds together."""

import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from voortgang.errors import VoortgangError

SECONDS_TO_CONNECT = 5
SECONDS_TO_WAIT = 15
"""for another writer of the same file"""

BEGIN = "sqlite_begin"


def engine_of(url: URL) -> Engine:
    """An engine that shows no written values in its errors; raises VoortgangError when the driver is missing."""
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def writing(engine: Engine) -> Engine:
    """The same connections, for who is going to write.

    In SQLite a transaction that starts with reading cannot always become a writer, however long it waits; so it asks
    for the lock at once.
    """
    return engine.execution_options(**{BEGIN: "begin immediate"})


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": SECONDS_TO_WAIT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # Python's module would begin transactions by its own rules, and none at all for DDL
    connection.isolation_level = None
    connection.execute("pragma foreign_keys = on")
    # else "insert or replace" removes a row without asking the trigger that refuses to
    connection.execute("pragma recursive_triggers = on")
    _use_wal(connection)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer do not hinder each other; a new file is switched once, and for that SQLite does not wait."""
    until = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "begin"))


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            hide_parameters=True,
            isolation_level="READ COMMITTED",  # who waited for a lock must see what the other wrote
            pool_pre_ping=True,  # a restarted server costs one new connection, not an error
            connect_args={} if "connect_timeout" in url.query else {"connect_timeout": SECONDS_TO_CONNECT},
        )
    except ImportError as error:
        raise VoortgangError(
            "Voor een register in PostgreSQL ontbreekt het pakket psycopg. "
            "Installeer psycopg[binary], of laat VOORTGANG_REGISTER_URL weg."
        ) from error
