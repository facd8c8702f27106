"""The note as a Word document in the house style: real headings, lists and header rows, on two pages."""

from datetime import datetime

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from voortgang.exports.decision_note.note import Note, Section, Table
from voortgang.letter.word.look import UNWRITABLE, table
from voortgang.letter.word.saving import saved
from voortgang.letter.word.styles import BULLET, CAPTION, FOOTER, HEADING, SOURCE, TITLE, house_document

SIDE, EDGE = Cm(1.9), Cm(1.6)
NAME, WORDS, NUMBER = 3.4, 1.9, 1.0
"""widths of columns, beside each other"""


def word_of(note: Note, at: datetime) -> bytes:
    """The bytes of a .docx that says it was made at `at`; the same note and moment give the same bytes."""
    document = house_document()
    page = document.sections[0]
    page.left_margin = page.right_margin = SIDE
    page.top_margin = page.bottom_margin = EDGE
    _add(document, f"{note.title}: {note.subtitle}", TITLE)
    if note.label:
        _add(document, note.label, "Normal").runs[0].bold = True
    for term, text in note.facts:
        line = _add(document, f"{term}: ", "Normal")
        line.runs[0].bold = True
        line.add_run(_writable(text))
    for section in note.first:
        _write(document, section)
    for place, section in enumerate(note.second):
        _write(document, section, is_first=place == 0)
    _write_footer(document, note.footer)
    return saved(document, f"{note.title}: {note.subtitle}", at)


def _write(document: Document, section: Section, *, is_first: bool = False) -> None:
    """A section, the first one of the second page on top of it."""
    _add(document, section.heading, HEADING).paragraph_format.page_break_before = is_first
    for text in section.paragraphs:
        _add(document, text, "Normal")
    for text in section.points:
        _add(document, text, BULLET)
    if section.table:
        _write_table(document, section.table)
    for text in section.closing:
        _add(document, text, SOURCE)


def _write_table(document: Document, found: Table) -> None:
    _add(document, found.title, CAPTION)
    columns = range(1, len(found.heads))
    widths = [NAME, *(WORDS if at in found.prose else NUMBER for at in columns)]
    table(document, found.heads, found.rows, {*columns} - found.prose, widths)


def _add(document: Document, text: str, style: str) -> Paragraph:
    return document.add_paragraph(_writable(text), style=style)


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _write_footer(document: Document, text: str) -> None:
    """Where the note came from, and which of how many pages this is."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[FOOTER]
    paragraph.add_run("Bladzijde ")
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(" van ")
    _field(paragraph, "NUMPAGES", "2")
    paragraph.add_run().add_break()
    paragraph.add_run(_writable(text))


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    run.text = shown
    field.append(run)
    paragraph._p.append(field)
