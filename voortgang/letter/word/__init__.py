"""The draft of a letter as a Word document."""

from docx.document import Document

from voortgang.letter.model import Freeze
from voortgang.letter.sections import sections
from voortgang.letter.sections.framing import FICTIONAL, OPENING
from voortgang.letter.word.house import house_letter
from voortgang.letter.word.living import add_figures
from voortgang.letter.word.places import WHOLE, fill
from voortgang.letter.word.saving import saved
from voortgang.letter.word.styles import BODY, add_missing_styles
from voortgang.letter.word.template import opened


def draft(freeze: Freeze, template: bytes | None = None) -> bytes:
    """The letter as a .docx in which every figure stays connected; the same bytes whenever it is made again.

    With a template (.docx or .dotx) its named places are filled and everything else in it is kept. Raises
    VoortgangError when the template cannot be read or has a place that does not exist.
    """
    document = house_letter(freeze) if template is None else opened(template)
    add_missing_styles(document)
    add_figures(document, freeze)
    filled = fill(document, freeze, sections(freeze))
    if freeze.provenance.is_fictional and not {WHOLE, OPENING} & set(filled):
        _label(document)
    return saved(document, freeze.title, freeze.frozen_at)


def _label(document: Document) -> None:
    """A template without the opening still says that its figures are fictional."""
    first = document.add_paragraph(FICTIONAL, BODY)
    document.element.body.insert(0, first._p)
