"""Tables and charts of a letter from protected results: tables in the words of the page, charts as plain series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from voortgang import cells
from voortgang.dutch import is_missing, period
from voortgang.letter.gather.asking import query_of, told
from voortgang.letter.tables import Cell, ChartSpec, Column, Exhibit, Series
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row
from voortgang.pipeline.metrics import Column as MetricColumn
from voortgang.pipeline.metrics import Share
from voortgang.trust import facts

if TYPE_CHECKING:
    from voortgang.charts import Chart
    from voortgang.exports.panels import Panel
    from voortgang.exports.panels import Series as Drawn

KINDS = ("column", "bar", "line")


@dataclass(frozen=True)
class Wanted:
    """Which columns and shares of a result a table shows, in this order, and how it is drawn."""

    columns: tuple[str, ...]
    draw: "Callable[[Protected], Chart] | None" = None
    finding: str = ""
    """of a table without a chart"""


def exhibit(shown: Protected, wanted: Wanted) -> Exhibit:
    """The table of a result with its charts."""
    chart = wanted.draw(shown) if wanted.draw else None
    known = {column.name: column for column in cells.columns(shown)}
    heads = [known[name] for name in wanted.columns]
    return Exhibit(
        key=shown.metric.name,
        title=shown.metric.title,
        finding=chart.finding if chart else wanted.finding,
        definition=shown.metric.definition,
        query=query_of(shown.metric),
        parameters=told(shown),
        columns=tuple(_column(shown, column) for column in heads),
        rows=tuple(tuple(_cell(shown, row, column) for column in heads) for row in shown.rows),
        trust=tuple(facts(_narrowed(shown, heads), None)),
        charts=_charts(chart, shown) if chart else (),
    )


def _narrowed(shown: Protected, heads: Sequence[MetricColumn | Share]) -> Protected:
    """The same with only the columns that the table rests on: of others it should not say that cells are hidden."""
    names = {name for head in heads for name in _parts(head)}
    kept = {name: column for name, column in shown.metric.columns.items() if name in names}
    metric = replace(shown.metric, columns=kept, shares=tuple(head for head in heads if isinstance(head, Share)))
    return replace(shown, metric=metric, frame=shown.frame[list(kept)], hidden=shown.hidden[list(kept)])


def _parts(head: MetricColumn | Share) -> tuple[str, ...]:
    if isinstance(head, Share):
        return head.numerator, head.denominator
    return tuple(filter(None, (head.name, head.n)))


def _column(shown: Protected, column: MetricColumn | Share) -> Column:
    if isinstance(column, MetricColumn):
        return Column(column.label, column.unit, column.meaning)
    parts = (shown.metric.columns[name].label for name in (column.numerator, column.denominator))
    return Column(column.label, cells.SHARE_UNIT, " gedeeld door ".join(parts))


def _cell(shown: Protected, row: Row, column: MetricColumn | Share) -> Cell:
    if cells.is_hidden(row, column):
        return HIDDEN_TEXT
    if isinstance(column, Share):
        return _share(row[column.numerator], row[column.denominator])
    value = row[column.name]
    if cells.is_period(shown, column):
        return period(value, shown.parameters["period"])
    return _plain(value)


def _share(numerator: Any, denominator: Any) -> float | None:
    return None if is_missing(numerator) or not denominator else float(numerator / denominator)


def _plain(value: Any) -> Cell:
    """A value as Python itself knows it."""
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool) or type(value).__name__.startswith("bool"):
        return "ja" if value else "nee"
    plain: Cell = value.item() if hasattr(value, "item") else value
    return plain


def _charts(chart: "Chart", shown: Protected) -> tuple[ChartSpec, ...]:
    from voortgang.exports.panels import panels

    found = panels(chart, shown.parameters.get("period"))
    drawn = (_spec(panel) for panel in found if panel.kind in KINDS)
    return tuple(spec for spec in drawn if any(not series.is_norm for series in spec.series))


def _spec(panel: "Panel") -> ChartSpec:
    title = panel.value_axis.get("title")
    series = (_series(each) for each in panel.series if each.name != HIDDEN_TEXT)
    return ChartSpec(
        kind=panel.kind,
        categories=tuple(map(str, panel.categories)),
        series=tuple(each for each in series if any(value is not None for value in each.values)),
        unit=str(title.get("text") if isinstance(title, dict) else title or ""),
        is_percent=panel.is_percent,
        is_stacked=panel.is_stacked,
    )


def _series(drawn: "Drawn") -> Series:
    """What is hidden leaves a gap: the table says so."""
    mode = str(drawn.trace.get("mode") or "")
    values = (value if isinstance(value, float) else None for value in drawn.values)
    return Series(drawn.name, tuple(values), not drawn.is_bar and "lines" in mode, mode == "lines")


def side_by_side(made: Exhibit, names: str, labels: Sequence[str]) -> Exhibit:
    """The same with a chart of some of its columns beside each other; `names` is the column that names the places."""
    at = {column.label: place for place, column in enumerate(made.columns)}
    drawn = tuple(Series(label, tuple(_float(row[at[label]]) for row in made.rows)) for label in labels)
    places = tuple(str(row[at[names]]) for row in made.rows)
    unit = (
        made.columns[at[labels[0]]].unit if len({made.columns[at[label]].unit for label in labels}) == 1 else "aantal"
    )
    return replace(made, charts=(ChartSpec("column", places, drawn, unit),))


def _float(value: Cell) -> float | None:
    return float(value) if isinstance(value, int | float) else None
