"""A result as an Excel workbook: its table, its figure as a native chart, and what each column means."""

import io
from typing import TYPE_CHECKING, Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voortgang import dutch
from voortgang.cells import cell, columns, is_hidden, is_number, is_period
from voortgang.exports.excel_chart import CHART_ROWS, draw
from voortgang.exports.panels import Panel, panels
from voortgang.methods.disclosure import CHANCE_UNIT, HIDDEN_TEXT, Protected, Row
from voortgang.pipeline.metrics import Column, Share

if TYPE_CHECKING:
    from voortgang.charts import Chart

AUTHOR = "Voortgangsmonitor invordering"
NOT_DRAWN = "De figuur van de pagina staat er niet bij: Excel kent deze soort niet."
TABLE, FIGURE, COLUMNS = "Tabel", "Grafiek", "Kolommen"
FORMATS = {"date": "dd/mm/yyyy", "share": "0.0%", "whole": "#,##0", "decimal": "#,##0.0", "p-waarde": "0.000"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "prose": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "number head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "align": "right"},
    "hidden": {"align": "right", "italic": True},
}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A4 = 9
LONGEST_CELL = 32_767
WIDEST, NARROWEST, PROSE_WIDTH = 48, 9, 100
FEWEST_COLUMNS, FIGURE_COLUMN, FIGURE_COLUMNS = 6, 16, 8
LINE_HEIGHT = 15


def workbook(shown: Protected, facts: list[str], chart: "Chart | None" = None) -> bytes:
    """The bytes of an .xlsx file; the same input gives the same bytes.

    A figure that Excel cannot draw is not there, and the table says so.
    """
    drawn = panels(chart, shown.parameters.get("period")) if chart else []
    facts = [*facts, NOT_DRAWN] if chart and not drawn else facts
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        _set_properties(book, shown)
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        looks |= {name: book.add_format({"num_format": shape}) for name, shape in FORMATS.items()}
        _write_table(_sheet(book, TABLE, shown), shown, facts, looks)
        if chart is not None and drawn:
            _write_figure(book, _sheet(book, FIGURE, shown), (shown, chart), drawn, facts, looks)
        _write_columns(_sheet(book, COLUMNS, shown), shown, looks)
    return content.getvalue()


def _set_properties(book: Workbook, shown: Protected) -> None:
    created = shown.build.built_at.replace(tzinfo=None)
    book.set_properties({"title": shown.metric.title, "author": AUTHOR, "company": "", "created": created})
    book.set_custom_property("Taal", "nl-NL")
    book.set_custom_property("Bouw", shown.build.id)


def _sheet(book: Workbook, name: str, shown: Protected) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{shown.metric.name}, {shown.build.id}&R&P / &N")
    return sheet


def _write_table(sheet: Worksheet, shown: Protected, facts: list[str], looks: dict[str, Any]) -> None:
    heads = columns(shown)
    widths = [_width(shown, column) for column in heads]
    _write(sheet, 0, 0, shown.metric.title, looks["title"])
    for number, line in enumerate([shown.metric.definition, *facts], start=1):
        _write_prose(sheet, number, line, [*widths, *[8] * (FEWEST_COLUMNS - len(widths))], looks["prose"])
    first_row = len(facts) + 3
    sheet.set_row(first_row, 2 * LINE_HEIGHT)
    for at, column in enumerate(heads):
        _write(sheet, first_row, at, column.label, looks["number head" if is_number(shown, column) else "head"])
        sheet.set_column(at, at, widths[at])
    for number, row in enumerate(shown.rows, start=first_row + 1):
        for at, column in enumerate(heads):
            _write_cell(sheet, (number, at), shown, row, column, looks)
    sheet.repeat_rows(first_row)
    sheet.autofilter(first_row, 0, first_row + len(shown.rows), len(heads) - 1)


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], shown: Protected, row: Row, column: Column | Share, looks: dict[str, Any]
) -> None:
    """One cell: a number as a number, a date as a date, and anything else as the text that the page shows."""
    written = cell(shown, row, column)
    if is_hidden(row, column):
        _write(sheet, *place, HIDDEN_TEXT, looks["hidden"])
    elif written == dutch.MISSING:
        sheet.write_blank(*place, None)
    elif is_number(shown, column):
        sheet.write_number(*place, _value(row, column), looks[_format(row, column)])
    elif shown.frame[column.name].dtype.kind == "M" and not is_period(shown, column):
        sheet.write_datetime(*place, row[column.name].to_pydatetime(), looks["date"])
    else:
        _write(sheet, *place, written)


