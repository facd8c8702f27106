"""Sections as paragraphs of Word, written just before a place in a document."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from voortgang.letter import prose
from voortgang.letter.model import Freeze
from voortgang.letter.word.exhibits import add_exhibit
from voortgang.letter.word.living import Controls
from voortgang.letter.word.look import run
from voortgang.letter.word.styles import BODY, BULLET, HEADING, SUBHEADING

STYLES = {prose.HEADING: SUBHEADING, prose.BODY: BODY, prose.LIST: BULLET}
NOTHING = "Over dit onderwerp zijn er voor deze brief geen cijfers."


class Writer:
    """Writes one letter into a document, at one place after another."""

    def __init__(self, document: Document, freeze: Freeze) -> None:
        self.document, self.freeze = document, freeze
        self.controls = Controls(document, freeze)
        self.style_ids = {each.name: each.style_id for each in document.styles}

    def sections(self, made: Sequence[prose.Section], anchor: CT_P) -> None:
        """Every section with its heading, before the anchor."""
        for section in made:
            if section.title:
                self.paragraph(anchor, HEADING).add_run(section.title)
            self.section(section, anchor)

    def section(self, section: prose.Section | None, anchor: CT_P) -> None:
        """What a section says, without its heading; that there is nothing to say when there is no such section."""
        if section is None:
            self.paragraph(anchor, BODY).add_run(NOTHING)
            return
        for each in section.paragraphs:
            self.paragraph(anchor, STYLES[each.style])._p.extend(self._inline(each))
        for key in section.exhibits:
            add_exhibit(self.document, self.freeze.exhibit[key], lambda style: self.paragraph(anchor, style))

    def paragraph(self, anchor: CT_P, style: str) -> Paragraph:
        """A new paragraph before the anchor."""
        made = OxmlElement("w:p")
        anchor.addprevious(made)
        paragraph = Paragraph(made, self.document._body)
        made.style = self.style_ids[style]
        return paragraph

    def parts(self, parts: Sequence[prose.Part], look: BaseOxmlElement | None = None) -> list[BaseOxmlElement]:
        """Words as runs and figures as controls, all with these properties of runs."""
        return [self._part(part, None if look is None else look.__deepcopy__({})) for part in parts]

    def _inline(self, paragraph: prose.Paragraph) -> list[BaseOxmlElement]:
        pieces: list[prose.Part] = []
        for sentence in paragraph.sentences:
            pieces += [" ", *sentence.parts] if pieces else sentence.parts
        return self.parts(pieces)

    def _part(self, part: prose.Part, look: BaseOxmlElement | None) -> BaseOxmlElement:
        if isinstance(part, prose.Figure):
            return self.controls.control(part, look)
        made = run(part)
        if look is not None:
            made.insert(0, look)
        return made
