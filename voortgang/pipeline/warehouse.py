"""Reading a published warehouse: the one way in which a figure reaches a page, a letter or a person."""

import atexit
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from voortgang.errors import VoortgangError
from voortgang.pipeline.derived import derive
from voortgang.pipeline.engines import reading_connection
from voortgang.pipeline.metrics import Metric, metric
from voortgang.pipeline.publishing import builds_folder
from voortgang.pipeline.selection import Selection
from voortgang.settings import settings

if TYPE_CHECKING:
    import pandas as pd

NO_IV = "Geen IV-gegevens in deze levering."


@dataclass(frozen=True)
class Build:
    """Which delivery a warehouse holds and how it was made."""

    id: str
    delivered_on: date
    is_fictional: bool
    description: str
    built_at: datetime
    """UTC"""
    code_version: str
    requests: int
    first_received_on: date | None
    warnings: int
    mapping: str | None
    """the name of the translation of a foreign delivery"""
    counting: str
    """does the day on which a request was supplemented count as suspended: strict (no) or inclusive"""
    closed_since: date | None
    """requests closed before this day are not in the delivery; None when it holds all of them"""


@dataclass(frozen=True)
class Result:
    """One metric as computed from one build: rows as declared in the header of its file."""

    metric: Metric
    frame: "pd.DataFrame"
    parameters: dict[str, Any]
    build: Build


def published(path: Path | None = None) -> Path:
    """The file behind the published warehouse; raises VoortgangError when nothing has been published."""
    link = path or settings().warehouse
    if not link.exists():
        raise VoortgangError(f"Er is nog geen levering verwerkt in {link}. Gebruik: voortgang build --delivery MAP.")
    return link.resolve()


def kept_build(build_id: str, path: Path | None = None) -> Path:
    """The file of an earlier build; raises VoortgangError when it is not kept (any more)."""
    kept = {build.stem: build for build in builds_folder(path or settings().warehouse).glob("*.duckdb")}
    if build_id not in kept:
        raise VoortgangError(
            "De levering waarnaar deze vaste link verwijst, wordt niet meer bewaard. Dezelfde cijfers zijn hier niet "
            "te tonen. Haal 'build=…' uit de link om de huidige levering te zien."
        )
    return kept[build_id]


def delivered_before(current: Path) -> "Warehouse | None":
    """The newest kept build of an earlier delivery than that in `current`; None when there is none."""
    made = open_warehouse(current).build
    for path in sorted(current.parent.glob("*.duckdb"), reverse=True):
        try:
            earlier = open_warehouse(path)
        except VoortgangError:  # made by an older version of this program
            continue
        is_alike = (earlier.build.mapping, earlier.build.is_fictional) == (made.mapping, made.is_fictional)
        if is_alike and earlier.build.delivered_on < made.delivered_on:
            return earlier
    return None


class Warehouse:
    """One build, read-only; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Attach the file; raises VoortgangError when it is no warehouse of ours."""
        try:
            self._connection = reading_connection(path)
            self.build = self._read_build()
        except duckdb.Error as error:
            raise VoortgangError(f"{path} is geen leesbaar warehouse. Bouw het opnieuw met voortgang build.") from error
        self._threads = threading.local()

    def run(self, name: str, parameters: Mapping[str, Any]) -> Result:
        """Compute metric `name`; takes from `parameters` what it needs, raises VoortgangError when one is missing."""
        wanted = metric(name)
        used = self._used(wanted, parameters)
        try:
            frame = self._cursor.execute(wanted.sql, {name: used[name] for name in wanted.sql_parameters}).df()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise VoortgangError(
                f"Het warehouse van {self.build.code_version} past niet bij deze versie. Bouw de levering opnieuw."
            ) from error
        return Result(wanted, derive(wanted, frame, used), used, self.build)

    @cached_property
    def delivered(self) -> frozenset[str]:
        """The extracts that the delivery held."""
        return frozenset(row[0] for row in self._cursor.execute("select extract from delivery_files").fetchall())

    def selection(self) -> Selection:
        """The whole of the delivery, as of its own date."""
        since = self.build.first_received_on or self.build.delivered_on
        return Selection(as_of=self.build.delivered_on, since=since, until=self.build.delivered_on)

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """Per filter the values that occur, in the order of their code list."""
        rows = self._cursor.execute("select distinct team, channel from groups order by all").fetchall()
        columns = {"team": [row[0] for row in rows], "channel": [row[1] for row in rows]}
        return {name: list(dict.fromkeys(value for value in values if value)) for name, values in columns.items()}

    @cached_property
    def chains(self) -> list[str]:
        """The chains whose IV days are divided; none when the delivery says nothing of IV days."""
        if "iv_capacity" not in self.delivered:
            return []
        return [
            row[0] for row in self._cursor.execute("select distinct chain from iv_capacity order by all").fetchall()
        ]

    @cached_property
    def iv_years(self) -> list[int]:
        """The years whose IV days are divided, the last first."""
        if "iv_capacity" not in self.delivered:
            return []
        rows = self._cursor.execute("select distinct year from iv_capacity order by year desc").fetchall()
        return [row[0] for row in rows]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Dutch label per code."""
        return dict(self._cursor.execute("select code, label from code_lists order by position").fetchall())

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def _cursor(self) -> duckdb.DuckDBPyConnection:
        # a connection answers one query at a time: each thread has its own cursor on the same attached file
        if not hasattr(self._threads, "cursor"):
            self._threads.cursor = self._connection.cursor()
            self._threads.cursor.execute("use warehouse")
        return self._threads.cursor

    def _used(self, wanted: Metric, parameters: Mapping[str, Any]) -> dict[str, Any]:
        if wanted.needs and wanted.needs not in self.delivered:
            raise VoortgangError(f"{NO_IV} Het cijfer '{wanted.title}' is er pas als die zijn meegeleverd.")
        reason = wanted.unsplit.get(parameters.get("split", "none"))
        if reason:
            raise VoortgangError(f"Het cijfer '{wanted.title}' heeft deze uitsplitsing niet. {reason}")
        missing = [name for name in wanted.parameters if name not in parameters]
        if missing:
            raise VoortgangError(f"Voor het cijfer '{wanted.name}' ontbreekt: {', '.join(missing)}.")
        return {name: parameters[name] for name in wanted.parameters}

    def _read_build(self) -> Build:
        rows = self._connection.execute(
            """select build_id, delivered_on, is_fictional, description, built_at, code_version, requests,
            first_received_on, warnings, mapping, counting, closed_since from builds"""
        ).fetchall()
        if len(rows) != 1:
            raise duckdb.InvalidInputException("no build record")
        (row,) = rows
        build_id, delivered_on, is_fictional, description, built_at, *rest = row
        return Build(build_id, delivered_on, is_fictional, description, built_at.replace(tzinfo=UTC), *rest)


@cache
def open_warehouse(path: Path) -> Warehouse:
    """The warehouse in this immutable file, opened once per process and closed when that ends."""
    warehouse = Warehouse(path)
    atexit.register(warehouse.close)
    return warehouse
