"""Keeping the register of measures in a real browser: edit, review, two editors at once, a rule that refuses."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import SERVE, serving, visiting, wait_until_steady

pytestmark = pytest.mark.browser
EXPLANATION = "Toelichting"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a home of its own: the register needs no delivery."""
    with serving(tmp_path_factory.mktemp("editing") / "home", *SERVE) as address:
        yield address


def opened(page: Page, register: str, name: str, row: int, tab: str = "Wijzigen") -> None:
    page.goto(f"{register}/bijhouden?rij={row}&onderdeel={tab}")
    expect(page.get_by_role("heading", name="Maatregelen bijhouden")).to_be_visible()
    wait_until_steady(page)
    asked = page.get_by_label("Uw naam", exact=True)
    asked.fill(name)
    asked.press("Enter")
    wait_until_steady(page)


def typed(page: Page, label: str, text: str) -> Locator:
    """Fill a field, leave it, and wait until the page knows."""
    control = page.get_by_label(label, exact=True)
    control.fill(text)
    control.press("Tab")
    return control


def propose(page: Page) -> None:
    page.get_by_role("button", name="Leg voor ter beoordeling").click()


def test_a_change_goes_by_a_second_name_into_force(page, register, browser: Browser):
    opened(page, register, "Anna", 22)
    typed(page, EXPLANATION, "Tekst **van** <b>Anna</b>")
    expect(page.locator('[data-field="explanation"]')).to_contain_text("Gewijzigd. Nu geldt: Duidelijker brieven")
    propose(page)
    expect(page.get_by_text("ligt klaar voor een tweede persoon")).to_be_visible()
    page.get_by_role("tab", name="Beoordelen").click()
    expect(page.get_by_text("U schreef dit voorstel zelf")).to_be_visible()
    expect(page.get_by_role("button", name="Goedkeuren")).to_have_count(0)
    with visiting(browser) as other:
        opened(other, register, "Bram", 22, "Beoordelen")
        expect(other.get_by_role("cell", name="Tekst **van** <b>Anna</b>")).to_be_visible()
        other.get_by_role("button", name="Goedkeuren").click()
        expect(other.get_by_text("goedgekeurd en in werking")).to_be_visible()
        expect(other.get_by_text("Er wacht geen voorstel op beoordeling.")).to_be_visible()
        other.get_by_role("tab", name="Spoor").click()
        expect(other.locator("ul.trail > li").first).to_contain_text("Bram (niet aangemeld): Voorstel van Anna")
        expect(other.locator("ul.trail > li")).to_have_count(3)
    page.get_by_role("tab", name="Wijzigen").click()
    in_force = page.locator("dl.notes").filter(has_text="Geldt sinds")
    expect(in_force).to_contain_text("door Anna (niet aangemeld) op")
    expect(in_force).to_contain_text("door Bram (niet aangemeld)")


def test_of_two_editors_the_second_sees_the_first_and_keeps_his_text(page, register, browser: Browser):
    opened(page, register, "Anna", 20)
    typed(page, "Eigenaar", "Directie")
    expect(page.locator('[data-field="owner"]')).to_contain_text("Gewijzigd")
    with visiting(browser) as other:
        opened(other, register, "Bram", 20)
        typed(other, EXPLANATION, "Tekst van Bram")
        expect(other.locator('[data-field="explanation"]')).to_contain_text("Gewijzigd")
        propose(page)
        expect(page.get_by_text("ligt klaar voor een tweede persoon")).to_be_visible()
        propose(other)
        notice = other.get_by_role("alert").filter(has_text="Intussen gewijzigd")
        expect(notice).to_contain_text("Anna (niet aangemeld) heeft op")
        expect(notice).to_contain_text("eigenaar van 'leeg' naar 'Directie'")
        expect(notice).to_contain_text("Uw eigen tekst staat nog in het formulier bij: toelichting.")
        expect(other.get_by_label(EXPLANATION, exact=True)).to_have_value("Tekst van Bram")
        expect(other.get_by_label("Eigenaar", exact=True)).to_have_value("Directie")
        propose(other)
        expect(other.get_by_text("ligt klaar voor een tweede persoon")).to_be_visible()
        other.get_by_role("tab", name="Spoor").click()
        expect(other.locator("ul.trail")).to_contain_text("vervangen")
        expect(other.locator("ul.trail > li").first).to_contain_text("Bram (niet aangemeld)")


def test_a_rule_refuses_in_a_sentence_and_the_text_stays(page, register):
    opened(page, register, "Anna", 32)
    typed(page, EXPLANATION, "Mijn lange tekst")
    expect(page.locator('[data-field="explanation"]')).to_contain_text("Gewijzigd")
    page.get_by_text("On hold", exact=True).click()
    wanting = page.get_by_text("Wat on hold staat, vraagt om een reden, een eigenaar en een herbeoordelingsdatum")
    expect(wanting).to_have_count(1)
    propose(page)
    expect(page.get_by_role("alert").filter(has_text="Niet opgeslagen")).to_be_visible()
    expect(wanting).to_have_count(2)
    expect(page.get_by_label(EXPLANATION, exact=True)).to_have_value("Mijn lange tekst")
    page.get_by_role("tab", name="Spoor").click()
    expect(page.locator("ul.trail > li")).to_have_count(1)
    page.get_by_role("tab", name="Wijzigen").click()
    expect(page.get_by_label(EXPLANATION, exact=True)).to_have_value("Mijn lange tekst")
