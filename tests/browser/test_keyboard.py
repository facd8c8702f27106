"""Everything works without a mouse: the Tab key reaches every control, shows where it is, and gets out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import PATIENCE, wait_until_steady
from views import FOLD_OUT, enter, settle, visit

pytestmark = pytest.mark.browser

CONTROLS = """() => {
    const all = document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [role=tab], [role=spinbutton], [tabindex="0"]');
    const isControl = element => element.tabIndex >= 0 && !element.disabled && !element.closest('[aria-hidden=true]')
        && !element.matches('[role=tabpanel]')
        && element.checkVisibility({ visibilityProperty: true })
        && !(element.closest('details:not([open])') && element.tagName !== 'SUMMARY');
    window.left = new Set([...all].filter(isControl));
    return window.left.size;
}"""
STOP = """async () => {
    const isOffScreen = ({ left, right, top, bottom }) =>
        right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight;
    const look = (element) => {
        const around = [element, element.parentElement, element.closest('[role=group]') ?? element];
        return around.map(each => getComputedStyle(each)).map(({ outline, boxShadow }) => outline + boxShadow);
    };
    const named = (element) => element.outerHTML.slice(0, 160);
    const problems = [];
    if (window.last && look(window.last.element).every((each, at) => each === window.last.look[at]))
        problems.push(`focus does not show: ${named(window.last.element)}`);
    const element = document.activeElement;
    window.last = null;
    if (element === document.body) return { ended: true, problems };
    window.last = { element, look: look(element) };
    window.left.delete(element);
    const patience = performance.now() + 2000;  // a busy machine takes its time to scroll to it
    do await new Promise(requestAnimationFrame);
    while (isOffScreen(element.getBoundingClientRect()) && performance.now() < patience);
    if (isOffScreen(element.getBoundingClientRect()))
        problems.push(`focus is off the screen: ${named(element)}`);
    return { ended: false, problems };
}"""
NEVER_REACHED = "() => [...window.left].map(element => element.outerHTML.slice(0, 160))"
FOCUSED = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
START = "() => { document.activeElement.blur(); getSelection().removeAllRanges(); window.last = null; }"


@pytest.fixture(scope="module")
def typist(browser: Browser, app: str) -> Iterator[Page]:
    """A visitor without a mouse."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000},
        locale="nl-NL",
        reduced_motion="reduce",
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    enter(page, app)
    yield page
    context.close()


def tab_through(page: Page) -> list[str]:
    """Press Tab from the top until the page ends; what went wrong on the way."""
    page.evaluate(START)
    controls, problems = page.evaluate(CONTROLS), []
    for _ in range(3 * controls + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        problems += stop["problems"]
        if stop["ended"]:
            break
    else:
        problems.append(f"no way out: the focus is on {page.evaluate(FOCUSED)}")
    return problems + [f"never reached: {each}" for each in page.evaluate(NEVER_REACHED)]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_tab_reaches_every_control_of_every_page_and_shows_where_it_is(typist, app):
    found = {}
    for name in enter(typist, app):
        visit(typist, name)
        typist.goto(typist.url)  # so that Tab begins at the top
        typist.locator("h1", has_text=name).wait_for()
        settle(typist)
        typist.evaluate(FOLD_OUT)
        wait_until_steady(typist)
        found[name] = tab_through(typist)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_first_tab_stop_leads_past_the_navigation(typist, app):
    enter(typist, app)
    press(typist, "Tab")
    assert typist.evaluate(FOCUSED) == "Naar de inhoud"
    press(typist, "Enter", "Tab")
    assert typist.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")


def test_arrow_keys_go_through_the_tabs(typist):
    visit(typist, "Doorlooptijden")
    tabs = typist.get_by_role("tab")
    names = tabs.all_inner_texts()
    tabs.first.focus()
    for name in [*names[1:], names[0]]:
        press(typist, "ArrowRight")
        expect(typist.get_by_role("tab", name=name)).to_be_focused()
        expect(typist.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        typist.locator("[role=tabpanel]:visible .table").first.wait_for()
        settle(typist)


def test_a_choice_and_a_date_are_made_with_keys(typist):
    visit(typist, "Doorlooptijden")
    typist.get_by_role("combobox", name="Kanaal").focus()
    press(typist, "ArrowDown", "ArrowDown", "Enter")
    typist.wait_for_url("**kanaal=**")
    typist.get_by_role("spinbutton", name="dag, Van").focus()
    press(typist, "ArrowUp", "Tab", "Tab", "Tab", "Tab")  # a date counts once it is left
    typist.wait_for_url("**van=2024-12-02**")
    settle(typist)


def test_a_file_and_a_link_are_taken_along_with_keys(typist):
    visit(typist, "Werkvoorraad")
    typist.locator(".st-key-download-backlog button").focus()
    with typist.expect_download() as download:
        press(typist, "Enter")
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("Werkvoorraad")
    typist.get_by_role("button", name="Kopieer vaste link").focus()
    press(typist, "Enter")
    expect(typist.get_by_role("button", name="Gekopieerd")).to_be_focused()
    assert "build=" in typist.evaluate("navigator.clipboard.readText()")


def test_on_a_telephone_the_sidebar_opens_and_closes_with_keys(typist, app):
    typist.set_viewport_size({"width": 390, "height": 900})
    enter(typist, app)
    sidebar = typist.get_by_role("region", name="Zijbalk")
    expect(sidebar).to_be_hidden()
    typist.locator("[data-testid=stSidebar][data-collapsed=true]").wait_for(state="attached")
    assert tab_through(typist) == []  # the links of a closed sidebar are no stops
    typist.get_by_role("button", name="Zijbalk openen").focus()
    press(typist, "Enter")
    expect(sidebar).to_be_visible()
    expect(typist.get_by_role("button", name="Zijbalk sluiten")).to_be_focused()
    press(typist, "Tab")
    assert typist.evaluate("document.activeElement.closest('[data-testid=stSidebar]') !== null")
    press(typist, "Shift+Tab", "Enter")
    expect(sidebar).to_be_hidden()
    expect(typist.get_by_role("button", name="Zijbalk openen")).to_be_focused()
    typist.set_viewport_size({"width": 1440, "height": 1000})
