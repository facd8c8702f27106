"""Files from somebody's desk: each that cannot be used gets one sentence, and stays as it was."""

import io
import zipfile
from pathlib import Path

import pytest
from frozen_letters import first_half
from hypothesis import given, settings
from hypothesis import strategies as st
from small_drafts import draft_of, filled, packed, paragraph, parts_of, with_part

from voortgang.errors import VoortgangError
from voortgang.letter import package
from voortgang.letter.controls import letter_of
from voortgang.letter.markup import attribute_edits, edited, parse, text_edit
from voortgang.letter.package import OLD_OFFICE, open_package, read, save
from voortgang.letter.refresh import refresh
from voortgang.letter.verify import check

LETTER = first_half()
DRAFT = draft_of(LETTER, paragraph(filled(LETTER, "Er zijn {backlog.open} open verzoeken.")))
PARTS = parts_of(DRAFT)
DOCUMENT = "word/document.xml"


def without(*names: str) -> bytes:
    return packed({name: text for name, text in PARTS.items() if name not in names})


def changed(name: str, old: str, new: str) -> bytes:
    assert old in PARTS[name]
    return with_part(DRAFT, name, PARTS[name].replace(old, new))


def twice() -> bytes:
    content = io.BytesIO(DRAFT)
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DOCUMENT, "")
    return content.getvalue()


def with_wrong_checksum() -> bytes:
    at = DRAFT.index(b"PK\x01\x02") + 16
    return DRAFT[:at] + bytes([DRAFT[at] ^ 1]) + DRAFT[at + 1 :]


def said_to_be_locked() -> bytes:
    at = DRAFT.index(b"PK\x01\x02") + 8
    return DRAFT[:at] + bytes([DRAFT[at] | 1]) + DRAFT[at + 1 :]


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
LATIN = PARTS[DOCUMENT].replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
UNUSABLE = {
    "empty": (b"", "beschadigd"),
    "text": (b"Geachte voorzitter,", "beschadigd"),
    "cut off": (DRAFT[: len(DRAFT) // 2], "beschadigd"),
    "wrong checksum": (with_wrong_checksum(), "beschadigd"),
    "one part twice": (twice(), "beschadigd"),
    "no document": (without(DOCUMENT), "beschadigd"),
    "no content types": (without("[Content_Types].xml"), "beschadigd"),
    "document is no XML": (with_part(DRAFT, DOCUMENT, "<w:document"), "beschadigd"),
    "no body": (with_part(DRAFT, DOCUMENT, PARTS[DOCUMENT].replace("w:body", "w:bodi")), "beschadigd"),
    "entities": (with_part(DRAFT, DOCUMENT, BOMB), "beschadigd"),
    "a file from outside": (with_part(DRAFT, DOCUMENT, OUTSIDE), "beschadigd"),
    "another encoding": (with_part(DRAFT, DOCUMENT, LATIN), "beschadigd"),
    "a figure without key": (changed("customXml/item1.xml", "sleutel=", "sluitel="), "beschadigd"),
    "password": (OLD_OFFICE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "password in the archive": (said_to_be_locked(), "wachtwoord"),
    ".doc": (OLD_OFFICE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "oude Office-versie"),
    ".odt": (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
    "strict": (
        with_part(DRAFT, DOCUMENT, '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "Strict",
    ),
    "spreadsheet": (
        packed(
            {
                **{name: PARTS[name] for name in ("[Content_Types].xml",)},
                "_rels/.rels": PARTS["_rels/.rels"].replace(DOCUMENT, "xl/workbook.xml"),
                "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
            }
        ),
        "beschadigd",
    ),
    "without our part, as Google Docs saves it": (
        without("customXml/item1.xml"),
        "geen cijfers van de Voortgangsmonitor",
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used_gets_one_sentence(name: str) -> None:
    content, words = UNUSABLE[name]
    for use in (lambda: refresh(content, LETTER, at=LETTER.frozen_at), lambda: check(content, LETTER)):
        with pytest.raises(VoortgangError, match=words) as told:
            use()
        assert "niet gewijzigd" in str(told.value)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 1000)
    with pytest.raises(VoortgangError, match="groter dan"):
        open_package(DRAFT)


def test_a_draft_without_any_control_left_is_refused_by_refresh_only() -> None:
    bare = with_part(DRAFT, DOCUMENT, PARTS[DOCUMENT].replace("w:dataBinding", "w:databinding"))
    with pytest.raises(VoortgangError, match="geen enkel gekoppeld cijfer"):
        refresh(bare, LETTER, at=LETTER.frozen_at)
    assert check(bare, LETTER)


def test_a_draft_knows_its_letter() -> None:
    assert letter_of(DRAFT) == LETTER.id


def test_other_parts_keep_their_bytes_and_their_place() -> None:
    opened = open_package(DRAFT)
    again = opened.with_parts({DOCUMENT: b"<a/>", "word/new.xml": b"<b/>"})
    assert [*parts_of(again)] == [*PARTS, "word/new.xml"]
    assert {name: text for name, text in parts_of(again).items() if name in PARTS} == PARTS | {DOCUMENT: "<a/>"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    save(target, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "in it").touch()
    for unwritable in (tmp_path / "folder", tmp_path / "not there" / "brief.docx"):
        with pytest.raises(VoortgangError, match="niet te schrijven"):
            save(unwritable, b"new")
    with pytest.raises(VoortgangError, match="niet te lezen"):
        read(tmp_path / "folder")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["brief.docx", "folder"]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["<t/>", "<t >oud</t>", "<x:t xmlns:x='u' >&lt;<!-- > --></x:t >"]))
def test_an_edit_changes_its_element_and_nothing_around_it(text: str, value: str, element: str) -> None:
    data = f"\ufeff<?xml version='1.0'?><a  b = 'é>'>€{element}<!-- t --><t c='\"'/></a>".encode()
    root = parse(data)
    first = root.children[0]
    made = edited(data, [text_edit(data, first, text), *attribute_edits(data, root, {"b": value, "new": value})])
    again = parse(made)
    assert (again.children[0].text, dict(again.attributes)) == (text, {"b": value, "new": value})
    assert made.endswith(data[first.end :])
    assert edited(data, attribute_edits(data, root, {"b": "é>"})) == data
