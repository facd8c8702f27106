"""Scenarios in a real browser: a project pinned, saved, compared, saved as a note and adopted; two people at once."""

import io
import secrets
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from serving import SERVE, choose_option, serving, wait_until_steady

pytestmark = pytest.mark.browser
TAB = "iv-prioritering?onderdeel=Scenario%27s"
PINNED, OUTSIDE = "OV-05 Stoppen met stuiten", "MO-01 Uitfasering oud inningsplatform deel 1"


@pytest.fixture(scope="module")
def address(simulated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built delivery, with a register of its own."""
    home = tmp_path_factory.mktemp("scenarios") / "home"
    home.mkdir()
    for found in simulated_home.iterdir():
        if not found.name.startswith("register.db"):
            (home / found.name).symlink_to(found, target_is_directory=found.is_dir())
    with serving(home, *SERVE) as served:
        yield served


@pytest.fixture
def name() -> str:
    """Of a scenario: a new one each time, for a test that fails is run once more."""
    return f"Proef {secrets.token_hex(4)} <b>x</b>"


def arrive(page: Page, address: str, writer: str) -> None:
    page.goto(f"{address}/{TAB}")
    expect(page.get_by_role("heading", name="Bewaren", exact=True)).to_be_visible()
    wait_until_steady(page)
    page.get_by_role("textbox", name="Uw naam").fill(writer)
    page.keyboard.press("Enter")
    wait_until_steady(page)


def pick(page: Page, label: str, option: str) -> None:
    choose_option(page, page.get_by_label(label, exact=True).last, option)
    page.keyboard.press("Escape")
    wait_until_steady(page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    wait_until_steady(page)


def save(page: Page, name: str) -> None:
    page.get_by_label("Naam van het scenario").fill(name)
    press(page, "Bewaren als nieuw scenario")
    expect(page.get_by_text(f"Scenario '{name}' is bewaard.")).to_be_visible()


def row(page: Page, name: str):
    return page.get_by_role("region", name="Tabel: Bewaarde scenario's").get_by_role("row").filter(has_text=name)


def downloaded(page: Page, label: str) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("button", name=label, exact=True).last.click()
    return saved.value.path().read_bytes()


def test_pin_save_compare_write_down_and_adopt(page: Page, address: str, name: str):
    arrive(page, address, "Anna")
    save(page, name)
    pick(page, "Moet erin", PINNED)
    save(page, f"{name} vast")
    for each in (name, f"{name} vast"):
        pick(page, "Kies 2 tot 4 scenario's", each)
    expect(page.get_by_role("table", name="Scenario's naast elkaar").get_by_role("columnheader")).to_have_text(
        ["Cijfer", name, f"{name} vast"]
    )
    pick(page, "Scenario", f"{name} vast")
    text = " ".join(each.text for each in docx.Document(io.BytesIO(downloaded(page, "Word"))).paragraphs)
    assert f"{name} vast" in text and "Gevraagd besluit" in text and "OV-05" in text
    assert len(PdfReader(io.BytesIO(downloaded(page, "PDF"))).pages) == 2
    page.get_by_text("Aannemen: een vergadering heeft besloten").click()
    page.get_by_label("Vergadering").fill("Portfolio-overleg")
    page.get_by_label("Besluit (zonder namen)").fill("Akkoord")
    press(page, "Aannemen")
    expect(row(page, f"{name} vast").get_by_role("cell", name="✓ aangenomen")).to_be_visible()
    expect(page.get_by_role("table", name=f"Logboek van scenario {name} vast")).to_contain_text("Portfolio-overleg")


def test_of_two_people_at_once_the_second_is_told(page: Page, address: str, name: str):
    arrive(page, address, "Anna")
    save(page, name)
    other = page.context.new_page()  # with a session of its own, as in another browser
    arrive(other, address, "Bram")
    pick(other, "Scenario", name)
    press(other, "Openen om te bekijken of te wijzigen")
    pick(other, "Moet eruit", OUTSIDE)
    pick(page, "Moet erin", PINNED)
    press(page, f"Bewaren in '{name}'")
    expect(page.get_by_text("is bewaard.")).to_be_visible()
    press(other, f"Bewaren in '{name}'")
    refusal = other.get_by_role("alert").filter(has_text="Er is niets van u opgeslagen").first
    expect(refusal).to_contain_text("door Anna (niet aangemeld)")
    expect(refusal).to_contain_text("vastgezet: erin (nu OV-05)")
    expect(other.get_by_text(OUTSIDE).first).to_be_visible()
    save(other, f"{name} Bram")
    expect(row(other, f"{name} Bram")).to_contain_text("Bram (niet aangemeld)")
    other.close()
