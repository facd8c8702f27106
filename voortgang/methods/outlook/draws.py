"""What may come in and what may be done in the coming weeks, drawn from the weeks since the last change.

Each series of `work_series` is a level that moves (`levels`) with noise. The noise of all series is resampled in the
same blocks of weeks, so that a week in which much came in and little was done stays one week (paired circular block
bootstrap, Politis and Romano 1992); levels and their moves are drawn with all that is unknown about them.

With more than a year of weeks the level of a series is that of the difference with the same week a year before:
seasons, school holidays and yearly mailings come with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.outlook.levels import level_of, noise_of, paths
from voortgang.methods.outlook.work_series import ENOUGH, FULL_WEEK, WorkSeries

Floats = NDArray[np.float64]

YEAR = 52
"""weeks, so that a week lies beside the same ISO week of most years"""


@dataclass(frozen=True)
class Draws:
    """N trials of T weeks, the same for every scenario."""

    received: Floats
    """(N, T, 2) by class"""
    pace: Floats
    """(N, T, 2) regular decisions per unit of work: regular teams, task force"""
    usual: Floats
    """(N, T, 2) units of work when nothing is planned"""
    working_days: Floats
    """(T,)"""
    rows: NDArray[np.intp]
    """(N, T) weeks of the past of which the noise was used"""
    has_season: bool


class _Course(NamedTuple):
    """One series: where it starts from in every week to come (T,), and the series whose level moves (W,)."""

    base: Floats
    moving: Floats


def draw(known: WorkSeries, working_days: Floats, trials: int, rng: np.random.Generator) -> Draws:
    """Draw `trials` courses of the weeks to come, of which `working_days` (T,) are given."""
    weeks = len(working_days)
    courses = {name: _course(rate, known.first, weeks) for name, rate in known.rates.items()}
    levels = {name: level_of(course.moving) for name, course in courses.items()}
    noise = {name: noise_of(course.moving, levels[name]) for name, course in courses.items()}
    rows = _rows(noise.values(), known.first, weeks, trials, rng)
    rates = {"task_force": np.zeros((trials, weeks))}
    for name, (base, _) in courses.items():
        root = base + paths(levels[name], trials, weeks, rng) + np.nan_to_num(noise[name])[rows]
        rates[name] = np.maximum(root, 0) ** 2
    total = rates["received"] * (working_days / FULL_WEEK) ** known.sensitivity
    share = known.fast_share[rows]
    task_force = np.full((trials, weeks), known.task_force_per_day)
    return Draws(
        np.stack([total * (1 - share), total * share], axis=2),
        np.stack([rates["regular"], rates["task_force"]], axis=2),
        np.stack([rates["present"], task_force], axis=2) * working_days[:, None],
        working_days,
        rows,
        bool(courses["received"].base.any()),
    )


def _course(rate: Floats, first: int, weeks: int) -> _Course:
    """With a year behind at least 12 weeks since the last change, the difference with a year ago; else the rate."""
    change = np.full(len(rate), np.nan)
    change[YEAR:] = rate[YEAR:] - rate[:-YEAR]
    ago = len(rate) - YEAR + np.arange(weeks) % YEAR
    if ago[0] < 0 or np.isfinite(change[first:]).sum() < ENOUGH or not np.isfinite(rate[ago]).all():
        return _Course(np.zeros(weeks), rate)
    return _Course(rate[ago], change)


def _rows(noise: Iterable[Floats], first: int, weeks: int, trials: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """(trials, weeks) weeks of the past of which the noise is used: blocks of weeks that every series knows.

    Of all weeks since the last change when those are too few; an unknown noise is then none.
    """
    is_known = np.isfinite(np.stack(list(noise))).all(axis=0)
    known = np.flatnonzero(is_known & (np.arange(is_known.size) >= first))
    if len(known) < ENOUGH:
        known = np.arange(first, is_known.size)
    length = max(len(known) // 3, 2)
    starts = rng.integers(0, len(known), (trials, -(-weeks // length)))
    blocks = (starts[:, :, None] + np.arange(length)) % len(known)
    return known[blocks.reshape(trials, -1)[:, :weeks]]
