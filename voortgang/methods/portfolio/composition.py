"""What a portfolio meeting chose, and the problem that follows from it.

A delivery knows the days that a project asks of a year, not of a quarter. Here they are spread evenly over the quarters
from the one in which the project starts: the first, unless chosen otherwise. What a choice is worth is counted in
weighted days: the days of each project times its `points`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.candidates import (
    CRITERIA,
    MAINTENANCE,
    USUAL_WEIGHTS,
    Amounts,
    Candidate,
    needs_of,
    points,
)
from voortgang.methods.portfolio.problem import NOTHING, WHOLE, Floor, Problem, Project, days_text

__all__ = ["Amounts", "Candidate", "Composition", "evenly", "of_plain", "plain", "problem_of", "quarters", "spread"]

QUARTERS = 4
LEAST_WORK = Fraction(1)
"""days of a scalable project without a minimum: with no day at all it is not done, and nothing that needs it can be"""
MAINTENANCE_FLOOR = "ondergrens instandhouding"
NOT_A_COMPOSITION = "Dit is geen samenstelling van een portfolio: '{}' ontbreekt of klopt niet. Stel opnieuw samen."
AMOUNTS = ("capacity", "weights", "minimum", "maximum")


@dataclass(frozen=True)
class Composition:
    """Everything that people chose; what a scenario keeps. Codes, not labels; days and weights are exact."""

    year: int
    chain: str
    baseline: str
    """code of the baseline that it starts from: begroting, herijking_1, …"""
    capacity: Amounts
    """IV days per quarter: ("2026-K1", days)"""
    weights: Amounts = USUAL_WEIGHTS
    """of every criterion; only how they relate counts"""
    pinned_in: tuple[str, ...] = ()
    pinned_out: tuple[str, ...] = ()
    maintenance_share: Fraction = Fraction(3, 5)
    """part of the capacity that goes to instandhouding at least, as far as that asks for it: an assumption, 0–1"""
    citizens_from: int = 3
    """from this score a project counts as work for citizens: an assumption"""
    starts: tuple[tuple[str, str], ...] = ()
    """per project the quarter in which it starts, when that is not the first"""
    minimum: Amounts = ()
    """per scalable project the days of the year that it gets at least, instead of what was delivered"""
    maximum: Amounts = ()

    @property
    def total(self) -> Fraction:
        """IV days of the whole year."""
        return sum((days for _, days in self.capacity), NOTHING)

    @property
    def floor(self) -> Fraction:
        """Days of the year for instandhouding at least, if that asks for them."""
        return self.maintenance_share * self.total


def quarters(year: int) -> tuple[str, ...]:
    """The names of the quarters of a year: 2026-K1, …"""
    return tuple(f"{year}-K{number}" for number in range(1, QUARTERS + 1))


def evenly(year: int, days: Fraction) -> Amounts:
    """The capacity of a year in equal quarters."""
    return tuple((quarter, days / QUARTERS) for quarter in quarters(year))


def spread(composition: Composition, code: str, days: Fraction) -> dict[str, Fraction]:
    """Days of a year per quarter, evenly from the quarter in which the project starts; earlier ones are left out."""
    every = [quarter for quarter, _ in composition.capacity]
    running = every[every.index(dict(composition.starts).get(code, every[0])) :]
    return {quarter: days / len(running) for quarter in running}


def problem_of(composition: Composition, candidates: Sequence[Candidate]) -> Problem:
    """The problem to solve; raises VoortgangError when the composition asks what cannot be meant."""
    _check(composition, candidates)
    maintenance = [each for each in candidates if each.category == MAINTENANCE]
    floor = min(composition.floor, sum(map(_delivered_most, maintenance), NOTHING))
    return Problem(
        tuple(_project(composition, each, candidates) for each in candidates),
        dict(composition.capacity),
        frozenset(composition.pinned_in),
        frozenset(composition.pinned_out),
        (Floor(MAINTENANCE_FLOOR, frozenset(each.code for each in maintenance), floor),) if floor else (),
    )


def _project(composition: Composition, each: Candidate, candidates: Sequence[Candidate]) -> Project:
    most = dict(composition.maximum).get(each.code, _delivered_most(each))
    least = dict(composition.minimum).get(each.code) or min(each.least or LEAST_WORK, most)
    return Project(
        each.code,
        each.asked * points(each, composition.weights),
        spread(composition, each.code, each.asked),
        each.is_mandatory,
        each.is_scalable,
        needs_of(each, candidates),
        least if each.is_scalable else None,
        most if each.is_scalable else None,
    )


def _delivered_most(each: Candidate) -> Fraction:
    return min(each.most, each.asked) if each.is_scalable and each.most is not None else each.asked


def _check(composition: Composition, candidates: Sequence[Candidate]) -> None:
    weights = dict(composition.weights)
    if set(weights) != set(CRITERIA) or min(weights.values()) < 0 or not any(weights.values()):
        raise VoortgangError("Geef elk criterium een gewicht van nul of meer, en minstens één meer dan nul.")
    if not NOTHING <= composition.maintenance_share <= WHOLE:
        told = days_text(composition.maintenance_share * 100)
        raise VoortgangError(
            f"De ondergrens voor instandhouding is {told}% van de capaciteit. Kies een percentage van 0 tot en met 100."
        )
    if both := sorted({*composition.pinned_in} & {*composition.pinned_out}):
        raise VoortgangError(f"Project '{both[0]}' is zowel erin als eruit gezet. Kies een van beide.")
    _check_projects(composition, {each.code: each for each in candidates})


def _check_projects(composition: Composition, known: Mapping[str, Candidate]) -> None:
    starts, bounds = dict(composition.starts), {**dict(composition.minimum), **dict(composition.maximum)}
    for code in (*starts, *bounds):
        if code not in known:
            raise VoortgangError(f"Project '{code}' staat niet in deze levering. Kies een project uit de lijst.")
    for code, quarter in starts.items():
        if quarter not in dict(composition.capacity):
            raise VoortgangError(f"Project '{code}' begint in '{quarter}', dat er niet is. Kies een ander kwartaal.")
    for code in bounds:
        if not known[code].is_scalable:
            raise VoortgangError(
                f"Project '{code}' wordt geheel gedaan of niet. Haal het minimum en het maximum daarvan weg."
            )


def plain(composition: Composition) -> dict[str, Any]:
    """The composition as JSON knows it; every number that has to stay exact is a text, such as "125/2"."""
    return {field.name: _plain(getattr(composition, field.name)) for field in fields(composition)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Fraction) else value


def of_plain(kept: Mapping[str, Any]) -> Composition:
    """The composition that was kept with `plain`; raises VoortgangError when it is no such thing."""
    try:
        amounts = {name: tuple((str(key), Fraction(days)) for key, days in kept[name]) for name in AMOUNTS}
        return Composition(
            int(kept["year"]),
            str(kept["chain"]),
            str(kept["baseline"]),
            pinned_in=tuple(map(str, kept["pinned_in"])),
            pinned_out=tuple(map(str, kept["pinned_out"])),
            maintenance_share=Fraction(kept["maintenance_share"]),
            citizens_from=int(kept["citizens_from"]),
            starts=tuple((str(code), str(quarter)) for code, quarter in kept["starts"]),
            **amounts,
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise VoortgangError(NOT_A_COMPOSITION.format(error)) from error
