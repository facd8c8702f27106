"""Begrippen in a real browser: search as you type, a link that searches, Dutch, and whole on paper."""

import re

import pytest
from playwright.sync_api import Page, expect
from serving import visiting, wait_until_drawn
from views import ENGLISH, STICKING_OUT

pytestmark = pytest.mark.browser


def found(page: Page) -> tuple[int, int]:
    said = page.get_by_role("status").filter(has_text="gevonden").inner_text()
    counts = re.fullmatch(r"(\d+) begrip(?:pen)? en (\d+) cijfers? gevonden\.", said)
    assert counts is not None, said
    return int(counts[1]), int(counts[2])


def test_a_search_shows_what_it_counts_and_stands_in_the_address(page, app):
    page.goto(f"{app}/begrippen")
    wait_until_drawn(page, "events")
    everything = found(page)
    box = page.get_by_role("searchbox", name="Zoeken in begrippen en cijfers")
    box.press_sequentially("OPSCHORT")
    page.wait_for_url("**zoek=OPSCHORT**")
    expect(page.locator("[data-metric=events]")).to_have_count(0)
    terms, figures = found(page)
    assert 0 < terms < everything[0] and 0 < figures < everything[1]
    assert page.locator(".definitions > dl dt").count() == terms
    assert page.locator(".definitions section h3").count() == figures
    box.fill("bestaatniet")
    expect(page.get_by_role("status").filter(has_text="Niets gevonden. Probeer")).to_be_visible()


def test_a_link_searches(page, app):
    page.goto(f"{app}/begrippen?zoek=k5")
    expect(page.locator("#st-key-none, .definitions section")).not_to_have_count(0)
    assert page.locator("#user-content-backlog, #backlog, .definitions section h3").first.is_visible()
    assert "Werkvoorraad en achterstand (K5, K6a, K6b)" in page.inner_text(".definitions")


def test_columns_fold_out_with_the_keyboard(page, app):
    page.goto(f"{app}/begrippen?zoek=werkvoorraad%20achterstand%20k6a")
    summary = page.locator(".definitions summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Over de acht weken (verzoeken)")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_is_dutch_and_fits(browser, app, width):
    with visiting(browser, width) as page:
        page.goto(f"{app}/begrippen")
        wait_until_drawn(page, "events")
        page.evaluate("document.querySelectorAll('[lang=en]').forEach(each => each.remove())")
        assert ENGLISH.findall(page.inner_text("body")) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(STICKING_OUT) == []


def test_on_paper_the_columns_are_there_too(page, app):
    page.goto(f"{app}/begrippen?zoek=k6a")
    page.locator(".definitions details").first.wait_for()
    page.emulate_media(media="print")
    height = page.locator(".definitions details dl").first.evaluate("list => list.getBoundingClientRect().height")
    assert height > 50
