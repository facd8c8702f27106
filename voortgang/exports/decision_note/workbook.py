"""Scenarios side by side as a workbook: every figure, project and measure, and what each scenario rests on."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voortgang.dutch import date_long, moment
from voortgang.exports.decision_note.content import FICTIONAL, assumptions
from voortgang.exports.decision_note.subject import Making, Subject
from voortgang.exports.decision_note.words import UNITS, named, reason, risk
from voortgang.exports.workbook import A4, AUTHOR, LONGEST_CELL, LOOKS, OPTIONS
from voortgang.methods.portfolio.comparing import Comparison, Unit, side_by_side

Cell = str | int | Fraction | bool | None
Rows = Iterator[tuple[str, tuple[Cell, ...]]]
NUMBERS: Mapping[Unit, str] = {"days": "#,##0.00", "points": "#,##0.0", "share": "0%", "count": "#,##0", "yes": "@"}
DAYS = NUMBERS["days"]
HEAD = "head"
NARROW, WIDE, LINE_HEIGHT = 9, 40, 15
MOST_CODES = 1000
"""of projects in one cell: all of them"""


def workbook_of(subjects: Sequence[Subject], making: Making, at: datetime) -> bytes:
    """The bytes of an .xlsx that says it was made at `at`; the same input gives the same bytes."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        title = f"Scenario's van het IV-portfolio, {date_long(making.made_on)}"
        book.set_properties(
            {"title": title, "author": AUTHOR, "company": "", "created": at.astimezone(UTC).replace(tzinfo=None)}
        )
        book.set_custom_property("Taal", "nl-NL")
        _Sheet(book, "Kerncijfers", title, _remarks(subjects)).write(_figures(subjects))
        _Sheet(book, "Projecten", "IV-dagen per project", ()).write(_projects(subjects, making.labels))
        _Sheet(book, "Maatregelen", "Maatregelen (VM)", ()).write(_measures(subjects, making.measures))
        _Sheet(book, "Herkomst", "Herkomst en uitgangspunten", (f"Programma {making.program}",)).write(
            _origins(subjects)
        )
    return content.getvalue()


class _Sheet:
    """A sheet with a title, lines and one table; what people typed is written as text and never as a formula."""

    def __init__(self, book: Workbook, name: str, title: str, lines: Sequence[str]) -> None:
        self._book, self._sheet = book, _printed(book.add_worksheet(name))
        self._formats: dict[str, Any] = {}
        self._sheet.write_string(0, 0, title, book.add_format(LOOKS["title"]))
        for at, line in enumerate(lines, start=1):
            self._sheet.write_string(at, 0, line)
        self._first = len(lines) + 2

    def write(self, rows: Rows) -> None:
        """Rows with the shape of their numbers; the first one is the header."""
        table = list(rows)
        widths = [_width([cells[at] for _, cells in table]) for at in range(len(table[0][1]))]
        for down, (shape, cells) in enumerate(table):
            lines = [_lines(cell, width) for cell, width in zip(cells, widths, strict=True)]
            self._sheet.set_row(self._first + down, LINE_HEIGHT * max(lines))
            for at, cell in enumerate(cells):
                self._write(self._first + down, at, cell, shape)
        for at, width in enumerate(widths):
            self._sheet.set_column(at, at, width + 2)
        self._sheet.repeat_rows(self._first)
        self._sheet.freeze_panes(self._first + 1, 1)

    def _write(self, row: int, at: int, cell: Cell, shape: str) -> None:
        if isinstance(cell, bool):
            cell = "ja" if cell else "nee"
        if isinstance(cell, int | Fraction):
            shape = NUMBERS["count"] if shape == DAYS and Fraction(cell).denominator == 1 else shape
            self._sheet.write_number(row, at, float(cell), self._format({"num_format": shape, "valign": "top"}))
        elif isinstance(cell, str):
            look = LOOKS["head" if shape == HEAD else "prose"] | {"align": "left", "indent": min(at, 1)}
            self._sheet.write_string(row, at, cell[:LONGEST_CELL], self._format(look))

    def _format(self, look: dict[str, Any]) -> Any:
        if str(look) not in self._formats:
            self._formats[str(look)] = self._book.add_format(look)
        return self._formats[str(look)]


