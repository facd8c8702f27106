"""Dutch notation, in one place: numbers, money, dates, plurals. Rounding happens here, half up, once."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Integral, Rational
from typing import Any, SupportsFloat
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LOCALE = "nl"
MISSING = "–"
DAYS_PER_WEEK = 7
HERE = ZoneInfo("Europe/Amsterdam")
"""where a day begins and ends"""

Number = int | float | Decimal | Fraction | Rational | SupportsFloat


def is_missing(value: Any) -> bool:
    """True for None and for every kind of "no value" that pandas and numpy know, without importing them."""
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
    )


def exact(value: Number) -> Fraction:
    """The number as people read it: 0.285 is 285/1000, not the nearest binary fraction just below it."""
    if isinstance(value, Fraction | Decimal):
        return Fraction(value)
    if isinstance(value, Integral):
        return Fraction(int(value))
    return Fraction(repr(float(value)))


def half_up(value: Number, digits: int = 0) -> Decimal:
    """Round half up (2,5 → 3; −2,5 → −3), exactly."""
    scaled = exact(value) * 10**digits
    rounded = int(abs(scaled) + Fraction(1, 2))
    return Decimal(-rounded if scaled < 0 else rounded).scaleb(-digits)


def number(value: Number | None) -> str:
    """A whole number: 1.000."""
    return decimal(value, 0)


def decimal(value: Number | None, digits: int = 1) -> str:
    """A number with a fixed number of decimals: 83,6."""
    if value is None or is_missing(value):
        return MISSING
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(half_up(value, digits), format=pattern, locale=LOCALE)


def percent(share: Number | None, digits: int = 0) -> str:
    """A share 0–1 as a percentage: 0.625 → 63%."""
    return MISSING if share is None or is_missing(share) else decimal(exact(share) * 100, digits) + "%"


def share_text(numerator: int | None, denominator: int | None, digits: int = 0) -> str:
    """A percentage straight from its two counts, so that it is rounded once and exactly."""
    if numerator is None or is_missing(numerator) or is_missing(denominator) or not denominator:
        return MISSING
    return percent(Fraction(int(numerator), int(denominator)), digits)


def euro(amount: Number | None) -> str:
    """Money: € 200 when whole, € 1.308,45 otherwise."""
    if amount is None or is_missing(amount):
        return MISSING
    return "€ " + decimal(amount, 0 if exact(amount).denominator == 1 else 2)


def date_long(day: date | None) -> str:
    """21 mei 2025."""
    return _date(day, "d MMMM y")


def date_short(day: date | None) -> str:
    """21/05/2025."""
    return _date(day, "dd/MM/y")


def month(day: date | None) -> str:
    """mei 2025."""
    return _date(day, "MMMM y")


def month_short(day: date | None) -> str:
    """mrt: for the ticks of an axis."""
    return _date(day, "MMM").rstrip(".")


def week_label(day: date | None) -> str:
    """week 21, 2025: the ISO week and the year that it belongs to."""
    if day is None or is_missing(day):
        return MISSING
    year, week, _ = day.isocalendar()
    return f"week {week}, {year}"


def tertaal(first_on: date | None) -> str:
    """1e tertaal 2025: the third of a year that begins on `first_on`."""
    return MISSING if first_on is None or is_missing(first_on) else f"{_third(first_on)} tertaal {first_on.year}"


def half_year(first_on: date | None) -> str:
    """november 2024 – april 2025: the six months that begin on `first_on`."""
    if first_on is None or is_missing(first_on):
        return MISSING
    last_on = _months_later(first_on, 5)
    return f"{_date(first_on, 'MMMM' if last_on.year == first_on.year else 'MMMM y')} – {month(last_on)}"


def period(first_on: date | None, length: str) -> str:
    """The name of the day, week, month, third or half of a year that begins on `first_on`.

    `all` is the whole period that was chosen.
    """
    if length == "all":
        return "de hele periode"
    names = {"month": month, "week": week_label, "tertaal": tertaal, "letter": half_year}
    return names.get(length, date_long)(first_on)


def period_short(first_on: date, length: str) -> tuple[str, int]:
    """The same for the ticks of an axis, and the year that it belongs to: mei, wk 21, 1e t. or nov–apr."""
    if length == "week":
        year, week, _ = first_on.isocalendar()
        return f"wk {week}", year
    names = {
        "tertaal": lambda: f"{_third(first_on)} t.",
        "letter": lambda: f"{month_short(first_on)}–{month_short(_months_later(first_on, 5))}",
        "day": lambda: _date(first_on, "d MMM").rstrip("."),
        "all": lambda: "alles",
    }
    return names.get(length, lambda: month_short(first_on))(), first_on.year


def moment(instant: datetime | None) -> str:
    """21 mei 2025 om 14:30, in the time zone of the argument."""
    return MISSING if is_missing(instant) else format_datetime(instant, "d MMMM y 'om' HH:mm", locale=LOCALE)


def weeks_from_days(days: Number | None, digits: int = 0) -> Decimal | None:
    """Days as weeks, rounded half up."""
    return None if days is None or is_missing(days) else half_up(exact(days) / DAYS_PER_WEEK, digits)


def plural(count: int, one: str, many: str) -> str:
    """1 verzoek, 2.314 verzoeken."""
    return f"{number(count)} {one if count == 1 else many}"


def listing(words: list[str]) -> str:
    """post, portaal en telefoon."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _date(day: date | None, pattern: str) -> str:
    return MISSING if day is None or is_missing(day) else _formatted(day, pattern)


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str) -> str:
    # a page writes the same few dates dozens of times
    return format_date(day, pattern, locale=LOCALE)


def _third(day: date) -> str:
    return f"{(day.month - 1) // 4 + 1}e"


def _months_later(day: date, months: int) -> date:
    years, month0 = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month0 + 1, 1)
