"""How a course over weeks is drawn: the bands of a model as fields between thin lines, and lines over them."""

from dataclasses import dataclass
from datetime import date

from voortgang import dutch
from voortgang.charts.axes import panel_axes, period_axis
from voortgang.charts.style import BLUE, ORANGE, Part, axis, hollow
from voortgang.methods.disclosure import Row

Limits = tuple[str, str, str]
"""name of a band, and the columns of its ends"""
BANDS: dict[int, Limits] = {level: (f"{level}%-band", f"low{level}", f"high{level}") for level in (95, 80, 50)}
"""widest first: each is drawn over the one before"""
EDGES = {95: ("dot", "0.10"), 80: ("solid", "0.15"), 50: ("dashdot", "0.20")}
"""dash of the ends, and how opaque the band is: in grey print they differ still"""
Lines = dict[str, tuple[str, Part]]
"""per column its name and how its line is drawn"""
ACTUAL: Part = {"color": BLUE, "width": 2.5}
MIDDLE: Part = {"color": ORANGE, "width": 2.5, "dash": "dash"}
MODELLED = ("middle", "without")
COUNTED = ("verzoeken", "")
"""units that are told as whole numbers"""


@dataclass(frozen=True)
class Course:
    """Rows of one figure, and how they are drawn."""

    rows: list[Row]
    lines: Lines
    bands: dict[int, Limits]
    panel: int = 1
    figure: str = ""
    """its name, with the unit between brackets"""

    @property
    def unit(self) -> str:
        """What stands between the brackets."""
        return self.figure.partition(" (")[2].rstrip(")")

    @property
    def weeks_on(self) -> list[date]:
        """The Mondays."""
        return [monday(row) for row in self.rows]

    @property
    def values(self) -> list[float]:
        """All that is drawn, for the scale."""
        columns = [*self.lines, *(end for _, *ends in self.bands.values() for end in ends)]
        return [float(row[column]) for row in self.rows for column in columns if row.has(column)]


def monday(row: Row) -> date:
    """The day on which the week of a row begins."""
    day: date = row["week_on"]
    return date(day.year, day.month, day.day)


def axes(courses: list[Course], scales: list[Part]) -> Part:
    """A panel per course, under each other over the same weeks; nothing without weeks."""
    weeks_on = sorted({day for course in courses for day in course.weeks_on})
    if not weeks_on:
        return {}
    x_axis = period_axis(weeks_on, "week")
    layout: Part = {}
    for course, scale in zip(courses, scales, strict=True):
        layout |= panel_axes(x_axis, scale, course.panel, len(courses))
    return layout


def drawn(course: Course) -> list[Part]:
    """The bands, widest first, and the lines over them, as far as there is anything to draw."""
    bands = [trace for level, limits in course.bands.items() for trace in _band(course, level, limits)]
    traces = bands + [_line(course, column) for column in course.lines]
    return [trace for trace in traces if any(height is not None for height in trace["y"])]


def _band(course: Course, level: int, limits: Limits) -> list[Part]:
    """Two thin lines and the field between them; a native chart elsewhere draws the lines alone."""
    name, low, high = limits
    dash, opacity = EDGES[level]
    edge: Part = {"line": {"color": ORANGE, "width": 1, "dash": dash}, "hoverinfo": "skip", "legendgroup": name}
    field: Part = {"fill": "tonexty", "fillcolor": hollow(ORANGE).replace("0.12", opacity)}
    is_told = [row.has(low, high) for row in course.rows]
    return [
        _trace(course, low, is_told) | edge | {"name": f"{name}, ondergrens", "showlegend": False},
        _trace(course, high, is_told) | edge | field | {"name": name},
    ]


def _line(course: Course, column: str) -> Part:
    name, line = course.lines[column]
    is_told = [row.has(column) for row in course.rows]
    return _trace(course, column, is_told) | {
        "name": name,
        "legendgroup": name,
        "line": line,
        "marker": {"color": line["color"], "size": 8},
        "hovertext": [_hover(course, row, column) if row.has(column) else "" for row in course.rows],
        "hoverinfo": "text",
    }


def _trace(course: Course, column: str, is_told: list[bool]) -> Part:
    """Empty where there is nothing to tell; what is alone has a marker, because a line needs two."""
    return {
        "type": "scatter",
        "x": course.weeks_on,
        "y": [float(row[column]) if told else None for row, told in zip(course.rows, is_told, strict=True)],
        "mode": "lines" if sum(is_told) > 1 else "lines+markers",
        "showlegend": course.panel == 1,
        "xaxis": axis("x", course.panel),
        "yaxis": axis("y", course.panel),
    }


def _hover(course: Course, row: Row, column: str) -> str:
    """The week and the value, and for what a model says its bands as well."""
    digits = 0 if course.unit in COUNTED else 1
    told = [dutch.week_label(monday(row)), f"{course.lines[column][0]}: {dutch.decimal(row[column], digits)}"]
    if column in MODELLED:
        told += [
            f"{name}: {dutch.decimal(row[low], digits)} tot {dutch.decimal(row[high], digits)}"
            for name, low, high in course.bands.values()
            if row.has(low, high)
        ]
    return "<br>".join(told)
