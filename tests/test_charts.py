"""Figures: what they draw, what they leave out, and that nothing in them is English or American."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from numbers import Real

import pytest
from chart_samples import AGES, BREAKS, MONTHS_24, WEEKS_104, flow_chart, samples
from shown import MONTHS, shown

from tests.reference import step_of
from voortgang import charts
from voortgang.alt_text import NORM_DAYS
from voortgang.charts.style import COLOURS, GREY
from voortgang.exports import workbook
from voortgang.exports.panels import panels
from voortgang.methods.disclosure import HIDDEN_TEXT
from voortgang.settings import REFERENCE

LIGHT, DARK = "#ffffff", "#12171f"
ON_TIME = [
    (day, "alle", day != MONTHS[-1], 2000 + 314 * at, 900 + 200 * at, 1200 + 200 * at) for at, day in enumerate(MONTHS)
]
DURATIONS = [(day, "alle", day != MONTHS[-1], 2000, 73 - 3 * at, 85 - at) for at, day in enumerate(MONTHS)]
SPLIT = [(day, team, True, 500, 70, 80) for day in MONTHS for team in ("Noord", "Zuid")]
WEEKS = [(week, 100 * week, step_of(week)) for week in range(1, 15)]
LADDER = [(8, 600, 1000), (11, 800, 1000), (12, 900, 1000), (16, 950, 1000), (26, 1000, 1000)]


def traces(chart):
    return {trace.name: trace for trace in chart.figure.data if trace.showlegend is not False}


def test_shares_show_both_clocks_as_fractions_of_the_denominator():
    chart = charts.share_against_norm(shown("decided_on_time", ON_TIME))
    drawn = traces(chart)
    assert list(drawn) == ["binnen acht weken (K1)", "binnen de wettelijke termijn (K2)"]
    assert drawn["binnen acht weken (K1)"].y[0] == pytest.approx(900 / 2000)
    assert chart.figure.layout.yaxis.title.text == "% van de besloten verzoeken"


def test_the_finding_compares_complete_periods_only():
    finding = charts.share_against_norm(shown("decided_on_time", ON_TIME)).finding
    assert finding == (
        "In mei 2025 is 52% van 3.256 besloten verzoeken binnen acht weken besloten, en 61% binnen de wettelijke "
        "termijn; in april 2025 was dat 51%."
    )


def test_the_finding_sets_median_and_p90_against_the_norm():
    finding = charts.throughput_against_norm(shown("throughput_time", DURATIONS)).finding
    assert finding == (
        "In mei 2025 duurde de helft van 2.000 verzoeken hooguit 8,7 weken en negen op de tien hooguit 11,6 weken; "
        "de mediaan ligt boven de norm van 8 weken; in april 2025 was de mediaan 9,1 weken."
    )


def test_a_partial_period_has_a_hollow_marker_no_line_and_a_word():
    figure = charts.throughput_against_norm(shown("throughput_time", DURATIONS)).figure
    full, partial = (trace for trace in figure.data if trace.name == "mediaan")
    assert full.y[-1] is None and partial.y[-1] is not None
    assert partial.mode == "markers" and partial.marker.symbol == "circle-open"
    assert [note.text for note in figure.layout.annotations].count("onvolledig") == 1


def test_only_a_partial_period_is_said_to_be_partial():
    finding = charts.throughput_against_norm(shown("throughput_time", DURATIONS[-1:])).finding
    assert finding == "Er is geen volledige periode in deze keuze."


def test_a_split_differs_in_more_than_colour():
    figure = charts.throughput_against_norm(shown("throughput_time", SPLIT, split="team")).figure
    first, second = (trace for trace in figure.data if trace.showlegend and trace.name in ("Noord", "Zuid"))
    assert first.line.dash != second.line.dash
    assert first.marker.symbol != second.marker.symbol


def test_a_split_is_told_side_by_side():
    finding = charts.throughput_against_norm(shown("throughput_time", SPLIT, split="team")).finding
    assert finding == "De norm is 8 weken. Mediaan in juni 2025: Noord 10,0 weken en Zuid 10,0 weken."


def test_a_hidden_value_is_a_gap_with_a_cross_and_a_word():
    rows = [*ON_TIME[:2], *[(month, "alle", True, 9, 8, 8) for month in MONTHS[2:4]], *ON_TIME[4:]]
    chart = charts.share_against_norm(shown("decided_on_time", rows))
    crosses = traces(chart)[HIDDEN_TEXT]
    assert [day.date() for day in crosses.x] == MONTHS[2:4]
    assert traces(chart)["binnen acht weken (K1)"].y[3] is None
    assert chart.finding.endswith("in april 2025 was dat verborgen.")


def test_a_hidden_last_period_is_told_as_hidden():
    rows = [*ON_TIME[:4], (MONTHS[4], "alle", True, 9, 4, 5)]
    finding = charts.share_against_norm(shown("decided_on_time", rows)).finding
    assert finding == "In mei 2025 is het cijfer verborgen."


def test_bars_on_either_side_of_the_norm_differ_in_pattern():
    chart = charts.distribution(shown("throughput_distribution", WEEKS))
    within, late = traces(chart).values()
    assert within.x[-1] == 8 and late.x[0] == 9
    assert within.marker.pattern.shape != late.marker.pattern.shape
    assert chart.finding == (
        "Van de 10.500 besloten verzoeken is 34% binnen acht weken besloten. "
        "De meeste besluiten, 1.400, vielen in week 14 na ontvangst."
    )


def test_a_hidden_bar_is_no_zero():
    chart = charts.distribution(shown("throughput_distribution", [*WEEKS, (15, 3, step_of(15))]))
    assert 15 in traces(chart)[HIDDEN_TEXT].x
    assert 15 not in traces(chart)["na acht weken"].x
    assert "getoonde" in chart.finding


def test_the_ladder_says_its_values_and_what_is_hidden():
    chart = charts.ladder(shown("decided_within_weeks", LADDER))
    assert list(chart.figure.data[0].text) == ["60%", "80%", "90%", "95%", HIDDEN_TEXT]
    assert "60% binnen 8 weken, 80% binnen 11 weken, 90% binnen 12 weken en 95% binnen 16 weken" in chart.finding


SAMPLES = samples() | {
    "throughput_distribution-normal": (charts.distribution, shown("throughput_distribution", WEEKS)),
    "decided_within_weeks-normal": (charts.ladder, shown("decided_within_weeks", LADDER)),
}


@dataclass(frozen=True)
class Event:
    """As the register knows it, with no more than a figure needs."""

    happened_on: date
    title: str


EVENTS = [
    Event(date(2025, 5, 21), "Kamerbrief"),
    Event(date(2025, 2, 3), "Nieuwe regel"),
    Event(date(2019, 1, 1), "Lang geleden"),
]


@cache
def drawn(name):
    """A sample as it is drawn, with the events that fall within it."""
    chart, protected = SAMPLES[name]
    return charts.with_events(chart(protected), EVENTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_figure_is_dutch_transparent_and_of_a_fixed_height(name):
    chart = drawn(name)
    layout = json.loads(chart.figure.to_json())["layout"]
    layout.pop("template", None)
    assert layout["separators"] == ",."
    assert layout["height"] >= 200
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    texts = "\n".join([chart.finding, *texts_of(layout), *texts_of(json.loads(chart.figure.to_json())["data"])])
    english = r"\b(May|Oct|March|weeks|days?|count|value|trace|before|after|mix|rate|share|ripe|None|NaN|nan|NaT)\b"
    assert not re.search(english, texts)
    assert not re.search(r"\d\.\d{1,2}(\D|$)", texts)
    assert not re.search(r"\d{4,}", re.sub(r"\b20\d\d\b", "", texts))


def texts_of(part, key=""):
    """Every text that a reader sees, wherever in the figure."""
    if isinstance(part, dict):
        return [text for name, value in part.items() for text in texts_of(value, name)]
    if isinstance(part, list):
        return [text for value in part for text in texts_of(value, key)]
    return [part] if isinstance(part, str) and key in ("text", "ticktext", "hovertext", "name") else []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_figure_says_what_it_hides_and_draws_no_zero_for_it(name):
    chart = drawn(name)
    if not name.endswith("-hidden"):
        assert chart.finding[0].isupper() and chart.finding.endswith(".")
        return
    texts = texts_of(json.loads(chart.figure.to_json()))
    assert HIDDEN_TEXT in " ".join(texts)
    numbers = [value for trace in chart.figure.data for value in (trace.y if trace.y is not None else ())]
    assert all(value is None or isinstance(value, str) or value in (0, 8) for value in numbers)


def test_a_figure_over_time_keeps_few_ticks_and_its_scale_from_zero():
    for name in SAMPLES:
        layout = drawn(name).figure.layout.to_plotly_json()
        for axis in (each for key, each in layout.items() if key.startswith("xaxis") and "ticktext" in each):
            assert len(axis["ticktext"]) <= (7 if name.startswith("stock_account") else 6), name
        for axis in (each for key, each in layout.items() if key.startswith("yaxis") and "range" in each):
            assert axis["range"][0] == 0 or name.startswith("on_time_rules"), name


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith("-partial")])
def test_a_partial_period_is_named_and_hollow_in_every_figure(name):
    figure = drawn(name).figure
    if name.startswith(("cohort_on_time", "survival")):  # an unripe cohort is no partial one
        return
    assert "onvolledig" in [note.text for note in figure.layout.annotations]
    assert any("-open" in str(trace.marker.to_plotly_json().get("symbol")) for trace in figure.data)


def test_cohorts_are_one_point_when_ripe_and_an_interval_until_then():
    chart = drawn("cohort_on_time-normal")
    ripe, secured, achievable = traces(chart).values()
    assert ripe.name == "rijp: binnen acht weken besloten"
    assert [value is None for value in ripe.y] == [True, False, False, False, True, True]
    assert secured.name == "nog niet rijp: zeker" and secured.marker.symbol == "circle-open"
    assert achievable.y == pytest.approx([low + up for low, up in zip(secured.y, secured.error_y.array, strict=True)])
    assert "onvolledig geleverd" in [note.text for note in chart.figure.layout.annotations]


def test_cohorts_are_split_into_panels_with_one_legend():
    figure = drawn("cohort_on_time-split").figure
    assert {trace.xaxis for trace in figure.data} == {"x", "x2", "x3"}
    in_legend = [trace.name for trace in figure.data if trace.showlegend]
    assert len(in_legend) == len(set(in_legend))


def test_an_interval_without_an_upper_end_is_marked():
    median, p90, unended, _ = traces(drawn("survival-months24")).values()
    assert unended.name == "interval naar boven open"
    assert len(unended.y) == 1 and unended.y[0] >= median.y[-2]
    assert p90.y[-1] is None and median.y[-1] is None


def test_chances_stand_side_by_side_with_their_intervals():
    figure = drawn("survival_chances-split").figure
    assert figure.layout.scattermode == "group"
    assert [list(trace.x) for trace in figure.data] == [["8", "11", "12", "16"]] * 3
    assert figure.data[0].error_y.array == pytest.approx([0.04] * 4)


def test_the_parts_of_the_waterfall_add_up_as_they_are_written():
    (steps,) = drawn("clearing-normal").figure.data
    assert list(steps.text) == ["72,6", "+9,1", "−2,3", "79,4"]
    assert list(steps.measure) == ["absolute", "relative", "relative", "total"]


def test_what_each_desk_closed_stands_on_top_of_each_other():
    figure = drawn("work_by_desk-normal").figure
    bars = [trace for trace in figure.data if trace.type == "bar"]
    full = {trace.name: trace for trace in bars if trace.showlegend}
    assert figure.layout.barmode == "stack"
    assert list(full) == ["regulier", "taskforce", "versneld", "ingetrokken"]
    assert len({trace.marker.pattern.shape for trace in full.values()}) == 4
    assert len(full["taskforce"].x) == len(full["regulier"].x) - 1, "it was not there in the first month"
    hollow = [trace for trace in bars if not trace.showlegend]
    assert {trace.x[0].date() for trace in hollow} == {MONTHS[-1]} and hollow[0].marker.line.width
    assert [note.text for note in figure.layout.annotations if note.text.isdigit()] == ["1", "2"]
    assert {trace.type for trace in drawn("work_by_desk-weeks104").figure.data} == {"scatter"}


def test_the_account_of_the_stock_adds_up_as_it_is_written():
    (steps,) = drawn("stock_account-normal").figure.data
    start, *parts, end = [int(text.replace(".", "").replace("−", "-")) for text in steps.text]
    assert start + sum(parts) == end == 5504
    assert list(steps.measure) == ["absolute", *["relative"] * 5, "total"]


def test_an_account_without_task_force_has_no_step_for_it():
    chart = charts.stock_account(shown("stock_account", [(None, 900, 800, None, None, 40, 60)]))
    (steps,) = chart.figure.data
    assert list(steps.x) == ["begin", "instroom", "regulier", "ingetrokken", "eind"]
    assert list(steps.text) == ["0", "+900", "−800", "−40", "60"]


def test_the_parts_since_the_rule_add_up_as_they_are_written():
    (steps,) = drawn("fast_track_selection-normal").figure.data
    assert list(steps.text) == ["71,2", "+0,8", "−6,4", "−0,5", "+1,7", "66,8"]


def test_bands_are_fields_between_lines_that_differ_in_more_than_colour():
    figure = drawn("without_measures-both").figure
    first = {trace.name: trace for trace in figure.data if trace.xaxis == "x"}
    assert list(first) == [
        "95%-band, ondergrens",
        "95%-band",
        "80%-band, ondergrens",
        "80%-band",
        "zonder de maatregel",
        "werkelijk",
    ]
    wide, narrow = first["95%-band"], first["80%-band"]
    assert wide.fill == narrow.fill == "tonexty" and wide.fillcolor != narrow.fillcolor
    assert len({first[name].line.dash for name in ("95%-band", "80%-band", "zonder de maatregel")}) == 3
    assert first["werkelijk"].line.dash is None
    in_legend = [trace.name for trace in figure.data if trace.showlegend]
    assert len(in_legend) == len(set(in_legend)) == 5


def test_each_figure_has_a_panel_and_only_days_of_decisions_have_the_norm():
    figure = drawn("forecast-year").figure
    titles = [note.text for note in figure.layout.annotations if note.yanchor == "bottom"]
    assert titles[0] == "Werkvoorraad" and titles[2] == "Leeftijd van de voorraad, P90" and len(titles) == 6
    units = [figure.layout[f"yaxis{at}" if at > 1 else "yaxis"].title.text for at in range(1, 7)]
    assert units == ["verzoeken", "dagen", "dagen", "dagen", "dagen", "%"]
    norms = [trace for trace in figure.data if trace.name == f"norm: {NORM_DAYS} dagen"]
    assert [trace.yaxis for trace in norms] == ["y4", "y5"] and set(norms[0].y) == {NORM_DAYS}
    assert max(figure.layout.yaxis4.range) > NORM_DAYS


def test_a_forecast_begins_at_a_line_between_what_was_counted_and_its_bands():
    figure = drawn("forecast-year").figure
    (start,) = {shape.x0 for shape in figure.layout.shapes if shape.line.dash is None}
    counted, middle = (
        next(trace for trace in figure.data if trace.name == name) for name in ("geteld", "prognose (mediaan)")
    )
    last = max(day for day, height in zip(counted.x, counted.y, strict=True) if height is not None)
    first = min(day for day, height in zip(middle.x, middle.y, strict=True) if height is not None)
    assert last < start < first
    assert [note.text for note in figure.layout.annotations if note.yanchor == "top"] == ["geteld", "prognose"]
    assert "95%-band: " in next(text for text in middle.hovertext if text)


@pytest.mark.parametrize("name", ["without_measures-both", "forecast-year"])
def test_weeks_of_too_few_requests_are_crossed_out_and_not_drawn(name):
    names = [trace.name for trace in drawn(f"{name}-small").figure.data]
    assert HIDDEN_TEXT in names and not {"werkelijk", "geteld"} & set(names)
    assert HIDDEN_TEXT not in [trace.name for trace in drawn(name).figure.data]


def test_nothing_is_expected_before_a_measure_begins():
    assert [trace.name for trace in drawn("impact_course-unbegun").figure.data] == ["volgens de reeks", "geteld"]
    counted = traces(drawn("impact_course-few"))
    assert HIDDEN_TEXT in counted and None in counted["geteld"].y
    assert drawn("impact_course-decided").figure.layout.yaxis.title.text == "besluiten per week"


def test_points_lie_on_the_line_of_what_a_band_promises_when_it_is_kept():
    figure = drawn("forecast_calibration-looks").figure
    promised = {trace.name: set(trace.y) for trace in figure.data if trace.showlegend is False}
    assert promised == {f"{band}%-band: belofte": {band} for band in (50, 80, 95)}
    held = traces(drawn("forecast_calibration-looks"))["binnen de 80%-band (lijn: belofte)"]
    assert list(held.x) == ["4", "8", "13", "26", "samen"] and held.text[-1] == "79%" and not any(held.text[:-1])
    assert figure.layout.xaxis.ticktext[2] == "13<br>n=8"


def test_scenarios_lie_under_each_other_with_their_intervals():
    (dots,) = drawn("forecast_scenarios-three").figure.data
    assert list(dots.text) == ["2.841", "5.121", "4.005"]
    assert [middle - down for middle, down in zip(dots.x, dots.error_x.arrayminus, strict=True)] == pytest.approx(
        [2290.5, 4410.0, 3303.0]
    )


def test_the_name_of_a_scenario_is_text_and_no_markup():
    row = ("<a href='x'>A</a>", None, *[100.0] * 7, None)
    (dots,) = charts.scenarios(shown("forecast_scenarios", [row])).figure.data
    assert dots.y[0] == row[0] and "<a" not in dots.hovertext[0]


@pytest.mark.parametrize(
    "name", ["impact_course", "without_measures", "forecast", "forecast_calibration", "forecast_scenarios"]
)
def test_a_model_that_says_nothing_is_a_sentence_and_an_empty_figure(name):
    protected = shown(name, [], flow="received")
    chart = getattr(charts, name.removeprefix("forecast_"))(protected)
    assert chart.finding.endswith(".") and not any(len(trace.x or ()) for trace in chart.figure.data)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith(("impact_", "without_", "forecast"))])
def test_what_a_model_draws_stands_in_its_table_and_goes_to_a_native_chart(name):
    """Every number of every series is a cell of the table, or the norm or promise that it is held against."""
    protected = SAMPLES[name][1]
    cells = {float(value) for row in protected.rows for value in row.values.values() if is_number(value)}
    found = panels(drawn(name), None)
    assert len(found) == max(len({row.values.get("figure") for row in protected.rows}), 1)
    values = [value for panel in found for series in panel.series for value in series.values if value is not None]
    assert values or name.endswith("-none")
    assert {value for value in values if value not in (0, 50, 80, 95, NORM_DAYS)} <= cells
    assert workbook(protected, [], drawn(name))


def is_number(value):
    return isinstance(value, Real) and value == value


def test_ages_of_desks_stand_side_by_side():
    figure = drawn("closed_age_by_desk-normal").figure
    assert figure.layout.barmode == "group"
    assert [trace.name for trace in figure.data] == ["regulier", "taskforce", "versneld", "ingetrokken"]


def test_limits_have_a_gap_where_a_segment_begins_and_the_legend_says_why():
    figure = drawn("weekly_flow-received").figure
    means = [trace for trace in figure.data if trace.name.startswith("gemiddelde")]
    assert [trace.showlegend for trace in means] == [True, False, False]
    assert max(means[0].x) < min(means[1].x)
    starts = [shape.name for shape in figure.layout.shapes if shape.showlegend]
    assert starts[0].replace("<br>", " ") == "A: start van de taskforce, vanaf week 10, 2024"


def test_a_signal_has_a_marker_of_its_own_and_says_why():
    signals = traces(drawn("weekly_flow-signal"))["signaal: meer dan gewone schommeling"]
    assert signals.marker.symbol == "diamond"
    assert signals.hovertext[-1].endswith("boven de bovengrens")


def test_few_weeks_have_no_limits():
    assert list(traces(drawn("weekly_flow-short"))) == ["waarde per week"]


def test_withdrawn_stands_on_decided_beside_inflow():
    bars = {trace.name: trace for trace in drawn("flow-normal").figure.data if trace.type == "bar" and trace.showlegend}
    inflow, decided, withdrawn = bars.values()
    assert list(withdrawn.base) == list(decided.y)
    assert inflow.offset < decided.offset == withdrawn.offset == 0
    assert decided.marker.pattern.shape != inflow.marker.pattern.shape


def test_many_periods_are_lines_because_bars_would_be_too_thin():
    assert {trace.type for trace in drawn("flow-weeks104").figure.data} == {"scatter"}


def test_bands_past_the_norm_are_hatched():
    early, late = charts.ages(shown("backlog_age", AGES)).figure.data
    assert list(early.y) == ["0-4 weken", "4-8 weken"]
    assert late.y[0] == "8-11 weken" and late.marker.pattern.shape == "/"


def test_counts_stand_at_the_bar_of_each_rule():
    notes = [note.text for note in drawn("on_time_rules-normal").figure.layout.annotations]
    assert notes[0].endswith("<b>63%</b>: 1.458 van 2.314")


def test_events_are_numbered_dotted_lines_in_every_panel():
    figure = drawn("suspension-normal").figure
    lines = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    numbers = [note for note in figure.layout.annotations if note.text.isdigit()]
    assert [(note.text, note.xref) for note in numbers] == [("1", "x"), ("2", "x"), ("1", "x2"), ("2", "x2")]
    assert [shape.x0 for shape in lines] == [note.x for note in numbers]
    assert numbers[1].hovertext == "21 mei 2025: Kamerbrief"


def test_an_event_leaves_what_was_drawn_as_it_was():
    chart = charts.suspension(SAMPLES["suspension-normal"][1])
    before = chart.figure.to_json()
    charts.with_events(chart, EVENTS)
    assert chart.figure.to_json() == before


@pytest.mark.parametrize("name", ["backlog_age-normal", "survival_chances-split", "clearing-normal"])
def test_a_figure_without_dates_has_no_place_for_events(name):
    chart = SAMPLES[name][0](SAMPLES[name][1])
    assert charts.with_events(chart, EVENTS) is chart


def test_events_outside_the_figure_are_left_out():
    chart = charts.suspension(SAMPLES["suspension-normal"][1])
    assert charts.with_events(chart, EVENTS[2:]) is chart


@pytest.mark.parametrize(("length", "first"), [("tertaal", "1e t.<br>2023"), ("letter", "mei–okt<br>2023")])
def test_long_periods_have_short_names_on_the_axis(length, first):
    assert drawn(f"decided_on_time-{length}").figure.layout.xaxis.ticktext[0] == first


def test_samples_are_as_long_as_they_say():
    assert len(MONTHS_24) == 24 and MONTHS_24[-1] == MONTHS[-1] and len(WEEKS_104) == 104
    assert len(flow_chart(WEEKS_104, breaks=BREAKS).rows) == 104
    assert isinstance(SAMPLES["flow-normal"][1].rows[0]["period_on"], datetime)


def test_the_norm_is_a_line_with_a_name():
    norm = traces(charts.throughput_against_norm(shown("throughput_time", DURATIONS)))["norm: 8 weken"]
    assert set(norm.y) == {8} and norm.line.dash == "dash"


@pytest.mark.parametrize("longest", [60, 90, 700, 3000])
def test_few_ticks_however_long_requests_took(longest):
    rows = [(day, "alle", True, 2000, 50, longest) for day in MONTHS]
    over_time = charts.throughput_against_norm(shown("throughput_time", rows)).figure.layout.yaxis
    weeks = [(8, 50, step_of(8)), (longest // 7, 20, step_of(longest // 7))]
    at_once = charts.distribution(shown("throughput_distribution", weeks)).figure.layout.xaxis
    assert 2 <= len(over_time.tickvals) <= 9 and 2 <= len(at_once.tickvals) <= 9


def test_weeks_have_iso_numbers_and_few_ticks():
    weeks = [MONTHS[0].replace(day=6)]
    while len(weeks) < 57:
        weeks.append(weeks[-1] + (MONTHS[1] - MONTHS[0].replace(day=25)))
    rows = [(day, "alle", True, 2000, 70, 80) for day in weeks]
    axis = charts.throughput_against_norm(shown("throughput_time", rows, period="week")).figure.layout.xaxis
    assert len(axis.tickvals) <= 6
    assert axis.ticktext[0] == "wk 2<br>2025"


@pytest.mark.parametrize("background", [LIGHT, DARK])
@pytest.mark.parametrize("colour", [*COLOURS, GREY])
def test_lines_are_readable_on_both_backgrounds(colour, background):
    lighter, darker = sorted((luminance(colour), luminance(background)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_norm_in_words_and_lines_is_the_one_in_the_reference_data():
    (norm,) = (line for line in (REFERENCE / "norms.csv").read_text().splitlines() if line.startswith("decision_term"))
    assert int(norm.split(",")[1]) == NORM_DAYS
