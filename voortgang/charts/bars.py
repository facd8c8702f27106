"""Figures of one moment, as bars."""

from voortgang import alt_text, dutch
from voortgang.alt_text import NORM_WEEKS
from voortgang.charts.style import (
    BLUE,
    NORM_LABEL,
    NORM_LINE,
    ORANGE,
    Chart,
    Part,
    crosses,
    hatched,
    in_house_style,
    note,
    week_ticks,
)
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row


def distribution(shown: Protected) -> Chart:
    """Decided requests per week of throughput time, with the norm between two bars."""
    seen = [row for row in shown.rows if row.has("decided")]
    highest = max((int(row["decided"]) for row in seen), default=1)
    last = max((int(row["weeks"]) for row in shown.rows), default=NORM_WEEKS)
    at_norm = NORM_WEEKS + 0.5
    side = "left" if last > 2 * NORM_WEEKS else "right"  # where the word has room
    traces = [
        _bars([row for row in seen if row["weeks"] <= NORM_WEEKS], "binnen acht weken", BLUE, ""),
        _bars([row for row in seen if row["weeks"] > NORM_WEEKS], "na acht weken", ORANGE, "/"),
        *crosses([int(row["weeks"]) for row in shown.rows if not row.has("decided")]),
    ]
    layout: Part = {
        "xaxis": {
            "title": {"text": "doorlooptijd in weken, naar boven afgerond"},
            "tickvals": week_ticks(last),
            "tickangle": 0,
            "showgrid": False,
        },
        "yaxis": {"title": {"text": "besloten verzoeken"}, "tickformat": ",d", "range": [0, highest * 1.2]},
        "shapes": [
            {"type": "line", "x0": at_norm, "x1": at_norm, "yref": "y domain", "y0": 0, "y1": 1, "line": NORM_LINE}
        ],
        "annotations": [note(NORM_LABEL, x=at_norm, y=1, yref="y domain", xanchor=side, yanchor="top")],
    }
    return Chart(in_house_style(traces, layout, legend_rows=1), alt_text.distribution(shown))


def ladder(shown: Protected) -> Chart:
    """The share decided within 8, 11, 12, 16 and 26 weeks, as bars with their value beside them."""
    bars: Part = {
        "type": "bar",
        "orientation": "h",
        "y": [f"binnen {row['weeks']} weken" for row in shown.rows],
        "x": [float(row["decided_within"] / row["decided"]) if _has_share(row) else 0 for row in shown.rows],
        "text": [_share_text(row) for row in shown.rows],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": BLUE},
        "hoverinfo": "skip",
    }
    layout: Part = {
        "xaxis": {
            "title": {"text": "% van de besloten verzoeken"},
            "range": [0, 1.15],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0%", "50%", "100%"],
        },
        "yaxis": {"autorange": "reversed"},
    }
    return Chart(in_house_style([bars], layout), alt_text.ladder(shown))


def _has_share(row: Row) -> bool:
    return row.has("decided", "decided_within")


def _share_text(row: Row) -> str:
    return dutch.share_text(row["decided_within"], row["decided"]) if _has_share(row) else HIDDEN_TEXT


def _bars(rows: list[Row], name: str, colour: str, pattern: str) -> Part:
    return {
        "type": "bar",
        "x": [int(row["weeks"]) for row in rows],
        "y": [int(row["decided"]) for row in rows],
        "name": name,
        "showlegend": True,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hovertext": [f"week {row['weeks']}: {dutch.plural(row['decided'], 'besluit', 'besluiten')}" for row in rows],
        "hoverinfo": "text",
    }
