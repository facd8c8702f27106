"""A series per week or month, checked before anything is estimated from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError

Floats = NDArray[np.float64]
Step = Literal["week", "month"]


@dataclass(frozen=True)
class Series:
    """T periods without gaps, oldest first.

    `starts_on` (T,) the first day of each; `values` (T,) a count or a mean; `exposure` (T,) what a count is in
    proportion to, such as inhabitants or working days; `holidays` (T,) the number of holidays in each.
    """

    starts_on: tuple[date, ...]
    step: Step
    values: Floats
    exposure: Floats | None = None
    holidays: Floats | None = None

    @property
    def length(self) -> int:
        """The number of periods."""
        return len(self.starts_on)

    def until(self, stop: int) -> "Series":
        """The first `stop` periods."""
        rest = (None if each is None else each[:stop] for each in (self.exposure, self.holidays))
        return Series(self.starts_on[:stop], self.step, self.values[:stop], *rest)


def as_series(
    days: Sequence[date],
    values: Sequence[float],
    exposure: Sequence[float] | None = None,
    holidays: Sequence[float] | None = None,
) -> Series:
    """A series in order of time, per week or per month, whichever the first days of the periods show.

    Raises VoortgangError for fewer than two periods, a day that occurs twice, a gap, days that are neither a week nor
    a month apart, a value that is no number, and columns of different lengths.
    """
    columns = [values, *(column for column in (exposure, holidays) if column is not None)]
    if any(len(column) != len(days) for column in columns):
        raise VoortgangError("De kolommen van de reeks zijn niet even lang. Geef elke datum één waarde.")
    order = sorted(range(len(days)), key=lambda row: days[row])
    ordered = tuple(days[row] for row in order)
    step = _step(ordered)
    sorted_columns = [None if c is None else np.asarray(c, dtype=float)[order] for c in (values, exposure, holidays)]
    for column in sorted_columns:
        _refuse_no_number(column, ordered)
    found, *rest = sorted_columns
    assert found is not None
    return Series(ordered, step, found, *rest)


def shown(day: date) -> str:
    """21-05-2025, for a message."""
    return f"{day:%d-%m-%Y}"


def told(value: float) -> str:
    """1234,5: a number for a message, as it was given."""
    return f"{value:.10g}".replace(".", ",")


def refuse_counts(series: Series) -> None:
    """Raise VoortgangError unless all values are whole numbers of 0 or more and every exposure is above 0."""
    for day, value in zip(series.starts_on, series.values, strict=True):
        if value < 0 or value != int(value):
            raise VoortgangError(
                f"De waarde {told(value)} op {shown(day)} is geen aantal. Aantallen zijn geheel en 0 of meer; "
                "kies anders een gemiddelde (mean)."
            )
    for day, base in zip(series.starts_on, series.exposure if series.exposure is not None else (), strict=False):
        if base <= 0:
            raise VoortgangError(
                f"De noemer {told(base)} op {shown(day)} is niet groter dan 0. Verbeter die of laat de periode weg."
            )


def refuse_flat(series: Series) -> None:
    """Raise VoortgangError for a series of zeros only or of one and the same value: there is nothing to estimate."""
    if not series.values.any():
        raise VoortgangError("De reeks bevat alleen nullen. Er is niets te schatten; kies een andere kolom of periode.")
    if np.ptp(series.values) == 0:
        raise VoortgangError(
            f"Alle waarden zijn gelijk aan {told(series.values[0])}. Zonder schommeling is de onzekerheid niet te "
            "schatten; kies een andere kolom of periode."
        )


def _step(days: tuple[date, ...]) -> Step:
    if len(days) < 2:
        raise VoortgangError("De reeks heeft minder dan twee perioden. Lever een langere reeks.")
    for before, after in pairwise(days):
        if before == after:
            raise VoortgangError(f"De datum {shown(after)} komt twee keer voor. Lever één rij per periode.")
    if len({day.day for day in days}) == 1 or all(_is_last_of_month(day) for day in days):
        _refuse_gap(days, [_month_number(day) for day in days], "maand")
        return "month"
    for before, after in pairwise(days):
        if (after - before).days % 7:
            raise VoortgangError(
                f"Tussen {shown(before)} en {shown(after)} ligt geen heel aantal weken, en per maand is de reeks ook "
                "niet. Lever per week of per maand één rij, steeds met de eerste dag ervan."
            )
    _refuse_gap(days, [(day - days[0]).days // 7 for day in days], "week")
    return "week"


def _refuse_gap(days: tuple[date, ...], numbers: list[int], word: str) -> None:
    for (before, after), (earlier, later) in zip(pairwise(days), pairwise(numbers), strict=True):
        if later - earlier > 1:
            raise VoortgangError(
                f"Tussen {shown(before)} en {shown(after)} ontbreekt minstens één {word}. Vul de reeks aan, met 0 "
                "waar niets gebeurde."
            )


def _refuse_no_number(column: Floats | None, days: tuple[date, ...]) -> None:
    for day, value in _not_finite(column, days):
        raise VoortgangError(f"De waarde op {shown(day)} ({value}) is geen getal. Vul haar aan.")


def _not_finite(column: Floats | None, days: tuple[date, ...]) -> Iterator[tuple[date, float]]:
    if column is not None:
        yield from ((day, value) for day, value in zip(days, column, strict=True) if not np.isfinite(value))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
