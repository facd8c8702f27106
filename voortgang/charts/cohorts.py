"""Receipt cohorts: what is secured and what is still achievable; the two meet when a cohort is ripe."""

from datetime import timedelta

from voortgang import alt_text, dutch
from voortgang.charts.axes import in_panel, panel_axes, period_axis, periods, share_scale, titled
from voortgang.charts.lines import name_of_period
from voortgang.charts.style import (
    BLUE,
    GREY,
    ORANGE,
    SMALL_PANEL,
    Chart,
    Part,
    axis,
    crosses,
    hollow,
    in_house_style,
    marker_size,
    note,
)
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

UNUSABLE = "onvolledig geleverd"
OF_RECEIVED = "% van ontvangen"


def cohorts(shown: Protected) -> Chart:
    """Per period of receipt one point when ripe, else an interval; when split a panel per split value."""
    groups = list(alt_text.series(shown).items())
    hidden: list[Part] = []
    drawn: list[Part] = []
    layout: Part = {"annotations": [], "shapes": []}
    x_axis = period_axis(periods(shown), shown.parameters["period"])
    for panel, (name, rows) in enumerate(groups, start=1):
        drawn += _cohorts(shown, rows, panel)
        places = [row["period_on"] for row in rows if row["is_usable"] and _is_hidden(row)]
        hidden += crosses(places, panel, in_legend=not hidden)
        layout |= panel_axes(x_axis, share_scale(OF_RECEIVED), panel, len(groups))
        layout["annotations"] += titled(name if alt_text.is_split(shown) else "", panel)
        _mark_unusable(layout, [row for row in rows if not row["is_usable"]], panel)
    height = len(groups) * SMALL_PANEL if len(groups) > 1 else 1
    return Chart(in_house_style(_once(drawn) + hidden, layout, height, legend_rows=3), alt_text.cohorts(shown))


def _is_hidden(row: Row) -> bool:
    return row.hidden["decided_within_norm"] or row.hidden["received"]


def _once(drawn: list[Part]) -> list[Part]:
    """Each name once in the legend, however many panels draw it."""
    seen: set[str] = set()
    for trace in drawn:
        trace["showlegend"] = trace["name"] not in seen
        seen.add(trace["name"])
    return drawn


def _cohorts(shown: Protected, rows: list[Row], panel: int) -> list[Part]:
    ripe = [row if row["is_usable"] and row["is_ripe"] and not _is_hidden(row) else None for row in rows]
    unripe = [row for row in rows if row["is_usable"] and not row["is_ripe"]]
    outcome = _points(shown, rows, ripe, panel, "rijp: binnen acht weken besloten", "decided_within_norm") | {
        "mode": "lines+markers",
        "line": {"color": BLUE, "width": 2},
        "marker": {"color": BLUE, "size": marker_size(len(rows)), "symbol": "circle"},
    }
    secured = _points(shown, unripe, unripe, panel, "nog niet rijp: zeker", "decided_within_norm") | {
        "mode": "markers",
        "marker": {"color": BLUE, "size": 9, "symbol": "circle-open", "line": {"width": 2}},
        "error_y": _interval(unripe),
    }
    achievable = _points(shown, unripe, unripe, panel, "nog niet rijp: haalbaar", "achievable") | {
        "mode": "markers",
        "marker": {"color": ORANGE, "size": 9, "symbol": "triangle-up-open", "line": {"width": 2}},
    }
    return [trace for trace in (outcome, secured, achievable) if any(value is not None for value in trace["y"])]


def _interval(rows: list[Row]) -> Part:
    ends = ("decided_within_norm", "achievable", "received")
    lengths = [
        float((row["achievable"] - row["decided_within_norm"]) / row["received"]) if row.has(*ends) else 0
        for row in rows
    ]
    return {
        "type": "data",
        "array": lengths,
        "arrayminus": [0] * len(lengths),
        "symmetric": False,
        "thickness": 5 if len(rows) < 12 else 3,
        "width": 0,
        "color": hollow(BLUE).replace("0.12", "0.45"),
    }


def _points(
    shown: Protected, places: list[Row], rows: list[Row] | list[Row | None], panel: int, name: str, column: str
) -> Part:
    return {
        "type": "scatter",
        "x": [row["period_on"] for row in places],
        "y": [
            float(row[column] / row["received"]) if row and row.has(column, "received") and row["received"] else None
            for row in rows
        ],
        "name": name,
        "legendgroup": name,
        "cliponaxis": False,
        "hovertext": ["" if row is None else _hover(shown, row) for row in rows],
        "hoverinfo": "text",
        "xaxis": axis("x", panel),
        "yaxis": axis("y", panel),
    }


def _hover(shown: Protected, row: Row) -> str:
    secured, achievable = (
        dutch.share_text(row[column], row["received"]) if row.has(column, "received") else HIDDEN_TEXT
        for column in ("decided_within_norm", "achievable")
    )
    told = (
        f"binnen acht weken {secured}" if row["is_ripe"] else f"nog niet rijp: zeker {secured}, haalbaar {achievable}"
    )
    received = f"{dutch.number(row['received']) if row.has('received') else HIDDEN_TEXT} ontvangen"
    return f"{name_of_period(shown, row)}<br>{told}<br>{received}"


def _mark_unusable(layout: Part, rows: list[Row], panel: int) -> None:
    """A grey field and a word over the cohorts that the delivery holds in part."""
    if not rows:
        return
    first, last = rows[0]["period_on"] - timedelta(days=2), rows[-1]["period_on"] + timedelta(days=2)
    field = in_panel(panel) | {"xref": axis("x", panel)}
    shape = {"type": "rect", "x0": first, "x1": last, "y0": 0, "y1": 1, "line": {"width": 0}, "opacity": 0.15}
    layout["shapes"].append(field | shape | {"fillcolor": GREY, "layer": "below"})
    middle = first + (last - first) / 2
    layout["annotations"].append(note(UNUSABLE, **field, x=middle, y=0.5, textangle=-90, yanchor="middle"))
