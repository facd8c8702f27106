"""Promises across rows and extracts: each file in checks/rules/ returns the rows that break it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from voortgang.pipeline.engines import one_value
from voortgang.pipeline.findings import SHOWN_EXAMPLES, Finding, Severity
from voortgang.pipeline.metrics import HEADER
from voortgang.settings import CHECKS

PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Rule:
    """One promise and the select that returns the rows that break it."""

    name: str
    title: str
    severity: Severity
    extract: str
    reason: str
    sql: str


def read_rule(path: Path) -> Rule:
    """Parse one rule file."""
    match = HEADER.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path.name} has no header")
    return Rule(path.stem, sql=match["sql"], **tomllib.loads(match["toml"]))


@cache
def rules(folder: Path = CHECKS / "rules") -> tuple[Rule, ...]:
    """All rules, in alphabetical order."""
    return tuple(read_rule(path) for path in sorted(folder.glob("*.sql")))


def broken(connection: duckdb.DuckDBPyConnection, rule: Rule, parameters: dict[str, object]) -> list[Finding]:
    """The finding when rows break `rule`, else nothing."""
    used = {name: parameters[name] for name in PARAMETER.findall(rule.sql)}
    connection.execute(f"create or replace temp table broken as {rule.sql}", used)
    rows = one_value(connection.table("broken").count("*"))
    if rows == 0:
        return []
    return [Finding(rule.severity, rule.extract, rule.name, rule.reason, rows, examples=_examples(connection))]


def _examples(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    shown = connection.execute(f"from broken limit {SHOWN_EXAMPLES}")
    names = [column[0] for column in shown.description or []]
    return tuple(_example(dict(zip(names, row, strict=True))) for row in shown.fetchall())


def _example(row: dict[str, object]) -> str:
    return ", ".join(f"rij {value}" if name == "row_number" else f"{value}" for name, value in row.items())
