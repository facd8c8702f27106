"""Demands that cannot go together, and the smallest set of them.

What is demanded to be in takes everything that it needs with it. So demands conflict for two reasons only: one of them
needs what another wants out, or together they need more days in some period than there are (each scalable project
counted at its least). Of the second kind the smallest set is found with mixed-integer programming, per period.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.problem import NOTHING, Problem, Project, days_text, needed_by

FINEST_DAY = Fraction(1, 10_000)
"""what is asked at least is rounded down to it, so that sums differ by more than the search can overlook"""


@dataclass(frozen=True)
class Conflict:
    """The fewest demands that cannot all be met."""

    inside: tuple[str, ...]
    """projects that must be in"""
    outside: str | None = None
    """the project that they need and that must be out"""
    period: str | None = None
    """the period in which they need more days than there are"""
    short: Fraction = NOTHING
    """days that lack in that period for these demands alone"""


def smallest_conflict(problem: Problem) -> Conflict | None:
    """The smallest set of demands that cannot go together; None when all can."""
    if found := _wanted_out(problem):
        return found
    return min(_over_capacity(problem), key=lambda conflict: len(conflict.inside), default=None)


def refuse_conflict(problem: Problem) -> None:
    """Raise VoortgangError that names the smallest conflict, if there is one."""
    found = smallest_conflict(problem)
    if found is None:
        return
    demands = ", ".join(f"'{id_}'" for id_ in found.inside)
    if found.outside:
        raise VoortgangError(
            f"Deze wensen gaan niet samen: {demands} moet erin, maar heeft '{found.outside}' nodig, dat eruit moet. "
            "Laat een van beide los."
        )
    raise VoortgangError(
        f"Deze wensen gaan niet samen: {demands} moeten erin, maar vragen met wat zij nodig hebben "
        f"{days_text(found.short)} dagen meer dan er in '{found.period}' zijn. Laat er een los of vraag meer dagen."
    )


def _wanted_out(problem: Problem) -> Conflict | None:
    for id_ in problem.demanded:
        for needed in needed_by(problem.by_id, id_):
            if needed in problem.pinned_out:
                return Conflict((id_,), outside=needed)
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
