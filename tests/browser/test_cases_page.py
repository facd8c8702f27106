"""Verzoeken in a real browser: the list and the due dates of the command line, by click and by key."""

import json
import re
from datetime import date, timedelta

import pytest
from command_line import voortgang
from identity_provider import identity_provider
from playwright.sync_api import Page, expect
from serving import STREAMLIT, serving, visiting, wait_until_drawn
from test_pages import computed, table, thousands
from test_sign_in import secrets
from views import ENGLISH, STICKING_OUT

from voortgang import dutch
from voortgang.commands.clock import clock_report

pytestmark = pytest.mark.browser

LIST = "open_requests"
NO_ROLE = "U hebt de rol 'analist' niet."


def report(home, request_id: str, as_of: str) -> dict:
    """Both due dates and the reasons, as `voortgang clock` gives them for the dates and letters of this request."""
    (facts,) = computed(home, "one_request", request_id=request_id)
    questions, later = (
        computed(home, f"request_{name}", request_id=request_id) for name in ("suspensions", "extensions")
    )
    return clock_report(
        facts["received_on"],
        [f"{each['sent_on']},{each['term_until']},{each['supplemented_on'] or ''}" for each in questions],
        [f"{each['sent_on']},{each['extended_until']}" for each in later],
        reference=as_of,
    )


def suspended(home) -> str:
    """An open request whose clock has stood still for longer than any weekend."""
    return next(row["request_id"] for row in computed(home, LIST, page_rows="500") if row["suspended_days"] > 10)


def steps(page: Page) -> list[str]:
    return page.locator("ol.steps li").all_inner_texts()


def wait_for_request(page: Page, request_id: str) -> None:
    page.get_by_role("heading", name=f"Verzoek {request_id}").wait_for()
    wait_for_end(page)


def wait_for_end(page: Page) -> None:
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached()


