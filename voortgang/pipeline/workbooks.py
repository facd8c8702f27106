"""Delivered Excel workbooks, rewritten as text so that they take the same road as every other file."""

import csv
import datetime
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.findings import SHOWN_EXAMPLES
from voortgang.pipeline.text_files import is_web_page

OLE_START = b"\xd0\xcf\x11\xe0"
CHUNK_BYTES = 1 << 20
LONGEST_CELL_BYTES = 1 << 18
UNPACKED_BYTES = 2 << 30
"""a full sheet of a contract unpacks to a third of this, and takes 1,5 GB of memory to read"""
EXCEL_DIGITS = 10**15
"""Excel keeps fifteen digits: a longer number arrives with zeros at its end"""
UNREADABLE = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, LookupError, EOFError, ValueError, RuntimeError)
"""what Python says about a damaged, encrypted or foreign archive"""
CELL = rb'<(?:\w+:)?c (?=[^>]*\br="([A-Z]+[0-9]+)")'


@dataclass(frozen=True)
class Loss:
    """A kind of cell without a value; `sign` stands in every such cell and is quickly found to be absent."""

    what: str
    sign: bytes
    cell: re.Pattern[bytes]


LOSSES = (
    Loss("een foutwaarde, zoals #N/B", b't="e"', re.compile(CELL + rb'[^>]*\bt="e"')),
    Loss(
        "een formule zonder uitkomst",
        b"f>",
        re.compile(
            CELL + rb'(?![^>]*\bt="str")[^>]*>\s*<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>\s*'
            rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
        ),
    ),
)


def workbook_as_csv(path: Path, work: Path) -> tuple[Path, list[str]]:
    """Write the first sheet of an .xlsx to folder `work` as UTF-8 text, row by row; also what is odd, in Dutch.

    Raises DeliveryRefused for what is no workbook, and for cells of which Excel itself lost the value.
    """
    _refuse_what_is_no_workbook(path)
    from python_calamine import CalamineError, CalamineWorkbook

    target = work / f"{path.stem}.utf-8.csv"
    try:
        _refuse_lost_cells(path)
        with CalamineWorkbook.from_path(str(path)) as workbook:
            rows = workbook.get_sheet_by_index(0).iter_rows()
            _write(rows, target, path.name)
            return target, _doubts(workbook.sheet_names, path.name)
    except (CalamineError, *UNREADABLE) as error:
        raise DeliveryRefused(
            f"{path.name} is als Excel-bestand niet te lezen. Open het in Excel, sla het opnieuw op en lever het dan."
        ) from error


def _refuse_what_is_no_workbook(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise DeliveryRefused(f"{path.name} is leeg. Lever het bestand opnieuw, met kopregel en gegevens.")
    if is_web_page(start):
        raise DeliveryRefused(
            f"{path.name} heet een Excel-bestand, maar is een webpagina (HTML). "
            "Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
        )
    if start.startswith(OLE_START):
        raise DeliveryRefused(
            f"{path.name} is met een wachtwoord beveiligd of een oud .xls-bestand. Sla het op als gewone .xlsx."
        )


def _refuse_lost_cells(path: Path) -> None:
    # calamine gives such cells as empty, and an empty date means that a request is still open
    with zipfile.ZipFile(path) as archive:
        sheet = _first_sheet(archive)
        if archive.getinfo(sheet).file_size > UNPACKED_BYTES:
            raise DeliveryRefused(f"{path.name} is te groot voor een werkmap. Lever dit extract als CSV of Parquet.")
        for loss in LOSSES:
            cells = _cells(archive, sheet, loss)
            if cells:
                raise DeliveryRefused(
                    f"In {path.name} bevat {', '.join(cells)} {loss.what}. "
                    "Herstel dit in Excel en sla het bestand opnieuw op."
                )


def _first_sheet(archive: zipfile.ZipFile) -> str:
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).findall(".//{*}sheet")
    (relation,) = (value for name, value in sheets[0].attrib.items() if name.endswith("}id"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    (target,) = (link.get("Target", "") for link in links if link.get("Id") == relation)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _cells(archive: zipfile.ZipFile, sheet: str, loss: Loss) -> list[str]:
    found: dict[str, None] = {}
    with archive.open(sheet) as file:
        tail = b""
        while (chunk := file.read(CHUNK_BYTES)) and len(found) < SHOWN_EXAMPLES:
            text = tail + chunk
            if loss.sign in text:
                found |= {match[1].decode(): None for match in loss.cell.finditer(text)}
            tail = text[-LONGEST_CELL_BYTES:]
    return list(found)[:SHOWN_EXAMPLES]


def _write(rows: Iterable[Sequence[object]], target: Path, name: str) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        # with \r\n as terminator the writer also quotes a lone \r inside a cell
        writer = csv.writer(file, lineterminator="\r\n")
        for row in rows:
            texts = [_text(cell, name) for cell in row]
            if any(texts):
                writer.writerow(texts)


def _doubts(sheets: list[str], name: str) -> list[str]:
    if len(sheets) == 1:
        return []
    return [f"Van {name} is alleen het eerste werkblad ({sheets[0]}) gelezen, niet: {', '.join(sheets[1:])}."]


def _text(cell: object, name: str) -> str:
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, int | float):
        if abs(cell) >= EXCEL_DIGITS:
            raise DeliveryRefused(
                f"In {name} staat een getal van meer dan vijftien cijfers, en dat rondt Excel af. "
                "Maak die kolom op als tekst en vul haar opnieuw."
            )
        return str(int(cell)) if cell == int(cell) else format(Decimal(repr(cell)), "f")
    return str(cell)
