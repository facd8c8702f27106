"""How far the work is: requested, allocated and worked, the burn-up over the year, and what serves citizens."""

from html import escape

from voortgang import dutch
from voortgang.alt_text import iv as alt_text
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, COLOURS, GREY, ORANGE, Chart, Part, hatched, in_house_style, wrapped
from voortgang.charts.waterfall import CATEGORIES
from voortgang.methods.disclosure import Protected, Row

LABEL_WIDTH, VALUE_ROOM = 17, 1.15
ASKED = (
    ("requested", "gevraagd", GREY, "."),
    ("allocated", "toegekend", BLUE, ""),
    ("realised", "gewerkt", ORANGE, "/"),
)
COURSES = (
    ("realised_so_far", "gewerkt sinds januari", BLUE, "solid", "circle"),
    ("forecast_so_far", "verwacht", ORANGE, "dash", "square"),
    ("first_allocated", "toegekend, eerste stand", GREY, "dot", "triangle-up"),
    ("allocated", "toegekend, laatste stand", COLOURS[2], "dashdot", "diamond"),
)


def iv_progress(shown: Protected) -> Chart:
    """Three bars per part: requested, allocated, worked; the parts for which most was requested."""
    by_size = sorted(shown.rows, key=lambda row: -float(row["requested"]))
    rows = [row for row in shown.rows if row in by_size[: alt_text.MOST_PARTS]]
    drawn = [_bars(rows, *each) for each in ASKED]
    highest = max((float(row[name]) for row in rows for name, *_ in ASKED), default=0)
    layout = _lying(rows) | {"barmode": "group", "xaxis": count_scale("IV-dagen", [highest * VALUE_ROOM])}
    return Chart(in_house_style(drawn, layout, max(0.6, 0.27 * len(rows)), 2), alt_text.iv_progress(shown))


def iv_by_assumption(shown: Protected) -> Chart:
    """Days per category: with a category of their own, and those that count here by assumption."""
    looks = (("stated", "categorie geleverd", BLUE, ""), ("assumed", "categorie aangenomen", ORANGE, "/"))
    drawn = [_bars(shown.rows, *each) for each in looks]
    expected = [row for row in shown.rows if row.has("expected")]
    mark: Part = {
        "type": "scatter",
        "mode": "markers",
        "name": "verwacht volgens de aanname",
        "x": [float(row["expected"]) for row in expected],
        "y": [_name(row) for row in expected],
        "marker": {"symbol": "diamond", "size": 13, "color": COLOURS[4], "line": {"color": "#ffffff", "width": 1}},
        "hoverinfo": "skip",
    }
    highest = max((float(row["allocated"]) for row in shown.rows), default=0)
    layout = _lying(shown.rows) | {"barmode": "stack", "xaxis": count_scale("IV-dagen", [highest * VALUE_ROOM])}
    figure = in_house_style([*drawn, mark], layout, max(0.6, 0.25 * len(shown.rows)), 3)
    return Chart(figure, alt_text.iv_by_assumption(shown))


def _bars(rows: list[Row], column: str, name: str, colour: str, pattern: str) -> Part:
    sizes = [float(row[column]) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [_name(row) for row in rows],
        "x": sizes,
        "text": [alt_text.amount(size) for size in sizes],
        "textposition": "outside" if column in dict.fromkeys(each[0] for each in ASKED) else "none",
        "cliponaxis": False,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hoverinfo": "skip",
    }


def _name(row: Row) -> str:
    return alt_text.name_of(row) if "part" in row.values else str(row["category"])


def _lying(rows: list[Row]) -> Part:
    names = [_name(row) for row in rows]
    lines = [[escape(line) for line in wrapped(name, LABEL_WIDTH).split("<br>")] for name in names]
    return {
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "categoryorder": "array",
            "categoryarray": names,
            "tickvals": names,
            "ticktext": ["<br>".join(each) for each in lines],
            "automargin": True,
        }
    }


def iv_burn_up(shown: Protected) -> Chart:
    """Worked since January and expected, month by month, against both baselines; several parts are added up."""
    months = sorted({row["month_on"] for row in shown.rows})
    names = [dutch.period_short(month, "month")[0] for month in months]
    drawn: list[Part] = []
    for column, name, colour, dash, marker in COURSES:
        rows = [[row for row in shown.rows if row["month_on"] == month and row.has(column)] for month in months]
        sizes = [sum(float(row[column]) for row in found) if found else None for found in rows]
        drawn.append(
            {
                "type": "scatter",
                "mode": "lines" if column.endswith("allocated") else "lines+markers",
                "name": name,
                "x": names,
                "y": sizes,
                "line": {"color": colour, "dash": dash, "width": 2.5},
                "marker": {"color": colour, "symbol": marker, "size": 7},
                "cliponaxis": False,
                "hovertext": [_told(month, name, size) for month, size in zip(names, sizes, strict=True)],
                "hoverinfo": "text",
            }
        )
    highest = [size for trace in drawn for size in trace["y"] if size is not None]
    layout: Part = {
        "xaxis": CATEGORIES | {"tickvals": names[::2]},
        "yaxis": count_scale("IV-dagen", highest),
    }
    return Chart(in_house_style(drawn, layout, legend_rows=3), alt_text.iv_burn_up(shown))


def _told(month: str, name: str, size: float | None) -> str:
    return f"{month}<br>{name}: {alt_text.iv_amount(size)}" if size is not None else ""


def iv_citizens(shown: Protected) -> Chart:
    """What there was to choose from per baseline: what serves citizens, with its share, and the rest of it."""
    has_chains = len({row["chain"] for row in shown.rows}) > 1
    names = [f"{row['chain']}, {row['baseline']}" if has_chains else str(row["baseline"]) for row in shown.rows]
    served = [float(row["for_citizens"]) for row in shown.rows]
    others = [max(float(row["to_choose"]) - size, 0) for row, size in zip(shown.rows, served, strict=True)]
    shares = [
        dutch.percent(row["share_citizens"]) if row.has("share_citizens") else dutch.MISSING for row in shown.rows
    ]
    looks = (("voor burgers", served, BLUE, ""), ("ander werk, of nog vrij", others, GREY, "/"))
    drawn: list[Part] = [
        {
            "type": "bar",
            "name": name,
            "x": names,
            "y": sizes,
            "marker": {"color": colour, "pattern": hatched(pattern)},
            "hovertext": [_told(escape(at), name, size) for at, size in zip(names, sizes, strict=True)],
            "hoverinfo": "text",
        }
        for name, sizes, colour, pattern in looks
    ]
    drawn.append(_shares(names, [one + other for one, other in zip(served, others, strict=True)], shares))
    lines = ["<br>".join(map(escape, wrapped(name, 10).split("<br>"))) for name in names]
    layout: Part = {
        "barmode": "stack",
        "xaxis": CATEGORIES | {"tickvals": names, "ticktext": lines},
        "yaxis": count_scale("vrije ruimte in IV-dagen", [float(row["to_choose"]) for row in shown.rows]),
    }
    return Chart(in_house_style(drawn, layout, legend_rows=2), alt_text.iv_citizens(shown))


def _shares(names: list[str], heights: list[float], shares: list[str]) -> Part:
    """The share for citizens above each column."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "aandeel voor burgers",
        "showlegend": False,
        "x": names,
        "y": heights,
        "text": shares,
        "textposition": "top center",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
