"""The best portfolio against every portfolio there is, and the smallest conflict against every set of demands."""

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import OptimizeResult

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio import Problem, Project, needed_by, smallest_conflict, solve
from voortgang.methods.portfolio.explain import capacity_curve, outside, with_days
from voortgang.methods.portfolio.problem import Floor
from voortgang.methods.portfolio.solve import _gap, days_used, fits

QUARTERS = ("Q1", "Q2")


def project(id_: str, value: float, days: int, **more: object) -> Project:
    return Project(id_, Fraction(str(value)), {"Q1": Fraction(days)}, **more)  # type: ignore[arg-type]


def problem(*projects: Project, days: int, pinned_in: str = "", pinned_out: str = "") -> Problem:
    return Problem(projects, {"Q1": Fraction(days)}, frozenset(pinned_in), frozenset(pinned_out))


def subsets(ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(ids) + 1):
        yield from combinations(ids, size)


def may_be(asked: Problem, inside: set[str]) -> bool:
    """Every rule, one by one, for a portfolio of whole projects (a scalable one counts at its least)."""
    by_id = asked.by_id
    if not set(asked.demanded) <= inside or inside & asked.pinned_out:
        return False
    if any(needed not in inside for id_ in inside for needed in by_id[id_].depends_on):
        return False
    return fits(asked, {id_: by_id[id_].least_share for id_ in inside})


def days_of(asked: Problem, group: frozenset[str]) -> Fraction:
    return sum((asked.by_id[id_].asked for id_ in group), Fraction())


@st.composite
def problems(draw: st.DrawFn, scalable: bool = False, floors: bool = False) -> Problem:
    count = draw(st.integers(0, 6))
    ids = "abcdef"[:count]
    whole = st.integers(0, 12).map(Fraction)
    projects = tuple(
        Project(
            id_,
            draw(st.integers(0, 9).map(Fraction)),
            {quarter: draw(whole) for quarter in QUARTERS},
            is_mandatory=draw(st.integers(0, 4)) == 0,
            is_scalable=scalable and draw(st.booleans()),
            depends_on=tuple(draw(st.sets(st.sampled_from(ids[:at]), max_size=2))) if at else (),
        )
        for at, id_ in enumerate(ids)
    )
    pins = st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset())
    capacity = {quarter: draw(st.integers(0, 30).map(Fraction)) for quarter in QUARTERS}
    asked = Problem(projects, capacity, draw(pins), draw(pins))
    if not floors:
        return asked
    group = frozenset(each for each in ids if draw(st.booleans()))
    most = min(days_of(asked, group), sum(capacity.values()))
    return replace(asked, floors=(Floor("bodem", group, draw(st.integers(0, int(most)).map(Fraction))),))


@given(problems(floors=True) | problems())
@settings(max_examples=120, deadline=None)
def test_no_portfolio_at_all_is_better(asked):
    possible = [set(inside) for inside in subsets(tuple(asked.by_id)) if may_be(asked, set(inside))]
    if not possible:
        with pytest.raises(VoortgangError, match="gaan niet samen"):
            solve(asked)
        return
    best = max(sum((asked.by_id[id_].value for id_ in inside), Fraction()) for inside in possible)
    found = solve(asked)
    assert found.value == best and found.is_optimal and found.gap == 0
    assert may_be(asked, set(found.selected))


@given(problems(scalable=True))
@settings(max_examples=80, deadline=None)
def test_a_scaled_portfolio_fits_and_is_no_worse_than_a_whole_one(asked):
    assume(smallest_conflict(asked) is None)
    found = solve(asked)
    whole = [inside for inside in subsets(tuple(asked.by_id)) if may_be(asked, set(inside))]
    fitting = [inside for inside in whole if fits(asked, dict.fromkeys(inside, Fraction(1)))]
    assert fits(asked, found.shares)
    best = max((sum(asked.by_id[id_].value for id_ in inside) for inside in fitting), default=0)
    assert found.value >= best - Fraction(1, 10)  # each scalable project is rounded down to a hundredth of a day
    for id_, share in found.shares.items():
        assert asked.by_id[id_].least_share <= share <= asked.by_id[id_].most_share
        assert set(asked.by_id[id_].depends_on) <= set(found.shares)


@given(problems(scalable=True))
@settings(max_examples=120, deadline=None)
def test_no_smaller_set_of_demands_conflicts(asked):
    found = smallest_conflict(asked)
    bare = tuple(
        Project(each.id, each.value, each.days, False, each.is_scalable, each.depends_on) for each in asked.projects
    )

    def go_together(inside: tuple[str, ...], outside: tuple[str, ...]) -> bool:
        demanded = Problem(bare, asked.capacity, frozenset(inside), frozenset(outside))
        return any(may_be(demanded, set(each)) for each in subsets(tuple(demanded.by_id)))

    demands = [(inside, outside) for inside in subsets(asked.demanded) for outside in subsets(tuple(asked.pinned_out))]
    sizes = [len(inside) + len(outside) for inside, outside in demands if not go_together(inside, outside)]
    if found is None:
        assert not sizes
    else:
        assert len(found.inside) + bool(found.outside) <= 2 or len(found.inside) == min(sizes)
        assert not go_together(found.inside, found.outside)


