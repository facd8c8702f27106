"""Charts in a Word document that Word itself draws and that people can edit: a chart part with its own workbook."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

from voortgang.letter.tables import ChartSpec
from voortgang.letter.word import chart_parts

WIDEST, HEIGHT, LYING_ROW = Cm(16), Cm(7), Cm(0.7)
INLINE = (
    f"<w:drawing {nsdecls('w', 'wp', 'a', 'c', 'r')}>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    "<wp:docPr/><wp:cNvGraphicFramePr/>"
    f'<a:graphic><a:graphicData uri="{chart_parts.CHART}"><c:chart/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)


def add_chart(paragraph: Paragraph, spec: ChartSpec, title: str, alt: str) -> None:
    """Put a native chart at the end of a paragraph, as wide as the text of the document.

    `alt` is what it shows, for who cannot see it; `title` names the drawing and is not drawn: a caption is the
    caller's own paragraph.
    """
    chart = _chart_part(paragraph.part, spec)
    number = _free_number(paragraph)
    drawing = parse_xml(INLINE)
    named = {"id": str(number), "name": f"Grafiek {number}", "descr": alt, "title": title}
    _set(drawing, "wp:docPr", named)
    width, height = _size(paragraph, spec)
    _set(drawing, "wp:extent", {"cx": str(width), "cy": str(height)})
    relationship = paragraph.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    _set(drawing, "c:chart", {qn("r:id"): relationship})
    paragraph.add_run()._r.append(drawing)


def _chart_part(document: Part, spec: ChartSpec) -> Part:
    package = document.package
    book_name = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    book = Part(book_name, CONTENT_TYPE.SML_SHEET, chart_parts.workbook(spec), package)
    name: PackURI = package.next_partname("/word/charts/chart%d.xml")
    relationship = "rId1"
    chart = Part(name, CONTENT_TYPE.DML_CHART, chart_parts.drawing(spec, relationship), package)
    chart.load_rel(RELATIONSHIP_TYPE.PACKAGE, book, relationship)
    return chart


def _free_number(paragraph: Paragraph) -> int:
    """One more than the highest number of a drawing in the document: Word repairs a document that has two of one."""
    drawings = paragraph.part.element.iter(qn("wp:docPr"))
    return 1 + max((int(each.get("id", "0")) for each in drawings), default=0)


def _size(paragraph: Paragraph, spec: ChartSpec) -> tuple[Length, Length]:
    """The width of the text, and a height in which every lying bar has room."""
    last = paragraph.part.element.xpath("//w:sectPr")[-1]
    width = min(WIDEST, last.page_width - last.left_margin - last.right_margin)
    is_lying = spec.kind == "bar"
    height = max(HEIGHT, LYING_ROW * (len(spec.categories) + 2)) if is_lying else HEIGHT
    return Length(width), Length(height)


def _set(drawing: BaseOxmlElement, name: str, attributes: dict[str, str]) -> None:
    (element,) = drawing.iter(qn(name))
    for key, value in attributes.items():
        element.set(key, value)
