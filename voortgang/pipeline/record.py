"""The build record: written into each warehouse, so that every figure can be traced to its files."""

import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import duckdb

from voortgang.pipeline.deliveries import Delivery
from voortgang.pipeline.engines import reading_connection
from voortgang.pipeline.findings import Finding
from voortgang.pipeline.mappings import Mapping
from voortgang.pipeline.staging import staged_rows
from voortgang.settings import QUERIES, ROOT, Settings


def code_version() -> str:
    """The version of this code: the commit when it runs from a checkout, else the package version."""
    version = metadata.version("voortgangsmonitor")
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return f"{version}+{described.stdout.strip()}" if described.returncode == 0 else version


def previous_requests(published: Path, mapping: Mapping | None) -> int | None:
    """Requests counted in the build now published under the same mapping, or None."""
    if not published.exists():
        return None
    connection = reading_connection(published.resolve())
    try:
        rows = connection.execute(
            "select requests from builds where mapping is not distinct from $mapping",
            {"mapping": mapping and mapping.name},
        ).fetchall()
    finally:
        connection.close()
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
    """Write all tables of the record into the new warehouse."""
    connection.execute((QUERIES / "setup" / "record.sql").read_text(encoding="utf-8"))
    connection.execute((QUERIES / "setup" / "left_out.sql").read_text(encoding="utf-8"))
    warnings = sum(finding.severity == "warning" for finding in findings)
    connection.execute(
        """insert into builds select $build_id, $delivered_on, $is_fictional, $description, $mapping, $built_at,
        $code_version, $counting, count(*), min(received_on), $warnings from requests""",
        {
            "build_id": build_id,
            "delivered_on": delivery.delivered_on,
            "is_fictional": delivery.is_fictional,
            "description": delivery.description,
            "mapping": mapping and mapping.name,
            "built_at": datetime.now(UTC).replace(tzinfo=None),
            "code_version": code_version(),
            "counting": settings.counting,
            "warnings": warnings,
        },
    )
    for extract, path in delivery.files.items():
        row = [extract, path.name, staged_rows(connection, extract), path.stat().st_size, hashes[extract]]
        connection.execute("insert into delivery_files values (?, ?, ?, ?, ?)", row)
    for finding in findings:
        shown = [finding.severity, finding.extract, finding.check, finding.column, finding.reason, finding.rows]
        connection.execute("insert into findings values (?, ?, ?, ?, ?, ?, ?)", [*shown, "; ".join(finding.examples)])
    for position, (step, taken) in enumerate(seconds.items()):
        connection.execute("insert into build_steps values (?, ?, ?)", [position, step, taken])
