"""House style of every figure: readable on white and on the dark background of the app, on a desk or a telephone.

Figures are composed as plain dictionaries and checked by Plotly once, at the end: ten times faster than building them
through its objects.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from voortgang import colours
from voortgang.alt_text import NORM_WEEKS
from voortgang.methods.disclosure import HIDDEN_TEXT

Part = dict[str, Any]

BLUE, ORANGE, GREY, COLOURS, look = colours.BLUE, colours.ORANGE, colours.GREY, colours.COLOURS, colours.look
PANEL_HEIGHT = 300
SMALL_PANEL = 0.62
"""of that height, where every split value has its own"""
LEGEND_ROW_HEIGHT = 24
MOST_WEEK_TICKS = 7
NORM_LABEL = f"norm: {NORM_WEEKS} weken"
NORM_LINE = {"color": GREY, "dash": "dash", "width": 2}


class Finished(go.Figure):
    """A figure that nobody changes any more: what goes to the browser is made once, not for every visitor."""

    def to_dict(self) -> Part:
        """The figure as Plotly sends it."""
        if "_sent" not in self.__dict__:
            self._sent = super().to_dict()
        sent: Part = self._sent
        return sent


@dataclass(frozen=True)
class Chart:
    """A figure and its finding: the alt text, and the sentence above it."""

    figure: go.Figure
    finding: str


def in_house_style(traces: list[Part], layout: Part, panels: float = 1, legend_rows: int = 0) -> go.Figure:
    """Transparent, of a fixed height so that the page does not jump, legend below, Dutch separators."""
    house: Part = {
        "height": round(panels * PANEL_HEIGHT) + legend_rows * LEGEND_ROW_HEIGHT + 40,
        "margin": {"l": 10, "r": 40, "t": 30, "b": 10},
        "separators": ",.",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "xanchor": "left"}
        # a legend that hides lines on a click answers to a mouse only
        | {"itemclick": False, "itemdoubleclick": False},
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.15,
        "font": {"size": 14},
    }
    return Finished({"data": traces, "layout": house | layout})


def note(text: str, **place: Any) -> Part:
    """A word in the figure itself."""
    return {"text": text, "showarrow": False, "font": {"size": 13}, **place}


def week_ticks(last: float) -> list[int]:
    """Multiples of four weeks that include the norm, and few enough for a telephone."""
    step = next((step for step in (4, 8, 16, 24, 48) if last / step <= MOST_WEEK_TICKS), 104)
    return list(range(0, int(last) + 1, step))


def crosses(places: Sequence[Any], panel: int = 1, in_legend: bool = True) -> list[Part]:
    """A cross on the axis where a value may not be shown: an empty place would read as zero, or as no data."""
    cross = {
        "type": "scatter",
        "x": list(places),
        "y": [0] * len(places),
        "mode": "markers",
        "name": HIDDEN_TEXT,
        "legendgroup": HIDDEN_TEXT,
        "showlegend": in_legend,
        "marker": {"symbol": "x-thin", "size": 8, "line": {"color": GREY, "width": 2}},
        "cliponaxis": False,
        "hoverinfo": "name",
        "xaxis": axis("x", panel),
        "yaxis": axis("y", panel),
    }
    return [cross] if places else []


def marker_size(points: int) -> int:
    """Smaller markers for long series, so that the line stays visible on a telephone."""
    return next(size for size, most in ((8, 30), (5, 60), (3, points)) if points <= most)


def hollow(colour: str) -> str:
    """The same colour, almost transparent: the inside of a bar of a partial period."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.12)"


def hatched(shape: str) -> Part:
    """White strokes over the colour of a bar; strokes of colour on nothing would look empty in the dark."""
    strokes = {"fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.75, "solidity": 0.25, "size": 7}
    return {"shape": shape, **strokes} if shape else {"shape": ""}


def wrapped(text: str, width: int) -> str:
    """A long label over several lines."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False))


def axis(letter: str, panel: int) -> str:
    """What Plotly calls an axis of the n-th panel: x, x2, x3, …"""
    return letter if panel == 1 else f"{letter}{panel}"
