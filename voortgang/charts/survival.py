"""Kaplan-Meier: chances and medians with their 95% intervals."""

from datetime import date, timedelta

from voortgang import alt_text, dutch
from voortgang.charts.axes import norm_line, panel_axes, period_axis, periods, share_scale, titled, weeks_scale
from voortgang.charts.lines import name_of_period
from voortgang.charts.style import (
    BLUE,
    ORANGE,
    SMALL_PANEL,
    Chart,
    Part,
    axis,
    crosses,
    in_house_style,
    look,
    marker_size,
)
from voortgang.methods.disclosure import Protected, Row

INTERVAL = {"type": "data", "symmetric": False, "thickness": 2}
AT_MOST = 0.96
"""of the scale, for an interval that has no end"""
OPEN_ENDED = "interval naar boven open"
MEDIAN, P90 = ("mediaan, met 95%-interval", BLUE, "circle"), ("P90", ORANGE, "square")


def chances(shown: Protected) -> Chart:
    """The chance of a decision within 8, 11, 12 and 16 weeks, with error bars, a series per split value."""
    last = max((row["period_on"] for row in shown.rows), default=None)
    groups = {name: [row for row in rows if row["period_on"] == last] for name, rows in alt_text.series(shown).items()}
    drawn = [_chances(rows, name, number) for number, (name, rows) in enumerate(groups.items())]
    for trace in drawn:
        trace["showlegend"] = alt_text.is_split(shown)
    hidden = {_within(row): None for rows in groups.values() for row in rows if row.hidden["chance"]}
    layout: Part = {
        "scattermode": "group",
        "scattergap": 0.4,
        "xaxis": {"title": {"text": "weken na ontvangst"}, "showgrid": False, "type": "category"},
        "yaxis": share_scale("kans op een besluit"),
    }
    legend_rows = (len(drawn) + 3) // 2 if alt_text.is_split(shown) else int(bool(hidden))
    return Chart(
        in_house_style(drawn + crosses(list(hidden)), layout, legend_rows=legend_rows), alt_text.chances(shown)
    )


def _chances(rows: list[Row], name: str, number: int) -> Part:
    colour, marker, _ = look(number)
    told = [row.has("chance", "low", "high") for row in rows]
    upper, lower = (
        [abs(float(row[end]) - float(row["chance"])) if is_told else 0 for row, is_told in zip(rows, told, strict=True)]
        for end in ("high", "low")
    )
    return {
        "type": "scatter",
        "x": [_within(row) for row in rows],
        "y": [float(row["chance"]) if row.has("chance") else None for row in rows],
        "mode": "markers",
        "name": name,
        "offsetgroup": str(number),
        "marker": {"color": colour, "symbol": marker, "size": 10},
        "error_y": INTERVAL | {"width": 6, "array": upper, "arrayminus": lower, "color": colour},
        "cliponaxis": False,
        "hovertext": [_hover_chance(row, name) if row.has("chance") else "" for row in rows],
        "hoverinfo": "text",
    }


def _within(row: Row) -> str:
    return f"{row['weeks']}"


def _hover_chance(row: Row, name: str) -> str:
    limits = (
        f"<br>95%-interval {dutch.percent(row['low'])} tot {dutch.percent(row['high'])}"
        if row.has("low", "high")
        else ""
    )
    requests = dutch.plural(row["requests"], "verzoek", "verzoeken")
    return f"{name}: {dutch.percent(row['chance'])} binnen {row['weeks']} weken{limits}<br>{requests}"


