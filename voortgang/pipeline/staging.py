"""Staging: delivered rows become typed rows, one for one, and everything that was lost on the way is reported."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.contracts import Contract
from voortgang.pipeline.engines import one_value
from voortgang.pipeline.findings import SHOWN_EXAMPLES, Finding
from voortgang.pipeline.mappings import Shape
from voortgang.pipeline.reading import Lost, bsn_like_shares, delivered_rows, lost_values, typed_rows, unread_columns
from voortgang.settings import QUERIES, Settings

if TYPE_CHECKING:
    import pandas as pd

READABLE = {
    "date": "Verwacht jjjj-mm-dd of dd-mm-jjjj, en een dag die bestaat.",
    "code": "De code staat niet in de codelijst van het contract.",
    "flag": "Verwacht ja of nee.",
    "decimal": "Verwacht een getal, met een komma of punt als decimaalteken.",
}


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
    rows = delivered_rows(connection, path, work)
    _require_columns(rows, contract, shape, path)
    keyed = settings.pseudonym_key is not None
    typed_rows(rows, contract, shape, keyed).create_view(f"typed_{contract.extract}")
    try:
        _fill_from_view(connection, contract)
    except duckdb.ConversionException as error:
        raise DeliveryRefused(f"{path.name} is niet te lezen: {error}.") from error
    return [
        *_ragged_rows(connection, contract, path),
        *_lost(connection, rows, contract, shape),
        *_emptiness(connection, contract, path),
        *_unread(rows, contract, shape, settings),
    ]


def _fill_from_view(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    statement = (QUERIES / "staging" / f"{contract.extract}.sql").read_text(encoding="utf-8")
    connection.execute(f"create table staging.{contract.extract} as {statement}")


def _require_columns(rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None, path: Path) -> None:
    expected = [column.delivered for column in contract.columns] if shape is None else _mapped_columns(shape)
    missing = [name for name in expected if name not in rows.columns]
    if not missing:
        return
    unread = unread_columns(rows, contract, shape)
    meant = {name: difflib.get_close_matches(name, unread, n=1, cutoff=0.5) for name in missing}
    named = [f"{name} (heet die nu {found[0]}?)" if found else name for name, found in meant.items()]
    raise DeliveryRefused(
        f"In {path.name} ontbreekt: {', '.join(named)}. Aangetroffen kolommen: {', '.join(rows.columns)}. "
        f"Herstel de kopregel of gebruik een vertaling (--mapping)."
    )


def _mapped_columns(shape: Shape) -> list[str]:
    named = [name for source in shape.sources.values() for name in source.columns]
    tested = [condition.column for source in shape.sources.values() for condition in source.when]
    left_out = [condition.column for rule in shape.left_out for condition in rule.when]
    return list(dict.fromkeys([*named, *tested, *left_out]))


def _ragged_rows(connection: duckdb.DuckDBPyConnection, contract: Contract, path: Path) -> list[Finding]:
    if path.suffix == ".parquet":
        return []
    lines = [line for (line,) in connection.execute("select distinct line from reject_errors order by line").fetchall()]
    connection.execute("delete from reject_errors")
    if not lines:
        return []
    reason = (
        f"In {path.name} hebben regels te veel of te weinig waarden, of een aanhalingsteken dat niet sluit. "
        "Het bestand is mogelijk afgekapt; lever het opnieuw."
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
    # what stands in the wrong column may be a name: only short codes and dates are repeated
    harmless = len(text) <= 20 and not (text.isdigit() and len(text) in (8, 9)) and " " not in text
    return f"'{text}'" if harmless else "(niet getoond)"


def _emptiness(connection: duckdb.DuckDBPyConnection, contract: Contract, path: Path) -> list[Finding]:
    rows = staged_rows(connection, contract.extract)
    if rows:
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
        reason = f"Kolommen die niet in het contract staan, zijn niet gelezen en niet bewaard: {', '.join(unread)}."
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
    typed_rows(delivered_rows(connection, header, work), contract, None, keyed=False).create_view(
        f"typed_{contract.extract}"
    )
    _fill_from_view(connection, contract)


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
