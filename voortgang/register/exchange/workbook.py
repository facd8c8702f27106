"""The register as a workbook: cells to work in with lists to choose from, all history, and what everything means."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voortgang.errors import VoortgangError
from voortgang.register.exchange import notation
from voortgang.register.exchange.explanation import explanation
from voortgang.register.exchange.extract import Extract, Values, entry_line, line_of
from voortgang.register.exchange.fields import HISTORY, MEASURES, Field
from voortgang.register.texts import FIRST_YEAR, LAST_YEAR

SHEET, HISTORY_SHEET, MEANING_SHEET = "Maatregelen", "Geschiedenis", "Uitleg"
AUTHOR = "Voortgangsmonitor invordering"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL = 32_767
"""Excel keeps no more of a text"""
NO_XML = ("\ufffe", "\uffff")
"""signs that no workbook can hold"""
ROOM = 200
"""lines under the register in which new rows find the same lists to choose from"""
A4, FROZEN_COLUMNS = 9, 2
WIDTHS = (32, 90, 34, 60)
"""of the columns of the sheet with the explanation"""
TEXT = {"valign": "top", "text_wrap": True, "num_format": "@", "quote_prefix": True}
LOOKS: dict[str, dict[str, Any]] = {
    "text": TEXT,
    "kept": TEXT | {"font_color": "#595959", "bg_color": "#f3f3f3"},
    "day": {"valign": "top", "num_format": "dd-mm-yyyy", "align": "left"},
    "kept day": {"valign": "top", "num_format": "dd-mm-yyyy", "align": "left", "bg_color": "#f3f3f3"},
    "number": {"valign": "top", "num_format": "0", "align": "left", "font_color": "#595959", "bg_color": "#f3f3f3"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#d6e3f0"},
    "kept head": {"bold": True, "italic": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#d9d9d9"},
    "prose": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
}
HEAD_HEIGHT, LINE_HEIGHT, MOST_LINES = 48, 15, 16


def workbook(found: Extract) -> bytes:
    """The bytes of an .xlsx file; raises VoortgangError when a text does not fit in one."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        created = found.made_at.replace(tzinfo=None)
        book.set_properties({"title": "Register van maatregelen", "author": AUTHOR, "created": created})
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        lines = [line_of(state, found.drafts.get(state.row.id)) for state in found.states]
        sheet = _sheet(book, SHEET, MEASURES, lines, looks)
        _offer_choices(sheet, len(lines) + ROOM)
        _sheet(book, HISTORY_SHEET, HISTORY, [entry_line(row, status) for row, status in found.log], looks)
        _write_explanation(book.add_worksheet(MEANING_SHEET), found, looks)
    return content.getvalue()


def _sheet(
    book: Workbook, name: str, columns: Sequence[Field], lines: Sequence[Values], looks: dict[str, Format]
) -> Worksheet:
    sheet = book.add_worksheet(name)
    _set_page(sheet)
    sheet.set_row(0, HEAD_HEIGHT)
    for at, field in enumerate(columns):
        sheet.set_column(at, at, field.width, looks[_look(field)])
        _write(sheet, (0, at), field.head, looks["kept head" if field.is_kept else "head"])
    for number, line in enumerate(lines, start=1):
        cells = [field.kind.write(line[field.name]) for field in columns]
        sheet.set_row(number, _height(columns, cells))
        for at, cell in enumerate(cells):
            _write(sheet, (number, at), cell, looks[_look(columns[at])])
    sheet.freeze_panes(1, FROZEN_COLUMNS)
    sheet.autofilter(0, 0, len(lines), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    return sheet


def _height(columns: Sequence[Field], cells: Sequence[notation.Cell]) -> int:
    """Of a row, so that its texts can be read: not every program finds it by itself."""
    lines = [
        sum(1 + len(part) // field.width for part in str(cell).split("\n"))
        for field, cell in zip(columns, cells, strict=True)
    ]
    return min(max(lines), MOST_LINES) * LINE_HEIGHT


def _set_page(sheet: Worksheet) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _look(field: Field) -> str:
    if field.kind is notation.DAY:
        return "kept day" if field.is_kept else "day"
    if field.kind is notation.NUMBER:
        return "number"
    return "kept" if field.is_kept else "text"


def _write(sheet: Worksheet, place: tuple[int, int], cell: notation.Cell, look: Format) -> None:
    """One cell, in which text is never read as a formula."""
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, look)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, look)
    elif cell:
        _refuse_what_does_not_fit(cell)
        sheet.write_string(*place, cell, look)
    else:
        sheet.write_blank(*place, None, look)


def _refuse_what_does_not_fit(text: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL or any(sign in text for sign in NO_XML):
        raise VoortgangError(
            f"De tekst die begint met '{text[:40]}' past niet in een cel van Excel. Exporteer het register als CSV."
        )


def _offer_choices(sheet: Worksheet, last_row: int) -> None:
    for at, field in enumerate(MEASURES):
        rule = _rule(field)
        if rule and not field.is_kept:
            sheet.data_validation(1, at, last_row, at, rule)


def _rule(field: Field) -> dict[str, Any] | None:
    if field.kind is notation.DAY:
        days = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
        told = {"error_title": "Geen datum", "error_message": "Vul een datum in als dd-mm-jjjj."}
        return {"validate": "date", "criteria": "between", **days, **told}
    if field.kind.choices:
        told = {"error_title": "Onbekend", "error_message": "Kies een waarde uit de lijst."}
        return {"validate": "list", "source": list(field.kind.choices), **told}
    return None


def _write_explanation(sheet: Worksheet, found: Extract, looks: dict[str, Format]) -> None:
    _set_page(sheet)
    sheet.fit_to_pages(1, 0)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    for number, (look, cells) in enumerate(explanation(found)):
        if look == "prose":
            sheet.set_row(
                number, LINE_HEIGHT * max(1 + len(text) // width for text, width in zip(cells, WIDTHS, strict=False))
            )
        for at, text in enumerate(cells):
            sheet.write_string(number, at, text, looks[look])
