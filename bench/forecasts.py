"""Do the bands of the forecast hold what they promise? Looking back in fictional worlds of which the outcome is known.

The worlds differ in seed, season, mailings, rise of inflow, staffing, strength and dates of the task force, and in
whether and when the fast-track rule began. Nothing of the truth reaches the forecast but what a delivery tells.
"""

import random
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench import tables
from voortgang.methods.history import History
from voortgang.methods.outlook.backtest import Look, Score, backtest, scores
from voortgang.methods.outlook.forecast import FIGURES
from voortgang.methods.outlook.known import Terms
from voortgang.simulate import World, simulate

# the twins of the tests read a delivery without a warehouse; the tests are not typed, so they are not imported by name
CALENDAR = import_module("tests.reference.counting").CALENDAR
history_of = import_module("tests.reference.histories").history_of

REQUESTS = 20_000
PROCESSES = 2
TRIALS = 300
HEADER = ["figure", "weeks ahead", "looks", "50%", "80%", "95%", "pinball", "naive", "error", "naive"]
CAPTION = "Share of outcomes within each band. Naive: the last four weeks go on. Error: mean absolute, of the median."


def show_forecasts(worlds: int) -> None:
    """Look back in so many worlds, without a plan for the capacity and with the capacity as it turned out."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        per_world = list(pool.map(looks_in, range(worlds)))
    for is_planned, plan in enumerate(("no plan for the capacity", "the capacity as it turned out was planned")):
        found = [look for of_world in per_world for look in of_world[is_planned]]
        title = f"Forecasts in {worlds} worlds of {REQUESTS:,} requests, {plan}"
        tables.show(title, HEADER, [_row(score) for score in scores(found)], CAPTION)


def looks_in(number: int) -> tuple[list[Look], list[Look]]:
    """Of one world, without and with a plan."""
    world, since, until = world_of(number)
    with TemporaryDirectory() as folder:
        delivery = Path(folder) / "delivery"
        simulate(REQUESTS, number, since, until, delivery, world=world)
        history = history_of(delivery)
    terms = Terms(changes=changes_in(world), trials=TRIALS, working_days=working_days(history, 26))
    unplanned, planned = (backtest(history, terms, is_planned=each, figures=FIGURES) for each in (False, True))
    return unplanned, planned


def world_of(number: int) -> tuple[World, date, date]:
    """A world, and the first and last day of its delivery."""
    chance = random.Random(number)
    since = date(2022, 1, 3) + timedelta(days=chance.randrange(730))
    until = since + timedelta(days=chance.choice([550, 730, 910]))
    start = since + timedelta(days=chance.randrange(200, 480))
    world = World(
        inflow_rises_from=since - timedelta(days=chance.randrange(100)),
        inflow_rises_until=until,
        inflow_rise_per_year=chance.choice([0.0, 0.05, 0.09, 0.15]),
        yearly_swing=chance.choice([0.0, 0.03, 0.06, 0.1]),
        recovery_run_weeks=tuple(sorted(chance.sample(range(2, 50), 3))),
        staffing=chance.choice([0.97, 1.0, 1.03]),
        fast_track_since=chance.choice([None, start, start + timedelta(days=35)]),
        task_force_since=start,
        task_force_until=start + timedelta(days=chance.choice([180, 270, 900])),
        task_force_share=chance.choice([0.0, 0.07, 0.13, 0.2, 0.3]),
    )
    return world, since, until


def changes_in(world: World) -> tuple[date, ...]:
    """The days on which the work changed, as the organisation itself knows them."""
    task_force = (world.task_force_since, world.task_force_until) if world.task_force_share else ()
    return (*task_force, *([world.fast_track_since] if world.fast_track_since else []))


def working_days(history: History, coming: int) -> tuple[float, ...]:
    """Of the weeks of the history and so many after it."""
    mondays = history.weeks_on[0] + np.timedelta64(7, "D") * np.arange(history.weeks + coming)
    weeks = ([monday + timedelta(days=step) for step in range(5)] for monday in mondays.astype(object))
    return tuple(float(sum(CALENDAR.is_working(day) for day in week)) for week in weeks)


def _row(score: Score) -> list[str]:
    losses = (score.pinball, score.naive_pinball, score.error, score.naive_error)
    return [
        score.figure,
        "all" if score.weeks_ahead is None else str(score.weeks_ahead),
        str(score.looks),
        *(f"{100 * held:.0f}%" for held in score.coverage.values()),
        *(f"{loss:.2f}" for loss in losses),
    ]
