"""Rows of the register as files: a CSV and a workbook, in which what people typed stays text."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voortgang import dutch
from voortgang.exports.excel_chart import CHART_ROWS, draw
from voortgang.exports.panels import panels
from voortgang.exports.workbook import AUTHOR, FIGURE, FORMATS, LONGEST_CELL, LOOKS, OPTIONS, TABLE

if TYPE_CHECKING:
    from voortgang.charts import Chart

Cell = str | int | date | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
NARROWEST, WIDEST, PAPER, FIRST_COLUMNS = 10, 60, 9, 8


@dataclass(frozen=True)
class Listing:
    """A table with a name for files, a title, and cells that are text, whole numbers, dates or empty."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def told(cell: Cell) -> str:
    """A cell as a reader sees it: 1.000, 21/05/2025, or "-" where there is nothing."""
    if isinstance(cell, date):
        return dutch.date_short(cell)
    return dutch.number(cell) if isinstance(cell, int) else cell or "-"


def csv_of(listing: Listing, facts: Sequence[str]) -> bytes:
    """For a Dutch spreadsheet: semicolons, dates as dd/mm/yyyy, and nothing that it would read as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(line)] for line in (listing.title, *facts))
    writer.writerow([])
    writer.writerow([harmless(head) for head in listing.heads])
    writer.writerows([_csv_cell(cell) for cell in row] for row in listing.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return str(cell)
    return dutch.date_short(cell) if isinstance(cell, date) else harmless(cell or "")


def harmless(text: str) -> str:
    """The text as a cell of a CSV file: what people typed, or a delivery held, must not become a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def workbook_of(listing: Listing, facts: Sequence[str], chart: "Chart | None" = None) -> bytes:
    """The bytes of an .xlsx file: the table and, of a figure that Excel knows, a native chart on a sheet of its own."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"title": listing.title, "author": AUTHOR, "company": ""})
        book.set_custom_property("Taal", "nl-NL")
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        looks["date"] = book.add_format({"num_format": FORMATS["date"], "valign": "top"})
        looks["whole"] = book.add_format({"num_format": FORMATS["whole"], "valign": "top"})
        _write_table(_sheet(book, TABLE), listing, facts, looks)
        if chart is not None:
            _write_figure(book, listing, chart)
    return content.getvalue()


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_paper(PAPER)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_table(sheet: Worksheet, listing: Listing, facts: Sequence[str], looks: dict[str, Any]) -> None:
    sheet.write_string(0, 0, listing.title, looks["title"])
    for at, fact in enumerate(facts, start=1):
        sheet.write_string(at, 0, fact)
    first = len(facts) + 2
    for at, head in enumerate(listing.heads):
        sheet.write_string(first, at, head, looks["head"])
        longest = max((len(told(row[at])) for row in listing.rows), default=0)
        sheet.set_column(at, at, min(max(longest, len(head), NARROWEST) + 2, WIDEST))
    for down, row in enumerate(listing.rows, start=first + 1):
        for at, cell in enumerate(row):
            _write_cell(sheet, down, at, cell, looks)
    sheet.repeat_rows(first)
    sheet.autofilter(first, 0, first + len(listing.rows), len(listing.heads) - 1)


def _write_cell(sheet: Worksheet, down: int, at: int, cell: Cell, looks: dict[str, Any]) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(down, at, cell, looks["date"])
    elif isinstance(cell, int):
        sheet.write_number(down, at, cell, looks["whole"])
    else:
        sheet.write_string(down, at, (cell or "")[:LONGEST_CELL], looks["prose"])


def _write_figure(book: Workbook, listing: Listing, chart: "Chart") -> None:
    sheet = _sheet(book, FIGURE)
    sheet.set_column(0, FIRST_COLUMNS, WIDEST // 3)
    drawn = panels(chart, None)
    row = CHART_ROWS * len(drawn)
    for at, panel in enumerate(drawn):
        row = draw(book, sheet, panel, (CHART_ROWS * at, row), (listing.title, chart.finding))
