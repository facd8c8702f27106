"""Files of a figure in a real browser: three ways to save, a trust line on the page, and a page that prints."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook
from serving import visiting, wait_until_drawn

from voortgang.web.downloads import TOO_SMALL

pytestmark = pytest.mark.browser

METRIC = "decided_within_weeks"
LAST = METRIC


def saved(page: Page, selector: str) -> tuple[str, bytes]:
    """Name and bytes of the file that this control makes."""
    with page.expect_download() as download:
        page.locator(selector).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def saved_image(page: Page, metric: str) -> tuple[str, bytes]:
    """The same for an image, once there is a figure: Streamlit fetches Plotly after the rest of the page."""
    page.locator(f".st-key-figure-{metric} .main-svg").first.wait_for()
    return saved(page, f".st-key-save-{metric} button.png")


def image(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_figure_is_saved_in_three_ways(page, app):
    page.goto(f"{app}/doorlooptijden?beeld=Verdeling")
    wait_until_drawn(page, LAST)
    trust = page.locator(f"[data-trust={METRIC}]").inner_text()
    csv_name, csv = saved(page, f".st-key-download-{METRIC} button")
    xlsx_name, xlsx = saved(page, f".st-key-workbook-{METRIC} button")
    png_name, png = saved_image(page, METRIC)
    names = [Path(name) for name in (csv_name, xlsx_name, png_name)]
    assert [name.suffix for name in names] == [".csv", ".xlsx", ".png"] and len({name.stem for name in names}) == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx))
    assert book.sheet_names == ["Tabel", "Grafiek", "Kolommen"]
    lines = [str(row[0]) for row in book.get_sheet_by_name("Tabel").to_python()]
    for fact in trust.split(" · "):
        assert fact in lines and fact in csv.decode("utf-8-sig")
    picture = image(png)
    assert picture.width > 400 and picture.height > 300
    assert len(picture.getcolors(maxcolors=picture.width * picture.height)) > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_image_is_dark_on_white_with_the_colours_of_the_figure(browser: Browser, app, scheme):
    with visiting(browser) as page:
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{app}/doorlooptijden")
        wait_until_drawn(page, "decided_on_time")
        _, png = saved_image(page, "throughput_time")
    picture = image(png)
    colours = {colour: count for count, colour in picture.getcolors(maxcolors=picture.width * picture.height)}
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert colours[(255, 255, 255)] > 0.8 * picture.width * picture.height
    assert colours.get((0, 123, 199), 0) > 500  # the line of the median
    text = picture.crop((0, int(picture.height * 0.85), picture.width, picture.height)).convert("L")
    assert min(text.getextrema()) < 60  # the trust line is ink, not the grey or white of a theme


def test_an_image_is_saved_with_the_keyboard(page, app):
    page.goto(f"{app}/doorlooptijden?beeld=Verdeling")
    wait_until_drawn(page, LAST)
    page.locator(f".st-key-figure-{METRIC} .main-svg").first.wait_for()
    page.locator(f".st-key-workbook-{METRIC} button").focus()
    page.keyboard.press("Tab")
    focused = page.locator("button:focus-visible")
    assert focused.get_attribute("aria-label") == "Figuur opslaan als PNG"
    assert focused.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    with page.expect_download():
        page.keyboard.press("Enter")


def test_one_click_is_one_image_also_after_another_page_was_visited(page, app):
    page.goto(f"{app}/gegevens")
    wait_until_drawn(page, "build_steps")
    page.get_by_role("link", name="Doorlooptijden").click()
    page.get_by_role("tab", name="Verdeling").click()
    wait_until_drawn(page, LAST)
    found: list[object] = []
    page.on("download", lambda download: found.append(download))  # Playwright marks its handlers
    saved_image(page, METRIC)
    page.wait_for_timeout(500)
    assert len(found) == 1


def test_small_groups_get_a_sentence_instead_of_an_image(page, app):
    page.goto(f"{app}/doorlooptijden?uitsplitsen=kanaal")
    wait_until_drawn(page, "decided_on_time")
    row = page.locator(".st-key-save-throughput_time")
    expect(row.get_by_text(TOO_SMALL)).to_be_visible()
    assert row.locator("button.png").count() == 0
    _, xlsx = saved(page, ".st-key-workbook-throughput_time button")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_name("Tabel").to_python()
    first = next(at for at, row in enumerate(rows) if row[0] == "Periode")
    n, median = rows[first].index("Besloten"), rows[first].index("Mediaan (dagen)")
    shown = [row for row in rows[first + 1 :] if row[median] != "verborgen"]
    assert all(row[n] >= 100 for row in shown)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_ways_to_save_stand_in_one_row(browser: Browser, app, width):
    with visiting(browser, width) as page:
        page.goto(f"{app}/doorlooptijden?beeld=Verdeling")
        wait_until_drawn(page, LAST)
        buttons = page.locator(f".st-key-save-{METRIC} button")
        expect(buttons).to_have_text(["CSV", "Excel", "PNG"])
        boxes = buttons.evaluate_all("found => found.map(each => each.getBoundingClientRect().toJSON())")
        assert len({(round(box["top"]), round(box["bottom"])) for box in boxes}) == 1
        assert all(box["right"] <= width for box in boxes)


def test_every_figure_and_table_has_a_trust_line(page, app):
    for path, last in (("doorlooptijden?beeld=Verdeling", LAST), ("gegevens", "build_steps")):
        page.goto(f"{app}/{path}")
        wait_until_drawn(page, last)
        tables = page.locator(".table").evaluate_all("found => found.map(each => each.dataset.metric)")
        lines = page.locator(".trust").evaluate_all("found => found.map(each => each.dataset.trust)")
        assert tables == lines
        assert re.search(r"levering van 31 december 2025 \((\d|van)", page.locator(".trust").first.inner_text(), re.I)


def test_on_paper_there_is_no_sidebar_no_button_and_a_whole_table(browser: Browser, app):
    with visiting(browser) as page:
        page.goto(f"{app}/doorlooptijden?per=week")
        wait_until_drawn(page, "decided_on_time")
        page.emulate_media(media="print")
        expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
        expect(page.locator("button.png").first).to_be_hidden()
        expect(page.locator(".trust").first).to_be_visible()
        table = '[data-metric="throughput_time"]'
        assert page.locator(table).evaluate("box => box.scrollHeight <= box.clientHeight + 1")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
        )
