"""What a meeting has to know of a portfolio before it decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from voortgang.methods.portfolio.candidates import MAINTENANCE, Candidate
from voortgang.methods.portfolio.composition import Composition
from voortgang.methods.portfolio.problem import NOTHING, Problem

RiskKind = Literal["mandatory", "maintenance", "too_much", "order", "unscored", "unproven"]


@dataclass(frozen=True)
class Risk:
    """Something that a meeting has to know before it decides."""

    kind: RiskKind
    """mandatory: mandatory work is out or gets less than it asks; maintenance: instandhouding is below its floor;
    too_much: more days than there are; order: starts before what it needs; unscored: in without every score;
    unproven: not proven to be the best choice"""
    codes: tuple[str, ...] = ()
    days: Fraction = NOTHING
    """days that lack"""


def risks(
    composition: Composition,
    candidates: Sequence[Candidate],
    problem: Problem,
    given: Mapping[str, Fraction],
    free: Mapping[str, Fraction],
    is_optimal: bool,
) -> tuple[Risk, ...]:
    """Of projects that were given days of the year, with what is free per quarter; only those that are there."""
    found = (
        _of_mandatory(candidates, given),
        _of_maintenance(composition, candidates, given),
        Risk("too_much", days=sum((max(-days, NOTHING) for days in free.values()), NOTHING)),
        Risk("order", tuple(_too_early(composition, problem, given))),
        Risk("unscored", tuple(each.code for each in candidates if each.code in given and not each.is_scored)),
    )
    proof = () if is_optimal else (Risk("unproven"),)
    return (*(each for each in found if each.codes or each.days), *proof)


def _of_mandatory(candidates: Sequence[Candidate], given: Mapping[str, Fraction]) -> Risk:
    lacks = {each.code: each.asked - given.get(each.code, NOTHING) for each in candidates if each.is_mandatory}
    short = {code: days for code, days in lacks.items() if days > 0}
    return Risk("mandatory", tuple(short), sum(short.values(), NOTHING))


def _of_maintenance(composition: Composition, candidates: Sequence[Candidate], given: Mapping[str, Fraction]) -> Risk:
    days = sum((given.get(each.code, NOTHING) for each in candidates if each.category == MAINTENANCE), NOTHING)
    return Risk("maintenance", days=max(composition.floor - days, NOTHING))


def _too_early(composition: Composition, problem: Problem, given: Mapping[str, Fraction]) -> Iterator[str]:
    """Projects that start in an earlier quarter than one that they need."""
    order = [quarter for quarter, _ in composition.capacity]
    starts = {code: order.index(quarter) for code, quarter in composition.starts}
    for project in problem.projects:
        needed = [starts.get(each, 0) for each in project.depends_on if each in given]
        if project.id in given and needed and max(needed) > starts.get(project.id, 0):
            yield project.id
