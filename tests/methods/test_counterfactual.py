"""What would have been without a measure: offices whose course is known by hand, and simulated worlds."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bench.effects import Case, Outcome, held, outcome
from tests.reference.worked_weeks import Weekly, WorkedWeeks
from voortgang.errors import VoortgangError
from voortgang.methods.history import History
from voortgang.methods.queue.counterfactual import counterfactual

START = 40


def from_start(number: int, until: int = 10**6) -> Weekly:
    return lambda week: number if START <= week < until else 0


def saved(found: History, other: History) -> np.ndarray:
    return (other.stock - found.stock).sum(axis=1)[START:]


def test_with_enough_work_every_decision_of_the_task_force_is_saved() -> None:
    office = WorkedWeeks(task_force=from_start(10))
    found = counterfactual(office.history(), "task_force")
    assert found is not None
    assert found.saved_stock.middle == pytest.approx(10 * np.arange(1, 41), abs=0.01)
    assert found.has_effect
    assert found.stock.middle == pytest.approx([1000] * 40, abs=0.01)


@pytest.mark.parametrize("until", [10**6, 60])
def test_when_work_runs_out_only_what_the_teams_would_not_have_done_is_saved(until: int) -> None:
    """Six weeks of work are done in ten weeks, and then the task force takes what the teams would have decided."""
    office = WorkedWeeks(opening=600, task_force=from_start(60, until), regular=lambda week: 101)
    history = office.history()
    found = counterfactual(history, "task_force")
    truth = saved(history, replace(office, task_force=lambda week: 0).history())
    assert history.by_desk[START:, 1].sum() > truth[-1] + 100
    assert found is not None
    assert found.saved_stock.middle == pytest.approx(truth, abs=3)


def test_what_cannot_be_decided_yet_stays_open_without_the_task_force_too() -> None:
    """Two weeks of work are always in hand. The teams get there as well, only later; then nothing is saved any more."""
    office = WorkedWeeks(opening=600, task_force=from_start(60), regular=lambda week: 112, handling=2)
    history = office.history()
    found = counterfactual(history, "task_force")
    truth = saved(history, replace(office, task_force=lambda week: 0).history())
    assert history.stock[-1].sum() >= 200 and truth.max() > 50 and truth[-1] == 0
    assert found is not None
    assert found.saved_stock.middle == pytest.approx(truth, abs=3)
    assert not found.has_effect


def test_a_course_goes_on_after_the_end_of_the_task_force() -> None:
    found = counterfactual(WorkedWeeks(task_force=from_start(10, 60)).history(), "task_force")
    assert found is not None
    assert found.saved_stock.middle[[19, 20, 39]] == pytest.approx([200] * 3, abs=0.01)


def test_ages_and_durations_follow_the_stock() -> None:
    """Ten weeks of work wait, which the task force brings to six: a week of stock is a week of waiting."""
    found = counterfactual(WorkedWeeks(task_force=from_start(10)).history(), "task_force")
    assert found is not None
    assert found.median_days.middle[-1] == pytest.approx(10 * 7, abs=4)
    assert found.age_median_days.middle[-1] == pytest.approx(5 * 7, abs=4)
    assert found.p90_days.low95[-1] <= found.p90_days.middle[-1] <= found.p90_days.high95[-1]


def test_the_rule_saves_the_effort_that_it_takes_less() -> None:
    office = WorkedWeeks(opening=1500, fast_track=from_start(30))
    found = counterfactual(office.history(), "fast_track")
    assert found is not None
    assert found.saved_stock.middle[-1] == pytest.approx(15 * 40, abs=5)


def test_requests_in_hand_on_the_fast_track_are_not_counted_as_saved() -> None:
    """The fast track could do more than comes in: all that is open there is less than two weeks old."""
    history = WorkedWeeks(opening=1500, fast_track=from_start(60), handling=2).history()
    decided = history.by_desk[:, 2].sum()
    assert history.stock[-1, 1] == 60 and decided < 60 * 40
    found = counterfactual(history, "fast_track")
    assert found is not None
    assert found.saved_stock.middle[-1] == pytest.approx(decided / 2, rel=0.02)


def test_without_both_more_would_be_open_than_without_either() -> None:
    history = WorkedWeeks(opening=1500, fast_track=from_start(30), task_force=from_start(10)).history()
    ends = [counterfactual(history, without) for without in ("task_force", "fast_track", "both")]
    task_force, rule, both = (found.saved_stock.middle[-1] for found in ends if found)
    assert (task_force, rule) == (pytest.approx(400, abs=5), pytest.approx(600, abs=5))
    assert both == pytest.approx(1000, abs=8)


def test_nothing_is_claimed_for_a_measure_without_decisions() -> None:
    history = WorkedWeeks().history()
    assert counterfactual(history, "task_force") is None
    assert counterfactual(history, "fast_track") is None


def without_capacity(history: History, since: int = 0) -> History:
    days = history.fte_days.copy()
    days[since:] = np.nan
    return replace(history, fte_days=days)


def test_what_cannot_be_told_is_said() -> None:
    busy = WorkedWeeks(task_force=from_start(10)).history()
    run_out = WorkedWeeks(opening=600, task_force=from_start(60), regular=lambda week: 101).history()
    with pytest.raises(VoortgangError, match="extract capaciteit ontbreekt"):
        counterfactual(without_capacity(busy), "task_force")
    with pytest.raises(VoortgangError, match="ontbreekt de capaciteit, het eerst in de week van 2025-06-30"):
        counterfactual(without_capacity(run_out, 80 - 2), "task_force")
    with pytest.raises(VoortgangError, match="eerste week"):
        counterfactual(WorkedWeeks(task_force=lambda week: 10).history(), "task_force")
    with pytest.raises(VoortgangError, match=r"Te weinig gegevens: \d+ weken"):
        counterfactual(WorkedWeeks(weeks=20, task_force=lambda week: 10 * (week > 15)).history(), "task_force")


def test_the_same_seed_gives_the_same_answer() -> None:
    """Decisions that differ from week to week leave something to chance."""
    office = WorkedWeeks(opening=600, task_force=from_start(60), regular=lambda week: 101)
    history = office.history()
    uneven = replace(history, fte_days=history.fte_days * np.random.default_rng(0).uniform(0.9, 1.1, (80, 1)))
    first, second, other = (counterfactual(uneven, "task_force", seed=seed) for seed in (0, 0, 1))
    assert first is not None and second is not None and other is not None
    assert (first.stock.low95 == second.stock.low95).all()
    assert (first.stock.low95 != other.stock.low95).any()


@pytest.fixture(scope="module")
def worlds() -> list[Outcome]:
    """A smaller version of the table of `make bench`: from no task force to a strong one, two rises, two deliveries."""
    days = (date(2025, 11, 16), date(2026, 3, 29))
    asked = [
        Case(1000 + number, strength, ("none", "slow", "sudden")[number % 3], days[number % 2])
        for number, strength in enumerate((0.0, 0.05, 0.13, 0.25) * 2)
    ]
    with ProcessPoolExecutor(2) as pool:
        return [task_force for task_force, _ in pool.map(outcome, asked)]


def test_simulated_truth_lies_within_the_interval(worlds: list[Outcome]) -> None:
    active = [world for world in worlds if world.case.strength]
    assert held(active, "interval95") >= 5 / 6
    errors = [world.estimate - world.truth for world in active]
    assert abs(sum(errors)) < 0.05 * sum(world.truth for world in active)
    widths = [world.interval95[1] - world.interval95[0] for world in active]
    assert max(widths) < 200  # of at most 1,200 saved: an interval that says nothing would hold the truth as well


def test_no_effect_is_said_without_a_task_force(worlds: list[Outcome]) -> None:
    assert [world.has_effect for world in worlds if not world.case.strength] == [False] * 2
