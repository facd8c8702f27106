"""What came in and went out per period, as bars over the stock that it left."""

from datetime import date, timedelta
from itertools import pairwise

from voortgang import alt_text
from voortgang.charts.axes import count_scale, panel_axes, partial_periods, period_axis, periods, titled
from voortgang.charts.lines import Line, Measure, count, name_of_period, traces, values
from voortgang.charts.over_time import Panel, over_time
from voortgang.charts.style import BLUE, COLOURS, ORANGE, Chart, Part, crosses, hatched, hollow, in_house_style
from voortgang.methods.disclosure import Protected, Row

RECEIVED = count("instroom", "received", "top right")
DECIDED = count("uitstroom: besloten", "decided", "bottom right")
WITHDRAWN = count("uitstroom: ingetrokken", "withdrawn", "top right")
STOCK = count("werkvoorraad aan het eind", "backlog_end", "top right")
FLOWS_TITLE, STOCK_TITLE = "Instroom en uitstroom", "Werkvoorraad aan het eind"
MOST_BARS = 30
WIDTH = 0.38
"""of one bar, as part of the time between periods"""
ALONE = timedelta(days=30)


def flows(shown: Protected) -> Chart:
    """Inflow beside outflow (decided, withdrawn) per period, and under it the stock at the end; split as lines."""
    if alt_text.is_split(shown) or len(shown.rows) > MOST_BARS:
        return Chart(over_time(shown, *_as_lines(shown)), alt_text.flows(shown))
    stock = Line(STOCK, shown.rows, STOCK.name, panel=2, look=3, is_labelled=True, in_legend=True)
    drawn = [*_bars(shown), *traces(shown, stock)]
    hidden_flows, hidden_stock = (
        [row["period_on"] for row in shown.rows if any(row.hidden[name] for name in names)]
        for names in (("received", "decided", "withdrawn"), ("backlog_end",))
    )
    drawn += [*crosses(hidden_flows), *crosses(hidden_stock, 2, in_legend=not hidden_flows)]
    return Chart(in_house_style(drawn, _layout(shown), panels=2, legend_rows=4), alt_text.flows(shown))


def _as_lines(shown: Protected) -> list[Panel]:
    """Bars of many periods would be too thin to tell apart."""
    groups = ((RECEIVED, DECIDED, WITHDRAWN), (STOCK,))
    titles = ((FLOWS_TITLE, "verzoeken"), (STOCK_TITLE, "open verzoeken"))
    return [
        Panel(group, count_scale(unit, values(shown.rows, *group)), title)
        for group, (title, unit) in zip(groups, titles, strict=True)
    ]


def _layout(shown: Protected) -> Part:
    x_axis = period_axis(periods(shown), shown.parameters["period"], room=_between(periods(shown)) * 0.6)
    outflow = [sum(values([row], DECIDED, WITHDRAWN)) for row in shown.rows]
    flow = count_scale("verzoeken", [*values(shown.rows, RECEIVED), *outflow])
    stock = count_scale("open verzoeken", values(shown.rows, STOCK))
    return {
        "barmode": "group",
        "annotations": [
            *titled(FLOWS_TITLE, 1),
            *titled(STOCK_TITLE, 2),
            *partial_periods(shown, 2),
        ],
        **panel_axes(x_axis, flow, 1, 2),
        **panel_axes(x_axis, stock, 2, 2),
    }


def _bars(shown: Protected) -> list[Part]:
    """Complete and partial periods apart: a partial one is hollow, and named in the hover text."""
    looks = ((RECEIVED, BLUE, "", -1), (DECIDED, ORANGE, "/", 0), (WITHDRAWN, COLOURS[2], "", 0))
    return [
        trace
        for measure, colour, pattern, side in looks
        for is_complete in (True, False)
        for trace in _bar(shown, measure, is_complete, (colour, pattern, side))
    ]


def _bar(shown: Protected, measure: Measure, is_complete: bool, look: tuple[str, str, int]) -> list[Part]:
    rows = [row for row in shown.rows if bool(row["is_complete"]) is is_complete and row.has(*measure.needs)]
    colour, pattern, side = look
    step = _between(periods(shown)) / timedelta(milliseconds=1)
    bar = {
        "type": "bar",
        "x": [row["period_on"] for row in rows],
        "y": [int(measure.value(row)) for row in rows],
        "base": [_base(row, measure) for row in rows],
        "width": step * WIDTH,
        "offset": step * WIDTH * side,
        "name": measure.name,
        "legendgroup": measure.name,
        "showlegend": is_complete,
        "marker": {"color": colour, "pattern": hatched(pattern), "line": {"width": 0}},
        "hovertext": [f"{name_of_period(shown, row)}<br>{measure.name}: {measure.text(row)}" for row in rows],
        "hoverinfo": "text",
    }
    if not is_complete:
        bar["marker"] = {"color": hollow(colour), "line": {"color": colour, "width": 1.5}}
    return [bar] if rows or is_complete else []


def _base(row: Row, measure: Measure) -> int:
    """Withdrawn stands on decided."""
    return int(row["decided"]) if measure is WITHDRAWN and row.has("decided") else 0


def _between(days: list[date]) -> timedelta:
    """The shortest time from one period to the next."""
    return min((later - day for day, later in pairwise(days)), default=ALONE)
