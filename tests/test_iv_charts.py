"""Figures about IV days: what they draw, that they add up, that nothing is English, and what Excel gets of them."""

import io
import json
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from shown import shown

from voortgang import charts
from voortgang.exports import workbook
from voortgang.exports.panels import panels
from voortgang.exports.workbook import NOT_DRAWN
from voortgang.labels import SHOWN_AS
from voortgang.web.iv.words import over_commitment, waiting

MARKUP = "<b>Vet</b> & zo"
CHAIN, FREE, OVER = "Innen & Betalen", SHOWN_AS["iv_free"], SHOWN_AS["iv_over_committed"]
CATEGORIES = ("Instandhouding", "Modernisering", "Overige vernieuwing")
SPRING, SUMMER = date(2025, 3, 24), date(2025, 6, 23)


def division(rest: float, projects: int = 3):
    rows = [
        (CHAIN, "Herijking 2", CATEGORIES[at % 3], False, f"P{at}", MARKUP if at == 1 else f"project {at}", 30.5 + at)
        for at in range(projects)
    ]
    rows.sort(key=lambda row: row[2])
    return [*rows, (CHAIN, "Herijking 2", OVER if rest < 0 else FREE, False, None, None, rest)]


def stack(rest: float, parts: int = 3):
    rows = []
    for baseline, free in (("Begroting", 10.0), ("Herijking 1", rest)):
        rows += [(baseline, f"P{at}", MARKUP if at == 1 else f"project {at}", 20.0 + at) for at in range(parts)]
        rows.append((baseline, OVER if free < 0 else FREE, None, free))
    return rows


COURSE = [
    (1, "Begroting", date(2024, 12, 16), 1000.0, None),
    (2, "Herijking 1", SPRING, -4.0, None),
    (3, "Herijking 2", SUMMER, -26.5, None),
    (10, SHOWN_AS["iv_last"], None, 969.5, None),
    (11, SHOWN_AS["iv_to_forecast"], None, -99.5, None),
    (12, SHOWN_AS["iv_forecast"], None, 870.0, 800.0),
]
MOVES = [
    (CHAIN, "Herijking 1", SPRING, "Portfolio-overleg", "Minder dagen nodig", 2, 0.0, 7.0, -7.0),
    (CHAIN, "Herijking 2", SUMMER, "Portfolio-overleg", "Nieuwe wet", 4, 22.0, 0.0, 22.0),
]
DAYS = [
    (f"P{at}", MARKUP if at == 1 else f"project {at}", 1, 50.0, 40.0 + at, 40.0, at * 1.0, 20.0, 45.0, -5.0 - at, 5.0)
    for at in range(15)
]
MONTHS = [date(2025, month, 1) for month in range(1, 13)]
WORKED = {at: (10.0, 10.0 * at) for at in range(1, 5)}
BURN_UP = [
    (chain, None, month, 9, *WORKED.get(at, (None, None)), 10.0 * at if at >= 4 else None, 100.0, 90.0)
    for chain in (CHAIN, "Keten B")
    for at, month in enumerate(MONTHS, start=1)
]  # fmt: skip
CITIZENS = [
    (CHAIN, "Begroting", 6, 1000.0, 600.0, 210.0, 190.0, 146.0, 146 / 190, 3),
    (CHAIN, "Herijking 1", 6, 900.0, 600.0, 310.0, -10.0, 0.0, None, 3),
]
ASSUMED = [
    ("Instandhouding", 5, 600.0, 0.0, 600.0, 0.6, 591.0),
    ("Modernisering", 4, 95.0, 177.5, 272.5, 0.4, None),
]
ROWS = {
    "division": (charts.iv_division, "iv_division", division(4.0)),
    "division-over": (charts.iv_division, "iv_division", division(-2.5)),
    "division-many": (charts.iv_division, "iv_division", division(0.0, 40)),
    "stack": (charts.iv_capacity_by_part, "iv_capacity_by_part", stack(0.0)),
    "stack-over": (charts.iv_capacity_by_part, "iv_capacity_by_part", stack(-3.5)),
    "stack-many": (charts.iv_capacity_by_part, "iv_capacity_by_part", stack(5.0, 20)),
    "course": (charts.iv_course, "iv_course", COURSE),
    "course-one": (charts.iv_course, "iv_course", [COURSE[0], *COURSE[-3:]]),
    "moves": (charts.iv_moves, "iv_moves", MOVES),
    "variances": (charts.iv_variances, "iv_days", DAYS),
    "variances-none": (charts.iv_variances, "iv_days", [(*DAYS[0][:9], 0.0, 0.0)]),
    "progress": (charts.iv_progress, "iv_days", DAYS),
    "burn_up": (charts.iv_burn_up, "iv_burn_up", BURN_UP),
    "burn_up-nothing": (
        charts.iv_burn_up,
        "iv_burn_up",
        [(CHAIN, None, m, 1, None, None, 5.0, 9.0, 9.0) for m in MONTHS],
    ),
    "citizens": (charts.iv_citizens, "iv_citizens", CITIZENS),
    "by_assumption": (charts.iv_by_assumption, "iv_by_assumption", ASSUMED),
}
RESULTS = {name: shown(metric, rows) for name, (_, metric, rows) in ROWS.items()}
DRAWN = {name: chart(RESULTS[name]) for name, (chart, _, _) in ROWS.items()}


