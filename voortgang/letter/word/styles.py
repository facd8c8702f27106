"""The typography of the state in a Word document: Verdana 9 on 12 points, Dutch, numbered headings."""

from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from voortgang.letter.word.look import FONT, LINE, SIZE, TABLE_HEAD, TABLE_TEXT
from voortgang.letter.word.numbering import add_bullets, add_numbers
from voortgang.letter.word.saving import LANGUAGE

HEADING, SUBHEADING, CAPTION, BULLET = "Heading 1", "Heading 2", "Caption", "List Bullet"
PLAIN, BODY, DRAWING = "Normal", "Body Text", "Grafiek"
SOURCE, TITLE, FOOTER = "Bron", "Title", "Footer"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2.5)
BLACK = RGBColor(0, 0, 0)


@dataclass(frozen=True)
class Look:
    """How a paragraph of a style looks; points."""

    size: float = SIZE
    is_bold: bool = False
    is_italic: bool = False
    before: float = 0
    after: float = 0
    stays_with_next: bool = False
    is_builtin: bool = True


LOOKS = {
    TITLE: Look(size=SIZE + 2, is_bold=True, after=LINE),
    HEADING: Look(is_bold=True, before=LINE, after=LINE / 2, stays_with_next=True),
    SUBHEADING: Look(is_italic=True, before=LINE, after=LINE / 2, stays_with_next=True),
    CAPTION: Look(size=SIZE - 1, is_bold=True, before=LINE / 2, after=LINE / 4, stays_with_next=True),
    BODY: Look(after=LINE),
    BULLET: Look(after=LINE),
    DRAWING: Look(is_builtin=False),
    FOOTER: Look(size=SIZE - 2),
    SOURCE: Look(size=SIZE - 2, before=LINE / 4, after=LINE, is_builtin=False),
    TABLE_TEXT: Look(size=SIZE - 1, is_builtin=False),
    TABLE_HEAD: Look(size=SIZE - 1, is_bold=True, stays_with_next=True, is_builtin=False),
}


def house_document() -> Document:
    """An empty A4 document in the house style of the state, without its logo."""
    document = docx.Document()
    package = document.part.package
    for name in [key for key, each in package.rels.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.rels.pop(name)
    _set_defaults(document)
    _set_language(document.settings.element)
    for name, look in LOOKS.items():
        style = _style(document, name, look)
        _set_type(style, look)
        _dress(style, look)
    _number(document, (HEADING, SUBHEADING), (BULLET,))
    page = document.sections[0]
    page.page_width, page.page_height = PAGE_WIDTH, PAGE_HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    return document


def add_missing_styles(document: Document) -> None:
    """Give a document the styles that a letter needs and that it does not have; its own stay as they are."""
    known = {each.name for each in document.styles}
    missing = {name: look for name, look in LOOKS.items() if name not in known}
    for name, look in missing.items():
        _dress(_style(document, name, look), look)
    headings = (HEADING, SUBHEADING) if HEADING in missing and SUBHEADING in missing else ()
    _number(document, headings, (BULLET,) if BULLET in missing else ())


def set_language(properties: BaseOxmlElement) -> None:
    """Say in the properties of runs that the text is Dutch."""
    for each in properties.findall(qn("w:lang")):
        properties.remove(each)
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGE, qn("w:eastAsia"): LANGUAGE})
    properties.append(language)


def _style(document: Document, name: str, look: Look) -> ParagraphStyle:
    styles = document.styles
    if name in styles:
        found: ParagraphStyle = styles[name]
        return found
    made: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.is_builtin)
    made.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    made.quick_style = True
    return made


def _set_type(style: ParagraphStyle, look: Look) -> None:
    _set_font(style.element.get_or_add_rPr())
    style.font.size, style.font.color.rgb = Pt(look.size), BLACK


def _dress(style: ParagraphStyle, look: Look) -> None:
    """What is not about type, for in a template the type is that of the template."""
    form = style.paragraph_format
    style.font.bold, style.font.italic = look.is_bold, look.is_italic
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next = look.stays_with_next
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _set_font(properties: BaseOxmlElement) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_defaults(document: Document) -> None:
    """Of every paragraph and run that says nothing else; lines may grow, because a chart stands in one."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    runs = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_font(runs)
    for name in ("w:sz", "w:szCs"):
        runs.find(qn(name)).set(qn("w:val"), str(2 * SIZE))
    set_language(runs)
    spacing = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).find(qn("w:spacing"))
    spacing.attrib.clear()
    for name, value in (("after", "0"), ("line", str(20 * LINE)), ("lineRule", "atLeast")):
        spacing.set(qn(f"w:{name}"), value)


def _set_language(settings: BaseOxmlElement) -> None:
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    for name in ("w:proofState", "w:savePreviewPicture"):
        settings.remove(settings.find(qn(name)))


def _number(document: Document, headings: tuple[str, ...], bullets: tuple[str, ...]) -> None:
    styles = document.styles
    if headings:
        number = add_numbers(document, tuple(styles[name].style_id for name in headings))
        for level, name in enumerate(headings):
            _refer(styles[name], number, level)
    for name in bullets:
        _refer(styles[name], add_bullets(document, styles[name].style_id), 0)


def _refer(style: ParagraphStyle, number: int, level: int) -> None:
    numbered = style.element.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_numId().val = number
    numbered.get_or_add_ilvl().val = level
