"""Lines per period: a panel per group of measures, or when split a panel per measure with a line per split value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from voortgang import alt_text
from voortgang.charts.axes import (
    count_scale,
    norm_line,
    panel_axes,
    partial_periods,
    period_axis,
    periods,
    share_scale,
    titled,
    weeks_scale,
)
from voortgang.charts.lines import REQUESTS, Line, Measure, count, share, traces, values, weeks
from voortgang.charts.style import Chart, Part, crosses, in_house_style
from voortgang.methods.disclosure import Protected

OF_DECIDED = "% van de besloten verzoeken"


@dataclass(frozen=True)
class Panel:
    """Measures on one scale."""

    measures: tuple[Measure, ...]
    scale: Part
    title: str = ""
    has_norm: bool = False


def share_against_norm(shown: Protected) -> Chart:
    """The share decided within eight weeks and within the legal term, per period: two clocks, always both."""
    measures = (
        share("binnen acht weken (K1)", "within_norm", "bottom right"),
        share("binnen de wettelijke termijn (K2)", "within_legal", "top right"),
    )
    return Chart(over_time(shown, Panel(measures, share_scale(OF_DECIDED))), alt_text.share_on_time(shown))


def throughput_against_norm(shown: Protected) -> Chart:
    """Median and P90 per period, in weeks, with the norm."""
    panel = _in_weeks(
        shown, weeks("mediaan", "median_days", "bottom right"), weeks("P90", "p90_days", "top right"), title=""
    )
    return Chart(over_time(shown, panel), alt_text.throughput(shown))


def fast_track(shown: Protected) -> Chart:
    """The share of the fast track, and under it the medians of fast track and regular apart, in weeks."""
    medians = (
        weeks("mediaan versneld", "median_fast_track_days", "bottom right", "fast_track"),
        weeks("mediaan regulier", "median_regular_days", "top right", "regular"),
    )
    panels = (
        Panel((share("aandeel versneld", "fast_track", "top right"),), share_scale("% van besloten"), "Aandeel"),
        _in_weeks(shown, *medians, title="Doorlooptijd"),
    )
    return Chart(over_time(shown, *panels), alt_text.fast_track(shown))


def suspension(shown: Protected) -> Chart:
    """The share suspended, and under it the mean duration with and without the suspended days, in weeks."""
    means = (
        weeks("gemiddeld bruto", "gross_days", "top right"),
        weeks("gemiddeld netto", "net_days", "bottom right", "suspended"),
    )
    panels = (
        Panel((share("aandeel opgeschort", "suspended", "top right"),), share_scale("% van besloten"), "Aandeel"),
        _in_weeks(shown, *means, title="Doorlooptijd"),
    )
    return Chart(over_time(shown, *panels), alt_text.suspension(shown))


def extension(shown: Protected) -> Chart:
    """The share of what was open after eight weeks that was extended in time."""
    extended = share("aandeel verdaagd", "extended", "top right", "undecided", REQUESTS)
    panel = Panel((extended,), share_scale("% van open na acht weken"))
    return Chart(over_time(shown, panel), alt_text.extension(shown))


def stock(shown: Protected) -> Chart:
    """The stock at the end of each period, and what of it is past the norm and past the legal term."""
    measures = (
        count("werkvoorraad", "backlog", "top right"),
        count("over de acht weken", "past_norm", "top right"),
        count("over de wettelijke termijn", "past_legal", "bottom right"),
    )
    panel = Panel(measures, count_scale("open verzoeken", values(shown.rows, *measures)))
    return Chart(over_time(shown, panel), alt_text.stock(shown))


def _in_weeks(shown: Protected, *measures: Measure, title: str) -> Panel:
    return Panel(measures, weeks_scale(values(shown.rows, *measures)), title, has_norm=True)


def over_time(shown: Protected, *wanted: Panel) -> go.Figure:
    """The panels as wanted, or a panel per measure when split."""
    panels = [*_per_measure(wanted)] if alt_text.is_split(shown) else wanted
    lines = list(_lines(shown, panels))
    drawn = [trace for line in lines for trace in traces(shown, line)]
    hidden: list[Part] = []
    layout: Part = {"annotations": []}
    for number, panel in enumerate(panels, start=1):
        x_axis = period_axis(periods(shown), shown.parameters["period"])
        hidden += crosses(_hidden_periods(lines, number), number, in_legend=not hidden)
        layout |= panel_axes(x_axis, panel.scale, number, len(panels))
        layout["annotations"] += [*titled(panel.title, number), *partial_periods(shown, number)]
        if panel.has_norm:
            is_first = not any(before.has_norm for before in panels[: number - 1])
            drawn.append(norm_line(x_axis["range"], number, in_legend=is_first))
    in_legend = sum(line.in_legend for line in lines)
    return in_house_style(
        drawn + hidden,
        layout,
        len(panels),
        legend_rows=(in_legend + 4) // 2 if alt_text.is_split(shown) else in_legend + 1,
    )


def _per_measure(panels: Sequence[Panel]) -> Iterator[Panel]:
    for panel in panels:
        for measure in panel.measures:
            yield Panel((measure,), panel.scale, measure.name, panel.has_norm)


def _lines(shown: Protected, panels: Sequence[Panel]) -> Iterator[Line]:
    measures = [(number, measure) for number, panel in enumerate(panels, start=1) for measure in panel.measures]
    is_split = alt_text.is_split(shown)
    for at, (panel, measure) in enumerate(measures):
        for number, (name, rows) in enumerate(alt_text.series(shown).items()):
            if is_split:
                yield Line(measure, rows, name, panel, look=number, is_labelled=False, in_legend=panel == 1)
            else:
                yield Line(measure, rows, measure.name, panel, look=at, is_labelled=True, in_legend=True)


def _hidden_periods(lines: list[Line], panel: int) -> list[date]:
    cells = ((line, row) for line in lines if line.panel == panel for row in line.rows)
    hidden = {row["period_on"] for line, row in cells if any(row.hidden[name] for name in line.measure.needs)}
    return sorted(hidden)
