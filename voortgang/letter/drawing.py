"""A frozen chart as the panel that Word and Excel draw: colours, dashes, markers and patterns of the house."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from voortgang.colours import GREY, PATTERNS, look
from voortgang.exports.panels import Kind, Panel, Series
from voortgang.letter import tables
from voortgang.letter.tables import ChartSpec
from voortgang.methods.disclosure import HIDDEN_TEXT

NORM: dict[str, Any] = {"type": "scatter", "mode": "lines", "line": {"color": GREY, "dash": "dash", "width": 2}}
CROSS: dict[str, Any] = {"type": "scatter", "mode": "markers", "marker": {"symbol": "x", "color": GREY}}
"""on the axis, where a value may not be shown"""
NEARLY = 0.8


def panel(spec: ChartSpec) -> Panel:
    """The axes of a chart, and its series: no two look alike, also without colours."""
    kind = _kind(spec)
    numbers = count()
    return Panel(
        kind=kind,
        title="",
        categories=list(spec.categories),
        series=[
            Series(_trace(each, spec, numbers), each.name, list(each.values), list(spec.categories))
            for each in spec.series
        ],
        category_axis={"autorange": "reversed"} if kind == "bar" else {},
        value_axis={
            "title": {"text": spec.unit},
            "rangemode": "tozero" if _may_start_at_zero(spec) else "normal",
            "range": (0, 1) if spec.is_percent and _fills(spec) else None,
            "tickformat": ",.0%" if spec.is_percent else ",d",
        },
        is_stacked=spec.is_stacked,
    )


def _kind(spec: ChartSpec) -> Kind:
    """Lying bars cannot carry a line, so with one they stand."""
    if spec.kind == "line":
        return "line"
    has_line = any(each.is_line or each.is_norm for each in spec.series)
    return "bar" if spec.kind == "bar" and not has_line else "column"


def _trace(series: tables.Series, spec: ChartSpec, numbers: Iterator[int]) -> dict[str, Any]:
    if series.is_norm or series.name == HIDDEN_TEXT:
        return NORM if series.is_norm else CROSS
    number = next(numbers)
    colour, marker, dash = look(number)
    if _kind(spec) == "line" or series.is_line:
        mode = "lines+markers" if series.is_line or not _has_lines(spec) else "markers"
        line = {"color": colour, "dash": dash, "width": 2}
        return {"type": "scatter", "mode": mode, "line": line, "marker": {"symbol": marker, "color": colour}}
    return {"type": "bar", "marker": {"color": colour, "pattern": {"shape": PATTERNS[number % len(PATTERNS)]}}}


def _has_lines(spec: ChartSpec) -> bool:
    """Does it tell which series are lines? The others are points then."""
    return any(each.is_line and not each.is_norm for each in spec.series)


def _may_start_at_zero(spec: ChartSpec) -> bool:
    return all(value is None or value >= 0 for series in spec.series for value in series.values)


def _fills(spec: ChartSpec) -> bool:
    """Do shares come near the whole? Then the axis ends there, and not at 120%."""
    highest = max((value for series in spec.series for value in series.values if value is not None), default=0)
    return NEARLY < highest <= 1 and _may_start_at_zero(spec)
