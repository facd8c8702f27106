"""A sheet that is written from the top: titles, prose and tables, in which text stays text and a number a number."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voortgang.exports.workbook import A4, LINE_HEIGHT, LONGEST_CELL, LOOKS
from voortgang.letter.tables import Cell
from voortgang.methods.disclosure import HIDDEN_TEXT

Written = Cell | Decimal
FORMATS = {
    "date": "dd/mm/yyyy",
    "whole": "#,##0",
    "decimal": "#,##0.0##",
    "aandeel": "0.0%",
    "kans": "0.0%",
    "p-waarde": "0.000",
    "euro": '"€" #,##0.00',
    "jaar": "0",
    "nummer": "0",
}
"""by kind of value or unit; Excel writes them with the separators of the reader"""
CODE = "code"
"""unit of text for programs, which stays on one line"""
ASIDE: dict[str, Any] = {"align": "right", "indent": 1}
"""numbers stand free of the text in the next column"""
NARROWEST, WIDEST, UNSET, PROSE_WIDTH = 10, 68, 8, 100
"""signs; a SHA-256 fits, and a column without a width is eight wide"""


class Sheet:
    """One sheet, and the row that comes next (`row`, from 0)."""

    def __init__(self, book: Workbook, name: str, label: str, looks: dict[str, Any]) -> None:
        self.book, self.row, self.widest = book, 0, WIDEST
        self.sheet: Worksheet = book.add_worksheet(name)
        self._looks = looks
        self._widths: dict[int, int] = {}
        self._prose: list[tuple[int, str]] = []
        self.sheet.set_paper(A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L{label}&R&P / &N")

    def title(self, text: str, label: str) -> None:
        """The first line, and that figures are fictional when they are."""
        self._line(text, "title")
        if label:
            self._line(label, "label")
        self.row += 1

    def heading(self, text: str) -> None:
        """A line above a table, with room before it."""
        self.row += 1
        self._line(text, "heading")

    def prose(self, *texts: str) -> None:
        """Lines of text over the whole sheet."""
        self._prose += [(at, text) for at, text in enumerate(texts, start=self.row)]
        self.row += len(texts)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Written]], units: Sequence[str] = ()) -> None:
        """A header row and rows; a number takes the notation of the unit of its column."""
        first = self.row
        for at, head in enumerate(heads):
            self._write(first, at, head, self._looks["number head" if _is_of_numbers(rows, at) else "head"])
            self._widen(at, head)
        for down, cells in enumerate(rows, start=first + 1):
            for at, cell in enumerate(cells):
                self.cell(down, at, cell, units[at] if units else "")
        for down, cells in enumerate(rows, start=first + 1):
            texts = [(at, cell) for at, cell in enumerate(cells) if not units or units[at] != CODE]
            self.sheet.set_row(down, LINE_HEIGHT * max((self._lines(*each) for each in texts), default=1))
        self.row = first + len(rows) + 1

    def listing(self, heads: Sequence[str], rows: Sequence[Sequence[Written]], units: Sequence[str] = ()) -> None:
        """A table that is the whole sheet: its header stays in sight and on paper, and it can be filtered."""
        first = self.row
        self.table(heads, rows, units)
        self.sheet.freeze_panes(first + 1, 1)
        self.sheet.repeat_rows(first)
        self.sheet.autofilter(first, 0, first + len(rows), len(heads) - 1)

    def cell(self, down: int, at: int, cell: Written, unit: str = "") -> None:
        """One cell: a number, a date, text, or that a value may not be shown."""
        if isinstance(cell, date):
            self.sheet.write_datetime(down, at, cell, self._looks["date"])
        elif isinstance(cell, int | float | Decimal):
            self.sheet.write_number(down, at, float(cell), self._looks[_notation(cell, unit)])
        elif cell is not None:
            look = "hidden" if cell == HIDDEN_TEXT else CODE if unit == CODE else "prose"
            self._write(down, at, cell, self._looks[look])
            self._widen(at, cell)

    def fit(self) -> None:
        """Give each column the width of what is in its tables, and prose as many lines as it then takes."""
        for at, width in self._widths.items():
            self.sheet.set_column(at, at, width)
        last, width = 0, self._widths.get(0, NARROWEST)
        while width < PROSE_WIDTH:
            last, width = last + 1, width + self._widths.get(last + 1, UNSET)
        for down, text in self._prose:
            self.sheet.set_row(down, LINE_HEIGHT * -(-len(text) // width))
            self.sheet.merge_range(down, 0, down, last, "", self._looks["prose"])
            self._write(down, 0, text, self._looks["prose"])

    def _lines(self, at: int, cell: Written) -> int:
        """How many lines a text takes in its column: not every program gives a row its height."""
        width = self._widths.get(at, NARROWEST)
        return sum(max(1, -(-len(line) // width)) for line in cell.splitlines()) if isinstance(cell, str) else 1

    def _line(self, text: str, look: str) -> None:
        self._write(self.row, 0, text, self._looks[look])
        self.row += 1

    def _write(self, down: int, at: int, text: str, look: Any) -> None:
        self.sheet.write_string(down, at, text[:LONGEST_CELL], look)

    def _widen(self, at: int, text: str) -> None:
        longest = max((len(line) for line in text.splitlines()), default=0)
        self._widths[at] = max(self._widths.get(at, NARROWEST), min(longest + 2, self.widest))


def looks_of(book: Workbook) -> dict[str, Any]:
    """The formats of the house for this workbook, by name."""
    own = {
        "label": {"bold": True, "font_color": "#a80000"},
        "heading": {"bold": True, "font_size": 12},
        CODE: {"valign": "top"},
        "number head": LOOKS["number head"] | ASIDE,
        "hidden": LOOKS["hidden"] | ASIDE,
    }
    looks = {name: book.add_format(look) for name, look in {**LOOKS, **own}.items()}
    shapes = {name: {"num_format": shape, "valign": "top"} | ASIDE for name, shape in FORMATS.items()}
    shapes["date"] |= {"align": "left", "indent": 0}
    return looks | {name: book.add_format(shape) for name, shape in shapes.items()}


def _is_of_numbers(rows: Sequence[Sequence[Written]], at: int) -> bool:
    found = [row[at] for row in rows]
    is_told = any(isinstance(cell, str) and cell != HIDDEN_TEXT for cell in found)
    return not is_told and any(isinstance(cell, int | float | Decimal) for cell in found)


def _notation(cell: float | Decimal, unit: str) -> str:
    if unit in FORMATS:
        return unit
    return "whole" if cell == int(cell) else "decimal"
