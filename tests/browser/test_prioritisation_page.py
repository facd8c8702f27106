"""The page IV-prioritering in a real browser: pin a project and see what falls off, wishes that clash, a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect
from serving import choose_option, visiting, wait_until_steady

pytestmark = pytest.mark.browser

ADDRESS = "iv-prioritering"
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


def visit(page: Page, app: str, listing: str = "portfolio_choice", query: str = "") -> None:
    page.goto(f"{app}/{ADDRESS}{query}")
    page.locator(f'[data-listing="{listing}"]').wait_for()
    wait_until_steady(page)


def pin(page: Page, label: str, project: str) -> None:
    """Choose from a list of wishes, which stays open for a next one, and hides the page until it closes."""
    choose_option(page, page.get_by_label(label, exact=True), project)
    page.keyboard.press("Escape")
    wait_until_steady(page)


def first_out(page: Page) -> str:
    """Code and name of the first project that is out, as the lists name it."""
    cells = page.locator('[data-listing="portfolio_choice"] tbody tr').first.locator("th, td").all_inner_texts()
    assert "eruit" in cells[2] and "tekort" in cells[3]
    return f"{cells[0]} {cells[1]}"


def test_a_pinned_project_is_in_at_once_and_something_falls_off(page, app):
    visit(page, app)
    project = first_out(page)
    pin(page, "Moet erin", project)
    since = page.locator("section", has_text="Sinds uw vorige keuze")
    expect(since).to_contain_text(re.compile(rf"▲ Erbij\s*{re.escape(project)}"))
    expect(since).to_contain_text(re.compile("▼ Eraf|± Andere dagen"))
    row = page.locator('[data-listing="portfolio_choice"] tr', has_text=project.split()[0])
    expect(row).to_contain_text(re.compile("erin.*moet.erin", re.S))
    pin(page, "Moet eruit", project)
    expect(page.get_by_test_id("stAlert").filter(has_text="zowel erin als eruit gezet")).to_be_visible()
    page.get_by_role("button", name="Opnieuw beginnen").click()
    expect(page.locator('[data-listing="portfolio_choice"] tbody tr').first).to_contain_text(project.split()[0])


def test_on_a_telephone_with_the_keyboard_only(browser, app):
    with visiting(browser, width=390) as page:
        visit(page, app)
        project = first_out(page)
        wish = page.get_by_label("Moet erin", exact=True)
        wish.focus()
        for _ in range(20):
            page.keyboard.press("ArrowDown")
            if page.locator('[role="option"][data-focused]').filter(has_text=project).count():
                break
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        wait_until_steady(page)
        expect(page.locator("section", has_text="Sinds uw vorige keuze")).to_contain_text(project)
        assert page.evaluate(WIDER) <= 0
        page.get_by_role("tab", name="Meer dagen").click()
        figure = page.locator('[data-listing="portfolio_curve"]')
        expect(figure).to_contain_text("Extra dagen")
        assert page.evaluate(WIDER) <= 0
