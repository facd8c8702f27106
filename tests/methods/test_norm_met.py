"""When the norm is met, and what it would take: words that never promise too much."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.methods.test_forecast import made
from tests.reference.offices import MONDAY, Office, changes_of
from voortgang.errors import VoortgangError
from voortgang.methods.outlook.forecast import forecast
from voortgang.methods.outlook.known import Terms, known_at
from voortgang.methods.outlook.norm_met import Norm, chance_text, chances, needed_fte, norm_is_met, week_name, when_met
from voortgang.methods.scenarios import Scenario

TERMS = Terms(weeks=30, trials=60)
LONG_QUEUE = Office(opening=600, received=50, decided=50)
AS_IT_IS = Scenario("Zoals nu")


def course(p90: list[list[float]], age: float = 10.0) -> Any:
    """Trials with these P90s, everything else on the safe side."""
    days = np.array(p90, dtype=float)
    return SimpleNamespace(
        p90_days=days, median_days=days / 2, share_within_norm=1 - days / 100, age_p90_days=np.full_like(days, age)
    )


def test_a_chance_counts_trials_that_stay_on_time():
    trials = [[70, 50, 50, 50, 50, 50], [70, 50, 70, 50, 50, 50], [50, 50, 50, 50, 50, 57], [50] * 6]
    np.testing.assert_array_equal(chances(course(trials), Norm()), [0.25, 0.5, 0.5, np.nan, np.nan, np.nan])


def test_day_56_is_on_time_and_each_rule_looks_at_its_own_figure():
    days = course([[56.0, 56.1, 112.0, 113.0]])
    assert norm_is_met(days, Norm("p90")).tolist() == [[True, False, False, False]]
    assert norm_is_met(days, Norm("median")).tolist() == [[True, True, True, False]]
    assert norm_is_met(days, Norm("share", share=0.4395)).tolist() == [[True, False, False, False]]


def test_without_decisions_the_age_of_the_stock_decides():
    nothing = [[np.nan, np.nan]]
    assert norm_is_met(course(nothing, age=np.nan), Norm()).all(), "nothing is open"
    assert norm_is_met(course(nothing, age=56), Norm()).all()
    assert not norm_is_met(course(nothing, age=57), Norm()).any()


def test_a_queue_that_shrinks_meets_the_norm_before_some_week():
    found = forecast(made(replace(LONG_QUEUE, opening=900, decided=62, weeks=24)), [AS_IT_IS], TERMS)[0]
    met = when_met(found, Norm())
    assert met.week_on is not None and met.week_on > found.weeks_on[0]
    at = int(np.searchsorted(found.weeks_on, met.week_on))
    assert met.chance[at] >= 0.8 > met.chance[at - 1]
    assert met.text == f"Met 80% kans wordt de norm gehaald vóór {week_name(found.weeks_on[at + 1])}, en blijft dat zo."


def test_a_queue_that_grows_may_never_meet_the_norm():
    found = forecast(made(replace(LONG_QUEUE, received=60)), [AS_IT_IS], TERMS)[0]
    met = when_met(found, Norm())
    assert met.week_on is None
    assert "Binnen 30 weken" in met.text and "minder dan 5%" in met.text and "misschien nooit" in met.text


def test_a_short_queue_meets_the_norm_already():
    met = when_met(forecast(made(Office(opening=20, decided=55)), [AS_IT_IS], TERMS)[0], Norm())
    assert "nu al" in met.text


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (1.0, "meer dan 95%"),
        (0.951, "meer dan 95%"),
        (0.95, "95%"),
        (0.625, "63%"),
        (0.05, "5%"),
        (0.0, "minder dan 5%"),
    ],
)
def test_a_chance_is_never_a_promise(chance, told):
    assert chance_text(chance) == told


def test_the_least_capacity_that_is_enough():
    known = known_at(made(LONG_QUEUE), TERMS)
    by = MONDAY + timedelta(weeks=40 + 20)
    needed = needed_fte(known, AS_IT_IS, by, Norm(), most=20)
    assert needed.extra_fte is not None and 0 < needed.extra_fte < 20
    assert f"{needed.extra_fte:.1f}".replace(".", ",") in needed.text and "week 9 van 2025" in needed.text

    def chance(fte: float) -> float:
        scenario = Scenario("Proef", extra_fte=fte)
        return float(chances(forecast(made(LONG_QUEUE), [scenario], TERMS)[0].course, Norm())[20])

    assert chance(needed.extra_fte) == needed.chance >= 0.8 > chance(needed.extra_fte - 0.1)


def test_no_capacity_in_reach_and_none_needed():
    known, by = known_at(made(LONG_QUEUE), TERMS), MONDAY + timedelta(weeks=40 + 2)
    needed = needed_fte(known, AS_IT_IS, by, Norm(), most=0.5)
    assert needed.extra_fte is None and needed.text.startswith("Ook met 0,5 extra fte")
    easy = known_at(made(Office(opening=20, decided=55)), TERMS)
    assert needed_fte(easy, AS_IT_IS, by, Norm()).extra_fte == 0


@pytest.mark.parametrize("office", [LONG_QUEUE, replace(LONG_QUEUE, task_force_from=15, noise=0.3)])
@pytest.mark.parametrize("rule", ["p90", "median", "share"])
def test_more_capacity_never_lowers_a_chance(office, rule):
    terms = replace(TERMS, changes=changes_of(office))
    more = [Scenario("Proef", extra_fte=fte, rule="structural") for fte in (0.0, 0.1, 1.0, 3.0, 10.0)]
    found = [chances(each.course, Norm(rule))[:-3] for each in forecast(made(office), more, terms)]
    assert (np.diff(found, axis=0) >= 0).all()


@pytest.mark.parametrize("by", [MONDAY, MONDAY + timedelta(weeks=67), MONDAY + timedelta(weeks=90)])
def test_a_day_outside_the_forecast_is_refused(by):
    with pytest.raises(VoortgangError, match="ligt buiten de prognose"):
        needed_fte(known_at(made(LONG_QUEUE), TERMS), AS_IT_IS, by, Norm())


def test_without_capacity_there_is_no_answer():
    with pytest.raises(VoortgangError, match="bevat geen capaciteit"):
        needed_fte(known_at(made(replace(LONG_QUEUE, has_capacity=False)), TERMS), AS_IT_IS, date(2025, 1, 6), Norm())


@pytest.mark.parametrize(
    "wrong", [{"rule": "mean"}, {"certainty": 0.99}, {"certainty": 0}, {"share": 1.2}, {"days": 0}]
)
def test_a_norm_that_cannot_be_is_refused(wrong):
    with pytest.raises(VoortgangError, match="norm"):
        Norm(**wrong)
