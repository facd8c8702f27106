"""Fictional IV days: what each project asks and gets in the begroting and the herijkingen, and what is worked."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import numpy as np

from voortgang.settings import REFERENCE
from voortgang.simulate.draws import stream
from voortgang.simulate.portfolio import MAINTENANCE, PROJECTS, Project

FIRST_YEAR = 2025
"""the year that the letter tells something about"""
BASELINES = ("begroting", "herijking_1", "herijking_2", "herijking_3")
SET_ON = ((-1, 12, 16), (0, 3, 24), (0, 6, 23), (0, 10, 6))
"""year relative to that of the days, month and day"""
CAPACITY = (1.0, 1.0, 0.97, 0.985)
RECOVERY_GROWTH = (1.0, 1.0, 1.12, 1.18)
"""the hersteloperatie asks more as the year goes on"""
CHANGES = 0.35
"""share of the other projects that ask for another number of days in a herijking"""
SEASON = (1.05, 1.0, 1.1, 1.0, 0.95, 1.05, 0.75, 0.7, 1.1, 1.15, 1.15, 1.0)


@dataclass(frozen=True)
class Allocation:
    """What one project asked and got in one baseline of one year."""

    project: Project
    year: int
    baseline: int
    requested: int
    allocated: int
    reason: str | None


@cache
def assumptions() -> dict[str, str]:
    """What the letter leaves open, as chosen in data/reference/iv_assumptions.csv."""
    with (REFERENCE / "iv_assumptions.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["value"] for row in csv.DictReader(file)}


def years(until: date) -> range:
    """The years with a baseline by `until`; the begroting of a year is set in the December before."""
    first = min(FIRST_YEAR, until.year)
    return range(first, until.year + 1 + (set_on(until.year + 1, 0) <= until))


def set_on(year: int, baseline: int) -> date:
    """The day on which a baseline of a year was set."""
    shift, month, day = SET_ON[baseline]
    return date(year + shift, month, day)


def known_baselines(year: int, until: date) -> list[int]:
    """Positions in BASELINES of what was set by `until`."""
    return [place for place in range(len(BASELINES)) if set_on(year, place) <= until]


def capacity(baseline: int) -> int:
    """Days of the chain; the assumptions say whether maintenance is inside the days that the letter names."""
    chosen = assumptions()
    days = float(chosen["chain_days"])
    if chosen["maintenance_within_chain_days"] != "ja":
        days /= 1 - float(chosen["maintenance_share"])
    return round(days * CAPACITY[baseline])


def allocations(year: int, until: date, seed: int) -> list[Allocation]:
    """Every baseline of a year that was set by `until`, each with every project."""
    rng = stream(seed, f"iv requests {year}")
    drawn = [rng.normal(1, 0.06, len(PROJECTS)), rng.random((len(BASELINES), len(PROJECTS)))]
    drift = rng.normal(1, 0.15, (len(BASELINES), len(PROJECTS)))
    found: list[Allocation] = []
    before: dict[str, Allocation] = {}
    for baseline in known_baselines(year, until):
        requests = _requests(baseline, before, drawn[0], drawn[1][baseline] < CHANGES, drift[baseline])
        granted = _divide(requests, capacity(baseline))
        now = [Allocation(each, year, baseline, requests[each.code], granted[each.code], None) for each in PROJECTS]
        found += [_with_reason(each, before.get(each.project.code)) for each in now]
        before = {each.project.code: each for each in now}
    return found


def _requests(
    baseline: int, before: dict[str, Allocation], first: np.ndarray, changes: np.ndarray, drift: np.ndarray
) -> dict[str, int]:
    """Days that each project asks: maintenance and recovery what the assumptions say, others now and then otherwise."""
    asked = {}
    for place, project in enumerate(PROJECTS):
        days = project.days * _scale(project)
        if project.is_recovery:
            days *= RECOVERY_GROWTH[baseline]
        elif project.category != MAINTENANCE:
            days *= first[place]
            if before:
                days = before[project.code].requested * (drift[place] if changes[place] else 1)
            days = min(max(days, project.min_days), project.max_days)
        asked[project.code] = max(1, round(days))
    return asked


def _scale(project: Project) -> float:
    """From the days in the list to those of the assumptions, for the kind of work of this project."""
    chosen = assumptions()
    days, share = float(chosen["chain_days"]), float(chosen["maintenance_share"])
    if project.category == MAINTENANCE:
        return share * capacity(0) / _listed(MAINTENANCE)
    if project.is_recovery:
        return float(chosen["recovery_share"]) * days / sum(each.days for each in PROJECTS if each.is_recovery)
    return days / 1000


def _listed(category: str) -> float:
    return sum(each.days for each in PROJECTS if each.category == category)


def _divide(requests: dict[str, int], days: int) -> dict[str, int]:
    """Maintenance, the hersteloperatie and what is owed first, then the toetsingskader; higher scores first."""
    granted, left = {}, days
    for project in sorted(PROJECTS, key=_rank):
        asked = requests[project.code]
        least = min(asked, project.min_days) if project.is_scalable else asked
        given = min(asked, left) if left >= least else 0
        granted[project.code] = given
        left -= given
    return granted


def _rank(project: Project) -> tuple[bool, bool, bool, str, int]:
    return (
        project.category != MAINTENANCE,
        not project.is_recovery,
        not project.is_mandatory,
        project.ground or "",
        -sum(project.scores),
    )


def _with_reason(now: Allocation, before: Allocation | None) -> Allocation:
    if before is None or now.allocated == before.allocated:
        return now
    return Allocation(now.project, now.year, now.baseline, now.requested, now.allocated, _reason(now, before))


def _reason(now: Allocation, before: Allocation) -> str:
    has_more, has_all = now.allocated > before.allocated, now.allocated == now.requested
    if has_more and has_all and now.requested > before.requested:
        return "wettelijke_plicht" if now.project.is_mandatory else "uitloop"
    if has_more:
        return "meer_capaciteit" if capacity(now.baseline) > capacity(before.baseline) else "andere_reden"
    if has_all:
        return "minder_nodig"
    return "minder_capaciteit" if capacity(now.baseline) < capacity(before.baseline) else "voorrang"


def realised(year: int, until: date, seed: int) -> Iterator[tuple[Project, date, float]]:
    """Days worked per project and whole month, at a pace of its own, in quarters of a day."""
    pace = np.clip(stream(seed, f"iv pace {year}").normal(0.96, 0.09, len(PROJECTS)), 0.6, 1.2)
    noise = stream(seed, f"iv months {year}").normal(1, 0.08, (12, len(PROJECTS)))
    given = {(each.project.code, each.baseline): each.allocated for each in allocations(year, until, seed)}
    for month_on, next_on in pairwise(date(year + month // 12, month % 12 + 1, 1) for month in range(13)):
        if next_on - timedelta(days=1) > until:
            return
        in_force = max(place for place in known_baselines(year, until) if set_on(year, place) < next_on)
        month = month_on.month - 1
        for place, project in enumerate(PROJECTS):
            days = given[project.code, in_force] / 12 * SEASON[month] * pace[place] * noise[month, place]
            if rounded := round(days * 4) / 4:
                yield project, month_on, rounded
