"""A composition: what it keeps, the problem that follows from it, and what came of it, counted by hand."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from composition_samples import ALL, KEPT, NEW, OLD, OTHER, PLACES, USUAL, candidate

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.candidates import USUAL_WEIGHTS, needs_of, points
from voortgang.methods.portfolio.composition import evenly, of_plain, plain, problem_of, spread
from voortgang.methods.portfolio.outcome import Blocked, Out, baseline_outcome, outcome_of
from voortgang.methods.portfolio.risks import Risk


def test_a_place_in_the_toetsingskader_always_goes_first_and_then_the_citizens():
    worth = {
        place: [points(candidate("X", 1, place, scores), USUAL_WEIGHTS) for scores in product((0, 5), repeat=3)]
        for place in PLACES
    }
    assert min(worth[PLACES[0]]) > max(worth[PLACES[1]]) and min(worth[PLACES[1]]) > max(worth[PLACES[2]])
    assert points(candidate("X", 1, scores=(3, 0, 0)), USUAL_WEIGHTS) > points(
        candidate("X", 1, scores=(0, 5, 5)), USUAL_WEIGHTS
    )
    assert points(KEPT, USUAL_WEIGHTS) == Fraction(70 * 5 + 20 * 3 + 5 * 3 + 5 * 5, 500)
    assert points(replace(OTHER, citizens=None), USUAL_WEIGHTS) == points(replace(OTHER, citizens=0), USUAL_WEIGHTS)


def test_what_is_kept_comes_back_exactly():
    odd = replace(
        USUAL,
        capacity=evenly(2024, Fraction(100, 3)),
        pinned_in=("KEPT",),
        pinned_out=("A, 'B'",),
        maintenance_share=Fraction(1, 3),
        starts=(("NEW", "2026-K3"),),
        minimum=(("NEW", Fraction("0.1")),),
    )
    assert of_plain(json.loads(json.dumps(plain(odd)))) == odd


@pytest.mark.parametrize("broken", [{}, plain(USUAL) | {"capacity": [["K1", "veel"]]}, plain(USUAL) | {"year": None}])
def test_what_is_no_composition_is_refused_in_a_sentence(broken):
    with pytest.raises(VoortgangError, match="geen samenstelling van een portfolio"):
        of_plain(broken)


def test_days_lie_evenly_from_the_start_and_add_up():
    later = replace(USUAL, starts=(("NEW", "2026-K2"),))
    assert spread(later, "NEW", Fraction(8)) == {f"2026-K{number}": Fraction(8, 3) for number in (2, 3, 4)}
    assert sum(spread(USUAL, "NEW", Fraction("0.1")).values()) == Fraction("0.1")


def test_a_project_needs_what_unlocks_its_measures_besides_what_it_names():
    named = replace(NEW, depends_on=("OTHER", "GONE"))
    assert needs_of(named, (*ALL[:3], named, OTHER)) == ("OTHER", "OLD")
    assert needs_of(replace(OLD, executes=(8,)), ALL) == ()


def test_the_outcome_adds_up_and_tells_what_it_means():
    found = outcome_of(USUAL, ALL)
    assert found.shares == {"KEPT": 1, "LAW": 1, "OLD": 1, "NEW": 1} and found.is_optimal
    assert found.out == (Out("OTHER", "days", Fraction(9)),)
    assert sum(found.used.values()) == 100 and set(found.free.values()) == {Fraction(0)}
    assert {code: found.days_of(code) for code in found.days} == {"KEPT": 60, "LAW": 20, "OLD": 12, "NEW": 8}
    assert (found.unlocked, found.blocked) == ((8, 9, 33), ())
    assert (found.citizens_days, found.choosable_days, found.citizens_share) == (8, 20, Fraction(2, 5))
    assert found.value == sum(each.asked * points(each, USUAL_WEIGHTS) for each in ALL[:4]) and found.risks == ()


def test_what_is_pinned_out_takes_along_what_needs_it():
    found = outcome_of(replace(USUAL, pinned_out=("OLD",)), ALL)
    assert found.out == (Out("OLD", "pinned"), Out("NEW", "needs", needs=("OLD",)))
    assert found.blocked == (Blocked(8, ("OLD", "NEW")), Blocked(9, ("OLD",)))
    worthless = candidate("NONE", 1)
    assert outcome_of(USUAL, (worthless,)).out == (Out("NONE", "worth"),)


def test_the_baseline_is_told_in_the_same_way():
    given = baseline_outcome(replace(USUAL, pinned_out=("OLD",)), ALL)
    assert {code: given.days_of(code) for code in given.days} == {"KEPT": 60, "LAW": 15, "OLD": 12, "OTHER": 9}
    assert given.shares["LAW"] == Fraction(3, 4) and sum(given.free.values()) == 4
    assert given.blocked == (Blocked(8, ("NEW",)),) and given.unlocked == (9, 33)
    assert given.out == (Out("NEW", "room"),) and given.risks == (Risk("mandatory", ("LAW",), Fraction(5)),)


def test_what_asks_no_days_keeps_nothing_waiting():
    found = outcome_of(USUAL, (KEPT, replace(OLD, asked=Fraction(0)), NEW))
    assert found.unlocked == (8,) and set(found.shares) == {"KEPT", "NEW"} and found.out == ()


def test_instandhouding_gets_its_floor_as_far_as_it_asks():
    tight = replace(USUAL, weights=tuple((name, Fraction(name == "citizens")) for name, _ in USUAL_WEIGHTS))
    wide = candidate("WIDE", 60, scores=(5, 0, 0), is_scalable=True)
    assert outcome_of(tight, (KEPT, wide)).days_of("KEPT") == 60
    low = outcome_of(replace(tight, maintenance_share=Fraction(45, 100)), (KEPT, wide))
    assert (low.days_of("KEPT"), low.days_of("WIDE")) == (45, 55)
    modest = outcome_of(replace(tight, maintenance_share=Fraction(1)), (KEPT,))
    assert modest.days_of("KEPT") == 60 and modest.risks == (Risk("maintenance", days=Fraction(40)),)


def test_a_floor_that_a_maximum_keeps_out_of_reach():
    low = replace(KEPT, most=Fraction(50))
    assert outcome_of(USUAL, (low,)).days_of("KEPT") == 50, "as delivered: the floor follows"
    with pytest.raises(VoortgangError, match="ondergrens instandhouding van 60 dagen is niet te halen"):
        outcome_of(replace(USUAL, maximum=(("KEPT", Fraction(40)),)), (KEPT,))


def test_a_scalable_project_without_a_minimum_is_out_when_no_day_is_left():
    rest = candidate("REST", 5, PLACES[2], is_scalable=True, scores=(1, 0, 0))
    found = outcome_of(USUAL, (candidate("FULL", 100, PLACES[0]), rest, candidate("LATER", 1, depends_on=("REST",))))
    assert found.selected == ("FULL",)
    assert found.out[0] == Out("REST", "days", short=Fraction(1))


def test_risks_are_named():
    early = replace(USUAL, starts=(("OLD", "2026-K2"),), capacity=evenly(2026, Fraction(200)))
    found = outcome_of(early, (KEPT, OLD, replace(NEW, businesses=None)))
    kinds = {risk.kind: risk for risk in found.risks}
    assert kinds["order"].codes == ("NEW",) and kinds["unscored"].codes == ("NEW",)
    assert kinds["maintenance"].days == 60


def test_a_chosen_minimum_and_maximum_replace_what_was_delivered():
    problem = problem_of(replace(USUAL, maximum=(("NEW", Fraction(3)),)), ALL)
    assert (problem.by_id["NEW"].least, problem.by_id["NEW"].most) == (3, 3)
    problem = problem_of(replace(USUAL, minimum=(("NEW", Fraction(1)),)), ALL)
    assert (problem.by_id["NEW"].least, problem.by_id["NEW"].most) == (1, 8)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"capacity": (("2026-K1", Fraction(-1)),)}, "Geef nul dagen of meer"),
        ({"weights": USUAL_WEIGHTS[:3]}, "elk criterium een gewicht"),
        ({"weights": tuple((name, Fraction(0)) for name, _ in USUAL_WEIGHTS)}, "minstens één meer dan nul"),
        ({"maintenance_share": Fraction(11, 10)}, "is 110% van de capaciteit"),
        ({"pinned_in": ("OLD",), "pinned_out": ("OLD",)}, "zowel erin als eruit"),
        ({"pinned_in": ("GONE",)}, "'GONE' is vastgezet maar bestaat niet"),
        ({"starts": (("GONE", "2026-K2"),)}, "'GONE' staat niet in deze levering"),
        ({"starts": (("NEW", "2027-K1"),)}, "begint in '2027-K1', dat er niet is"),
        ({"minimum": (("OLD", Fraction(1)),)}, "geheel gedaan of niet"),
        ({"minimum": (("NEW", Fraction(9)),)}, "met minimaal 9"),
        ({"pinned_out": ("LAW",)}, "'LAW' moet erin, maar is eruit gezet"),
        ({"pinned_in": ("OTHER", "OLD")}, "de ondergrens instandhouding van 60 dagen, 'LAW', 'OLD', 'OTHER' erin"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_in_a_sentence(changed, told):
    with pytest.raises(VoortgangError, match=told):
        outcome_of(replace(USUAL, **changed), ALL)
