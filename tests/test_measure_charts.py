"""Figures of the register: what they draw, that they tell their finding, and that typed text stays text."""

import json
import re
from datetime import date

import pytest
from measure_states import FIRST, LETTER, entry, row, state

from voortgang import charts
from voortgang.charts.measures_lanes import LOOKS
from voortgang.register.measures.counts import counts
from voortgang.register.measures.course import lanes
from voortgang.register.measures.dependencies import critical, graph
from voortgang.register.measures.drift import drifts
from voortgang.register.measures.letters import Letter
from voortgang.register.measures.model import PHASES
from voortgang.register.measures.naming import short_name, vm_numbers
from voortgang.register.measures.transitions import transitions
from voortgang.register.measures.whole import Register

AS_OF, JULY = date(2026, 1, 2), date(2026, 7, 1)
MARKUP = "<b>Vet</b> & <a href='x'>link</a>"
ROWS = (row(1, 1, (23, 24, 25), name=MARKUP), row(2, 1, (23, 24, 25), name=MARKUP), row(3, 3, name=MARKUP))
LOG = {
    1: (entry(1, 1, informed=(LETTER,), is_delayed=True, is_on_hold=True, depends_on=(MARKUP, "VM 99")),),
    2: (entry(2, 2, phase=PHASES[1], target_on=date(2026, 1, 1), first_promised_on=date(2026, 1, 1)),),
    3: (
        entry(3, 3, target_on=date(2026, 1, 1), first_promised_on=date(2026, 1, 1), depends_on=("VM 23", "IV-systeem")),
        entry(3, 4, date(2025, 9, 1), "wetgeving", phase=PHASES[3], is_ended=True),
    ),
}
KNOWN = Register(ROWS, LOG)
NOTHING = Register((), {})


def drawn(known: Register) -> dict[str, charts.Chart]:
    states, before = known.states(AS_OF), known.states(FIRST)
    found = graph(before)
    numbers = {each.row.measure_id: each.row.numbers for each in before}
    letters = [Letter(LETTER.informed_on, MARKUP)] if states else []
    return {
        "counts": charts.measure_counts(counts(states, AS_OF)),
        "timeline": charts.measure_timeline(lanes(known, states, AS_OF, by_measure=False), letters, AS_OF),
        "measures": charts.measure_timeline(lanes(known, states, AS_OF, by_measure=True), letters, AS_OF),
        "flows": charts.measure_flows(transitions(before, states), FIRST, AS_OF),
        "dependencies": charts.measure_dependencies(found, critical(found), numbers),
        "drift": charts.promise_drift(drifts(known, AS_OF, (1, 2, 3)), AS_OF),
    }


FULL, EMPTY = drawn(KNOWN), drawn(NOTHING)


def texts_of(part, key=""):
    """Every text that a reader sees, wherever in the figure."""
    if isinstance(part, dict):
        return [text for name, value in part.items() for text in texts_of(value, name)]
    if isinstance(part, list):
        return [text for value in part for text in texts_of(value, key)]
    shown = ("text", "ticktext", "hovertext", "name", "label", "customdata")
    return [part] if isinstance(part, str) and key in shown else []


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("all_of", [FULL, EMPTY], ids=["full", "empty"])
def test_every_figure_is_dutch_transparent_and_of_a_fixed_height(all_of, name):
    figure = json.loads(all_of[name].figure.to_json())
    layout = figure["layout"]
    layout.pop("template", None)
    assert layout["separators"] == ",." and layout["height"] >= 90
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    finding = all_of[name].finding
    assert finding[0].isalnum() and finding.endswith(".")
    texts = "\n".join([finding, *texts_of(figure)])
    assert not re.search(r"\b(May|Oct|March|days?|count|value|trace|None|NaN|nan|NaT)\b", texts)
    assert not re.search(r"\b(1 rijen|1 maatregelen|1 dagen)\b", texts)


@pytest.mark.parametrize("name", FULL)
def test_what_people_typed_is_text_and_no_markup_in_a_figure(name):
    texts = "\n".join(texts_of(json.loads(FULL[name].figure.to_json())))
    assert not re.search(r"<(?!br>)", texts)


