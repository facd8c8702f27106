"""From a delivered file to typed columns: what is read, what is left out, what could not be read."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from pathlib import Path

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.contracts import Contract, ContractColumn, code_lists
from voortgang.pipeline.findings import SHOWN_EXAMPLES
from voortgang.pipeline.mappings import Condition, Shape, Source
from voortgang.pipeline.text_files import TextTable, open_text_table
from voortgang.pipeline.workbooks import workbook_as_csv

IDENTIFIERS = ("request_id", "duplicate_of")
REJECTS_KEPT = 1000


def delivered_rows(connection: duckdb.DuckDBPyConnection, path: Path, work: Path) -> duckdb.DuckDBPyRelation:
    """Every value of the file as text, one row per data row, streamed; raises DeliveryRefused."""
    if path.suffix == ".parquet":
        return _parquet_rows(connection, path)
    readable = workbook_as_csv(path, work) if path.suffix == ".xlsx" else path
    return _text_rows(connection, open_text_table(readable, work))


def _parquet_rows(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    try:
        rows = connection.from_parquet(str(path))
    except duckdb.Error as error:
        raise DeliveryRefused(
            f"{path.name} is als Parquet-bestand niet te lezen. Maak het opnieuw aan en lever het nog eens."
        ) from error
    return rows.select(*[ColumnExpression(name).cast("varchar").alias(name) for name in rows.columns])


def _text_rows(connection: duckdb.DuckDBPyConnection, table: TextTable) -> duckdb.DuckDBPyRelation:
    return connection.read_csv(
        str(table.path),
        sep=table.separator,
        columns=dict.fromkeys(table.header, "varchar"),
        header=True,
        auto_detect=False,
        quotechar='"',
        escapechar='"',
        # rows that do not fit are kept aside with their line number, and refuse the build later on
        store_rejects=True,
        rejects_limit=REJECTS_KEPT,
    )


def typed_rows(
    rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None, keyed: bool
) -> duckdb.DuckDBPyRelation:
    """The contract's columns by their English name, with `left_out` (a reason or null) and `is_damaged`.

    `is_damaged` marks a row of which a filled value could not be read. Identifiers are keyed when `keyed`.
    """
    # three steps, so that DuckDB computes each text and each value once
    texts = rows.select(
        *[_delivered_text(rows, column, shape).alias(_text_name(column)) for column in contract.columns],
        _left_out(shape).alias("left_out"),
    )
    values = texts.select("*", *[_value(column, keyed).alias(column.name) for column in contract.columns])
    return values.select(
        *[column.name for column in contract.columns],
        "left_out",
        reduce(or_, [_is_lost(column) for column in contract.columns]).alias("is_damaged"),
    )


def _text_name(column: ContractColumn) -> str:
    return f"{column.name} as delivered"


def _is_lost(column: ContractColumn) -> Expression:
    return ColumnExpression(_text_name(column)).isnotnull() & ColumnExpression(column.name).isnull()


@dataclass(frozen=True)
class Lost:
    """Filled values of one column that could not be read."""

    column: ContractColumn
    values: int
    examples: tuple[tuple[int, str], ...]
    """row number in the file (first data row = 1) and the text as delivered"""


def lost_values(rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None) -> list[Lost]:
    """Which values could not be read, per column.

    Reads the whole file again with row numbers, which is slow: only called when something was lost.
    """
    columns = [column for column in contract.columns if column.type != "text"]
    numbered = rows.row_number("over ()", "*").select(ColumnExpression("row_number() OVER ()").alias("row_number"), "*")
    texts = numbered.select(
        "row_number", *[_delivered_text(rows, column, shape).alias(_text_name(column)) for column in columns]
    )
    values = texts.select("*", *[_value(column, keyed=False).alias(column.name) for column in columns])
    found = values.aggregate([count for column in columns for count in _lost_aggregates(column)]).fetchall()[0]
    triples = zip(found[0::3], found[1::3], found[2::3], strict=True)
    return [
        Lost(column, values, tuple(zip(row_numbers, texts, strict=True)))
        for column, (values, row_numbers, texts) in zip(columns, triples, strict=True)
        if values
    ]


def _lost_aggregates(column: ContractColumn) -> list[Expression]:
    text = ColumnExpression(_text_name(column))
    row = CaseExpression(_is_lost(column), ColumnExpression("row_number"))
    few = ConstantExpression(SHOWN_EXAMPLES)
    return [
        FunctionExpression("count", row),
        FunctionExpression("min", row, few),
        FunctionExpression("arg_min", text, row, few),
    ]


def unread_columns(rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None) -> list[str]:
    """Delivered columns that nothing is taken from."""
    if shape is None:
        read = {column.delivered for column in contract.columns}
    else:
        read = {name for source in shape.sources.values() for name in source.columns}
        read |= {condition.column for source in shape.sources.values() for condition in source.when}
        read |= {condition.column for left_out in shape.left_out for condition in left_out.when}
    return [name for name in rows.columns if name not in read]


def bsn_like_shares(rows: duckdb.DuckDBPyRelation, columns: list[str]) -> dict[str, tuple[int, int]]:
    """Per column the number of values that pass the BSN eleven-test and the number of filled values."""
    aggregates = []
    for name in columns:
        text = _clean(name)
        aggregates += [
            FunctionExpression("count_if", FunctionExpression("is_bsn_like", text)),
            FunctionExpression("count", text),
        ]
    found = rows.aggregate(aggregates).fetchall()[0] if columns else ()
    return dict(zip(columns, zip(found[0::2], found[1::2], strict=True), strict=True))


def _delivered_text(rows: duckdb.DuckDBPyRelation, column: ContractColumn, shape: Shape | None) -> Expression:
    if shape is not None:
        return _mapped(shape.sources.get(column.delivered, Source()))
    return _mapped(Source(columns=(column.delivered,) if column.delivered in rows.columns else ()))


def _mapped(source: Source) -> Expression:
    parts = [_clean(name) for name in source.columns]
    if source.codes is not None:
        parts = [_translated(part, source.codes) for part in parts]
    filling = source.constant if source.constant is not None else source.default
    if filling is not None:
        parts.append(ConstantExpression(filling))
    text = CoalesceOperator(*parts) if parts else ConstantExpression(None).cast("varchar")
    return CaseExpression(_all_hold(source.when), text) if source.when else text


def _clean(name: str) -> Expression:
    return FunctionExpression("as_text", ColumnExpression(name))


def _translated(text: Expression, codes: dict[str, str]) -> Expression:
    # a code without translation stays as it is, so that the contract refuses it by name
    case = CaseExpression(text.isnull(), ConstantExpression(None).cast("varchar"))
    for delivered, code in codes.items():
        case = case.when(text == ConstantExpression(delivered), ConstantExpression(code))
    return case.otherwise(text)


def _all_hold(conditions: tuple[Condition, ...]) -> Expression:
    return reduce(and_, [_holds(condition) for condition in conditions])


def _holds(condition: Condition) -> Expression:
    text = _clean(condition.column)
    tests = []
    if condition.values is not None:
        tests.append(text.isin(*[ConstantExpression(value) for value in condition.values]) & text.isnotnull())
    if condition.filled is not None:
        tests.append(text.isnotnull() if condition.filled else text.isnull())
    if condition.after is not None:
        day = FunctionExpression("as_date", text)
        tests.append(day.isnotnull() & (day > ConstantExpression(condition.after)))
    return reduce(and_, tests)


def _left_out(shape: Shape | None) -> Expression:
    reason = ConstantExpression(None).cast("varchar")
    for rule in reversed(shape.left_out if shape else ()):
        reason = CaseExpression(_all_hold(rule.when), ConstantExpression(rule.reason)).otherwise(reason)
    return reason


def _value(column: ContractColumn, keyed: bool) -> Expression:
    text = ColumnExpression(_text_name(column))
    if column.type == "code":
        # an enumeration groups fast, sorts in the order of the code list and refuses anything else
        codes = ", ".join(f"'{code}'" for code in code_lists()[column.codes or ""])
        return text.try_cast(f"enum({codes})")
    if column.type == "text":
        return FunctionExpression("as_pseudonym", text) if keyed and column.name in IDENTIFIERS else text
    return FunctionExpression(f"as_{column.type}", text)
