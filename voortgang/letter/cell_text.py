"""A cell of a frozen table as a reader sees it."""

from datetime import date

from voortgang import dutch
from voortgang.letter.model import DAY, SHARE
from voortgang.letter.tables import Cell, Column
from voortgang.methods.disclosure import CHANCE_UNIT

NAMING_UNITS = ("jaar", "nummer")
"""numbers that name something: 2025 is not 2.025"""
TEXT_UNITS = ("tekst", "code", "ja/nee", DAY)


def cell_text(cell: Cell, column: Column) -> str:
    """63,0%, 1.000, 52,5, 21/05/2025 or the text itself; a dash when there is nothing."""
    if cell is None or isinstance(cell, str):
        return cell or dutch.MISSING
    if isinstance(cell, date):
        return dutch.date_short(cell)
    if column.unit in NAMING_UNITS:
        return str(cell)
    if column.unit in (SHARE, CHANCE_UNIT):
        return dutch.percent(cell, 1)
    return dutch.decimal(cell, 0 if float(cell).is_integer() else 1)


def is_number(column: Column) -> bool:
    """True when the column is read as numbers, which are aligned to the right."""
    return column.unit not in TEXT_UNITS
