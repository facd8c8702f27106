"""A protected result cell by cell, as a reader sees it: what every table and file is made of."""

from datetime import date
from typing import Any

from voortgang import alt_text, dutch
from voortgang.methods.disclosure import CHANCE_UNIT, HIDDEN_TEXT, Protected, Row
from voortgang.pipeline.metrics import Column, Share

UNSHOWN_UNITS = ("volgorde",)
P_VALUE_UNIT = "p-waarde"
EURO_UNIT = "euro"
SHARE_UNIT = "aandeel"
NAMING_UNITS = ("jaar", "nummer")
"""numbers that name something: 2025 is not 2.025"""
ROUGH_UNITS = ("raming", "waarde")
THREE_DIGITS = 100
"""from here on a decimal would be false precision"""


def columns(shown: Protected) -> list[Column | Share]:
    """What a reader sees: the columns without technical ones or a split that was not asked for, then the shares."""
    metric = shown.metric
    unshown = set() if alt_text.is_split(shown) else {"split_value"}
    seen = [
        column for column in metric.columns.values() if column.unit not in UNSHOWN_UNITS and column.name not in unshown
    ]
    return [*seen, *metric.shares]


def is_hidden(row: Row, column: Column | Share) -> bool:
    """True when this cell may not be shown; a share rests on two counts."""
    names = (column.numerator, column.denominator) if isinstance(column, Share) else (column.name,)
    return any(row.hidden[name] for name in names)


def cell(shown: Protected, row: Row, column: Column | Share) -> str:
    """One cell as a reader sees it."""
    if is_hidden(row, column):
        return HIDDEN_TEXT
    if isinstance(column, Share):
        return dutch.share_text(row[column.numerator], row[column.denominator], 1)
    return _written(shown, row[column.name], column)


def _written(shown: Protected, value: Any, column: Column) -> str:
    if dutch.is_missing(value) or value == "":
        return dutch.MISSING
    if isinstance(value, date):
        return _day(shown, value, column)
    if column.unit == "ja/nee":
        return "ja" if value else "nee"
    return value if isinstance(value, str) else _number(value, column.unit)


def _day(shown: Protected, value: date, column: Column) -> str:
    return dutch.period(value, shown.parameters["period"]) if is_period(shown, column) else dutch.date_short(value)


def _number(value: Any, unit: str) -> str:
    if unit in NAMING_UNITS:
        return str(value)
    if unit in (CHANCE_UNIT, SHARE_UNIT):
        return dutch.percent(value, 1)
    if unit == EURO_UNIT:
        return dutch.euro(value)
    if unit in ROUGH_UNITS and abs(value) >= THREE_DIGITS:
        return dutch.number(value)
    digits = 3 if unit == P_VALUE_UNIT else int(isinstance(value, float))
    return dutch.decimal(value, digits)


def is_period(shown: Protected, column: Column | Share) -> bool:
    """True for a column of dates that names periods."""
    return column.name == "period_on" and "period" in shown.parameters


def is_number(shown: Protected, column: Column | Share) -> bool:
    """True when the column is read as numbers, which are aligned to the right."""
    return isinstance(column, Share) or shown.frame[column.name].dtype.kind in "iuf"
