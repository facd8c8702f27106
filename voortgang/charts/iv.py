"""What each baseline gave and left free, as columns that add up to the capacity."""

from collections import defaultdict
from html import escape

from voortgang.alt_text import iv as alt_text
from voortgang.charts.axes import count_scale
from voortgang.charts.style import COLOURS, GREY, Chart, Part, hatched, in_house_style, wrapped
from voortgang.charts.waterfall import CATEGORIES
from voortgang.colours import PATTERNS
from voortgang.methods.disclosure import Protected

CAPACITY, MOST_SERIES, OTHERS = "capaciteit", 7, "overige"


def iv_capacity_by_part(shown: Protected) -> Chart:
    """A column per baseline up to its capacity, what is free on top; a mark stands at the capacity itself."""
    baselines = list(dict.fromkeys(str(row["baseline"]) for row in shown.rows))
    sizes = _sizes(shown)
    drawn = [
        _column(name, baselines, sizes[name], COLOURS[at % len(COLOURS)], PATTERNS[at % len(PATTERNS)])
        for at, name in enumerate(sizes)
    ]
    free, over, capacity = (
        {each: _sum(shown, each, part) for each in baselines} for part in (alt_text.FREE, alt_text.OVER_COMMITTED, None)
    )
    drawn.append(_column(alt_text.FREE, baselines, free, GREY, "."))
    highest = max((capacity[each] - over[each] for each in baselines), default=0)
    layout: Part = {
        "barmode": "stack",
        "xaxis": CATEGORIES | {"tickvals": baselines, "ticktext": [wrapped(each, 10) for each in baselines]},
        "yaxis": count_scale("IV-dagen", [highest]),
    }
    figure = in_house_style([*drawn, _mark(baselines, capacity, over)], layout, 1.2, len(drawn) // 2 + 2)
    return Chart(figure, alt_text.iv_capacity_by_part(shown))


def _sizes(shown: Protected) -> dict[str, dict[str, float]]:
    """Days per part and baseline; what is small in every baseline stands together."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in shown.rows:
        if not alt_text.is_left_over(row["part"]):
            found[alt_text.name_of(row)][str(row["baseline"])] += float(row["days"])
    if len(found) <= MOST_SERIES:
        return found
    by_size = sorted(found, key=lambda name: -max(found[name].values()))
    small = f"{len(found) - MOST_SERIES + 1} {OTHERS}"
    kept: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, sizes in found.items():
        for baseline, days in sizes.items():
            kept[name if name in by_size[: MOST_SERIES - 1] else small][baseline] += days
    return {name: sizes for name, sizes in kept.items() if name != small} | {small: kept[small]}


def _sum(shown: Protected, baseline: str, part: str | None) -> float:
    """Of one part, or of all."""
    rows = [row for row in shown.rows if row["baseline"] == baseline and part in (None, row["part"])]
    return sum(float(row["days"]) for row in rows)


def _column(name: str, baselines: list[str], sizes: dict[str, float], colour: str, pattern: str) -> Part:
    amounts = [sizes.get(each, 0.0) for each in baselines]
    told = [
        f"{escape(each)}<br>{escape(name)}: {alt_text.iv_amount(size)}"
        for each, size in zip(baselines, amounts, strict=True)
    ]
    return {
        "type": "bar",
        "name": escape(name),
        "x": baselines,
        "y": amounts,
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hovertext": told,
        "hoverinfo": "text",
    }


def _mark(baselines: list[str], capacity: dict[str, float], too_much: dict[str, float]) -> Part:
    """Where the capacity is, with its number; too much says so in words."""
    over = {each: f"<br>{alt_text.left_over(size)}" if size < 0 else "" for each, size in too_much.items()}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": CAPACITY,
        "x": baselines,
        "y": [capacity[each] for each in baselines],
        "text": [f"{alt_text.amount(capacity[each])}{over[each]}" for each in baselines],
        "textposition": "top center",
        "cliponaxis": False,
        "marker": {"symbol": "line-ew", "size": 34, "line": {"color": GREY, "width": 3}},
        "hoverinfo": "skip",
    }
