"""Charts in Word are native: drawn from their own part, over a workbook with the same numbers, in Dutch, with words."""

import io
import zipfile

import pytest
from documents import as_pdf
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from voortgang.letter.tables import ChartSpec, Series
from voortgang.letter.word import chart_parts
from voortgang.letter.word.charts import add_chart
from voortgang.letter.word.look import table
from voortgang.letter.word.styles import house_document

MONTHS = ("mei 2025", "juni 2025", "juli 2025")
IN_TIME, REGULAR = Series("binnen de norm", (0.5, None, 0.625), True), Series("regulier", (0.4, 0.45, 0.5), True)
NORM = Series("norm: 80%", (0.8, 0.8, 0.8), is_line=True, is_norm=True)
SHARES = ChartSpec("line", MONTHS, (IN_TIME, REGULAR, NORM), "% van de besluiten", is_percent=True)
COUNTS = ChartSpec(
    "column",
    MONTHS,
    (
        Series("ontvangen & <open>", (1500, 1520, 2630)),
        Series("besloten", (1400, 1420, 1530)),
        Series("voorraad", (3000, 3100, 3200), is_line=True),
        Series("verborgen", (None, 0, None)),
    ),
    "verzoeken",
)
ROWS = Series("rijen", (11, 14)), Series("oud", (9, 8))
LYING = ChartSpec("bar", ("nog te starten", "beleid"), ROWS, "rijen", is_stacked=True)
SPECS = {"shares": SHARES, "counts": COUNTS, "lying": LYING}
AXIS = "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos crossAx crosses"
ORDERS = {
    "chartSpace": "lang roundedCorners chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "lineChart": "grouping varyColors ser marker axId",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "catAx": f"{AXIS} auto lblAlgn lblOffset",
    "valAx": f"{AXIS} crossBetween",
    "ser": "idx order tx spPr invertIfNegative marker cat val smooth",
    "legend": "legendPos layout overlay",
}
"""the order that the schema of Office demands, of the elements that we write"""


def document_with(*specs):
    document = house_document()
    for number, spec in enumerate(specs):
        add_chart(document.add_paragraph(), spec, f"Titel {number}", f"Wat grafiek {number} laat zien: 5 < 6 & meer")
    table(document, ("Maand", "Besloten"), [("mei", "1.400")], numeric={1})
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def name(element):
    return etree.QName(element).localname


def parts_of(content):
    return zipfile.ZipFile(io.BytesIO(content))


def chart(spec):
    return etree.fromstring(chart_parts.drawing(spec, "rId1"))


def looks(spec):
    """Per series what tells it apart without colour: the kind of drawing, dash, marker and pattern."""
    for series in chart(spec).iterfind(".//{*}ser"):
        found = {each: series.find(f".//{{*}}{each}") for each in ("prstDash", "symbol", "pattFill")}
        told = {key: each.get("val", each.get("prst")) for key, each in found.items() if each is not None}
        yield name(series.getparent()), *sorted(told.items())


def test_every_chart_of_a_document_has_its_part_its_workbook_and_its_words():
    content = document_with(SHARES, COUNTS, LYING)
    kept, document = parts_of(content), Document(io.BytesIO(content))
    drawings = [*document.element.iter(qn("wp:docPr"))]
    assert [each.get("id") for each in drawings] == ["1", "2", "3"]
    assert [each.get("descr") for each in drawings] == [f"Wat grafiek {n} laat zien: 5 < 6 & meer" for n in range(3)]
    for number, reference in enumerate(document.element.iter(qn("c:chart")), start=1):
        part = document.part.related_parts[reference.get(qn("r:id"))]
        assert part.partname == f"/word/charts/chart{number}.xml"
        assert part.content_type == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        data = etree.fromstring(part.blob).find("{*}externalData")
        book = part.related_parts[data.get(qn("r:id"))]
        assert book.partname == f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        assert data.find("{*}autoUpdate").get("val") == "0"
        assert book.blob == kept.read(book.partname.lstrip("/"))


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_the_workbook_holds_the_numbers_that_are_drawn(spec):
    (sheet,) = (book := CalamineWorkbook.from_filelike(io.BytesIO(chart_parts.workbook(spec)))).sheet_names
    assert not [each for each in parts_of(chart_parts.workbook(spec)).namelist() if "drawing" in each]
    heads, *rows = book.get_sheet_by_name(sheet).to_python()
    assert heads[1:] == [each.name for each in spec.series]
    assert [row[0] for row in rows] == list(spec.categories)
    for at, series in enumerate(chart(spec).iterfind(".//{*}ser")):
        column, *_ = series.find("{*}val").iter("{*}f")
        assert column.text.startswith(f"{sheet}!$")
        cached = {int(point.get("idx")): float(point[0].text) for point in series.find("{*}val").iter("{*}pt")}
        label = series.find("{*}tx").find(".//{*}v").text
        values = next(each.values for each in spec.series if each.name == label)
        assert cached == {place: value for place, value in enumerate(values) if value is not None}, at
        assert [row[heads.index(label)] for row in rows] == ["" if value is None else value for value in values]


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_elements_stand_in_the_order_of_the_schema(spec):
    for element in chart(spec).iter():
        if not isinstance(element.tag, str) or name(element) not in ORDERS or len(element) == 0:
            continue
        order = ORDERS[name(element)].split()
        places = [order.index(name(child)) for child in element]
        assert places == sorted(places), name(element)


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_no_two_series_look_alike_without_colours(spec):
    found = [*looks(spec)]
    assert len(set(found)) == len(found) == len(spec.series)


