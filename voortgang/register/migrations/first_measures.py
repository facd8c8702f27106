"""The facts of the annex of May 2025, with which a new register of measures begins.

They are put in by the migration that makes the tables: it runs in one transaction, under a lock that makes a second
process wait, and never again. So there is no moment at which the tables exist and are empty, two processes cannot both
fill them, and reading never has to write. A file that changes later does not touch a register that people keep.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

from voortgang.dutch import HERE
from voortgang.settings import REFERENCE

FACTS = REFERENCE / "measures.csv"
SOURCE = "Bijlage bij de Kamerbrief van 21 mei 2025"
FLAGS = ("is_delayed", "is_on_hold", "is_partly_live", "is_transferred")
TEXTS = ("phase", "phase_basis", "owner", "partial_results", "explanation")


def first_measures(path: Path = FACTS) -> None:
    """Write measures, numbers, rows and statuses, within a migration that just made their tables."""
    connection, found = op.get_bind(), sa.MetaData()
    found.reflect(connection, only=("measures", "measure_numbers", "measure_rows", "measure_statuses"))
    table, ids = found.tables, {}
    now = datetime.now(UTC)
    for fact in facts(path):
        name, row = fact["measure"], fact["row"] | {"recorded_at": now, "recorded_by": SOURCE}
        if name not in ids:
            ids[name] = _added(connection, table["measures"], {"name": name, "recorded_at": now, "recorded_by": SOURCE})
            for number in fact["numbers"]:
                connection.execute(sa.insert(table["measure_numbers"]).values(number=number, measure_id=ids[name]))
        row_id = _added(connection, table["measure_rows"], row | {"measure_id": ids[name]})
        _added(connection, table["measure_statuses"], fact["status"] | {"row_id": row_id})


def facts(path: Path = FACTS) -> Iterator[dict[str, Any]]:
    """Per line of the file: the measure's name and numbers, its row, and its status."""
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            yield {
                "measure": line["measure"],
                "numbers": [int(number) for number in _listed(line["vm_numbers"])],
                "row": {name: line[name] for name in ("section", "ambition", "page")},
                "status": _status(line),
            }


def _status(line: dict[str, str]) -> dict[str, Any]:
    valid_from = date.fromisoformat(line["valid_from"])
    return {
        "valid_from": valid_from,
        # the annex itself is the record: what stood in it was known on its day, whenever this database was made
        "recorded_at": datetime.combine(valid_from, time.min, HERE).astimezone(UTC),
        "recorded_by": SOURCE,
        **{name: line[name] for name in TEXTS},
        **{name: line[name] == "true" for name in FLAGS},
        "is_ended": False,
        "reasons": _listed(line["reasons"]),
        "depends_on": _listed(line["depends_on"]),
        "target_on": _day(line["target_on"]),
        "first_promised_on": _day(line["first_promised_on"]),
        **dict.fromkeys(("change_reason", "target_reason", "evidence", "outcome"), ""),
        "informed": _told(line),
    }


def _told(line: dict[str, str]) -> list[dict[str, str]]:
    names = ("informed_on", "session", "dossier", "number", "informed_basis")
    each = zip(*(_listed(line[name]) for name in names), strict=True)
    return [
        {"informed_on": on, "session": session, "dossier": dossier, "number": number, "letter": "", "basis": basis}
        for on, session, dossier, number, basis in each
    ]


def _added(connection: sa.Connection, table: sa.Table, values: dict[str, Any]) -> int:
    return int(connection.execute(sa.insert(table).values(values).returning(table.c.id)).scalar_one())


def _listed(text: str) -> list[str]:
    return text.split("|") if text else []


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
