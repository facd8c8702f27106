"""The forecast of the queue: it adds up, more capacity never hurts, it is wide where it knows little."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.offices import MONDAY, Office, changes_of, history_of_office
from tests.reference.plain_scores import quantile
from voortgang.errors import VoortgangError
from voortgang.methods.history import History
from voortgang.methods.outlook.forecast import FIGURES, QUANTILES, Forecast, bands_of, forecast
from voortgang.methods.outlook.known import Terms
from voortgang.methods.outlook.work_series import first_week
from voortgang.methods.scenarios import Scenario

SMALL = Terms(weeks=20, trials=40)
AS_IT_IS = Scenario("Zoals nu")
MEDIAN = QUANTILES.index(0.5)


@lru_cache
def made(office: Office, seed: int = 0) -> History:
    return history_of_office(office, seed)


def foreseen(office: Office, scenario: Scenario = AS_IT_IS, terms: Terms = SMALL, seed: int = 0) -> Forecast:
    return forecast(made(office, seed), [scenario], replace(terms, changes=changes_of(office)))[0]


offices = st.builds(
    Office,
    weeks=st.sampled_from([30, 45]),
    received=st.sampled_from([3.0, 50.0]),
    decided=st.sampled_from([3.0, 45.0, 60.0]),
    task_force_from=st.sampled_from([None, 15]),
    withdrawn=st.sampled_from([0.0, 0.02]),
)


@given(office=offices, rule=st.sampled_from(["keeps", "stops", "structural"]), factor=st.sampled_from([0.0, 1.0, 1.3]))
@settings(max_examples=12, deadline=None)
def test_the_flow_account_closes_and_no_stock_is_negative(office, rule, factor):
    scenario = Scenario("Proef", rule=rule, inflow_factor=factor)
    history, terms = made(office), replace(SMALL, changes=changes_of(office))
    course = forecast(history, [scenario], terms)[0].course
    plain = forecast(history, [replace(scenario, inflow_factor=1.0)], terms)[0].course
    stock = np.concatenate([np.tile(history.stock[-1], (terms.trials, 1, 1)), course.stock], axis=1)
    received = np.diff(stock, axis=1) + course.decided + course.withdrawn
    plain_stock = np.concatenate([np.tile(history.stock[-1], (terms.trials, 1, 1)), plain.stock], axis=1)
    expected = factor * (np.diff(plain_stock, axis=1) + plain.decided + plain.withdrawn)
    np.testing.assert_allclose(received, expected, atol=1e-6)
    assert min(course.stock.min(), course.decided.min(), course.withdrawn.min()) >= -1e-9, "but for rounding"


@given(office=offices, more=st.sampled_from([0.1, 1.0, 20.0]), rule=st.sampled_from(["keeps", "structural"]))
@settings(max_examples=12, deadline=None)
def test_more_capacity_never_makes_the_forecast_worse(office, more, rule):
    base = Scenario("Zoals nu", rule=rule)
    terms = replace(SMALL, changes=changes_of(office))
    before, after = forecast(made(office), [base, replace(base, name="Meer", extra_fte=more)], terms)
    assert (after.course.stock <= before.course.stock + 1e-6).all()
    assert (after.bands["stock"] <= before.bands["stock"] + 1e-6).all()


def test_without_the_task_force_the_stock_is_larger_and_never_smaller():
    office = Office(opening=900, task_force_from=15)
    stays, leaves = (foreseen(office, Scenario("Proef", task_force_until=day)) for day in (None, date(2024, 10, 31)))
    before = leaves.weeks_on < np.datetime64("2024-10-28")
    assert before.any()
    np.testing.assert_array_equal(stays.bands["stock"][:, before], leaves.bands["stock"][:, before])
    weeks_without = 20 - before.sum() - 4 / 5
    missed = leaves.bands["stock"][MEDIAN, -1] - stays.bands["stock"][MEDIAN, -1]
    assert missed == pytest.approx(10 * weeks_without, rel=0.25)


def test_a_known_office_is_forecast():
    """Sixty in and fifty out a week: ten more every week, each of which waits longer."""
    found = foreseen(Office(weeks=60, received=60, decided=50, noise=0.02))
    stock = found.bands["stock"][MEDIAN]
    assert stock[-1] - stock[0] == pytest.approx(190, abs=25)
    assert found.bands["median_days"][MEDIAN, -1] > found.bands["median_days"][MEDIAN, 0] + 7


def test_the_fan_opens_and_is_in_order():
    bands = foreseen(Office()).bands
    assert set(bands) == set(FIGURES)
    for figure in FIGURES:
        assert (np.diff(bands[figure], axis=0) >= 0).all(), figure
    width = bands["stock"][-1] - bands["stock"][0]
    assert width[-1] > width[0]


def test_a_short_past_gives_a_wide_fan():
    short, long = (foreseen(Office(weeks=weeks)).bands["stock"] for weeks in (14, 52))
    assert np.ptp(short[:, -1]) > np.ptp(long[:, -1])


def test_the_same_seed_gives_the_same_forecast_and_another_another():
    first, again, other = (foreseen(Office(), terms=replace(SMALL, seed=seed)).bands["stock"] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_scenarios_side_by_side_share_their_draws():
    alone = forecast(made(Office()), [AS_IT_IS], SMALL)[0]
    beside = forecast(made(Office()), [Scenario("Meer", extra_fte=3), AS_IT_IS], SMALL)[1]
    np.testing.assert_array_equal(alone.course.stock, beside.course.stock)


def test_a_plan_takes_the_place_of_the_last_weeks():
    half = Scenario("Half", planned=((12.5, 0.0),) * 20)
    as_now = Scenario("Zelfde", planned=((25.0, 0.0),) * 20)
    stocks = [foreseen(Office(), each).bands["stock"][MEDIAN, -1] for each in (as_now, half)]
    assert stocks[1] - stocks[0] == pytest.approx(20 * 25, rel=0.15)
    assert "capaciteitsplan" in foreseen(Office()).notes[0]
    assert not any("capaciteitsplan" in note for note in foreseen(Office(), as_now).notes)


def test_two_people_more_decide_what_two_people_decide():
    """Two decisions a day, five days a week."""
    before, after = (
        foreseen(Office(opening=900), Scenario("Proef", extra_fte=fte)).bands["stock"][MEDIAN] for fte in (0.0, 2.0)
    )
    assert before[10] - after[10] == pytest.approx(11 * 20, rel=0.1)


def test_without_capacity_decisions_are_forecast_and_that_is_said():
    office = Office(has_capacity=False, task_force_from=15)
    stays, leaves = (foreseen(office, Scenario("Proef", task_force_until=day)) for day in (None, date(2024, 10, 6)))
    assert stays.bands["stock"][MEDIAN, -1] < made(office).stock[-1].sum()
    assert leaves.bands["stock"][MEDIAN, -1] > stays.bands["stock"][MEDIAN, -1] + 50
    assert "geen capaciteit" in stays.notes[0]


@pytest.mark.parametrize(
    "scenario", [Scenario("Meer", extra_fte=2), Scenario("Plan", planned=((25.0, 0.0),) * 20)], ids=["extra", "plan"]
)
def test_capacity_that_was_not_delivered_is_not_made_up(scenario):
    with pytest.raises(VoortgangError, match="bevat geen capaciteit"):
        foreseen(Office(has_capacity=False), scenario)


def test_a_plan_that_is_too_short_or_for_an_unknown_task_force_is_refused():
    with pytest.raises(VoortgangError, match="beslaat 3 weken en de prognose 20"):
        foreseen(Office(), Scenario("Kort", planned=((25.0, 0.0),) * 3))
    with pytest.raises(VoortgangError, match="beslaat 0 weken"):
        foreseen(Office(), Scenario("Leeg", planned=()))
    with pytest.raises(VoortgangError, match="tempo is niet bekend"):
        foreseen(Office(), Scenario("Nieuw", planned=((25.0, 5.0),) * 20))


@pytest.mark.parametrize(("weeks", "change"), [(12, None), (40, 29), (40, 39)])
def test_too_few_weeks_since_the_last_change_give_no_number(weeks, change):
    changes = () if change is None else (MONDAY + timedelta(weeks=change),)
    with pytest.raises(VoortgangError, match="Te weinig gegevens"):
        forecast(made(Office(weeks=weeks)), [AS_IT_IS], replace(SMALL, changes=changes))


def test_weeks_in_which_others_were_handled_say_nothing():
    """A delivery may begin in the middle: then the teams first decide what it does not hold."""
    history = made(Office())
    closed = history.closed.copy()
    closed[:, :9] = 0
    assert first_week(history, ()) == 1
    assert first_week(replace(history, closed=closed), ()) == 9
    assert first_week(replace(history, closed=closed), (MONDAY + timedelta(weeks=4),)) == 9


def test_twelve_weeks_since_the_last_change_are_enough():
    for weeks, changes in ((13, ()), (40, (MONDAY + timedelta(weeks=28),))):
        assert forecast(made(Office(weeks=weeks)), [AS_IT_IS], replace(SMALL, changes=changes))


def test_a_change_within_a_week_counts_from_the_next():
    changes = (MONDAY + timedelta(weeks=28, days=1),)
    with pytest.raises(VoortgangError, match="11 hele weken"):
        forecast(made(Office()), [AS_IT_IS], replace(SMALL, changes=changes))


def test_an_empty_history_is_too_short():
    with pytest.raises(VoortgangError, match="Te weinig gegevens"):
        forecast(made(Office()).until(0), [AS_IT_IS], SMALL)


def test_an_empty_queue_stays_empty_when_little_comes_in():
    found = foreseen(Office(received=5, decided=50, opening=0), Scenario("Leeg", inflow_factor=0.0))
    assert found.bands["stock"][-1, -1] == pytest.approx(0, abs=1e-6)
    assert np.isnan(found.bands["median_days"][:, -1]).all()


def test_no_inflow_at_all():
    history = made(Office(received=0, opening=3000))
    bands = forecast(history, [AS_IT_IS], SMALL)[0].bands["stock"]
    assert (bands[:, -1] < history.stock[-1].sum()).all()


def test_a_gap_in_capacity_is_left_out():
    history = made(Office())
    days = history.fte_days.copy()
    days[[20, 25, 39]] = np.nan
    gap = replace(history, fte_days=days)
    whole, found = (forecast(each, [AS_IT_IS], SMALL)[0].bands["stock"][MEDIAN, -1] for each in (history, gap))
    assert found == pytest.approx(whole, abs=60)
    days[10:] = np.nan
    assert "geen capaciteit" in forecast(replace(history, fte_days=days), [AS_IT_IS], SMALL)[0].notes[0]


def test_a_task_force_without_capacity_beside_teams_with_it_is_refused():
    history = made(Office(task_force_from=15))
    days = history.fte_days.copy()
    days[:, 1] = 0
    with pytest.raises(VoortgangError, match="van de taskforce"):
        forecast(replace(history, fte_days=days), [AS_IT_IS], SMALL)


def test_a_week_of_holidays_is_expected():
    days = np.full(60, 5.0)
    days[50:52] = 2.0
    usual, short = (
        foreseen(Office(noise=0.01), terms=replace(SMALL, working_days=each)) for each in (None, tuple(days))
    )
    decided = [each.course.decided.sum(axis=2).mean(axis=0)[10:12].sum() for each in (usual, short)]
    assert decided[1] < 0.7 * decided[0]


def test_work_that_is_known_in_other_weeks_than_the_season_is_no_problem():
    """The year-old presence is known, but of the last weeks, in which the season can be told, the pace is not."""
    history = made(Office(weeks=70))
    days = history.fte_days.copy()
    days[62:] = np.nan
    gap = replace(history, fte_days=days)
    assert np.isfinite(forecast(gap, [AS_IT_IS], SMALL)[0].bands["stock"]).all()


def test_what_the_rule_costs_is_told_as_an_assumption():
    notes = [foreseen(Office(), Scenario("Proef", rule=rule)).notes for rule in ("keeps", "stops", "structural")]
    assert ["0,5 maal" in " ".join(each) for each in notes] == [False, False, True]


def test_a_season_of_last_year_comes_back():
    office = Office(weeks=100, noise=0.02)
    history = made(office)
    busy = history.received.copy()
    busy[60:64] *= 2
    known = replace(history, received=busy)
    course = forecast(known, [AS_IT_IS], SMALL)[0].course
    coming = np.diff(course.stock.sum(axis=2), axis=1) + course.decided.sum(axis=2)[:, 1:]
    weekly = np.median(coming, axis=0)
    assert weekly[11:15].mean() > 1.7 * weekly[:10].mean(), "weeks 112 to 115 are those of 60 to 63"


def test_working_days_must_reach_the_end():
    with pytest.raises(VoortgangError, match="werkdagen"):
        foreseen(Office(), terms=replace(SMALL, working_days=(5.0,) * 59))


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"trials": 0}])
def test_a_forecast_has_weeks_and_trials(wrong):
    with pytest.raises(VoortgangError, match="ten minste één"):
        Terms(**wrong)


@given(st.lists(st.lists(st.floats(-50, 50) | st.just(float("nan")), min_size=3, max_size=3), min_size=1, max_size=12))
@settings(deadline=None)
def test_bands_are_plain_quantiles_of_the_trials_that_have_a_value(rows):
    values = np.array(rows)
    bands = bands_of(values)
    for week in range(3):
        known = [value for value in values[:, week] if value == value]
        if 2 * len(known) <= len(values):
            assert np.isnan(bands[:, week]).all()
        else:
            assert bands[:, week] == pytest.approx([quantile(known, share) for share in QUANTILES], abs=1e-9)
