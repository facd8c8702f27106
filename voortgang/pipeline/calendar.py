"""The reference files with holidays, read into the calendar of the legal clock."""

import csv
from datetime import date
from pathlib import Path

from voortgang.errors import VoortgangError
from voortgang.methods.legal_days import Calendar

HOLIDAYS = "holidays.csv"
COVERAGE = "calendar_coverage.csv"
EQUATED = "gelijkgesteld"


def load_calendar(folder: Path) -> Calendar:
    """The calendar of the Algemene termijnenwet as far as `holidays.csv` and `calendar_coverage.csv` know it."""
    names = {
        _date(row, "holiday_on", folder / HOLIDAYS): _name(row)
        for row in _rows(folder / HOLIDAYS, {"holiday_on", "name", "kind"})
    }
    covered = {row["what"]: row for row in _rows(folder / COVERAGE, {"what", "known_from", "known_until"})}
    missing = {"feestdagen", "gelijkgestelde dagen"} - set(covered)
    if missing:
        raise VoortgangError(
            f"In {folder / COVERAGE} ontbreekt een regel voor {' en '.join(sorted(missing))}. Voeg die toe."
        )
    holidays, equated = covered["feestdagen"], covered["gelijkgestelde dagen"]
    return Calendar(
        non_working=frozenset(names),
        known_from=_date(holidays, "known_from", folder / COVERAGE),
        equated_from=_date(equated, "known_from", folder / COVERAGE),
        # a due date needs both kinds, so the calendar reaches no further than the shorter of the two
        known_until=min(_date(row, "known_until", folder / COVERAGE) for row in (holidays, equated)),
        names=names,
    )


def _rows(path: Path, columns: set[str]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = columns - set(reader.fieldnames or ())
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as problem:
        raise VoortgangError(
            f"Het kalenderbestand {path} is niet te lezen. Zet het terug als CSV in UTF-8."
        ) from problem
    if missing:
        raise VoortgangError(f"In {path} ontbreekt kolom {', '.join(sorted(missing))}. Voeg die toe.")
    return rows


def _date(row: dict[str, str], column: str, path: Path) -> date:
    try:
        return date.fromisoformat(row[column])
    except (TypeError, ValueError) as problem:
        raise VoortgangError(
            f"In {path} staat bij {column} geen datum maar {row[column]!r}. Schrijf de datum als jjjj-mm-dd."
        ) from problem


def _name(row: dict[str, str]) -> str:
    return f"{row['name']}, gelijkgesteld met een feestdag" if row["kind"] == EQUATED else row["name"]
