"""How our Word documents look: Verdana 9 on 12 points, tables with a header row that is repeated on every page."""

import re
from collections.abc import Collection, Sequence
from typing import cast

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart
from docx.table import Table

FONT, SIZE, LINE = "Verdana", 9, 12
"""points"""
TABLE_TEXT, TABLE_HEAD = "Tabeltekst", "Tabelkop"
"""paragraph styles that a document must have before it gets a table"""
RULE, SHADE = "A6ACB3", "E9EDF1"
TWIPS = 635
"""English metric units in a twentieth of a point"""
NARROWEST, LONGEST, BOLD = 6, 30, 2
"""signs: of a column, of a cell that need not be broken, and what bold adds to a word"""
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""signs that XML cannot hold"""
RULES = "".join(
    f"<w:{side} w:val='single' w:sz='4' w:space='0' w:color='{RULE}'/>" for side in ("top", "bottom", "insideH")
)
TABLE = (
    f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:type='dxa'/><w:tblBorders>{RULES}</w:tblBorders>"
    "<w:tblLayout w:type='fixed'/><w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='80' w:type='dxa'/>"
    "<w:bottom w:w='40' w:type='dxa'/><w:right w:w='80' w:type='dxa'/></w:tblCellMar>"
    "<w:tblLook w:val='0020' w:firstRow='1' w:lastRow='0' w:firstColumn='0' w:lastColumn='0' w:noHBand='1'"
    " w:noVBand='1'/></w:tblPr><w:tblGrid/></w:tbl>"
)
Piece = str | BaseOxmlElement
"""text, or a run of its own such as the mark of a footnote"""
Paragraph = Sequence[Piece]


def table(
    document: Document,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Collection[int] = (),
    widths: Sequence[float] = (),
) -> Table:
    """Add a table at the end of the document: a header row that screen readers know and pages repeat, no split rows.

    `numeric` are the places of columns that are aligned right; `widths` are shares of the width of the text (by what
    is in the columns when empty). Move `._tbl` to put it elsewhere.
    """
    made = empty_table(document, heads, numeric, widths or _widths(heads, rows))
    for row in rows:
        add_row(made, [[[line] for line in text.split("\n")] for text in row], numeric)
    return made


def empty_table(
    document: Document, heads: Sequence[str], numeric: Collection[int] = (), widths: Sequence[float] = ()
) -> Table:
    """The same with its header row only, to which `add_row` adds; columns are equally wide when not told otherwise."""
    element: CT_Tbl = parse_xml(TABLE)
    whole = _text_width(document)
    shares = widths or [1] * len(heads)
    columns = [int(whole * share / sum(shares)) for share in shares]
    element.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(sum(columns)))
    for width in columns:
        element.tblGrid.append(_element("w:gridCol", w=str(width)))
    body = document.element.body
    body.insert(len(body) - 1, element)  # the last element of a body is its section
    made = Table(element, document._body)
    head = add_row(made, [[[head]] for head in heads], numeric, TABLE_HEAD, SHADE)
    head.get_or_add_trPr().append(_element("w:tblHeader"))
    return made


def add_row(
    table: Table,
    cells: Sequence[Sequence[Paragraph]],
    numeric: Collection[int] = (),
    style: str = TABLE_TEXT,
    shade: str = "",
) -> CT_Row:
    """Add a row of cells, each of paragraphs of pieces; a row of one cell spans the whole table."""
    columns = [column.get(qn("w:w"), "0") for column in table._tbl.tblGrid]
    span = len(columns) if len(cells) == 1 else 1
    style_id = str(cast(DocumentPart, table.part).styles[style].style_id)
    row: CT_Row = OxmlElement("w:tr")
    row.get_or_add_trPr().append(_element("w:cantSplit"))
    for at, paragraphs in enumerate(cells):
        width = sum(map(int, columns)) if span > 1 else int(columns[at])
        row.append(_cell(paragraphs, width, span, shade, style_id, is_right=at in numeric))
    table._tbl.append(row)
    return row


def run(text: str) -> BaseOxmlElement:
    """Text as a run, without the signs that a document cannot hold."""
    made = OxmlElement("w:r")
    made.text = UNWRITABLE.sub("", text)
    return made


def _cell(
    paragraphs: Sequence[Paragraph], width: int, span: int, shade: str, style: str, *, is_right: bool
) -> BaseOxmlElement:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(_element("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(_element("w:gridSpan", val=str(span)))
    if shade:
        properties.append(_element("w:shd", val="clear", color="auto", fill=shade))
    cell.append(properties)
    for pieces in paragraphs or ((),):
        cell.append(_paragraph(pieces, style, is_right=is_right))
    return cell


def _paragraph(pieces: Paragraph, style: str, *, is_right: bool) -> BaseOxmlElement:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(_element("w:pStyle", val=style))
    if is_right:
        properties.append(_element("w:jc", val="right"))
    paragraph.append(properties)
    for piece in pieces:
        paragraph.append(run(piece) if isinstance(piece, str) else piece)
    return paragraph


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Room for the longest word of each head, which is bold, and for the cells as far as those are short."""
    return [
        max(BOLD + max(map(len, head.split()), default=0), *(min(len(row[at]), LONGEST) for row in rows), NARROWEST)
        for at, head in enumerate(heads)
    ]


def _text_width(document: Document) -> int:
    """Between the margins of the last section, in twentieths of a point."""
    last = document.sections[-1]
    return int(((last.page_width or 0) - (last.left_margin or 0) - (last.right_margin or 0)) / TWIPS)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
