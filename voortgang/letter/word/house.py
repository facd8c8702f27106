"""The letter of who brings no template: the order of a letter of the state, with places to fill."""

from docx.document import Document

from voortgang.letter.model import Freeze
from voortgang.letter.word.footer import write_footer
from voortgang.letter.word.styles import PLAIN, TITLE, house_document

ADDRESSEE = ("Aan de Voorzitter van de Tweede Kamer", "der Staten-Generaal")
DATED = "[plaats], [datum van verzending]"
REFERENCES = (
    "Ons kenmerk: {{kenmerk}}",
    "Periode: {{periode}}",
    "Bijlagen: Overzicht verbetermaatregelen; Cijferbijlage",
)
GREETING, CLOSING = "Geachte voorzitter,", "Hoogachtend,"
SIGNED = ("[functie van de ondertekenaar]", "[naam van de ondertekenaar]")
FICTIONAL = "Voorbeeld met fictieve gegevens"


def house_letter(freeze: Freeze) -> Document:
    """Addressee, place and date, references, the letter, and who signs; what staff must fill in stands in brackets."""
    document = house_document()
    for lines in (ADDRESSEE, (DATED,), REFERENCES):
        for line in lines:
            document.add_paragraph(line, PLAIN)
        document.add_paragraph("", PLAIN)
    document.add_paragraph("{{titel}}", TITLE)
    for line in (GREETING, "", "{{brief}}", "", CLOSING, "", "", *SIGNED):
        document.add_paragraph(line, PLAIN)
    _edges(document, freeze)
    return document


def _edges(document: Document, freeze: Freeze) -> None:
    if freeze.provenance.is_fictional:
        document.sections[0].header.paragraphs[0].add_run(FICTIONAL)
    write_footer(document, freeze.title)
