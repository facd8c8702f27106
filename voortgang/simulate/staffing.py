"""Who is there to handle requests: per day in decisions, per week and team in FTE."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import DAY, Calendar, Dates, is_working, month_and_day, reference_year, year_share
from voortgang.simulate.draws import stream
from voortgang.simulate.world import World, names

TASK_FORCE = "taskforce"


@dataclass(frozen=True)
class WeekStaff:
    """The extract "capacity": one entry per week and team, weeks in order."""

    week: NDArray[np.int64]
    """Monday, offset in days"""
    team: NDArray[np.str_]
    planned_fte: NDArray[np.float64]
    present_fte: NDArray[np.float64]


@dataclass(frozen=True)
class Staff:
    """Decisions that can be taken on each day, (until + 1,), and the weekly table behind them."""

    regular: NDArray[np.float64]
    task_force: NDArray[np.float64]
    weeks: WeekStaff


def presence(days: Dates, world: World) -> NDArray[np.float64]:
    """Expected share of planned staff that is present on each day, after sick leave and holiday leave."""
    sick = world.sick_share + world.sick_swing * np.cos(2 * np.pi * year_share(days))
    today = month_and_day(days)
    summer = (today >= world.summer_leave_from) & (today <= world.summer_leave_until)
    year_end = (today >= world.year_end_leave_from) | (today <= world.year_end_leave_until)
    return 1 - sick - world.summer_leave_share * summer - world.year_end_leave_share * year_end


def relative_capacity(days: Dates, world: World) -> NDArray[np.float64]:
    """Expected capacity of each day, relative to the mean inflow before its rise, (n,)."""
    present = presence(days, world) * is_working(days)
    regular = world.staffing / _present_per_day(world)
    return present * (regular + regular * world.task_force_share * _learned(days, world))


def _present_per_day(world: World) -> float:
    """Mean share of planned staff at work, over all calendar days of the reference year."""
    days = reference_year(world.inflow_rises_from)
    return float((presence(days, world) * is_working(days)).mean())


def _learned(days: Dates, world: World) -> NDArray[np.float64]:
    """Productivity of the task force on each day relative to regular staff: 0 outside its time, rising at first."""
    served = (days - np.datetime64(world.task_force_since)).astype(float)
    learning = np.clip((served + 1) / max(world.task_force_learning_days, 1), 0, 1)
    return np.where(_task_force_days(days, world), world.task_force_productivity * learning, 0)


def _task_force_days(days: Dates, world: World) -> NDArray[np.bool_]:
    return (days >= np.datetime64(world.task_force_since)) & (days <= np.datetime64(world.task_force_until))


def staff(calendar: Calendar, requests_per_day: float, world: World, seed: int) -> Staff:
    """Staff that could just handle the inflow before its rise, plus the task force in its time."""
    fte = world.staffing * requests_per_day * world.effort_per_request
    fte /= world.decisions_per_fte_day * _present_per_day(world)
    teams = [*names(world.team_shares), TASK_FORCE]
    shares = np.array([*(share for _, share in world.team_shares), world.task_force_share])
    mondays = np.arange(calendar.monday(), calendar.until + 1, 7)
    noise = world.sick_noise * stream(seed, "sick leave").standard_normal((len(teams), len(mondays)))
    week = (np.arange(calendar.until + 1) - mondays[0]) // 7
    days = calendar.dates()
    present = np.clip(presence(days, world) + noise[:, np.maximum(week, 0)], 0, 1)
    decisions = fte * world.decisions_per_fte_day * shares[:, None] * present * is_working(days)
    return Staff(
        decisions[:-1].sum(axis=0),
        decisions[-1] * _learned(days, world),
        _week_table(calendar, mondays, teams, fte * shares, noise, world),
    )


def _week_table(
    calendar: Calendar,
    mondays: NDArray[np.int64],
    teams: list[str],
    fte: NDArray[np.float64],
    noise: NDArray[np.float64],
    world: World,
) -> WeekStaff:
    """Planned and present FTE on the working days of each week; the task force only while it exists."""
    days = np.datetime64(calendar.first) + (mondays[:, None] + np.arange(5)) * DAY
    present = np.clip(presence(days, world).mean(axis=1) + noise, 0, 1)
    active = np.ones_like(noise)
    active[-1] = _task_force_days(days, world).mean(axis=1)
    planned = (fte[:, None] * active).T.ravel()
    shown = planned > 0
    return WeekStaff(
        np.repeat(mondays, len(teams))[shown],
        np.tile(np.array(teams), len(mondays))[shown],
        planned[shown].round(2),
        (planned * present.T.ravel())[shown].round(2),
    )
