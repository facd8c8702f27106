"""Numbers of headings and marks of lists, as Word keeps them: in a part of their own that styles refer to."""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

INDENT = 425
"""twentieths of a point: 0,75 cm"""


def add_numbers(document: Document, styles: tuple[str, ...]) -> int:
    """Number the paragraphs of these styles (ids) as 1, 1.1, …; returns the id that the styles must refer to."""
    levels = (
        _level(at, "decimal", ".".join(f"%{1 + each}" for each in range(at + 1)), id_) for at, id_ in enumerate(styles)
    )
    return _added(document, "multilevel", "".join(levels))


def add_bullets(document: Document, style: str) -> int:
    """Put a bullet before the paragraphs of this style (id); returns the id that the style must refer to."""
    return _added(document, "singleLevel", _level(0, "bullet", "•", style))


def _level(at: int, form: str, text: str, style: str) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
    )


def _added(document: Document, kind: str, levels: str) -> int:
    root = _numbering(document)
    abstract, number = (_next(root, *each) for each in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId")))
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="{kind}"/>{levels}'
        "</w:abstractNum>"
    )
    # Word wants every abstract list before the first list
    first = next(iter(root.findall(qn("w:num"))), None)
    root.append(made) if first is None else first.addprevious(made)
    listed = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>')
    last = (root.findall(qn("w:num")) or [made])[-1]
    last.addnext(listed)
    return number


def _next(root: BaseOxmlElement, name: str, attribute: str) -> int:
    return 1 + max((int(each.get(qn(attribute), "0")) for each in root.findall(qn(name))), default=0)


def _numbering(document: Document) -> BaseOxmlElement:
    found = [each for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if found:
        root: BaseOxmlElement = found[0].target_part.element
        return root
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return root
