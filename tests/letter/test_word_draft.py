"""The draft in Word: living figures, the house style, a template that keeps what is its own, and the command."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from documents import as_pdf
from docx.document import Document
from docx.shared import Pt
from frozen_letters import first_half, second_half
from lxml import etree
from pypdf import PdfReader
from word_schema import W, faults, parts

from voortgang.commands.letter_draft import drafted_letter
from voortgang.errors import VoortgangError
from voortgang.letter.binding import NAMESPACE
from voortgang.letter.model import Freeze
from voortgang.letter.prose import Figure
from voortgang.letter.sections import sections
from voortgang.letter.sections.framing import FICTIONAL
from voortgang.letter.word import draft
from voortgang.register.letters.writing import keep
from voortgang.settings import settings

BINDING = {"w": W, "v": NAMESPACE}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415478da63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def letter() -> Freeze:
    return second_half()


@pytest.fixture(scope="module")
def drafted(letter: Freeze) -> bytes:
    return draft(letter)


def tree(content: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(content)[name])


def text_of(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{{{W}}}t"))


def made_template(*lines: str, write: Callable[[Document], None] = lambda _: None) -> bytes:
    document, content = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    write(document)
    document.save(content)
    return content.getvalue()


def test_every_control_shows_what_its_path_leads_to(letter: Freeze, drafted: bytes) -> None:
    found = parts(drafted)
    (name,) = [
        name for name, content in found.items() if name.startswith("customXml/item") and b"<v:cijfers" in content
    ]
    held, number = etree.fromstring(found[name]), re.findall(r"\d+", name)[0]
    (store,) = etree.fromstring(found[f"customXml/itemProps{number}.xml"]).xpath("//@*[local-name()='itemID']")
    controls = list(tree(drafted).iter(f"{{{W}}}sdt"))
    for control in controls:
        (bound,) = control.xpath("w:sdtPr/w:dataBinding", namespaces=BINDING)
        (shown,) = held.xpath(bound.get(f"{{{W}}}xpath"), namespaces=BINDING)
        assert text_of(control) == shown.text
        assert bound.get(f"{{{W}}}storeItemID") == store
        alias, tag = (
            control.xpath(f"string(w:sdtPr/w:{name}/@w:val)", namespaces=BINDING) for name in ("alias", "tag")
        )
        assert tag.startswith("voortgang:") and 0 < len(alias) <= 64 and len(tag) <= 64
    figures = [
        part
        for section in sections(letter)
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for part in sentence.parts
        if isinstance(part, Figure)
    ]
    assert len(controls) == len(figures) + 2  # and the two days of the period in the references
    assert [each.get("sleutel") for each in held if each.get("sleutel")] == [each.key for each in letter.facts]


def test_word_has_nothing_to_repair(drafted: bytes) -> None:
    assert faults(drafted) == []
    wrong = parts(drafted)["word/document.xml"].replace(b"<w:sdtPr><w:alias", b"<w:sdtPr><w:text/><w:alias", 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in (parts(drafted) | {"word/document.xml": wrong}).items():
            archive.writestr(name, content)
    assert any("sdtPr" in each for each in faults(packed.getvalue()))


def test_the_same_letter_is_the_same_file(letter: Freeze, drafted: bytes) -> None:
    assert draft(letter) == drafted
    other = draft(replace(letter, frozen_by="iemand anders"))
    assert other == drafted, "who froze a letter is not in it"
    assert draft(first_half()) != drafted


def test_readers_who_do_not_see_it_are_told(letter: Freeze, drafted: bytes) -> None:
    document = tree(drafted)
    assert all(each.get("descr") for each in document.iter("{*}docPr"))
    tables = list(document.iter(f"{{{W}}}tbl"))
    assert len(tables) == len(letter.exhibits) == len(list(document.iter("{*}docPr")))
    for each in tables:
        assert each.xpath("w:tr[1]/w:trPr/w:tblHeader and w:tblPr/w:tblDescription/@w:val != ''", namespaces=BINDING)
    languages = tree(drafted, "word/styles.xml").xpath("w:docDefaults//w:lang/@w:val", namespaces=BINDING)
    assert languages == ["nl-NL"]
    opened = docx.Document(io.BytesIO(drafted))
    heads = [each.text for each in opened.paragraphs if each.style and each.style.name == "Heading 1"]
    assert heads == [each.title for each in sections(letter) if each.title]
    normal = opened.styles["Body Text"]
    assert normal.font.name == "Verdana" and normal.font.size == Pt(9)


def test_libreoffice_shows_the_whole_letter(letter: Freeze, drafted: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(drafted)
    pages = PdfReader(as_pdf(path, tmp_path)).pages
    shown = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in pages))
    for told in (
        "Aan de Voorzitter van de Tweede Kamer",
        "Periode: 1 mei 2025 tot en met 31 oktober 2025",
        FICTIONAL,
        "1 Doorlooptijden",
        "Het aandeel besluiten binnen acht weken steeg van 6% naar 25%.",
        "Figuur 1. Op tijd besloten",
        "Figuur 3. Wie rondde wat af?",
        "5 Vervolg",
        "Hoogachtend,",
        f"pagina {len(pages)} van {len(pages)}",
    ):
        assert told in shown
    assert "{{" not in shown


def test_a_template_keeps_what_is_its_own(letter: Freeze) -> None:
    def write(document: Document) -> None:
        document.add_picture(io.BytesIO(PICTURE))
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Open: "
        for piece in ("{{back", "log.", "open}} ver", "zoeken"):
            cell.paragraphs[0].add_run(piece).bold = True
        lines = document.add_paragraph().add_run("Over {{kenmerk}}: ")
        lines.add_break()
        lines.add_text("regel twee")
        section = document.sections[0]
        section.header.paragraphs[0].text = "Kenmerk {{ Kenmerk }} van {{datum}}, blijft"
        document.styles["Heading 1"].font.name = "Arial"
        document.core_properties.keywords = "huisstijl"

    template = made_template("Vooraf & blijft", "{{brief}}", "Achteraf", write=write)
    made = draft(letter, template)
    assert faults(made) == [] and draft(letter, template) == made
    before, after = parts(template), parts(made)
    own = {
        name
        for name in before
        if not name.startswith(("word/document", "word/styles", "word/numbering", "word/header"))
    }
    changing = {"docProps/core.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name for name in own - changing if after.get(name) != before[name]} == set()
    opened = docx.Document(io.BytesIO(made))
    texts = [each.text for each in opened.paragraphs]
    assert texts[0] == "Vooraf & blijft" and texts.index("Achteraf") > texts.index("Vervolg") > 1
    assert opened.sections[0].header.paragraphs[0].text == "Kenmerk 2025-11-v1 van 13 november 2025, blijft"
    assert opened.styles["Heading 1"].font.name == "Arial" and opened.core_properties.keywords == "huisstijl"
    assert "Over 2025-11-v1: \nregel twee" in texts
    tables = [each for each in tree(made).iter(f"{{{W}}}tc") if text_of(each).startswith("Open:")]
    assert [text_of(each) for each in tables] == ["Open: 4.162 verzoeken"]
    (control,) = tables[0].iter(f"{{{W}}}sdt")
    assert control.xpath("w:sdtContent/w:r/w:rPr/w:b", namespaces=BINDING)


def test_places_for_sections_have_no_heading_of_ours(letter: Freeze) -> None:
    without = replace(letter, facts=letter.facts[:4], exhibits=())
    made = draft(without, made_template("Eigen kop", "{{doorlooptijden}}", "{{vervolg}}", "{{titel}}: {{peildatum}}."))
    opened = docx.Document(io.BytesIO(made))
    texts = [text_of(each._p) for each in opened.paragraphs]
    assert texts[:3] == [FICTIONAL, "Eigen kop", "Over dit onderwerp zijn er voor deze brief geen cijfers."]
    assert texts[-1] == "Stand van zaken persoonlijke betalingsregelingen: 31 oktober 2025."
    assert not [each for each in opened.paragraphs if each.style and each.style.name == "Heading 1"]


def _as_kind(kind: bytes) -> bytes:
    """A template whose first part says that it is something else."""
    found, packed = parts(made_template("{{brief}}")), io.BytesIO()
    types = found["[Content_Types].xml"].replace(b"wordprocessingml.document.main+xml", kind)
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in (found | {"[Content_Types].xml": types}).items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_word_template_file_becomes_a_document(letter: Freeze) -> None:
    made = draft(letter, _as_kind(b"wordprocessingml.template.main+xml"))
    assert b"template.main" not in parts(made)["[Content_Types].xml"] and faults(made) == []


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (
            made_template("{{brief}}", "{{brieff}}"),
            "een plaats {{brieff}} die niet bestaat. Kies in een eigen alinea uit",
        ),
        (made_template("Zonder plaats"), "geen plaats voor de brief"),
        (made_template("{{brief}"), "‘{{brief}’, met een plaats die niet af is"),
        (made_template("Zie {{brief}}"), "niet in een eigen alinea van de tekst zelf"),
        (
            made_template(write=lambda each: setattr(each.sections[0].header.paragraphs[0], "text", "{{brief}}")),
            "niet in een eigen alinea van de tekst zelf",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oud", "oude Office-versie (.doc)"),
        (made_template("{{brief}}")[:-400], "beschadigd of geen Word-document"),
        (_as_kind(b"ms-word.document.macroEnabled.main+xml"), "bevat macro's"),
    ],
    ids=["onbekend", "geen", "niet af", "in een zin", "in de kop", "doc", "kapot", "macro's"],
)
def test_a_template_that_cannot_be_filled_is_refused(letter: Freeze, template: bytes, told: str) -> None:
    with pytest.raises(VoortgangError) as refused:
        draft(letter, template)
    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_a_draft_is_no_template(letter: Freeze, drafted: bytes) -> None:
    with pytest.raises(VoortgangError, match="bevat al cijfers van een brief"):
        draft(letter, drafted)


def test_what_people_typed_cannot_break_the_document(letter: Freeze) -> None:
    change = replace(letter.changes[0], measure="<w:p>&amp; \x0b {{brief}} ]]>")
    made = draft(replace(letter, changes=(change,), title="A & B < C"))
    assert "Verbeterd: <w:p>&amp;  {{brief}} ]]>, bij" in text_of(tree(made)) and faults(made) == []


def test_the_command_writes_a_new_file_only(
    letter: Freeze, drafted: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    keep(letter, {})
    out, template = tmp_path / "concept.docx", tmp_path / "sjabloon.docx"
    assert drafted_letter(letter.id, out, None).startswith(f"In {out} staat het concept van brief 2025-11-v1, met 48 ")
    assert out.read_bytes() == drafted
    template.write_bytes(made_template("{{titel}}"))
    refused: tuple[tuple[str, Path, Path | None, str], ...] = (
        (letter.id, out, None, "bestaat al"),
        (letter.id, tmp_path / "brief.pdf", None, "op .docx eindigen"),
        ("2024-05-v1", tmp_path / "a.docx", None, "2024-05-v1"),
        (letter.id, tmp_path / "a.docx", tmp_path / "weg.docx", "niet te lezen"),
        (letter.id, tmp_path / "geen map" / "a.docx", template, "niet te schrijven"),
    )
    for *arguments, told in refused:
        with pytest.raises(VoortgangError, match=re.escape(told)):
            drafted_letter(*arguments)
    assert out.read_bytes() == drafted and not (tmp_path / "a.docx").exists()
    settings.cache_clear()
