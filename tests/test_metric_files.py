"""The query files keep their contract: header, columns, one statement, one layer below, no clock of their own."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from tests.small_delivery import SOUND_IV, build_small, write_delivery
from voortgang.errors import VoortgangError
from voortgang.pipeline.build import MARTS
from voortgang.pipeline.contracts import EXTRACTS, IV_EXTRACTS, contracts
from voortgang.pipeline.derived import METHODS
from voortgang.pipeline.metrics import HEADER, metrics, read_metric
from voortgang.pipeline.rules import rules
from voortgang.pipeline.selection import ALLOWED, NAMES
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import QUERIES, REFERENCE

REFERENCE_TABLES = {"norms", "calendar", "calendar_coverage", "code_lists", "holidays"} | {
    "letter_periods",
    "task_force_teams",
    "fast_track_incomes",
    "rates",
    "events",
    "iv_assumptions",
    "measure_numbers",
}
RECORD_TABLES = {"builds", "delivery_files", "delivery_notes", "findings", "left_out", "build_steps"}
UNITS = {"datum", "code", "tekst", "verzoeken", "dagen", "weken", "ja/nee", "saldo", "kans", "waarde", "kenmerk"} | {
    "voltijdsweken",
    "euro",
    "raming",
    "aantal",
    "aandeel",
    "IV-dagen",
    "jaar",
    "nummer",
}
TEST_UNITS = {"toetsgrootheid", "p-waarde"}
RECORD_UNITS = {"rijen", "bytes", "seconden", "volgorde"}
MOST_LINES = 80


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("metric_files")
    delivery = write_delivery(folder / "delivery", [{"request_id": "r0", "received_on": date(2025, 1, 1)}], iv=SOUND_IV)
    with closing(build_small(delivery, folder / "warehouse.duckdb")) as opened:
        yield opened


def tables_read(sql: str) -> set[str]:
    """The tables a statement reads, without its own CTEs; `staging.x` keeps its prefix."""
    (statement,) = sqlglot.parse(sql, read="duckdb")
    assert statement is not None
    own = {cte.alias for cte in statement.find_all(exp.CTE)}
    tables = {f"{table.db}.{table.name}" if table.db else table.name for table in statement.find_all(exp.Table)}
    return tables - own


def query_files() -> list[Path]:
    return sorted([*QUERIES.glob("staging/*.sql"), *QUERIES.glob("marts/*.sql"), *QUERIES.glob("metrics/*.sql")])


@pytest.mark.parametrize("name", metrics())
def test_declared_columns_are_the_columns_returned(warehouse: Warehouse, name: str) -> None:
    if metrics()[name].is_model:
        with pytest.raises(VoortgangError, match="Te weinig gegevens"):  # of one request; see tests/test_models.py
            warehouse.run(name, warehouse.selection().parameters())
        return
    result = warehouse.run(name, warehouse.selection().parameters())
    assert list(result.frame.columns) == list(result.metric.columns)


@pytest.mark.parametrize("metric", metrics().values(), ids=metrics())
def test_header_says_everything(metric) -> None:
    assert metric.title and metric.grain and metric.definition.endswith(".")
    assert {column.unit for column in metric.columns.values()} <= UNITS | TEST_UNITS | RECORD_UNITS
    assert all(column.label and column.meaning for column in metric.columns.values())
    counts = {name for name, column in metric.columns.items() if column.is_count}
    assert {name for share in metric.shares for name in (share.numerator, share.denominator)} <= counts
    assert {column.n for column in metric.columns.values() if column.n} <= counts
    chances = {name for name, column in metric.columns.items() if column.unit == "kans"}
    assert {column.of for column in metric.columns.values() if column.of} <= chances
    assert {name for names in metric.sums for name in names} <= counts
    assert set(metric.margin) <= set(metric.columns)


@pytest.mark.parametrize("metric", metrics().values(), ids=metrics())
def test_metric_reads_marts_only_with_known_parameters(metric) -> None:
    assert tables_read(metric.sql) <= set(MARTS) | REFERENCE_TABLES | RECORD_TABLES
    assert set(re.findall(r"\$(\w+)", metric.sql)) | set(metric.method_parameters) <= set(NAMES)


@pytest.mark.parametrize("metric", metrics().values(), ids=metrics())
def test_what_a_header_refers_to_exists(metric) -> None:
    assert metric.method is None or metric.method in METHODS
    assert metric.method or not metric.method_parameters, "parameters of a method that is not named"
    assert metric.role in {None, "analist"}
    assert metric.needs is None or metric.needs in IV_EXTRACTS
    assert set(metric.unsplit) <= set(ALLOWED["split"])
    assert all(reason.endswith(".") for reason in metric.unsplit.values())
    assert "split" in metric.sql_parameters or not metric.unsplit
    if any(column.unit == "kenmerk" for column in metric.columns.values()) or "request_id" in metric.parameters:
        assert metric.role == "analist", "single requests are for analysts only"


def test_every_method_serves_a_metric() -> None:
    assert set(METHODS) == {metric.method for metric in metrics().values()} - {None}


def test_every_kpi_of_the_domain_is_some_figure() -> None:
    found = {kpi for metric in metrics().values() for kpi in metric.kpi}
    assert found == {f"K{number}" for number in range(1, 15)} - {"K6"} | {"K6a", "K6b"}


def test_periods_and_the_task_force_come_from_reference_data(warehouse: Warehouse) -> None:
    """No SQL names a month in which a letter period begins, or the team of temporary staff."""
    for path in query_files():
        assert "taskforce" not in re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).lower()
    months = (REFERENCE / "letter_periods.csv").read_text(encoding="utf-8").splitlines()[1:]
    begins = {row[0] for row in warehouse._cursor.execute("select month(begins_on) from letter_periods").fetchall()}
    assert begins == {int(line.split(",")[0]) for line in months} == {5, 11}


@pytest.mark.parametrize("place", range(len(MARTS)), ids=MARTS)
def test_mart_reads_staging_and_the_marts_before_it(place: int) -> None:
    sql = (QUERIES / "marts" / f"{MARTS[place]}.sql").read_text(encoding="utf-8")
    assert tables_read(sql) <= {f"staging.{name}" for name in EXTRACTS} | set(MARTS[:place]) | REFERENCE_TABLES


@pytest.mark.parametrize("extract", EXTRACTS)
def test_staging_reads_its_own_delivered_rows_and_keeps_every_column(extract: str) -> None:
    sql = (QUERIES / "staging" / f"{extract}.sql").read_text(encoding="utf-8")
    assert tables_read(sql) == {f"typed_{extract}"}
    (statement,) = sqlglot.parse(sql, read="duckdb")
    assert statement is not None
    kept = set(statement.named_selects)
    assert {column.name for column in contracts()[extract].columns} | {"left_out", "is_damaged"} <= kept


@pytest.mark.parametrize("path", query_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_query_is_one_plain_statement(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    match = HEADER.match(text)
    assert match is not None
    sql = match["sql"]
    assert len(sqlglot.parse(sql, read="duckdb")) == 1
    assert not re.search(r"\bcurrent_date\b|\bnow\s*\(|\btoday\s*\(|\bcurrent_timestamp\b", sql, re.IGNORECASE)
    assert not re.search(r"\b56\b", sql), "the norm stands in data/reference/norms.csv"
    assert text.count("\n") <= MOST_LINES
    written = re.sub(r"'[^']*'|--.*", "", sql)
    assert written == written.lower()


@pytest.mark.parametrize("metric", metrics().values(), ids=metrics())
def test_metric_has_an_order_of_its_own(metric) -> None:
    (statement,) = sqlglot.parse(metric.sql, read="duckdb")
    assert statement is not None
    one_row = metric.grain == "één rij"
    assert one_row or statement.args.get("order"), "without an order two runs may differ"


def test_rules_say_why() -> None:
    assert all(rule.reason.endswith(".") and rule.extract in EXTRACTS for rule in rules())
    assert all(rule.severity in {"critical", "warning"} for rule in rules())


def test_a_header_without_definition_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.sql"
    path.write_text('/*\ntitle = "x"\n*/\nselect 1', encoding="utf-8")
    with pytest.raises(VoortgangError, match="niet volledig"):
        read_metric(path)
