"""Days as small numbers: offsets from the first day on which anything happens."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

NEVER = 30_000
"""A day after every horizon (int16). Adding some days to it still gives a day that never comes."""
OFFSETS = 1 << 15
DAY = np.timedelta64(1, "D")

Dates = NDArray[np.datetime64]
"""calendar dates with unit day"""


@dataclass(frozen=True)
class Calendar:
    """The horizon: offset 0 is `first`, `since` and `until` are offsets, both inclusive."""

    first: date
    since: int
    until: int
    next_working: NDArray[np.int16]
    """(32768,) each day, or the first working day after it; NEVER stays NEVER"""

    def dates(self) -> Dates:
        """All dates up to and including `until`, (until + 1,)."""
        return np.datetime64(self.first) + np.arange(self.until + 1) * DAY

    def offset(self, day: date) -> int:
        """The offset of a date; negative before the horizon."""
        return (day - self.first).days

    def monday(self) -> int:
        """The offset of the Monday of the week of `since`; may be negative."""
        since = self.first + timedelta(days=self.since)
        return self.since - since.weekday()


def calendar(first: date, since: date, until: date) -> Calendar:
    """The horizon from the oldest hidden request to the day of delivery."""
    last = (until - first).days
    days = np.datetime64(first) + np.arange(last + 120) * DAY
    following = np.arange(OFFSETS, dtype=np.int16)
    working = np.flatnonzero(is_working(days))
    reached = np.arange(working[-1] + 1)
    following[reached] = working[np.searchsorted(working, reached)]
    return Calendar(first, (since - first).days, last, following)


def is_working(days: Dates) -> NDArray[np.bool_]:
    """Whether people work on each day: Monday to Friday, no holiday."""
    return np.is_busday(days, holidays=holidays(days))


def weekday(days: Dates) -> NDArray[np.intp]:
    """0 = Monday … 6 = Sunday; day zero of numpy, 1 January 1970, was a Thursday."""
    return (days.astype("datetime64[D]").astype(np.intp) + 3) % 7


def month_and_day(days: Dates) -> NDArray[np.intp]:
    """Month and day as one number: 8 July is 708."""
    month = days.astype("datetime64[M]")
    return (month.astype(np.intp) % 12 + 1) * 100 + (days - month).astype(np.intp) + 1


def year_share(days: Dates) -> NDArray[np.float64]:
    """How far in the year each day is, 0 … 1."""
    return (days - days.astype("datetime64[Y]")).astype(float) / 365.25


def holidays(days: Dates) -> Dates:
    """Days in the years of `days` on which no decision is taken."""
    years = days.astype("datetime64[Y]").astype(int) + 1970
    return np.array([day for year in range(years.min(), years.max() + 1) for day in _holidays(year)], "datetime64[D]")


def _holidays(year: int) -> list[date]:
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    fixed = [date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)]
    return fixed + [_easter(year) + timedelta(days=shift) for shift in (-2, 1, 39, 50)]


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian method (valid for every Gregorian year)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * shift) // 451
    month, day = divmod(moon + shift - 7 * late + 114, 31)
    return date(year, month, day + 1)


def reference_year(day: date) -> Dates:
    """All days of the year of `day`."""
    return np.arange(np.datetime64(date(day.year, 1, 1)), np.datetime64(date(day.year + 1, 1, 1)))
