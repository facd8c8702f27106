"""Scenarios side by side: days, value, measures and risks, and only those projects and measures that differ."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Literal

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.composition import Composition
from voortgang.methods.portfolio.problem import NOTHING
from voortgang.methods.portfolio.summary import Line, Summary

FEWEST, MOST = 2, 4
Unit = Literal["days", "points", "share", "count", "yes"]
Value = Fraction | int | bool | None
Placed = tuple[Value, ...]
RISKS = {
    "mandatory": "Verplicht werk valt af of krijgt te weinig",
    "maintenance": "Instandhouding onder de ondergrens",
    "too_much": "Meer dagen dan er zijn",
    "order": "Begint vóór wat het nodig heeft",
    "unscored": "Gekozen zonder alle scores",
    "unproven": "Niet bewezen dat dit de beste keuze is",
}
"""kind → what it says in a table, in order of weight"""


@dataclass(frozen=True)
class Side:
    """One of the portfolios that are put side by side."""

    name: str
    composition: Composition
    summary: Summary
    build_id: str


@dataclass(frozen=True)
class Figure:
    """One row: a figure of each side."""

    label: str
    unit: Unit
    values: Placed
    """as many as there are sides; None where a side has no such figure"""


@dataclass(frozen=True)
class ProjectRow:
    """A project that not every side gives the same days."""

    code: str
    name: str
    days: tuple[Fraction, ...]


@dataclass(frozen=True)
class MeasureRow:
    """A measure that not every side makes possible."""

    number: int
    is_unlocked: tuple[bool, ...]


@dataclass(frozen=True)
class Comparison:
    """Sides in the order in which they were chosen."""

    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    projects: tuple[ProjectRow, ...]
    """the largest difference on top"""
    measures: tuple[MeasureRow, ...]
    remarks: tuple[str, ...]
    """why figures of different sides may not be comparable"""


def compare(sides: Sequence[Side]) -> Comparison:
    """2 to 4 sides next to each other; raises VoortgangError for another number."""
    if not FEWEST <= len(sides) <= MOST:
        raise VoortgangError(f"Kies {FEWEST} tot {MOST} scenario's om te vergelijken; gekozen zijn er {len(sides)}.")
    return side_by_side(sides)


def side_by_side(sides: Sequence[Side]) -> Comparison:
    """The same for any number of sides."""
    return Comparison(
        tuple(each.name for each in sides),
        tuple(_figures([each.summary for each in sides])),
        tuple(sorted(_projects(sides), key=lambda row: (min(row.days) - max(row.days), row.code))),
        tuple(_measures(sides)),
        tuple(_remarks(sides)),
    )


def _figures(summaries: Sequence[Summary]) -> Iterator[Figure]:
    def row(label: str, unit: Unit, value: Callable[[Summary], Value]) -> Figure:
        return Figure(label, unit, tuple(value(each) for each in summaries))

    yield row("Capaciteit", "days", lambda each: each.capacity)
    yield row("Verdeeld", "days", lambda each: each.used)
    for quarter in dict.fromkeys(name for each in summaries for name, _, _ in each.quarters):
        yield row(f"Verdeeld in {quarter}", "days", partial(_used_in, quarter=quarter))
    yield row("Nog vrij", "days", lambda each: each.capacity - each.used)
    yield row("Waarde", "points", lambda each: each.value)
    yield row("Projecten erin", "count", lambda each: sum(1 for line in each.lines if line.days))
    yield row("Maatregelen die door kunnen", "count", lambda each: len(each.unlocked))
    yield row("Maatregelen die wachten", "count", lambda each: len(each.blocked))
    yield row("Vrije ruimte voor burgers", "share", lambda each: each.citizens_share)
    for kind, label in RISKS.items():
        if any(risk.kind == kind for each in summaries for risk in each.risks):
            yield row(f"Risico: {label[0].lower()}{label[1:]}", "yes", partial(_has, kind=kind))


def _used_in(summary: Summary, quarter: str) -> Fraction | None:
    return {name: used for name, _, used in summary.quarters}.get(quarter)


def _has(summary: Summary, kind: str) -> bool:
    return any(risk.kind == kind for risk in summary.risks)


def _projects(sides: Sequence[Side]) -> Iterator[ProjectRow]:
    by_code: list[dict[str, Line]] = [{line.code: line for line in each.summary.lines} for each in sides]
    names = {code: line.name for lines in reversed(by_code) for code, line in lines.items()}
    for code, name in names.items():
        days = tuple(lines[code].days if code in lines else NOTHING for lines in by_code)
        if len(set(days)) > 1:
            yield ProjectRow(code, name, days)


def _measures(sides: Sequence[Side]) -> Iterator[MeasureRow]:
    unlocked = [set(each.summary.unlocked) for each in sides]
    for number in sorted(set().union(*unlocked)):
        found = tuple(number in numbers for numbers in unlocked)
        if not all(found):
            yield MeasureRow(number, found)


def _remarks(sides: Sequence[Side]) -> Iterator[str]:
    if len({_relative(each.composition) for each in sides}) > 1:
        yield "De wegingen verschillen: waarden zijn dan niet met elkaar te vergelijken."
    if len({each.composition.citizens_from for each in sides}) > 1:
        yield "De score vanaf welke een project voor burgers telt, verschilt: het deel voor burgers ook daardoor."
    if len({each.build_id for each in sides}) > 1:
        yield "Niet elk scenario is doorgerekend op dezelfde levering."
    if len({(each.composition.year, each.composition.chain, each.composition.baseline) for each in sides}) > 1:
        yield "Niet elk scenario gaat uit van dezelfde stand van hetzelfde jaar en dezelfde keten."


def _relative(composition: Composition) -> tuple[tuple[str, Fraction], ...]:
    """The weights as parts of their sum: only how they relate counts."""
    total = sum((weight for _, weight in composition.weights), NOTHING)
    return tuple(sorted((name, weight / total) for name, weight in composition.weights))
