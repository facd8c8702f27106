"""The best choice, proven: mixed-integer programming (HiGHS, through scipy) with every answer made exact.

A project i has a binary y_i (chosen) and, when it is scalable, a share f_i with least·y_i ≤ f_i ≤ most·y_i; of another
f_i = y_i. Maximise Σ value_i·f_i, subject to Σ days_ip·f_i ≤ capacity_p for each period p, and y_i ≤ y_j where i needs
j. A mandatory or pinned project has y fixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.conflict import refuse_conflict
from voortgang.methods.portfolio.problem import NOTHING, Problem, Project

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

FINEST_DAY = Fraction(1, 1_000_000)
"""of a scalable project; rounded down, so that rounding never takes a day that is not there"""
MOST_SECONDS = 20.0
TOLERANCE = 2e-6
"""days that the search may overlook; kept apart only when it did"""


@dataclass(frozen=True)
class Choice:
    """A portfolio: which part of each chosen project is done (1 is whole), in the order of the problem."""

    shares: Mapping[str, Fraction]
    value: Fraction
    is_optimal: bool
    gap: float
    """how much better, as a share of its value, another choice could be at most; 0 when this one is proven best"""

    @property
    def selected(self) -> tuple[str, ...]:
        """The projects that are in."""
        return tuple(self.shares)


def solve(problem: Problem, most_seconds: float = MOST_SECONDS) -> Choice:
    """The choice of the highest value; raises VoortgangError, naming the demands, when they cannot go together."""
    refuse_conflict(problem)
    if not problem.projects:
        return Choice({}, NOTHING, is_optimal=True, gap=0.0)
    found, shares = _found(problem, most_seconds, 0.0)
    if not fits(problem, shares):
        found, shares = _found(problem, most_seconds, TOLERANCE)
    value = sum((problem.by_id[id_].value * share for id_, share in shares.items()), NOTHING)
    return Choice(shares, value, is_optimal=found.status == 0, gap=float(found.mip_gap or 0.0))


def fits(problem: Problem, shares: Mapping[str, Fraction]) -> bool:
    """True when a choice takes no more days than there are, exactly."""
    return all(used <= problem.capacity[period] for period, used in days_used(problem, shares).items())


def days_used(problem: Problem, shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Days per period that a choice takes."""
    chosen = [(project, shares[project.id]) for project in problem.projects if project.id in shares]
    return {
        period: sum((share * project.days.get(period, NOTHING) for project, share in chosen), NOTHING)
        for period in problem.capacity
    }


def _found(problem: Problem, most_seconds: float, apart: float) -> tuple[Any, dict[str, Fraction]]:
    found = _searched(problem, most_seconds, apart)
    if found.x is None:
        raise VoortgangError(
            f"Binnen {most_seconds:.0f} seconden is geen keuze gevonden. Zet projecten vast of vraag minder projecten."
        )
    return found, _shares(problem, found.x)


def _searched(problem: Problem, most_seconds: float, apart: float) -> Any:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    count = len(problem.projects)
    matrix, upper = _limits(problem, apart)
    least, most = _bounds(problem)
    return milp(
        c=-np.array([0.0] * count + [float(project.value) for project in problem.projects]),
        integrality=np.array([1] * count + [0] * count),
        bounds=Bounds(least, most),
        constraints=LinearConstraint(matrix, -np.inf, upper),
        options={"mip_rel_gap": 0.0, "time_limit": most_seconds},
    )


def _bounds(problem: Problem) -> tuple[list[float], list[float]]:
    """Of each y and each f, from and to."""
    demanded = set(problem.demanded)
    least = [1.0 if project.id in demanded else 0.0 for project in problem.projects]
    most = [0.0 if project.id in problem.pinned_out else 1.0 for project in problem.projects]
    return least + [0.0] * len(least), most + [1.0] * len(most)


def _limits(problem: Problem, apart: float) -> "tuple[csr_matrix, list[float]]":
    """Rows a·x ≤ b: capacity, what ties f to y, and dependencies."""
    from scipy.sparse import csr_matrix

    count, place = len(problem.projects), {project.id: at for at, project in enumerate(problem.projects)}
    rows: list[dict[int, float]] = []
    upper: list[float] = []
    for period, capacity in problem.capacity.items():
        rows.append({count + at: float(each.days.get(period, NOTHING)) for at, each in enumerate(problem.projects)})
        upper.append(float(capacity) - apart)
    for at, project in enumerate(problem.projects):
        rows += [{count + at: 1.0, at: -float(project.most_share)}, {count + at: -1.0, at: float(project.least_share)}]
        rows += [{at: 1.0, place[needed]: -1.0} for needed in project.depends_on]
        upper += [0.0] * (2 + len(project.depends_on))
    cells = [(row, column, value) for row, filled in enumerate(rows) for column, value in filled.items()]
    lines, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(rows), 2 * count)), upper


def _shares(problem: Problem, found: Any) -> dict[str, Fraction]:
    """What the search found, exactly."""
    count = len(problem.projects)
    chosen = [(at, project) for at, project in enumerate(problem.projects) if found[at] > 0.5]
    return {project.id: _share(project, float(found[count + at])) for at, project in chosen}


def _share(project: Project, found: float) -> Fraction:
    days = Fraction(found) * project.asked
    whole_hundredths = Fraction(round(days * 100), 100)
    is_meant = abs(days - whole_hundredths) < TOLERANCE
    exact = project.share_of(whole_hundredths if is_meant else floor(days / FINEST_DAY) * FINEST_DAY)
    return min(max(exact, project.least_share), project.most_share)
