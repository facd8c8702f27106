"""The figures about a composed portfolio: their words, and that no colour carries a meaning alone."""

from fractions import Fraction

import pytest

from voortgang import charts
from voortgang.methods.portfolio.explain import Step
from voortgang.methods.portfolio.outcome import Out
from voortgang.methods.portfolio.risks import Risk
from voortgang.methods.portfolio.robustness import Held
from voortgang.web.portfolio.words import days_told, risk_told, why_out

STEPS = (
    Step(Fraction(-50), Fraction(80), (), ("A",)),
    Step(Fraction(0), Fraction(100), (), ()),
    Step(Fraction(100), Fraction("115.25"), ("B", "C"), ()),
    Step(Fraction(200), Fraction("115.25"), ("B", "C"), ()),
)
HELD = (
    Held("A", True, Fraction(1), ()),
    Held("B", True, Fraction(9, 10), ("citizens",)),
    Held("C", False, Fraction(0), ()),
)
NAMES = {"A": "Alfa", "B": "Bravo", "C": "Charlie"}


def test_what_more_days_buy_in_words():
    assert charts.capacity_curve(STEPS, Fraction(100)).finding == (
        "100 extra dagen leveren 15,3 gewogen dagen op en brengen B en C erbij. 50 dagen minder kosten 20,0 gewogen "
        "dagen en laten A afvallen. Met nog minder dagen past niet meer wat verplicht is, erin moet of de ondergrens "
        "vraagt."
    )
    told = charts.capacity_curve((Step(Fraction(-100), Fraction(90), (), ()), *STEPS[1:]), Fraction(100)).finding
    assert "Met nog minder" not in told and "laten" not in told


def test_how_far_a_choice_hangs_on_weights_in_words_and_pattern():
    chart = charts.rank_stability(HELD, NAMES)
    assert chart.finding == (
        "2 van 3 projecten blijven bij andere wegingen erin of eruit zoals nu; 1 niet altijd. Het wankelst is B Bravo: "
        "die pakt in 10% van de trekkingen anders uit."
    )
    inside, outside = chart.figure.data
    assert (list(inside.y), list(inside.text)) == (["B"], ["90%"]) and not outside.y
    assert inside.marker.pattern.shape != outside.marker.pattern.shape
    steady = charts.rank_stability((HELD[0], HELD[2]), NAMES).finding
    assert steady == "Bij alle wegingen die zijn geprobeerd, is de keuze voor 2 projecten dezelfde."


@pytest.mark.parametrize(
    ("out", "told"),
    [
        (Out("A", "pinned"), "is eruit gezet"),
        (Out("A", "needs", needs=("B", "C")), "heeft B en C nodig, dat eruit is"),
        (Out("A", "days", Fraction("2.5"), ("B",)), "2,5 dagen tekort met B"),
        (Out("A", "worth"), "levert bij deze wegingen niets op"),
    ],
)
def test_why_a_project_is_out_in_words(out, told):
    assert why_out(out).replace("\u00a0", " ") == told


def test_days_and_risks_in_words():
    assert [days_told(Fraction(days)) for days in ("1000", "17.5", "0.25", "1/3")] == ["1.000", "17,5", "0,25", "0,33"]
    assert risk_told(Risk("mandatory", ("A",), Fraction(1)), NAMES) == (
        "⚠ Verplicht werk krijgt 1 dag minder dan het vraagt: Alfa."
    )