def _value(row: Row, column: Column | Share) -> float:
    if isinstance(column, Share):
        return float(row[column.numerator] / row[column.denominator])
    return float(row[column.name])


def _format(row: Row, column: Column | Share) -> str:
    if isinstance(column, Share) or column.unit == CHANCE_UNIT:
        return "share"
    if column.unit in FORMATS:
        return column.unit
    return "decimal" if isinstance(row[column.name], float) else "whole"


def _write(sheet: Worksheet, row: int, at: int, text: str, look: Any = None) -> None:
    sheet.write_string(row, at, text[:LONGEST_CELL], look)


def _write_prose(sheet: Worksheet, row: int, text: str, widths: list[int], look: Any) -> None:
    """Text over the width of these columns: Excel gives merged cells no height of its own."""
    lines = -(-len(text) // int(sum(widths) * 0.9))
    sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    sheet.write_string(row, 0, text[:LONGEST_CELL], look)
    sheet.set_row(row, lines * LINE_HEIGHT)


def _width(shown: Protected, column: Column | Share) -> int:
    """Wide enough for the cells, and for the longest word of the label."""
    cells = max((len(cell(shown, row, column)) for row in shown.rows), default=0)
    words = max(len(word) for word in column.label.split())
    return min(max(cells, words + 2, NARROWEST) + 2, WIDEST)


def _write_figure(
    book: Workbook,
    sheet: Worksheet,
    of: tuple[Protected, "Chart"],
    drawn: list[Panel],
    facts: list[str],
    looks: dict[str, Any],
) -> None:
    """The charts from the top, their cells below."""
    shown, chart = of
    _write(sheet, 0, 0, shown.metric.title, looks["title"])
    _write_prose(sheet, 1, " · ".join(facts), [FIGURE_COLUMN] * FIGURE_COLUMNS, looks["prose"])
    sheet.set_column(0, 30, FIGURE_COLUMN)
    row = 3 + CHART_ROWS * len(drawn)
    for number, panel in enumerate(drawn):
        title = f"{shown.metric.title}: {panel.title}" if panel.title else shown.metric.title
        row = draw(book, sheet, panel, (3 + CHART_ROWS * number, row), (title, _description(shown, chart)))


def _description(shown: Protected, chart: "Chart") -> str:
    """The finding as alternative text; of groups it may hold a percentage that may not leave the building."""
    if shown.smallest_denominator is None:
        return chart.finding
    return f"{shown.metric.title}, {shown.metric.grain}. De getallen staan onder de grafiek en op het blad {TABLE}."


def _write_columns(sheet: Worksheet, shown: Protected, looks: dict[str, Any]) -> None:
    for at, (label, width) in enumerate({"Kolom": 32, "Betekenis": PROSE_WIDTH, "Eenheid": 16}.items()):
        _write(sheet, 0, at, label, looks["head"])
        sheet.set_column(at, at, width)
    for row, column in enumerate(columns(shown), start=1):
        for at, text in enumerate((column.label, *_explained(shown, column))):
            _write(sheet, row, at, text, looks["prose"])


def _explained(shown: Protected, column: Column | Share) -> tuple[str, str]:
    if isinstance(column, Column):
        return column.meaning, column.unit
    parts = (shown.metric.columns[name].label for name in (column.numerator, column.denominator))
    return " gedeeld door ".join(parts), "percentage"
