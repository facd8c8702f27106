"""What a forecast is worth and what it is used for: how often its bands held, and scenarios side by side."""

from html import escape

from voortgang import alt_text, dutch
from voortgang.alt_text import BANDS
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, Chart, Part, in_house_style, look, wrapped
from voortgang.methods.disclosure import Protected, Row

TOGETHER = "samen"
WIDEST = 16
"""characters of a name that a telephone has room for, beside a line"""


def calibration(shown: Protected) -> Chart:
    """Per number of weeks ahead how often each band held, as points, against what it promised, as a line."""
    drawn = [trace for number, band in enumerate(BANDS) for trace in _held(shown, band, number)]
    ticks = {"tickvals": [_ahead(row) for row in shown.rows], "ticktext": [_tick(row) for row in shown.rows]}
    layout: Part = {
        "xaxis": {"title": {"text": "weken vooruit (n: keer teruggekeken)"}, "type": "category", "showgrid": False}
        | {"tickangle": 0, **ticks},
        "yaxis": {"title": {"text": "% binnen de band"}, "range": [0, 105], "tickvals": [0, *BANDS]},
    }
    return Chart(in_house_style(drawn, layout, legend_rows=4), alt_text.calibration(shown))


def _ahead(row: Row) -> str:
    return dutch.number(row["weeks_ahead"]) if row.has("weeks_ahead") else TOGETHER


def _tick(row: Row) -> str:
    return f"{_ahead(row)}<br>n={dutch.number(row['looks'])}" if row.has("looks") else _ahead(row)


def _held(shown: Protected, band: int, number: int) -> list[Part]:
    """The promise first, so that the points lie on it when it is kept."""
    colour, marker, dash = look(number)
    places, column = [_ahead(row) for row in shown.rows], f"within{band}"
    told = [row.has(column) for row in shown.rows]
    promise: Part = {
        "mode": "lines" if len(places) > 1 else "markers",
        "y": [band] * len(places),
        "name": f"{band}%-band: belofte",
        "showlegend": False,
        "line": {"color": colour, "dash": dash, "width": 1.5},
        "marker": {"color": colour, "symbol": "line-ew-open", "size": 24},
        "hoverinfo": "skip",
    }
    held: Part = {
        "mode": "markers+text",
        "y": [float(row[column]) if is_told else None for row, is_told in zip(shown.rows, told, strict=True)],
        "name": f"binnen de {band}%-band (lijn: belofte)",
        "marker": {"color": colour, "symbol": marker, "size": 11},
        "text": [
            f"{dutch.number(row[column])}%" if is_told and not row.has("weeks_ahead") else ""
            for row, is_told in zip(shown.rows, told, strict=True)
        ],
        "textposition": "middle right",
        "hovertext": [_hover(row, band) if is_told else "" for row, is_told in zip(shown.rows, told, strict=True)],
        "hoverinfo": "text",
    }
    return [{"type": "scatter", "x": places, "cliponaxis": False, **each} for each in (promise, held)]


def _hover(row: Row, band: int) -> str:
    ahead = f"{_ahead(row)} weken vooruit" if row.has("weeks_ahead") else "alles samen"
    return f"{ahead}, {alt_text.looks(row)}<br>{dutch.number(row[f'within{band}'])}% binnen de {band}%-band"


def scenarios(shown: Protected) -> Chart:
    """Per scenario the stock over a year: the median as a dot, and the 80% interval beside it."""
    rows = [row for row in shown.rows if row.has("stock_year")]
    names = [str(row["scenario"]) for row in rows]
    columns = ("stock_year", "stock_year_low", "stock_year_high")
    dots: Part = {
        "type": "scatter",
        "mode": "markers+text",
        "y": names,
        "x": [float(row["stock_year"]) for row in rows],
        "name": "mediaan, met 80%-interval",
        "showlegend": bool(rows),
        "text": [dutch.number(row["stock_year"]) for row in rows],
        "textposition": "top center",
        "cliponaxis": False,
        "marker": {"color": BLUE, "size": 11},
        "error_x": {"type": "data", "symmetric": False, "thickness": 3, "width": 7, "color": BLUE} | _interval(rows),
        "hovertext": [_told(row) for row in rows],
        "hoverinfo": "text",
    }
    values = [float(row[column]) for row in rows for column in columns if row.has(column)]
    layout: Part = {
        # a name of three lines at the lowest dot reaches below the axis
        "xaxis": count_scale("open verzoeken over een jaar", values) | {"ticklabelstandoff": 18},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "tickvals": names,
            "ticktext": [wrapped(escape(name), WIDEST) for name in names],
        },
    }
    height = max(0.55, 0.27 * len(rows))
    return Chart(in_house_style([dots], layout, height, legend_rows=2), alt_text.scenarios(shown))


def _interval(rows: list[Row]) -> Part:
    middle, low, high = "stock_year", "stock_year_low", "stock_year_high"
    return {
        side: [abs(float(row[end]) - float(row[middle])) if row.has(end) else 0 for row in rows]
        for side, end in (("array", high), ("arrayminus", low))
    }


def _told(row: Row) -> str:
    limits = ("stock_year_low", "stock_year_high")
    interval = f"<br>80%: {alt_text.from_to(row, *limits)}" if row.has(*limits) else ""
    return f"{escape(str(row['scenario']))}<br>{dutch.number(row['stock_year'])} open verzoeken{interval}"
