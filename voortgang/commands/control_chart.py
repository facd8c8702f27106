"""`voortgang control-chart`: limits and flags for a series in a delimited file, a row per point in order of time."""

from fractions import Fraction
from pathlib import Path
from textwrap import fill
from typing import Any

from voortgang.commands.output import as_table_text
from voortgang.commands.series_file import as_number, plain, read_rows
from voortgang.dutch import decimal, plural
from voortgang.errors import VoortgangError
from voortgang.methods.control_chart import ENOUGH, Point, control_chart, variation

WIDTH = 100
DIGITS = 2


def control_chart_report(path: Path, value: str, label: str | None = None) -> dict[str, Any]:
    """Mean, limits, mean moving range, and per point (index from 0) its flags; limits are None for too few points.

    Raises VoortgangError for a file, column or value that cannot be used, with its row (the first data row is 1).
    """
    rows = list(read_rows(path, [value, *([label] if label else [])]))
    if not rows:
        raise VoortgangError(f"{path.name} heeft een kopregel maar geen rijen. Lever een bestand met gegevens.")
    values = [as_number(texts[0], value, where) for where, texts in rows]
    labels = [texts[1] for _, texts in rows] if label else None
    points = control_chart(values)
    sign = variation(points, 0)
    return {
        **_limits(points),
        "enough": points[-1].limits is not None,
        "variation": sign.code if sign else None,
        "points": [_point(index, point, labels) for index, point in enumerate(points)],
    }


def render(report: dict[str, Any]) -> str:
    """The report as Dutch text for a terminal."""
    points = report["points"]
    has_labels = "label" in points[0]
    rows = [
        [point["label"] if has_labels else point["index"] + 1, _told(point["value"]), "; ".join(point["explanation"])]
        for point in points
    ]
    table = as_table_text(["periode" if has_labels else "punt", "waarde", "bijzonder"], rows)
    return f"{table}\n\n{fill(_conclusion(report), WIDTH)}"


def _limits(points: list[Point]) -> dict[str, float | None]:
    limits = points[-1].limits
    if limits is None:
        return dict.fromkeys(("mean", "lower", "upper", "mean_moving_range"))
    return {
        "mean": float(limits.mean),
        "lower": float(limits.lower),
        "upper": float(limits.upper),
        "mean_moving_range": float(limits.mean_moving_range),
    }


def _point(index: int, point: Point, labels: list[str] | None) -> dict[str, Any]:
    return {
        "index": index,
        **({"label": labels[index]} if labels else {}),
        "value": plain(float(point.value)),
        "flags": [flag.rule for flag in point.flags],
        "explanation": [flag.text for flag in point.flags],
    }


def _conclusion(report: dict[str, Any]) -> str:
    points = report["points"]
    if not report["enough"]:
        few = plural(len(points), "punt", "punten")
        return f"De reeks heeft {few}; grenzen zijn pas zinvol vanaf {ENOUGH} punten. Er zijn er dus geen berekend."
    limits = (
        f"Gemiddeld {_told(report['mean'])}; gewone schommeling van {_told(report['lower'])} tot "
        f"{_told(report['upper'])} (gemiddelde stap {_told(report['mean_moving_range'])})."
    )
    flagged = sum(bool(point["flags"]) for point in points)
    if not flagged:
        return f"{limits} Geen enkel punt valt op."
    found = plural(flagged, "punt valt", "punten vallen")
    return f"{limits} {found} op; zoek daar een oorzaak bij."


def _told(value: float) -> str:
    return decimal(value, 0 if Fraction(value).denominator == 1 else DIGITS)
