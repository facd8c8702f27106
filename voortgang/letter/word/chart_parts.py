"""The two parts of a native chart: its drawing as XlsxWriter makes it, and the workbook that people edit."""

import io
import zipfile
from datetime import UTC, datetime

from lxml import etree
from xlsxwriter.workbook import Workbook

from voortgang.exports.excel_chart import CHART_SIZE, chart_over
from voortgang.exports.packing import EPOCH, without_moments
from voortgang.exports.workbook import OPTIONS
from voortgang.letter.drawing import panel
from voortgang.letter.tables import ChartSpec

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, CELLS_FROM, WIDTH = "Gegevens", 0, 24
LANGUAGE, DUTCH = "nl-NL", "[$-413]"
"""of a document, and of a number: also where the computer is not set to Dutch"""
TEXT = (
    f'<c:txPr xmlns:c="{CHART}" xmlns:a="{DRAWING}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr>'
    '<a:defRPr sz="800" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    '<a:latin typeface="Verdana"/></a:defRPr></a:pPr>'
    f'<a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
)
"""eight points: a point smaller than the text of the letter"""


def workbook(spec: ChartSpec) -> bytes:
    """The numbers of a chart as a workbook: one sheet, a column per series."""
    return without_moments(_book(spec, is_drawn=False))


def drawing(spec: ChartSpec, workbook_id: str) -> bytes:
    """The chart part, over the cells of the workbook to which `workbook_id` is its relationship."""
    with zipfile.ZipFile(io.BytesIO(_book(spec, is_drawn=True))) as book:
        root = etree.fromstring(book.read("xl/charts/chart1.xml"))
    _say_what_excel_assumes(root)
    _speak_dutch(root)
    for name in ("printSettings", "lang", "roundedCorners"):
        for found in root.findall(_tag(name)):
            root.remove(found)
    root.insert(0, _element("lang", LANGUAGE))
    root.insert(1, _element("roundedCorners", "0"))
    root.append(etree.fromstring(TEXT))
    data = etree.SubElement(root, _tag("externalData"), {f"{{{RELATIONSHIPS}}}id": workbook_id})
    data.append(_element("autoUpdate", "0"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _say_what_excel_assumes(root: etree._Element) -> None:
    """What Excel takes for granted and the standard, or another program, does not: straight lines, gaps, axes."""
    for series in root.iterfind(".//{*}lineChart/{*}ser"):
        series.append(_element("smooth", "0"))
    for drawn in root.iterfind("./{*}chart/{*}plotArea/*[{*}ser]"):
        drawn.find(_tag("ser")).addprevious(_element("varyColors", "0"))
    for place in root.iter(_tag("axPos")):
        place.addprevious(_element("delete", "0"))
    for place in (*root.iter(_tag("title")), *root.iter(_tag("legend"))):
        place.find(_tag("layout")).addnext(_element("overlay", "0"))
    chart = root.find(_tag("chart"))
    for found in chart.findall(_tag("dispBlanksAs")):
        chart.remove(found)
    chart.append(_element("dispBlanksAs", "gap"))


def _speak_dutch(root: etree._Element) -> None:
    """Language of every text, and separators that do not depend on the computer of the reader."""
    for text in root.iter(f"{{{DRAWING}}}rPr"):
        text.set("lang", LANGUAGE)
    for shape in root.iter(_tag("numFmt")):
        shape.set("formatCode", _dutch(shape.get("formatCode")))
    for shape in root.iter(_tag("formatCode")):
        shape.text = _dutch(shape.text)


def _dutch(shape: str) -> str:
    return shape if shape == "General" else f"{DUTCH}{shape}"


def _book(spec: ChartSpec, *, is_drawn: bool) -> bytes:
    """XlsxWriter gives a chart its values only when it stands on a sheet; the workbook for people has none there."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"author": "", "created": datetime(*EPOCH, tzinfo=UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, len(spec.series), WIDTH)
        chart, _ = chart_over(book, sheet, panel(spec), CELLS_FROM)
        chart.set_title({"none": True})
        chart.set_chartarea({"border": {"none": True}})
        if is_drawn:
            chart.set_size(CHART_SIZE)
            sheet.insert_chart(0, 0, chart)
    return content.getvalue()


def _element(name: str, value: str) -> etree._Element:
    return etree.Element(_tag(name), {"val": value})


def _tag(name: str) -> str:
    return f"{{{CHART}}}{name}"
