"""Figures by desk: decisions, the account of the stock, ages and productivity; and what changed since the rule."""

from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go

from voortgang import alt_text, dutch
from voortgang.alt_text import DESKS
from voortgang.charts.axes import count_scale, panel_axes, partial_periods, period_axis, periods
from voortgang.charts.lines import DECISIONS, Line, Measure, count, name_of_period, traces, values
from voortgang.charts.style import COLOURS, Chart, Part, crosses, hatched, hollow, in_house_style, wrapped
from voortgang.charts.waterfall import CATEGORIES, steps
from voortgang.methods.disclosure import Protected, Row

MOST_BARS = 30
ALONE = timedelta(days=30)
WIDTH = 0.8
"""of a bar, as part of the time between periods"""
WIDEST = 10
SYLLABLES = {
    "regular": "regu-<br>lier",
    "task_force": "task-<br>force",
    "fast_track": "ver-<br>sneld",
    "withdrawn": "inge-<br>trokken",
}
"""seven names beside each other, on a telephone"""
PATTERNS = dict(zip(DESKS, ("", "/", "x", "."), strict=True))
COLOUR = dict(zip(DESKS, COLOURS, strict=False))
PER_WEEK = Measure(
    "besluiten per voltijdsweek",
    ("per_fte_week", "decided"),
    lambda row: row["per_fte_week"],
    lambda row: dutch.decimal(row["per_fte_week"]),
    "top right",
    lambda row: dutch.plural(row["decided"], *DECISIONS),
)


def work_by_desk(shown: Protected) -> Chart:
    """What each desk closed per period, on top of each other; many periods as lines."""
    if len(shown.rows) > MOST_BARS:
        of_desk = [(name, shown.rows, count(name, desk, "top right")) for desk, name in DESKS.items()]
        return Chart(_lines(shown, of_desk, "afgeronde verzoeken"), alt_text.work_by_desk(shown))
    days = periods(shown)
    step = min((later - day for day, later in pairwise(days)), default=ALONE)
    hidden = [row["period_on"] for row in shown.rows if any(row.hidden[desk] for desk in DESKS)]
    drawn = [bar for desk in DESKS for is_complete in (True, False) for bar in _bars(shown, desk, is_complete, step)]
    highest = max((sum(int(row[desk]) for desk in DESKS if row.has(desk)) for row in shown.rows), default=0)
    x_axis = period_axis(days, shown.parameters["period"], room=step * 0.6)
    layout: Part = {
        "barmode": "stack",
        "annotations": list(partial_periods(shown, 1)),
        **panel_axes(x_axis, count_scale("afgeronde verzoeken", [highest]), 1, 1),
    }
    return Chart(in_house_style([*drawn, *crosses(hidden)], layout, legend_rows=3), alt_text.work_by_desk(shown))


def _bars(shown: Protected, desk: str, is_complete: bool, step: timedelta) -> list[Part]:
    """Complete and partial periods apart: a partial one is hollow, and named in the hover text."""
    rows = [row for row in shown.rows if bool(row["is_complete"]) is is_complete and row.has(desk)]
    if not rows:
        return []
    bar = _bar(desk, [row["period_on"] for row in rows], rows) | {
        "width": step / timedelta(milliseconds=1) * WIDTH,
        "showlegend": is_complete,
        "hovertext": [f"{name_of_period(shown, row)}<br>{DESKS[desk]}: {dutch.number(row[desk])}" for row in rows],
    }
    if not is_complete:
        bar["marker"] = {"color": hollow(COLOUR[desk]), "line": {"color": COLOUR[desk], "width": 1.5}}
    return [bar]


def _bar(desk: str, places: list[date] | list[str], rows: list[Row]) -> Part:
    return {
        "type": "bar",
        "x": places,
        "y": [int(row[desk]) for row in rows],
        "name": DESKS[desk],
        "legendgroup": DESKS[desk],
        "marker": {"color": COLOUR[desk], "pattern": hatched(PATTERNS[desk])},
        "hoverinfo": "text",
    }


