"""What the optimiser made of a composition, in the terms of a portfolio meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from voortgang.methods.portfolio.candidates import MAINTENANCE, Candidate, points
from voortgang.methods.portfolio.composition import Composition, problem_of, spread
from voortgang.methods.portfolio.problem import NOTHING, Problem, needed_by
from voortgang.methods.portfolio.risks import Risk, risks
from voortgang.methods.portfolio.solve import solve

__all__ = ["Blocked", "Out", "Outcome", "Risk", "Why", "baseline_outcome", "outcome_of"]

Why = Literal["pinned", "needs", "days", "worth", "room"]


@dataclass(frozen=True)
class Out:
    """Why a project that asks days is out."""

    code: str
    why: Why
    """pinned: somebody put it out; needs: what it needs is out; days: with all that is in there are too few days;
    worth: it is worth nothing with these weights; room: it fits, but the baseline did not choose it"""
    short: Fraction = NOTHING
    """days that lack, over all quarters in which they lack, to add it at its least with what it needs"""
    needs: tuple[str, ...] = ()
    """what it needs and is out too"""


@dataclass(frozen=True)
class Blocked:
    """A measure that cannot be done, and the projects that it waits for."""

    number: int
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """Which projects are in and what that means; projects that ask no days are left out. Days are exact."""

    shares: Mapping[str, Fraction]
    """of each project that is in, which part of what it asks it gets"""
    days: Mapping[str, Mapping[str, Fraction]]
    """of each project that is in, per quarter"""
    value: Fraction
    """weighted days, by the weights of the composition"""
    is_optimal: bool
    gap: float | None
    """how much better, as a share of the value, another choice could be at most"""
    out: tuple[Out, ...]
    unlocked: tuple[int, ...]
    """VM numbers of measures of which every project that executes or unlocks them is in"""
    blocked: tuple[Blocked, ...]
    used: Mapping[str, Fraction]
    """days per quarter"""
    free: Mapping[str, Fraction]
    citizens_days: Fraction
    """of what is not mandatory and no instandhouding, days for projects that citizens have something of"""
    choosable_days: Fraction
    """capacity minus instandhouding and mandatory work"""
    risks: tuple[Risk, ...]

    @property
    def selected(self) -> tuple[str, ...]:
        """The projects that are in."""
        return tuple(self.shares)

    @property
    def citizens_share(self) -> Fraction | None:
        """Part of the days that there was something to choose in; None when there were none."""
        return self.citizens_days / self.choosable_days if self.choosable_days > 0 else None

    def days_of(self, code: str) -> Fraction:
        """Days of the year that a project gets; 0 when it is out."""
        return sum(self.days.get(code, {}).values(), NOTHING)


def outcome_of(composition: Composition, candidates: Sequence[Candidate]) -> Outcome:
    """The best choice for a composition; raises VoortgangError that names the demands that cannot go together."""
    problem = problem_of(composition, candidates)
    choice = solve(problem)
    asking = {each.code: each for each in candidates if each.asked and choice.shares.get(each.code)}
    days = {code: each.asked * choice.shares[code] for code, each in asking.items()}
    return _told(composition, candidates, problem, days, choice.is_optimal, choice.gap)


def baseline_outcome(composition: Composition, candidates: Sequence[Candidate]) -> Outcome:
    """What the baseline allocated, told in the same way and weighed by the same weights, to compare with."""
    problem = problem_of(replace(composition, pinned_in=(), pinned_out=()), candidates)
    days = {each.code: each.allocated for each in candidates if each.allocated}
    return _told(composition, candidates, problem, days, is_optimal=True, gap=0.0)


def _told(
    composition: Composition,
    candidates: Sequence[Candidate],
    problem: Problem,
    given: Mapping[str, Fraction],
    is_optimal: bool,
    gap: float | None,
) -> Outcome:
    days = {code: spread(composition, code, each) for code, each in given.items()}
    used = {
        quarter: sum((each.get(quarter, NOTHING) for each in days.values()), NOTHING) for quarter in problem.capacity
    }
    free = {quarter: capacity - used[quarter] for quarter, capacity in problem.capacity.items()}
    unlocked, blocked = _measures(candidates, given)
    return Outcome(
        {each.code: given[each.code] / (each.asked or given[each.code]) for each in candidates if each.code in given},
        days,
        sum((given.get(each.code, NOTHING) * points(each, composition.weights) for each in candidates), NOTHING),
        is_optimal,
        gap,
        tuple(_why(problem, used, given, each.code) for each in candidates if each.asked and each.code not in given),
        unlocked,
        blocked,
        used,
        free,
        *_for_citizens(composition, candidates, given),
        risks(composition, candidates, problem, given, free, is_optimal),
    )


def _why(problem: Problem, used: Mapping[str, Fraction], given: Mapping[str, Fraction], code: str) -> Out:
    projects = problem.by_id
    added = [each for each in needed_by(projects, code) if each not in given and projects[each].asked]
    needs = tuple(each for each in added if each != code)
    if code in problem.pinned_out:
        return Out(code, "pinned", needs=needs)
    if set(needs) & problem.pinned_out:
        return Out(code, "needs", needs=needs)
    short = NOTHING
    for quarter, capacity in problem.capacity.items():
        more = sum((projects[each].least_share * projects[each].days.get(quarter, NOTHING) for each in added), NOTHING)
        short += max(used[quarter] + more - capacity, NOTHING)
    return Out(code, "days" if short else "room" if projects[code].value else "worth", short, needs)


def _measures(
    candidates: Sequence[Candidate], given: Mapping[str, Fraction]
) -> tuple[tuple[int, ...], tuple[Blocked, ...]]:
    """What can be done and what has to wait; a project that asks no days keeps no measure waiting."""
    asking = [each for each in candidates if each.asked or each.code in given]
    numbers = sorted({number for each in asking for number in (*each.executes, *each.unlocks)})
    waits = {
        number: tuple(
            each.code for each in asking if number in (*each.executes, *each.unlocks) and each.code not in given
        )
        for number in numbers
    }
    return (
        tuple(number for number, codes in waits.items() if not codes),
        tuple(Blocked(number, codes) for number, codes in waits.items() if codes),
    )


def _for_citizens(
    composition: Composition, candidates: Sequence[Candidate], given: Mapping[str, Fraction]
) -> tuple[Fraction, Fraction]:
    """Days for citizens, and the days in which there was something to choose."""
    free = [each for each in candidates if not each.is_mandatory and each.category != MAINTENANCE]
    fixed = [given.get(each.code, NOTHING) for each in candidates if each not in free]
    served = [given.get(each.code, NOTHING) for each in free if (each.citizens or 0) >= composition.citizens_from]
    return sum(served, NOTHING), composition.total - sum(fixed, NOTHING)
