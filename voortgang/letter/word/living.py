"""Figures that stay connected: the custom XML part of a draft, and the content controls that show what it holds."""

from itertools import count
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from voortgang.letter import binding
from voortgang.letter.model import Freeze
from voortgang.letter.prose import Figure
from voortgang.letter.stored_figure import held_figures, letter_attributes, previous_text
from voortgang.letter.word.look import run

STORE: Final = f"{{{str(uuid5(NAMESPACE_URL, binding.NAMESPACE)).upper()}}}"
"""by which the controls know the part; one part of ours per document"""
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
XML = "application/xml"
MOST_LETTERS = 64
"""of a title or tag of a control: Word calls a file with longer ones damaged"""


def add_figures(document: Document, freeze: Freeze) -> None:
    """Put every fact of the letter in a custom XML part of the document, whether a sentence uses it or not."""
    package, parts = document.part.package, list(document.part.package.iter_parts())
    taken = {str(each.partname) for each in parts}
    number = next(each for each in count(1) if f"/customXml/item{each}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), XML, figures_xml(freeze), package)
    about = PackURI(f"/customXml/itemProps{number}.xml")
    part.relate_to(
        Part(about, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _properties(), package), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def figures_xml(freeze: Freeze) -> bytes:
    """The facts as that part holds them."""
    root = _element(binding.ROOT, letter_attributes(freeze, freeze.frozen_at))
    for name, attributes, text in held_figures(freeze):
        held = _element(name, attributes)
        held.text = text
        root.append(held)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Controls:
    """Makes the controls of one document, each with a number of its own."""

    def __init__(self, document: Document, freeze: Freeze) -> None:
        self.freeze = freeze
        self.places = {fact.key: at for at, fact in enumerate(freeze.facts)}
        taken = {each.get(qn("w:val")) for each in document.part.element.iter(qn("w:id"))}
        self.numbers = (number for number in count(1) if str(number) not in taken)

    def control(self, figure: Figure, look: BaseOxmlElement | None = None) -> BaseOxmlElement:
        """A control that shows a figure, or what the previous letter printed for it; `look` are properties of runs."""
        fact, at = self.freeze.fact[figure.key], self.places[figure.key]
        path = binding.path_of_previous(at) if figure.is_previous else binding.path_of(at)
        text = previous_text(figure.key, self.freeze) if figure.is_previous else fact.text
        label = f"vorige brief: {fact.label}" if figure.is_previous else fact.label
        shown = run(text)
        if look is not None:
            shown.insert(0, look)
        content, control = OxmlElement("w:sdtContent"), OxmlElement("w:sdt")
        content.append(shown)
        control.extend([self._about(label, figure.key, path), content])
        return control

    def _about(self, label: str, key: str, path: str) -> BaseOxmlElement:
        """The order of these elements is that of the schema; Word is strict about it."""
        about = OxmlElement("w:sdtPr")
        values = {"w:alias": label, "w:tag": f"{binding.TAG}{key}", "w:id": str(next(self.numbers))}
        for name, value in values.items():
            about.append(_with(name, {"w:val": value[:MOST_LETTERS]}))
        bound = {"w:prefixMappings": binding.prefix_mapping(), "w:xpath": path, "w:storeItemID": STORE}
        about.extend([_with("w:dataBinding", bound), OxmlElement("w:text")])
        return about


def _with(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def _element(name: str, attributes: dict[str, str]) -> etree._Element:
    return etree.Element(f"{{{binding.NAMESPACE}}}{name}", attributes, nsmap={binding.PREFIX: binding.NAMESPACE})


def _properties() -> bytes:
    spaces = {"ds": PROPERTIES}
    root = etree.Element(f"{{{PROPERTIES}}}datastoreItem", {f"{{{PROPERTIES}}}itemID": STORE}, nsmap=spaces)
    references = etree.SubElement(root, f"{{{PROPERTIES}}}schemaRefs")
    etree.SubElement(references, f"{{{PROPERTIES}}}schemaRef", {f"{{{PROPERTIES}}}uri": binding.NAMESPACE})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
