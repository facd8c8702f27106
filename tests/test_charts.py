"""Figures: what they draw, what they leave out, and that nothing in them is English or American."""

import json
import re

import pytest
from shown import MONTHS, shown

from tests.reference import step_of
from voortgang import charts
from voortgang.alt_text import NORM_DAYS
from voortgang.charts.style import COLOURS, GREY
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


@pytest.mark.parametrize(
    "chart",
    [
        charts.share_against_norm(shown("decided_on_time", ON_TIME)),
        charts.throughput_against_norm(shown("throughput_time", SPLIT, split="team")),
        charts.distribution(shown("throughput_distribution", WEEKS)),
        charts.ladder(shown("decided_within_weeks", LADDER)),
    ],
)
def test_every_figure_is_dutch_transparent_and_of_a_fixed_height(chart):
    layout = json.loads(chart.figure.to_json())["layout"]
    layout.pop("template", None)
    assert layout["separators"] == ",."
    assert layout["height"] >= 300
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    texts = json.dumps([layout, [trace.hovertext for trace in chart.figure.data]], default=str)
    assert not re.search(r"\b(May|Oct|March|weeks|days?|count|value|trace)\b", texts)
    assert not re.search(r"\d\.\d{1,2}%", texts)


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
