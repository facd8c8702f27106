"""The same delivery as it was known some days earlier: what came or was decided later is not in it."""

import csv
from pathlib import Path

DECIDED = ("besloten_op", "gedagtekend_op", "verzonden_op", "uitkomst")


def write_earlier(delivery: Path, out: Path, day: str) -> None:
    """Write to `out` what `delivery` held at the end of `day` (ISO)."""
    out.mkdir(parents=True)
    kept = {row["verzoek_id"] for row in _rewritten(delivery, out, "requests", lambda row: _request(row, day))}
    for extract in ("suspensions", "extensions"):
        _rewritten(delivery, out, extract, lambda row: _letter(row, day) if row["verzoek_id"] in kept else None)
    _rewritten(delivery, out, "capacity", lambda row: row if row["week_van"] <= day else None)
    about = (delivery / "delivery.toml").read_text(encoding="utf-8")
    (out / "delivery.toml").write_text(about.replace(delivery.name, day, 1), encoding="utf-8")


def _request(row, day):
    if max(row["ontvangen_op"], row["geregistreerd_op"]) > day:
        return None
    if row["verzonden_op"] > day or row["besloten_op"] > day:
        row |= dict.fromkeys(DECIDED, "")
    if row["ingetrokken_op"] > day:
        row |= {"ingetrokken_op": "", "uitkomst": ""}
    return row | {"heropend_op": "" if row["heropend_op"] > day else row["heropend_op"]}


def _letter(row, day):
    if row["verzonden_op"] > day:
        return None
    return {name: "" if name == "aangevuld_op" and value > day else value for name, value in row.items()}


def _rewritten(delivery, out, extract, change):
    with (delivery / f"{extract}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [changed for row in reader if (changed := change(row)) is not None]
    with (out / f"{extract}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)
    return rows
