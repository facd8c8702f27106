"""Footnotes of a Word document: a part of their own, and a mark in the text for each."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from voortgang.letter.word.look import SIZE, run

TEXT, MARK = "footnote text", "footnote reference"
"""the names by which Word knows these styles"""
LINES = {-1: "separator", 0: "continuationSeparator"}
"""the lines above the notes, which Word keeps as notes of their own"""
EMPTY = (
    f"<w:footnotes {nsdecls('w')}>"
    + "".join(
        f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
        f' w:lineRule="auto"/></w:pPr><w:r><w:{name}/></w:r></w:p></w:footnote>'
        for number, name in LINES.items()
    )
    + "</w:footnotes>"
)
AFTER_FOOTNOTES = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids")
"""elements of the settings that come later; a document of ours has one of them"""


def add_footnote(document: Document, text: str) -> BaseOxmlElement:
    """Add a footnote; returns the run with its mark, still to be put in the text."""
    notes = _notes(document)
    number = str(1 + max(int(note.get(qn("w:id"))) for note in notes))
    style = document.styles[TEXT].style_id
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p></w:footnote>'
    )
    paragraph = note[0]
    for each in (_mark(document, "w:footnoteRef"), run(f" {text}")):
        paragraph.append(each)
    notes.append(note)
    mark = _mark(document, "w:footnoteReference")
    mark[-1].set(qn("w:id"), number)
    return mark


def _mark(document: Document, name: str) -> BaseOxmlElement:
    style = document.styles[MARK].style_id
    made = parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{style}"/></w:rPr></w:r>')
    made.append(OxmlElement(name))
    return made


def _notes(document: Document) -> BaseOxmlElement:
    """The root of the part with the footnotes; made, with the styles and settings that it needs, by the first note."""
    for each in document.part.rels.values():
        if each.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            found: BaseOxmlElement = each.target_part.element
            return found
    _prepare(document)
    root: BaseOxmlElement = parse_xml(EMPTY)
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return root


def _prepare(document: Document) -> None:
    text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style, text.font.size = document.styles["Normal"], Pt(SIZE - 2)
    text.paragraph_format.line_spacing = Pt(SIZE)
    document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
    lines = "".join(f'<w:footnote w:id="{number}"/>' for number in LINES)
    settings = document.settings.element
    later = next(each for each in settings if each.tag in map(qn, AFTER_FOOTNOTES))
    later.addprevious(parse_xml(f"<w:footnotePr {nsdecls('w')}>{lines}</w:footnotePr>"))
