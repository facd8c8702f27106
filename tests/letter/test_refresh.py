"""New values in a draft that people worked on: the figures change, and nothing else."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from documents import saved_again
from frozen_letters import first_half, second_half, with_value, without_facts
from hypothesis import given, settings
from hypothesis import strategies as st
from small_drafts import (
    control,
    draft_of,
    filled,
    heading,
    paragraph,
    parts_of,
    run,
    with_part,
)
from word_schema import faults

from voortgang.letter.controls import Control, controls, figures
from voortgang.letter.package import open_package
from voortgang.letter.passages import passages
from voortgang.letter.refresh import Change, refresh
from voortgang.letter.verify import check
from voortgang.letter.word import draft

FIRST, SECOND = first_half(), second_half()
AT = datetime(2025, 11, 20, 10, 0, tzinfo=UTC)
OPEN, SHARE = "backlog.open", "decided_on_time.share_within_norm"
DOCUMENT, STORE = "word/document.xml", "customXml/item1.xml"


@pytest.fixture(scope="module")
def draft_then() -> bytes:
    return draft(FIRST)


@pytest.fixture(scope="module")
def draft_now() -> bytes:
    return draft(SECOND)


def living(content: bytes) -> tuple[Control, ...]:
    package = open_package(content)
    return controls(package, figures(package))


def text_of(content: bytes) -> list[str]:
    package = open_package(content)
    return [each.text for each in passages(package, controls(package, figures(package)))]


def store_of(content: bytes) -> str:
    return figures(open_package(content)).part


def differing(before: bytes, after: bytes) -> list[str]:
    old, new = parts_of(before), parts_of(after)
    return [name for name in new if new[name] != old.get(name)]


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(each.what, each.old, each.new) for each in changes]


def of_first(*texts: str) -> bytes:
    return draft_of(FIRST, heading("Stand"), *(paragraph(filled(FIRST, text)) for text in texts))


def test_the_same_letter_changes_only_the_stamp(draft_now: bytes) -> None:
    done = refresh(draft_now, SECOND, told_as="comments", at=AT)
    assert done.changes == ()
    store = store_of(draft_now)
    assert differing(draft_now, done.content) == [store]
    stamp = re.compile(r'(stempel=")[^"]*')
    assert stamp.sub(r"\1", parts_of(done.content)[store]) == stamp.sub(r"\1", parts_of(draft_now)[store])
    again = refresh(draft_now, SECOND, at=SECOND.frozen_at)
    assert parts_of(again.content) == parts_of(draft_now)


def test_another_letter_changes_the_text_of_the_figures_and_nothing_else(draft_then: bytes) -> None:
    done = refresh(draft_then, SECOND, at=AT)
    assert differing(draft_then, done.content) == [DOCUMENT, store_of(draft_then)]
    figures_now = living(done.content)
    assert [each.text for each in figures_now] == [SECOND.fact[each.stored.key].text for each in figures_now]
    assert {each.what for each in done.changes} == {"ververst"}
    hollow = re.compile(r"(<w:sdtContent>.*?<w:t[^>]*>)[^<]*(</w:t>)")
    old, new = (hollow.sub(r"\1\2", parts_of(each)[DOCUMENT]) for each in (draft_then, done.content))
    assert old == new
    back = refresh(done.content, FIRST, at=FIRST.frozen_at)
    assert parts_of(back.content) == parts_of(draft_then)


def test_a_refreshed_draft_is_known_as_one_of_the_new_letter() -> None:
    done = refresh(of_first("Er zijn {backlog.open} verzoeken."), SECOND, at=AT)
    found = figures(open_package(done.content))
    assert (found.letter, found.root.attributes["stempel"]) == (SECOND.id, AT.isoformat())
    stored = {each.key: each for each in found.stored.values()}
    assert (stored[OPEN].about.attributes["waarde"], stored[OPEN].held(False), stored[OPEN].held(True)) == (
        "4162",
        "4.162",
        "5.886",
    )


def test_facts_are_found_by_their_key_when_the_letter_has_them_in_another_order() -> None:
    turned = replace(SECOND, facts=SECOND.facts[::-1])
    done = refresh(of_first("Nog {backlog.open}, dat is {decided_on_time.share_within_norm}."), turned, at=AT)
    assert text_of(done.content)[1] == "Nog 4.162, dat is 25%."
    once_more = refresh(done.content, FIRST, at=AT)
    assert text_of(once_more.content)[1] == "Nog 5.886, dat is 6%."


def typed_in_word(content: bytes, old: str, new: str) -> bytes:
    """Word writes what is typed in a control into the part as well."""
    for name in (DOCUMENT, store_of(content)):
        content = with_part(content, name, parts_of(content)[name].replace(f">{old}<", f">{new}<"))
    return content


def typed_elsewhere(content: bytes, old: str, new: str) -> bytes:
    """Other programs change the text only."""
    return with_part(content, DOCUMENT, parts_of(content)[DOCUMENT].replace(f">{old}<", f">{new}<"))


@pytest.mark.parametrize("typed", [typed_in_word, typed_elsewhere])
def test_a_figure_that_was_typed_over_is_told_and_left(typed: Callable[[bytes, str, str], bytes]) -> None:
    before = typed(
        of_first("Er zijn {backlog.open} verzoeken, {decided_on_time.share_within_norm} op tijd."), "5.886", "6.000"
    )
    done = refresh(before, SECOND, at=AT)
    assert told(done.changes) == [("met de hand gewijzigd", "6.000", "4.162"), ("ververst", "6%", "25%")]
    assert text_of(done.content)[1] == "Er zijn 6.000 verzoeken, 25% op tijd."
    assert told(refresh(done.content, SECOND, at=AT).changes) == [("met de hand gewijzigd", "6.000", "4.162")]


def test_what_word_shows_for_a_figure_that_was_left_is_what_people_typed() -> None:
    done = refresh(typed_in_word(of_first("Er zijn {backlog.open} verzoeken."), "5.886", "6.000"), SECOND, at=AT)
    assert [each.stored.held(False) for each in living(done.content)] == ["6.000"]


def test_of_a_figure_that_stands_there_twice_the_one_that_nobody_typed_over_is_refreshed() -> None:
    twice = control(FIRST, OPEN) + run(" en ") + control(FIRST, OPEN, "6.000")
    done = refresh(draft_of(FIRST, paragraph(twice)), SECOND, at=AT)
    assert text_of(done.content) == ["4.162 en 6.000"]
    assert {each.stored.held(False) for each in living(done.content)} == {"4.162"}


def test_a_figure_of_the_previous_letter_that_was_typed_over_stays_when_that_of_now_is_refreshed() -> None:
    text = filled(SECOND, "Van {backlog.open!} naar {backlog.open}.")
    before = typed_in_word(draft_of(SECOND, paragraph(text)), "5.886", "6")
    later = with_value(SECOND, OPEN, Decimal(4000))
    for content in (before, refresh(before, later, at=AT).content):
        done = refresh(content, later, at=AT)
        assert text_of(done.content) == ["Van 6 naar 4.000."]
        assert ("met de hand gewijzigd", "6", "5.886") in told(done.changes)
        assert {each.stored.held(True) for each in living(done.content)} == {"6"}


def test_a_figure_that_was_typed_over_with_the_new_value_is_no_change() -> None:
    done = refresh(typed_in_word(of_first("Er zijn {backlog.open} verzoeken."), "5.886", "4.162"), SECOND, at=AT)
    assert done.changes == ()
    assert refresh(done.content, FIRST, at=AT).changes[0].what == "ververst"


def test_what_the_previous_letter_printed_is_refreshed_too() -> None:
    text = "Van {backlog.open!} naar {backlog.open}."
    before = draft_of(SECOND, paragraph(filled(SECOND, text)))
    third = replace(
        SECOND, previous=replace(SECOND.previous, figures={OPEN: replace(SECOND.previous.figures[OPEN], text="9")})
    )
    assert text_of(refresh(before, third, at=AT).content) == ["Van 9 naar 4.162."]
    alone = refresh(before, FIRST, at=AT)
    assert told(alone.changes) == [("niet in deze brief", "5.886", "geen cijfer"), ("ververst", "4.162", "5.886")]
    assert text_of(alone.content) == ["Van 5.886 naar 5.886."]


def test_a_fact_that_the_letter_does_not_have_is_told_and_left() -> None:
    done = refresh(of_first("Er zijn {backlog.open} verzoeken."), without_facts(SECOND, "backlog"), at=AT)
    assert told(done.changes) == [("niet in deze brief", "5.886", "geen cijfer")]
    assert text_of(done.content)[1] == "Er zijn 5.886 verzoeken."


def test_a_figure_that_is_hidden_now_shows_that_and_back() -> None:
    hidden = with_value(SECOND, OPEN, None, "verborgen")
    done = refresh(of_first("Er zijn {backlog.open} verzoeken."), hidden, at=AT)
    assert text_of(done.content)[1] == "Er zijn verborgen verzoeken."
    assert told(refresh(done.content, FIRST, at=AT).changes) == [("ververst", "verborgen", "5.886")]


BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
    "<w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent>"
)
PLACEHOLDER = control(FIRST, OPEN, "Klik hier").replace("<w:text/>", "<w:showingPlcHdr/><w:text/>")
STRANGE = re.sub(r"v:c(\d+)\[", r"v:c99\1[", control(FIRST, OPEN))
NESTED = control(FIRST, OPEN, inner=run("5.886") + control(FIRST, SHARE))
SPLIT = control(FIRST, OPEN, inner=f"{run('5.8')}<w:proofErr/>{run('86')}")
DELETED = f'<w:del w:id="1" w:author="a">{control(FIRST, OPEN)}</w:del>'
EMPTIED = control(FIRST, OPEN, inner='<w:del w:id="1"><w:r><w:delText>5.886</w:delText></w:r></w:del>')
INSERTED = f'<w:ins w:id="1" w:author="a">{control(FIRST, OPEN)}</w:ins>'
MOVED = f'<w:moveFrom w:id="1">{control(FIRST, OPEN)}</w:moveFrom><w:moveTo w:id="2">{control(FIRST, OPEN)}</w:moveTo>'
WITHIN = f"<w:sdt><w:sdtPr/><w:sdtContent>{control(FIRST, OPEN)}</w:sdtContent></w:sdt>"
RETYPED = control(FIRST, OPEN, inner=f'<w:del w:id="1"><w:r><w:delText>86</w:delText></w:r></w:del>{run("5.887")}')
OLD, NEW = ("ververst", "5.886", "4.162"), "4.162"
STATES = {
    "copied twice": (control(FIRST, OPEN) + run(" en ") + control(FIRST, OPEN), [OLD, OLD], "4.162 en 4.162"),
    "runs cut in two": (SPLIT, [OLD], NEW),
    "within a control of staff": (WITHIN, [OLD], NEW),
    "inserted with tracking": (INSERTED, [OLD], NEW),
    "moved with tracking": (MOVED, [OLD], NEW),
    "text box": (run("Kader") + f"<w:r>{BOX.format(paragraph(control(FIRST, OPEN)))}</w:r>", [OLD], "Kader"),
    "emptied": (run("is ") + PLACEHOLDER, [("met de hand gewijzigd", "(leeg)", "4.162")], "is Klik hier"),
    "emptied with tracking": (run("is ") + EMPTIED, [("met de hand gewijzigd", "(leeg)", "4.162")], "is "),
    "typed over with tracking": (RETYPED, [("met de hand gewijzigd", "5.887", "4.162")], "5.887"),
    "nested": (NESTED, [("genest", "5.886", "4.162"), ("ververst", "6%", "25%")], "5.88625%"),
    "of another document": (STRANGE, [("onbekend", "5.886", "geen cijfer")], "5.886"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_control_is_found_and_filled_in_whatever_state_it_is(state: str) -> None:
    content, expected, shown = STATES[state]
    before = draft_of(FIRST, paragraph(content))
    done = refresh(before, SECOND, told_as="comments", at=AT)
    assert told(done.changes) == expected
    assert text_of(done.content)[0] == shown
    assert ("word/comments.xml" in parts_of(done.content)) == (state != "text box")  # Word knows none in a text box


def test_a_deleted_control_is_left_as_it_is() -> None:
    before = draft_of(FIRST, paragraph(DELETED + run("weg")), paragraph(control(FIRST, SHARE)))
    done = refresh(before, SECOND, at=AT)
    assert told(done.changes) == [("ververst", "6%", "25%")]
    assert ">5.886<" in parts_of(done.content)[DOCUMENT]


def test_controls_around_paragraphs_and_cells_are_filled_and_told_of() -> None:
    row = control(FIRST, OPEN, inner=f"<w:tc>{paragraph(run('5.886'))}</w:tc>")
    around = control(FIRST, SHARE, inner=paragraph(run("6%"), "Kop2"))
    before = draft_of(FIRST, heading("Stand"), f"<w:tbl><w:tr>{row}</w:tr></w:tbl>", around)
    done = refresh(before, SECOND, told_as="comments", at=AT)
    assert [each.place for each in done.changes] == ["tabel 1, rij 1, kolom 1, onder ‘Stand’", "kop ‘6%’"]
    assert text_of(done.content) == ["Stand", "4.162", "25%"]
    assert len(list(docx.Document(io.BytesIO(done.content)).comments)) == 2


def test_changes_are_told_in_comments_beside_those_that_are_there(draft_then: bytes) -> None:
    document = docx.Document(io.BytesIO(draft_then))
    document.add_comment(document.paragraphs[0].runs[0], text="Klopt dit?", author="Piet")
    saved = io.BytesIO()
    document.save(saved)
    done = refresh(saved.getvalue(), SECOND, told_as="comments", at=AT)
    made = list(docx.Document(io.BytesIO(done.content)).comments)
    assert [each.text for each in made] == ["Klopt dit?", *(each.sentence for each in done.changes)]
    assert len({each.comment_id for each in made}) == len(made)
    assert {each.timestamp for each in made[1:]} == {AT}
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marks = re.findall(rf'<w:{kind} w:id="(\d+)"', parts_of(done.content)[DOCUMENT])
        assert sorted(map(int, marks)) == sorted(each.comment_id for each in made)
    assert faults(done.content) == []


def test_changes_are_told_in_a_table_at_the_end_that_the_check_knows(draft_then: bytes) -> None:
    now = replace(SECOND, id=FIRST.id, exhibits=FIRST.exhibits)
    done = refresh(draft_then, now, told_as="table", at=AT)
    document = docx.Document(io.BytesIO(done.content))
    assert document.element.body[-1].tag.endswith("}sectPr")
    table = document.tables[-1]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[1:] == [(each.place, each.label, each.old, each.new, each.what) for each in done.changes]
    assert check(done.content, now) == ()
    assert faults(done.content) == []


def test_a_draft_that_libreoffice_saved_is_refreshed_and_checked(draft_then: bytes, tmp_path: Path) -> None:
    now = replace(SECOND, id=FIRST.id, exhibits=FIRST.exhibits)
    done = refresh(draft_then, now, told_as="comments", at=AT)
    (tmp_path / "brief.docx").write_bytes(done.content)
    content = saved_again(tmp_path / "brief.docx", tmp_path / "saved").read_bytes()
    assert [each.text for each in living(content)] == [each.text for each in living(done.content)]
    assert sum(1 for _ in docx.Document(io.BytesIO(content)).comments) == len(done.changes)
    assert {each.found for each in check(content, now)} <= {"geen tekst"}  # LibreOffice drops what charts tell
    assert told(refresh(content, with_value(now, OPEN, FIRST.fact[OPEN].value), at=AT).changes) == [
        ("ververst", "4.162", "5.886")
    ]


LINES = (
    "De werkvoorraad is {backlog.open} verzoeken.",
    "Op tijd: {decided_on_time.share_within_norm} van de besluiten.",
    "De mediaan is {throughput_time.median_days} dagen, tot en met {cohort_on_time.until}.",
    "Zie ook de bijlage.",
)
AROUND = ("", "Overigens: ", "Zoals eerder gemeld – ", "«"), ("", " Dat blijft zo.", "»", " (zie de bijlage)")


@st.composite
def edited_lines(draw: st.DrawFn) -> list[str]:
    """Lines that were rewritten around their figures, moved, copied and deleted."""
    kept = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
    return [draw(st.sampled_from(AROUND[0])) + line + draw(st.sampled_from(AROUND[1])) for line in kept]


@settings(max_examples=20, deadline=None)
@given(edited_lines())
def test_whatever_was_written_around_them_figures_are_refreshed(lines: list[str]) -> None:
    """The twin fills the same lines with the other letter."""
    lines = [*lines, "Slot: {register.rows}."]
    done = refresh(of_first(*lines), SECOND, at=AT)
    expected = draft_of(SECOND, heading("Stand"), *(paragraph(filled(SECOND, line)) for line in lines))
    assert parts_of(done.content)[DOCUMENT] == parts_of(expected)[DOCUMENT]
