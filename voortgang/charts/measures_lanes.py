"""Figures of the register of measures with a line per row: phases over time, and what became of promises."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from voortgang import dutch
from voortgang.alt_text import measures as alt_text
from voortgang.charts.axes import period_axis
from voortgang.charts.style import BLUE, COLOURS, GREY, ORANGE, PANEL_HEIGHT, Chart, Part, hatched, in_house_style
from voortgang.register.measures.course import DIFFERS, ENDED, Lane, Stretch
from voortgang.register.measures.drift import Drift
from voortgang.register.measures.letters import Letter
from voortgang.register.measures.model import PHASES
from voortgang.register.measures.naming import short_name

DAY = timedelta(days=1)
MILLISECOND = timedelta(milliseconds=1)
LANE_HEIGHT, LANE_TEXT, AROUND = 24, 11, 120
LOOKS = dict(
    zip((*PHASES, DIFFERS, ENDED), zip((*COLOURS[:5], GREY), ("", "/", "x", ".", "+", "-"), strict=True), strict=True)
)
"""colour and pattern per phase"""
INK, PAPER = "#1b1f24", "#ffffff"
"""of marks within a bar, the same on every background"""
FLAGS = {"vertraagd": ("triangle-up", "is_delayed"), "on hold": ("square", "is_on_hold")}


def measure_timeline(lanes: Sequence[Lane], letters: Sequence[Letter], as_of: date) -> Chart:
    """A bar per row or measure with its phases, flags where they begin, and the letters that told of it."""
    spans = [(at, stretch) for at, lane in enumerate(lanes) for stretch in lane.stretches]
    traces = [_phase(phase, [span for span in spans if span[1].phase == phase]) for phase in LOOKS]
    traces += [_flag(name, [span for span in spans if getattr(span[1], FLAGS[name][1])]) for name in FLAGS]
    traces.append(_informed(lanes))
    days = [stretch.since for _, stretch in spans] + [day for lane in lanes for day in lane.informed_on]
    layout: Part = {
        "barmode": "overlay",
        "xaxis": period_axis(months(min(days, default=as_of), as_of), "month") | {"showgrid": True, "type": "date"},
        "yaxis": lane_axis([(lane.numbers, lane.name) for lane in lanes]),
        **_lines(letters, as_of),
    }
    drawn = [trace for trace in traces if trace["y"]]
    figure = in_house_style(drawn, layout, height(len(lanes)), 4)
    return Chart(figure, alt_text.measure_timeline(lanes, as_of))


def _phase(phase: str, spans: Sequence[tuple[int, Stretch]]) -> Part:
    colour, pattern = LOOKS[phase]
    return {
        "type": "bar",
        "orientation": "h",
        "name": phase,
        "y": [at for at, _ in spans],
        "base": [stretch.since for _, stretch in spans],
        "x": [(stretch.until + DAY - stretch.since) / MILLISECOND for _, stretch in spans],
        "width": 0.7,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hovertext": [f"{phase}<br>{_span(stretch)}" for _, stretch in spans],
        "hoverinfo": "text",
    }


def _span(stretch: Stretch) -> str:
    flags = [name for name, (_, field) in FLAGS.items() if getattr(stretch, field)]
    days = f"{dutch.date_long(stretch.since)} tot en met {dutch.date_long(stretch.until)}"
    return f"{days}<br>{', '.join(flags)}" if flags else days


def _flag(name: str, spans: Sequence[tuple[int, Stretch]]) -> Part:
    """At the beginning of each stretch that has it; both flags can begin on one day, so they lie apart."""
    up = 0.16 if name == "vertraagd" else -0.16
    marker = {"symbol": FLAGS[name][0], "size": 9, "color": PAPER, "line": {"color": INK, "width": 2}}
    told = [f"{name} vanaf {dutch.date_long(stretch.since)}" for _, stretch in spans]
    return _points(name, [(at - up, stretch.since) for at, stretch in spans], _marked(marker, told))


def _informed(lanes: Sequence[Lane]) -> Part:
    places = [(at, day) for at, lane in enumerate(lanes) for day in lane.informed_on]
    marker = {"symbol": "diamond", "size": 9, "color": GREY, "line": {"color": GREY, "width": 1}}
    told = [f"Kamer geïnformeerd op {dutch.date_long(day)}" for _, day in places]
    return _points("Kamer geïnformeerd", places, _marked(marker, told))


def _lines(letters: Sequence[Letter], as_of: date) -> Part:
    """A dotted line per letter, under what is drawn, beside the line of the day that is looked at."""
    found = day_line(as_of)
    dotted = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    line = {"color": GREY, "width": 1, "dash": "dot"}
    lines = [dotted | {"x0": each.happened_on, "x1": each.happened_on, "line": line} for each in letters]
    return found | {"shapes": [*found["shapes"], *lines]}


def promise_drift(found: Sequence[Drift], as_of: date) -> Chart:
    """Per row the first promise and the current target, with a line between them; and the day that is looked at."""
    first = [(at, drift.first_on) for at, drift in enumerate(found) if drift.first_on]
    now = [(at, drift.target_on) for at, drift in enumerate(found) if drift.target_on]
    between = [
        (at, day)
        for at, drift in enumerate(found)
        if drift.first_on and drift.target_on
        for day in (drift.first_on, drift.target_on, None)
    ]
    traces = [
        _points("verschuiving", between, {"mode": "lines", "line": {"color": GREY, "width": 3}, "hoverinfo": "skip"}),
        _points("eerst beloofd", first, _marks("circle-open", BLUE, 15, _told(found, first, "eerst beloofd"))),
        _points("streefdatum nu", now, _marks("diamond", ORANGE, 10, _told(found, now, "streefdatum nu"))),
    ]
    days = sorted({as_of, *(day for _, day in (*first, *now) if day)})
    layout: Part = {
        "xaxis": period_axis(months(days[0], days[-1]), "month") | {"showgrid": True},
        "yaxis": lane_axis([(drift.row.numbers, drift.row.measure) for drift in found]),
        **day_line(as_of),
    }
    return Chart(in_house_style(traces, layout, height(len(found)), 2), alt_text.promise_drift(found, as_of))


def _points(name: str, places: Sequence[tuple[float, date | None]], look: Part) -> Part:
    return {"type": "scatter", "name": name, "x": [day for _, day in places], "y": [at for at, _ in places], **look}


def _marks(symbol: str, colour: str, size: int, told: list[str]) -> Part:
    return _marked({"symbol": symbol, "size": size, "color": colour, "line": {"color": colour, "width": 2}}, told)


def _marked(marker: Part, told: list[str]) -> Part:
    return {"mode": "markers", "marker": marker, "hovertext": told, "hoverinfo": "text"}


def height(lanes: int) -> float:
    """In panels, for that many lines."""
    return (max(lanes, 3) * LANE_HEIGHT + AROUND) / PANEL_HEIGHT


def _told(found: Sequence[Drift], places: Sequence[tuple[int, date | None]], what: str) -> list[str]:
    return [f"{escape(found[at].row.measure)}<br>{what}: {dutch.date_long(day)}" for at, day in places]


def months(first: date, last: date) -> list[date]:
    """The first days of every month from that of `first` to the one after that of `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 2
    return [date(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1, 1) for at in range(count)]


def lane_axis(names: Sequence[tuple[tuple[int, ...], str]]) -> Part:
    """A line of text per lane, short enough for a telephone: the numbers, or the name of what has none."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [escape(short_name(*name)) for name in names],
        "range": [len(names) - 0.4, -0.6],
        "tickfont": {"size": LANE_TEXT},
        "zeroline": False,
        "showgrid": False,
    }


def day_line(as_of: date) -> Part:
    """A dashed line at the day that is looked at, with its name above the figure."""
    line: Part = {"type": "line", "x0": as_of, "x1": as_of, "yref": "paper", "y0": 0, "y1": 1}
    name: Part = {"text": "stand", "showarrow": False, "font": {"size": 13}}
    place: Part = {"x": as_of, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return {"shapes": [line | {"line": {"color": GREY, "dash": "dash", "width": 2}}], "annotations": [name | place]}
