"""The queue of counts against a list of people, and what holds for every queue."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.queue import course
from voortgang.errors import VoortgangError
from voortgang.methods.queue.days import DECIDED, OPEN, median_and_p90, share_within
from voortgang.methods.queue.model import TRIALS_AT_ONCE, Plan, released, run

WEEKS = 6
TRIALS = 3
seeds = st.integers(0, 10**6)


def some(seed: int, *shape: int) -> np.ndarray:
    """Numbers of requests or decisions, of which some are nothing."""
    random = np.random.default_rng(seed)
    return random.uniform(0, 40, shape) * (random.random(shape) < 0.7)


def fours(seed: int, *shape: int) -> np.ndarray:
    """Numbers that quarters divide, so that people and counts can agree exactly."""
    return 4.0 * np.random.default_rng(seed).integers(0, 4, shape)


@st.composite
def plans(draw: st.DrawFn, numbers: Callable[..., np.ndarray] = some, trials: int = TRIALS) -> Plan:
    seed = draw(seeds)
    return Plan(
        received=numbers(seed, trials, WEEKS, 2),
        regular=numbers(seed + 1, 1, WEEKS),
        task_force=numbers(seed + 2, trials, WEEKS),
        has_rule=np.array(draw(st.lists(st.booleans(), min_size=WEEKS, max_size=WEEKS))),
        effort=draw(st.sampled_from([0.25, 0.5, 1.0])),
        reserved=draw(st.sampled_from([0.0, 0.25, 1.0])),
        suspended=draw(st.sampled_from([0.0, 0.3, 1.0])),
        suspended_weeks=draw(st.sampled_from([0.0, 1.0, 2.5])),
        withdrawn=tuple(draw(st.lists(st.floats(0, 0.5), min_size=1, max_size=3))),
        handling_weeks=draw(st.sampled_from([0.0, 0.4, 1.0, 1.5])),
        least_stock=numbers(seed + 3, 1, WEEKS, 2) if draw(st.booleans()) else None,
    )


openings = seeds.map(lambda seed: some(seed, 2, 4))


@st.composite
def whole_plans(draw: st.DrawFn) -> Plan:
    """A few people, and shares that split them into whole people."""
    plan = draw(plans(fours, trials=1))
    suspended, suspended_weeks = draw(st.sampled_from([(0.0, 0.0), (0.5, 1.0), (1.0, 1.0)]))
    whole = replace(plan, effort=draw(st.sampled_from([0.5, 1.0])), reserved=draw(st.sampled_from([0.0, 0.25, 1.0])))
    return replace(
        whole,
        suspended=suspended,
        suspended_weeks=suspended_weeks,
        withdrawn=draw(st.sampled_from([(0.0,), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)])),
        handling_weeks=draw(st.sampled_from([0.0, 1.0])),
    )


@settings(max_examples=60, deadline=None)
@given(seeds.map(lambda seed: fours(seed, 2, 3)), whole_plans())
def test_counts_agree_with_people(opening_ages: np.ndarray, plan: Plan) -> None:
    """What waits for information of the opening is known by size only: here it begins complete."""
    if (plan.suspended or plan.handling_weeks) and opening_ages.any():
        opening_ages = np.zeros_like(opening_ages)
    plain = course(opening_ages, plan, released(plan, WEEKS + 4).tolist())
    found = run(opening_ages, plan)
    for name, expected in plain.items():
        cumulative = np.cumsum(getattr(found, name)[0] - expected, axis=0)
        off = getattr(found, name)[0] - expected if name == "stock" else cumulative
        assert np.abs(off.sum(axis=1)).max() < 2
        assert np.abs(off).max() < 3


@settings(max_examples=60, deadline=None)
@given(openings, plans())
def test_every_week_closes_and_nothing_is_negative(opening_ages: np.ndarray, plan: Plan) -> None:
    found = run(opening_ages, plan)
    before = np.concatenate([np.broadcast_to(opening_ages.sum(axis=1), (3, 1, 2)), found.stock[:, :-1]], axis=1)
    assert found.stock == pytest.approx(before + plan.received - found.decided - found.withdrawn, abs=1e-9)
    assert min(found.stock.min(), found.decided.min(), found.withdrawn.min()) >= 0
    assert (found.decided.sum(axis=2) <= (plan.regular / min(plan.effort, 1) + plan.task_force) + 1e-9).all()


@settings(max_examples=60, deadline=None)
@given(openings, plans(), seeds)
def test_more_capacity_never_makes_the_stock_larger(opening_ages: np.ndarray, plan: Plan, seed: int) -> None:
    plan = replace(plan, least_stock=None)  # that sets a number, whoever it is
    few = run(opening_ages, plan)
    more = {"regular": plan.regular + some(seed, 1, WEEKS), "task_force": plan.task_force + some(seed + 1, 1, WEEKS)}
    many = run(opening_ages, replace(plan, **more))
    assert (many.stock <= few.stock + 1e-9).all()


@settings(max_examples=25, deadline=None)
@given(openings, plans())
def test_a_trial_does_not_depend_on_the_others(opening_ages: np.ndarray, plan: Plan) -> None:
    alone = run(opening_ages, replace(plan, received=plan.received[:1], task_force=plan.task_force[:1]))
    together = run(opening_ages, plan)
    assert alone.stock[0] == pytest.approx(together.stock[0])
    assert alone.median_days[0] == pytest.approx(together.median_days[0], nan_ok=True)


def test_more_trials_than_are_done_at_once() -> None:
    trials = TRIALS_AT_ONCE + 5
    plan = Plan(np.full((1, 3, 2), 5.0), np.arange(trials * 3.0).reshape(trials, 3), np.zeros((1, 3)), np.ones(3, bool))
    found = run(np.ones((2, 2)), plan)
    for trial in (0, TRIALS_AT_ONCE, trials - 1):
        alone = run(np.ones((2, 2)), replace(plan, regular=plan.regular[trial : trial + 1]))
        assert (alone.stock[0] == found.stock[trial]).all()


def test_a_steady_office_decides_everyone_after_the_wait_that_the_stock_implies() -> None:
    """Ten a week come and are decided, sixty wait: six weeks."""
    opening = np.zeros((2, 6))
    opening[0] = 10
    plan = Plan(np.tile([10.0, 0.0], (1, 8, 1)), np.full((1, 8), 10.0), np.zeros((1, 8)), np.zeros(8, bool))
    found = run(opening, plan)
    assert found.stock[0].tolist() == [[60, 0]] * 8
    assert found.median_days[0] == pytest.approx([42] * 8)
    assert found.age_median_days[0] == pytest.approx([21] * 8)
    assert found.age_p90_days[0] == pytest.approx([0.9 * 42] * 8)
    assert found.share_within_norm[0].tolist() == [1] * 8


def plain_days(by_age: list[float], end: float) -> tuple[float, float]:
    """Median and P90 from a thousand points per cohort, spread over its week."""
    points = []
    for age, number in enumerate(reversed(by_age)):
        last, first = age + end, max(age + end - 1, 0)
        points += [(7 * (first + (last - first) * (step + 0.5) / 1000), number / 1000) for step in range(1000)]
    points.sort()
    total, passed, found = sum(by_age), 0.0, []
    for share in (0.5, 0.9):
        passed = 0.0
        for days, weight in points:
            passed += weight
            if passed >= share * total - 1e-9:
                found.append(days)
                break
    return found[0], found[1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 20).map(float), min_size=1, max_size=6), st.sampled_from([OPEN, DECIDED]))
def test_days_agree_with_points(by_age: list[float], end: float) -> None:
    found = median_and_p90(np.array(by_age)[:, None], end)
    assert [float(each[0]) for each in found] == pytest.approx(plain_days(by_age, end), abs=0.02)


def test_share_within_the_norm() -> None:
    """Nine weeks, half a week more or less: none within eight. Eight weeks: half. No decisions: no share."""
    decided = np.zeros((10, 4))
    decided[0, 0] = decided[1, 1] = decided[9, 2] = 8
    assert share_within(decided, 56).tolist() == pytest.approx([0, 0.5, 1, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"received": np.full((1, 2, 2), -1.0)}, "negatief"),
        ({"regular": np.full((1, 2), np.nan)}, "leeg"),
        ({"task_force": np.zeros((1, 3))}, "dezelfde weken"),
        ({"effort": 0.0}, "inspanning"),
        ({"suspended": 1.5}, "tussen nul en één"),
        ({"withdrawn": (-0.1,)}, "tussen nul en één"),
        ({"withdrawn": ()}, "tussen nul en één"),
    ],
)
def test_impossible_plans_are_refused(change: dict[str, object], message: str) -> None:
    plan = Plan(np.ones((1, 2, 2)), np.ones((1, 2)), np.ones((1, 2)), np.zeros(2, bool))
    with pytest.raises(VoortgangError, match=message):
        run(np.ones((2, 3)), replace(plan, **change))