def test_rows_and_measures_stand_beside_each_other():
    rows, measures = FULL["counts"].figure.data
    assert (list(rows.x), list(measures.x)) == ([1, 1, 0, 0], [1, 1, 0, 0])
    assert rows.marker.pattern.shape != measures.marker.pattern.shape
    assert FULL["counts"].finding.startswith(
        "Per fase, van 3 rijen (2 maatregelen): nog te starten: 1 rij (1 maatregel);"
    )
    assert EMPTY["counts"].finding == "Er is niets in het register dat aan deze keuze voldoet."


def test_phases_differ_in_pattern_as_well_as_colour_and_flags_in_shape():
    assert len({look[1] for look in LOOKS.values()}) == len(LOOKS) == len({look[0] for look in LOOKS.values()})
    traces = {trace.name: trace for trace in FULL["timeline"].figure.data}
    assert traces["vertraagd"].marker.symbol != traces["on hold"].marker.symbol
    assert len(traces["beëindigd"].x) == 1 and list(traces["Kamer geïnformeerd"].x) == [LETTER.informed_on]
    assert list(traces["nog te starten"].y) == [0, 2]
    assert FULL["timeline"].finding == (
        "Van 3 balken zijn op 2 januari 2026: 1 nog te starten, 1 beleidsuitwerking en 1 beëindigd; sinds 21 mei 2025 "
        "veranderde er 1 van fase."
    )
    assert "1 waarvan de fase verschilt per rij" in FULL["measures"].finding


def test_a_flow_goes_from_where_a_row_was_to_where_it_is():
    (flow,) = FULL["flows"].figure.data
    ways = {
        (flow.node.label[source], flow.node.label[target]): value
        for source, target, value in zip(flow.link.source, flow.link.target, flow.link.value, strict=True)
    }
    assert ways == {
        ("nog te starten:<br>2", "nog te starten:<br>1"): 1,
        ("nog te starten:<br>2", "beëindigd: 1"): 1,
        ("beleidsuitwerking:<br>1", "beleidsuitwerking:<br>1"): 1,
    }
    assert FULL["flows"].finding == "Van 21 mei 2025 tot 2 januari 2026, van 3 rijen: 2 gelijk en 1 beëindigd."
    new = charts.measure_flows(transitions((), [state()]), FIRST, AS_OF)
    assert "nog niet in het<br>register: 1" in new.figure.data[0].node.label


def test_who_waits_stands_left_of_what_is_waited_for():
    arrows, *dots = FULL["dependencies"].figure.data
    pairs = list(zip(arrows.x[::3], arrows.x[1::3], strict=True))
    assert len(pairs) == 4 and all(one < other for one, other in pairs)
    assert [trace.name for trace in dots] == ["maatregel", "IV", "andere partij"]
    assert len({trace.marker.symbol for trace in dots}) == 3
    assert FULL["dependencies"].finding.startswith("Van 2 rijen (2 maatregelen) is bekend waarop zij wachten.")


def test_a_promise_is_a_line_between_two_dates():
    line, first, now = FULL["drift"].figure.data
    assert list(first.x) == [date(2026, 1, 1)] == list(now.x)
    assert first.marker.symbol != now.marker.symbol and line.mode == "lines"
    moved = (
        entry(1, 1, target_on=AS_OF, first_promised_on=AS_OF),
        entry(1, 2, JULY, "wetgeving", target_on=date(2027, 1, 2), first_promised_on=AS_OF),
    )
    found = drifts(Register((row(),), {1: moved}), JULY, [1])
    assert charts.promise_drift(found, JULY).finding == (
        "1 rij heeft een beloofde datum; bij 1 is zij verschoven; het verst die van Maatregel 1, 365 dagen later. Op "
        "1 juli 2026 is bij 0 de huidige streefdatum voorbij en bij 1 de eerst beloofde."
    )
    assert EMPTY["drift"].finding == "Bij geen enkele rij in deze keuze staat een streefdatum."


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), "-"), ((4,), "VM 4"), ((1, 15), "VM 1, 15"), ((8, 9), "VM 8, 9"), ((23, 24, 25, 27), "VM 23–25, 27")],
)
def test_numbers_in_a_row_are_a_span(numbers, told):
    assert vm_numbers(numbers) == told


def test_what_has_no_number_is_called_by_the_beginning_of_its_name():
    assert short_name((), "Aflostermijn opnieuw berekenen") == "Aflostermijn op…"
    assert short_name((), "Kort") == "Kort" and short_name((4,), "Kort") == "VM 4"
