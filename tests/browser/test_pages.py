"""The pages in a real browser: what a person reads is what the command line computes, and no more than they may see."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import voortgang
from playwright.sync_api import Page, expect
from serving import SERVE, STREAMLIT, choose_option, serving, visiting, wait_until_drawn

from voortgang.settings import ROOT

pytestmark = pytest.mark.browser

REFUSED = "Zonder aanmelding is de Voortgangsmonitor alleen te openen op de computer waarop zij draait"


def table(page: Page, metric: str) -> list[list[str]]:
    """The cells of the table under a figure."""
    rows = page.locator(f'[data-metric="{metric}"] tr')
    return rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")


def computed(home: Path, metric: str, **parameters: str) -> list[dict[str, object]]:
    """The same figure from the command line."""
    settings = [word for name, value in parameters.items() for word in ("--set", f"{name}={value}")]
    return json.loads(voortgang("metric", metric, *settings, "--format", "json", home=home))


def thousands(number: object) -> str:
    return f"{number:,}".replace(",", ".")


def test_a_number_on_the_page_is_the_number_of_the_command_line(page, app, simulated_home):
    page.goto(f"{app}/doorlooptijden?van=2025-06-01&tot=2025-11-30")
    wait_until_drawn(page, "decided_on_time")
    expected = computed(simulated_home, "decided_on_time", since="2025-06-01", until="2025-11-30", period="month")
    shown = {row[0]: row for row in table(page, "decided_on_time")}
    november = next(row for row in expected if row["period_on"] == "2025-11-01")
    assert shown["november 2025"][2] == thousands(november["decided"])
    assert shown["november 2025"][3] == thousands(november["within_norm"])


def test_a_changed_filter_changes_table_and_address(page, app, simulated_home):
    page.goto(f"{app}/doorlooptijden")
    wait_until_drawn(page, "decided_on_time")
    choose_option(page, page.get_by_role("combobox", name="Kanaal"), "Portaal")
    page.wait_for_url("**kanaal=Portaal**")
    (whole,) = computed(simulated_home, "decided_on_time", since="2024-12-01", channel="portaal", period="all")
    figures = page.locator('[data-testid="stMetric"]')
    expect(figures.first).to_contain_text(f"{thousands(whole['within_norm'])} van {thousands(whole['decided'])}")


def test_a_split_shows_a_row_for_each_value(page, app, simulated_home):
    page.goto(f"{app}/doorlooptijden?uitsplitsen=kanaal&van=2025-06-01")
    wait_until_drawn(page, "decided_on_time")
    rows = {(row[0], row[1]): row for row in table(page, "throughput_time")}
    split = computed(simulated_home, "throughput_time", since="2025-06-01", split="channel", period="month")
    portal = next(row for row in split if row["period_on"] == "2025-11-01" and row["split_value"] == "portaal")
    assert rows["november 2025", "Portaal"][4] == str(portal["median_days"])


def test_the_file_holds_what_the_table_shows(page, app):
    page.goto(f"{app}/doorlooptijden?beeld=Verdeling")
    wait_until_drawn(page, "decided_within_weeks")
    with page.expect_download() as download:
        page.locator(".st-key-download-decided_within_weeks button").click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = list(csv.reader(io.StringIO(content), delimiter=";"))
    in_table = [[text.replace(".", "") for text in row] for row in table(page, "decided_within_weeks")[1:]]
    assert lines[-len(in_table) :] == in_table
    assert ["fictieve gegevens"] in lines


def test_the_delivery_page_shows_files_findings_and_reports(page, app, simulated_home):
    page.goto(f"{app}/gegevens")
    wait_until_drawn(page, "build_steps")
    shown = {row[1]: row[-1] for row in table(page, "delivery_files")}
    for file in computed(simulated_home, "delivery_files"):
        assert shown[str(file["file_name"])] == file["sha256"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Controleverslag verzoeken").click()
    assert "<html" in Path(download.value.path()).read_text(encoding="utf-8")


def test_choices_stay_when_another_page_is_visited(page, app):
    page.goto(f"{app}/doorlooptijden?per=week")
    wait_until_drawn(page, "decided_on_time")
    page.get_by_role("link", name="Gegevens").click()
    wait_until_drawn(page, "build_steps")
    page.get_by_role("link", name="Doorlooptijden").click()
    wait_until_drawn(page, "decided_on_time")
    expect(page.get_by_role("combobox", name="Per", exact=True)).to_have_value("week")


def test_the_fixed_link_names_every_choice_and_the_build(page, app):
    page.goto(f"{app}/doorlooptijden?per=week")
    wait_until_drawn(page, "decided_on_time")
    link = page.get_by_role("link", name="Vaste link naar deze keuze").get_attribute("href")
    assert "peildatum=2025-12-31" in link and "per=week" in link and "team=alle" in link and "build=" in link
    page.goto(f"{app}/doorlooptijden{link}")
    wait_until_drawn(page, "decided_on_time")
    assert "eerdere levering" not in page.inner_text("body")


def test_a_fixed_link_to_a_build_that_is_gone_shows_nothing_else(page, app):
    page.goto(f"{app}/doorlooptijden?build=20200101T000000000000-2020-01-01")
    expect(page.get_by_text("wordt niet meer bewaard")).to_be_visible()
    assert page.locator(".table, .tile").count() == 0
    page.get_by_role("button", name="Naar de nieuwste levering").click()
    wait_until_drawn(page, "decided_on_time")


@pytest.mark.parametrize(
    ("query", "label"), [("per=kwartaal", "Per"), ("peildatum=2025-02-31", "Peildatum"), ("team=x", "Team")]
)
def test_an_impossible_value_in_a_link_is_told_and_replaced(page, app, query, label):
    page.goto(f"{app}/doorlooptijden?{query}")
    wait_until_drawn(page, "decided_on_time")
    assert f"'{label}' in de link is niet bruikbaar" in page.inner_text("body")


def test_a_period_that_ends_before_it_begins_is_told(page, app):
    page.goto(f"{app}/doorlooptijden?van=2025-06-01&tot=2025-05-01")
    expect(page.get_by_text("Kies bij 'Van' een eerdere dag")).to_be_visible()
    assert page.locator(".table").count() == 0


def test_a_figure_has_its_finding_as_alternative_text(page, app):
    page.goto(f"{app}/doorlooptijden")
    wait_until_drawn(page, "decided_on_time")
    finding = page.locator("p", has_text="binnen acht weken besloten, en").first.inner_text()
    expect(page.locator(f'[aria-label="{finding}"]')).to_have_count(1)


def test_a_page_file_reached_directly_shows_no_data(browser, simulated_home):
    """On a server that nobody visited yet, Streamlit's old router serves the file without `app.py`."""
    for stem in ("overview", "requests"):
        with serving(simulated_home, *STREAMLIT) as address, visiting(browser) as page:
            page.goto(f"{address}/{stem}")
            expect(page.get_by_text("buiten de Voortgangsmonitor om geopend")).to_be_visible()
            assert page.locator(".table, .js-plotly-plot, [data-testid=stMetric]").count() == 0
            page.get_by_role("link", name="Ga naar de startpagina").click()
            expect(page.get_by_role("heading", name="Overzicht")).to_be_visible()


def test_an_open_address_without_sign_in_is_refused(page, simulated_home):
    with serving(simulated_home, *STREAMLIT, "--server.address", "0.0.0.0") as address:
        page.goto(address)
        expect(page.get_by_text(REFUSED)).to_be_visible()
        assert page.locator(".table, .js-plotly-plot, [data-testid=stMetric]").count() == 0


def test_serve_refuses_an_open_address_before_it_starts(simulated_home):
    environment = {**os.environ, "VOORTGANG_HOME": str(simulated_home), "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}
    arguments = [sys.executable, "-m", "voortgang", "serve", "--port", "8999"]
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 1
    assert REFUSED in done.stderr


def test_before_the_first_delivery_the_page_says_what_to_do(page, tmp_path):
    with serving(tmp_path / "home", *SERVE) as address:
        page.goto(f"{address}/doorlooptijden")
        expect(page.get_by_text("voortgang build --delivery")).to_be_visible()
