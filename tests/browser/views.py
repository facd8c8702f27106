"""Every view of the app, found by walking through it: pages from the navigation, tabs from the page, one case."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

IS_DRAWN = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && window.namesControls && !document.querySelector('[data-stale=true]')
    && [...document.querySelectorAll('.stPlotlyChart')].every(figure => figure.querySelector('.main-svg'))"""
FOLD_OUT = """() => document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary')
    .forEach(summary => summary.click())"""
SAYS_SOMETHING = ".table, form, p, h2"
ENGLISH = re.compile(
    r"\b(the|and|from|choose|select|loading|running|required|error|page|none|traceback|warning)\b", re.IGNORECASE
)
"""in what people read"""
STICKING_OUT = """() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
    ...[...document.querySelectorAll('[data-testid=stMain] *')]
        .filter(element => !element.closest('.table, [role=tablist], svg') && element.checkVisibility())
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .map(element => element.outerHTML.slice(0, 120)),
]"""
NAVIGATION = "[data-testid=stSidebarNavLink]"


def settle(page: Page) -> None:
    """Return when the script has run to its end and every figure is drawn."""
    page.wait_for_function(IS_DRAWN)


def enter(page: Page, app: str) -> list[str]:
    """Open the app and return the pages that its navigation lists."""
    page.goto(app)
    page.locator("h1").wait_for()
    settle(page)
    return page.locator(NAVIGATION).all_inner_texts()


def visit(page: Page, name: str) -> None:
    """Go to another page as a visitor does."""
    page.locator(NAVIGATION).get_by_text(name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)
    settle(page)


def walk(page: Page, app: str) -> Iterator[str]:
    """Show each view in turn, with all that folds out folded out, and yield its name."""
    for name in enter(page, app):
        visit(page, name)
        tabs = page.get_by_role("tab").all_inner_texts()
        for tab in tabs or [""]:
            if tab:
                page.get_by_role("tab", name=tab, exact=True).click()
                page.locator("[role=tabpanel]:visible").locator(SAYS_SOMETHING).first.wait_for()
            settle(page)
            page.evaluate(FOLD_OUT)
            yield f"{name}: {tab}" if tab else name
        cases = page.locator(".table.cases tbody a")
        if cases.count():
            cases.first.click()
            page.locator("h2", has_text="Verzoek ").wait_for()
            settle(page)
            yield f"{name}: één verzoek"
