"""How fast, and how good, is the choice of projects? Against greedy by value per day, and exhaustive search on few.

The problems are drawn: days per quarter, values that go with them, a third of the projects scalable, some that need
another, and half of all that is asked in each quarter.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from bench import tables
from voortgang.methods.portfolio import Problem, Project, needed_by, solve
from voortgang.methods.portfolio.problem import NOTHING
from voortgang.methods.portfolio.solve import fits

QUARTERS = tuple(f"K{number}" for number in range(1, 5))
FEW, USUAL, MANY = 12, 60, 300
HEADER = ["problem", "ours ms", "slowest ms", "other ms", "other finds", "proven"]
CAPTION = "Medians; 'other finds' is its mean value against ours. Greedy: most value per day first, whole projects."


def show_portfolio(rounds: int) -> None:
    """Time and value of every kind of problem, over so many drawn problems of each."""
    solve(drawn(FEW, rounds))  # imports scipy
    rows = [
        _row(f"{FEW} whole projects, against every portfolio", _drawn(FEW, rounds, is_whole=True), _exhaustive),
        _row(f"{USUAL} projects x 4 quarters", _drawn(USUAL, rounds), _greedy),
        _row(f"{USUAL} projects x 4 quarters, a pin moved", map(_pinned, _drawn(USUAL, rounds)), _greedy),
        _row(f"{MANY} projects x 4 quarters", _drawn(MANY, rounds), _greedy),
    ]
    tables.show(f"Choosing a portfolio, {rounds} problems of each kind", HEADER, rows, CAPTION)


def _drawn(count: int, rounds: int, *, is_whole: bool = False) -> Iterator[Problem]:
    for seed in range(rounds):
        yield drawn(count, seed, is_whole=is_whole)


def drawn(count: int, seed: int, *, is_whole: bool = False) -> Problem:
    """One problem of so many projects; the same for the same seed."""
    chance = random.Random(f"{count} {seed}")
    projects = []
    for at in range(count):
        days = {quarter: Fraction(chance.randint(0, 160), 4) for quarter in QUARTERS}
        needs = (str(chance.randrange(at)),) if at and chance.random() < 0.2 else ()
        is_scalable = not is_whole and chance.random() < 1 / 3
        value = sum(days.values(), NOTHING) * Fraction(chance.randint(20, 100), 100)
        projects.append(Project(str(at), value, days, is_scalable=is_scalable, depends_on=needs))
    capacity = {quarter: sum((each.days[quarter] for each in projects), NOTHING) / 2 for quarter in QUARTERS}
    return Problem(tuple(projects), capacity)


def _pinned(problem: Problem) -> Problem:
    """The first project that was out is wanted in."""
    chosen = solve(problem).shares
    out = next(each.id for each in problem.projects if each.id not in chosen)
    return replace(problem, pinned_in=frozenset({out}))


def _row(name: str, problems: Iterator[Problem], other: Callable[[Problem], Fraction]) -> list[str]:
    ours, others, found, proven = [], [], [], 0
    for problem in problems:
        started = time.perf_counter()
        choice = solve(problem)
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        found.append(float(other(problem) / choice.value))
        others.append(time.perf_counter() - started)
        proven += choice.is_optimal
    times = [1000 * each for each in (statistics.median(ours), max(ours), statistics.median(others))]
    return [name, *(f"{each:.1f}" for each in times), f"{statistics.mean(found):.2%}", f"{proven}/{len(ours)}"]


def _greedy(problem: Problem) -> Fraction:
    """Wanted projects first, then most value per day, each with what it needs, as far as it fits."""
    projects = problem.by_id
    order = sorted(projects.values(), key=lambda each: (each.id not in problem.pinned_in, -_density(each)))
    inside: dict[str, Fraction] = {}
    for each in order:
        wider = inside | dict.fromkeys(needed_by(projects, each.id), Fraction(1))
        inside = wider if fits(problem, wider) else inside
    return sum((projects[id_].value for id_ in inside), NOTHING)


def _density(project: Project) -> Fraction:
    return project.value / project.asked if project.asked else NOTHING


def _exhaustive(problem: Problem) -> Fraction:
    """The best of every portfolio that there is."""
    projects, best = problem.by_id, NOTHING
    for size in range(len(projects) + 1):
        for inside in combinations(projects, size):
            value = sum((projects[id_].value for id_ in inside), NOTHING)
            if value > best and all(set(projects[id_].depends_on) <= set(inside) for id_ in inside):
                best = value if fits(problem, dict.fromkeys(inside, Fraction(1))) else best
    return best
