"""Metric files: one SQL statement each, with a header that says what the figure means."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.settings import QUERIES

HEADER = re.compile(r"\A/\*(?P<toml>.*?)\*/\s*(?P<sql>.*)\Z", re.DOTALL)
PARAMETER = re.compile(r"\$(\w+)")
COUNTED_UNIT = "verzoeken"


@dataclass(frozen=True)
class Column:
    """One column of a metric: what a reader sees above it and how to read it."""

    name: str
    label: str
    unit: str
    meaning: str
    n: str | None = None
    """for a statistic such as a median: the column with the number of requests behind it"""
    of: str | None = None
    """for a limit of an interval: the column with the chance that it is a limit of"""

    @property
    def is_count(self) -> bool:
        """True for numbers of requests, which disclosure control may hide."""
        return self.unit == COUNTED_UNIT


@dataclass(frozen=True)
class Share:
    """A share 0–1 of two count columns, computed at the edge and never averaged."""

    name: str
    label: str
    numerator: str
    denominator: str
    rest: str = ""
    """the column that counts the others; where that is empty there can be none, so showing all gives nobody away"""


@dataclass(frozen=True)
class Metric:
    """One figure: its definition in Dutch and the statement that computes it."""

    name: str
    title: str
    definition: str
    grain: str
    columns: dict[str, Column]
    shares: tuple[Share, ...]
    sums: tuple[tuple[str, ...], ...]
    """columns of one row that add up, so that a single hidden one could be computed from the others"""
    margin: tuple[str, ...]
    """key columns over which rows add up to a total that is shown elsewhere"""
    adds_up: bool
    """may the counts of its rows be added? Not when they count the same requests again"""
    is_model: bool
    """does a model of the whole queue make it? That takes seconds, and says so when too little is known"""
    kpi: tuple[str, ...]
    method: str | None
    """what SQL cannot do: the function in `derived` that turns the rows of the statement into the declared columns"""
    role: str | None
    """the role that may see it, when that is not everyone"""
    needs: str | None
    """an extract that not every delivery holds and without which there is nothing to tell"""
    unsplit: dict[str, str]
    """splits that this figure cannot have, with the reason"""
    method_parameters: tuple[str, ...]
    """names of the parameters that the method takes"""
    sql_parameters: tuple[str, ...]
    """names of the parameters that the statement takes"""
    sql: str
    version: str
    """first eight hex digits of the SHA-256 of the file: the version of the definition"""

    @property
    def parameters(self) -> tuple[str, ...]:
        """All names of parameters that the figure depends on."""
        return self.sql_parameters + self.method_parameters


def read_metric(path: Path) -> Metric:
    """Parse one metric file; raises VoortgangError when its header is not complete."""
    text = path.read_text(encoding="utf-8")
    match = HEADER.match(text)
    if match is None:
        raise VoortgangError(f"{path.name} begint niet met een kopcommentaar (/* … */) waarin de definitie staat.")
    try:
        header = tomllib.loads(match["toml"])
        return _metric(path.stem, header, match["sql"], hashlib.sha256(text.encode()).hexdigest()[:8])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise VoortgangError(f"De kop van {path.name} is niet volledig of niet leesbaar: {error}.") from error


def _metric(name: str, header: dict[str, Any], sql: str, version: str) -> Metric:
    return Metric(
        name=name,
        title=header["title"],
        definition=header["definition"],
        grain=header["grain"],
        columns={key: Column(key, **column) for key, column in header["columns"].items()},
        shares=tuple(Share(key, **share) for key, share in header.get("shares", {}).items()),
        sums=tuple(tuple(row) for row in header.get("sums", [])),
        margin=tuple(header.get("margin", [])),
        adds_up=header.get("adds_up", True),
        is_model=header.get("is_model", False),
        kpi=tuple(header.get("kpi", [])),
        method=header.get("method"),
        role=header.get("role"),
        needs=header.get("needs"),
        unsplit=header.get("unsplit", {}),
        method_parameters=tuple(header.get("method_parameters", [])),
        sql_parameters=tuple(sorted(set(PARAMETER.findall(sql)))),
        sql=sql,
        version=version,
    )


@cache
def metrics(folder: Path = QUERIES / "metrics") -> dict[str, Metric]:
    """All metrics by name, in alphabetical order."""
    return {path.stem: read_metric(path) for path in sorted(folder.glob("*.sql"))}


def metric(name: str) -> Metric:
    """One metric by name; raises VoortgangError with the names that exist."""
    known = metrics()
    if name not in known:
        raise VoortgangError(f"Het cijfer '{name}' bestaat niet. Kies uit: {', '.join(known)}.")
    return known[name]
