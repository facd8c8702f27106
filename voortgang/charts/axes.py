"""The axes of figures: panels under each other, the ticks of periods, and the scales of what is measured."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from voortgang import dutch
from voortgang.alt_text import NORM_WEEKS
from voortgang.charts.style import NORM_LABEL, NORM_LINE, Part, axis, note, week_ticks
from voortgang.methods.disclosure import Protected

PARTIAL = "onvolledig"
MOST_TICKS, MOST_LONG_TICKS = 6, 5
LONG = ("week", "letter", "day")
"""periods whose names take more room than a month"""
GAPS = 0.24
"""between all panels together, as part of the height"""
HEADROOM = 1.08
LABEL_ROOM = 1.15
"""above the highest value, for its label"""
NARROWEST_ROOM = timedelta(days=3)


def panel_axes(x_axis: Part, y_axis: Part, panel: int, panels: int) -> Part:
    """The axes of one panel; the ticks of what they share stand under the last one only."""
    gap = GAPS / panels if panels > 1 else 0
    height = (1 - gap * (panels - 1)) / panels
    top = 1 - (panel - 1) * (height + gap)
    number = axis("axis", panel)
    return {
        f"x{number}": x_axis | {"anchor": axis("y", panel), "showticklabels": panel == panels, "showgrid": False},
        f"y{number}": y_axis | {"anchor": axis("x", panel), "domain": [max(top - height, 0), top]},
    }


def titled(title: str, panel: int) -> list[Part]:
    """The name of a panel, above it."""
    return [note(title, **in_panel(panel), x=0.5, y=1, yanchor="bottom")] if title else []


def in_panel(panel: int) -> Part:
    """Places as parts of a panel: 0, 0 is its lower left corner."""
    return {"xref": f"{axis('x', panel)} domain", "yref": f"{axis('y', panel)} domain"}


def periods(shown: Protected) -> list[date]:
    """The first days of all periods that are shown."""
    return sorted({row["period_on"] for row in shown.rows})


def period_axis(days: Sequence[date], length: str, room: timedelta = NARROWEST_ROOM) -> Part:
    """At most a handful of ticks, so that they fit on a telephone; the year stands where it changes."""
    most = MOST_LONG_TICKS if length in LONG else MOST_TICKS
    chosen = days[:: -(-len(days) // most) or 1]
    names = [dutch.period_short(day, length) for day in chosen]
    before = [None, *(year for _, year in names)]
    texts = [f"{name}<br>{year}" if year != last else name for (name, year), last in zip(names, before, strict=False)]
    room = max((days[-1] - days[0]) * 0.06, room)
    # the last period is drawn at its first day, and what happened in it still belongs in the figure
    last = days[-1] + max([room, *(after - day for day, after in pairwise(days))])
    return {"range": [days[0] - room, last], "tickvals": chosen, "ticktext": texts, "tickangle": 0}


def partial_periods(shown: Protected, panel: int) -> Iterator[Part]:
    """The word beside a partial period, on the outer side: a hollow marker alone explains nothing."""
    last = max(row["period_on"] for row in shown.rows)
    for day in sorted({row["period_on"] for row in shown.rows if not row["is_complete"]}):
        shift = 14 if day == last else -14
        place = {"xref": axis("x", panel), "yref": f"{axis('y', panel)} domain", "x": day, "y": 0}
        yield note(PARTIAL, **place, xshift=shift, textangle=-90, yanchor="bottom")


def norm_line(across: Sequence[object], panel: int = 1, in_legend: bool = True) -> Part:
    """The norm as a line of its own, named in the legend: a word in the figure would stand in the way of some line."""
    return {
        "type": "scatter",
        "x": list(across),
        "y": [NORM_WEEKS, NORM_WEEKS],
        "mode": "lines",
        "name": NORM_LABEL,
        "legendgroup": NORM_LABEL,
        "showlegend": in_legend,
        "line": NORM_LINE,
        "hoverinfo": "skip",
        "xaxis": axis("x", panel),
        "yaxis": axis("y", panel),
    }


def share_scale(title: str) -> Part:
    """From 0 to 100%, from shares 0–1."""
    return {
        "title": {"text": title},
        "range": [0, HEADROOM],
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "ticktext": ["0%", "25%", "50%", "75%", "100%"],
    }


def weeks_scale(values: Iterable[float]) -> Part:
    """Weeks, with the norm among the ticks."""
    highest = max([NORM_WEEKS, *values])
    return {"title": {"text": "weken"}, "range": [0, highest * LABEL_ROOM], "tickvals": week_ticks(highest)}


def count_scale(title: str, values: Iterable[float]) -> Part:
    """Numbers from 0, with Dutch thousands."""
    highest = max([0, *values])
    ticks: Part = {"tickformat": ",d", "nticks": MOST_TICKS} if highest else {"tickvals": [0]}
    return {"title": {"text": title}, "range": [0, (highest or 1) * LABEL_ROOM], **ticks}
