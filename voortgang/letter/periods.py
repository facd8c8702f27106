"""The half years that letters are about; which months begin one is a choice, kept with the reference data."""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from voortgang.dutch import half_year, listing, month
from voortgang.errors import VoortgangError
from voortgang.register.texts import day
from voortgang.settings import REFERENCE

FIRST_MONTHS = REFERENCE / "letter_periods.csv"
TYPED = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\.\.(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days that a letter is about, both included."""

    since: date
    until: date

    @property
    def name(self) -> str:
        """mei – oktober 2025."""
        return half_year(self.since)

    @property
    def letter_month(self) -> str:
        """The month in which the letter is due, just after the period: 2025-11."""
        return f"{self.until + DAY:%Y-%m}"

    @property
    def before(self) -> "Period":
        """The period just before this one."""
        return ending_on(self.since - DAY)


def period_of(text: str) -> Period:
    """From "2025-05..2025-10"; raises VoortgangError when that is no letter period."""
    found = TYPED.fullmatch(text.strip())
    if found is None:
        raise VoortgangError(
            f"'{text}' is geen periode. Schrijf de eerste en de laatste maand, zoals 2025-05..2025-10."
        )
    first = day(date(max(int(found[1]), 1), int(found[2]), 1), "De eerste maand")
    day(date(max(int(found[3]), 1), int(found[4]), 1), "De laatste maand")
    last = _month_after(date(int(found[3]), int(found[4]), 1)) - DAY
    period = ending_on(last)
    if period.since != first:
        raise _no_period(f"De periode {month(first)} tot en met {month(last)} is geen briefperiode.")
    return period


def ending_on(last: date) -> Period:
    """The letter period of which this is the last day; raises VoortgangError when there is none."""
    months = first_months()
    day(last, "De laatste dag")
    if last + DAY != (last + DAY).replace(day=1) or (last + DAY).month not in months:
        raise _no_period(f"Op {last.day}/{last.month}/{last.year} eindigt geen briefperiode.")
    first = last.replace(day=1)
    while first.month not in months:
        first = (first - DAY).replace(day=1)
    return Period(first, last)


def last_ended(on: date) -> Period:
    """The letter period that was over on a day, the day itself included."""
    last = _month_after(day(on, "De peildatum")) - DAY
    while last > on or _month_after(last).month not in first_months():
        last = last.replace(day=1) - DAY
    return ending_on(last)


@cache
def first_months() -> tuple[int, ...]:
    """The months with which a period begins, in order."""
    with FIRST_MONTHS.open(encoding="utf-8", newline="") as lines:
        return tuple(sorted(int(row["first_month"]) for row in csv.DictReader(lines)))


def _month_after(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1)


def _no_period(what: str) -> VoortgangError:
    names = listing([_name(number) for number in first_months()])
    return VoortgangError(f"{what} Een briefperiode begint in {names} en loopt tot de volgende.")


def _name(number: int) -> str:
    return month(date(2000, number, 1)).split()[0]