def stock_account(shown: Protected) -> Chart:
    """From the stock at the start to that at the end: plus what came in, minus what each desk closed."""
    (row,) = shown.rows
    desks = [desk for desk in DESKS if alt_text.is_there(row, desk)]
    names = ["begin", "instroom", *(DESKS[desk] for desk in desks), "eind"]
    syllables = ["begin", "in-<br>stroom", *(SYLLABLES[desk] for desk in desks), "eind"]
    columns = ["backlog_start", "received", *desks, "backlog_end"]
    drawn, amounts = crosses(names), [_amount(row, column) for column in columns]
    if not any(row.hidden[column] for column in columns):
        start, *parts, end = amounts
        texts = [dutch.number(start), *(alt_text.signed(part, 0) for part in parts), dutch.number(end)]
        drawn = [steps(names, [float(amount) for amount in amounts], texts)]
    layout: Part = {"yaxis": count_scale("open verzoeken", [sum(amounts[:2]) * 1.1])}
    # seven names side by side, also on a telephone
    layout["xaxis"] = CATEGORIES | {"tickvals": names, "ticktext": syllables, "tickfont": {"size": 10}}
    return Chart(in_house_style(drawn, layout, legend_rows=2), alt_text.stock_account(shown))


def _amount(row: Row, column: str) -> int:
    """What a desk closed is taken off; a hidden number is empty, and so is a start before the first request."""
    return int(row[column]) * (-1 if column in DESKS else 1) if row.has(column) else 0


def _categories(names: list[str]) -> Part:
    ticks = {"tickvals": names, "ticktext": [wrapped(name, WIDEST) for name in names]}
    return {"xaxis": CATEGORIES | ticks}


def closed_ages(shown: Protected) -> Chart:
    """How old it was, what each desk closed: the desks beside each other, per band of age."""
    names = [str(row["band"]) for row in shown.rows]
    drawn: list[Part] = []
    for desk in DESKS:
        rows = [row for row in shown.rows if row.has(desk)]
        if rows:
            told = [f"{row['band']}<br>{DESKS[desk]}: {dutch.number(row[desk])}" for row in rows]
            drawn.append(_bar(desk, [str(row["band"]) for row in rows], rows) | {"hovertext": told})
    hidden = [str(row["band"]) for row in shown.rows if any(row.hidden[desk] for desk in DESKS)]
    highest = max((max(trace["y"]) for trace in drawn), default=0)
    layout = _categories(names) | {"barmode": "group", "yaxis": count_scale("afgeronde verzoeken", [highest])}
    layout["xaxis"] |= {"categoryorder": "array", "categoryarray": names}
    return Chart(in_house_style([*drawn, *crosses(hidden)], layout, legend_rows=3), alt_text.closed_ages(shown))


def productivity(shown: Protected) -> Chart:
    """Decisions per full-time week, a line per kind of team."""
    names = list(dict.fromkeys(str(row["desk"]) for row in shown.rows))
    of_desk = [(name, [row for row in shown.rows if str(row["desk"]) == name], PER_WEEK) for name in names]
    return Chart(_lines(shown, of_desk, PER_WEEK.name), alt_text.productivity(shown))


def _lines(shown: Protected, wanted: list[tuple[str, list[Row], Measure]], title: str) -> go.Figure:
    """A line per name, over all periods."""
    lines = [
        Line(measure, rows, name, panel=1, look=at, is_labelled=True, in_legend=True)
        for at, (name, rows, measure) in enumerate(wanted)
    ]
    cells = [(row, name) for line in lines for row in line.rows for name in line.measure.needs]
    hidden = sorted({row["period_on"] for row, name in cells if row.hidden[name]})
    seen = [value for line in lines for value in values(line.rows, line.measure)]
    layout: Part = {
        "annotations": list(partial_periods(shown, 1)),
        **panel_axes(period_axis(periods(shown), shown.parameters["period"]), count_scale(title, seen), 1, 1),
    }
    drawn = [trace for line in lines for trace in traces(shown, line)]
    return in_house_style([*drawn, *crosses(hidden)], layout, legend_rows=len(lines) // 2 + 1)


def fast_track_selection(shown: Protected) -> Chart:
    """Mean before the rule, the parts of the change, mean since; the rows stand in that order."""
    names = [str(row["step"]) for row in shown.rows]
    is_told = bool(names) and all(row.has("days") for row in shown.rows)
    days = [float(row["days"]) for row in shown.rows] if is_told else []
    drawn = crosses(names)
    if is_told:
        before, *parts, after = alt_text.parts_as_written(shown)
        texts = [dutch.decimal(before), *(alt_text.signed(part) for part in parts), dutch.decimal(after)]
        drawn = [steps(names, days, texts)]
    highest = max((sum(days[:at]) for at in range(1, len(days))), default=0)
    layout = _categories(names) | {"yaxis": count_scale("dagen", [highest * 1.1])}
    return Chart(in_house_style(drawn, layout, legend_rows=2), alt_text.fast_track_selection(shown))
