"""The best choice, proven, with every answer of the search made exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isfinite
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.conflict import Conflict, conflict_text, conflict_with_floors, conflict_without_floors
from voortgang.methods.portfolio.problem import NOTHING, Floor, Problem, Project
from voortgang.methods.portfolio.search import INFEASIBLE, search

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
    gap: float | None
    """how much better, as a share of its value, another choice could be at most; 0 when this one is proven best, None
    when that is not known"""

    @property
    def selected(self) -> tuple[str, ...]:
        """The projects that are in."""
        return tuple(self.shares)


def solve(problem: Problem, most_seconds: float = MOST_SECONDS) -> Choice:
    """The choice of the highest value; raises VoortgangError, naming the demands, when they cannot go together."""
    _refuse(conflict_without_floors(problem))
    if not problem.projects:
        return Choice({}, NOTHING, is_optimal=True, gap=0.0)
    found = search(problem, most_seconds)
    if found.status == INFEASIBLE:
        _refuse(conflict_with_floors(problem))
    if found.x is None:
        raise VoortgangError(
            f"Binnen {most_seconds:.0f} seconden is geen keuze gevonden. Zet projecten vast of vraag minder projecten."
        )
    shares = _shares(problem, found.x)
    if not fits(problem, shares):
        again = search(problem, most_seconds, TOLERANCE)
        if again.x is not None:  # what fits only to the millionth of a day has no room to stay apart
            found, shares = again, _shares(problem, again.x)
    value = sum((problem.by_id[id_].value * share for id_, share in shares.items()), NOTHING)
    return Choice(shares, value, is_optimal=found.status == 0, gap=_gap(found))


def _gap(found: Any) -> float | None:
    """HiGHS answers with an infinite gap when it has no bound, or the value is nothing."""
    if found.status == 0:
        return 0.0
    return None if found.mip_gap is None or not isfinite(found.mip_gap) else float(found.mip_gap)


def _refuse(found: Conflict | None) -> None:
    if found:
        raise VoortgangError(conflict_text(found))


def fits(problem: Problem, shares: Mapping[str, Fraction]) -> bool:
    """True when a choice takes no more days than there are and reaches every floor, exactly."""
    used = days_used(problem, shares)
    return all(days <= problem.capacity[period] for period, days in used.items()) and not any(
        _lacking(problem, each, shares) for each in problem.floors
    )


def days_used(problem: Problem, shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Days per period that a choice takes."""
    chosen = [(project, shares[project.id]) for project in problem.projects if project.id in shares]
    return {
        period: sum((share * project.days.get(period, NOTHING) for project, share in chosen), NOTHING)
        for period in problem.capacity
    }


def _shares(problem: Problem, found: Any) -> dict[str, Fraction]:
    """What the search found, exactly."""
    count = len(problem.projects)
    chosen = [(at, project) for at, project in enumerate(problem.projects) if found[at] > 0.5]
    shares = {project.id: _share(project, float(found[count + at])) for at, project in chosen}
    for each in problem.floors:
        _reach(problem, each, shares)
    return shares


def _share(project: Project, found: float) -> Fraction:
    days = Fraction(found) * project.asked
    whole_hundredths = Fraction(round(days * 100), 100)
    is_meant = abs(days - whole_hundredths) < TOLERANCE
    exact = project.share_of(whole_hundredths if is_meant else floor(days / FINEST_DAY) * FINEST_DAY)
    return min(max(exact, project.least_share), project.most_share)


def _lacking(problem: Problem, each: Floor, shares: Mapping[str, Fraction]) -> Fraction:
    """Days that a group lacks to reach its floor."""
    given = (problem.by_id[id_].asked * shares.get(id_, NOTHING) for id_ in each.projects)
    return max(each.days - sum(given, NOTHING), NOTHING)


def _reach(problem: Problem, each: Floor, shares: dict[str, Fraction]) -> None:
    """Give a group back what rounding down took, where there is room."""
    projects = problem.by_id
    for id_ in sorted(each.projects & set(shares)):
        lacking = _lacking(problem, each, shares)
        if not lacking:
            return
        project, used = projects[id_], days_used(problem, shares)
        rooms = [(problem.capacity[period] - used[period]) / days for period, days in project.days.items() if days]
        if project.asked:
            shares[id_] += max(min(lacking / project.asked, project.most_share - shares[id_], *rooms), NOTHING)
