"""The overview in a real browser: tiles, the delivery before, events that people add, and links that do not drift."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import voortgang
from earlier_delivery import write_earlier
from playwright.sync_api import Page, expect
from serving import SERVE, serving, wait_until_drawn

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def two_deliveries(simulated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a delivery, and the one a week before it, in which some requests were still to be registered."""
    home = tmp_path_factory.mktemp("two")
    delivery = simulated_home.parent / "two-deliveries"
    voortgang("simulate", "--requests", "6000", "--seed", "7", "--out", str(delivery / "2025-12-31"), home=home)
    write_earlier(delivery / "2025-12-31", delivery / "2025-12-24", "2025-12-24")
    for name in ("2025-12-24", "2025-12-31"):
        voortgang("build", "--delivery", str(delivery / name), home=home)
    shutil.rmtree(delivery)
    return home


@pytest.fixture(scope="module")
def app_with_two(two_deliveries: Path) -> Iterator[str]:
    with serving(two_deliveries, *SERVE) as address:
        yield address


def tile(page: Page, kpi: str) -> str:
    return page.locator(f'[data-kpi="{kpi}"]').inner_text()


def test_a_tile_shows_the_number_of_the_command_line(page, app, simulated_home):
    page.goto(f"{app}/overzicht")
    wait_until_drawn(page, None)
    rows = json.loads(voortgang("metric", "backlog", "--format", "json", home=simulated_home))
    now, before = rows[-1], rows[-2]
    assert f"{now['backlog']}\n" in tile(page, "K5").replace(".", "")
    assert f"vorige (november 2025): {before['backlog']}" in tile(page, "K5").replace(".", "")
    assert "beter" in tile(page, "K5") or "slechter" in tile(page, "K5") or "gelijk" in tile(page, "K5")


def test_without_an_earlier_delivery_the_page_says_so(page, app):
    page.goto(f"{app}/overzicht")
    wait_until_drawn(page, None)
    expect(page.get_by_text("Er is geen eerdere levering bewaard")).to_be_visible()


def test_what_changed_since_the_delivery_before(page, app_with_two):
    page.goto(f"{app_with_two}/overzicht")
    wait_until_drawn(page, None)
    expect(page.get_by_role("columnheader", name="Levering van 24 december 2025")).to_be_visible()
    row = page.locator("tr", has_text="Werkvoorraad (K5)").inner_text().split("\t")
    assert len(row) == 4 and row[1] != row[3]
    expect(page.get_by_text("Met terugwerkende kracht veranderd")).to_be_visible()


def test_a_fixed_link_keeps_its_build(page, app_with_two, two_deliveries):
    first, _last = sorted(path.stem for path in (two_deliveries / "warehouse.duckdb.builds").glob("*.duckdb"))
    page.goto(f"{app_with_two}/werkvoorraad?build={first}")
    wait_until_drawn(page, "clearance")
    expect(page.get_by_text("u ziet de cijfers van toen")).to_be_visible()
    assert "levering van 24 december 2025" in page.inner_text("body")
    page.get_by_role("link", name="Overzicht").click()
    wait_until_drawn(page, None)
    assert "levering van 24 december 2025" in page.inner_text("body")
    page.get_by_role("button", name="Naar de nieuwste levering").click()
    expect(page.get_by_text("levering van 31 december 2025").first).to_be_visible()


def test_an_event_that_someone_adds_stands_in_the_figures(page, app_with_two):
    page.goto(f"{app_with_two}/overzicht")
    wait_until_drawn(page, None)
    page.get_by_text("Gebeurtenis toevoegen of intrekken").click()
    page.get_by_label("Wat gebeurde er?").fill("Storing van het portaal")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("cell", name="toegevoegd door")).to_be_visible()
    page.goto(f"{app_with_two}/werkvoorraad")
    wait_until_drawn(page, "clearance")
    expect(page.get_by_text("Storing van het portaal").first).to_be_visible()
    page.goto(f"{app_with_two}/overzicht")
    wait_until_drawn(page, None)
    page.get_by_text("Gebeurtenis toevoegen of intrekken").click()
    page.get_by_label("Reden").fill("Dubbel ingevoerd")
    page.get_by_role("button", name="Intrekken").click()
    expect(page.get_by_role("cell", name="toegevoegd door")).to_have_count(0)


def test_an_event_without_a_title_is_refused_in_a_sentence(page, app_with_two):
    page.goto(f"{app_with_two}/overzicht")
    wait_until_drawn(page, None)
    page.get_by_text("Gebeurtenis toevoegen of intrekken").click()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="titel")).to_be_visible()


def test_a_figure_that_cannot_be_split_says_why(page, app):
    page.goto(f"{app}/werkvoorraad?uitsplitsen=uitkomst")
    wait_until_drawn(page, "clearance")
    expect(
        page.get_by_text("Niet uitgesplitst. Een verzoek dat nog open is, heeft geen uitkomst").first
    ).to_be_visible()
