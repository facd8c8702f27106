"""Delivered Excel workbooks, rewritten as text so that they take the same road as every other file."""

import csv
import datetime
import zipfile
from pathlib import Path

from voortgang.errors import DeliveryRefused
from voortgang.pipeline.text_files import is_web_page

OLE_START = b"\xd0\xcf\x11\xe0"


def workbook_as_csv(path: Path, work: Path) -> Path:
    """Write the first sheet of an .xlsx to folder `work` as UTF-8 text, row by row; raises DeliveryRefused."""
    _refuse_what_is_no_workbook(path)
    from python_calamine import CalamineError, CalamineWorkbook

    target = work / f"{path.stem}.utf-8.csv"
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook, target.open("w", encoding="utf-8", newline="") as file:
            rows = workbook.get_sheet_by_index(0).iter_rows()
            csv.writer(file, lineterminator="\n").writerows([_text(cell) for cell in row] for row in rows)
    except (CalamineError, zipfile.BadZipFile) as error:
        raise DeliveryRefused(f"{path.name} is als Excel-bestand niet te lezen. Open het in Excel, sla het opnieuw op en lever het dan.") from error
    return target


def _refuse_what_is_no_workbook(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise DeliveryRefused(f"{path.name} is leeg. Lever het bestand opnieuw, met kopregel en gegevens.")
    if is_web_page(start):
        raise DeliveryRefused(
            f"{path.name} heet een Excel-bestand, maar is een webpagina (HTML). Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
        )
    if start.startswith(OLE_START):
        raise DeliveryRefused(f"{path.name} is met een wachtwoord beveiligd of een oud .xls-bestand. Sla het op als gewone .xlsx.")


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)
