"""A workbook holds what the page shows, as numbers, hides what is hidden, and Excel can draw its chart itself."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from python_calamine import CalamineWorkbook
from shown import MONTHS, result, shown

from voortgang import charts
from voortgang.charts import Chart
from voortgang.exports import workbook
from voortgang.exports.looks import colour
from voortgang.exports.panels import panels
from voortgang.methods.disclosure import HIDDEN_TEXT, protect
from voortgang.trust import facts

TODAY = date(2025, 7, 2)
SPREADSHEET = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ON_TIME = [(month, "alle", month != MONTHS[5], 1000 + at, 600 + at, 800) for at, month in enumerate(MONTHS)]
SECRET = 1229
HIDING = [(MONTHS[0], "alle", True, 1234, 771, 1000), *((day, "alle", True, 1234, SECRET, 700) for day in MONTHS[1:3])]
TEAMS = [
    (month, team, True, decided, decided // 2, decided // 2 + 11)
    for month in MONTHS
    for team, decided in (("Noord", 300), ("Oost", 87), ("Zuid", 91))
]


def saved(protected, chart=None):
    return workbook(protected, facts(protected, TODAY), chart(protected) if chart else None)


def sheets(content):
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in read.sheet_names}


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def chart_parts(content):
    names = sorted(zipfile.ZipFile(io.BytesIO(content)).namelist())
    return [part(content, name) for name in names if name.startswith("xl/charts/chart")]


def drawn(figure):
    """A figure of any kind as a chart of ours."""
    return Chart(figure, "wat de figuur zegt")


def table(content):
    """Heads and rows of the first sheet."""
    rows = sheets(content)["Tabel"]
    first = next(at for at, row in enumerate(rows) if row[0] == "Periode")
    return rows[first], rows[first + 1 :]


def test_the_first_sheet_says_first_what_it_is():
    protected = shown("decided_on_time", ON_TIME)
    lines = [row[0] for row in sheets(saved(protected))["Tabel"]]
    assert lines[:2] == [protected.metric.title, protected.metric.definition]
    assert lines[2 : 2 + len(facts(protected, TODAY))] == facts(protected, TODAY)


def test_numbers_are_numbers_and_periods_are_names():
    heads, rows = table(saved(shown("decided_on_time", ON_TIME)))
    assert heads[-1] == "Aandeel binnen wettelijke termijn"
    assert rows[0] == ["januari 2025", "ja", 1000, 600, 800, 0.6, 0.8]


def test_shares_are_percentages_and_dates_are_dates():
    content = saved(shown("decided_on_time", ON_TIME))
    assert 'formatCode="0.0%"' in part(content, "xl/styles.xml")
    days = shown("open_requests", [("r1", date(2025, 5, 2), *[None] * 9)])
    days = replace(days, frame=days.frame.assign(received_on=days.frame["received_on"].astype("datetime64[s]")))
    assert any(row[1] == date(2025, 5, 2) for row in sheets(saved(days))["Tabel"])


def test_chances_are_percentages_with_one_decimal():
    rows = [(MONTHS[0], "alle", 8, 400, 0.625, 0.55, 0.7)]
    content = saved(shown("survival_chances", rows))
    assert sheets(content)["Tabel"][-1][-3:] == [0.625, 0.55, 0.7]
    assert 'formatCode="0.0%"' in part(content, "xl/styles.xml")


def test_the_last_sheet_explains_every_column():
    rows = sheets(saved(shown("decided_on_time", ON_TIME)))["Kolommen"]
    assert rows[0] == ["Kolom", "Betekenis", "Eenheid"]
    assert ["Besloten", "besloten verzoeken (noemer)", "verzoeken"] in rows
    assert ["Aandeel binnen acht weken", "Binnen acht weken gedeeld door Besloten", "percentage"] in rows


@pytest.mark.parametrize("chart", [None, charts.share_against_norm])
def test_hidden_cells_stay_hidden_everywhere(chart):
    content = saved(shown("decided_on_time", HIDING), chart)
    _, rows = table(content)
    assert rows[1][3] == rows[1][5] == HIDDEN_TEXT
    archive = zipfile.ZipFile(io.BytesIO(content))
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert str(SECRET) not in everything and str(SECRET / 1234)[:6] not in everything


def test_a_hidden_bar_is_a_word_and_not_a_zero():
    rows = [(8, 600, 1000), (11, 805, 1000), (12, 806, 1000), (16, 900, 1000)]
    cells = sheets(saved(shown("decided_within_weeks", rows), charts.ladder))["Grafiek"]
    values = {row[0]: row[1] for row in cells if str(row[0]).startswith("binnen")}
    assert values == {
        "binnen 8 weken": 0.6,
        "binnen 11 weken": 0.805,
        "binnen 12 weken": HIDDEN_TEXT,
        "binnen 16 weken": 0.9,
    }


def test_a_split_export_holds_no_percentage_of_a_small_group():
    exported = protect(result("decided_on_time", TEAMS, split="team"), 10, 100)
    content = saved(exported, charts.share_against_norm)
    heads, rows = table(content)
    at, small = heads.index("Besloten"), 0
    for row in rows:
        if row[at] != HIDDEN_TEXT and row[at] < 100:
            small += 1
            assert row[at + 1 :] == [HIDDEN_TEXT] * 4
    assert small
    figure = sheets(content)["Grafiek"]
    first = next(at for at, row in enumerate(figure) if row[:4] == ["Periode", "Noord", "Oost", "Zuid"])
    assert figure[first + 1][1] == 0.5 and figure[first + 1][2:4] == ["", ""]


def test_the_alternative_text_of_a_group_holds_no_percentage():
    whole, groups = shown("decided_on_time", ON_TIME), protect(result("decided_on_time", TEAMS, split="team"), 10, 100)
    drawing = part(saved(whole, charts.share_against_norm), "xl/drawings/drawing1.xml")
    assert charts.share_against_norm(whole).finding in drawing
    assert "%" not in part(saved(groups, charts.share_against_norm), "xl/drawings/drawing1.xml")


def test_the_chart_draws_the_cells_beside_it():
    """Every series refers to cells of the sheet, and what it caches is what stands there."""
    content = saved(shown("decided_on_time", ON_TIME), charts.share_against_norm)
    (chart,) = chart_parts(content)
    cells = sheets(content)["Grafiek"]
    series = ElementTree.fromstring(chart).findall(f".//{SPREADSHEET}ser")
    assert len(series) == 4  # two measures, each with its partial period
    for each in series:
        for reference in each.findall(f".//{SPREADSHEET}f"):
            sheet, places = reference.text.split("!")
            assert sheet == "Grafiek" and re.fullmatch(r"\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", places)
    head = re.search(r"Grafiek!\$B\$(\d+)<", chart)
    assert cells[int(head[1]) - 1][1] == "binnen acht weken (K1)"
    assert [row[1] for row in cells[int(head[1]) :][:6]] == [row[4] / row[3] for row in ON_TIME[:5]] + [""]


def test_the_chart_keeps_colours_dashes_and_percentages():
    (chart,) = chart_parts(saved(shown("decided_on_time", ON_TIME), charts.share_against_norm))
    assert '<a:srgbClr val="007BC7"/>' in chart and '<a:prstDash val="dash"/>' in chart
    assert 'formatCode="0%"' in chart and "% van de besloten verzoeken" in chart
    assert "<c:lineChart>" in chart


def test_a_norm_is_a_series_like_another():
    rows = [(month, "alle", True, 1000, 60, 80) for month in MONTHS]
    cells = sheets(saved(shown("throughput_time", rows), charts.throughput_against_norm))["Grafiek"]
    first = next(at for at, row in enumerate(cells) if row[0] == "Periode")
    at = cells[first].index("norm: 8 weken")
    assert [row[at] for row in cells[first + 1 : first + 7]] == [8] * 6


def test_each_panel_has_a_chart_of_its_own():
    groups = protect(result("decided_on_time", TEAMS, split="team"), 10, 100)
    parts = chart_parts(saved(groups, charts.share_against_norm))
    assert len(parts) == 2
    assert "Op tijd besloten: binnen acht weken (K1)" in parts[0]


def test_bars_lie_in_the_order_of_the_figure():
    rows = [(8, 600, 1000), (11, 805, 1000)]
    (chart,) = chart_parts(saved(shown("decided_within_weeks", rows), charts.ladder))
    category = chart[chart.index("<c:catAx>") : chart.index("</c:catAx>")]
    assert '<c:barDir val="bar"/>' in chart and '<c:orientation val="maxMin"/>' in category


def test_columns_and_crosses_share_a_chart():
    rows = [(week, 100 + week, "x") for week in range(1, 12)] + [(12, 3, "x"), (13, 4, "x")]
    (chart,) = chart_parts(saved(shown("throughput_distribution", rows), charts.distribution))
    assert '<c:barDir val="col"/>' in chart and "<c:lineChart>" in chart and '<c:overlap val="100"/>' in chart


def test_error_bars_refer_to_cells():
    bar = {"type": "bar", "x": ["a", "b"], "y": [3.0, 4.0], "error_y": {"type": "data", "array": [1, 2]}}
    protected = shown("decided_on_time", ON_TIME)
    (chart,) = chart_parts(saved(protected, lambda _: drawn(go.Figure(bar))))
    assert '<c:errValType val="cust"/>' in chart
    assert re.search(r"<c:plus><c:numRef><c:f>Grafiek!\$C\$\d+:\$C\$\d+</c:f>", chart)


def test_stacked_bars_stay_stacked():
    bars = [{"type": "bar", "x": [1, 2], "y": [3, 4], "name": name} for name in "ab"]
    figure = go.Figure({"data": bars, "layout": {"barmode": "stack"}})
    (chart,) = chart_parts(saved(shown("decided_on_time", ON_TIME), lambda _: drawn(figure)))
    assert '<c:grouping val="stacked"/>' in chart


def test_a_waterfall_floats_between_where_each_step_starts_and_ends():
    steps = {"type": "waterfall", "x": ["voor", "mix", "tempo", "na"], "y": [70, 5, -8, 67], "name": "dagen"}
    figure = go.Figure(steps | {"measure": ["absolute", "relative", "relative", "total"]})
    content = saved(shown("decided_on_time", ON_TIME), lambda _: drawn(figure))
    (chart,) = chart_parts(content)
    cells = sheets(content)["Grafiek"]
    first = next(at for at, row in enumerate(cells) if row[:4] == ["Categorie", "dagen", "van", "tot"])
    assert [row[:4] for row in cells[first + 1 :]] == [
        ["voor", 70, 0, 70],
        ["mix", 5, 70, 75],
        ["tempo", -8, 75, 67],
        ["na", 67, 0, 67],
    ]
    assert "<c:upDownBars>" in chart


def test_steps_over_numbers_get_their_corners():
    curve = {"type": "scatter", "x": [0, 10, 20], "y": [1, 0.5, 0.2], "name": "kans", "mode": "lines"}
    content = saved(
        shown("decided_on_time", ON_TIME), lambda _: drawn(go.Figure(curve | {"line": {"shape": "hv", "dash": "dot"}}))
    )
    (chart,) = chart_parts(content)
    cells = sheets(content)["Grafiek"]
    first = next(at for at, row in enumerate(cells) if "kans" in row)
    assert [tuple(row[:2]) for row in cells[first + 1 :]] == [(0, 1), (10, 1), (10, 0.5), (20, 0.5), (20, 0.2)]
    assert "<c:scatterChart>" in chart


def test_dots_beside_names_lie_down():
    dots = {"type": "scatter", "mode": "markers", "y": ["Noord", "Oost"], "x": [0.4, 0.6]}
    (panel,) = panels(drawn(go.Figure(dots)), None)
    assert panel.kind == "bar" and panel.categories == ["Noord", "Oost"] and panel.series[0].values == [0.4, 0.6]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("#007bc7", "#007bc7"), ("rgba(0, 123,199,0.5)", "#007bc7"), ("tomato", "#7f858c"), (None, "#7f858c")],
)
def test_colours_are_written_as_excel_wants_them(given, expected):
    assert colour(given) == expected


def test_the_same_input_gives_the_same_bytes():
    protected = shown("decided_on_time", ON_TIME)
    assert saved(protected, charts.share_against_norm) == saved(protected, charts.share_against_norm)
    assert saved(protected) != workbook(protected, facts(protected, date(2025, 7, 3)))


def test_the_file_names_the_product_and_no_person():
    content = saved(shown("decided_on_time", ON_TIME))
    core = part(content, "docProps/core.xml")
    assert "<dc:creator>Voortgangsmonitor invordering</dc:creator>" in core
    assert "<dc:title>Op tijd besloten</dc:title>" in core and "2025-07-01T06:00:00Z" in core


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@sum", "=Blad!$A$1", "http://x"])
def test_a_word_from_a_delivery_is_never_a_formula_or_a_link(text):
    rows = [(month, text, True, 400, 150, 160) for month in MONTHS]
    protected = protect(result("decided_on_time", rows, split="team"), 10, 100)
    content = saved(protected, charts.share_against_norm)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    written = "".join(part(content, name) for name in names if name.startswith("xl/worksheets"))
    assert "<f>" not in written and "<hyperlink" not in written
    assert any(text in row for row in sheets(content)["Tabel"])
    assert all("Blad" not in reference for reference in re.findall("<c:f>(.*?)</c:f>", "".join(chart_parts(content))))


def test_an_answer_without_a_figure_has_no_sheet_for_one():
    assert list(sheets(saved(shown("build_steps", [("lezen", 1.25)])))) == ["Tabel", "Kolommen"]


def test_a_figure_that_holds_arrays_reads_the_same():
    numpy = pytest.importorskip("numpy")
    line = {"type": "scatter", "x": numpy.array([1, 2, 3]), "y": numpy.array([1.0, numpy.nan, 3.0]), "name": "a"}
    (panel,) = panels(SimpleNamespace(figure=go.Figure(line), finding=""), None)
    assert panel.series[0].values == [1.0, None, 3.0]
