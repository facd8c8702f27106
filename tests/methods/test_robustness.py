"""How far a choice hangs on the weights, in portfolios of which the answer is plain."""

from dataclasses import replace
from fractions import Fraction

import pytest
from composition_samples import ALL, LAW, USUAL, candidate

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.composition import evenly
from voortgang.methods.portfolio.robustness import rank_stability

FEW = 6
ONE_OF_TWO = replace(USUAL, capacity=evenly(2026, Fraction(10)))


def test_a_project_that_wins_on_every_criterion_is_stable():
    best, worst = candidate("BEST", 10, "1_continuiteit", (5, 5, 5)), candidate("WORST", 10, scores=(0, 0, 1))
    found = rank_stability(ONE_OF_TWO, (best, worst), FEW)
    assert [(each.code, each.is_in, each.share, each.is_stable) for each in found] == [
        ("BEST", True, 1, True),
        ("WORST", False, 0, True),
    ]


def test_a_close_call_hangs_on_the_criteria_that_decide_it():
    weights = (("ground", 10), ("citizens", 21), ("businesses", 20), ("continuity", 0))
    even = replace(ONE_OF_TWO, weights=tuple((name, Fraction(weight)) for name, weight in weights))
    first, second = candidate("C", 10, scores=(5, 0, 0)), candidate("B", 10, scores=(0, 5, 0))
    found = {each.code: each for each in rank_stability(even, (first, second))}
    assert found["C"].hangs_on == found["B"].hangs_on == ("citizens", "businesses")
    assert found["C"].is_in and 0 < found["C"].share < 1 and found["C"].share + found["B"].share == 1
    assert found == {each.code: each for each in rank_stability(even, (first, second))}


def test_what_is_mandatory_stays_and_what_asks_nothing_is_left_out():
    found = rank_stability(USUAL, (*ALL, candidate("ZERO", 0)), FEW)
    assert "ZERO" not in {each.code for each in found}
    assert next(each for each in found if each.code == LAW.code).is_stable


def test_wishes_that_cannot_go_together_are_refused_as_ever():
    with pytest.raises(VoortgangError, match="eruit gezet"):
        rank_stability(replace(USUAL, pinned_out=("LAW",)), ALL, FEW)
