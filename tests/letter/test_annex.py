"""The annex says the same as Word and as PDF: six columns, icon and text, Kamerstukken in footnotes, for everyone."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from documents import as_pdf
from docx import Document
from docx.oxml.ns import qn
from frozen_letters import first_half, second_half
from lxml import etree
from pypdf import PdfReader

from voortgang.letter.annex import annex_pdf, annex_word
from voortgang.letter.annex.content import FLAGS, HEADS, PHASES, content
from voortgang.letter.gather.measures import TO_REVIEW
from voortgang.register.measures import model
from voortgang.web.measures import annex as page

HOSTILE = "*vet* #set text(red) $x$ <b>&amp; \\ @ref `code` [x](y) \"'\n= geen kop\x0b"
SEEN = "*vet* #set text(red) $x$ <b>&amp; \\ @ref `code` [x](y) \"'"
MARK, NOTE = re.compile(r"\d\d/\d\d/\d{4}(\d{1,2})\b"), re.compile(r"^ *(\d{1,2}) ?Kamerstukken", re.MULTILINE)


def opened(freeze):
    return Document(io.BytesIO(annex_word(freeze)))


def read(freeze):
    return PdfReader(io.BytesIO(annex_pdf(freeze)))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def notes(document):
    (part,) = (each.target_part for each in document.part.rels.values() if each.reltype.endswith("/footnotes"))
    return {each.get(qn("w:id")): "".join(each.itertext()) for each in etree.fromstring(part.blob)}


def test_six_columns_with_a_row_per_section_and_icon_and_text_for_every_phase():
    rows, changes = opened(second_half()).tables
    found = cells(rows)
    assert found[0] == [*HEADS]
    assert [row[0] for row in found if len(set(row)) == 1] == list(
        dict.fromkeys(r.section for r in second_half().annex)
    )
    kept = [row for row in found[1:] if len(set(row)) > 1]
    assert [row[:2] for row in kept] == [[each.ambition, each.page] for each in second_half().annex]
    assert (
        kept[1][4] == "◑\u00a0voorbereiden implementatie\n▲\u00a0vertraagd\n‖\u00a0on hold\nWacht op IV-modernisering."
    )
    assert [row[2].replace("\u00a0", " ") for row in kept] == [each.measure for each in second_half().annex]
    assert cells(changes)[1][1:] == [
        "Persoonsgerichte invordering",
        "↑\u00a0verbeterd",
        "nog te starten",
        "beleidsuitwerking",
    ]


def test_where_parliament_was_told_stands_a_day_and_a_footnote_and_otherwise_a_dash():
    document = opened(second_half())
    told = [row[-1] for row in cells(document.tables[0])[1:] if len(set(row)) > 1]
    assert told == ["09/02/2024", "09/02/2024", "-", "26/04/2024", "09/02/2024\n26/04/2024", "09/02/2024"]
    marks = [each.get(qn("w:id")) for each in document.element.iter(qn("w:footnoteReference"))]
    papers = [paper for row in second_half().annex for _, paper in row.informed]
    assert [notes(document)[mark].strip() for mark in marks] == papers
    separators = {each.get(qn("w:id")) for each in document.settings.element.iter(qn("w:footnote"))}
    assert separators == {*notes(document)} - {*marks} == {"-1", "0"}
    assert re.findall(r"\d(Kamerstukken II [^ ]+ 31066, nr\. \d+)", text_of(read(second_half()))) == papers


def test_header_rows_are_known_to_readers_and_repeated_on_every_page():
    for table in opened(second_half()).tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(each.trPr.find(qn("w:tblHeader")) is None for each in others)
        assert all(each.trPr.find(qn("w:cantSplit")) is not None for each in (first, *others))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_the_word_file_is_dutch_lies_down_and_says_that_it_is_fictional():
    document = opened(second_half())
    (section,) = document.sections
    assert section.page_width > section.page_height
    assert (document.core_properties.title, document.core_properties.language) == (
        "Overzicht verbetermaatregelen",
        "nl-NL",
    )
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == [
        "Stand van de maatregelen",
        "Wijzigingen sinds de vorige brief",
    ]
    assert "Fictieve gegevens" in document.paragraphs[1].text
    assert "Fictieve gegevens" in section.footer.paragraphs[0].text
    real = replace(second_half(), provenance=replace(second_half().provenance, is_fictional=False))
    assert "ictie" not in "".join(part.text for part in opened(real).paragraphs) + text_of(read(real))


def test_the_pdf_is_tagged_dutch_and_claims_pdf_ua():
    pdf = read(second_half())
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert pdf.metadata.title == "Overzicht verbetermaatregelen"
    described = etree.fromstring(root["/Metadata"].get_data())
    assert described.find(".//{http://www.aiim.org/pdfua/ns/id/}part").text == "1"
    kinds = [*kinds_of(root["/StructTreeRoot"]["/K"])]
    assert [kinds.count(kind) for kind in ("/H1", "/Table", "/Note")] == [2, 2, 6]
    sections = {row.section for row in second_half().annex}
    assert kinds.count("/TH") == len(HEADS) + len(sections) + 5


def kinds_of(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from kinds_of(each)
    elif isinstance(node, dict) and "/S" in node:
        yield node["/S"]
        yield from kinds_of(node.get("/K", []))


def test_what_people_typed_is_text_in_both():
    rows = (replace(second_half().annex[0], measure=SEEN, explanation=HOSTILE, standing=HOSTILE, ambition=SEEN),)
    letter = replace(second_half(), annex=rows, changes=(replace(second_half().changes[0], measure=SEEN, after=SEEN),))
    rows, changes = opened(letter).tables
    assert cells(rows)[2][2:4] == [SEEN, f"{SEEN}\n= geen kop"]
    assert cells(changes)[1][0] == SEEN
    told = text_of(read(letter))
    assert sum(told.count(part) for part in ("*vet* #set text(red) $x$", "= geen kop")) == 6 + 2


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        (first_half(), "Dit is de eerste brief: er is geen vorige om mee te vergelijken."),
        (
            replace(second_half(), changes=()),
            "Sinds de vorige brief, met peildatum 30 april 2025, is in geen van de rijen",
        ),
        (replace(second_half(), annex=(), changes=()), "Stand van het register op 31 oktober 2025."),
    ],
    ids=["first", "nothing changed", "no rows"],
)
def test_what_is_not_there_is_told(letter, told):
    assert told in "\n".join(each.text for each in opened(letter).paragraphs)
    assert told in text_of(read(letter))


def test_where_there_is_nothing_to_say_stands_a_dash():
    row = replace(second_half().annex[0], page=" ", explanation="", standing="")
    change = replace(second_half().changes[0], before="")
    told = content(replace(second_half(), annex=(row,), changes=(change,)))
    (line,) = told.groups[0].lines
    assert (line.page, line.explanation, line.standing, told.changes[0].before) == ("-", (), (), "-")


def test_rows_that_did_not_change_are_not_among_the_changes():
    same = replace(second_half().changes[0], verdict="ongewijzigd")
    assert content(replace(second_half(), changes=(same,))).changes == ()


def test_icons_are_those_of_the_page_and_every_phase_and_flag_has_one():
    assert PHASES == page.ICONS
    assert {*model.FLAGS.values(), TO_REVIEW} == set(FLAGS)
    state = model.Content("beleidsuitwerking", is_delayed=True, is_partly_live=True, is_transferred=True, is_ended=True)
    on_page = {word: icon for icon, word in page.marks(state, date(2025, 10, 31))}
    assert {word: icon for word, icon in FLAGS.items() if word in on_page}.items() <= on_page.items()
    assert len(on_page.keys() & FLAGS.keys()) == 4


def test_the_register_of_today_gives_whole_pages_with_each_footnote_on_the_page_of_its_mark(frozen, tmp_path):
    assert len(frozen.annex) == 37
    pages = [page.extract_text() for page in read(frozen).pages]
    assert len(pages) > 3
    marks, kept = ([pattern.findall(page) for page in pages] for pattern in (MARK, NOTE))
    assert marks == kept
    assert sum(map(len, kept)) == sum(len(row.informed) for row in frozen.annex)
    path = tmp_path / "bijlage.docx"
    path.write_bytes(annex_word(frozen))
    drawn = [page.extract_text() for page in PdfReader(as_pdf(path, tmp_path)).pages]
    with_rows = [page for page in drawn if "Kamerstukken" in page]
    assert all("TK geïnformeerd" in page for page in with_rows)
    assert sum(page.count("Kamerstukken II") for page in drawn) == sum(map(len, kept))
    assert f"pagina {len(drawn)} van {len(drawn)}" in drawn[-1]


def test_the_same_letter_gives_the_same_bytes_without_the_moment_of_writing():
    assert annex_word(second_half()) == annex_word(second_half())
    assert annex_pdf(second_half()) == annex_pdf(second_half())
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(annex_word(first_half()))).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    assert read(first_half()).metadata.creation_date == first_half().frozen_at
