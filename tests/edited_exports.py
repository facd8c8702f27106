"""Exports as an editor hands them back: some cells changed, lines added or taken away."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook

from voortgang.register.exchange.comparing import Comparison, compare
from voortgang.register.exchange.csv_files import register_csv
from voortgang.register.exchange.extract import extract
from voortgang.register.exchange.verdicts import Verdict

Line = dict[str, Any]
"""cells by the head of their column"""
SHEET = "Maatregelen"
JULY = date(2025, 7, 2)
BEGUN = {"Fase": "beleidsuitwerking", "Geldig vanaf": "2025-11-03"}
FRESH = {"Rij": "", "Maatregel-id": "", "Stand": "", "Laatste stand": "", "Vastgelegd op": "", "Vastgelegd door": ""}
NEW_LINE = FRESH | {"Maatregel": "Nieuwe maatregel", "Ambitie": "Nieuwe ambitie", "VM-nummers": "50"}


def csv_lines(content: bytes) -> list[Line]:
    """The lines of a CSV export, as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def csv_file(lines: list[Line]) -> bytes:
    """A CSV file of these lines."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return ("\ufeff" + text.getvalue()).encode()


def edited_csv(content: bytes, **rows: Line) -> bytes:
    """The export with other cells in these rows: `row_3={"Fase": "beleidsuitwerking"}`."""
    lines = csv_lines(content)
    for name, cells in rows.items():
        (line,) = (each for each in lines if each["Rij"] == name.removeprefix("row_"))
        assert set(cells) <= set(line)
        line.update(cells)
    return csv_file(lines)


def workbook_lines(content: bytes, sheet: str = SHEET) -> list[list[Any]]:
    """The cells of a sheet, head included."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return [*book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def workbook_file(
    lines: list[list[Any]], then: Callable[[Workbook, Any], None] | None = None, sheet: str = SHEET
) -> bytes:
    """A workbook with these cells; `then` can do more to the book and its sheet."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        written = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for row, cells in enumerate(lines):
            for at, cell in enumerate(cells):
                if isinstance(cell, date):
                    written.write_datetime(row, at, cell, day)
                elif cell != "":
                    written.write(row, at, cell)
        if then:
            then(book, written)
    return content.getvalue()


def edited_workbook(content: bytes, cells: dict[tuple[int, str], Any], **more: Any) -> bytes:
    """The export with other cells: `{(3, "Fase"): "beleidsuitwerking"}` for row 3 of the register."""
    head, *lines = workbook_lines(content)
    for (row, name), value in cells.items():
        (line,) = (each for each in lines if each[0] == row)
        line[head.index(name)] = value
    return workbook_file([head, *lines], **more)


def exported() -> bytes:
    return register_csv(extract(JULY))


def compared(content: bytes, name: str = "maatregelen.csv") -> Comparison:
    return compare(content, name, JULY)


def line_of(found: Comparison, row: int) -> Verdict:
    """The only line of a row."""
    (line,) = (each for each in found.verdicts if each.name.startswith(f"Rij {row}:"))
    return line


def with_line(line: dict[str, str], row: str = "3") -> bytes:
    """The export with one more line, like that of a row but for some cells."""
    lines = csv_lines(exported())
    (like,) = (each for each in lines if each["Rij"] == row)
    return csv_file([*lines, like | line])
