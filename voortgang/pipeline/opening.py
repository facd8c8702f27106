"""From a delivered file to rows of text, whatever its format; streamed, never loaded whole (a workbook excepted)."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ColumnExpression

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.text_files import TextTable, open_text_table
from voortgang.pipeline.workbooks import workbook_as_csv

REJECTS_KEPT = 200
"""errors in lines that DuckDB keeps aside, each with its line of at most 2 MB"""
GLOB_SIGNS = "*?["


@dataclass(frozen=True)
class Delivered:
    """The rows of one file, every value as text, in the order of the file."""

    rows: duckdb.DuckDBPyRelation
    doubts: tuple[str, ...] = ()
    """what is odd about the file without being wrong, in Dutch"""
    text: Path | None = None
    """the delimited file that DuckDB reads, when it reads one"""


def delivered_rows(connection: duckdb.DuckDBPyConnection, path: Path, work: Path) -> Delivered:
    """Open `path`; what has to be rewritten first is rewritten in folder `work`. Raises DeliveryRefused."""
    kind = path.suffix.lower()
    if kind == ".parquet":
        with path.open("rb"):  # without the right to read, DuckDB would call it damaged
            pass
        return Delivered(_parquet_rows(connection, path))
    readable, odd = workbook_as_csv(path, work) if kind == ".xlsx" else (path, [])
    table = open_text_table(readable, work, path.name)
    return Delivered(_text_rows(connection, table), (*odd, *table.doubts), table.path)


def broken_lines(connection: duckdb.DuckDBPyConnection, delivered: Delivered) -> tuple[list[int], bool]:
    """Numbers of the lines that did not fit the columns when the rows were last read, and whether these are all."""
    if delivered.text is None:
        return [], True
    found = connection.execute(
        """select reject_errors.line, count(*) from reject_errors join reject_scans using (scan_id, file_id)
        where reject_scans.file_path = $path group by all order by all""",
        {"path": str(delivered.text)},
    ).fetchall()
    return [line for line, _ in found], sum(errors for _, errors in found) < REJECTS_KEPT


def _parquet_rows(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    # hive partitioning would take a column from the name of a folder such as team=1
    rows = connection.from_parquet(_literal(path), hive_partitioning=False)
    return rows.select(*[ColumnExpression(name).cast("varchar").alias(name) for name in rows.columns])


def _text_rows(connection: duckdb.DuckDBPyConnection, table: TextTable) -> duckdb.DuckDBPyRelation:
    return connection.read_csv(
        _literal(table.path),
        sep=table.separator,
        columns=dict.fromkeys(table.header, "varchar"),
        header=True,
        auto_detect=False,
        quotechar='"',
        escapechar='"',
        compression="none",
        hive_partitioning=False,
        # rows that do not fit are kept aside with their line number, and refuse the build later on
        store_rejects=True,
        rejects_limit=REJECTS_KEPT,
    )


def _literal(path: Path) -> str:
    text = str(path)
    # DuckDB reads every file that a pattern fits, and has no way to say that it is none
    if any(sign in text for sign in GLOB_SIGNS) or not text.isprintable():
        raise DeliveryRefused(
            f"In de naam {text!a} staat een teken (* ? [ of een onleesbaar teken) waarop het lezen stukloopt. "
            "Geef de map of het bestand een andere naam."
        )
    return text
