"""The letters to parliament that the register knows of, for who compares two moments or looks along the time."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from voortgang.dutch import date_long
from voortgang.register.measures.model import Content
from voortgang.settings import REFERENCE

EVENTS = REFERENCE / "events.csv"
LETTER_KIND = "brief"


@dataclass(frozen=True)
class Letter:
    """A day on which parliament was told, and by which letters."""

    happened_on: date
    title: str


def letters(contents: Iterable[Content], until: date) -> tuple[Letter, ...]:
    """Per day one letter, oldest first: those by which rows were reported, and the letters of the reference data.

    Where several were sent on one day, the title names each.
    """
    found: dict[date, set[str]] = {}
    for told in (each for content in contents for each in content.informed):
        found.setdefault(told.informed_on, set()).add(told.letter or f"Kamerstuk {told.dossier}, nr. {told.number}")
    for day, title in _reference():
        found.setdefault(day, set()).add(title)
    return tuple(Letter(day, "; ".join(sorted(titles))) for day, titles in sorted(found.items()) if day <= until)


def named(letter: Letter) -> str:
    """The day and the title: "21 mei 2025: Kamerbrief stand van zaken"."""
    return f"{date_long(letter.happened_on)}: {letter.title}"


@cache
def _reference() -> tuple[tuple[date, str], ...]:
    with EVENTS.open(encoding="utf-8", newline="") as lines:
        rows = [line for line in csv.DictReader(lines) if line["kind"] == LETTER_KIND]
    return tuple((date.fromisoformat(row["happened_on"]), row["title"]) for row in rows)
