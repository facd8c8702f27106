"""What the delivery knows for a composition: which years and baselines there are, their days, and their projects."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from voortgang.dutch import exact, is_missing
from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.composition import Candidate, Composition, evenly
from voortgang.pipeline.selection import Selection
from voortgang.web import filters
from voortgang.web.run import coded, made_once, warehouse

YEARS_BACK = 3


@dataclass(frozen=True)
class Baseline:
    """One division of a year's capacity that was set; codes and, for people, what it is called."""

    year: int
    chain: str
    code: str
    name: str
    capacity: Fraction


def baselines() -> tuple[Baseline, ...]:
    """Every baseline that was set by the reference date, the newest year first and of a year the last baseline first.

    Raises VoortgangError when no IV days were delivered.
    """
    chosen = _chosen()
    years = range(chosen.as_of.year + 1, chosen.as_of.year - YEARS_BACK, -1)
    labels = warehouse().labels
    found = [
        Baseline(year, row["chain"], row["baseline"], labels[row["baseline"]], exact(row["capacity"]))
        for year in years
        for row in reversed(coded("iv_capacity", replace(chosen, year=year)))
    ]
    if not found:
        raise VoortgangError("Deze levering noemt geen IV-capaciteit. Zonder capaciteit is er niets te verdelen.")
    return tuple(found)


def usual(baseline: Baseline) -> Composition:
    """What a meeting starts from: nobody pinned anything, the days are spread evenly, and the assumptions hold."""
    # written for people, so with a decimal comma
    assumed = {row["name"]: str(row["value"]).replace(",", ".") for row in coded("iv_assumptions")}
    return Composition(
        baseline.year,
        baseline.chain,
        baseline.code,
        evenly(baseline.year, baseline.capacity),
        maintenance_share=Fraction(assumed["maintenance_share"]),
        citizens_from=int(assumed["citizens_score_from"]),
    )


def candidates(baseline: Baseline) -> tuple[Candidate, ...]:
    """The projects of its chain that this baseline states, in the order of their codes."""
    return _candidates(replace(_chosen(), year=baseline.year, chain=baseline.chain), baseline.code)


@made_once
def _candidates(chosen: Selection, baseline: str) -> tuple[Candidate, ...]:
    stated = {row["part"]: row for row in coded("iv_days_by_baseline", chosen) if row["baseline"] == baseline}
    rows = (row for row in coded("iv_projects", chosen) if row["project"] in stated)
    return tuple(_candidate(row, stated[row["project"]]) for row in rows)


def _candidate(row: dict[str, Any], days: dict[str, Any]) -> Candidate:
    return Candidate(
        row["project"],
        row["name"],
        row["category"],
        row["ground"],
        row["organisation"],
        bool(row["is_mandatory"]),
        _known(row["is_scalable"], False),
        exact(days["requested"]),
        exact(days["allocated"]),
        _days(row["min_days"]),
        _days(row["max_days"]),
        tuple(_listed(row["depends_on"])),
        _known(row["citizens_score"], None, int),
        _known(row["businesses_score"], None, int),
        _known(row["continuity_score"], None, int),
        tuple(map(int, _listed(row["measures"]))),
        tuple(map(int, _listed(row["unlocks"]))),
    )


def _known(value: Any, otherwise: Any, kind: Any = bool) -> Any:
    return otherwise if is_missing(value) else kind(value)


def _days(value: Any) -> Fraction | None:
    return None if is_missing(value) else exact(value)


def _listed(value: Any) -> Iterable[str]:
    return value.split(", ") if isinstance(value, str) and value else ()


def _chosen() -> Selection:
    as_of = filters.reference_date()
    return replace(warehouse().selection(), as_of=as_of, until=as_of)
