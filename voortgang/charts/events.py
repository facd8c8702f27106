"""Events on figures over time: when the task force began, when a letter was sent."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol, TypeVar

from voortgang import dutch
from voortgang.charts.style import GREY, Chart, Finished, Part, note

NUMBER_ROOM = 0.12


class Event(Protocol):
    """Something that happened on a day."""

    @property
    def happened_on(self) -> date:
        """The day."""

    @property
    def title(self) -> str:
        """What happened."""


E = TypeVar("E", bound=Event)


def with_events(chart: Chart, events: Iterable[Event]) -> Chart:
    """The figure with a numbered dotted line at each event; a figure without dates on its x axis as it is."""
    within = events_within(chart, events)
    if not within:
        return chart
    layout: Part = chart.figure.layout.to_plotly_json()
    marks = [(name, number, event) for name in _time_axes(layout) for number, event in enumerate(within, start=1)]
    figure = Finished(
        {
            "data": chart.figure.data,
            "layout": layout
            | {name: _with_room(each) for name, each in layout.items() if name.startswith("yaxis")}
            | {
                "shapes": [*layout.get("shapes", ()), *(_line(*mark) for mark in marks)],
                "annotations": [*layout.get("annotations", ()), *(_number(*mark) for mark in marks)],
            },
        }
    )
    return Chart(figure, chart.finding)


def events_within(chart: Chart, events: Iterable[E]) -> list[E]:
    """The events that `with_events` draws, in the order in which it numbers them."""
    axes = _time_axes(chart.figure.layout.to_plotly_json())
    spans = [(_day(each["range"][0]), _day(each["range"][1])) for each in axes.values()]
    found = [event for event in events if any(first <= event.happened_on <= last for first, last in spans)]
    return sorted(found, key=lambda event: (event.happened_on, event.title))


def _time_axes(layout: Part) -> dict[str, Part]:
    return {name: each for name, each in layout.items() if name.startswith("xaxis") and _is_of_dates(each)}


def _with_room(y_axis: Part) -> Part:
    """Room for the numbers above what is drawn."""
    if "range" not in y_axis:
        return y_axis
    low, high = y_axis["range"]
    return y_axis | {"range": [low, high + NUMBER_ROOM * (high - low)]}


def _is_of_dates(x_axis: Part) -> bool:
    first = (x_axis.get("range") or [None])[0]
    return isinstance(first, date)


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


def _place(x_axis: str) -> dict[str, Any]:
    panel = x_axis.removeprefix("xaxis")
    return {"xref": f"x{panel}", "yref": f"y{panel} domain"}


def _line(x_axis: str, _number: int, event: Event) -> Part:
    day, line = event.happened_on, {"color": GREY, "width": 1, "dash": "dot"}
    return _place(x_axis) | {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "line": line, "layer": "below"}


def _number(x_axis: str, number: int, event: Event) -> Part:
    told = f"{dutch.date_long(event.happened_on)}: {event.title}"
    return note(
        str(number), **_place(x_axis), x=event.happened_on, y=1, yanchor="top", hovertext=told, bordercolor=GREY
    )
