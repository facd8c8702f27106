"""Contracts, run by Great Expectations (GX) on every row of an extract.

GX copies the frame that it is given several times over: so it gets a few columns at a time, in batches, and what it
counts is added up per promise. Importing this module is cheap: GX itself is imported when a check starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voortgang.dutch import date_long
from voortgang.errors import VoortgangError
from voortgang.pipeline.contracts import Contract, Expectation, code_lists
from voortgang.pipeline.findings import SHOWN_EXAMPLES, Finding

if TYPE_CHECKING:
    import pandas as pd

EARLIEST = date(2000, 1, 1)
FIVE_YEARS = timedelta(days=5 * 365 + 2)  # with as many leap days as they can hold
BETWEEN = "expect_column_values_to_be_between"
ROW_BY_ROW = {
    BETWEEN,
    "expect_column_values_to_be_in_set",
    "expect_column_values_to_not_be_null",
    "expect_column_value_lengths_to_be_between",
    "expect_column_pair_values_a_to_be_greater_than_b",
}
"""judge each row by itself, so that batches add up; any other expectation has to see all rows at once"""
IGNORED_ROWS = {"column_A": "either_value_is_missing", "column_list": "any_value_is_missing"}
"""an empty value breaks no promise about several columns; that it is empty is a promise of its own"""
COUNTS = {"result_format": "BASIC", "exclude_unexpected_values": True, "return_unexpected_index_query": False}
ROWS = COUNTS | {"result_format": "SUMMARY", "partial_unexpected_count": SHOWN_EXAMPLES}


@dataclass
class Tally:
    """What the batches so far say about one promise."""

    promise: Expectation
    elements: int = 0
    unexpected: int = 0
    rows: list[int] = field(default_factory=list)
    """the first rows that break the promise, numbered as in the delivery"""


def check_extract(
    contract: Contract, batches: Iterable[pd.DataFrame], delivered_on: date, docs: Path | None
) -> list[Finding]:
    """Check every row of an extract; with `docs` also write GX's report to <docs>/<extract>.html.

    A batch holds the contract's columns by their English names and `row_number`, the row in the delivery (from 1).
    """
    from great_expectations import ExpectationSuite

    tallies = [Tally(promise) for promise in promises(contract, delivered_on)]
    groups = by_columns(tallies)
    suites = {
        columns: ExpectationSuite(" ".join(columns), expectations=[as_gx(tally.promise) for tally in group])
        for columns, group in groups.items()
    }
    rows = _batch_definition(contract.extract)
    for number, batch in enumerate(batches):
        if number == 1:
            _refuse_what_spans_batches(contract)
        frame = _comparable(contract, batch)
        for columns, group in groups.items():
            _check(rows.get_batch(batch_parameters={"dataframe": frame[list(columns)]}), suites[columns], group)
    if docs is not None:
        from voortgang.pipeline.data_docs import write_page

        write_page(docs, contract, delivered_on, tallies)
    return [_finding(contract, tally) for tally in tallies if tally.unexpected]


def promises(contract: Contract, delivered_on: date) -> list[Expectation]:
    """The expectations of the contract, and those that follow from its columns."""
    return [*contract.expectations, *_implied(contract, delivered_on)]


def _implied(contract: Contract, delivered_on: date) -> Iterator[Expectation]:
    delivery = f"de levering ({date_long(delivered_on)})"
    too_early = f"Een datum vóór {EARLIEST.year} is een tikfout of een vulwaarde."
    happened = delivered_on, f"Een datum na {delivery} kan nog niet hebben plaatsgevonden."
    ahead = delivered_on + FIVE_YEARS, f"Een datum meer dan vijf jaar na {delivery} is een tikfout of een vulwaarde."
    for column in contract.columns:
        if column.codes is not None:
            codes = {"column": column.name, "value_set": list(code_lists()[column.codes])}
            unknown = f"Deze code staat niet in de codelijst '{column.codes}'. Vul de codelijst of de vertaling aan."
            yield Expectation("expect_column_values_to_be_in_set", "critical", unknown, codes)
        if column.type == "date":
            latest, too_late = ahead if column.may_lie_ahead else happened
            yield Expectation(BETWEEN, "critical", too_early, {"column": column.name, "min_value": EARLIEST})
            yield Expectation(BETWEEN, "critical", too_late, {"column": column.name, "max_value": latest})


def columns_of(promise: Expectation) -> tuple[str, ...]:
    """The columns that a promise is about."""
    told = promise.arguments
    return tuple(told.get("column_list") or [told[key] for key in ("column", "column_A", "column_B") if key in told])


def by_columns(tallies: list[Tally]) -> dict[tuple[str, ...], list[Tally]]:
    """Promises about the same columns together, in the order of the contract."""
    groups: dict[tuple[str, ...], list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(columns_of(tally.promise), []).append(tally)
    return groups


def delivered_names(contract: Contract, promise: Expectation) -> str:
    """The same columns, by the names that the delivery gives them."""
    names = {column.name: column.delivered for column in contract.columns}
    return ", ".join(names[column] for column in columns_of(promise))


def _batch_definition(extract: str) -> Any:
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.execution_engine import pandas_execution_engine

    # GX hashes, twice, each frame smaller than this for a fingerprint that nobody reads: half of its time
    pandas_execution_engine.HASH_THRESHOLD = 0
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("delivery").add_dataframe_asset(extract)
    return asset.add_batch_definition_whole_dataframe("rows")


def as_gx(promise: Expectation, **told: Any) -> Any:
    """GX's own object for a promise; raises when GX cannot use it, where a suite would log that and go on without."""
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    arguments = {key: _comparable_bound(key, value) for key, value in promise.arguments.items()}
    for key, rule in IGNORED_ROWS.items():
        if key in arguments:
            arguments.setdefault("ignore_row_if", rule)
    return ExpectationConfiguration(promise.expect, arguments, **told).to_domain_obj()


