"""The timeline of one request: from receipt to its end or the reference date, with letters and both due dates."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from voortgang import dutch
from voortgang.charts.style import BLUE, GREY, ORANGE, Chart, Part, in_house_style, note
from voortgang.methods.legal_days import DAY
from voortgang.one_request import KnownRequest
from voortgang.request_words import Event, events, finding

ROWS = ("termijnen", "brieven", "klok stil", "verzoek")
"""from below"""
MARKS = {
    "asked": ("aanvulling gevraagd", "brieven", "circle", BLUE),
    "answered": ("aangevuld", "brieven", "circle-open", BLUE),
    "extended": ("verdagingsbrief", "brieven", "square", BLUE),
    "norm": ("servicenorm (acht weken)", "termijnen", "triangle-up", ORANGE),
    "legal": ("wettelijke termijn", "termijnen", "diamond", ORANGE),
    "stopped": ("afgerond", "verzoek", "x", GREY),
}
BAR_WIDTH = 14
MOST_TICKS = 5
LEGEND_ROWS = 3
PANELS = 0.75


def timeline(known: KnownRequest) -> Chart:
    """What happened to a request and when, and the dates before which a decision was due."""
    found = events(known)
    days = [known.received_on, known.until_on, *(event.happened_on for event in found)]
    room = max((max(days) - min(days)) * 0.05, timedelta(days=2))
    first, last = min(days) - room, max(days) + room
    traces = [_bar("verzoek", "in behandeling", [(known.received_on, known.until_on)], BLUE)]
    if known.paused:
        traces.append(_bar("klok stil", "klok stil", known.paused, GREY))
    traces += [_marks(kind, [event for event in found if event.kind == kind]) for kind in _kinds(found)]
    layout: Part = {
        "xaxis": {"range": [first, last], "showgrid": False, **_ticks(min(days), max(days))},
        "yaxis": {
            "range": [-0.6, len(ROWS) - 0.4],
            "tickvals": [*range(len(ROWS))],
            "ticktext": ROWS,
            "zeroline": False,
        },
    }
    if known.stopped_on is None:
        layout |= _reference_date(known.as_of)
    return Chart(in_house_style(traces, layout, PANELS, LEGEND_ROWS), finding(known))


def _kinds(found: Sequence[Event]) -> Iterator[str]:
    kinds = {event.kind for event in found}
    return (kind for kind in MARKS if kind in kinds)


def _bar(row: str, name: str, spans: Sequence[tuple[date, date]], colour: str) -> Part:
    """A thick line per span, through the end of its last day; an empty place in between keeps them apart."""
    at = ROWS.index(row)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [day for first, last in spans for day in (first, last + DAY, None)],
        "y": [at for _ in spans for _ in range(3)],
        "line": {"color": colour, "width": BAR_WIDTH},
        "hovertext": [f"{name}: {_span(*span)}" for span in spans for _ in range(3)],
        "hoverinfo": "text",
    }


def _span(first: date, last: date) -> str:
    return f"{dutch.date_long(first)} tot en met {dutch.date_long(last)}"


def _marks(kind: str, found: Sequence[Event]) -> Part:
    name, row, symbol, colour = MARKS[kind]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [event.happened_on for event in found],
        "y": [ROWS.index(row)] * len(found),
        "marker": {"symbol": symbol, "size": 13, "color": colour, "line": {"color": colour, "width": 2}},
        "hovertext": [f"{dutch.date_long(event.happened_on)}: {event.text}" for event in found],
        "hoverinfo": "text",
    }


def _ticks(first: date, last: date) -> Part:
    """A handful of days that Plotly would write in English."""
    step = max((last - first) / (MOST_TICKS - 1), timedelta(days=7))
    days = [first + number * step for number in range(MOST_TICKS) if first + number * step <= last]
    texts = [f"{day.day} {dutch.month_short(day)}" for day in days]
    years = [None, *(day.year for day in days)]
    both = [
        f"{text}<br>{day.year}" if day.year != year else text
        for text, day, year in zip(texts, days, years, strict=False)
    ]
    return {"tickvals": days, "ticktext": both, "tickangle": 0}


def _reference_date(as_of: date) -> Part:
    """A dashed line at the end of the day, with its name above the figure."""
    end = as_of + DAY
    line = {"type": "line", "x0": end, "x1": end, "yref": "paper", "y0": 0, "y1": 1}
    name = note("peildatum", x=end, yref="paper", y=1, yanchor="bottom")
    return {"shapes": [line | {"line": {"color": GREY, "dash": "dash", "width": 2}}], "annotations": [name]}
