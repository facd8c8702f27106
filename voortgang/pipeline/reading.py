"""From rows of text to typed columns: what is read, what is left out, what could not be read."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    Expression,
    FunctionExpression,
)

from voortgang.pipeline.contracts import Contract, ContractColumn, code_lists
from voortgang.pipeline.findings import SHOWN_EXAMPLES
from voortgang.pipeline.mappings import Condition, Shape, Source

IDENTIFIERS = ("request_id", "duplicate_of")


def typed_rows(
    rows: duckdb.DuckDBPyRelation, contract: Contract, shape: Shape | None, keyed: bool
) -> duckdb.DuckDBPyRelation:
    """The contract's columns by their English name, with `left_out` (a reason or null) and `is_damaged`.

    `is_damaged` marks a row of which a filled value could not be read. Identifiers are keyed when `keyed`.
    """
    texts = _texts(contract, shape)
    # three steps, so that DuckDB computes each text and each value once
    as_text = rows.select(
        *[text.alias(_text_name(column)) for column, text in texts.items()], _left_out(shape).alias("left_out")
    )
    values = as_text.select("*", *[_value(column, keyed).alias(column.name) for column in texts])
    return values.select(
        *[column.name for column in contract.columns],
        "left_out",
        reduce(or_, [_is_lost(column) for column in texts]).alias("is_damaged"),
    )


def _texts(contract: Contract, shape: Shape | None) -> dict[ContractColumn, Expression]:
    """The text of each column of the contract, and of each date that only a condition of the mapping looks at."""
    if shape is None:
        return {column: _clean(column.delivered) for column in contract.columns}
    texts = {column: _mapped(shape.sources.get(column.delivered)) for column in contract.columns}
    dated = {test.column for test in shape.tested if test.after} - {source.column for source in shape.sources.values()}
    return texts | {ContractColumn(name, f"{name} as tested", "date", ""): _clean(name) for name in sorted(dated)}


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
    texts = {column: text for column, text in _texts(contract, shape).items() if column.type != "text"}
    columns = list(texts)
    numbered = rows.row_number("over ()", "*").select(ColumnExpression("row_number() OVER ()").alias("row_number"), "*")
    as_text = numbered.select("row_number", *[text.alias(_text_name(column)) for column, text in texts.items()])
    values = as_text.select("*", *[_value(column, keyed=False).alias(column.name) for column in columns])
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
    read = {column.delivered for column in contract.columns} if shape is None else set(shape.read)
    return [name for name in rows.columns if name not in read]


def bsn_like_shares(rows: duckdb.DuckDBPyRelation, columns: list[str]) -> dict[str, tuple[int, int]]:
    """Per column the number of values that pass the BSN eleven-test and the number of filled values."""
    if not columns:
        return {}
    # as rows, for a statement with two sums per column takes minutes to plan when there are hundreds
    text = _clean("delivered")
    found = (
        rows.select(*map(ColumnExpression, columns))
        .unpivot(*columns, name="name", value="delivered")
        .aggregate(
            [
                ColumnExpression("name"),
                FunctionExpression("count_if", FunctionExpression("is_bsn_like", text)),
                FunctionExpression("count", text),
            ]
        )
    )
    return {name: (passed, filled) for name, passed, filled in found.fetchall()}


def _mapped(source: Source | None) -> Expression:
    if source is None:
        return ConstantExpression(None).cast("varchar")
    parts = [_clean(name) for name in source.columns]
    if source.codes is not None:
        parts = [_translated(part, source.codes) for part in parts]
    filling = source.constant if source.constant is not None else source.default
    if filling is not None:
        parts.append(ConstantExpression(filling))
    return CaseExpression(_all_hold(source.when), CoalesceOperator(*parts)) if source.when else CoalesceOperator(*parts)


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
