"""The page of the letter without a browser: its steps, who may do what, typed text that stays text, and the log."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from frozen_letters import first_half, second_half
from streamlit.testing.v1 import AppTest

from voortgang.letter.model import Freeze
from voortgang.letter.periods import Period
from voortgang.letter.word.places import BLOCKS
from voortgang.register import store
from voortgang.register.letters.writing import approve, keep
from voortgang.settings import ROOT, settings
from voortgang.web import access
from voortgang.web.letter import PARTS
from voortgang.web.letter.choosing import offered
from voortgang.web.letter.preview import preview_html
from voortgang.web.letter.steps import next_thing, steps

MARKUP = "<script>alert(1)</script> **vet**"
SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import Principal, Role, signed_in

with signed_in(Principal("J. Jansen", frozenset({Role("ROLE")}))):
    try:
        runpy.run_path(PAGE)
    except VoortgangError as error:
        st.error(str(error))
"""
DOCUMENTS = {"brief.docx": b"brief", "bijlage.pdf": b"bijlage"}


@pytest.fixture
def home(simulated_home: Path, tmp_path: Path, monkeypatch):
    """The built delivery, with a register of its own in which two letters were frozen and one approved."""
    for found in simulated_home.iterdir():
        if not found.name.startswith("register.db"):
            (tmp_path / found.name).symlink_to(found, target_is_directory=found.is_dir())
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    keep(first_half(), DOCUMENTS)
    approve("2025-05-v1", by="B. Tweede")
    keep(typed(second_half()), DOCUMENTS)
    yield tmp_path
    store.close()
    settings.cache_clear()


def typed(letter: Freeze) -> Freeze:
    """The letter with markup wherever people type."""
    gates = tuple(replace(each, overruled=each.overruled and MARKUP) for each in letter.gates)
    annex = tuple(replace(each, measure=f"{MARKUP} {each.measure}") for each in letter.annex)
    changes = tuple(replace(each, measure=f"{MARKUP} {each.measure}") for each in letter.changes)
    return replace(letter, gates=gates, annex=annex, changes=changes)


def visit(tab: str = "", role: str = "briefredacteur", **query: str) -> AppTest:
    script = SCRIPT.replace("PAGE", repr(str(ROOT / "pages" / "letter.py"))).replace("ROLE", role)
    visitor = AppTest.from_string(script, default_timeout=240)
    visitor.query_params["periode"] = "mei – oktober 2025"
    for key, value in {"onderdeel": tab, **query}.items():
        if value:
            visitor.query_params[key] = value
    visitor.run()
    assert not visitor.exception and not visitor.error
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


def test_every_tab_shows_the_letter_and_typed_text_stays_text(home):
    for tab in PARTS:
        visitor = visit(tab)
        told = words(visitor)
        assert "Brief 2025-11-v1 is vastgelegd, nog niet goedgekeurd" in told, tab
        assert "<script" not in told, tab
        shown = [each.value for kind in (visitor.markdown, visitor.caption, visitor.info) for each in kind]
        assert not [value for value in shown if "script" in value], tab


def test_the_previous_letter_stands_beside_this_one(home):
    told = words(visit("Vorige brief"))
    median, stock = (
        told.split(label)[1].split("</tr>")[0]
        for label in ("mediaan van de doorlooptijd (dagen)", "werkvoorraad (verzoeken)")
    )
    assert all(f">{text}<" in median for text in ("65", "70", "▲ gestegen"))  # closing old cases raises it
    assert all(f">{text}<" in stock for text in ("5.886", "4.162", "▼ gedaald, een verbetering"))
    assert "Toen: brief 2025-05-v1, peildatum 30 april 2025" in told and ">verbeterd<" in told
    assert "geen vorige brief" in visit("Vorige brief", periode="november 2024 – april 2025").info[0].value


def test_who_froze_a_letter_does_not_approve_it(home):
    mine = replace(second_half(), id="2025-11-v2", version=2, frozen_by="J. Jansen", reason="Levering hersteld.")
    keep(mine, DOCUMENTS)
    own = visit("Goedkeuren")
    assert "U legde deze brief zelf vast" in own.caption[-1].value and not own.button
    first = visit("Goedkeuren", versie="versie 1")
    assert "gecorrigeerd" in first.info[0].value and not first.button