@given(problems(floors=True))
@settings(max_examples=80, deadline=None)
def test_of_a_conflict_with_a_floor_nothing_can_be_left_out(asked):
    found = smallest_conflict(asked)
    assert (found is None) == any(may_be(asked, set(each)) for each in subsets(tuple(asked.by_id)))
    if not found or not found.floors:
        return
    bare = tuple(replace(each, is_mandatory=False) for each in asked.projects)

    def go_together(inside: set[str], outside: set[str], floors: tuple[Floor, ...]) -> bool:
        demanded = Problem(bare, asked.capacity, frozenset(inside), frozenset(outside), floors)
        return any(may_be(demanded, set(each)) for each in subsets(tuple(demanded.by_id)))

    inside, outside = set(found.inside), set(found.outside)
    assert not go_together(inside, outside, found.floors)
    assert go_together(inside, outside, ())
    assert all(go_together(inside - {each}, outside, found.floors) for each in inside)
    assert all(go_together(inside, outside - {each}, found.floors) for each in outside)


def test_a_floor_is_reached_exactly_and_only_as_far_as_it_asks():
    kept = project("a", 1, 10, is_scalable=True), project("b", 9, 10, is_scalable=True)
    asked = replace(problem(*kept, days=10), floors=(Floor("bodem", frozenset("a"), Fraction(20, 3)),))
    found = solve(asked)
    assert fits(asked, found.shares) and found.shares["a"] == Fraction(2, 3)
    assert found.shares["b"] == pytest.approx(1 / 3, abs=1e-6)


def test_a_conflict_with_a_floor_names_the_floor_and_the_largest_wishes():
    three = (project("a", 1, 6), project("b", 1, 5, is_mandatory=True), project("c", 1, 2), project("d", 1, 3))
    floor = Floor("ondergrens beheer", frozenset("a"), Fraction(6))
    with pytest.raises(VoortgangError, match="de ondergrens beheer van 6 dagen, 'b' erin"):
        solve(replace(problem(*three, days=10, pinned_in="cd"), floors=(floor,)))
    with pytest.raises(VoortgangError, match="van 6 dagen, 'a' eruit"):
        solve(replace(problem(*three, days=10, pinned_out="a"), floors=(floor,)))
    with pytest.raises(VoortgangError, match="is 11 dagen, terwijl er 10 zijn"):
        replace(problem(*three, days=10), floors=(replace(floor, days=Fraction(11)),))


# the public instances P01–P07 of the 0-1 knapsack problem, with their known optima
KNAPSACKS = [
    (165, (92, 57, 49, 68, 60, 43, 67, 84, 87, 72), (23, 31, 29, 44, 53, 38, 63, 85, 89, 82), 309),
    (26, (24, 13, 23, 15, 16), (12, 7, 11, 8, 9), 51),
    (190, (50, 50, 64, 46, 50, 5), (56, 59, 80, 64, 75, 17), 150),
    (50, (70, 20, 39, 37, 7, 5, 10), (31, 10, 20, 19, 4, 3, 6), 107),
    (104, (350, 400, 450, 20, 70, 8, 5, 5), (25, 35, 45, 5, 25, 3, 2, 2), 900),
    (170, (442, 525, 511, 593, 546, 564, 617), (41, 50, 49, 59, 55, 57, 60), 1735),
    (
        750,
        (135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240),
        (70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120),
        1458,
    ),
]


@pytest.mark.parametrize(("days", "values", "weights", "best"), KNAPSACKS)
def test_known_knapsacks(days, values, weights, best):
    items = zip(values, weights, strict=True)
    found = solve(problem(*(project(str(at), *item) for at, item in enumerate(items)), days=days))
    assert (found.value, found.is_optimal, found.gap) == (best, True, 0)


def test_what_a_project_needs_comes_with_it():
    needs = (project("a", 10, 3, depends_on=("b",)), project("b", 0, 4, depends_on=("c",)), project("c", 0, 2))
    assert needed_by(problem(*needs, days=9).by_id, "a") == ("a", "b", "c")
    assert solve(problem(*needs, days=9)).selected == ("a", "b", "c")
    assert solve(problem(*needs, days=8)).value == 0


def test_a_scalable_project_fills_what_is_left_down_to_its_least():
    whole, part = project("a", 10, 7), project("b", 6, 6, is_scalable=True, least=Fraction(2), most=Fraction(5))
    assert solve(problem(whole, part, days=10)).shares == {"a": 1, "b": Fraction(1, 2)}
    assert solve(problem(whole, part, days=20)).shares["b"] == Fraction(5, 6)
    assert solve(problem(whole, part, days=8)).selected == ("a",)


def test_tenths_of_days_add_up_exactly():
    asked = Problem(
        tuple(Project(str(at), Fraction(1), {"Q1": Fraction("0.1")}) for at in range(10)), {"Q1": Fraction("1.0")}
    )
    found = solve(asked)
    assert days_used(asked, found.shares) == {"Q1": Fraction("1.0")} and len(found.shares) == 10


