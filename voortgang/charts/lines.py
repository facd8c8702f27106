"""Lines through the complete periods, hollow markers for the partial ones."""

from collections.abc import Callable
from dataclasses import dataclass

from voortgang import dutch
from voortgang.charts.axes import PARTIAL
from voortgang.charts.style import Part, axis, look, marker_size
from voortgang.methods.disclosure import Protected, Row

DECISIONS = ("besluit", "besluiten")
REQUESTS = ("verzoek", "verzoeken")


@dataclass(frozen=True)
class Measure:
    """What a line shows: how to read its value from a row, how to write it, and what it rests on."""

    name: str
    needs: tuple[str, ...]
    value: Callable[[Row], float]
    text: Callable[[Row], str]
    label_position: str
    """where the last value stands, so that two lines do not write over each other"""
    of: Callable[[Row], str] | None = None
    """the number of requests behind the value, in words"""


@dataclass(frozen=True)
class Line:
    """One line of the figure: a measure of one series, in one panel."""

    measure: Measure
    rows: list[Row]
    name: str
    panel: int
    look: int
    is_labelled: bool
    in_legend: bool


def share(
    name: str, numerator: str, label_position: str, denominator: str = "decided", of: tuple[str, str] = DECISIONS
) -> Measure:
    """The share of `denominator` that `numerator` counts."""
    return Measure(
        name,
        (numerator, denominator),
        lambda row: row[numerator] / row[denominator],
        lambda row: dutch.share_text(row[numerator], row[denominator]),
        label_position,
        lambda row: dutch.plural(row[denominator], *of),
    )


def weeks(name: str, column: str, label_position: str, n: str = "decided") -> Measure:
    """A column of days, in weeks."""
    return Measure(
        name,
        (column, n),
        lambda row: row[column] / dutch.DAYS_PER_WEEK,
        lambda row: dutch.decimal(dutch.weeks_from_days(row[column], 1)),
        label_position,
        lambda row: dutch.plural(row[n], *DECISIONS),
    )


def count(name: str, column: str, label_position: str) -> Measure:
    """A column of requests."""
    return Measure(name, (column,), lambda row: row[column], lambda row: dutch.number(row[column]), label_position)


def traces(shown: Protected, line: Line) -> list[Part]:
    """The complete periods of a line and, when there are any, its partial ones."""
    complete = [_row_when(row, line, True) for row in line.rows]
    partial = [_row_when(row, line, False) for row in line.rows]
    colour, marker, dash = look(line.look)
    size = marker_size(len(line.rows))
    drawn = _trace(shown, line, complete) | {
        "mode": "lines+markers+text",
        "showlegend": line.in_legend,
        "line": {"color": colour, "dash": dash, "width": 2.5},
        "marker": {"color": colour, "size": size, "symbol": marker},
        "text": _last_value(line, complete) if line.is_labelled else None,
        "textposition": line.measure.label_position,
    }
    hollow = _trace(shown, line, partial) | {
        "mode": "markers",
        "showlegend": False,
        "marker": {"color": colour, "size": size, "symbol": f"{marker}-open"},
    }
    return [drawn, hollow] if any(partial) else [drawn]


def values(rows: list[Row], *measures: Measure) -> list[float]:
    """All values that may be shown, for the scale."""
    return [float(measure.value(row)) for measure in measures for row in rows if row.has(*measure.needs)]


def _trace(shown: Protected, line: Line, rows: list[Row | None]) -> Part:
    return {
        "type": "scatter",
        "x": [row["period_on"] for row in line.rows],
        "y": [None if row is None else float(line.measure.value(row)) for row in rows],
        "name": line.name,
        "legendgroup": line.name,
        "cliponaxis": False,
        "hovertext": ["" if row is None else _hover(shown, line, row) for row in rows],
        "hoverinfo": "text",
        "xaxis": axis("x", line.panel),
        "yaxis": axis("y", line.panel),
    }


def _row_when(row: Row, line: Line, is_complete: bool) -> Row | None:
    return row if row.has(*line.measure.needs) and bool(row["is_complete"]) is is_complete else None


def _last_value(line: Line, rows: list[Row | None]) -> list[str]:
    """Only the last complete period is labelled; every other value stands in the table."""
    last = max((at for at, row in enumerate(rows) if row is not None), default=None)
    return [line.measure.text(row) if at == last and row is not None else "" for at, row in enumerate(rows)]


def _hover(shown: Protected, line: Line, row: Row) -> str:
    told = [name_of_period(shown, row), f"{line.name}: {line.measure.text(row)}"]
    return "<br>".join([*told, line.measure.of(row)] if line.measure.of else told)


def name_of_period(shown: Protected, row: Row) -> str:
    """The period of a row as a hover text names it, with its mark when it is partial."""
    mark = "" if row.values.get("is_complete", True) else f" ({PARTIAL})"
    return f"{dutch.period(row['period_on'], shown.parameters['period'])}{mark}"
