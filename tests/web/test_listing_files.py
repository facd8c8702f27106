"""Rows of the register as files: what people typed stays text in a spreadsheet."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from measure_states import state

from voortgang import charts
from voortgang.exports.listing import Listing, csv_of, told, workbook_of
from voortgang.register.measures.counts import counts

DAY = date(2025, 5, 21)
TYPED = ["=1+1", "+1", "-1", "@som", "\t=1", "=cmd|' /C calc'!A0", 'gewoon; met "tekens"\nen een regel', "x" * 100_000]
LISTING = Listing(
    "lijst", "=Titel", ("=Kop", "Getal", "Dag", "Niets"), tuple((text, 1234, DAY, None) for text in TYPED)
)


def lines() -> list[list[str]]:
    text = csv_of(LISTING, ["=feit"]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_nothing_in_a_csv_is_a_formula():
    assert not [cell for line in lines() for cell in line if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_a_csv_holds_title_facts_heads_and_cells():
    title, fact, empty, heads, *rows = lines()
    assert (title, fact, empty) == (["'=Titel"], ["'=feit"], [])
    assert heads == ["'=Kop", "Getal", "Dag", "Niets"]
    assert [row[0].removeprefix("'") for row in rows] == TYPED
    assert {tuple(row[1:]) for row in rows} == {("1234", "21/05/2025", "")}


@pytest.mark.parametrize("listing", [LISTING, Listing("leeg", "Leeg", ("Kop",), ())])
def test_nothing_in_a_workbook_is_a_formula(listing):
    with zipfile.ZipFile(io.BytesIO(workbook_of(listing, ["=feit"]))) as book:
        (sheet,) = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert "<f>" not in sheet and not re.search(r"hyperlink", sheet)


def test_a_bar_chart_becomes_a_native_one():
    chart = charts.measure_counts(counts([state(), state(2)], DAY))
    with zipfile.ZipFile(io.BytesIO(workbook_of(LISTING, [], chart))) as book:
        assert [name for name in book.namelist() if "charts/chart" in name] == ["xl/charts/chart1.xml"]


@pytest.mark.parametrize(
    ("cell", "shown"), [(None, "-"), ("", "-"), (0, "0"), (1234, "1.234"), (DAY, "21/05/2025"), ("a", "a")]
)
def test_a_cell_as_a_reader_sees_it(cell, shown):
    assert told(cell) == shown
