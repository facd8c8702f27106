"""The page of measures in a real browser, with a register of its own and no delivery at all."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import voortgang
from playwright.sync_api import Page, expect
from serving import SERVE, choose_option, serving
from views import settle

from voortgang.settings import ROOT

pytestmark = pytest.mark.browser
CHANGE = """
import sys
sys.path.insert(0, "tests")
from dataclasses import replace
from datetime import date
from measure_writing import write_status
from voortgang.register.measures.reading import statuses
seen = next(state for state in statuses(date(2026, 6, 1)) if state.row.id == 3)
content = replace(seen.status.content, phase="beleidsuitwerking", owner="<img src=x onerror='document.title=1'>")
write_status(3, content, date(2025, 7, 1), based_on=seen.latest_id, by="Anna")
"""


@pytest.fixture(scope="module")
def register_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a register in which one row went on, and no warehouse."""
    home = tmp_path_factory.mktemp("register") / "home"
    environment = {**os.environ, "VOORTGANG_HOME": str(home)}
    subprocess.run([sys.executable, "-c", CHANGE], cwd=ROOT, env=environment, check=True)
    return home


@pytest.fixture(scope="module")
def register_app(register_home: Path) -> Iterator[str]:
    with serving(register_home, *SERVE) as address:
        yield address


def open_part(page: Page, app: str, part: str, query: str = "") -> None:
    page.goto(f"{app}/maatregelen?onderdeel={part}{query}")
    page.locator(".table").first.wait_for(state="attached")
    settle(page)


def numbers(page: Page) -> dict[str, tuple[int, int]]:
    rows = page.locator('[data-listing="measure_counts"] tbody tr')
    cells = [rows.nth(at).locator("th, td").all_inner_texts() for at in range(rows.count())]
    return {name: (int(of_rows), int(of_measures)) for name, of_rows, of_measures in cells}


def test_the_counts_are_those_of_the_command_line(page, register_app, register_home):
    open_part(page, register_app, "Overzicht", "&stand=2026-01-02&bekend=2025-06-30")
    asked = ("--as-of", "2026-01-02", "--known-on", "2025-06-30", "--format", "json")
    told = json.loads(voortgang("measures", *asked, home=register_home))
    shown = numbers(page)
    assert shown["totaal"] == (told["rows"], told["measures"])
    for each in [*told["phases"], *told["flags"]]:
        assert shown[each["name"]] == (each["rows"], each["measures"])


def test_a_filter_goes_into_the_address_and_comes_back_out_of_it(page, register_app):
    open_part(page, register_app, "Tabel")
    page.get_by_text("Filters", exact=True).click()
    choose_option(page, page.get_by_label("Vertraagd"), "ja")
    expect(page.locator("tr[data-row]")).to_have_count(8)
    settle(page)
    assert "vertraagd=ja" in page.url
    page.goto(page.url)
    expect(page.locator("tr[data-row]")).to_have_count(8)
    expect(page.get_by_text("8 rijen van de 37: vertraagd.")).to_be_visible()
    assert page.title().startswith("Maatregelen")  # what somebody typed in a text did not run
    page.get_by_role("button", name="Alle filters wissen").click()
    expect(page.locator("tr[data-row]")).to_have_count(37)


def test_two_days_are_compared(page, register_app):
    open_part(page, register_app, "Overgangen")
    expect(page.get_by_text("1 verbeterd en 36 gelijk").first).to_be_visible()
    first = page.locator('[data-listing="measure_transitions"] tbody tr').first
    expect(first).to_contain_text("verbeterd")
    expect(first).to_contain_text("fase van 'nog te starten' naar 'beleidsuitwerking'")
    query = "&tweede_moment=een%20andere%20dag&tweede_moment_dag=2025-06-30"
    open_part(page, register_app, "Overgangen", query)
    expect(page.get_by_text("bleven alle 37 rijen gelijk").first).to_be_visible()


def test_files_hold_the_table_and_no_formula(page, register_app):
    open_part(page, register_app, "Tabel", "&tekst=VM%202")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert "Verbeteren" not in text and "<img src=x" in text and saved.value.suggested_filename.endswith(".csv")
