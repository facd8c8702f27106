"""Figures of a composed portfolio: what more days would buy, and how far the choice hangs on the weights."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from voortgang import dutch
from voortgang.alt_text import portfolio as alt_text
from voortgang.charts.style import BLUE, GREY, ORANGE, Chart, Part, hatched, in_house_style, note
from voortgang.methods.portfolio.explain import Step
from voortgang.methods.portfolio.robustness import Held

BAR_HEIGHT = 0.085
"""of a panel, for one project"""


def capacity_curve(steps: Sequence[Step], base: Fraction) -> Chart:
    """Value above or below that of the choice, by days above or below the capacity."""
    line: Part = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [float(step.extra) for step in steps],
        "y": [float(step.value - base) for step in steps],
        "line": {"color": BLUE, "width": 2},
        "marker": {"size": 8, "symbol": "circle"},
        "hovertext": [_step_told(step, base) for step in steps],
        "hoverinfo": "text",
    }
    layout: Part = {
        "showlegend": False,
        "xaxis": {"title": {"text": "dagen meer of minder dan de capaciteit"}, "tickformat": ",d", "zeroline": False},
        "yaxis": {"title": {"text": "gewogen dagen erbij of eraf"}, "tickformat": ",d", "zeroline": False},
        "shapes": [
            {"type": "line", "x0": 0, "x1": 0, "yref": "y domain", "y0": 0, "y1": 1}
            | {"line": {"color": GREY, "dash": "dash", "width": 2}}
        ],
        "annotations": [note("nu", x=0, y=1, yref="y domain", xanchor="right", yanchor="top", xshift=-4)],
    }
    return Chart(in_house_style([line], layout), alt_text.capacity_curve(steps, base))


def _step_told(step: Step, base: Fraction) -> str:
    told = [f"{dutch.number(step.extra)} dagen: {dutch.decimal(step.value - base, 1)} gewogen dagen"]
    told += [f"erbij: {dutch.listing(list(step.entered))}"] if step.entered else []
    told += [f"eraf: {dutch.listing(list(step.left))}"] if step.left else []
    return "<br>".join(told)


def rank_stability(found: Sequence[Held], names: Mapping[str, str]) -> Chart:
    """Per project that does not always come out the same, or that is out, in how many draws it is in."""
    shaky = [each for each in found if not each.is_stable] or list(found)
    bars = [
        _bars([each for each in shaky if each.is_in], "nu erin", BLUE, ""),
        _bars([each for each in shaky if not each.is_in], "nu eruit", ORANGE, "/"),
    ]
    layout: Part = {
        "barmode": "overlay",
        "xaxis": {
            "title": {"text": "% van de trekkingen waarin het project erin is"},
            "range": [0, 1.15],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0%", "50%", "100%"],
        },
        "yaxis": {"autorange": "reversed", "categoryorder": "array", "categoryarray": [each.code for each in shaky]},
    }
    panels = max(0.35, BAR_HEIGHT * len(shaky) + 0.2)
    return Chart(in_house_style(bars, layout, panels, legend_rows=1), alt_text.rank_stability(found, names))


def _bars(found: Sequence[Held], name: str, colour: str, pattern: str) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "showlegend": True,
        "y": [each.code for each in found],
        "x": [float(each.share) for each in found],
        "text": [dutch.percent(each.share) for each in found],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hoverinfo": "skip",
    }
