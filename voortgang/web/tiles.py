"""The KPIs of the overview: now, the period before, the letter before, and which way it went."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Row
from voortgang.pipeline.selection import Selection
from voortgang.web.run import current_build, run
from voortgang.web.tile_figures import FIGURES, Figure

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reading:
    """A figure in one period."""

    when: str
    text: str
    value: Decimal | None


@dataclass(frozen=True)
class Tile:
    """What one tile shows; `trend` holds the value per period, None where it may not be shown."""

    figure: Figure
    now: Reading
    before: Reading | None
    letter: Reading | None
    trend: tuple[Decimal | None, ...]


def tiles(chosen: Selection) -> list[Tile]:
    """Every figure of the overview for this choice, in the order in which they are read."""
    when = _when(chosen)
    return [
        _per_period(each, when.whole, when.letters) if each.has_periods else _per_day(each, when.days)
        for each in FIGURES
    ]


def questions(chosen: Selection) -> list[tuple[str, Selection]]:
    """The metrics that the tiles show and what each is asked, so that they can be asked side by side."""
    when = _when(chosen)
    return [(figure.metric, each) for figure in FIGURES for each in _asked(figure, when)]


class _When(NamedTuple):
    """The chosen periods, the letter periods, and the days of figures that have no period."""

    whole: Selection
    letters: Selection
    days: list[Selection]


def _when(chosen: Selection) -> _When:
    whole = replace(chosen, split="none", period="month" if chosen.period in ("all", "day") else chosen.period)
    letters = replace(whole, period="letter", since=_letters_since(whole.as_of))
    days = (whole.as_of, whole.as_of - 28 * DAY, letter_end(whole.as_of))
    return _When(whole, letters, [_on_day(whole, day) for day in days])


def _asked(figure: Figure, when: _When) -> list[Selection]:
    if not figure.has_periods:
        return [day for day in when.days if _is_held(day)]
    return [when.whole] if figure.is_total else [when.whole, when.letters]


def _per_period(figure: Figure, chosen: Selection, letters: Selection) -> Tile:
    rows = [row for row in run(figure.metric, chosen).rows if figure.is_ready(row)]
    told = [] if figure.is_total else [row for row in run(figure.metric, letters).rows if figure.is_ready(row)]
    readings = [_reading(figure, row, chosen.period) for row in rows]
    now = readings[-1] if readings else Reading("geen volledige periode in deze keuze", dutch.MISSING, None)
    return Tile(
        figure,
        now,
        readings[-2] if len(readings) > 1 else None,
        _reading(figure, told[-1], "letter") if told else None,
        tuple(reading.value for reading in readings),
    )


def _per_day(figure: Figure, days: list[Selection]) -> Tile:
    """A figure as of the reference date, four weeks earlier, and at the end of the letter period before."""
    now, before, letter = (_reading_on(figure, day) for day in days)
    return Tile(figure, now or Reading("nog geen cijfer", dutch.MISSING, None), before, letter, ())


def _on_day(chosen: Selection, day: date) -> Selection:
    """The whole of the delivery, as of `day`."""
    return replace(chosen, as_of=day, since=current_build().first_received_on or day, until=day, period="all")


def _is_held(day: Selection) -> bool:
    return current_build().first_received_on is not None and day.since <= day.as_of


def _reading_on(figure: Figure, day: Selection) -> Reading | None:
    rows = run(figure.metric, day).rows if _is_held(day) else []
    return replace(_reading(figure, rows[0], "day"), when=f"op {dutch.date_long(day.as_of)}") if rows else None


def letter_end(day: date) -> date:
    """The last day of the letter period before the one that `day` lies in."""
    return _letter_starts(day)[-1] - DAY


def _letters_since(day: date) -> date:
    """The start of the last letter period that is over, and of the one before: a cohort may still have to ripen.

    Not before the first receipt: a period that the delivery holds in part is no complete one.
    """
    start = _letter_starts(day)[-3:][0]
    return max(start, current_build().first_received_on or start)


def _letter_starts(day: date) -> list[date]:
    """The first days of the letter periods that have begun on `day`."""
    starts = (row["begins_on"].date() for row in run("letter_periods").rows)
    return [start for start in starts if start <= day]


def _reading(figure: Figure, row: Row, period: str) -> Reading:
    when = dutch.period(row["period_on"], period) if "period_on" in row.values else ""
    if any(row.hidden[name] for name in figure.needs):
        return Reading(when, HIDDEN_TEXT, None)
    if not row.has(*figure.needs):
        return Reading(when, "geen gegevens", None)
    text = figure.text(row)
    return Reading(when, text, None if text == dutch.MISSING else figure.value(row))
