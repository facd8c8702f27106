"""The search itself: mixed-integer programming with HiGHS, through scipy, in floating point.

A project i has a binary y_i (chosen) and, when it is scalable, a share f_i with least·y_i ≤ f_i ≤ most·y_i; of another
f_i = y_i. Maximise Σ value_i·f_i, subject to Σ days_ip·f_i ≤ capacity_p for each period p, Σ days_i·f_i ≥ floor for
each group of projects with a floor, and y_i ≤ y_j where i needs j. A mandatory or pinned project has y fixed.
"""

from typing import TYPE_CHECKING, Any

from voortgang.methods.portfolio.problem import NOTHING, Problem

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

INFEASIBLE = 2
"""status of a search that proved that nothing meets the demands"""
ENOUGH_SECONDS = 5.0
Rows = list[tuple[dict[int, float], float]]


def search(problem: Problem, most_seconds: float, apart: float = 0.0) -> Any:
    """What scipy found: x holds every y then every f; `apart` is kept free of each capacity and floor."""
    return _searched(problem, [-float(project.value) for project in problem.projects], most_seconds, apart)


def is_impossible(problem: Problem) -> bool:
    """True when it is proven that no choice meets every demand and every floor."""
    if not problem.projects:
        return any(floor.days > 0 for floor in problem.floors)
    found = _searched(problem, [0.0] * len(problem.projects), ENOUGH_SECONDS, 0.0)
    return bool(found.status == INFEASIBLE)


def _searched(problem: Problem, wanted: list[float], most_seconds: float, apart: float) -> Any:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    count = len(problem.projects)
    matrix, upper = _limits(problem, apart)
    least, most = _bounds(problem)
    return milp(
        c=np.array([0.0] * count + wanted),
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
    """Rows a·x ≤ b: capacity, floors, what ties f to y, and dependencies."""
    from scipy.sparse import csr_matrix

    rows = [*_of_days(problem, apart), *_of_projects(problem)]
    cells = [(row, column, value) for row, (filled, _) in enumerate(rows) for column, value in filled.items()]
    lines, columns, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (lines, columns)), shape=(len(rows), 2 * len(problem.projects)))
    return matrix, [upper for _, upper in rows]


def _of_days(problem: Problem, apart: float) -> Rows:
    count = len(problem.projects)
    shares = {project.id: count + at for at, project in enumerate(problem.projects)}
    asked = {project.id: float(project.asked) for project in problem.projects}
    rows: Rows = []
    for period, capacity in problem.capacity.items():
        taken = {shares[each.id]: float(each.days.get(period, NOTHING)) for each in problem.projects}
        rows.append((taken, float(capacity) - apart))
    for floor in problem.floors:
        given = {shares[id_]: -asked[id_] for id_ in floor.projects}
        rows.append((given, -float(floor.days) - apart))
    return rows


def _of_projects(problem: Problem) -> Rows:
    count, place = len(problem.projects), {project.id: at for at, project in enumerate(problem.projects)}
    rows: Rows = []
    for at, project in enumerate(problem.projects):
        rows.append(({count + at: 1.0, at: -float(project.most_share)}, 0.0))
        rows.append(({count + at: -1.0, at: float(project.least_share)}, 0.0))
        rows += [({at: 1.0, place[needed]: -1.0}, 0.0) for needed in project.depends_on]
    return rows