def texts_of(part, key=""):
    """Every text that a reader sees, wherever in the figure."""
    if isinstance(part, dict):
        return [text for name, value in part.items() for text in texts_of(value, name)]
    if isinstance(part, list):
        return [text for value in part for text in texts_of(value, key)]
    return (
        [part]
        if isinstance(part, str) and key in ("text", "ticktext", "hovertext", "name", "label", "customdata")
        else []
    )


@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_dutch_and_what_was_delivered_is_no_markup(name):
    figure = json.loads(DRAWN[name].figure.to_json())
    layout = figure["layout"]
    layout.pop("template", None)
    assert layout["separators"] == ",." and layout["height"] >= 200
    finding = DRAWN[name].finding
    assert finding[0].isupper() and finding.endswith(".")
    texts = "\n".join(texts_of(figure))
    assert not re.search(r"\b(May|Oct|March|days?|count|value|trace|None|NaN|nan|NaT|free)\b", texts + finding)
    assert not re.search(r"\d\.\d{1,2}(\D|$)", texts + finding) and not re.search(r"\b(?<!,)1 IV-dagen", texts)
    assert not re.search(r"<(?!br>)", texts)


@pytest.mark.parametrize("name", DRAWN)
def test_series_differ_in_more_than_colour(name):
    bars = [trace for trace in DRAWN[name].figure.data if trace.type == "bar"]
    assert len({trace.marker.pattern.shape for trace in bars}) == len(bars)
    lines = [trace for trace in DRAWN[name].figure.data if trace.type == "scatter" and "lines" in trace.mode]
    assert len({(trace.line.dash, trace.marker.symbol) for trace in lines}) == len(lines)


def labels(name):
    (flow,) = DRAWN[name].figure.data
    return [text.replace("<br>", " ") for text in flow.node.label]


def test_a_flow_adds_up_to_the_capacity_and_names_what_is_free():
    (flow,) = DRAWN["division"].figure.data
    out = [value for source, value in zip(flow.link.source, flow.link.value, strict=True) if source == 0]
    assert sum(out) == 30.5 + 31.5 + 32.5 + 4 and "vrij: 4" in labels("division")
    assert "capaciteit: 98,5" in labels("division")
    assert DRAWN["division"].finding == (
        "Van de capaciteit van 98,5 IV-dagen gaan 32,5 IV-dagen voor overige vernieuwing, 31,5 IV-dagen voor "
        "modernisering en 30,5 IV-dagen voor instandhouding; 4 IV-dagen vrij."
    )


