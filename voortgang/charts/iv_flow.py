"""Where the IV capacity goes, as a flow from capacity to categories to projects."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from voortgang.alt_text import iv as alt_text
from voortgang.charts.style import COLOURS, GREY, Chart, Part, in_house_style, wrapped
from voortgang.methods.disclosure import Protected, Row

ROOT, MOST_PROJECTS = "capaciteit", 20
CATEGORY_WIDTH, PROJECT_WIDTH, LONGEST = 13, 17, 48
"""characters that a telephone has room for"""
BAND, LINE, GAP, AROUND = 320, 16, 8, 24
"""in pixels: all days together, a line of a label, between labels, and around the figure"""
OTHERS = "overige"
Place = tuple[int, str]
"""its level, 0 the capacity and 2 a project, and its name"""
LAST, ACROSS = 2, (0.001, 0.33, 0.999)
"""where the levels stand from left to right; Plotly takes 0 for unknown"""
LINK = "rgba(127, 133, 140, 0.35)"


@dataclass(frozen=True)
class Flow:
    """So many days that go from one place to another; a place is its level and its name."""

    source: Place
    target: Place
    days: float


def iv_division(shown: Protected) -> Chart:
    """Capacity → category → project as a flow; small projects of a category together, and what is left over last."""
    flows = [*_flows(shown)]
    places = list(dict.fromkeys(place for flow in flows for place in (flow.source, flow.target)))
    heights, height, pad = _heights(places, flows)
    colours = _category_colours(shown)
    drawn: Part = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [_label(place, flows) for place in places],
            "color": [_colour(place, flows, colours) for place in places],
            "x": [ACROSS[level] for level, _ in places],
            "y": [heights[place] for place in places],
            "pad": pad,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": [places.index(flow.source) for flow in flows],
            "target": [places.index(flow.target) for flow in flows],
            "value": [flow.days for flow in flows],
            "color": LINK,
            "customdata": [f"{escape(flow.target[1])}: {alt_text.iv_amount(flow.days)}" for flow in flows],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "textfont": {"size": 12},
    }
    layout: Part = {"showlegend": False, "margin": {"l": 5, "r": 10, "t": AROUND, "b": AROUND}, "height": height}
    return Chart(in_house_style([drawn], layout), alt_text.iv_division(shown))


def _heights(places: list[Place], flows: list[Flow]) -> tuple[dict[Place, float], int, float]:
    """The middle of each place from the top, as part of the whole; the height of the figure; the room between places.

    Each project has room for its label, so that two never overlap, and stands beside its category.
    """
    ends = [place for place in places if place[0] == LAST]
    total = sum(_days(place, flows) for place in ends)
    rooms = {
        place: max(_days(place, flows) / (total or 1) * BAND, LINE * (_label(place, flows).count("<br>") + 1)) + GAP
        for place in ends
    }
    whole = max(sum(rooms.values()), LINE)
    middles, so_far = {}, 0.0
    for place in sorted(ends, key=lambda place: _rank(place, flows, places)):
        middles[place] = (so_far + rooms[place] / 2) / whole
        so_far += rooms[place]
    for place in (place for place in places if place[0] == 1):
        own = [middles[flow.target] for flow in flows if flow.source == place]
        middles[place] = (min(own) + max(own)) / 2
    middles |= {place: 0.5 for place in places if place[0] == 0}
    return middles, round(whole + 2 * AROUND), (whole - BAND) / max(len(ends) - 1, 1)


def _rank(place: Place, flows: list[Flow], places: list[Place]) -> tuple[int, float]:
    """By category, the largest first; what is free last."""
    flow = next(flow for flow in flows if flow.target == place)
    return (places.index(flow.source) or len(places)), -flow.days


def _flows(shown: Protected) -> Iterator[Flow]:
    """The largest projects by name; what was promised too much is in the days of the projects already."""
    root = _root(shown)
    given = [row for row in shown.rows if not alt_text.is_left_over(row["category"])]
    named = sorted(given, key=lambda row: -float(row["days"]))[:MOST_PROJECTS]
    rest = sum(max(float(row["days"]), 0) for row in shown.rows if alt_text.is_left_over(row["category"]))
    by_category: dict[str, list[Row]] = defaultdict(list)
    for row in given:
        by_category[str(row["category"])].append(row)
    for category, rows in by_category.items():
        yield Flow((0, root), (1, category), sum(float(row["days"]) for row in rows))
        small = [row for row in rows if row not in named]
        for row in rows:
            if row in named:
                yield Flow((1, category), (2, str(row["name"])), float(row["days"]))
        if small:
            name = f"{len(small)} {OTHERS} in {category.lower()}"
            yield Flow((1, category), (2, name), sum(float(row["days"]) for row in small))
    if rest:
        yield Flow((0, root), (2, alt_text.FREE), rest)


def _root(shown: Protected) -> str:
    """What everything flows from: the capacity, unless more was promised."""
    rest = [float(row["days"]) for row in shown.rows if alt_text.is_left_over(row["category"])]
    if min(rest, default=0) >= 0:
        return ROOT
    return "toegekend en vrij" if max(rest) > 0 else "toegekend"


def _label(place: Place, flows: list[Flow]) -> str:
    level, name = place
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    text = f"{short}: {alt_text.amount(_days(place, flows))}"
    return "<br>".join(
        escape(line) for line in wrapped(text, PROJECT_WIDTH if level == 2 else CATEGORY_WIDTH).split("<br>")
    )


def _days(place: Place, flows: list[Flow]) -> float:
    return sum(flow.days for flow in flows if (flow.target if place[0] else flow.source) == place)


def _category_colours(shown: Protected) -> dict[str, str]:
    names = dict.fromkeys(str(row["category"]) for row in shown.rows if not alt_text.is_left_over(row["category"]))
    return {name: COLOURS[at % len(COLOURS)] for at, name in enumerate(names)}


def _colour(place: Place, flows: list[Flow], colours: dict[str, str]) -> str:
    """A project has the colour of its category; the words on every node say the same."""
    level, name = place
    category = name if level == 1 else next((flow.source[1] for flow in flows if flow.target == place), "")
    return colours.get(category, GREY)
