"""A change between two periods as a waterfall: where it started, its parts, and where it ended."""

from fractions import Fraction

from voortgang import alt_text, dutch
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, GREY, ORANGE, Chart, Part, crosses, in_house_style, wrapped
from voortgang.methods.clearing import shown_days
from voortgang.methods.disclosure import Protected

WIDEST = 10
MEASURES = ["absolute", "relative", "relative", "total"]


def clearing(shown: Protected) -> Chart:
    """Mean before, the part of the mix, the part of the rate, mean after, in days; the rows stand in that order."""
    names = [str(row["step"]) for row in shown.rows]
    is_told = len(names) == len(MEASURES) and all(row.has("days") for row in shown.rows)
    drawn = [_steps(shown, names)] if is_told else crosses(names)
    highest = max((float(row["days"]) for row in shown.rows if row.has("days")), default=0)
    layout: Part = {
        "xaxis": {
            "type": "category",
            "tickvals": names,
            "ticktext": [wrapped(name, WIDEST) for name in names],
            "tickangle": 0,
            "tickfont": {"size": 12},
            "showgrid": False,
        },
        "yaxis": count_scale("dagen", [highest * 1.1]),
    }
    return Chart(in_house_style(drawn, layout, legend_rows=2), alt_text.clearing(shown))


def _steps(shown: Protected, names: list[str]) -> Part:
    return {
        "type": "waterfall",
        "x": names,
        "y": [float(row["days"]) for row in shown.rows],
        "measure": MEASURES,
        "text": _texts(shown),
        "textposition": "outside",
        "cliponaxis": False,
        "connector": {"line": {"color": GREY, "width": 1}},
        "increasing": {"marker": {"color": ORANGE}},
        "decreasing": {"marker": {"color": BLUE}},
        "totals": {"marker": {"color": GREY}},
        "showlegend": False,
        "hoverinfo": "text",
    }


def _texts(shown: Protected) -> list[str]:
    """With one decimal; the parts add up as they are written."""
    before, after = (dutch.half_up(shown.rows[at]["days"], 1) for at in (0, 3))
    mix, rate = alt_text.parts_of_change(shown)
    _, of_mix, of_rate = shown_days(mix, rate, digits=1)
    return [dutch.decimal(before), signed(of_mix), signed(of_rate), dutch.decimal(after)]


def signed(days: Fraction) -> str:
    """+9,1 or −3,0: the sign says what colour alone would."""
    sign = "+" if days > 0 else "−" if days < 0 else ""
    return f"{sign}{dutch.decimal(abs(days))}"
