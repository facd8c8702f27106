"""Horizontal bars, for what has long names, and grouped bars for what falls due."""

from collections.abc import Callable

import plotly.graph_objects as go

from voortgang import alt_text, dutch
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, ORANGE, Chart, Part, hatched, in_house_style, note, wrapped
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

WIDEST, WIDEST_RULE = 16, 50
"""characters that a telephone has room for, beside a bar and above it"""
VALUE_ROOM = 1.1
"""beside the longest bar, for its value"""
Pair = tuple[tuple[str, str, str, str], tuple[str, str, str, str]]
"""column, name, colour and pattern of two bars"""


def ages(shown: Protected) -> Chart:
    """The stock per band of age; bands past the norm are hatched."""
    names = [str(row["band"]) for row in shown.rows]
    seen = [int(row["backlog"]) for row in shown.rows if row.has("backlog")]
    looks = ((False, "tot en met acht weken", BLUE, ""), (True, "ouder dan acht weken", ORANGE, "/"))
    drawn = []
    for is_late, name, colour, pattern in looks:
        rows = [row for row in shown.rows if alt_text.is_past_norm(row) is is_late]
        bars = _bars(rows, [str(row["band"]) for row in rows], "backlog", dutch.number)
        drawn.append(bars | {"name": name, "marker": _marker(colour, pattern)})
    layout = _lying(names) | {"barmode": "overlay"}
    layout["xaxis"] = count_scale("open verzoeken", [max(seen, default=0) * VALUE_ROOM])
    return Chart(in_house_style(drawn, layout, legend_rows=2), alt_text.ages(shown))


def clearance(shown: Protected) -> Chart:
    """Weeks of outflow in the stock, with and without the task force, per split value."""
    names = [str(row["split_value"]) if alt_text.is_split(shown) else "" for row in shown.rows]
    bars = ("clearance_weeks", "met de taskforce", BLUE, ""), ("clearance_weeks_other", "zonder taskforce", ORANGE, "/")
    return Chart(_pairs(shown, names, bars, dutch.decimal, "weken"), alt_text.clearance(shown))


def rules(shown: Protected) -> Chart:
    """The share on time by each rule; rule and counts stand above the bar, where a telephone has room for them."""
    names = [str(row["rule"]) for row in shown.rows]
    seen = [row.has("in_time", "counted") and bool(row["counted"]) for row in shown.rows]
    bars: Part = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [
            float(row["in_time"] / row["counted"]) if told else 0 for row, told in zip(shown.rows, seen, strict=True)
        ],
        "text": [
            dutch.share_text(row["in_time"], row["counted"]) if told else HIDDEN_TEXT
            for row, told in zip(shown.rows, seen, strict=True)
        ],
        "textposition": "none",
        "width": 0.35,
        "marker": {"color": BLUE},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    texts = [_rule(row, told) for row, told in zip(shown.rows, seen, strict=True)]
    layout: Part = {
        "xaxis": {"range": [-0.02, 1], "tickvals": [0, 0.5, 1], "ticktext": ["0%", "50%", "100%"], "showgrid": False},
        "yaxis": {"range": [len(names) - 0.6, -0.9], "showticklabels": False, "showgrid": False},
        "annotations": [
            note(text, x=0, y=at - 0.2, xref="x", yref="y", xanchor="left", yanchor="bottom", align="left")
            for at, text in enumerate(texts)
        ],
    }
    return Chart(in_house_style([bars], layout, 0.3 * len(names) + 0.1), alt_text.definition_differences(shown))


def _rule(row: Row, is_told: bool) -> str:
    name = wrapped(str(row["rule"]), WIDEST_RULE)
    if not is_told:
        return f"{name}<br><b>{HIDDEN_TEXT}</b>"
    share = dutch.share_text(row["in_time"], row["counted"])
    return f"{name}<br><b>{share}</b>: {dutch.number(row['in_time'])} van {dutch.number(row['counted'])}"


def falling_due(shown: Protected) -> Chart:
    """What passes the norm and the legal term within 1, 2 and 4 weeks."""
    bars = ("norm_due", "over de acht weken", BLUE, ""), ("legal_due", "over de wettelijke termijn", ORANGE, "/")
    figure = _pairs(shown, [_within(row) for row in shown.rows], bars, dutch.number, "open verzoeken")
    return Chart(figure, alt_text.falling_due(shown))


def _within(row: Row) -> str:
    return f"binnen {row['weeks']} {'week' if row['weeks'] == 1 else 'weken'}"


def _pairs(shown: Protected, names: list[str], pair: Pair, text: Callable[[float], str], title: str) -> go.Figure:
    """Two bars per name, under each other."""
    seen = [float(row[column]) for column, *_ in pair for row in shown.rows if row.has(column)]
    drawn = [
        _bars(shown.rows, names, column, text) | {"name": name, "marker": _marker(colour, pattern)}
        for column, name, colour, pattern in pair
    ]
    layout = _lying(names) | {"barmode": "group", "xaxis": count_scale(title, [max(seen, default=0) * VALUE_ROOM])}
    return in_house_style(drawn, layout, max(0.5, 0.3 * len(names)), legend_rows=2)


def _bars(rows: list[Row], names: list[str], column: str, text: Callable[[float], str]) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [float(row[column]) if row.has(column) else 0 for row in rows],
        "text": [text(row[column]) if row.has(column) else _nothing(row, column) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _nothing(row: Row, column: str) -> str:
    return HIDDEN_TEXT if row.hidden[column] else dutch.MISSING


def _marker(colour: str, pattern: str) -> Part:
    return {"color": colour, "pattern": hatched(pattern)}


def _lying(names: list[str]) -> Part:
    return {
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
            "autorange": "reversed",
            "tickvals": names,
            "ticktext": [wrapped(name, WIDEST) for name in names],
            "automargin": True,
        }
    }