def test_too_much_promised_is_said_and_not_drawn_as_free():
    assert DRAWN["division-over"].finding.endswith("; 2,5 IV-dagen te veel toegezegd.")
    told = " ".join(labels("division-over"))
    assert "toegekend: 94,5" in told and "vrij" not in told and "capaciteit" not in told
    *_, mark = DRAWN["stack-over"].figure.data
    assert list(mark.text) == ["73", "59,5<br>3,5 IV-dagen te veel toegezegd"] and list(mark.y) == [73, 59.5]
    assert DRAWN["stack-over"].finding == (
        "In herijking 1 zijn 63 IV-dagen toegekend van 59,5: 3,5 IV-dagen te veel toegezegd; in de begroting was de "
        "capaciteit 73."
    )


def test_what_one_chain_has_free_does_not_hide_what_another_promised_too_much():
    rows = [("Begroting", "a", "A", 30.0), ("Begroting", FREE, None, 4.0), ("Begroting", OVER, None, -4.0)]
    drawn = charts.iv_capacity_by_part(shown("iv_capacity_by_part", rows))
    *columns, mark = drawn.figure.data
    assert [trace.y[0] for trace in columns] == [30, 4] and mark.text[0] == "30<br>4 IV-dagen te veel toegezegd"
    assert drawn.finding == (
        "In de begroting zijn 30 IV-dagen toegekend van 30: 4 IV-dagen vrij en 4 IV-dagen te veel toegezegd."
    )
    both = [*division(4.0), ("Keten B", "Herijking 2", OVER, False, None, None, -4.0)]
    told = charts.iv_division(shown("iv_division", both)).finding
    assert told.endswith("; 4 IV-dagen vrij en 4 IV-dagen te veel toegezegd.")


def test_small_projects_stand_together_and_no_label_is_in_the_way_of_another():
    (flow,) = DRAWN["division-many"].figure.data
    assert sum("overige in" in text for text in labels("division-many")) == 3 and len(labels("division-many")) == 27
    total = sum(value for source, value in zip(flow.link.source, flow.link.value, strict=True) if source == 0)
    assert total == sum(30.5 + at for at in range(40))
    height = DRAWN["division-many"].figure.layout.height
    last = [(y * height, text) for x, y, text in zip(flow.node.x, flow.node.y, flow.node.label, strict=True) if x > 0.9]
    for (above, upper), (below, lower) in zip(sorted(last), sorted(last)[1:], strict=False):
        lines = upper.count("<br>") + lower.count("<br>") + 2
        assert below - above > 7.5 * lines


def test_a_stack_adds_up_to_its_capacity_also_when_parts_stand_together():
    for name in ("stack", "stack-many"):
        *columns, mark = DRAWN[name].figure.data
        assert len(columns) <= 8
        assert [sum(trace.y[at] for trace in columns) for at in (0, 1)] == pytest.approx(list(mark.y))
    assert "14 overige" in [trace.name for trace in DRAWN["stack-many"].figure.data]


def test_the_waterfall_ends_where_it_says():
    (steps,) = DRAWN["course"].figure.data
    assert list(steps.measure) == ["absolute", "relative", "relative", "total", "relative", "total"]
    assert list(steps.text) == ["1.000", "−4", "−26,5", "969,5", "−99,5", "870"]
    assert DRAWN["course"].finding == (
        "Van 1.000 IV-dagen in de begroting naar 969,5 in de laatste stand (herijking 1 −4 en herijking 2 −26,5). "
        "Verwacht in het jaar: 870, waarvan 800 gewerkt, dat is −99,5 tegen de laatste stand en −130 tegen de eerste."
    )


def test_both_baselines_stand_beside_each_other_for_what_differs_most():
    first, last = DRAWN["variances"].figure.data
    assert len(first.y) == 12 and min(first.x) == -19 and "project 14" in first.y and "project 0" not in first.y
    assert set(last.x) == {5}
    assert (
        "Het verst van de eerste stand zit project 14: −19. De figuur toont de 12 grootste"
        in DRAWN["variances"].finding
    )
    assert DRAWN["progress"].finding.endswith("de tabel alle 15.") and "toont" not in DRAWN["variances-none"].finding


