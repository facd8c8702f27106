"""Commitments in a real browser: added, settled, in the trail, and on the overview while they are late."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import SERVE, choose_option, serving, visiting, wait_until_drawn, wait_until_steady

from voortgang.dutch import HERE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(simulated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built delivery, with a register of its own."""
    home = tmp_path_factory.mktemp("commitments") / "home"
    home.mkdir()
    for found in simulated_home.iterdir():
        if not found.name.startswith("register.db"):
            (home / found.name).symlink_to(found, target_is_directory=found.is_dir())
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with serving(home, *SERVE) as served:
        yield served


def sign(page: Page, name: str) -> None:
    """Give a name, and wait for what is drawn anew because of it."""
    page.get_by_role("textbox", name="Uw naam").fill(name)
    page.keyboard.press("Enter")
    wait_until_steady(page)


def fill_day(page: Page, label: str, day: date) -> None:
    """Type a day in the parts of a date field."""
    group = page.get_by_role("group", name=label).last
    for part, text in zip(group.get_by_role("spinbutton").all(), (f"{day:%d}", f"{day:%m}", f"{day:%Y}"), strict=True):
        part.click()
        part.press_sequentially(text)


def test_add_settle_and_trail(page: Page, address: str):
    today = datetime.now(HERE).date()
    page.goto(f"{address}/toezeggingen")
    expect(page.get_by_text("het register begint leeg")).to_be_visible()
    wait_until_steady(page)
    sign(page, "Anna")
    page.get_by_label("Wat is toegezegd?").fill("Over <b>wachttijden</b> rapporteren")
    page.get_by_label("Gevraagd door").fill("Tweede Kamer")
    fill_day(page, "Gedaan op", today - timedelta(days=30))
    fill_day(page, "Termijn (leeg: geen)", today - timedelta(days=2))
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("cell", name="▲ 2 dagen te laat")).to_be_visible()
    expect(page.get_by_role("cell", name="Over <b>wachttijden</b> rapporteren")).to_be_visible()

    page.goto(f"{address}/overzicht")
    wait_until_drawn(page, None)
    expect(page.get_by_text("Te laat is 1 toezegging of motie aan de Kamer")).to_be_visible()

    page.goto(f"{address}/toezeggingen?toezegging=1")
    expect(page.get_by_role("heading", name="Toezegging 1")).to_be_visible()
    sign(page, "Bram")
    choose_option(page, page.get_by_label("Wat wilt u doen?", exact=True).first, "Afdoen in een brief")
    page.get_by_label("Titel van de brief").fill("Stand van zaken")
    letter = {"Vergaderjaar (zoals 2024/25)": "2025/26", "Dossier": "31066", "Nummer": "2001", "Paragraaf": "par. 3"}
    for label, text in letter.items():
        page.get_by_label(label, exact=True).first.fill(text)
    page.get_by_role("button", name="Afdoen").click()
    expect(page.get_by_role("cell", name="✓ afgedaan")).to_be_visible()
    trail = page.get_by_role("region", name="Tabel: Logboek van toezegging 1")
    expect(trail.get_by_role("cell", name="Anna (niet aangemeld)")).to_be_visible()
    expect(trail.get_by_role("cell", name="Bram (niet aangemeld)")).to_be_visible()
    expect(trail.get_by_text("2025/26, 31066 nr. 2001")).to_be_visible()

    page.goto(f"{address}/overzicht")
    wait_until_drawn(page, None)
    expect(page.get_by_text("Wat vraagt deze week aandacht?")).to_be_visible()
    expect(page.get_by_text("toezegging of motie aan de Kamer")).to_have_count(0)


def test_the_list_is_saved_as_it_is_shown(page: Page, address: str):
    page.goto(f"{address}/toezeggingen?status=afgedaan")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Toezeggingen"] and rows[-1][:2] == ["1", "✓ afgedaan"]


def test_nothing_sticks_out_on_a_telephone(browser: Browser, address: str):
    with visiting(browser, 390) as telephone:
        telephone.goto(f"{address}/toezeggingen?toezegging=1")
        expect(telephone.get_by_role("heading", name="Toezegging 1")).to_be_visible()
        wait_until_steady(telephone)
        assert telephone.evaluate("document.documentElement.scrollWidth <= innerWidth")
