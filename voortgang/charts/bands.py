"""Courses over weeks with the bands of a model: what was counted, what would have been, and what may come."""

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from voortgang import alt_text
from voortgang.alt_text import NORM_DAYS
from voortgang.charts.axes import count_scale, norm_line, titled
from voortgang.charts.control import UNITS
from voortgang.charts.courses import ACTUAL, BANDS, MIDDLE, Course, Lines, axes, drawn, monday
from voortgang.charts.style import BLUE, GREY, Chart, Part, axis, crosses, in_house_style, note
from voortgang.methods.disclosure import Protected

PANEL = 0.72
"""of the height of a figure of its own: there are five or six of these"""
NORM_NAME = f"norm: {NORM_DAYS} dagen"
DECISIONS_IN_DAYS = "besluiten (dagen)"
SHARE_SCALE: Part = {"title": {"text": "%"}, "range": [0, 108], "tickvals": [0, 25, 50, 75, 100]}
BETWEEN = timedelta(days=3)
"""from a Monday back to somewhere between two"""


def impact_course(shown: Protected) -> Chart:
    """Per week what was counted, and what the series of before expects without the measures, with its 95% band."""
    lines = {
        "fitted": ("volgens de reeks", {"color": GREY, "width": 1.5, "dash": "dot"}),
        "without": ("zonder de maatregelen verwacht", MIDDLE),
        "counted": ("geteld", {"color": BLUE, "width": 2}),
    }
    course = Course(shown.rows, lines, {95: ("95%-interval van die verwachting", "low", "high")})
    layout = axes([course], [count_scale(UNITS[shown.parameters["flow"]], course.values)])
    hidden = [monday(row) for row in shown.rows if row.hidden["counted"]]
    traces = [*drawn(course), *crosses(hidden)]
    return Chart(in_house_style(traces, layout, legend_rows=5), alt_text.impact_course(shown))


def without_measures(shown: Protected) -> Chart:
    """A panel per figure: as it went, and the bands of how it would have gone without the measure."""
    lines = {"middle": ("zonder de maatregel", MIDDLE), "actual": ("werkelijk", ACTUAL)}
    courses = _courses(shown, lines, (95, 80))
    return Chart(_under_each_other(courses), alt_text.without_measures(shown))


def forecast(shown: Protected) -> Chart:
    """A panel per figure: the weeks that were counted, and after a line the fan of what may come."""
    lines = {"middle": ("prognose (mediaan)", MIDDLE), "actual": ("geteld", ACTUAL)}
    courses = _courses(shown, lines, (95, 80, 50))
    begins = min((monday(row) for row in shown.rows if row.has("middle")), default=None)
    marks = [_beginning(begins, course.panel) for course in courses] if begins else []
    words = [_word("geteld", begins, "right"), _word("prognose", begins, "left")] if begins else []
    return Chart(_under_each_other(courses, marks, words), alt_text.forecast(shown))


def _courses(shown: Protected, lines: Lines, levels: Sequence[int]) -> list[Course]:
    """One per figure, in order of appearance; every panel has all weeks, so that they share their axis."""
    bands = {level: BANDS[level] for level in levels}
    return [
        Course(rows, lines, bands, panel, figure)
        for panel, (figure, rows) in enumerate(alt_text.figures(shown).items(), start=1)
    ]


def _under_each_other(courses: list[Course], marks: Sequence[Part] = (), words: Sequence[Part] = ()) -> go.Figure:
    layout = axes(courses, [_scale(course) for course in courses]) | {"shapes": [*marks]}
    traces = [trace for course in courses for trace in (*drawn(course), *_hidden(course))]
    normed = [course.panel for course in courses if course.figure.endswith(DECISIONS_IN_DAYS)]
    for panel in normed:
        line = norm_line(layout["xaxis"]["range"], panel, in_legend=panel == normed[0])
        traces.append(line | {"y": [NORM_DAYS, NORM_DAYS], "name": NORM_NAME})
    layout["annotations"] = [*words, *(each for course in courses for each in titled(_name(course), course.panel))]
    return in_house_style(traces, layout, max(len(courses) * PANEL, 1), legend_rows=5)


def _hidden(course: Course) -> list[Part]:
    """A cross for each week of which too few requests were counted to show them."""
    return crosses([monday(row) for row in course.rows if row.hidden["actual"]], course.panel, course.panel == 1)


def _name(course: Course) -> str:
    name, _, _ = course.figure.partition(" (")
    return name[:1].upper() + name[1:]


def _scale(course: Course) -> Part:
    """From 0, with the norm in sight where there is one."""
    if course.unit == "%":
        return SHARE_SCALE
    norm = [NORM_DAYS] if course.figure.endswith(DECISIONS_IN_DAYS) else []
    return count_scale(course.unit, [*course.values, *norm])


def _beginning(begins: date, panel: int) -> Part:
    """A line just before the first week that is forecast."""
    day = begins - BETWEEN
    place = {"xref": axis("x", panel), "yref": f"{axis('y', panel)} domain", "x0": day, "x1": day, "y0": 0, "y1": 1}
    return {"type": "line", **place, "line": {"color": GREY, "width": 2}}


def _word(text: str, begins: date, side: str) -> Part:
    """On its side of that line, near the top: on top stand the numbers of events."""
    shift = 4 if side == "left" else -4
    place = {"x": begins - BETWEEN, "y": 0.85, "yref": "y domain", "xanchor": side, "yanchor": "top"}
    return note(text, **place, xshift=shift)
