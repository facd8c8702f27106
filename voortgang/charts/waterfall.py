"""A change between two periods as a waterfall: where it started, its parts, and where it ended."""

from voortgang import alt_text, dutch
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, GREY, ORANGE, Chart, Part, crosses, in_house_style, wrapped
from voortgang.methods.clearing import shown_days
from voortgang.methods.disclosure import Protected

WIDEST = 10
CATEGORIES: Part = {"type": "category", "tickangle": 0, "tickfont": {"size": 12}, "showgrid": False}
STEPS = 4


def clearing(shown: Protected) -> Chart:
    """Mean before, the part of the mix, the part of the rate, mean after, in days; the rows stand in that order."""
    names = [str(row["step"]) for row in shown.rows]
    is_told = len(names) == STEPS and all(row.has("days") for row in shown.rows)
    drawn = crosses(names)
    if is_told:
        drawn = [steps(names, [float(row["days"]) for row in shown.rows], _texts(shown))]
    highest = max((float(row["days"]) for row in shown.rows if row.has("days")), default=0)
    layout: Part = {
        "xaxis": CATEGORIES | {"tickvals": names, "ticktext": [wrapped(name, WIDEST) for name in names]},
        "yaxis": count_scale("dagen", [highest * 1.1]),
    }
    return Chart(in_house_style(drawn, layout, legend_rows=2), alt_text.clearing(shown))


def steps(names: list[str], amounts: list[float], texts: list[str]) -> Part:
    """A waterfall: where it started, what was added or taken off, and where it ended, with its texts."""
    return {
        "type": "waterfall",
        "x": names,
        "y": amounts,
        "measure": ["absolute", *["relative"] * (len(names) - 2), "total"],
        "text": texts,
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
    return [dutch.decimal(before), alt_text.signed(of_mix), alt_text.signed(of_rate), dutch.decimal(after)]
