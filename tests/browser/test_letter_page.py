"""The letter in a real browser: frozen with a reason, drafted, changed by hand, checked, refreshed, approved, kept."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Page, expect
from serving import SERVE, serving, visiting, wait_until_steady

pytestmark = pytest.mark.browser
TYPED = "987.654"


@pytest.fixture(scope="module")
def address(simulated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the built delivery, with a register of its own."""
    home = tmp_path_factory.mktemp("letter") / "home"
    home.mkdir()
    for found in simulated_home.iterdir():
        if not found.name.startswith("register.db"):
            (home / found.name).symlink_to(found, target_is_directory=found.is_dir())
    with serving(home, *SERVE) as served:
        yield served


def sign(page: Page, name: str) -> None:
    asked = page.get_by_label("Uw naam", exact=True)
    asked.fill(name)
    asked.press("Enter")
    wait_until_steady(page)


def show(page: Page, tab: str) -> None:
    page.get_by_role("tab", name=tab, exact=True).click()
    wait_until_steady(page)


def changed_by_hand(draft: bytes, text: str) -> bytes:
    """The draft in which somebody typed over the first figure of the first numbered section."""
    document, changed = Document(BytesIO(draft)), BytesIO()
    heading = next(each._p for each in document.paragraphs if each.style.name.startswith("Heading"))
    control = next(each for below in heading.itersiblings() for each in below.iter(qn("w:sdt")))
    first, *others = control.iter(qn("w:t"))
    first.text = text
    for other in others:
        other.text = ""
    document.save(changed)
    return changed.getvalue()


def test_from_period_to_an_approved_letter(page: Page, address: str, browser: Browser, tmp_path: Path):
    page.goto(f"{address}/kamerbrief")
    expect(page.get_by_text("Nog niet vastgelegd. Begin onder")).to_be_visible()
    wait_until_steady(page)
    sign(page, "Anna")
    freeze = page.get_by_role("button", name="vastleggen")
    freeze.click()
    expect(page.get_by_text("aan 1 voorwaarde is niet voldaan")).to_be_visible()
    wait_until_steady(page)
    page.get_by_label("Reden bij 'Register van maatregelen is beoordeeld'").fill("Beoordeling volgt in januari.")
    freeze.click()
    expect(page.get_by_text("is vastgelegd. Haal het concept op")).to_be_visible()
    expect(page.get_by_role("cell", name="toch vastgelegd: Beoordeling volgt in januari.")).to_be_visible()

    show(page, "Concept")
    figure = page.locator("button.figure").last
    figure.click()
    expect(page.locator(".explained:popover-open")).to_contain_text("Definitie")
    page.keyboard.press("Escape")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Brief (Word)").click()
    draft = tmp_path / "brief.docx"
    draft.write_bytes(changed_by_hand(saved.value.path().read_bytes(), TYPED))

    show(page, "Controle")
    handed_in = page.locator("[data-testid=stFileUploader] input[type=file]")
    damaged = tmp_path / "notitie.doc"
    damaged.write_bytes(b"geen Word-bestand")
    handed_in.set_input_files(damaged)
    expect(page.get_by_role("alert").filter(has_text="Dit bestand is niet na te kijken")).to_be_visible()
    wait_until_steady(page)
    handed_in.set_input_files(draft)
    expect(page.get_by_role("cell", name="gewijzigd cijfer")).to_have_count(1)
    expect(page.get_by_role("region", name="Tabel: Bevindingen in het concept")).to_contain_text(TYPED)
    wait_until_steady(page)
    page.get_by_role("button", name="Verversen").click()
    expect(page.get_by_role("cell", name="met de hand gewijzigd")).to_be_visible()
    with page.expect_download() as refreshed:
        page.get_by_role("button", name="Ververst concept (Word)").click()
    assert TYPED in "".join(each.text or "" for each in Document(refreshed.value.path()).element.iter(qn("w:t")))

    with visiting(browser, 390) as second:
        second.goto(f"{address}/kamerbrief?onderdeel=Goedkeuren")
        wait_until_steady(second)
        sign(second, "Bram")
        assert second.evaluate("document.documentElement.scrollWidth <= innerWidth")
        second.get_by_role("button", name="Goedkeuren").click()
        expect(second.get_by_text("is goedgekeurd door Bram (niet aangemeld) en is definitief")).to_be_visible()
        show(second, "Archief")
        expect(second.get_by_role("cell", name="Bram (niet aangemeld)")).to_be_visible()
        assert second.evaluate("document.documentElement.scrollWidth <= innerWidth")