def test_days_finer_than_the_search_can_tell_apart_never_go_over():
    fine = tuple(Project(id_, Fraction(1), {"Q1": Fraction("0.50000001")}) for id_ in "ab")
    assert len(solve(Problem(fine, {"Q1": Fraction(1)})).selected) == 1


def test_no_projects_is_a_portfolio_too():
    assert solve(problem(days=5)).selected == ()


AROUND = (project("a", 1, 1, depends_on=("b",)), project("b", 1, 1, depends_on=("a",)))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: problem(project("a", 1, 3), project("a", 1, 3), days=5), "komt twee keer voor"),
        (lambda: problem(project("a", 1, -3), days=5), "Geef nul dagen of meer"),
        (lambda: problem(project("a", 1, 3), days=-5), "Geef nul dagen of meer"),
        (lambda: problem(project("a", 1, 3, depends_on=("x",)), days=5), "dat niet bestaat"),
        (lambda: problem(*AROUND, days=5), "wachten op elkaar"),
        (lambda: problem(project("a", 1, 1, depends_on=("a",)), days=5), "wachten op elkaar"),
        (lambda: problem(project("a", 1, 3, is_scalable=True, least=Fraction(4)), days=5), "met minimaal 4"),
        (lambda: problem(project("a", 1, 3, is_scalable=True, most=Fraction(4)), days=5), "maximaal 4"),
        (lambda: problem(project("a", 1, 3), days=5, pinned_in="z"), "bestaat niet"),
        (lambda: Problem((project("a", 1, 3),), {"Q2": Fraction(1)}), "geen capaciteit is gegeven"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_a_sentence(asked, told):
    with pytest.raises(VoortgangError, match=told):
        asked()


def test_demands_that_cannot_go_together_are_named():
    needs = (project("a", 1, 3, is_mandatory=True, depends_on=("b",)), project("b", 1, 3), project("c", 1, 4))
    with pytest.raises(VoortgangError, match="'a' moet erin, maar heeft 'b' nodig"):
        solve(problem(*needs, days=10, pinned_out="b"))
    with pytest.raises(VoortgangError, match=r"'a', 'c' moeten erin.* 2 dagen meer dan er in 'Q1'"):
        solve(problem(*needs, days=8, pinned_in="c"))


THREE = (project("a", 10, 7), project("b", 6, 5), project("c", 5, 4, depends_on=("d",)), project("d", 0, 1))


def test_why_a_project_is_out():
    asked = problem(*THREE, days=10)
    choice = solve(asked)
    assert (choice.selected, choice.value) == (("b", "c", "d"), 11)
    (a,) = outside(asked, choice)
    assert (a.short, a.needs, a.costs, a.displaced) == ({"Q1": 7}, (), 1, ("b", "c", "d"))


def test_a_project_that_needs_another_is_out_together_with_it():
    asked = problem(*THREE, days=8, pinned_out="b")
    first, c, d = outside(asked, solve(asked))
    assert (first.id, first.costs, first.displaced) == ("b", None, ())
    assert (c.needs, c.short, c.costs) == (("d",), {"Q1": 4}, 5)
    assert (d.needs, d.costs) == ((), 0)  # it fits, and brings nothing


def test_what_more_days_buy():
    curve = capacity_curve(problem(*THREE, days=10), [Fraction(extra) for extra in (-10, 0, 2, 7)])
    assert [(step.value, step.entered, step.left) for step in curve] == [
        (0, (), ("b", "c", "d")),
        (11, (), ()),
        (16, ("a",), ("c", "d")),
        (21, ("a",), ()),
    ]


def test_more_days_are_spread_as_the_capacity_is_and_demands_stay():
    asked = Problem((project("a", 1, 6, is_mandatory=True),), {"Q1": Fraction(6), "Q2": Fraction(2)})
    assert with_days(asked, Fraction(4)).capacity == {"Q1": 9, "Q2": 3}
    assert [step.extra for step in capacity_curve(asked, [Fraction(-4), Fraction(4)])] == [4]


@given(problems(scalable=True))
@settings(max_examples=50, deadline=None)
def test_days_short_are_exactly_what_lacks(asked):
    assume(smallest_conflict(asked) is None)
    choice = solve(asked)
    for each in outside(asked, choice):
        assert each.costs is None or each.costs >= -Fraction(1, 1000)
        wider = {period: days + each.short.get(period, 0) for period, days in asked.capacity.items()}
        together = {*choice.shares, *needed_by(asked.by_id, each.id)}
        shares = {id_: choice.shares.get(id_, asked.by_id[id_].least_share) for id_ in together}
        assert fits(Problem(asked.projects, wider), shares)
        assert bool(each.short) != fits(asked, shares)


@pytest.mark.parametrize(
    ("status", "found", "gap"), [(0, 0.0, 0), (1, 0.25, 0.25), (1, math.inf, None), (1, None, None)]
)
def test_a_gap_is_a_number_or_not_known(status, found, gap):
    """An infinite one would be no JSON, and none would read as proven."""
    assert _gap(OptimizeResult(status=status, mip_gap=found)) == gap