def test_a_norm_is_a_dashed_line_without_points_and_what_is_missing_a_gap():
    (norm,) = (each for each in chart(SHARES).iterfind(".//{*}ser") if "norm: 80%" in "".join(each.itertext()))
    assert norm.find(".//{*}prstDash").get("val") == "dash"
    assert norm.find(".//{*}symbol").get("val") == "none"
    assert chart(SHARES).find(".//{*}dispBlanksAs").get("val") == "gap"
    assert {each.get("val") for each in chart(SHARES).iter("{*}smooth")} == {"0"}


def test_lying_bars_with_a_norm_stand_up_because_they_cannot_carry_a_line():
    with_norm = ChartSpec("bar", MONTHS, (Series("besloten", (0.2, 0.3, 0.4)), NORM), "aandeel", is_percent=True)
    assert chart(with_norm).find(".//{*}barDir").get("val") == "col"
    assert chart(LYING).find(".//{*}barDir").get("val") == "bar"
    # the first category on top, as in the table
    assert chart(LYING).find(".//{*}catAx/{*}scaling/{*}orientation").get("val") == "maxMin"


def test_points_that_are_not_joined_stay_points():
    ripe = Series("rijp", (0.2, 0.3, None), is_line=True)
    line, points = chart(ChartSpec("line", MONTHS, (ripe, Series("nog niet rijp", (None, None, 0.4))), "x")).iter(
        "{*}ser"
    )
    assert line.find("{*}spPr/{*}ln/{*}noFill") is None
    assert points.find("{*}spPr/{*}ln/{*}noFill") is not None


@pytest.mark.parametrize(("highest", "top"), [(0.81, "1"), (1.0, "1"), (0.8, None), (1.2, None)])
def test_an_axis_of_shares_ends_at_the_whole(highest, top):
    found = chart(ChartSpec("line", MONTHS, (Series("a", (0.1, highest, None)),), "aandeel", True)).find(
        ".//{*}valAx//{*}max"
    )
    assert (found.get("val") if found is not None else None) == top


def test_numbers_are_dutch_and_text_is_verdana_wherever_it_is_opened():
    drawn = chart_parts.drawing(COUNTS, "rId1").decode()
    assert 'formatCode="[$-413]#,##0"' in drawn
    assert 'typeface="Verdana"' in drawn
    assert "en-US" not in drawn
    assert chart(COUNTS).find("{*}lang").get("val") == "nl-NL"
    assert 'formatCode="[$-413]0%"' in chart_parts.drawing(SHARES, "rId1").decode()


def test_a_chart_is_as_wide_as_the_text_and_no_wider():
    document = house_document()
    document.sections[0].left_margin = document.sections[0].page_width - document.sections[0].right_margin - 4_000_000
    add_chart(document.add_paragraph(), SHARES, "smal", "smal")
    (extent,) = document.element.iter(qn("wp:extent"))
    assert int(extent.get("cx")) == pytest.approx(4_000_000, abs=700)


def test_the_same_charts_give_the_same_parts():
    first, second = (parts_of(document_with(SHARES, LYING)) for _ in range(2))
    names = [each for each in first.namelist() if "chart" in each or "embeddings" in each]
    assert len(names) == 6
    assert [first.read(each) for each in names] == [second.read(each) for each in names]


def test_libreoffice_draws_them(tmp_path):
    path = tmp_path / "grafieken.docx"
    path.write_bytes(document_with(SHARES, COUNTS, LYING))
    text = "".join(page.extract_text() for page in PdfReader(as_pdf(path, tmp_path)).pages)
    for word in ("mei 2025", "binnen de norm", "80%", "3.500", "ontvangen & <open>", "nog te starten", "1.400"):
        assert word in text
    assert "3,500" not in text