def survival_median(shown: Protected) -> Chart:
    """Median with its interval and P90 per period of receipt, in weeks, with the norm; a panel per split value."""
    groups = list(alt_text.series(shown).items())
    x_axis = period_axis(periods(shown), shown.parameters["period"])
    columns = ("median_days", "median_low_days", "median_high_days", "p90_days")
    highest = [float(row[name]) / dutch.DAYS_PER_WEEK for row in shown.rows for name in columns if row.has(name)]
    scale = weeks_scale(highest)
    drawn: list[Part] = []
    hidden: list[Part] = []
    layout: Part = {"annotations": []}
    for panel, (name, rows) in enumerate(groups, start=1):
        drawn += [
            *_estimates(shown, rows, panel, max(scale["range"]) * AT_MOST),
            norm_line(x_axis["range"], panel, panel == 1),
        ]
        places = [row["period_on"] for row in rows if row.hidden["median_days"]]
        hidden += crosses(places, panel, in_legend=not hidden)
        layout |= panel_axes(x_axis, scale, panel, len(groups))
        layout["annotations"] += titled(name if alt_text.is_split(shown) else "", panel)
    height = len(groups) * SMALL_PANEL if len(groups) > 1 else 1
    return Chart(in_house_style(drawn + hidden, layout, height, legend_rows=5), alt_text.survival_median(shown))


def _estimates(shown: Protected, rows: list[Row], panel: int, top: float) -> list[Part]:
    """Median with interval, P90, and a mark where an interval has no upper end yet."""
    upper = [_until(shown, row, top) - _weeks(row, "median_days") if row.has("median_days") else 0 for row in rows]
    lower = [
        _weeks(row, "median_days") - _weeks(row, "median_low_days") if row.has("median_days", "median_low_days") else 0
        for row in rows
    ]
    thin = {"width": 4} if len(rows) <= 30 else {"width": 0, "thickness": 1}
    median = _series(shown, rows, "median_days", MEDIAN, panel) | {"error_y": INTERVAL | thin | _ends(upper, lower)}
    unended = [row for row in rows if row.has("median_days") and not row.has("median_high_days")]
    ends = _series(shown, unended, "median_days", (OPEN_ENDED, BLUE, "triangle-up-open"), panel) | {
        "y": [_until(shown, row, top) for row in unended],
        "mode": "markers",
    }
    p90 = _series(shown, rows, "p90_days", P90, panel) | {"line": {"color": ORANGE, "dash": "dash", "width": 2}}
    return [median, p90, *([ends] if unended else [])]


def _ends(upper: list[float], lower: list[float]) -> Part:
    return {"array": upper, "arrayminus": lower, "color": BLUE}


def _until(shown: Protected, row: Row, top: float) -> float:
    """The upper end of the interval of the median; while that is open, as far as the requests could be followed."""
    if row.has("median_high_days"):
        return _weeks(row, "median_high_days")
    followed = _day(shown.parameters["as_of"]) - _day(row["period_on"])
    return max(min(followed / timedelta(weeks=1), top), _weeks(row, "median_days"))


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _weeks(row: Row, column: str) -> float:
    return float(row[column]) / dutch.DAYS_PER_WEEK


def _series(shown: Protected, rows: list[Row], column: str, look_of: tuple[str, str, str], panel: int) -> Part:
    name, colour, marker = look_of
    return {
        "type": "scatter",
        "x": [row["period_on"] for row in rows],
        "y": [_weeks(row, column) if row.has(column) else None for row in rows],
        "mode": "lines+markers",
        "name": name,
        "legendgroup": name,
        "showlegend": panel == 1,
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": marker_size(len(rows)), "symbol": marker},
        "cliponaxis": False,
        "hovertext": [_hover(shown, row, column, name) if row.has(column) else "" for row in rows],
        "hoverinfo": "text",
        "xaxis": axis("x", panel),
        "yaxis": axis("y", panel),
    }


def _hover(shown: Protected, row: Row, column: str, name: str) -> str:
    weeks = dutch.decimal(dutch.weeks_from_days(row[column], 1))
    requests = dutch.plural(row["requests"], "verzoek", "verzoeken")
    return f"{name_of_period(shown, row)}<br>{name}: {weeks} weken<br>{requests}"