def _comparable_bound(key: str, value: Any) -> Any:
    # GX makes a date of "2025-01-01", and pandas does not compare a date with a column of datetimes
    is_day = key in ("min_value", "max_value") and isinstance(value, str | date)
    return datetime.fromisoformat(str(value)) if is_day else value


def _comparable(contract: Contract, batch: pd.DataFrame) -> pd.DataFrame:
    """Dates in nanoseconds and numbers as floats, the only types that GX compares as whole columns.

    Dates that nanoseconds cannot hold become 1700 or 2250, which keeps them on the same side of every bound.
    """
    import pandas as pd

    first, last = pd.Timestamp(1700, 1, 1), pd.Timestamp(2250, 1, 1)
    frame: Any = batch.set_axis(batch["row_number"].to_numpy(), axis="index")
    for column in contract.columns:
        if column.type == "date":
            days = frame[column.name].astype("datetime64[us]").clip(first, last)
            frame[column.name] = days.astype("datetime64[ns]")
        elif column.type == "decimal":
            frame[column.name] = pd.to_numeric(frame[column.name]).astype("float64")
    return frame


def _refuse_what_spans_batches(contract: Contract) -> None:
    if not {promise.expect for promise in contract.expectations} <= ROW_BY_ROW:
        raise VoortgangError(
            f"{contract.title} heeft te veel rijen voor een controle die alle rijen met elkaar vergelijkt. "
            "Geef VOORTGANG_BATCH_ROWS ten minste het aantal rijen van dit extract."
        )


def _check(batch: Any, suite: Any, tallies: list[Tally]) -> None:
    results = batch.validate(suite, result_format=dict(COUNTS)).results
    for tally, result in zip(tallies, results, strict=True):
        counted = _sound(result)
        tally.elements += counted["element_count"]
        tally.unexpected += counted["unexpected_count"]
        if counted["unexpected_count"] and len(tally.rows) < SHOWN_EXAMPLES:
            # only now: finding the rows costs GX as much time again as counting them
            found = _sound(batch.validate(result.expectation, result_format=dict(ROWS)))
            tally.rows += found["partial_unexpected_index_list"][: SHOWN_EXAMPLES - len(tally.rows)]


def _sound(result: Any) -> dict[str, Any]:
    # a crash inside an expectation arrives as an unsuccessful result without counts
    if not result.result or result.exception_info.get("raised_exception") is not False:
        raise RuntimeError(f"{result.expectation_config.type} could not be run: {result.exception_info}")
    return result.result


def _finding(contract: Contract, tally: Tally) -> Finding:
    promise, rows = tally.promise, tuple(f"rij {row}" for row in tally.rows)
    column = delivered_names(contract, promise)
    return Finding(promise.severity, contract.extract, promise.expect, promise.reason, tally.unexpected, column, rows)
