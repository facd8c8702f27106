"""Small deliveries for tests: written as the contracts say, built by the production build."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from voortgang.pipeline.build import build
from voortgang.pipeline.contracts import contracts
from voortgang.pipeline.deliveries import find_delivery
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import Settings

DELIVERED_ON = date(2025, 6, 30)
UNLESS_SAID = {
    "requests": {"channel": "portaal", "is_fast_track": False, "team": "regulier_1"},
    "suspensions": {"ground": "awb_4_5"},
    "extensions": {},
    "capacity": {"team": "regulier_1", "planned_fte": "1.5", "present_fte": "1.25"},
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
) -> Path:
    """Write the four extracts as CSV to `folder`; rows have the contracts' English names and Python values.

    Without `capacity` there is one row, for the week of `delivered_on`: an empty capacity extract is refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    week = {"week_on": delivered_on - timedelta(days=delivered_on.weekday())}
    extracts = {"requests": requests, "suspensions": suspensions, "extensions": extensions}
    extracts["capacity"] = [week] if capacity is None else capacity
    for extract, rows in extracts.items():
        write_extract(folder, extract, rows)
    (folder / "delivery.toml").write_text(f"delivered_on = {delivered_on}\nfictional = true\n", encoding="utf-8")
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
