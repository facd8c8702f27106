"""The page of IV days in a real browser: tabs, choices in the address, the same days everywhere, and a telephone."""

import json

import pytest
from command_line import voortgang
from playwright.sync_api import Page, expect
from serving import wait_until_drawn, wait_until_steady

pytestmark = pytest.mark.browser

TABS = {
    "Verdeling": "iv_capacity",
    "Herijkingen": "iv_days",
    "Voortgang": "iv_days",
    "Burgers en maatregelen": "iv_cut_projects",
    "Aannamen": "iv_maintenance",
}
"""and the last table of a metric on each"""
WIDER = "document.documentElement.scrollWidth - innerWidth"


def days(page: Page, metric: str, at: int) -> float:
    """The sum of one column of a table, counted from the end when negative."""
    cells = page.locator(f'[data-metric="{metric}"] tbody tr').evaluate_all(
        "(rows, at) => rows.map(row => [...row.cells].at(at).textContent)", at
    )
    return sum(float(cell.replace(".", "").replace(",", ".")) for cell in cells)


def test_each_tab_opens_adds_up_and_fits_a_telephone(page, app, simulated_home):
    page.goto(f"{app}/iv-dagen?iv_uitsplitsing=organisatie")
    wait_until_drawn(page, "iv_capacity")
    told = voortgang("metric", "iv_capacity", "--format", "json", home=simulated_home)
    last = json.loads(told)[-1]
    assert days(page, "iv_division", -1) == pytest.approx(last["capacity"])
    page.set_viewport_size({"width": 390, "height": 900})
    for tab, metric in TABS.items():
        page.get_by_role("tab", name=tab, exact=True).click()
        wait_until_drawn(page, metric)
        assert page.evaluate(WIDER) <= 0, tab
        expect(page.get_by_test_id("stAlert").filter(has_text="Fictieve gegevens")).to_be_visible()
        if metric == "iv_days":
            assert days(page, "iv_days", 5) == pytest.approx(last["allocated"])
    assert "onderdeel=Aannamen" in page.url and "iv_uitsplitsing=organisatie" in page.url


def test_a_link_holds_year_split_and_part_and_a_flow_is_drawn(page, app):
    page.goto(f"{app}/iv-dagen?iv_uitsplitsing=project&onderdeel=Voortgang")
    wait_until_drawn(page, "iv_days")
    link = page.get_by_role("link", name="Vaste link naar deze keuze").get_attribute("href")
    assert "jaar=2025" in link and "iv_uitsplitsing=project" in link and "onderdeel=Voortgang" in link
    page.get_by_role("tab", name="Verdeling", exact=True).click()
    wait_until_drawn(page, "iv_capacity")
    wait_until_steady(page)
    flow = page.locator(".st-key-figure-iv_division .sankey-node")
    assert flow.count() > 10
    expect(page.locator(".st-key-figure-iv_division")).to_contain_text("capaciteit")
