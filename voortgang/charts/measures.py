"""Figures of the register of measures: how many per phase, and from which phase to which rows went."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from voortgang import dutch
from voortgang.alt_text import measures as alt_text
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, COLOURS, GREY, ORANGE, Chart, Part, hatched, in_house_style, wrapped
from voortgang.register.measures.counts import Counts
from voortgang.register.measures.model import PHASES
from voortgang.register.measures.transitions import ENDED, Transition

LABEL_WIDTH = 16
MARGIN = {"l": 10, "r": 10, "t": 10, "b": 40}
"""room for the name of a thin flow at the bottom"""
NOT_YET = "nog niet in het register"
PLACES = (NOT_YET, *PHASES, ENDED)
PLACE_COLOURS = (GREY, *COLOURS[:4], GREY)


def measure_counts(counted: Counts) -> Chart:
    """Rows and measures per phase, beside each other: one measure can stand in several rows."""
    names = [wrapped(count.name, LABEL_WIDTH) for count in counted.phases]
    rows = _bars("rijen", names, [count.rows for count in counted.phases], BLUE, "")
    measures = _bars("maatregelen", names, [count.measures for count in counted.phases], ORANGE, "/")
    highest = [count.rows for count in counted.phases]
    layout: Part = {
        "barmode": "group",
        "xaxis": count_scale("aantal", highest) | {"showgrid": True},
        "yaxis": {"autorange": "reversed", "categoryorder": "array", "categoryarray": names},
    }
    return Chart(in_house_style([rows, measures], layout, legend_rows=1), alt_text.measure_counts(counted))


def _bars(name: str, names: list[str], values: list[int], colour: str, pattern: str) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": names,
        "x": values,
        "text": [dutch.number(value) for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hoverinfo": "skip",
    }


def measure_flows(found: Sequence[Transition], since: date, until: date) -> Chart:
    """From the phase on the first day to that on the second; what stayed in its phase is grey."""
    ways = Counter((_place(each, is_after=False), _place(each, is_after=True)) for each in found)
    left, right = ([name for name in PLACES if any(way[side] == name for way in ways)] for side in (0, 1))
    names = [(0, name) for name in left] + [(1, name) for name in right]
    counts = [sum(count for way, count in ways.items() if way[side] == name) for side, name in names]
    links = sorted(ways.items(), key=lambda way: (PLACES.index(way[0][0]), PLACES.index(way[0][1])))
    flow: Part = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [wrapped(f"{name}: {count}", LABEL_WIDTH) for (_, name), count in zip(names, counts, strict=True)],
            "color": [PLACE_COLOURS[PLACES.index(name)] for _, name in names],
            "pad": 28,
            "thickness": 14,
            "line": {"width": 0},
            "hoverinfo": "skip",
        },
        "link": {
            "source": [left.index(way[0]) for way, _ in links],
            "target": [len(left) + right.index(way[1]) for way, _ in links],
            "value": [count for _, count in links],
            "color": [_flow_colour(*way) for way, _ in links],
            "customdata": [_flow_told(*way, count) for way, count in links],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    return Chart(
        in_house_style([flow], {"showlegend": False, "margin": MARGIN}, 1.3),
        alt_text.measure_flows(found, since, until),
    )


def _place(each: Transition, *, is_after: bool) -> str:
    content = each.after if is_after else each.before
    if content is None:
        return NOT_YET
    return ENDED if content.is_ended else content.phase


def _flow_colour(before: str, after: str) -> str:
    return "rgba(127, 133, 140, 0.35)" if before == after else "rgba(0, 123, 199, 0.5)"


def _flow_told(before: str, after: str, count: int) -> str:
    rows = dutch.plural(count, "rij", "rijen")
    return f"{rows} bleef in {before}" if before == after else f"{rows} van {before} naar {after}"
