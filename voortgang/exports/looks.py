"""How series look in Excel: the colours, dashes, markers and number formats of the figure itself."""

import re
from typing import Any

from voortgang.colours import GREY
from voortgang.exports.panels import Panel, Series, Trace

WHOLE, DECIMAL, PERCENT = "#,##0", "#,##0.0", "0.0%"
DASHES = {
    "dash": "dash",
    "dot": "round_dot",
    "dashdot": "dash_dot",
    "longdash": "long_dash",
    "longdashdot": "long_dash_dot",
}
MARKERS = {"square": "square", "diamond": "diamond", "triangle": "triangle", "cross": "plus", "x": "x", "star": "star"}
PATTERNS = {
    "/": "wide_upward_diagonal",
    "\\": "wide_downward_diagonal",
    "x": "outlined_diamond",
    "-": "narrow_horizontal",
    "|": "narrow_vertical",
    "+": "small_grid",
    ".": "percent_20",
}
RGB = re.compile(r"rgba?\((\d+), ?(\d+), ?(\d+)")


def bar_look(panel: Panel, series: Series) -> dict[str, Any]:
    """What XlsxWriter must know to draw bars; those that are alone at their place get its whole width."""
    colours = (series.trace.get("marker") or {}).get("color")
    places = [place for other in panel.series if other.is_bar for place in _filled(other)]
    is_alone = len(places) == len(set(places))
    look: dict[str, Any] = {"fill": {"color": colour(colours)}, "gap": 40} | _pattern(series)
    if panel.is_stacked or is_alone:
        look["overlap"] = 100
    if isinstance(colours, list | tuple):
        look["points"] = [{"fill": {"color": colour(each)}} for each in colours]
    if series.trace.get("text") is not None:
        look["data_labels"] = _labels(panel, series)
    return look


def _pattern(series: Series) -> dict[str, Any]:
    """White strokes over the colour of the bars, which then do not differ by colour alone."""
    marker = series.trace.get("marker") or {}
    kind = PATTERNS.get(str((marker.get("pattern") or {}).get("shape")))
    if kind is None or isinstance(marker.get("color"), list | tuple):
        return {}
    return {"pattern": {"pattern": kind, "fg_color": "#ffffff", "bg_color": colour(marker.get("color"))}}


def _filled(series: Series) -> list[int]:
    return [at for at, value in enumerate(series.values) if value is not None]


def _labels(panel: Panel, series: Series) -> dict[str, Any]:
    hidden = [{"value": value} if isinstance(value, str) else None for value in series.values]
    return {"value": True, "num_format": "0%" if panel.is_percent else number_format(panel), "custom": hidden}


def line_look(trace: Trace) -> dict[str, Any]:
    """What XlsxWriter must know to draw a line, points, or both."""
    mode, line, marker = trace.get("mode") or "lines", trace.get("line") or {}, trace.get("marker") or {}
    drawn = {
        "color": colour(line.get("color")),
        "width": line.get("width") or 1,
        "dash_type": DASHES.get(str(line.get("dash")), "solid"),
    }
    return {
        "line": drawn if "lines" in mode else {"none": True},
        "marker": _marker(marker) if "markers" in mode else {"type": "none"},
    }


def _marker(marker: Trace) -> dict[str, Any]:
    symbol = str(marker.get("symbol") or "circle")
    ink = colour(marker.get("color") or (marker.get("line") or {}).get("color"))
    kind = MARKERS.get(symbol.split("-")[0], "circle")
    fill = {"none": True} if symbol.endswith("-open") else {"color": ink}
    return {"type": kind, "size": 7, "border": {"color": ink}, "fill": fill}


def number_format(panel: Panel) -> str:
    """How Excel writes the values of a panel."""
    if panel.is_percent:
        return PERCENT
    numbers = [value for series in panel.series for value in series.values if isinstance(value, float)]
    return WHOLE if all(number.is_integer() for number in numbers) else DECIMAL


def colour(given: Any, otherwise: str = GREY) -> str:
    """A colour of Plotly as #rrggbb."""
    if isinstance(given, list | tuple):
        given = given[0] if given else None
    parts = RGB.match(str(given))
    if parts:
        return "#" + "".join(f"{int(part):02x}" for part in parts.groups())
    return given if isinstance(given, str) and re.fullmatch("#[0-9a-fA-F]{6}", given) else otherwise