def _width(cells: Sequence[Cell]) -> int:
    """Wide enough for the longest line, up to where it wraps."""
    longest = max(len(line) for cell in cells for line in str(cell or "").split("\n"))
    return min(max(longest, NARROW), WIDE)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes, because Excel does not always find that out itself."""
    return sum(max(1, -(-len(line) // width)) for line in str(cell or "").split("\n"))


def _printed(sheet: Worksheet) -> Worksheet:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _compared(subjects: Sequence[Subject]) -> Comparison:
    """Beside what the first of them starts from."""
    return side_by_side([subjects[0].now, *(each.side for each in subjects)])


def _remarks(subjects: Sequence[Subject]) -> tuple[str, ...]:
    fictional = [FICTIONAL] if any(each.origin.is_fictional for each in subjects) else []
    return (*fictional, *_compared(subjects).remarks)


def _figures(subjects: Sequence[Subject]) -> Rows:
    compared = _compared(subjects)
    yield HEAD, ("Cijfer", "Eenheid", *compared.names)
    for each in compared.figures:
        yield NUMBERS[each.unit], (each.label, UNITS[each.unit], *each.values)


def _projects(subjects: Sequence[Subject], labels: Mapping[str, str]) -> Rows:
    """Every project that some scenario knows; why it is in or out stands beside its days."""
    heads = (f"{each.side.name}: {what}" for each in subjects for what in ("dagen", "waarom"))
    yield HEAD, ("Project", "Naam", "Categorie", "Verplicht", "Gevraagd", "Nu", *heads)
    lines = [{line.code: line for line in each.side.summary.lines} for each in subjects]
    for code in sorted({code for known in lines for code in known}):
        first = next(known[code] for known in lines if code in known)
        told = [(known[code].days, reason(known[code])) if code in known else (None, None) for known in lines]
        about = (
            code,
            first.name,
            labels.get(first.category, first.category),
            first.is_mandatory,
            first.asked,
            first.allocated,
        )
        yield DAYS, (*about, *(cell for pair in told for cell in pair))


def _measures(subjects: Sequence[Subject], names: Mapping[int, str]) -> Rows:
    yield HEAD, ("Maatregel", "VM-nummer", *(each.side.name for each in subjects))
    waits = [{found.number: found.waits_for for found in each.side.summary.blocked} for each in subjects]
    can = [each.side.summary.unlocked for each in subjects]
    for number in sorted({number for known in (*waits, *can) for number in known}):
        told = (
            "kan door" if number in unlocked else f"wacht op {named(blocked[number], MOST_CODES)}" * (number in blocked)
            for unlocked, blocked in zip(can, waits, strict=True)
        )
        yield NUMBERS["count"], (names.get(number, ""), number, *told)


def _origins(subjects: Sequence[Subject]) -> Rows:
    """What each scenario rests on and what became of it, one scenario a column."""
    yield HEAD, ("Gegeven", *(each.side.name for each in subjects))
    told = [dict(_origin(each)) for each in subjects]
    for term in told[0]:
        yield DAYS, (term, *(each[term] for each in told))


def _origin(subject: Subject) -> Iterator[tuple[str, Cell]]:
    decided, origin, composition = subject.decided, subject.origin, subject.side.composition
    yield "Stand van het voorstel", subject.standing
    yield "Besluit", f"{decided.meeting}, {date_long(decided.met_on)}: {decided.text}" if decided else ""
    yield "Vastgelegd door", f"{decided.by}, {moment(decided.at)}" if decided else ""
    yield "Ingetrokken", subject.withdrawal
    yield "Bewaard door", f"{subject.saved_by}, {moment(subject.saved_at)}"
    yield "Uitgegaan van", f"{origin.baseline}, keten {composition.chain}"
    yield "Levering", f"{date_long(origin.delivered_on)}, bouw {origin.build_id}"
    yield "Gegevens", "fictief" if origin.is_fictional else "echt"
    yield "Uitgangspunten", "\n".join(assumptions(composition, MOST_CODES))
    yield "Risico's", "\n".join(risk(each, MOST_CODES) for each in subject.side.summary.risks) or "geen gevonden"
