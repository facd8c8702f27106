"""A workbook that somebody hands in: opened with care, and with what its cells hold instead of a value."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from math import isfinite
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from voortgang.dutch import listing, number
from voortgang.errors import VoortgangError
from voortgang.register.exchange.notation import Odd, shown

UNPACKED_BYTES = 100_000_000
MOST_ENTRIES, MOST_LINES, MOST_COLUMNS = 1000, 5000, 200
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    CalamineError,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
)
"""what is said about a damaged or foreign archive"""
ENCRYPTED = 0x1
FORMULA, ERROR = Odd("een formule"), Odd("een foutwaarde, zoals #N/B,")


def workbook_lines(content: bytes, name: str, sheet: str) -> list[list[Any]]:
    """The cells of every line of one sheet, from A1; raises VoortgangError when that cannot be read.

    A cell is text, a number, WAAR or ONWAAR, a day or a moment, empty text, or Odd.
    """
    try:
        parts = _parts(content, name)
        odd = _odd_cells(parts[_place(parts, name, sheet)], name)
        with CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts))) as book:
            lines: list[list[Any]] = [*book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    except UNREADABLE as error:
        raise VoortgangError(
            f"{name} is als werkmap niet te lezen. Open het in Excel, sla het opnieuw op als .xlsx en probeer het weer."
        ) from error
    for (row, at), what in odd.items():
        if row < len(lines) and at < len(lines[row]):
            lines[row][at] = what
    return lines


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    """What is in the archive, by name; nothing larger than it says it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = archive.infolist()
        if any(part.flag_bits & ENCRYPTED for part in found):
            raise VoortgangError(f"{name} is met een wachtwoord beveiligd. Sla het op zonder wachtwoord.")
        if len(found) > MOST_ENTRIES or sum(part.file_size for part in found) > UNPACKED_BYTES:
            raise VoortgangError(f"{name} wordt uitgepakt te groot om een export van dit register te zijn.")
        return {part.filename: archive.read(part) for part in found if not part.is_dir()}


def _packed(parts: dict[str, bytes]) -> bytes:
    """The same parts, anew: so the next reader finds what this one has weighed, whatever the archive claimed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _place(parts: dict[str, bytes], name: str, sheet: str) -> str:
    """The part in which a sheet is kept."""
    sheets = {each.get("name", ""): each for each in _tree(parts, "xl/workbook.xml").findall(".//{*}sheet")}
    if sheet not in sheets:
        others = listing([f"'{shown(each)}'" for each in sheets])
        raise VoortgangError(
            f"{name} heeft geen blad '{sheet}', wel: {others}. "
            "Werk in een export van dit register en laat de naam van dat blad staan."
        )
    relation = next(value for key, value in sheets[sheet].attrib.items() if key.endswith("}id"))
    links = _tree(parts, "xl/_rels/workbook.xml.rels")
    target = next((link.get("Target", "") for link in links if link.get("Id") == relation), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _tree(parts: dict[str, bytes], part: str) -> ElementTree.Element:
    if b"<!DOCTYPE" in parts[part]:
        raise ValueError("a workbook declares no entities")
    return ElementTree.fromstring(parts[part])


def _odd_cells(sheet: bytes, name: str) -> dict[tuple[int, int], Odd]:
    """Where a formula or an error stands; calamine gives the last outcome of the one and nothing of the other.

    Raises VoortgangError for a cell further away than any of ours, before room is made for all in between.
    """
    if b"<!DOCTYPE" in sheet:
        raise ValueError("a workbook declares no entities")
    found = {}
    for cell in _cells(sheet):
        row, at = xl_cell_to_rowcol(cell.get("r", "A1"))
        if row > MOST_LINES or at >= MOST_COLUMNS:
            raise VoortgangError(
                f"{name} heeft een gevulde cel {cell.get('r')}, en dat is verder dan {number(MOST_LINES)} regels of "
                f"{MOST_COLUMNS} kolommen. Wis wat daar staat, of begin opnieuw met een export."
            )
        if cell.get("t", "n") == "n" and not isfinite(float(cell.findtext("{*}v") or 0)):
            raise ValueError("calamine panics over a day that is infinitely far away")
        if cell.find("{*}f") is not None:
            found[row, at] = FORMULA
        elif cell.get("t") == "e":
            found[row, at] = ERROR
    return found


def _cells(sheet: bytes) -> Iterator[ElementTree.Element]:
    """The cells that hold something."""
    for _, element in ElementTree.iterparse(io.BytesIO(sheet)):
        if element.tag.endswith("}c") and len(element):
            yield element
        if element.tag.endswith("}row"):
            element.clear()
