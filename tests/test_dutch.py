"""Dutch notation: what a reader sees, at the boundaries where rounding goes wrong."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voortgang import dutch


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (-2.5, 0, "-3"),
        (2.4999999, 0, "2"),
        (0.285, 2, "0.29"),
        (1.005, 2, "1.01"),
        (Fraction(1, 3), 3, "0.333"),
        (Decimal("0.125"), 2, "0.13"),
        (10**18 + 1, 0, "1000000000000000001"),
    ],
)
def test_half_up_at_the_boundary(value, digits, expected):
    assert dutch.half_up(value, digits) == Decimal(expected)


def test_a_percentage_is_rounded_half_up():
    assert dutch.percent(0.625) == "63%"
    assert dutch.percent(0.836, 1) == "83,6%"
    assert dutch.share_text(5, 8) == "63%"
    assert dutch.share_text(2, 3, 1) == "66,7%"
    assert dutch.share_text(0, 7) == "0%"


def test_a_share_of_nothing_has_no_value():
    assert dutch.share_text(0, 0) == dutch.MISSING
    assert dutch.share_text(None, 8) == dutch.MISSING
    assert dutch.share_text(5, pd.NA) == dutch.MISSING


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_within_half_a_percent_of_the_truth_and_never_below_on_a_tie(numerator, denominator):
    shown = int(dutch.share_text(numerator, denominator).rstrip("%").replace(".", ""))
    assert Fraction(-1, 2) < shown - Fraction(100 * numerator, denominator) <= Fraction(1, 2)


@pytest.mark.parametrize("missing", [None, pd.NA, pd.NaT, np.nan])
def test_a_missing_value_is_a_dash(missing):
    assert dutch.number(missing) == dutch.percent(missing) == dutch.date_long(missing) == "–"
    assert dutch.euro(missing) == dutch.week_label(missing) == "–"
    assert dutch.weeks_from_days(missing) is None


def test_numbers_and_money():
    assert dutch.number(1000) == "1.000"
    assert dutch.number(np.int64(1234567)) == "1.234.567"
    assert dutch.number(-1234) == "-1.234"
    assert dutch.decimal(83.6) == "83,6"
    assert dutch.euro(200) == "€ 200"
    assert dutch.euro(Decimal("1308.45")) == "€ 1.308,45"


def test_dates():
    day = date(2025, 5, 21)
    assert dutch.date_long(day) == "21 mei 2025"
    assert dutch.date_short(day) == "21/05/2025"
    assert dutch.month(day) == "mei 2025"
    assert dutch.month_short(date(2025, 3, 1)) == "mrt"
    assert dutch.date_long(pd.Timestamp(day)) == "21 mei 2025"
    assert dutch.moment(datetime(2025, 5, 21, 14, 5)) == "21 mei 2025 om 14:05"


def test_a_week_belongs_to_its_iso_year():
    assert dutch.week_label(date(2025, 5, 21)) == "week 21, 2025"
    assert dutch.week_label(date(2024, 12, 30)) == "week 1, 2025"
    assert dutch.week_label(date(2027, 1, 1)) == "week 53, 2026"


@pytest.mark.parametrize(
    ("first_on", "length", "name", "short"),
    [
        (date(2025, 5, 21), "day", "21 mei 2025", ("21 mei", 2025)),
        (date(2024, 12, 30), "week", "week 1, 2025", ("wk 1", 2025)),
        (date(2025, 3, 1), "month", "maart 2025", ("mrt", 2025)),
        (date(2025, 1, 1), "tertaal", "1e tertaal 2025", ("1e t.", 2025)),
        (date(2025, 5, 1), "tertaal", "2e tertaal 2025", ("2e t.", 2025)),
        (date(2025, 9, 1), "tertaal", "3e tertaal 2025", ("3e t.", 2025)),
        (date(2024, 11, 1), "letter", "november 2024 – april 2025", ("nov–apr", 2024)),
        (date(2025, 5, 1), "letter", "mei – oktober 2025", ("mei–okt", 2025)),
        (date(2025, 7, 1), "letter", "juli – december 2025", ("jul–dec", 2025)),
        (date(2025, 7, 1), "all", "de hele periode", ("alles", 2025)),
    ],
)
def test_periods_have_a_name_and_a_short_one(first_on, length, name, short):
    assert dutch.period(first_on, length) == dutch.period(pd.Timestamp(first_on), length) == name
    assert dutch.period_short(first_on, length) == short


@pytest.mark.parametrize("length", ["day", "week", "month", "tertaal", "letter"])
def test_a_period_that_is_missing_is_a_dash(length):
    assert dutch.period(None, length) == dutch.period(pd.NaT, length) == "–"


@pytest.mark.parametrize(("days", "weeks"), [(0, 0), (3, 0), (4, 1), (56, 8), (59, 8), (60, 9), (-4, -1)])
def test_weeks_are_rounded_half_up(days, weeks):
    assert dutch.weeks_from_days(days) == weeks


def test_half_a_week_is_rounded_up():
    assert dutch.weeks_from_days(Decimal("59.5")) == 9
    assert dutch.weeks_from_days(73, 1) == Decimal("10.4")


def test_plurals_and_lists():
    assert dutch.plural(1, "verzoek", "verzoeken") == "1 verzoek"
    assert dutch.plural(0, "verzoek", "verzoeken") == "0 verzoeken"
    assert dutch.plural(2314, "verzoek", "verzoeken") == "2.314 verzoeken"
    assert dutch.listing(["post"]) == "post"
    assert dutch.listing(["post", "portaal", "telefoon"]) == "post, portaal en telefoon"
    assert dutch.listing([]) == ""
