"""What a scenario keeps of its outcome: enough to compare it, and to write its note, whatever is delivered later."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.candidates import Candidate
from voortgang.methods.portfolio.composition import Composition
from voortgang.methods.portfolio.outcome import Blocked, Outcome
from voortgang.methods.portfolio.problem import NOTHING
from voortgang.methods.portfolio.risks import Risk

IN, OUT = "in", "out"
DAYS = ("asked", "allocated", "days")
NOT_A_SUMMARY = (
    "De uitkomst die bij dit scenario is bewaard, is niet te lezen ({}). Open het scenario en bewaar het opnieuw."
)


@dataclass(frozen=True)
class Line:
    """One project that asks for days, or got some; days are of the year."""

    code: str
    name: str
    category: str
    is_mandatory: bool
    asked: Fraction
    allocated: Fraction
    """what the baseline gave it"""
    days: Fraction
    """what the scenario gives it"""
    pinned: str = ""
    """in or out, when somebody said so"""
    why: str = ""
    """of a project that is out, see `Out`"""
    needs: tuple[str, ...] = ()
    """of a project that is out: what it needs and is out too"""


@dataclass(frozen=True)
class Summary:
    """One portfolio as it came out on the day of saving; days are exact."""

    quarters: tuple[tuple[str, Fraction, Fraction], ...]
    """name, capacity and days that are given"""
    value: Fraction
    """weighted days"""
    is_optimal: bool
    citizens_days: Fraction
    choosable_days: Fraction
    unlocked: tuple[int, ...]
    blocked: tuple[Blocked, ...]
    risks: tuple[Risk, ...]
    lines: tuple[Line, ...]

    @property
    def capacity(self) -> Fraction:
        """Days of the year."""
        return sum((capacity for _, capacity, _ in self.quarters), NOTHING)

    @property
    def used(self) -> Fraction:
        """Days of the year that are given."""
        return sum((used for _, _, used in self.quarters), NOTHING)

    @property
    def citizens_share(self) -> Fraction | None:
        """Part of the days that there was something to choose in; None when there were none."""
        return self.citizens_days / self.choosable_days if self.choosable_days > 0 else None


def summary_of(composition: Composition, outcome: Outcome, candidates: Sequence[Candidate]) -> Summary:
    """What is kept of an outcome."""
    capacity = dict(composition.capacity)
    return Summary(
        tuple((quarter, capacity[quarter], used) for quarter, used in outcome.used.items()),
        outcome.value,
        outcome.is_optimal,
        outcome.citizens_days,
        outcome.choosable_days,
        outcome.unlocked,
        outcome.blocked,
        outcome.risks,
        tuple(_line(composition, outcome, each) for each in candidates if each.asked or each.allocated),
    )


def _line(composition: Composition, outcome: Outcome, each: Candidate) -> Line:
    pinned = IN if each.code in composition.pinned_in else OUT if each.code in composition.pinned_out else ""
    out = {found.code: found for found in outcome.out}.get(each.code)
    return Line(
        each.code,
        each.name,
        each.category,
        each.is_mandatory,
        each.asked,
        each.allocated,
        outcome.days_of(each.code),
        pinned,
        out.why if out else "",
        out.needs if out else (),
    )


def plain(summary: Summary) -> dict[str, Any]:
    """The summary as JSON knows it; days are texts, such as "125/2", so that they stay exact."""
    found: dict[str, Any] = _plain(asdict(summary))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Fraction) else value


def of_plain(kept: Mapping[str, Any]) -> Summary:
    """The summary that was kept with `plain`; raises VoortgangError when it is no such thing."""
    try:
        days = {name: Fraction(kept[name]) for name in ("value", "citizens_days", "choosable_days")}
        return Summary(
            tuple((name, Fraction(capacity), Fraction(used)) for name, capacity, used in kept["quarters"]),
            is_optimal=bool(kept["is_optimal"]),
            unlocked=tuple(map(int, kept["unlocked"])),
            blocked=tuple(Blocked(each["number"], tuple(each["waits_for"])) for each in kept["blocked"]),
            risks=tuple(_risk(each) for each in kept["risks"]),
            lines=tuple(_kept_line(each) for each in kept["lines"]),
            **days,
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise VoortgangError(NOT_A_SUMMARY.format(error)) from error


def _risk(kept: Mapping[str, Any]) -> Risk:
    return Risk(kept["kind"], tuple(kept["codes"]), Fraction(kept["days"]))


def _kept_line(kept: Mapping[str, Any]) -> Line:
    values = {field.name: kept[field.name] for field in fields(Line)}
    days = {name: Fraction(kept[name]) for name in DAYS}
    return Line(**{**values, **days, "needs": tuple(kept["needs"])})
