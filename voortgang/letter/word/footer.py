"""The foot of every page: what the document is, and which page of how many."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length
from docx.text.paragraph import Paragraph

from voortgang.letter.word.styles import FOOTER


def write_footer(document: Document, text: str) -> None:
    """Write the foot of the last section: the text on the left, "pagina 1 van 2" on the right."""
    section = document.sections[-1]
    section.footer.is_linked_to_previous = False
    (paragraph, *_) = section.footer.paragraphs
    paragraph.style = document.styles[FOOTER]
    for stop in [*paragraph.style.paragraph_format.tab_stops]:
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    width = Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{text}\tpagina ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" van ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A number that Word fills in when it draws the page."""
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
