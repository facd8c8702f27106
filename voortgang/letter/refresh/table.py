"""The changes of a refresh as a table at the end of the document."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from voortgang.letter.markup import Edit
from voortgang.letter.package import Package
from voortgang.letter.refresh.changes import Change
from voortgang.letter.refresh.comments import WORDS, inserted

CAPTION = "Cijfers die bij het verversen zijn gewijzigd of gebleven"
"""by this caption the check knows the table, whose old figures are no mistakes"""
TITLE = "Cijfers die zijn gewijzigd of gebleven bij het verversen naar brief "
HEADS = {"Plaats": 1250, "Cijfer": 1500, "Was": 800, "Brief geeft": 800, "Wat": 650}
"""with their widths, in fiftieths of a percent of the width of the text"""
APART = '<w:pPr><w:keepNext/><w:spacing w:before="480" w:after="120"/></w:pPr>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_edit(package: Package, changes: Sequence[Change], letter: str) -> Edit:
    """The edit of the document that adds the table, before the properties of its last section."""
    body = next(package.tree(package.document).all("w:body"))
    rows = [tuple(HEADS), *((each.place, each.label, each.old, each.new, each.what) for each in changes)]
    content = _paragraph(TITLE + letter, is_bold=True, properties=APART) + _table(rows) + f"<w:p {WORDS}/>"
    last = body.children[-1] if body.children else None
    if last is not None and last.name == "w:sectPr":
        return Edit(last.start, last.start, content.encode())
    return inserted(package.parts[package.document], body, content.encode())


def _table(rows: Sequence[Sequence[str]]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width * 2}"/>' for width in HEADS.values())
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in SIDES)
    return (
        f'<w:tbl {WORDS}><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(CAPTION)}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        + "".join(_row(row, is_head=not at) for at, row in enumerate(rows))
        + "</w:tbl>"
    )


def _row(cells: Sequence[str], is_head: bool) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>"
    made = (_cell(text, width, is_head) for text, width in zip(cells, HEADS.values(), strict=True))
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def _cell(text: str, width: int, is_head: bool) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>{_paragraph(text, is_head)}</w:tc>'


def _paragraph(text: str, is_bold: bool, properties: str = "") -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    return f'<w:p {WORDS}>{properties}<w:r>{bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
