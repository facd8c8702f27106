"""The tiles of the overview: what is compared, and what is not."""

from dataclasses import replace
from datetime import date

from shown import MONTHS, shown

from voortgang import dutch
from voortgang.web import filters, tiles
from voortgang.web.access import LOCAL, signed_in

ON_TIME = tiles.FIGURES[0]


def letters_as_of(day):
    """The comparison with the letter before, per KPI."""
    with signed_in(LOCAL):
        chosen = replace(filters.default_selection(), as_of=day, since=date(2024, 1, 1), until=day)
        return {tile.figure.kpi: tile.letter for tile in tiles.tiles(chosen)}


def test_a_letter_period_that_the_delivery_holds_in_part_is_not_compared(at_home):
    """The delivery begins in January 2024, halfway the letter period that ended in April."""
    assert letters_as_of(date(2024, 6, 15))["K1"] is None
    assert letters_as_of(date(2024, 11, 15))["K1"].when == "mei – oktober 2024"


def test_a_total_is_not_compared_with_that_of_half_a_year(at_home):
    assert letters_as_of(date(2025, 12, 31))["K9"] is None


def test_nothing_out_of_nothing_is_no_zero():
    (row,) = shown("decided_on_time", [(MONTHS[0], "alle", True, 0, 0, 0)], smallest_count=0).rows
    reading = tiles._reading(ON_TIME, row, "month")
    assert (reading.text, reading.value) == (dutch.MISSING, None)
