"""Control charts: a flow per week with the limits of its usual ups and downs, per segment."""

from datetime import timedelta
from itertools import cycle, groupby

from voortgang import alt_text, dutch
from voortgang.charts.axes import panel_axes, period_axis, periods
from voortgang.charts.style import BLUE, GREY, ORANGE, Chart, Part, crosses, in_house_style, marker_size, wrapped
from voortgang.methods.disclosure import Protected, Row

UNITS = {
    "received": "verzoeken per week",
    "decided": "besluiten per week",
    "productivity": "besluiten per aanwezige fte",
    "suspended": "% van de besluiten",
    "fast_track": "% van de besluiten",
}
WIDEST = 36
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LINES = {
    "mean": ("gemiddelde", {"color": GREY, "width": 2}),
    "upper": ("grenzen van gewone schommeling", {"color": GREY, "width": 1.5, "dash": "dash"}),
    "lower": ("ondergrens", {"color": GREY, "width": 1.5, "dash": "dash"}),
}


def flow_chart(shown: Protected) -> Chart:
    """Points, mean and limits per segment, signals as diamonds; why a segment begins stands in the legend."""
    segments = _segments(shown.rows)
    drawn = [trace for at, rows in enumerate(segments) for trace in _limits(rows, at)]
    drawn += [_values(shown), *_signals(shown)]
    drawn += crosses([row["period_on"] for row in shown.rows if row.hidden["value"]])
    highest = max((float(row[name]) for row in shown.rows for name in ("value", "upper") if row.has(name)), default=1)
    begun = [rows[0] for rows in segments if rows[0].has("segment")]
    starts = [_start(row, letter) for row, letter in zip(begun, cycle(LETTERS), strict=False)]
    y_axis: Part = {
        "title": {"text": UNITS[shown.parameters["flow"]]},
        "range": [0, (highest or 1) * 1.1],
        "nticks": 6,
    }
    layout: Part = {
        **panel_axes(period_axis(periods(shown), "week"), y_axis, 1, 1),
        "shapes": starts,
    }
    return Chart(in_house_style(drawn, layout, legend_rows=4 + 2 * len(begun)), alt_text.flow_chart(shown))


def _segments(rows: list[Row]) -> list[list[Row]]:
    """A row with a reason begins a new segment."""
    number, numbered = 0, []
    for row in rows:
        number += row.has("segment")
        numbered.append((number, row))
    return [[row for _, row in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _limits(rows: list[Row], segment: int) -> list[Part]:
    """Mean and limits of one segment, if it has them; each series has a name of its own, the legend one of each."""
    seen = [row for row in rows if row.has("mean", "lower", "upper")]
    after = f", segment {segment + 1}" if segment else ""
    return [
        {
            "type": "scatter",
            "x": [row["period_on"] for row in seen],
            "y": [float(row[column]) for row in seen],
            "mode": "lines",
            "name": f"{name}{after}",
            "legendgroup": "limits" if column != "mean" else "mean",
            "showlegend": column != "lower" and not segment,
            "line": line,
            "hoverinfo": "skip",
        }
        for column, (name, line) in LINES.items()
        if seen
    ]


def _values(shown: Protected) -> Part:
    return {
        "type": "scatter",
        "x": [row["period_on"] for row in shown.rows],
        "y": [float(row["value"]) if row.has("value") else None for row in shown.rows],
        "mode": "lines+markers",
        "name": "waarde per week",
        "line": {"color": BLUE, "width": 2},
        "marker": {"color": BLUE, "size": min(6, marker_size(len(shown.rows)))},
        "hovertext": [_hover(shown, row) if row.has("value") else "" for row in shown.rows],
        "hoverinfo": "text",
    }


def _signals(shown: Protected) -> list[Part]:
    rows = [row for row in shown.rows if row.has("value", "signal")]
    diamonds = {
        "type": "scatter",
        "x": [row["period_on"] for row in rows],
        "y": [float(row["value"]) for row in rows],
        "mode": "markers",
        "name": "signaal: meer dan gewone schommeling",
        "marker": {"color": ORANGE, "symbol": "diamond", "size": 11},
        "hovertext": [_hover(shown, row) for row in rows],
        "hoverinfo": "text",
    }
    return [diamonds] if rows else []


def _hover(shown: Protected, row: Row) -> str:
    told = [
        dutch.week_label(row["period_on"]),
        f"{alt_text.flow_value(shown, row)} ({UNITS[shown.parameters['flow']]})",
    ]
    return "<br>".join([*told, str(row["signal"])] if row.has("signal") else told)


def _start(row: Row, letter: str) -> Part:
    """A line half a week before a new segment, its letter beside it, and in the legend why it begins."""
    x = row["period_on"] - timedelta(days=3.5)
    reason = f"{letter}: {row['segment']}, vanaf {dutch.week_label(row['period_on'])}"
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "y domain",
        "y0": 0,
        "y1": 1,
        "line": {"color": GREY, "width": 1.5},
        "name": wrapped(reason, WIDEST),
        "showlegend": True,
        "label": {"text": letter, "textposition": "start", "textangle": 0, "xanchor": "left", "yanchor": "bottom"},
    }
