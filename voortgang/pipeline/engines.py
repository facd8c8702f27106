"""DuckDB connections: one kind that builds, one kind that only reads."""

import os
from hashlib import sha256
from pathlib import Path

import duckdb

from voortgang.errors import VoortgangError
from voortgang.settings import QUERIES, Settings

# more threads cost memory, not only processors
BUILD_THREADS = 4
BLOCK_BYTES = 64
"""of SHA-256, which HMAC hashes a longer key down to"""
NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
}


def build_connection(warehouse: Path, staging: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    """A connection that writes the new `warehouse`, with `staging` attached for what is thrown away afterwards."""
    connection = duckdb.connect(str(warehouse), config=NO_EXTENSIONS)
    connection.execute("attach $path as staging", {"path": str(staging)})
    connection.execute("set memory_limit = $limit", {"limit": settings.memory_limit})
    connection.execute("set threads = $threads", {"threads": min(BUILD_THREADS, os.cpu_count() or 1)})
    connection.execute("set temp_directory = $folder", {"folder": str(staging.parent / "spill")})
    connection.execute("set timezone = 'Europe/Amsterdam'")
    connection.execute(setup_script("parsing"))
    if settings.pseudonym_key is not None:
        _set_pseudonym_key(connection, settings.pseudonym_key.get_secret_value())
    return connection


def _set_pseudonym_key(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    if not key.strip():
        raise VoortgangError("VOORTGANG_PSEUDONYM_KEY is leeg. Stel een lange, geheime sleutel in of laat haar weg.")
    secret = key.encode()
    padded = (sha256(secret).digest() if len(secret) > BLOCK_BYTES else secret).ljust(BLOCK_BYTES, b"\0")
    connection.execute("set variable inner_key = $key", {"key": bytes(byte ^ 0x36 for byte in padded)})
    connection.execute("set variable outer_key = $key", {"key": bytes(byte ^ 0x5C for byte in padded)})


def reading_connection(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read `warehouse` and nothing else: no files, no network, no settings to change."""
    connection = duckdb.connect(":memory:", config=NO_EXTENSIONS)
    try:
        connection.execute("attach $path as warehouse (read_only)", {"path": str(warehouse)})
    except duckdb.Error:
        connection.close()
        raise
    connection.execute("use warehouse")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def one_value(relation: duckdb.DuckDBPyRelation) -> int:
    """The only value of a relation with one row and one column, such as a count."""
    ((value,),) = relation.fetchall()
    return int(value)


def setup_script(name: str) -> str:
    """The statements in queries/setup/<name>.sql."""
    return (QUERIES / "setup" / f"{name}.sql").read_text(encoding="utf-8")
