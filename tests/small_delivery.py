"""Small deliveries for tests: written as the contracts say, built by the production build."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.build import build
from voortgang.pipeline.contracts import IV_EXTRACTS, contracts
from voortgang.pipeline.deliveries import find_delivery
from voortgang.pipeline.engines import build_connection
from voortgang.pipeline.mappings import Shape
from voortgang.pipeline.staging import stage_extract
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import Settings

DELIVERED_ON = date(2025, 6, 30)
SEVERITIES = ("critical", "warning")
FIRST_DAY = date(2025, 3, 3)
UNLESS_SAID = {
    "requests": {"channel": "portaal", "is_fast_track": False, "team": "regulier_1"},
    "suspensions": {"ground": "awb_4_5"},
    "extensions": {},
    "capacity": {"team": "regulier_1", "planned_fte": "1.5", "present_fte": "1.25"},
    "iv_capacity": {
        "year": 2025,
        "chain": "keten A",
        "baseline": "begroting",
        "days": 100,
        "set_on": date(2024, 12, 16),
        "set_by": "bestuurlijk_overleg",
        "source": "verzonnen",
    },
    "iv_projects": {
        "name": "verzonnen project",
        "category": "overige_vernieuwing",
        "ground": "3_vernieuwing",
        "chain": "keten A",
        "organisation": "dienst_toeslagen",
        "is_mandatory": False,
        "is_recovery": False,
        "scored_by": "keten_overleg",
        "scored_on": date(2024, 11, 18),
    },
    "iv_requests_allocations": {"year": 2025, "baseline": "begroting", "requested": 10, "allocated": 10},
    "iv_realised": {"month_on": date(2025, 1, 1), "days": 1},
}
"""values of columns that a row does not name; any other column stays empty"""

Rows = Iterable[Mapping[str, Any]]


def write_delivery(
    folder: Path,
    requests: Rows,
    suspensions: Rows = (),
    extensions: Rows = (),
    capacity: Rows | None = None,
    delivered_on: date = DELIVERED_ON,
    about: str = "",
    iv: Mapping[str, Rows] | None = None,
) -> Path:
    """Write the extracts as CSV to `folder`; rows have the contracts' English names and Python values.

    Without `capacity` there is one row, for the week of `delivered_on`: an empty capacity extract is refused.
    `about` is added to delivery.toml. With `iv` there are extracts about IV days too; what it does not name is empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    week = {"week_on": delivered_on - timedelta(days=delivered_on.weekday())}
    extracts: dict[str, Rows] = {"requests": requests, "suspensions": suspensions, "extensions": extensions}
    extracts["capacity"] = [week] if capacity is None else capacity
    if iv is not None:
        extracts |= {extract: iv.get(extract, ()) for extract in IV_EXTRACTS}
    for extract, rows in extracts.items():
        write_extract(folder, extract, rows)
    stated = f"delivered_on = {delivered_on}\nfictional = true\n{about}"
    (folder / "delivery.toml").write_text(stated, encoding="utf-8")
    return folder


def write_extract(folder: Path, extract: str, rows: Rows) -> Path:
    """Write one extract as `<extract>.csv` with every column of its contract."""
    columns = contracts()[extract].columns
    path = folder / f"{extract}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.delivered for column in columns])
        for row in rows:
            values = UNLESS_SAID[extract] | row
            unknown = values.keys() - {column.name for column in columns}
            assert not unknown, f"no such column in {extract}: {unknown}"
            writer.writerow([as_delivered(values.get(column.name)) for column in columns])
    return path


