"""A file that somebody hands in, as lines of cells under our heads; or the reason why it cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from voortgang.dutch import number
from voortgang.errors import VoortgangError
from voortgang.register.exchange.csv_files import csv_lines
from voortgang.register.exchange.fields import Field
from voortgang.register.exchange.notation import shown, text_in

MOST_BYTES = 10_000_000
MOST_LINES = 5000
ZIP_START, OLE_START = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Line:
    """One line of a file: its number as a spreadsheet shows it, and its cells in the order of the fields."""

    number: int
    cells: tuple[Any, ...]
    """as `packed.workbook_lines` gives them; of a CSV file all text"""
    surplus: int = 0
    """filled cells beyond the heads or, negative, cells that are not there"""


def lines_of(content: bytes, name: str, sheet: str, columns: Sequence[Field]) -> tuple[Line, ...]:
    """The lines of a workbook (one of its sheets) or a CSV file, whichever it is; empty lines are left out.

    Raises VoortgangError when it is neither, too large, empty, or has other columns.
    """
    head, *lines = _found(content, name, sheet)
    heads = [_head(cell, name) for cell in head]
    while heads and not heads[-1]:
        heads.pop()
    places = _places(heads, name, columns)
    return tuple(
        _line(at, cells, places, len(heads)) for at, cells in enumerate(lines, start=2) if any(map(_is_filled, cells))
    )


def _line(at: int, cells: Sequence[Any], places: Sequence[int], width: int) -> Line:
    surplus = sum(map(_is_filled, cells[width:])) or min(len(cells) - width, 0)
    return Line(at, tuple(cells[place] if place < len(cells) else "" for place in places), surplus)


def _is_filled(cell: Any) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _found(content: bytes, name: str, sheet: str) -> Sequence[Sequence[Any]]:
    if len(content) > MOST_BYTES:
        raise VoortgangError(
            f"{name} is groter dan {MOST_BYTES // 1_000_000} MB. Lever alleen het register zelf, zonder plaatjes."
        )
    if content.startswith(OLE_START):
        raise VoortgangError(
            f"{name} is met een wachtwoord beveiligd of een oud .xls-bestand. Sla het op als gewone .xlsx."
        )
    if content.startswith(ZIP_START):
        from voortgang.register.exchange.packed import workbook_lines

        found: Sequence[Sequence[Any]] = workbook_lines(content, name, sheet)
    else:
        found = csv_lines(content, name)
    if len(found) > MOST_LINES:
        raise VoortgangError(f"{name} heeft meer dan {number(MOST_LINES)} regels. Lever alleen het register zelf.")
    if not found or not any(map(_is_filled, found[0])):
        raise VoortgangError(f"{name} is leeg of begint niet met kolomkoppen. Begin met een export van dit register.")
    return found


def _head(cell: Any, name: str) -> str:
    try:
        return text_in(cell)
    except VoortgangError:
        raise VoortgangError(f"In de eerste regel van {name} staan niet alleen kolomkoppen. Zet die terug.") from None


def _places(heads: Sequence[str], name: str, columns: Sequence[Field]) -> list[int]:
    """Where each field stands; raises VoortgangError with every head that is missing, unknown or there twice."""
    found = [" ".join(head.split()).casefold() for head in heads]
    ours = {field.head.casefold(): field.head for field in columns}
    wrong = {
        "ontbreekt": [head for folded, head in ours.items() if folded not in found],
        "is onbekend": [heads[at] or "(zonder kop)" for at, head in enumerate(found) if head not in ours],
        "staat er twee keer": [head for folded, head in ours.items() if found.count(folded) > 1],
    }
    told = [f"{what}: {', '.join(map(shown, named))}" for what, named in wrong.items() if named]
    if told:
        raise VoortgangError(
            f"De kolommen van {name} kloppen niet ({'; '.join(told)}). "
            "Werk in een export van dit register en laat de koppen staan."
        )
    return [found.index(folded) for folded in ours]
