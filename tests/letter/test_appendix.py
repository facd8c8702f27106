"""The data appendix holds every figure and table of a letter as cells, hides what is hidden, and runs no formula."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from frozen_letters import first_half, second_half, with_value
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from voortgang.letter.appendix import appendix
from voortgang.letter.appendix.figures import HEADS, sheet_names
from voortgang.letter.model import SHARE
from voortgang.methods.disclosure import HIDDEN_TEXT

DESKS = "Wie rondde wat af"
"""without its question mark, which Excel does not take in a name"""
FIXED = ["Maatregelen", "Wijzigingen", "Herkomst", "Kolommen"]


def sheets(content):
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in read.sheet_names}


def parts(content, like):
    kept = zipfile.ZipFile(io.BytesIO(content))
    return [kept.read(name).decode() for name in kept.namelist() if re.match(like, name)]


def table(rows, first_head):
    """The rows below a header row until an empty one, by head."""
    start = next(at for at, row in enumerate(rows) if row[0] == first_head)
    heads = rows[start]
    ends = (at for at in range(start + 1, len(rows)) if rows[at][0] == "")
    return [dict(zip(heads, row, strict=True)) for row in rows[start + 1 : next(ends, len(rows))]]


def test_every_figure_has_its_exact_value_and_what_it_rests_on():
    letter = second_half()
    figures = table(sheets(appendix(letter))["Cijfers"], "Cijfer")
    assert [row["Sleutel"] for row in figures] == [each.key for each in letter.facts]
    assert list(figures[0]) == list(HEADS)
    for row, fact in zip(figures, letter.facts, strict=True):
        assert row["Zoals getoond"] == fact.text
        exact = fact.value if isinstance(fact.value, date) else float(fact.value) if fact.value is not None else None
        assert row["Exacte waarde"] == (exact if exact is not None else fact.why_absent)
        assert row["n (verzoeken)"] == ("" if fact.n is None else fact.n)
        assert (row["Definitie"], row["Query (SHA-256)"], row["Eenheid"]) == (fact.definition, fact.query, fact.unit)
        assert row["Vorige brief"] == letter.previous.figures[fact.key].text
    assert figures[5]["Parameters"] == "as_of=2025-10-31, since=2025-05-01, until=2025-10-31"


def test_every_table_has_a_sheet_with_its_native_chart_and_what_it_says():
    letter, content = second_half(), appendix(second_half())
    found = sheets(content)
    assert [*found] == ["Cijfers", "Op tijd besloten", "Werkvoorraad en achterstand", DESKS, *FIXED]
    for exhibit in letter.exhibits:
        rows = table(found[exhibit.title.rstrip("?")], exhibit.columns[0].label)
        kept = [tuple(row[column.label] for column in exhibit.columns) for row in rows]
        assert kept == [*exhibit.rows]
    assert len(parts(content, "xl/charts/chart")) == len(letter.exhibits)
    described = "".join(parts(content, "xl/drawings/drawing"))
    assert all(f'descr="{each.finding}"' in described for each in letter.exhibits)


def test_what_may_not_be_shown_is_called_hidden_and_stands_nowhere():
    letter = with_value(first_half(), "flow.received", None, "")
    found = sheets(appendix(letter))
    (row,) = (row for row in table(found["Cijfers"], "Cijfer") if row["Sleutel"] == "flow.received")
    assert (row["Zoals getoond"], row["Exacte waarde"]) == (HIDDEN_TEXT, HIDDEN_TEXT)
    # two months of the fast track in this letter
    seen = [row["Versneld"] for row in table(found[DESKS], "Maand")]
    assert seen[:3] == [HIDDEN_TEXT, HIDDEN_TEXT, 40]
    drawn = [row["versneld"] for row in table(found[DESKS], "Categorie")]
    assert drawn[:3] == ["", "", 40]


def test_shares_are_percentages_days_dates_and_text_never_a_formula():
    nasty = '=HYPERLINK("http://x","y")'
    letter = replace(second_half(), left_out=(replace(second_half().left_out[0], reason=nasty),), title=nasty)
    content = appendix(letter)
    assert sheets(content)["Herkomst"][-1][1] == nasty
    assert not any("<f>" in sheet for sheet in parts(content, "xl/worksheets/sheet"))
    styles = etree.fromstring(parts(content, "xl/styles")[0].encode())
    shapes = {each.get("formatCode") for each in styles.iter("{*}numFmt")}
    assert {"0.0%", "dd/mm/yyyy"} <= shapes


def test_the_origin_can_be_followed_to_delivery_build_code_and_who_froze_it():
    letter = replace(second_half(), version=2, reason="De levering was onvolledig.")
    rows = sheets(appendix(letter))["Herkomst"]
    told = {row["Wat"]: row["Waarde"] for row in table(rows, "Wat")}
    assert told["Bouw"] == letter.provenance.build
    assert told["Peildatum"] == letter.reference_on
    assert told["Vastgelegd"] == "13 november 2025 om 10:05"
    assert told["Waarom een nieuwe versie"] == "De levering was onvolledig."
    assert (told["Vorige brief"], told["Fictieve gegevens"]) == ("2025-05-v1", "ja")
    assert {row["Bestand"]: row["SHA-256"] for row in table(rows, "Bestand")} == letter.provenance.files
    (closed,) = (row for row in table(rows, "Voorwaarde") if row["Voldaan"] == "nee")
    assert closed["Waarom toch vastgelegd"] == "De voorstellen wijzigen geen fase."
    assert "De voorstellen wijzigen geen fase." in sheets(appendix(letter))["Cijfers"][3][0]


def test_every_sheet_says_that_it_is_fictional_and_only_then():
    for content, is_so in ((appendix(second_half()), True), (appendix(_real(second_half())), False)):
        found = sheets(content)
        assert {any("Fictieve gegevens: geen" in str(row[0]) for row in rows) for rows in found.values()} == {is_so}


def _real(letter):
    return replace(letter, provenance=replace(letter.provenance, is_fictional=False))


def test_a_letter_with_nothing_in_it_still_makes_a_workbook():
    bare = replace(first_half(), facts=(), exhibits=(), annex=(), left_out=(), gates=())
    assert [*sheets(appendix(bare))] == ["Cijfers", *FIXED]


def test_a_share_of_many_decimals_is_not_rounded_in_its_cell():
    letter = with_value(second_half(), "cohort_on_time.share", Decimal("0.384615384615"))
    (row,) = (
        row for row in table(sheets(appendix(letter))["Cijfers"], "Cijfer") if row["Sleutel"] == "cohort_on_time.share"
    )
    assert (row["Exacte waarde"], row["Zoals getoond"], row["Eenheid"]) == (0.384615384615, "38%", SHARE)


def test_the_same_letter_gives_the_same_bytes():
    assert appendix(second_half()) == appendix(second_half())
    # not the moment of writing, which would differ by now and then a second
    assert "2025-11-13T09:05:00Z" in parts(appendix(second_half()), "docProps/core")[0]


def test_the_letter_of_this_home_gets_a_sheet_for_every_table(frozen):
    content = appendix(frozen)
    found = sheets(content)
    assert len(found) == 1 + len(frozen.exhibits) + len(FIXED)
    assert len(table(found["Maatregelen"], "Rij")) == 37
    assert len(parts(content, "xl/charts/chart")) == sum(len(each.charts) for each in frozen.exhibits)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40) | st.sampled_from(["A" * 40, "a" * 31, "cijfers", "[Tabel]/1"]), max_size=12))
def test_names_of_sheets_are_different_and_such_as_excel_takes(titles):
    names = [*sheet_names(titles, ["Cijfers"])]
    assert len(names) == len(titles)
    assert len({name.lower() for name in [*names, "cijfers"]}) == len(titles) + 1
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)


@pytest.mark.parametrize("title", ["Doorlooptijd: mediaan en P90", "Wie? 1/2"])
def test_a_title_with_signs_that_excel_forbids_keeps_its_words(title):
    (name,) = sheet_names([title], [])
    assert name.split() == re.sub(r"[:?/]", " ", title).split()
