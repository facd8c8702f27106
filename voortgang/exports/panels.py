"""A figure of ours read back as plain series, so that another program can draw it natively.

Knows the kinds of trace that other programs can draw: lines and points, bars either way, and waterfalls. A figure
of another kind, such as a flow, has no panels.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import TYPE_CHECKING, Any, Literal

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT

if TYPE_CHECKING:
    from voortgang.charts import Chart

Kind = Literal["column", "bar", "line", "scatter", "waterfall"]
Value = float | str | None
Trace = dict[str, Any]
KNOWN = ("bar", "scatter", "waterfall")
PARTIAL = "onvolledig"
FALLBACK = "waarde"


@dataclass(frozen=True)
class Series:
    """One series; `values` stand beside the categories of the panel, or beside `places` in a scatter."""

    trace: Trace
    name: str
    values: list[Value]
    places: list[Any]
    plus: list[Value] | None = None
    minus: list[Value] | None = None

    @property
    def is_bar(self) -> bool:
        """True for bars, False for lines and points."""
        return self.trace.get("type") in ("bar", "waterfall")


@dataclass(frozen=True)
class Panel:
    """One set of axes and what is drawn in it."""

    kind: Kind
    title: str
    categories: list[Any]
    series: list[Series]
    category_axis: Trace
    value_axis: Trace
    is_stacked: bool

    @property
    def is_percent(self) -> bool:
        """True when the values are shares 0–1."""
        ticks = [str(text) for text in _list(self.value_axis.get("ticktext"))]
        return "%" in str(self.value_axis.get("tickformat")) or (bool(ticks) and all("%" in text for text in ticks))


def panels(chart: "Chart", period: str | None) -> list[Panel]:
    """The panels of a figure, from top to bottom; `period` names the dates on an axis."""
    layout: Trace = chart.figure.layout.to_plotly_json()
    found: dict[tuple[str, str], list[Trace]] = {}
    for trace in (each.to_plotly_json() for each in chart.figure.data):
        if trace.get("type") in KNOWN:
            found.setdefault((trace.get("xaxis") or "x", trace.get("yaxis") or "y"), []).append(trace)
    return [_panel(traces, layout, axes, _namer(period)) for axes, traces in found.items()]


def _panel(traces: list[Trace], layout: Trace, axes: tuple[str, str], name_of: Callable[[Any], Any]) -> Panel:
    kind = _kind(traces)
    across, along = ("y", "x") if kind == "bar" else ("x", "y")
    drawn = [trace for trace in traces if kind != "bar" or not _is_reference(trace)]
    places = _categories(drawn, across)
    x_axis, y_axis = (layout.get(f"{axis[0]}axis{axis[1:]}") or {} for axis in axes)
    category_axis, value_axis = (y_axis, x_axis) if kind == "bar" else (x_axis, y_axis)
    series = [_series(trace, across, along, places if kind != "scatter" else None) for trace in drawn]
    return Panel(
        kind=kind,
        title=_title(layout, axes[1]),
        categories=[name_of(place) for place in places] if kind != "scatter" else [],
        series=_named(series, str((value_axis.get("title") or {}).get("text") or FALLBACK)),
        category_axis=category_axis,
        value_axis=value_axis,
        is_stacked=layout.get("barmode") in ("stack", "relative"),
    )


def _kind(traces: list[Trace]) -> Kind:
    types = {trace.get("type") for trace in traces}
    if "waterfall" in types:
        return "waterfall"
    is_lying = any(trace.get("orientation") == "h" for trace in traces)
    if is_lying or any(isinstance(place, str) for trace in traces for place in _list(trace.get("y"))):
        return "bar"
    if "bar" in types:
        return "column"
    is_named = any(isinstance(place, date | str) for trace in traces for place in _list(trace.get("x")))
    return "line" if is_named else "scatter"


def _is_reference(trace: Trace) -> bool:
    """A straight line between two points, such as a norm: it says nothing about which categories there are."""
    return trace.get("type") == "scatter" and trace.get("mode") == "lines" and len(_list(trace.get("x"))) == 2


def _categories(traces: list[Trace], across: str) -> list[Any]:
    """Every place that is measured, in order: sorted, or as given when they are names."""
    measured = [trace for trace in traces if not _is_reference(trace)] or traces
    places = list(dict.fromkeys(place for trace in measured for place in _list(trace.get(across))))
    return places if any(isinstance(place, str) for place in places) else sorted(places)


def _series(trace: Trace, across: str, along: str, categories: list[Any] | None) -> Series:
    places, values = _list(trace.get(across)), _values(trace, along)
    name = unescape(str(trace.get("name") or ""))  # a legend reads markup, a cell does not
    plus, minus = _errors(trace, along)
    if categories is None:
        return Series(trace, name, values, places, plus, minus)
    if _is_reference(trace):
        return Series(trace, name, [_between(place, places, values) for place in categories], categories)
    aligned = [_aligned(each, places, categories) for each in (values, plus, minus)]
    return Series(trace, name, aligned[0] or [], categories, *aligned[1:])


def _values(trace: Trace, along: str) -> list[Value]:
    """The numbers that are drawn; where the figure writes that a value is hidden, so does the cell."""
    texts = _list(trace.get("text"))
    numbers = [_number(value) for value in _list(trace.get(along))]
    texts = [*texts, *[None] * (len(numbers) - len(texts))]
    return [HIDDEN_TEXT if text == HIDDEN_TEXT else number for number, text in zip(numbers, texts, strict=False)]


def _errors(trace: Trace, along: str) -> tuple[list[Value] | None, list[Value] | None]:
    bars = trace.get(f"error_{along}") or {}
    plus: list[Value] = [_number(value) for value in _list(bars.get("array"))]
    minus: list[Value] = [_number(value) for value in _list(bars.get("arrayminus"))] or plus
    return (plus, minus) if plus else (None, None)


def _number(value: Any) -> float | None:
    return None if dutch.is_missing(value) else float(value)


def _aligned(values: list[Value] | None, places: list[Any], categories: list[Any]) -> list[Value] | None:
    if values is None:
        return None
    known = dict(zip(places, values, strict=True))
    return [known.get(category) for category in categories]


def _between(place: Any, ends: list[Any], values: list[Value]) -> Value:
    """The height of a straight line at `place`; outside its ends there is none."""
    (first, last), (low, high) = ends, values
    if isinstance(place, str):
        return low if low == high else None
    if not (first <= place <= last) or not isinstance(low, float) or not isinstance(high, float):
        return None
    return low if first == last else low + (high - low) * ((place - first) / (last - first))


def _named(series: list[Series], fallback: str) -> list[Series]:
    """Every series with a name of its own: the partial periods of a line carry the same one."""
    seen: set[str] = set()
    named = []
    for each in series:
        name = each.name or fallback
        symbol = str((each.trace.get("marker") or {}).get("symbol"))
        name = f"{name} ({PARTIAL})" if name in seen and symbol.endswith("-open") else name
        seen.add(name)
        named.append(Series(each.trace, name, each.values, each.places, each.plus, each.minus))
    return named


def _title(layout: Trace, value_axis: str) -> str:
    """The word above a panel, when the figure has more than one."""
    notes: Iterable[Trace] = layout.get("annotations") or ()
    return next(
        (str(note["text"]) for note in notes if note.get("yref") == f"{value_axis} domain" and _is_on_top(note)), ""
    )


def _is_on_top(note: Trace) -> bool:
    return note.get("y") == 1 and note.get("yanchor") == "bottom"


def _namer(period: str | None) -> Callable[[Any], Any]:
    def name_of(place: Any) -> Any:
        day = place.date() if isinstance(place, datetime) else place
        return dutch.period(day, period or "day") if isinstance(day, date) else place

    return name_of


def _list(values: Any) -> list[Any]:
    """What Plotly holds as a list, a tuple or an array; text that counts for all points is no list."""
    return [] if values is None or isinstance(values, str) else list(values)
