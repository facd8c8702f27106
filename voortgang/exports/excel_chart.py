"""Panels of a figure as cells and native Excel charts over those cells."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart as ExcelChart
from xlsxwriter.utility import xl_range_formula
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voortgang.colours import GREY
from voortgang.exports.looks import bar_look, colour, line_look, number_format
from voortgang.exports.panels import Panel, Series, Trace, Value

CHART_ROWS, CHART_SIZE = 22, {"width": 940, "height": 420}
HEAD_HEIGHT = 45
NO_TICKS = {"major_tick_mark": "none", "minor_tick_mark": "none"}
"""to be said: of a file that is silent LibreOffice draws ticks everywhere"""
UP, DOWN = "#d95f00", "#007bc7"
Reference = list[Any]
"""sheet, first row, first column, last row, last column"""


def draw(book: Workbook, sheet: Worksheet, panel: Panel, place: tuple[int, int], about: tuple[str, str]) -> int:
    """Write the cells of a panel from row `place[1]`, its chart at row `place[0]`; returns the row after the cells.

    `about` holds the title of the chart and its alternative text.
    """
    title, description = about
    chart_row, first_row = place
    chart, after = chart_over(book, sheet, panel, first_row)
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_size(CHART_SIZE)
    sheet.insert_chart(chart_row, 0, chart, {"description": description, "object_position": 2})
    return after


def chart_over(book: Workbook, sheet: Worksheet, panel: Panel, first_row: int) -> tuple[ExcelChart, int]:
    """Write the cells of a panel from a row; its chart, without a title and not yet on a sheet, and the row after."""
    table = _Table(book, sheet, panel, first_row)
    chart = _chart(book, panel, table)
    chart.set_legend({"position": "bottom"} if len(panel.series) > 1 else {"none": True})
    chart.show_blanks_as("gap")
    return chart, table.last_row + 2


class _Table:
    """The plotted numbers as cells, and where each column stands."""

    def __init__(self, book: Workbook, sheet: Worksheet, panel: Panel, first_row: int) -> None:
        self._sheet, self._first_row, self._columns = sheet, first_row, 0
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._number = book.add_format({"num_format": number_format(panel)})
        self.last_row = first_row
        sheet.set_row(first_row, HEAD_HEIGHT)

    def column(self, name: str, values: Sequence[Any]) -> Reference:
        """Write one column; text is never read as a formula."""
        at, self._columns = self._columns, self._columns + 1
        self._sheet.write_string(self._first_row, at, name, self._head)
        for row, value in enumerate(values, start=self._first_row + 1):
            if isinstance(value, int | float):
                self._sheet.write_number(row, at, value, self._number)
            elif value is not None:
                self._sheet.write_string(row, at, str(value))
        last = self._first_row + max(len(values), 1)
        self.last_row = max(self.last_row, last)
        return [self._sheet.get_name(), self._first_row + 1, at, last, at]


def _chart(book: Workbook, panel: Panel, table: _Table) -> ExcelChart:
    if panel.kind == "waterfall":
        return _waterfall(book, panel, table)
    categories = None if panel.kind == "scatter" else table.column(_category_name(panel), panel.categories)
    kind = "scatter" if panel.kind == "scatter" else panel.kind
    stacked = {"subtype": "stacked"} if panel.is_stacked and kind in ("column", "bar") else {}
    chart = book.add_chart({"type": kind, **({"subtype": "straight_with_markers"} if kind == "scatter" else stacked)})
    lines = book.add_chart({"type": "line"}) if kind == "column" else chart
    for series in panel.series:
        (chart if series.is_bar else lines).add_series(_options(panel, series, categories, table))
    if kind == "column" and lines.series:
        chart.combine(lines)
    _set_axes(chart, panel)
    return chart


def _options(panel: Panel, series: Series, categories: Reference | None, table: _Table) -> dict[str, Any]:
    """What XlsxWriter must know of one series; its cells are written on the way."""
    places, values = _points(series)
    across = categories or table.column(f"{series.name}: {_category_name(panel)}", places)
    along = table.column(series.name, values)
    options = {"name": _head(along), "categories": across, "values": along, **_errors(series, table)}
    if series.is_bar or panel.kind == "bar":
        return options | bar_look(panel, series)
    return options | line_look(series.trace)


def _points(series: Series) -> tuple[list[Any], list[Value]]:
    """The points of a line; one that steps gets its corners, because Excel joins points straight."""
    if (series.trace.get("line") or {}).get("shape") != "hv" or (series.places and isinstance(series.places[0], str)):
        return series.places, series.values
    corners = [*zip(series.places[1:], series.values, strict=False)]
    pairs = [*zip(series.places, series.values, strict=True)]
    joined = [pair for at, point in enumerate(pairs) for pair in (point, *corners[at : at + 1])]
    return [place for place, _ in joined], [value for _, value in joined]


def _errors(series: Series, table: _Table) -> dict[str, Any]:
    if series.plus is None or series.minus is None:
        return {}
    plus, minus = (
        table.column(f"{series.name}: {word}", values)
        for word, values in (("omhoog", series.plus), ("omlaag", series.minus))
    )
    bars = {"type": "custom", "plus_values": _formula(plus), "minus_values": _formula(minus), "line": {"color": GREY}}
    return {"y_error_bars": bars | {"plus_data": series.plus, "minus_data": series.minus}}


def _waterfall(book: Workbook, panel: Panel, table: _Table) -> ExcelChart:
    """Bars that float between where a step starts and where it ends: the up and down bars of two unseen lines."""
    (series, *_) = panel.series
    measures = list(series.trace.get("measure") or ["relative"] * len(series.values))
    starts, ends, level = [], [], 0.0
    for value, measure in zip(series.values, measures, strict=True):
        step = value if isinstance(value, int | float) else 0.0
        starts.append(level if measure == "relative" else 0.0)
        level = level + step if measure == "relative" else (level if measure == "total" else step)
        ends.append(level)
    categories = table.column(_category_name(panel), panel.categories)
    table.column(series.name, series.values)
    chart = book.add_chart({"type": "line"})
    for name, values in (("van", starts), ("tot", ends)):
        column = table.column(name, values)
        chart.add_series({"name": _head(column), "categories": categories, "values": column, "line": {"none": True}})
    up, down = (
        {"fill": {"color": colour(((series.trace.get(side) or {}).get("marker") or {}).get("color"), fallback)}}
        for side, fallback in (("increasing", UP), ("decreasing", DOWN))
    )
    chart.set_up_down_bars({"up": up, "down": down})
    _set_axes(chart, panel)
    return chart


def _set_axes(chart: ExcelChart, panel: Panel) -> None:
    low, high = panel.value_axis.get("range") or (None, None)
    values: dict[str, Any] = {
        "name": _axis_name(panel.value_axis, ""),
        "num_format": "0%" if panel.is_percent else "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": "#d9dce0"}},
        **NO_TICKS,
    }
    if panel.value_axis.get("rangemode") == "tozero" or low == 0:
        values["min"] = 0
    if panel.is_percent and high is not None:
        values |= {"max": 1} if high >= 1 else {}
    category: dict[str, Any] = {"name": _axis_name(panel.category_axis, ""), "label_position": "low", **NO_TICKS}
    if panel.category_axis.get("autorange") == "reversed":
        category["reverse"] = True
        values["label_position"] = "high"  # the first category is at the top, the numbers stay below
    across, along = (values, category) if panel.kind == "bar" else (category, values)
    chart.set_x_axis(across)
    chart.set_y_axis(along)


def _category_name(panel: Panel) -> str:
    return _axis_name(panel.category_axis, "Periode" if panel.kind == "line" else "Categorie")


def _axis_name(axis: Trace, otherwise: str) -> str:
    return str((axis.get("title") or {}).get("text") or otherwise).replace("<br>", " ")


def _head(column: Reference) -> Reference:
    sheet, first_row, at, *_ = column
    return [sheet, first_row - 1, at]


def _formula(column: Reference) -> str:
    return "=" + xl_range_formula(*column)
