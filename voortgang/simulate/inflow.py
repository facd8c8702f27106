"""How many requests arrive on each day, and how long the queue is when the extract begins."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import DAY, Calendar, Dates, holidays, reference_year, weekday, year_share
from voortgang.simulate.draws import stream
from voortgang.simulate.staffing import relative_capacity
from voortgang.simulate.world import World

QUARTER_DAYS = 91


def intensity(days: Dates, world: World) -> NDArray[np.float64]:
    """Expected inflow of each day, relative to the daily mean of the year in which it begins to rise."""
    reference = reference_year(world.inflow_rises_from)
    return _trend(days, world) * _pattern(days, world) / _pattern(reference, world).mean()


def _trend(days: Dates, world: World) -> NDArray[np.float64]:
    start = np.datetime64(world.inflow_rises_from)
    risen_days = np.clip(days - start, 0 * DAY, np.datetime64(world.inflow_rises_until) - start)
    return 1 + world.inflow_rise_per_year * risen_days.astype(float) / 365.25


def _pattern(days: Dates, world: World) -> NDArray[np.float64]:
    week = np.array(world.weekday_weights)[weekday(days)]
    week[np.isin(days, holidays(days))] *= world.holiday_weight
    year = 1 + world.yearly_swing * np.sin(2 * np.pi * year_share(days))
    return week * year * (1 + _recovery_bursts(days, world))


def _recovery_bursts(days: Dates, world: World) -> NDArray[np.float64]:
    """Extra inflow after each recovery run: full in the first week, then fading away."""
    extra = np.zeros(len(days))
    for year in np.unique(days.astype("datetime64[Y]").astype(int) + 1970):
        for week in world.recovery_run_weeks:
            since = (days - np.datetime64(date.fromisocalendar(year, week, 1))).astype(float)
            fading = np.exp(-np.clip(since - 7, 0, None) / world.recovery_run_fades_days)
            extra += np.where(since >= 0, world.recovery_run_burst * fading, 0)
    return extra


def opening_wait_days(since: date, world: World) -> int:
    """How long the oldest request in the queue has waited on `since`, if inflow and capacity are as expected.

    Followed day by day from the moment the inflow begins to rise: until then inflow and capacity are equal.
    """
    if since <= world.inflow_rises_from:
        return world.opening_wait_days
    begin = np.datetime64(world.inflow_rises_from)
    received_on = np.arange(begin - world.opening_wait_days * DAY, np.datetime64(since))
    handled = relative_capacity(np.arange(begin, np.datetime64(since)), world).sum()
    oldest = np.searchsorted(np.cumsum(intensity(received_on, world)), handled)
    return max(1, len(received_on) - int(oldest))


def received_per_day(calendar: Calendar, requests: int, world: World, seed: int) -> NDArray[np.int64]:
    """Requests received on each day, (until + 1,); those from `since` on add up to `requests` exactly."""
    rng = stream(seed, "inflow")
    expected = intensity(calendar.dates(), world)
    expected *= requests / expected[calendar.since :].sum()
    hidden, visible = expected[: calendar.since], expected[calendar.since :]
    return np.concatenate([_quarter_by_quarter(rng, days, world) for days in (hidden, visible)])


def _quarter_by_quarter(rng: np.random.Generator, expected: NDArray[np.float64], world: World) -> NDArray[np.int64]:
    """Random days within quarters whose total is as expected, (n,).

    A queue remembers every request: with fully random days, chance alone would shift the waits of a small world
    by a week, and no seed would show what the measures do.
    """
    noisy = expected * np.exp(world.daily_noise * rng.standard_normal(len(expected)))
    starts = np.arange(0, len(expected), QUARTER_DAYS)
    totals = np.diff(np.rint(np.cumsum(np.add.reduceat(expected, starts))).astype(np.int64), prepend=0)
    quarters = np.split(noisy, starts[1:])
    return np.concatenate([rng.multinomial(total, q / q.sum()) for total, q in zip(totals, quarters, strict=True)])


def requests_per_day(calendar: Calendar, requests: int, world: World) -> float:
    """The size of this world: mean inflow a day before the rise, from which staffing follows."""
    return requests / intensity(calendar.dates()[calendar.since :], world).sum()


def horizon_start(since: date, world: World) -> date:
    """The first day of which requests are still waiting on `since`."""
    return since - timedelta(days=opening_wait_days(since, world))
