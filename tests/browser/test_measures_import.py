"""The register as a file in a real browser: saved, changed, handed in, and kept as drafts for a second person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from edited_exports import edited_workbook
from playwright.sync_api import Browser, Page, expect
from serving import SERVE, serving, visiting, wait_until_steady

pytestmark = pytest.mark.browser
MARKUP = "**vet** <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a home of its own: the register needs no delivery."""
    with serving(tmp_path_factory.mktemp("import") / "home", *SERVE) as address:
        yield address


def opened(page: Page, register: str, name: str, tab: str) -> None:
    page.goto(f"{register}/bijhouden?onderdeel={tab}")
    wait_until_steady(page)
    asked = page.get_by_label("Uw naam", exact=True)
    asked.fill(name)
    asked.press("Enter")
    wait_until_steady(page)


def test_a_saved_workbook_that_was_changed_becomes_drafts(page: Page, register: str, browser: Browser, tmp_path: Path):
    opened(page, register, "Anna", "Invoer+en+uitvoer")
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel met geschiedenis").click()
    assert download.value.suggested_filename.startswith("maatregelen-")
    cells = {(3, "Fase"): "beleidsuitwerking", (4, "Fase"): "klaar", (5, "Toelichting"): MARKUP}
    changed = tmp_path / "anders.xlsx"
    changed.write_bytes(edited_workbook(Path(download.value.path()).read_bytes(), cells))

    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(changed)
    expect(page.get_by_text("2 met een wijziging die erin kan, 1 geweigerd")).to_be_visible()
    expect(page.locator(".differences").first).to_contain_text("fase van 'nog te starten' naar 'beleidsuitwerking'")
    expect(page.locator(".differences").last).to_contain_text(MARKUP)
    expect(page.get_by_role("cell", name="Kolom Fase: 'klaar' bestaat hier niet")).to_be_visible()
    page.get_by_role("button", name="Als voorstellen vastleggen").click()
    expect(page.get_by_text("2 voorstellen vastgelegd")).to_be_visible()
    expect(page.get_by_role("cell", name="wacht al op beoordeling").first).to_be_visible()
    expect(page.get_by_role("button", name="Als voorstellen vastleggen")).to_have_count(0)

    with visiting(browser) as other:
        opened(other, register, "Bram", "Beoordelen")
        expect(other.get_by_role("cell", name=MARKUP)).to_be_visible()
        other.get_by_role("button", name="Goedkeuren").first.click()
        expect(other.get_by_text("goedgekeurd en in werking")).to_be_visible()
        expect(other.get_by_role("button", name="Goedkeuren")).to_have_count(1)


def test_a_file_that_is_no_export_is_refused(page: Page, register: str, tmp_path: Path):
    opened(page, register, "Anna", "Invoer+en+uitvoer")
    wrong = tmp_path / "lijst.csv"
    wrong.write_text("naam;fase\nx;y\n", encoding="utf-8")
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(wrong)
    expect(page.get_by_role("alert").filter(has_text="De kolommen van lijst.csv kloppen niet")).to_be_visible()
    expect(page.get_by_role("button", name="Als voorstellen vastleggen")).to_have_count(0)
