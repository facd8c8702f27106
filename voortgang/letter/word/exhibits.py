"""An exhibit in a letter: caption, native chart, the same numbers as a table, and where they come from."""

from collections.abc import Callable

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from voortgang.letter.cell_text import cell_text, is_number
from voortgang.letter.tables import Exhibit
from voortgang.letter.word.charts import add_chart
from voortgang.letter.word.look import run, table
from voortgang.letter.word.styles import CAPTION, DRAWING, SOURCE

FIGURE, TABLE = "Figuur", "Tabel"
ON_ONE_PAGE, NARROWEST, WIDEST = 14, 8, 30
"""rows of a table that is not divided over pages and stays with the line on its source; letters in a column"""


def add_exhibit(document: Document, exhibit: Exhibit, paragraph: Callable[[str], Paragraph]) -> None:
    """Write an exhibit; `paragraph` adds an empty paragraph of a style at the place where the letter is by now."""
    _caption(paragraph(CAPTION), FIGURE if exhibit.charts else TABLE, exhibit.title)
    for chart in exhibit.charts:
        add_chart(paragraph(DRAWING), chart, exhibit.title, exhibit.finding)
    source = paragraph(SOURCE)
    source._p.addprevious(_table(document, exhibit))
    source._p.append(run(source_line(exhibit)))


def source_line(exhibit: Exhibit) -> str:
    """What the numbers mean and where they come from."""
    return f"{exhibit.definition.rstrip('.')}. {'; '.join(each.rstrip('.') for each in exhibit.trust)}."


def _table(document: Document, exhibit: Exhibit) -> BaseOxmlElement:
    columns = exhibit.columns
    rows = [[cell_text(*each) for each in zip(row, columns, strict=True)] for row in exhibit.rows]
    numeric = {at for at, column in enumerate(columns) if is_number(column)}
    heads = [column.label for column in columns]
    made: BaseOxmlElement = table(document, heads, rows, numeric, _widths(heads, rows))._tbl
    if len(rows) <= ON_ONE_PAGE:
        for each in made.iter(qn("w:p")):
            Paragraph(each, document._body).paragraph_format.keep_with_next = True
    for name, text in (("w:tblCaption", exhibit.title), ("w:tblDescription", exhibit.finding)):
        told = OxmlElement(name)
        told.set(qn("w:val"), text)
        made.find(qn("w:tblPr")).append(told)
    return made


def _widths(heads: list[str], rows: list[list[str]]) -> list[int]:
    """Room for the longest cell, and for the longest word of a head, which may be on several lines; within reason."""
    columns = zip(heads, *rows, strict=True)
    longest = [max(*map(len, cells), *map(len, head.split()), 1) for head, *cells in columns]
    return [min(max(each, NARROWEST), WIDEST) for each in longest]


def _caption(paragraph: Paragraph, kind: str, title: str) -> None:
    """Word numbers figures and tables itself, also after staff moved them."""
    paragraph.paragraph_format.keep_with_next = True  # also where a template's own captions stand below
    number = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" SEQ {kind} \\* ARABIC "/>')
    number.append(run(_next_number(paragraph, kind)))
    paragraph._p.extend([run(f"{kind} "), number, run(f". {title}")])


def _next_number(paragraph: Paragraph, kind: str) -> str:
    fields = paragraph.part.element.iter(qn("w:fldSimple"))
    return str(1 + sum(f"SEQ {kind} " in each.get(qn("w:instr"), "") for each in fields))
