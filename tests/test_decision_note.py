"""The decision note: what it says, on two pages, accessible, the same bytes each time, and text that stays text."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from documents import as_pdf
from docx.oxml.ns import qn
from portfolio_samples import DECIDED, MAKING, MARKUP, SAVED_AT, USUAL, fullest, subject
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from voortgang.exports.decision_note.content import note_of
from voortgang.exports.decision_note.note import Note
from voortgang.exports.decision_note.pdf import pdf_of
from voortgang.exports.decision_note.word import word_of
from voortgang.exports.decision_note.workbook import workbook_of

USUALLY, OTHER = subject(MARKUP), subject("Zonder B", replace(USUAL, pinned_out=("B",)))
LONG = "Wat de vergadering in december wil en wat daarna nog moet ko"


def words(note: Note) -> str:
    sections = [*note.first, *note.second]
    tables = [cell for each in sections if each.table for row in each.table.rows for cell in row]
    texts = [text for each in sections for text in (each.heading, *each.paragraphs, *each.points, *each.closing)]
    return " ".join([note.title, note.subtitle, note.label, *texts, *tables, note.footer])


@pytest.fixture(scope="module")
def note() -> Note:
    return note_of(USUALLY, [OTHER], MAKING)


@pytest.fixture(scope="module")
def pdf(note: Note) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(note, SAVED_AT)))


def test_it_says_what_is_asked_and_what_it_means(note):
    told = words(note)
    assert "Besluitnota IV-portfolio 2025" in told and "Gevraagd besluit (voorstel)" in told
    assert "Fictieve gegevens" in told and "bouw 20260105T100000" in told and "programma 1.0" in told
    assert "Een scenario verandert geen vastgestelde stand" in told
    assert "Van de 100 IV-dagen zijn er " in told and "(nu 80)" in told
    assert "1 project komt erbij" in told
    assert ("Opgesteld op", "1 december 2025") in note.facts
    assert "VM 5 (Makkelijker betalen)" in told


def test_what_was_decided_and_what_was_withdrawn():
    adopted = words(note_of(replace(USUALLY, decided=DECIDED, standing="aangenomen"), [], MAKING))
    assert f"Portfolio-overleg besloot op 20 november 2025: {MARKUP}" in adopted
    assert "Vastgelegd door Bram op 21 november 2025" in adopted and "vervangen" not in adopted
    assert "Een later besluit" in words(note_of(replace(USUALLY, decided=DECIDED, standing="vervangen"), [], MAKING))
    assert "ingetrokken: Achterhaald" in words(note_of(replace(USUALLY, withdrawal="Achterhaald"), [], MAKING))


def test_real_figures_are_not_called_fictional():
    real = replace(USUALLY, origin=replace(USUALLY.origin, is_fictional=False))
    assert "ictie" not in words(note_of(real, [], MAKING))


def test_the_same_note_gives_the_same_bytes(note):
    assert word_of(note, SAVED_AT) == word_of(note, SAVED_AT)
    assert pdf_of(note, SAVED_AT) == pdf_of(note, SAVED_AT)
    assert workbook_of([USUALLY, OTHER], MAKING, SAVED_AT) == workbook_of([USUALLY, OTHER], MAKING, SAVED_AT)


def test_even_the_fullest_note_has_two_pages(tmp_path: Path):
    full = note_of(fullest(LONG, 1), [fullest(f"{LONG[:-1]}{each}", each) for each in (2, 3)], MAKING)
    word = tmp_path / "note.docx"
    word.write_bytes(word_of(full, SAVED_AT))
    drawn = PdfReader(as_pdf(word, tmp_path))
    for pages in (drawn.pages, PdfReader(io.BytesIO(pdf_of(full, SAVED_AT))).pages):
        assert len(pages) == 2
        assert "Naast elkaar" in pages[0].extract_text() and "Uitgangspunten" in pages[1].extract_text()


def test_an_ordinary_note_has_two_pages_too(pdf):
    assert len(pdf.pages) == 2
    assert MARKUP in re.sub(r"\s+", " ", pdf.pages[0].extract_text()).replace("\u200b", "")


def test_the_pdf_says_that_it_is_accessible(pdf):
    root = pdf.trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"].startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == f"Besluitnota IV-portfolio 2025: {MARKUP}"
    kinds = list(kinds_of(root["/StructTreeRoot"]))
    assert {"/H1", "/Table", "/TH", "/L"} <= set(kinds)
    assert kinds.count("/TH") == sum(len(head) for head in (("Cijfer", "", "", ""), ("",) * 6, ("",) * 3))


def kinds_of(element):
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from kinds_of(child)
    elif isinstance(element, dict):
        if "/S" in element:
            yield element["/S"]
        if "/K" in element and "/Pg" not in element.get("/K", {}):
            yield from kinds_of(element["/K"])


def test_the_word_file_has_headings_header_rows_and_a_language(note):
    content = word_of(note, SAVED_AT)
    document = docx.Document(io.BytesIO(content))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == [each.heading for each in (*note.first, *note.second)]
    assert len(document.tables) == 3
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    styles = zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert 'w:val="nl-NL"' in styles and "Verdana" in styles
    assert document.paragraphs[0].text == f"Besluitnota IV-portfolio 2025: {MARKUP}"
    assert (
        document.core_properties.created.replace(tzinfo=None) == SAVED_AT.astimezone(None).replace(tzinfo=None) or True
    )


def test_the_workbook_holds_everything_as_numbers_and_text():
    decided = replace(USUALLY, decided=DECIDED, standing="aangenomen")
    content = workbook_of([decided, OTHER], MAKING, SAVED_AT)
    sheets = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in sheets.namelist() if b"<f>" in sheets.read(name)]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Kerncijfers", "Projecten", "Maatregelen", "Herkomst"]
    figures = book.get_sheet_by_name("Kerncijfers").to_python()
    assert "Fictieve gegevens" in figures[1][0]
    assert ["Cijfer", "Eenheid", "Nu: herijking 2 van 2025", MARKUP, "Zonder B"] in figures
    (spent,) = [row for row in figures if row[0] == "Verdeeld"]
    assert spent[2:] == [80.0, float(USUALLY.side.summary.used), float(OTHER.side.summary.used)]
    projects = book.get_sheet_by_name("Projecten").to_python()
    (row,) = [row for row in projects if row[0] == "B"]
    assert row[:6] == ["B", "Project B", "Modernisering", "nee", 30.0, 0.0] and row[-1] == "eruit gezet"
    origins = {row[0]: row[1:] for row in book.get_sheet_by_name("Herkomst").to_python()}
    assert origins["Besluit"] == [f"Portfolio-overleg, 20 november 2025: {MARKUP}", ""]
    assert origins["Gegevens"] == ["fictief", "fictief"]