def test_a_second_person_approves_and_the_archive_shows_it(home):
    visitor = visit("Goedkeuren")
    visitor.button(key="approve-letter").click().run()
    assert not visitor.exception and "goedgekeurd door J. Jansen en is definitief" in words(visitor)
    told = words(visit("Archief"))
    assert "Brief 2025-11-v1 is definitief" in told and "J. Jansen, " in told and "B. Tweede, " in told


def test_readers_see_the_letter_and_change_nothing(home):
    reader = visit("Goedkeuren", role="lezer")
    assert "rol briefredacteur" in reader.caption[-1].value and not reader.button
    assert not visit("Vastleggen", role="lezer").toggle


def test_looks_are_logged_and_files_only_when_they_are_made(home, caplog):
    with caplog.at_level(logging.INFO, access.audit.name):
        visit("Concept")
    told = [each.getMessage() for each in caplog.records if each.name == access.audit.name]
    assert told == ["J. Jansen looked at letter 2025-11-v1"]


def test_a_letter_that_was_not_frozen_is_asked_for_with_its_conditions(home):
    visitor = visit("Vastleggen", periode="mei – oktober 2024")
    told = words(visitor)
    assert "Nog niet vastgelegd. Begin onder" in told and "Peildatum past bij periode en levering" in told
    assert [each.label for each in visitor.text_input if "Reden bij" in each.label]
    visitor.button[-1].click().run()
    assert "Niet opgeslagen" in words(visitor) and not visitor.exception
    assert "nog niet vastgelegd" in visit("Concept", periode="mei – oktober 2024").info[0].value


def test_a_correction_asks_for_its_reason_before_anything_is_computed(home):
    visitor = visit("Vastleggen")
    assert "Vastgelegd" in [each.value for each in visitor.header] and not visitor.button
    visitor.toggle[0].set_value(True).run()
    assert visitor.text_input[-1].label == "Reden van de correctie"
    visitor.button[-1].click().run()
    assert "Leg een correctie vast als nieuwe versie, met de reden." in words(visitor) and not visitor.exception


def test_the_places_for_a_template_are_those_that_can_be_filled(home):
    named = {each for each in visit("Concept").caption[-2].value.split() if "{{" in each}
    assert {each.strip(",.") for each in named} == {f"{{{{{each}}}}}" for each in BLOCKS}


def test_a_page_file_without_the_app_shows_nothing():
    visitor = AppTest.from_file(str(ROOT / "pages" / "letter.py"), default_timeout=240).run()
    assert "buiten de Voortgangsmonitor om" in visitor.error[0].value


def test_each_figure_in_the_text_explains_itself():
    letter = second_half()
    told = preview_html(letter)
    targets = {each.split('"')[0] for each in told.split('popovertarget="')[1:]}
    assert targets == {each.split('"')[0] for each in told.split('popover id="')[1:]}
    assert "<h3>1. Doorlooptijden</h3>" in told and "<ul><li>" in told and "</li></ul><ul>" not in told
    median = letter.fact["throughput_time.median_days"]
    assert f'popovertarget="figure-throughput_time-median_days">{median.text}</button>' in told
    assert f'popovertarget="figure-throughput_time-median_days-before">{"65"}</button>' in told


def test_periods_on_offer_are_covered_by_the_delivery_or_by_a_letter(home):
    from voortgang.register.letters.reading import kept

    names = [each.name for each in offered((), date(2025, 10, 31), date(2024, 11, 1))]
    assert names == ["mei – oktober 2025", "november 2024 – april 2025"]
    assert [each.name for each in offered((), date(2025, 10, 30), date(2025, 1, 1))] == ["november 2024 – april 2025"]
    assert offered((), date(2025, 10, 31), None) == (Period(date(2025, 5, 1), date(2025, 10, 31)),)
    assert len(offered(kept(), date(2030, 1, 1), None)) == 3


def test_the_steps_say_what_is_done_and_what_comes_next(home):
    from voortgang.register.letters.reading import kept

    approved, frozen = kept()
    states = [[each.state for each in steps(letter)] for letter in (None, frozen, approved)]
    assert states == [["now", "later", "later", "later"], ["done", "now", "now", "later"], ["done"] * 4]
    assert "Een briefredacteur legt" in next_thing(None, is_latest=True, is_editor=False)
    assert "eerdere versie" in next_thing(frozen, is_latest=False, is_editor=True)
