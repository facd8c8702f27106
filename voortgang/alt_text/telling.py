"""How findings are told: now and before, or side by side; hidden values and partial periods by their name."""

from collections.abc import Callable
from datetime import date

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

NORM_DAYS = 56
"""the service norm; a test compares it with data/reference/norms.csv"""
NORM_WEEKS = NORM_DAYS // dutch.DAYS_PER_WEEK
NO_COMPLETE_PERIOD = "Er is geen volledige periode in deze keuze."
NO_FIGURE = "geen cijfer"
NOTHING_TO_SHOW = "Er zijn geen aantallen die getoond mogen worden."

Told = Callable[[Row], str | None]


def is_split(shown: Protected) -> bool:
    """True when the rows are split by team, channel or fast track."""
    return shown.parameters.get("split", "none") != "none"


def series(shown: Protected) -> dict[str, list[Row]]:
    """The rows per value of the split."""
    found: dict[str, list[Row]] = {}
    for row in shown.rows:
        found.setdefault(row["split_value"], []).append(row)
    return found


def now_and_before(shown: Protected, now: Told, before: Told) -> str:
    """The last complete period, and the one before it; a partial period is never compared with a full one."""
    complete = [row for row in shown.rows if row["is_complete"]]
    if not complete:
        return NO_COMPLETE_PERIOD
    *earlier, last = complete
    told = now(last)
    if told is None:
        return f"{in_period(shown, last)} is {'het cijfer' if is_hidden(last) else 'er'} {unseen(last)}."
    compared = [f"{in_period(shown, row, False)} {before(row)}" for row in earlier[-1:]]
    return f"{in_period(shown, last)} {'; '.join([told, *compared])}."


def side_by_side(shown: Protected, what: str, value: Told) -> str:
    """One value per series, in the last period that is complete."""
    complete = [row for row in shown.rows if row["is_complete"]]
    if not complete:
        return NO_COMPLETE_PERIOD
    last = of_last_period(complete)
    return f"{what} {in_period(shown, last[0], False)}: {per_series(last, value)}."


def per_series(rows: list[Row], value: Told) -> str:
    """Noord 10,0 weken en Zuid verborgen."""
    return dutch.listing([f"{row['split_value']} {value(row) or unseen(row)}" for row in rows])


def is_hidden(row: Row) -> bool:
    """True when something of this row may not be shown; a row can also lack what was never delivered."""
    return any(row.hidden.values())


def unseen(row: Row) -> str:
    """The word in place of a figure that this row does not show."""
    return HIDDEN_TEXT if is_hidden(row) else NO_FIGURE


def of_last_period(rows: list[Row]) -> list[Row]:
    """The rows of the last period among them."""
    last_on = max(row["period_on"] for row in rows)
    return [row for row in rows if row["period_on"] == last_on]


def in_period(shown: Protected, row: Row, begins: bool = True) -> str:
    """In mei 2025, or where it does not begin the sentence: in mei 2025."""
    length = shown.parameters["period"]
    before = {"day": "op", "tertaal": "in het", "letter": "in de periode"}.get(length, "in")
    return f"{before.capitalize() if begins else before} {dutch.period(row['period_on'], length)}"


def last_day(shown: Protected) -> date:
    """The last day that was counted."""
    days: list[date] = [shown.parameters[name] for name in ("until", "as_of") if name in shown.parameters]
    return min(days)


def share_or_none(numerator: str, denominator: str) -> Told:
    """A share as a whole percentage, if it may be shown."""
    return lambda row: dutch.share_text(row[numerator], row[denominator]) if row.has(numerator, denominator) else None


def weeks_or_none(column: str) -> Told:
    """A column of days as weeks, if it may be shown."""
    return lambda row: weeks(row[column]) if row.has(column) else None


def number_or_hidden(row: Row, column: str) -> str:
    """A count, or the word that stands for a hidden one."""
    return dutch.number(row[column]) if row.has(column) else HIDDEN_TEXT


def weeks(days: float) -> str:
    """9,1 weken, from days."""
    return f"{dutch.decimal(dutch.weeks_from_days(days, 1))} weken"
