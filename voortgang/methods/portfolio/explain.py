"""Why the best choice is what it is: what keeps a project out, and what more days would buy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from voortgang.methods.portfolio.conflict import smallest_conflict
from voortgang.methods.portfolio.problem import NOTHING, Problem, needed_by
from voortgang.methods.portfolio.solve import Choice, days_used, solve


@dataclass(frozen=True)
class Outside:
    """What keeps one project out of the best choice."""

    id: str
    short: Mapping[str, Fraction]
    """days that lack per period to do it, at its least, with what it needs, beside everything that was chosen; only
    the periods in which days lack"""
    needs: tuple[str, ...]
    """projects that it needs and that are out too"""
    costs: Fraction | None
    """value that is lost by taking it in all the same; None when it cannot be taken in at all"""
    displaced: tuple[str, ...]
    """what falls off the table then"""


@dataclass(frozen=True)
class Step:
    """The best choice with more (or fewer) days, spread over the periods as the capacity is."""

    extra: Fraction
    """days over all periods"""
    value: Fraction
    entered: tuple[str, ...]
    """projects in this choice and not in the one without extra days"""
    left: tuple[str, ...]


def outside(problem: Problem, choice: Choice) -> tuple[Outside, ...]:
    """For each project that is not in the choice: why."""
    return tuple(_why_out(problem, choice, each.id) for each in problem.projects if each.id not in choice.shares)


def _why_out(problem: Problem, choice: Choice, id_: str) -> Outside:
    projects = problem.by_id
    added = [needed for needed in needed_by(projects, id_) if needed not in choice.shares]
    together = dict(choice.shares) | {needed: projects[needed].least_share for needed in added}
    used = days_used(problem, together)
    short = {period: used[period] - days for period, days in problem.capacity.items()}
    taken = _with(problem, id_)
    return Outside(
        id_,
        {period: days for period, days in short.items() if days > 0},
        tuple(needed for needed in added if needed != id_),
        choice.value - taken.value if taken else None,
        tuple(each for each in choice.shares if taken and each not in taken.shares),
    )


def _with(problem: Problem, id_: str) -> Choice | None:
    pinned = replace(problem, pinned_in=problem.pinned_in | {id_})
    return None if smallest_conflict(pinned) else solve(pinned)


def capacity_curve(problem: Problem, extras: Sequence[Fraction]) -> tuple[Step, ...]:
    """What each amount of extra days buys; of fewer days than the demands ask, no step."""
    return tuple(_steps(problem, solve(problem), extras))


def _steps(problem: Problem, usual: Choice, extras: Sequence[Fraction]) -> Iterator[Step]:
    for extra in extras:
        wider = with_days(problem, extra)
        if smallest_conflict(wider) is None:
            found = solve(wider)
            entered = tuple(id_ for id_ in found.shares if id_ not in usual.shares)
            yield Step(extra, found.value, entered, tuple(id_ for id_ in usual.shares if id_ not in found.shares))


def with_days(problem: Problem, extra: Fraction) -> Problem:
    """The same problem with extra days over all periods (fewer when negative), spread as the capacity is."""
    total = sum(problem.capacity.values(), NOTHING)
    share = {period: days / total if total else NOTHING for period, days in problem.capacity.items()}
    capacity = {period: max(days + share[period] * extra, NOTHING) for period, days in problem.capacity.items()}
    return replace(problem, capacity=capacity)
