"""Is the truth within the intervals of what the measures saved? Fictional worlds, of which the truth is known.

The worlds differ in seed, strength of the task force (from none), rise of the inflow (none, slow, or starting with the
task force) and day of delivery (at work, just after the end in the week of Christmas, or months later). Nothing of the
truth reaches the method but what a delivery tells.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from bench import tables
from voortgang.methods.queue.counterfactual import Counterfactual, counterfactual
from voortgang.methods.queue.paired import Without
from voortgang.methods.queue.work_rate import work_rate
from voortgang.simulate import World, simulate

# the twins of the tests read a delivery without a warehouse; the tests are not typed, so they are not imported by name
CALENDAR = import_module("tests.reference.counting").CALENDAR
history_of = import_module("tests.reference.histories").history_of

REQUESTS = 20_000
PROCESSES = 2
SINCE = date(2024, 1, 1)
TASK_FORCE_SINCE = World().task_force_since
STRENGTHS = (0.0, 0.05, 0.13, 0.25)
RISES = {
    "none": World(inflow_rise_per_year=0.0),
    "slow": World(),
    "sudden": World(inflow_rises_from=TASK_FORCE_SINCE, inflow_rise_per_year=0.3),
}
DELIVERIES = (date(2025, 9, 28), date(2025, 11, 16), date(2025, 12, 31), date(2026, 3, 29))
FIRST_SEED = 5_000
"""worlds that nobody looked at while the method was made"""
HEADER = ["task force, rise", "worlds", "saved", "bias", "bias %", "95% holds", "80% holds", "width", '"effect"']
CAPTION = (
    "Saved stock at the end of the last whole week, in requests: mean of the truth, and of estimate minus truth. "
    "Holds: share of worlds with the truth within the interval. Width of the 95% interval. "
    '"Effect": the 95% interval leaves out zero.'
)


class Case(NamedTuple):
    """One world; the seed makes everything else of it random."""

    seed: int
    strength: float
    rise: str
    delivered_on: date


@dataclass(frozen=True)
class Outcome:
    """What the method said of a world, and the truth: requests saved by the end of the last whole week."""

    case: Case
    truth: float
    estimate: float
    interval80: tuple[float, float]
    interval95: tuple[float, float]
    has_effect: bool


def show_effects(worlds: int) -> None:
    """Tables for the task force and for the fast-track rule over so many worlds."""
    found = list(outcomes(cases(worlds)))
    for number, title in enumerate(("the task force", "the fast-track rule")):
        rows = _rows([pair[number] for pair in found])
        tables.show(f"Saved stock by {title} in {worlds} worlds of {REQUESTS:,} requests", HEADER, rows, CAPTION)


def cases(worlds: int) -> list[Case]:
    """So many different worlds, every strength, rise and delivery equally often where the number allows."""
    grid = [(strength, rise, day) for day in DELIVERIES for rise in RISES for strength in STRENGTHS]
    return [Case(FIRST_SEED + number, *grid[number % len(grid)]) for number in range(worlds)]


def outcomes(asked: Iterable[Case]) -> Iterator[tuple[Outcome, Outcome]]:
    """Per world what is said of the task force and of the rule."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        yield from pool.map(outcome, asked)


def outcome(case: Case) -> tuple[Outcome, Outcome]:
    """Simulate one world and judge both measures."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        world = replace(RISES[case.rise], task_force_share=case.strength)
        simulate(REQUESTS, case.seed, SINCE, case.delivered_on, home, world=world)
        history = history_of(home)
        truth = json.loads((home / "truth.json").read_text(encoding="utf-8"))["scenarios"]
    rate = work_rate(history)
    judged: list[Outcome] = []
    measures: tuple[Without, Without] = ("task_force", "fast_track")
    for without in measures:
        stock = {name: truth[name]["stock"][history.weeks - 1] for name in ("actual", f"without_{without}")}
        saved = stock[f"without_{without}"] - stock["actual"]
        judged.append(_judged(case, saved, counterfactual(history, without, rate)))
    return judged[0], judged[1]


def _judged(case: Case, truth: float, found: Counterfactual | None) -> Outcome:
    if found is None:
        return Outcome(case, truth, 0.0, (0.0, 0.0), (0.0, 0.0), has_effect=False)
    middle, low80, high80, low95, high95 = (float(limit[-1]) for limit in found.saved_stock)
    return Outcome(case, truth, middle, (low80, high80), (low95, high95), found.has_effect)


def _rows(found: Sequence[Outcome]) -> Iterator[list[str]]:
    for strength in STRENGTHS:
        for rise in RISES:
            group = [each for each in found if each.case[1:3] == (strength, rise)]
            if group:
                yield [f"{strength:.0%}, {rise}", *summary(group)]
    active = [each for each in found if each.case.strength]
    yield ["all with a task force", *summary(active or found)]


def summary(found: Sequence[Outcome]) -> list[str]:
    """Numbers under the header, over at least one world."""
    truth = np.array([each.truth for each in found])
    error = np.array([each.estimate for each in found]) - truth
    relative = f"{error.sum() / truth.sum():.1%}" if truth.sum() else "-"
    width = np.mean([each.interval95[1] - each.interval95[0] for each in found])
    said = np.mean([each.has_effect for each in found])
    coverage = [f"{share:.1%}" for share in (held(found, "interval95"), held(found, "interval80"))]
    return [
        str(len(found)),
        f"{truth.mean():,.0f}",
        f"{error.mean():,.1f}",
        relative,
        *coverage,
        f"{width:,.0f}",
        f"{said:.0%}",
    ]


def held(found: Sequence[Outcome], interval: str) -> float:
    """The share of worlds with the truth within the interval."""
    return float(np.mean([getattr(each, interval)[0] <= each.truth <= getattr(each, interval)[1] for each in found]))