def test_chains_are_added_up_month_by_month():
    worked, expected, first, last = DRAWN["burn_up"].figure.data
    assert list(worked.y) == [20, 40, 60, 80, *[None] * 8] and list(expected.y)[2:5] == [None, 80, 100]
    assert set(first.y) == {200} and set(last.y) == {180}
    assert DRAWN["burn_up"].finding == (
        "Tot en met april 2025 zijn 80 IV-dagen gewerkt. Toegekend voor het jaar: 180 in de laatste stand en 200 in de "
        "eerste; verwacht: 240."
    )
    assert DRAWN["burn_up-nothing"].finding.startswith("Er is nog niets geboekt.")


def test_without_room_to_choose_there_is_no_share():
    assert DRAWN["citizens"].finding == "In herijking 1 heeft Innen & Betalen geen vrije ruimte."
    *_, shares = DRAWN["citizens"].figure.data
    assert list(shares.text) == ["77%", "–"]


def test_what_is_assumed_is_told_apart():
    assert DRAWN["by_assumption"].finding == (
        "Door de aanname tellen 177,5 IV-dagen bij modernisering. Voor instandhouding zijn 600 IV-dagen toegekend; "
        "volgens de aanname zouden het er 591 zijn."
    )


@pytest.mark.parametrize("name", DRAWN)
def test_excel_gets_the_table_and_draws_what_it_can(name):
    result, chart = RESULTS[name], DRAWN[name]
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(result, [], chart)))
    told = [str(row[0]) for row in book.get_sheet_by_name("Tabel").to_python()]
    is_flow = name.startswith("division")
    assert ("Grafiek" in book.sheet_names, NOT_DRAWN in told) == (not is_flow, is_flow)
    for panel in panels(chart, None):
        assert panel.series and all(len(series.values) == len(panel.categories) for series in panel.series)
        assert "&lt;" not in "".join(series.name for series in panel.series)


def capacity(baseline: str, days: float, allocated: float, chain: str = CHAIN):
    free = days - allocated
    return (chain, baseline, SPRING, "x", 3, days, 0.0, allocated, free, -free, free < 0, "x")


def test_the_alert_is_about_the_last_baseline_of_each_chain():
    rows = [capacity("Begroting", 100.0, 101.0), capacity("Herijking 1", 100.0, 100.0)]
    assert over_commitment(shown("iv_capacity", rows)) == ""
    rows = [*rows[:1], capacity("Begroting", 9.5, 10.0, "Keten B")]
    assert over_commitment(shown("iv_capacity", rows)) == (
        "Er is meer toegekend dan er dagen zijn: in de begroting van Innen & Betalen 1 IV-dag (101 toegekend, 100 "
        "beschikbaar) en in de begroting van Keten B 0,5 IV-dagen (10 toegekend, 9,5 beschikbaar)."
    )


def test_a_small_part_of_a_day_too_much_is_too_much():
    told = over_commitment(shown("iv_capacity", [capacity("Begroting", 100.0, 100.04)]))
    assert "0,04 IV-dagen (100,04 toegekend, 100 beschikbaar)" in told


def test_who_waits_is_counted_once_per_measure():
    denied = SHOWN_AS["iv_not_allocated"]
    rows = [
        (1, "een", True, "A", "project a", "x", denied, 5.0, 0.0, 0.0),
        (1, "een", True, "B", "project b", "x", SHOWN_AS["iv_allocated"], 5.0, 5.0, 0.0),
        (2, "twee", True, None, None, None, SHOWN_AS["iv_no_project"], None, None, None),
    ]
    assert waiting(shown("iv_waiting_measures", rows)) == (
        "2 maatregelen wachten op IV. Bij 1 ervan is geen project gekoppeld. Gevraagd en niets gekregen: project a."
    )
    assert waiting(shown("iv_waiting_measures", [])) == "Geen maatregel wacht in dit jaar op een IV-project."
