"""Contracts: what each extract promises, read from checks/*.toml."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from voortgang.settings import CHECKS, REFERENCE

ColumnType = Literal["text", "date", "code", "flag", "decimal", "whole"]
REQUIRED = ("requests", "suspensions", "extensions", "capacity")
IV_EXTRACTS = ("iv_capacity", "iv_projects", "iv_requests_allocations", "iv_realised")
"""a delivery holds all of these or none: days without projects say nothing"""
EXTRACTS = REQUIRED + IV_EXTRACTS


@dataclass(frozen=True)
class ContractColumn:
    """One column: its Dutch name in the delivery and its English name after staging."""

    delivered: str
    name: str
    type: ColumnType
    meaning: str
    codes: str | None = None
    """name of the code list in data/reference/code_lists.csv"""
    optional: bool = False
    """a mapping may leave it empty; a delivery without mapping always has the column"""
    may_lie_ahead: bool = False
    """a date that may lie after the day of delivery: a term or a plan, not something that happened"""


@dataclass(frozen=True)
class Expectation:
    """One Great Expectations expectation with the reason it matters, in Dutch."""

    expect: str
    severity: Literal["critical", "warning"]
    reason: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Contract:
    """The promises of one extract."""

    extract: str
    title: str
    grain: str
    may_be_empty: bool
    """no rows is possible, though worth a warning"""
    columns: tuple[ContractColumn, ...]
    expectations: tuple[Expectation, ...]


def read_contract(path: Path) -> Contract:
    """Parse one contract file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Contract(
        extract=path.stem,
        title=content["title"],
        grain=content["grain"],
        may_be_empty=content.get("may_be_empty", False),
        columns=tuple(ContractColumn(delivered, **column) for delivered, column in content["columns"].items()),
        expectations=tuple(_expectation(item) for item in content.get("expectations", [])),
    )


def _expectation(item: dict[str, Any]) -> Expectation:
    arguments = {key: value for key, value in item.items() if key not in {"expect", "severity", "reason"}}
    return Expectation(item["expect"], item["severity"], item["reason"], arguments)


@cache
def contracts(folder: Path = CHECKS) -> dict[str, Contract]:
    """All contracts by extract, in the order in which they are read."""
    return {extract: read_contract(folder / f"{extract}.toml") for extract in EXTRACTS}


@cache
def code_lists(path: Path = REFERENCE / "code_lists.csv") -> dict[str, dict[str, str]]:
    """Per code list: code → Dutch label, in the order in which they are shown."""
    lists: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists.setdefault(row["list"], {})[row["code"]] = row["label"]
    return lists
