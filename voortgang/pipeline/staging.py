"""Staging: delivered rows become typed rows, one for one, and everything that was lost on the way is reported."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.contracts import Contract
from voortgang.pipeline.engines import one_value
from voortgang.pipeline.findings import SHOWN_EXAMPLES, Finding
from voortgang.pipeline.mappings import Shape
from voortgang.pipeline.opening import Delivered, broken_lines, delivered_rows
from voortgang.pipeline.problems import readable
from voortgang.pipeline.reading import Lost, bsn_like_shares, lost_values, typed_rows, unread_columns
from voortgang.settings import QUERIES, Settings

if TYPE_CHECKING:
    import pandas as pd

READABLE = {
    "date": "Verwacht jjjj-mm-dd of dd-mm-jjjj, en een dag die bestaat.",
    "code": "De code staat niet in de codelijst van het contract.",
    "flag": "Verwacht ja of nee.",
    "decimal": "Verwacht een getal, met een komma of punt als decimaalteken.",
    "whole": "Verwacht een geheel getal.",
}
SHOWN_COLUMNS = 20
DATE_LIKE = re.compile("[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")


def stage_extract(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    path: Path,
    shape: Shape | None,
    work: Path,
    settings: Settings,
) -> list[Finding]:
    """Fill the table staging.<extract> from one delivered file; returns what was wrong with it.

    Raises DeliveryRefused when the file cannot be read as a table at all or misses columns.
    """
    with readable(path.name):
        delivered = delivered_rows(connection, path, work)
        _require_columns(delivered.rows, contract, shape, path)
        _fill(connection, contract, typed_rows(delivered.rows, contract, shape, settings.pseudonym_key is not None))
        return [
            *_doubts(contract, delivered),
            *(_broken(connection, contract, delivered, path) or _emptiness(connection, contract, path)),
            *_lost(connection, delivered.rows, contract, shape),
            *_unread(delivered.rows, contract, shape, settings),
        ]


def _fill(connection: duckdb.DuckDBPyConnection, contract: Contract, typed: duckdb.DuckDBPyRelation) -> None:
    statement = (QUERIES / "staging" / f"{contract.extract}.sql").read_text(encoding="utf-8")
    # no view over the file: it would stay behind in the warehouse, with the path of the delivery
    connection.execute(
        f"create table staging.{contract.extract} as with typed_{contract.extract} as not materialized "
        f"({typed.sql_query()}) select * from ({statement})"
    )


def _require_columns(rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None, path: Path) -> None:
    expected = [column.delivered for column in contract.columns] if shape is None else shape.read
    missing = [name for name in expected if name not in rows.columns]
    if not missing:
        return
    if len(missing) == len(expected):
        raise DeliveryRefused(
            f"{path.name} heeft geen kopregel met de verwachte kolommen: {listed(expected)}. "
            "Zet die namen in de eerste regel, of gebruik een vertaling (--mapping)."
        )
    unread = unread_columns(rows, contract, shape)
    meant = {name: difflib.get_close_matches(name, unread, n=1, cutoff=0.5) for name in missing}
    named = [f"{name} (heet die nu {found[0]}?)" if found else name for name, found in meant.items()]
    raise DeliveryRefused(
        f"In {path.name} ontbreekt: {', '.join(named)}. Aangetroffen kolommen: {listed(rows.columns)}. "
        "Herstel de kopregel, of pas de vertaling (--mapping) aan."
    )


def listed(names: list[str]) -> str:
    """The first few names; one that is long or holds a number may be data in the place of a header."""
    shown = [name if len(name) <= 40 and sum(map(str.isdigit, name)) < 5 else "(niet getoond)" for name in names]
    rest = len(names) - SHOWN_COLUMNS
    return ", ".join(shown[:SHOWN_COLUMNS]) + (f" en nog {rest}" if rest > 0 else "")


def _doubts(contract: Contract, delivered: Delivered) -> list[Finding]:
    return [Finding("warning", contract.extract, "zonder_twijfel_gelezen", doubt, 1) for doubt in delivered.doubts]


def _broken(
    connection: duckdb.DuckDBPyConnection, contract: Contract, delivered: Delivered, path: Path
) -> list[Finding]:
    lines, are_all = broken_lines(connection, delivered)
    if not lines:
        return []
    reason = (
        f"In {path.name} hebben regels te veel of te weinig waarden, een aanhalingsteken dat niet sluit, of meer dan "
        "2 MB. Het bestand is mogelijk afgekapt; lever het opnieuw."
        + ("" if are_all else " Alleen de eerste fouten zijn geteld.")
    )
    examples = tuple(f"regel {line}" for line in lines[:SHOWN_EXAMPLES])
    return [Finding("critical", contract.extract, "hele_regels", reason, len(lines), examples=examples)]


def _lost(
    connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None
) -> list[Finding]:
    damaged = one_value(connection.table(f"staging.{contract.extract}").filter("is_damaged").count("*"))
    if damaged == 0:
        return []
    return [_lost_finding(contract, lost) for lost in lost_values(rows, contract, shape)]


def _lost_finding(contract: Contract, lost: Lost) -> Finding:
    reason = f"Waarden in {lost.column.delivered} zijn niet te lezen. {READABLE[lost.column.type]}"
    examples = tuple(f"rij {row}: {_shown(text)}" for row, text in lost.examples)
    return Finding(
        "critical", contract.extract, "leesbare_waarden", reason, lost.values, lost.column.delivered, examples
    )


def _shown(text: str) -> str:
    # what stands in the wrong column may be a name or a number of a citizen: only short codes and dates are repeated
    is_number = sum(map(str.isdigit, text)) > 6 and not DATE_LIKE.match(text)
    return "(niet getoond)" if is_number or len(text) > 20 or " " in text else f"'{text}'"


def _emptiness(connection: duckdb.DuckDBPyConnection, contract: Contract, path: Path) -> list[Finding]:
    if staged_rows(connection, contract.extract):
        return []
    reason = f"{path.name} heeft een kopregel maar geen gegevens. Controleer of het uittreksel volledig is."
    return [Finding("warning" if contract.may_be_empty else "critical", contract.extract, "niet_leeg", reason, 1)]


def _unread(
    rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None, settings: Settings
) -> list[Finding]:
    unread = unread_columns(rows, contract, shape)
    findings = [
        _bsn_finding(contract, name, passed, filled)
        for name, (passed, filled) in bsn_like_shares(rows, unread).items()
        if passed > settings.bsn_share * filled and passed > 1
    ]
    if unread and shape is None:
        reason = f"Kolommen die niet in het contract staan, zijn niet gelezen en niet bewaard: {listed(unread)}."
        findings.append(Finding("warning", contract.extract, "alleen_bekende_kolommen", reason, len(unread)))
    return findings


def _bsn_finding(contract: Contract, column: str, passed: int, filled: int) -> Finding:
    reason = (
        f"{passed} van {filled} waarden in {column} doorstaan de elfproef en kunnen burgerservicenummers zijn. "
        "Verwijder of pseudonimiseer deze kolom vóór levering."
    )
    return Finding("critical", contract.extract, "geen_bsn", reason, passed, column)


def stage_absent(connection: duckdb.DuckDBPyConnection, contract: Contract, work: Path) -> None:
    """An empty table for an extract that a mapping does not deliver."""
    header = work / f"{contract.extract}.csv"
    header.write_text(",".join(column.delivered for column in contract.columns) + "\n", encoding="utf-8")
    _fill(connection, contract, typed_rows(delivered_rows(connection, header, work).rows, contract, None, keyed=False))


def as_announced(connection: duckdb.DuckDBPyConnection, contract: Contract, announced: int | None) -> list[Finding]:
    """A finding when an extract has another number of rows than the deliverer said: it was cut off, or grew."""
    if announced is None or (rows := staged_rows(connection, contract.extract)) == announced:
        return []
    reason = (
        f"Volgens delivery.toml telt dit extract {announced} rijen, in het bestand staan er {rows}. "
        "Lever het bestand opnieuw of verbeter het aantal."
    )
    return [Finding("critical", contract.extract, "aangekondigd_aantal", reason, abs(rows - announced))]


def staged_rows(connection: duckdb.DuckDBPyConnection, extract: str) -> int:
    """How many rows one extract delivered, left-out rows included."""
    return one_value(connection.table(f"staging.{extract}").count("*"))


def batches(connection: duckdb.DuckDBPyConnection, contract: Contract, rows: int) -> Iterator["pd.DataFrame"]:
    """The counted rows of one extract by their English names with row_number, at most `rows` at a time."""
    import pandas as pd
    import pyarrow as pa

    types = {pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
    names = ", ".join(column.name for column in contract.columns)
    staged = connection.cursor().sql(
        f"select rowid + 1 as row_number, {names} from staging.{contract.extract} where left_out is null"
    )
    for batch in staged.to_arrow_reader(rows):
        yield pa.Table.from_batches([batch]).to_pandas(types_mapper=types.get, date_as_object=False)
