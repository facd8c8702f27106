"""Scenarios in a real browser: kept by name, shown beside the others, asked the other way round, and taken away."""

import json
import re

import pytest
from command_line import voortgang
from playwright.sync_api import Page, expect
from serving import wait_until_drawn

pytestmark = pytest.mark.browser

NAME = "Drie mensen erbij"


def open_forms(page: Page, app: str) -> None:
    page.goto(f"{app}/prognose")
    wait_until_drawn(page, "forecast_calibration")
    page.get_by_text("Scenario bewaren of verwijderen").click()


def test_a_scenario_is_kept_shown_and_removed(page, app, simulated_home):
    open_forms(page, app)
    page.get_by_label("Naam").fill(NAME)
    page.get_by_label("Extra fte in de reguliere teams").fill("3")
    page.get_by_role("button", name="Bewaren").click()
    row = page.locator('[data-metric="forecast_scenarios"] tr', has_text=NAME)
    expect(row).to_have_count(1)
    settings = f"scenarios={NAME} extra_fte=3"
    told = voortgang("metric", "forecast_scenarios", "--set", settings, "--format", "json", home=simulated_home)
    (computed,) = json.loads(told)
    cells = [cell.replace(".", "").replace(",", ".") for cell in row.locator("td, th").all_inner_texts()]
    assert float(cells[2]) == pytest.approx(computed["stock_quarter"], abs=0.5)
    page.goto(f"{app}/prognose?scenario={NAME}")
    wait_until_drawn(page, "forecast_calibration")
    expect(page.locator("p.answer")).to_have_text(computed["norm"])
    open_forms(page, app)
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator('[data-metric="forecast_scenarios"] tr', has_text=NAME)).to_have_count(0)


def test_a_scenario_without_a_name_is_refused_in_a_sentence(page, app):
    open_forms(page, app)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="geen naam")).to_be_visible()


def test_what_is_needed_is_told_when_asked(page, app):
    page.goto(f"{app}/prognose")
    wait_until_drawn(page, "forecast_calibration")
    assert page.locator('[data-metric="forecast_needed"]').count() == 0
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator('[data-metric="forecast_needed"]')).to_contain_text(re.compile("kans"))


def test_the_verdict_comes_first_and_says_what_a_letter_may_say(page, app):
    page.goto(f"{app}/taskforce")
    wait_until_drawn(page, "impact_course")
    words = page.get_by_test_id("stMain").inner_text()
    assert words.index("Taskforce: werkvoorraad") < words.index("Hielpen taskforce en versnelde regel?")
    letters = page.locator('[data-metric="impact_verdicts"] tbody tr td:last-child').all_inner_texts()
    assert len(letters) == 7 and all(letter.endswith(".") for letter in letters)
