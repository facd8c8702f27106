"""Figures per week or month.

One panel with a line per measure, or when split a panel per measure with a line per split value.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import plotly.graph_objects as go

from voortgang import alt_text, dutch
from voortgang.charts.lines import PARTIAL, Line, Measure, share, traces, weeks
from voortgang.charts.style import (
    NORM_LABEL,
    NORM_LINE,
    NORM_WEEKS,
    Chart,
    Part,
    axis,
    crosses,
    in_house_style,
    note,
    week_ticks,
)
from voortgang.methods.disclosure import Protected

MOST_TICKS = 6
GAP = 0.12
"""between panels, as part of the height"""


def share_against_norm(shown: Protected) -> Chart:
    """The share decided within eight weeks and within the legal term, per period: two clocks, always both."""
    measures = (
        share("binnen acht weken (K1)", "within_norm", "bottom right"),
        share("binnen de wettelijke termijn (K2)", "within_legal", "top right"),
    )
    scale: Part = {
        "title": {"text": "% van de besloten verzoeken"},
        "range": [0, 1.08],
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "ticktext": ["0%", "25%", "50%", "75%", "100%"],
    }
    return Chart(_over_time(shown, measures, scale), alt_text.share_on_time(shown))


def throughput_against_norm(shown: Protected) -> Chart:
    """Median and P90 per period, in weeks, with the norm."""
    measures = (weeks("mediaan", "median_days", "bottom right"), weeks("P90", "p90_days", "top right"))
    highest = max(
        (measure.value(row) for row in shown.rows for measure in measures if row.has(*measure.needs)), default=0
    )
    ticks = week_ticks(max(highest, NORM_WEEKS))
    scale: Part = {"title": {"text": "weken"}, "rangemode": "tozero", "tickvals": ticks}
    return Chart(_over_time(shown, measures, scale, has_norm=True), alt_text.throughput(shown))


def _over_time(shown: Protected, measures: tuple[Measure, ...], scale: Part, has_norm: bool = False) -> go.Figure:
    lines = list(_lines(shown, measures))
    titles = [measure.name for measure in measures] if alt_text.is_split(shown) else [""]
    drawn = [trace for line in lines for trace in traces(shown, line)]
    hidden: list[Part] = []
    layout: Part = {"annotations": []}
    for panel, title in enumerate(titles, start=1):
        hidden += crosses(_hidden_periods(lines, panel), panel, in_legend=not hidden)
        layout |= _axes(shown, scale, panel, len(titles))
        layout["annotations"] += [*_titled(title, panel), *_partial_periods(shown, panel)]
        if has_norm:
            drawn.append(_norm(layout["xaxis"]["range"], panel))
    return in_house_style(drawn + hidden, layout, len(titles), legend_rows=(len(lines) // len(titles) + 3) // 2)


def _lines(shown: Protected, measures: tuple[Measure, ...]) -> Iterator[Line]:
    is_split = alt_text.is_split(shown)
    for at, measure in enumerate(measures):
        for number, (name, rows) in enumerate(alt_text.series(shown).items()):
            if is_split:
                yield Line(measure, rows, name, panel=at + 1, look=number, is_labelled=False)
            else:
                yield Line(measure, rows, measure.name, panel=1, look=at, is_labelled=True)


def _hidden_periods(lines: list[Line], panel: int) -> list[date]:
    cells = ((line, row) for line in lines if line.panel == panel for row in line.rows)
    return sorted({row["period_on"] for line, row in cells if not row.has(*line.measure.needs)})


def _axes(shown: Protected, scale: Part, panel: int, panels: int) -> Part:
    """The axes of one panel; the names of the periods stand under the last one only."""
    height = (1 - GAP * (panels - 1)) / panels
    top = 1 - (panel - 1) * (height + GAP)
    x_axis = _ticks(shown) | {"anchor": axis("y", panel), "showticklabels": panel == panels, "showgrid": False}
    y_axis = scale | {"anchor": axis("x", panel), "domain": [max(top - height, 0), top]}
    number = axis("axis", panel)
    return {f"x{number}": x_axis, f"y{number}": y_axis}


def _ticks(shown: Protected) -> Part:
    """At most a handful of ticks, so that they fit on a telephone; the year stands where it changes."""
    length = shown.parameters["period"]
    periods = sorted({row["period_on"] for row in shown.rows})
    chosen = periods[:: -(-len(periods) // MOST_TICKS) or 1]
    names = [_tick(day, length) for day in chosen]
    before = [None, *(year for _, year in names)]
    texts = [f"{name}<br>{year}" if year != last else name for (name, year), last in zip(names, before, strict=False)]
    room = max((periods[-1] - periods[0]) * 0.06, timedelta(days=3))
    return {"range": [periods[0] - room, periods[-1] + room], "tickvals": chosen, "ticktext": texts, "tickangle": 0}


def _tick(day: date, length: str) -> tuple[str, int]:
    if length == "week":
        year, week, _ = day.isocalendar()
        return f"wk {week}", year
    return dutch.month_short(day), day.year


def _titled(title: str, panel: int) -> list[Part]:
    place = {"xref": f"{axis('x', panel)} domain", "yref": f"{axis('y', panel)} domain", "x": 0.5, "y": 1}
    return [note(title, **place, yanchor="bottom")] if title else []


def _partial_periods(shown: Protected, panel: int) -> Iterator[Part]:
    """The word beside a partial period, on the outer side: a hollow marker alone explains nothing."""
    last = max(row["period_on"] for row in shown.rows)
    for day in sorted({row["period_on"] for row in shown.rows if not row["is_complete"]}):
        shift = 14 if day == last else -14
        place = {"xref": axis("x", panel), "yref": f"{axis('y', panel)} domain", "x": day, "y": 0}
        yield note(PARTIAL, **place, xshift=shift, textangle=-90, yanchor="bottom")


def _norm(across: list[date], panel: int) -> Part:
    """The norm as a line of its own, named in the legend: a word in the figure would stand in the way of some line."""
    return {
        "type": "scatter",
        "x": across,
        "y": [NORM_WEEKS, NORM_WEEKS],
        "mode": "lines",
        "name": NORM_LABEL,
        "legendgroup": NORM_LABEL,
        "showlegend": panel == 1,
        "line": NORM_LINE,
        "hoverinfo": "skip",
        "xaxis": axis("x", panel),
        "yaxis": axis("y", panel),
    }
