"""What herijkingen changed: from the first baseline to the forecast, why days moved, and against which baseline."""

from collections.abc import Sequence
from html import escape

from voortgang.alt_text import iv as alt_text
from voortgang.charts.axes import count_scale
from voortgang.charts.style import BLUE, ORANGE, Chart, Part, hatched, in_house_style, wrapped
from voortgang.charts.waterfall import CATEGORIES, steps
from voortgang.methods.disclosure import Protected

LABEL_WIDTH, VALUE_ROOM = 19, 1.35
SYLLABLES = {
    "Begroting": "Begro-<br>ting",
    "Herijking 1": "Herij-<br>king 1",
    "Herijking 2": "Herij-<br>king 2",
    "Herijking 3": "Herij-<br>king 3",
    "eerste stand": "eerste<br>stand",
    "laatste stand": "laatste<br>stand",
    "verschil met de verwachting": "ver-<br>schil",
    "verwachting": "ver-<br>wacht",
}
"""seven names beside each other, on a telephone"""


def iv_course(shown: Protected) -> Chart:
    """First baseline, each herijking, the last baseline, the difference with the forecast, and the forecast."""
    names = [str(row["step"]) for row in shown.rows]
    days = [float(row["days"]) for row in shown.rows]
    levels = _levels(names)
    texts = [(alt_text.amount if at in levels else alt_text.change)(size) for at, size in enumerate(days)]
    drawn = [steps(names, days, texts) | {"measure": _measures(names)}] if names else []
    heights = [sum(days[: at + 1]) for at in range(len(names) - 3)] + [days[at] for at in levels]
    ticks = {"tickvals": names, "ticktext": [SYLLABLES.get(name, wrapped(name, 8)) for name in names]}
    layout: Part = {
        "xaxis": CATEGORIES | ticks | {"tickfont": {"size": 10}},
        "yaxis": count_scale("IV-dagen", heights),
    }
    return Chart(in_house_style(drawn, layout, 1.2, 2), alt_text.iv_course(shown))


def _measures(names: Sequence[str]) -> list[str]:
    """What Plotly must know of each step."""
    first, *others = _levels(names)
    return ["absolute" if at == first else "total" if at in others else "relative" for at in range(len(names))]


def _levels(names: Sequence[str]) -> tuple[int, ...]:
    """The places of what is a level and no change: the first, the last baseline and the forecast."""
    return (0, len(names) - 3, len(names) - 1) if names else ()


def iv_moves(shown: Protected) -> Chart:
    """Per herijking and reason what was added, to the right, and what was taken off, to the left."""
    has_chains = len({row["chain"] for row in shown.rows}) > 1
    names = [
        f"{row['chain']}, {row['baseline']}: {row['reason']}" if has_chains else f"{row['baseline']}: {row['reason']}"
        for row in shown.rows
    ]
    added, cut = ([float(row[name]) for row in shown.rows] for name in ("added", "cut"))
    drawn = [
        _bars("erbij", names, added, BLUE, ""),
        _bars("eraf", names, [-size for size in cut], ORANGE, "/"),
    ]
    layout = _lying(names, [*added, *(-size for size in cut)]) | {"barmode": "overlay"}
    return Chart(in_house_style(drawn, layout, max(0.6, 0.25 * len(names)), 2), alt_text.iv_moves(shown))


def iv_variances(shown: Protected) -> Chart:
    """Forecast against the first and the last baseline, of the parts that differ most."""
    names = ("variance_first", "variance_last")
    by_size = sorted(shown.rows, key=lambda row: -max(abs(float(row[name])) for name in names))
    rows = [row for row in shown.rows if row in by_size[: alt_text.MOST_PARTS]]
    labels = [alt_text.name_of(row) for row in rows]
    sizes = [[float(row[name]) for row in rows] for name in names]
    drawn = [
        _bars("tegen de eerste stand", labels, sizes[0], BLUE, ""),
        _bars("tegen de laatste stand", labels, sizes[1], ORANGE, "/"),
    ]
    layout = _lying(labels, [*sizes[0], *sizes[1]]) | {"barmode": "group"}
    return Chart(in_house_style(drawn, layout, max(0.6, 0.2 * len(labels)), 3), alt_text.iv_variances(shown))


def _bars(name: str, labels: list[str], sizes: list[float], colour: str, pattern: str) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": labels,
        "x": sizes,
        "text": [alt_text.change(size) if size else "" for size in sizes],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hoverinfo": "skip",
    }


def _lying(labels: list[str], sizes: list[float]) -> Part:
    low, high = (end(sizes, default=0) * VALUE_ROOM for end in (min, max))
    low, high = min(low, -high / 4), max(high, -low / 4)
    return {
        "xaxis": {
            "title": {"text": "IV-dagen meer (+) of minder (−)"},
            "range": [low or -1, high or 1],
            "tickformat": ",d",
            "nticks": 5,
            "zeroline": True,
        },
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "categoryorder": "array",
            "categoryarray": labels,
            "tickvals": labels,
            "ticktext": [_on_lines(label) for label in labels],
            "automargin": True,
        },
    }


def _on_lines(label: str) -> str:
    return "<br>".join(escape(line) for line in wrapped(label, LABEL_WIDTH).split("<br>"))
