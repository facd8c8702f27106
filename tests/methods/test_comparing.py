"""Scenarios side by side: every figure of each, and exactly the projects and measures that differ."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from portfolio_samples import USUAL, fullest, subject

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.comparing import compare
from voortgang.methods.portfolio.summary import of_plain, plain

USUALLY, CITIZENS = subject("Zoals voorgesteld").side, subject("Burgers", replace(USUAL, pinned_out=("B",))).side


def figure(comparison, label: str):
    (found,) = [each for each in comparison.figures if each.label == label]
    return found.values


def test_days_value_measures_and_share_of_each_side():
    comparison = compare([USUALLY, CITIZENS])
    assert comparison.names == ("Zoals voorgesteld", "Burgers")
    assert figure(comparison, "Verdeeld") == (USUALLY.summary.used, CITIZENS.summary.used)
    for side, total in zip((USUALLY, CITIZENS), figure(comparison, "Verdeeld"), strict=True):
        assert total == sum(line.days for line in side.summary.lines)
        assert total == sum(used for _, _, used in side.summary.quarters)
    free, capacity = figure(comparison, "Nog vrij"), figure(comparison, "Capaciteit")
    assert [left + used for left, used in zip(free, figure(comparison, "Verdeeld"), strict=True)] == list(capacity)
    assert figure(comparison, "Maatregelen die door kunnen") == (
        len(USUALLY.summary.unlocked),
        len(CITIZENS.summary.unlocked),
    )
    assert figure(comparison, "Vrije ruimte voor burgers")[1] == Fraction(20, 60)
    assert comparison.remarks == ()


def test_only_what_differs_the_largest_difference_on_top():
    comparison = compare([USUALLY, CITIZENS])
    days = [{line.code: line.days for line in side.summary.lines} for side in (USUALLY, CITIZENS)]
    differing = {code for code in days[0] if days[0][code] != days[1][code]}
    assert {row.code for row in comparison.projects} == differing and "A" not in differing and "B" in differing
    apart = [max(row.days) - min(row.days) for row in comparison.projects]
    assert apart == sorted(apart, reverse=True)
    assert {row.number for row in comparison.measures} == set(USUALLY.summary.unlocked) ^ set(CITIZENS.summary.unlocked)
    assert [row.is_unlocked for row in comparison.measures] == [
        tuple(row.number in side.summary.unlocked for side in (USUALLY, CITIZENS)) for row in comparison.measures
    ]
    same = compare([USUALLY, replace(USUALLY, name="Nog eens")])
    assert (same.projects, same.measures) == ((), ())


def test_what_is_not_comparable_is_said():
    double = replace(
        CITIZENS, composition=replace(USUAL, weights=tuple((name, 2 * each) for name, each in USUAL.weights))
    )
    assert compare([USUALLY, double]).remarks == ()
    other = replace(double, composition=replace(USUAL, year=2026, weights=(("ground", Fraction(1)),)), build_id="later")
    weights, build, year = compare([USUALLY, other]).remarks
    assert "wegingen" in weights and "levering" in build and "jaar" in year


def test_another_score_for_citizens_or_another_baseline_is_said():
    stricter = replace(CITIZENS, composition=replace(CITIZENS.composition, citizens_from=5, baseline="begroting"))
    same = replace(stricter, composition=replace(stricter.composition, weights=USUAL.weights))
    score, baseline = compare([USUALLY, same]).remarks
    assert "score vanaf welke" in score and "dezelfde stand" in baseline


def test_a_project_that_a_side_does_not_know_has_no_days_there():
    lines = tuple(each for each in CITIZENS.summary.lines if each.code != "C")
    (row,) = compare([CITIZENS, replace(CITIZENS, summary=replace(CITIZENS.summary, lines=lines))]).projects
    assert (row.code, row.days[1]) == ("C", 0)


def test_risks_that_some_side_has():
    comparison = compare([USUALLY, fullest("Vol", 1).side])
    assert figure(comparison, "Risico: meer dagen dan er zijn") == (False, True)
    assert not [each for each in compare([USUALLY, CITIZENS]).figures if each.label == "Risico: meer dagen dan er zijn"]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four(count):
    with pytest.raises(VoortgangError, match="Kies 2 tot 4 scenario's"):
        compare([USUALLY] * count)


def test_a_summary_is_kept_exactly():
    for side in (USUALLY, fullest("Vol", 1).side):
        assert of_plain(json.loads(json.dumps(plain(side.summary)))) == side.summary
    with pytest.raises(VoortgangError, match="niet te lezen"):
        of_plain({"value": "1/0"})
