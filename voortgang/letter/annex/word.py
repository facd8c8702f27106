"""The annex as a Word document on A4, lying down."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from voortgang.letter.annex.content import Annex, Change, Line, Mark, Told, content
from voortgang.letter.model import Freeze
from voortgang.letter.word.footer import write_footer
from voortgang.letter.word.footnotes import add_footnote
from voortgang.letter.word.look import TABLE_HEAD, Paragraph, add_row, empty_table, run
from voortgang.letter.word.saving import saved
from voortgang.letter.word.styles import HEADING, PAGE_HEIGHT, PAGE_WIDTH, TITLE, house_document

MARGIN, FOOT, FOOT_FROM = Cm(1.5), Cm(1.8), Cm(0.8)
WIDTHS = (18, 6, 20, 28, 30, 15)
CHANGE_WIDTHS = (28, 20, 16, 20, 20)
ICON_FONT = "Segoe UI Symbol"
SECTION_SHADE = "F4F6F8"
SPACE = "\u00a0"
"""keeps an icon and its text together"""


def annex_word(freeze: Freeze) -> bytes:
    """The bytes of a .docx: the same letter gives the same bytes."""
    annex, document = content(freeze), house_document()
    _lay_down(document)
    document.add_paragraph(annex.title, TITLE)
    if annex.label:
        document.add_paragraph().add_run(annex.label).bold = True
    document.add_paragraph(annex.about)
    _write_legend(document, annex)
    document.add_paragraph(annex.rows_title, HEADING)
    _write_rows(document, annex)
    document.add_paragraph(annex.changes_title, HEADING)
    _write_changes(document, annex)
    write_footer(document, annex.footer)
    return saved(document, annex.title, freeze.frozen_at)


def _lay_down(document: Document) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, PAGE_HEIGHT, PAGE_WIDTH
    page.left_margin = page.right_margin = page.top_margin = MARGIN
    page.bottom_margin, page.footer_distance = FOOT, FOOT_FROM


def _write_legend(document: Document, annex: Annex) -> None:
    for name, marks in annex.legend:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        for at, mark in enumerate(marks):
            for piece in (run("; " if at else ""), *_mark(mark)):
                paragraph._p.append(piece)


def _write_rows(document: Document, annex: Annex) -> None:
    table = empty_table(document, annex.heads, widths=WIDTHS)
    for group in annex.groups:
        add_row(table, [[[group.title]]], style=TABLE_HEAD, shade=SECTION_SHADE)
        for line in group.lines:
            add_row(table, [*_cells(document, line, annex.nothing)])


def _cells(document: Document, line: Line, nothing: str) -> Iterator[list[Paragraph]]:
    for text in (line.ambition, line.page, line.measure):
        yield [[text]]
    yield [[text] for text in line.explanation]
    yield [*map(_mark, line.marks), *([text] for text in line.standing)]
    yield [_told(document, each) for each in line.told] or [[nothing]]


def _told(document: Document, told: Told) -> Paragraph:
    return [told.day, add_footnote(document, told.paper)]


def _write_changes(document: Document, annex: Annex) -> None:
    if annex.no_changes:
        document.add_paragraph(annex.no_changes)
        return
    table = empty_table(document, annex.change_heads, widths=CHANGE_WIDTHS)
    for change in annex.changes:
        add_row(table, [[cell] for cell in _change(change)])


def _change(change: Change) -> list[Paragraph]:
    return [[change.measure], [change.ambition], _mark(change.verdict), [change.before], [change.after]]


def _mark(mark: Mark) -> list[BaseOxmlElement]:
    """The icon in a font that has it, and its text."""
    icon = run(mark.icon)
    fonts = icon.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), ICON_FONT)
    return [icon, run(f"{SPACE}{mark.text}")]
