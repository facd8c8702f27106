"""The build record: written into each warehouse, so that every figure can be traced to its files."""

import shutil
import subprocess
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

import duckdb

from voortgang.pipeline.deliveries import Delivery
from voortgang.pipeline.engines import reading_connection, setup_script
from voortgang.pipeline.findings import Finding
from voortgang.pipeline.mappings import Mapping
from voortgang.pipeline.staging import staged_rows
from voortgang.settings import ROOT, Settings


def code_version() -> str:
    """The version of this code: the commit when it runs from a checkout, else the package version."""
    version = metadata.version("voortgangsmonitor")
    if shutil.which("git") is None:
        return version
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return f"{version}+{described.stdout.strip()}" if described.returncode == 0 else version


def previous_requests(published: Path, mapping: Mapping | None) -> int | None:
    """Requests counted in the build now published under the same mapping, or None."""
    if not published.exists():
        return None
    try:
        with closing(reading_connection(published.resolve())) as connection:
            rows = connection.execute(
                "select requests from builds where mapping is not distinct from $mapping",
                {"mapping": mapping and mapping.name},
            ).fetchall()
    except duckdb.Error:
        # a published warehouse that cannot be read is no reason to refuse the one that will replace it
        return None
    return rows[0][0] if rows else None


def write(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    delivery: Delivery,
    mapping: Mapping | None,
    settings: Settings,
    hashes: dict[str, str],
    findings: list[Finding],
    seconds: dict[str, float],
) -> None:
    """Write all tables of the record into the new warehouse; `hashes` is SHA-256 by extract, `seconds` by step."""
    connection.execute(setup_script("record"))
    connection.execute(setup_script("left_out"))
    warnings = sum(finding.severity == "warning" for finding in findings)
    stated = [delivery.delivered_on, delivery.is_fictional, delivery.description, mapping and mapping.name]
    made = [datetime.now(UTC).replace(tzinfo=None), code_version(), settings.counting]
    requests, first_received_on = connection.table("requests").aggregate("count(*), min(received_on)").fetchall()[0]
    closed_since = delivery.closed_since or _apparently_closed_since(connection)
    _insert(connection, "builds", [[build_id, *stated, *made, requests, first_received_on, warnings, closed_since]])
    _insert(connection, "delivery_files", [_file_row(connection, delivery, extract, hashes) for extract in hashes])
    _insert(connection, "delivery_notes", list(enumerate(_notes(mapping))))
    _insert(connection, "events", [[*event.model_dump().values(), "levering"] for event in delivery.events])
    _insert(connection, "findings", [_finding_row(finding) for finding in findings])
    _insert(connection, "build_steps", [[place, *step] for place, step in enumerate(seconds.items())])


def _apparently_closed_since(connection: duckdb.DuckDBPyConnection) -> date | None:
    """The month in which the first request was closed, when too many were received long before for that to be true."""
    rows = connection.execute(setup_script("apparently_closed_since")).fetchall()
    return rows[0][0] if rows else None


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    for row in rows:
        connection.table(table).insert(list(row))


def _file_row(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, extract: str, hashes: dict[str, str]
) -> list[object]:
    path = delivery.files[extract]
    return [extract, path.name, staged_rows(connection, extract), path.stat().st_size, hashes[extract]]


def _notes(mapping: Mapping | None) -> list[str]:
    return [f"Bron: {mapping.source}.", *mapping.notes] if mapping else []


def _finding_row(finding: Finding) -> list[object]:
    what = [finding.severity, finding.extract, finding.check, finding.column, finding.reason, finding.rows]
    return [*what, "; ".join(finding.examples)]