def as_delivered(value: Any) -> str:
    """A Python value as a delivery writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def build_small(folder: Path, published: Path, **kwargs: Any) -> Warehouse:
    """The delivery in `folder`, built and published as `published`, opened; the caller closes it.

    Takes `mapping`, `settings` and `progress`; Great Expectations runs only with `expectations=True`.
    """
    mapping = kwargs.pop("mapping", None)
    settings = kwargs.pop("settings", None) or Settings()
    options = {"expectations": False} | kwargs
    finished = build(find_delivery(folder, mapping), published, settings, mapping, **options)
    return Warehouse(finished.path)


SOUND_IV: dict[str, Rows] = {
    "iv_capacity": [{}],
    "iv_projects": [{"project": "P1"}],
    "iv_requests_allocations": [{"project": "P1"}],
    "iv_realised": [{"project": "P1"}],
}
"""one project of ten days in a chain of a hundred"""


def write_sound_delivery(folder: Path, requests: int = 12) -> Path:
    """A delivery without any finding: every other request is decided, every fourth suspended, one extended."""
    days = [FIRST_DAY + timedelta(days=number % 60) for number in range(requests)]
    decided = {"decided_on": 28, "dated_on": 29, "sent_on": 30}
    rows: list[dict[str, Any]] = [{"request_id": f"V{number:04d}", "received_on": on} for number, on in enumerate(days)]
    for row in rows[1::2]:
        row |= {name: row["received_on"] + timedelta(days=after) for name, after in decided.items()}
        row["outcome"] = "toegekend"
    letters = [
        {
            "request_id": row["request_id"],
            "sent_on": row["received_on"] + timedelta(days=5),
            "term_until": row["received_on"] + timedelta(days=19),
            "supplemented_on": row["received_on"] + timedelta(days=12),
        }
        for row in rows[::4]
    ]
    later = {"sent_on": FIRST_DAY + timedelta(days=20), "extended_until": FIRST_DAY + timedelta(days=80)}
    return write_delivery(folder, rows, letters, [{"request_id": rows[0]["request_id"]} | later])


@dataclass(frozen=True)
class Staged:
    """What staging made of one extract."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    refused: list[str]
    """why it cannot be used, in the words of the deliverer"""
    doubted: list[str]

    def column(self, name: str) -> list[Any]:
        """The values of one column, in the order of the file."""
        return [row[self.columns.index(name)] for row in self.rows]


class Bench:
    """A building connection on which one extract after the other is staged, without building a warehouse."""

    def __init__(self, work: Path, **settings: Any) -> None:
        """Keep scratch files in `work`, with the settings that are given."""
        work.mkdir(parents=True, exist_ok=True)
        self.work, self.settings = work, Settings(**settings)
        self.connection = build_connection(work / "warehouse.duckdb", work / "staging.duckdb", self.settings)

    def stage(self, folder: Path, extract: str = "requests", shape: Shape | None = None) -> Staged:
        """Stage one extract of the delivery in `folder` as a build does."""
        (path,) = folder.glob(shape.file if shape else f"{extract}.*")
        contract = contracts()[extract]
        try:
            found = stage_extract(self.connection, contract, path, shape, self.work, self.settings)
            table = self.connection.execute(f"from staging.{extract}")
            columns = [column[0] for column in table.description or []]
            reasons = {
                severity: [each.sentence() for each in found if each.severity == severity] for severity in SEVERITIES
            }
            return Staged(columns, table.fetchall(), reasons["critical"], reasons["warning"])
        except DeliveryRefused as refusal:
            return Staged([], [], [str(refusal)], [])
        finally:
            self.connection.execute(f"drop table if exists staging.{extract}")
            self.connection.execute("drop table if exists reject_errors; drop table if exists reject_scans")

    def value(self, expression: str, **values: Any) -> Any:
        """What an expression over $parameters gives."""
        ((value,),) = self.connection.execute(f"select {expression}", values).fetchall()
        return value


def answers(published: Path) -> tuple[Any, ...]:
    """What a reader sees in the published warehouse: which build, and every request in it."""
    warehouse = Warehouse(published.resolve())
    try:
        requests = warehouse._cursor.execute("select * from requests order by request_id").fetchall()
        return warehouse.build, requests
    finally:
        warehouse.close()


def rubbish(published: Path) -> list[str]:
    """What lies beside the builds without belonging to one: left over from a build that did not end well."""
    builds = published.with_name(f"{published.name}.builds")
    kept = {"lock"} | {path.name for path in builds.glob("*.duckdb")}
    kept |= {f"{path.stem}-controles" for path in builds.glob("*.duckdb")}
    return sorted(path.name for path in builds.iterdir() if path.name not in kept)