def test_the_list_is_that_of_the_command_line(page, app, simulated_home):
    page.goto(f"{app}/verzoeken")
    wait_until_drawn(page, LIST)
    first = computed(simulated_home, LIST)
    (summary,) = computed(simulated_home, "backlog_age_summary")
    pages = -(-summary["backlog"] // 50)
    assert [row[0] for row in table(page, LIST)[1:]] == [row["request_id"] for row in first]
    expect(page.get_by_text(f"Bladzijde 1 van {thousands(pages)}", exact=True)).to_be_visible()
    late = next(row for row in first if row["legal_days_left"] < 0)
    days = dutch.plural(-late["legal_days_left"], "dag", "dagen")
    assert next(row for row in table(page, LIST) if row[0] == late["request_id"])[1] == f"{days} over tijd"


def test_pages_are_turned_and_filters_apply(page, app, simulated_home):
    page.goto(f"{app}/verzoeken?kanaal=Portaal")
    wait_until_drawn(page, LIST)
    page.get_by_role("button", name="Volgende").click()
    page.wait_for_url("**bladzijde=2**")
    expect(page.get_by_text(re.compile("^Bladzijde 2 van"))).to_be_visible()
    wait_for_end(page)
    second = computed(simulated_home, LIST, page="2", channel="portaal")
    assert [row[0] for row in table(page, LIST)[1:]] == [row["request_id"] for row in second]
    page.get_by_role("textbox", name="Naar bladzijde").fill("1")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^Bladzijde 1 van"))).to_be_visible()


def test_a_request_is_opened_with_the_keyboard_and_keeps_the_choice(page, app, simulated_home):
    page.goto(f"{app}/verzoeken?bladzijde=2&kanaal=Portaal")
    wait_until_drawn(page, LIST)
    link = page.locator(f'[data-metric="{LIST}"] a').first
    request_id = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    wait_for_request(page, request_id)
    assert "kanaal=Portaal" in page.url and f"verzoek={request_id}" in page.url
    page.get_by_role("button", name="Terug naar de lijst").click()
    wait_until_drawn(page, LIST)
    expect(page.get_by_text(re.compile("^Bladzijde 2 van"))).to_be_visible()
    assert "verzoek=" not in page.url


def test_an_opened_request_has_the_dates_and_reasons_of_the_clock(page, app, simulated_home):
    request_id = suspended(simulated_home)
    page.goto(f"{app}/verzoeken")
    wait_until_drawn(page, LIST)
    page.get_by_role("textbox", name="Verzoek openen").fill(f"  {request_id} ")
    page.keyboard.press("Enter")
    wait_for_request(page, request_id)
    expected = report(simulated_home, request_id, "2025-12-31")
    assert steps(page) == expected["steps"]
    said = page.inner_text("[data-testid=stMain]")
    for day in (expected["norm_due_on"], expected["legal_due_on"]):
        assert f"{dutch.date_long(date.fromisoformat(day))} (" in said
    (facts,) = computed(simulated_home, "one_request", request_id=request_id)
    assert facts["legal_due_on"] == expected["legal_due_on"]
    finding = page.locator("h3:has-text('Tijdlijn') + p").inner_text()
    expect(page.locator(f'[aria-label="{finding}"]')).to_have_count(1)


def test_on_an_earlier_reference_date_later_news_is_not_known(page, app, simulated_home):
    request_id = suspended(simulated_home)
    (first, *_) = computed(simulated_home, "request_suspensions", request_id=request_id)
    day = date.fromisoformat(first["sent_on"]) + timedelta(days=1)
    page.goto(f"{app}/verzoeken?verzoek={request_id}&peildatum={day}")
    wait_for_request(page, request_id)
    said = page.inner_text("[data-testid=stMain]")
    assert f"open op de peildatum {dutch.date_long(day)}" in said
    assert "loopt nog een opschorting" in said and "In de levering is de wettelijke datum" in said


def test_an_unknown_request_is_told_as_text(page, app):
    page.goto(f"{app}/verzoeken?verzoek=%3Cimg%20src%3Dx%3E**V**")
    expect(page.get_by_role("alert").filter(has_text="<img src=x>**V**")).to_contain_text(
        "staat niet in deze levering. Controleer het kenmerk."
    )


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("is_list", [True, False])
def test_the_page_is_dutch_and_fits(browser, app, simulated_home, width, is_list):
    request_id = suspended(simulated_home)
    with visiting(browser, width) as page:
        page.goto(f"{app}/verzoeken" + ("" if is_list else f"?verzoek={request_id}"))
        if is_list:
            wait_until_drawn(page, LIST)
        else:
            wait_for_request(page, request_id)
            page.locator("[data-trust=one_request]").wait_for()
        assert ENGLISH.findall(page.inner_text("body")) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("groups", [[], ["beheerder"]])
def test_a_link_to_a_request_shows_nothing_without_the_role(browser, simulated_home, tmp_path, groups):
    request_id = suspended(simulated_home)
    claims = {"sub": "1", "name": "J. Jansen", "groups": groups}
    with (
        visiting(browser) as page,
        identity_provider(claims) as provider,
        serving(simulated_home, *STREAMLIT, *secrets(tmp_path, provider)) as address,
    ):
        page.goto(address)
        page.get_by_role("button", name="Aanmelden").click()
        page.get_by_text("Aangemeld als J. Jansen").wait_for()
        for query in ("", f"?verzoek={request_id}", "?bladzijde=2"):
            page.goto(f"{address}/verzoeken{query}")
            expect(page.get_by_text(NO_ROLE)).to_be_visible()
            wait_for_end(page)
            assert page.locator(".table, .js-plotly-plot, ol.steps").count() == 0
            assert request_id not in page.inner_text("body")


def test_the_command_line_gives_the_same_page_twice(simulated_home):
    asked = ("metric", LIST, "--set", "page=2", "--format", "json")
    assert json.loads(voortgang(*asked, home=simulated_home)) == computed(simulated_home, LIST, page="2")
