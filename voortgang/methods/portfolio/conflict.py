"""Demands that cannot go together, and the smallest set of them.

What is demanded to be in takes everything that it needs with it. So without floors demands conflict for two reasons
only: one of them needs what another wants out, or together they need more days in some period than there are (each
scalable project counted at its least). Of the second kind the smallest set is found with mixed-integer programming, per
period. Where a floor takes part, the largest demands are taken until they no longer go together, and of these all that
can be left out are: when every project spreads its days alike no smaller set conflicts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Any

from voortgang.methods.portfolio.problem import NOTHING, Floor, Problem, Project, days_text, needed_by
from voortgang.methods.portfolio.search import is_impossible

FINEST_DAY = Fraction(1, 10_000)
"""what is asked at least is rounded down to it, so that sums differ by more than the search can overlook"""


@dataclass(frozen=True)
class Conflict:
    """The fewest demands that cannot all be met."""

    inside: tuple[str, ...]
    """projects that must be in"""
    outside: tuple[str, ...] = ()
    """projects that must be out: one that they need, or those that keep a floor from being reached"""
    period: str | None = None
    """the period in which they need more days than there are"""
    short: Fraction = NOTHING
    """days that lack in that period for these demands alone"""
    floors: tuple[Floor, ...] = ()
    """floors that take part"""


@dataclass(frozen=True)
class _Demand:
    """One thing that somebody wants; the days by which it weighs."""

    days: Fraction
    inside: str | None = None
    outside: str | None = None
    floor: Floor | None = None


def smallest_conflict(problem: Problem) -> Conflict | None:
    """The smallest set of demands that cannot go together; None when all can."""
    found = conflict_without_floors(problem)
    if found or not problem.floors or not is_impossible(problem):
        return found
    return conflict_with_floors(problem)


def conflict_without_floors(problem: Problem) -> Conflict | None:
    """The same, as if there were no floors."""
    if found := _wanted_out(problem):
        return found
    return min(_over_capacity(problem), key=lambda conflict: len(conflict.inside), default=None)


def conflict_text(found: Conflict, named: Callable[[str], str] = "'{}'".format) -> str:
    """A sentence that names the demands, and what to do; `named` writes an id."""
    inside, outside = (", ".join(map(named, ids)) for ids in (found.inside, found.outside))
    return f"Deze wensen gaan niet samen: {_told(found, inside, outside)}"


def _told(found: Conflict, inside: str, outside: str) -> str:
    if found.floors:
        floors = [f"de {floor.name} van {_days(floor.days)}" for floor in found.floors]
        pins = [f"{inside} erin"] * bool(inside) + [f"{outside} eruit"] * bool(outside)
        if len(floors) == 1 and not pins:
            return (
                f"{floors[0]} is niet te halen met de meeste dagen van de projecten die ervoor tellen, of past niet in "
                "de kwartalen. Kies een lagere ondergrens, een hoger maximum of meer dagen."
            )
        return f"{', '.join([*floors, *pins])}. Samen past dat niet. Laat er een los of vraag meer dagen."
    if found.inside == found.outside:
        return f"{inside} moet erin, maar is eruit gezet. Laat een van beide los."
    if found.outside:
        return f"{inside} moet erin, maar heeft {outside} nodig, dat eruit moet. Laat een van beide los."
    one, many = "moet erin, maar vraagt met wat het nodig heeft", "moeten erin, maar vragen met wat zij nodig hebben"
    return (
        f"{inside} {one if len(found.inside) == 1 else many} {_days(found.short)} meer dan er in "
        f"'{found.period}' zijn. Laat er een los of vraag meer dagen."
    )


def _days(days: Fraction) -> str:
    return f"{days_text(days)} {'dag' if days == 1 else 'dagen'}"


def _wanted_out(problem: Problem) -> Conflict | None:
    for id_ in problem.demanded:
        for needed in needed_by(problem.by_id, id_):
            if needed in problem.pinned_out:
                return Conflict((id_,), outside=(needed,))
    return None


def _over_capacity(problem: Problem) -> list[Conflict]:
    """Per period the fewest demands that ask for more than there is."""
    projects = problem.by_id
    taken = {needed for id_ in problem.demanded for needed in needed_by(projects, id_)}
    return [
        _fewest(problem, period, taken)
        for period, capacity in problem.capacity.items()
        if sum(_least(projects[id_], period) for id_ in taken) > capacity
    ]


def _least(project: Project, period: str) -> Fraction:
    return _rounded(project.least_share * project.days.get(period, NOTHING))


def _rounded(days: Fraction) -> Fraction:
    return Fraction(floor(days / FINEST_DAY)) * FINEST_DAY


def _fewest(problem: Problem, period: str, taken: set[str]) -> Conflict:
    """Minimise the number of demands d, where what a demand needs (z) counts: Σ least·z > capacity, z_j ≤ Σ d_i."""
    projects, demanded, needed = problem.by_id, problem.demanded, sorted(taken)
    chosen = _search(projects, demanded, needed, period, problem.capacity[period])
    inside = tuple(id_ for id_, is_in in zip(demanded, chosen, strict=True) if is_in > 0.5)
    together = {each for id_ in inside for each in needed_by(projects, id_)}
    asked = sum(_least(projects[id_], period) for id_ in together)
    return Conflict(inside, period=period, short=asked - problem.capacity[period])


def _search(
    projects: dict[str, Project], demanded: tuple[str, ...], needed: list[str], period: str, capacity: Fraction
) -> Any:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    by_demand = np.array([[float(each in needed_by(projects, id_)) for id_ in demanded] for each in needed])
    least = [_least(projects[id_], period) for id_ in needed]
    # of sets of the same size the one that asks most, which is the easiest to recognise
    most_days = 1.0 + float(sum(least))
    wanted = np.concatenate([np.ones(len(demanded)), [-float(days) / most_days for days in least]])
    more = float(_rounded(capacity) + FINEST_DAY / 2)
    counted = np.hstack([-by_demand, np.eye(len(needed))])
    enough = np.concatenate([np.zeros(len(demanded)), [float(days) for days in least]])
    return milp(
        c=wanted,
        integrality=np.ones(len(wanted)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(counted, -np.inf, 0),
            LinearConstraint(enough.reshape(1, -1), more, np.inf),
        ],
    ).x[: len(demanded)]


def conflict_with_floors(problem: Problem) -> Conflict:
    """Of a problem that its floors make impossible: the largest demands that do not go together, no more."""
    demands = _demands(problem)
    few, many = 0, len(demands)
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if is_impossible(_only(problem, demands[:half])) else (half, many)
    kept = demands[:many]
    for each in reversed(demands[:many]):
        fewer = [demand for demand in kept if demand is not each]
        kept = fewer if is_impossible(_only(problem, fewer)) else kept
    return Conflict(
        tuple(each.inside for each in kept if each.inside),
        tuple(each.outside for each in kept if each.outside),
        floors=tuple(each.floor for each in kept if each.floor),
    )


def _demands(problem: Problem) -> list[_Demand]:
    """Every floor, and then what is wanted in or out, of most days first."""
    projects = problem.by_id
    inside = [_Demand(projects[id_].asked * projects[id_].least_share, inside=id_) for id_ in problem.demanded]
    outside = [_Demand(projects[id_].asked, outside=id_) for id_ in sorted(problem.pinned_out)]
    others = sorted([*inside, *outside], key=lambda each: -each.days)
    return [*(_Demand(floor.days, floor=floor) for floor in problem.floors), *others]


def _only(problem: Problem, demands: Sequence[_Demand]) -> Problem:
    """The same projects and days with these demands only."""
    return Problem(
        tuple(replace(project, is_mandatory=False) for project in problem.projects),
        problem.capacity,
        frozenset(each.inside for each in demands if each.inside),
        frozenset(each.outside for each in demands if each.outside),
        tuple(each.floor for each in demands if each.floor),
    )
