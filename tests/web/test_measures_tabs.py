"""The page of measures without a browser: choices from the address, every tab, and typed text that stays text."""

import json
import logging
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from measure_writing import write_status
from streamlit.testing.v1 import AppTest

from voortgang.commands.measures import measures_report
from voortgang.register import store
from voortgang.register.measures.model import Because
from voortgang.register.measures.reading import statuses
from voortgang.settings import ROOT, settings
from voortgang.web import access
from voortgang.web.measures import PARTS

MARKUP = "=1+1 <script>alert(1)</script> **vet** [link](http://x)"
LATER = date(2026, 6, 1)
SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import Principal, Role, signed_in

with signed_in(Principal("J. Jansen", frozenset({Role.READER}))):
    try:
        runpy.run_path(PAGE)
    except VoortgangError as error:
        st.error(str(error))
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A register of its own, with the facts of the annex."""
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield tmp_path
    store.close()
    settings.cache_clear()


def visit(**query: str) -> AppTest:
    page = str(ROOT / "pages" / "measures.py")
    visitor = AppTest.from_string(SCRIPT.replace("PAGE", repr(page)), default_timeout=240)
    for key, value in query.items():
        visitor.query_params[key] = value
    visitor.run()
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


def write(row: int, valid_from: date = date(2025, 7, 1), because: Because | None = None, **changed) -> None:
    seen = next(state for state in statuses(LATER) if state.row.id == row)
    content = replace(seen.status.content, **changed)
    write_status(row, content, valid_from, based_on=seen.latest_id, by="Anna", because=because or Because())


def found(visitor: AppTest) -> str:
    return words(visitor).split('role="status" class="events">')[1].split("</p>")[0]


@pytest.mark.parametrize("tab", PARTS)
def test_every_tab_has_a_table_and_says_how_far_it_carries(tab):
    visitor = visit(onderdeel=tab, stand="2026-01-02")
    told = words(visitor)
    assert "<table>" in told and not visitor.error and not visitor.warning
    if tab != "Tegenstrijdigheden":
        assert "Stand op 2 januari 2026 · zoals nu bekend · 37 rijen, 27 maatregelen · register" in told


def test_the_counts_are_those_of_the_command_line():
    told = words(visit(stand="2026-01-02"))
    counted = json.loads(measures_report(date(2026, 1, 2), None, "json", False))
    for each in [*counted["phases"], *counted["flags"]]:
        cells = f'{each["name"]}</th><td class="number">{each["rows"]}</td><td class="number">{each["measures"]}</td>'
        assert cells in told
    assert "27 maatregelen (37 rijen)" in told and "Vertraagd: 6 maatregelen (8 rijen)" in told
    assert "Geïmplementeerd: 1 maatregel (1 rij)" in told and "On hold: 2 maatregelen (4 rijen)" in told
    assert "Op IV wachten: 6 maatregelen (8 rijen), en 1 rij via een andere maatregel." in told
    assert "Nooit aan de Kamer gemeld: 13 maatregelen (16 rijen); daarvan is 1 rij vertraagd." in told


def test_the_annex_has_every_row_under_its_section():
    told = words(visit(onderdeel="Tabel"))
    assert told.count("<tr data-row=") == 37 and told.count('scope="rowgroup"') == 13
    assert "voorbereiden implementatie</p><p>(afgeleid)</p>" in told and "<p>(letterlijk)</p>" in told
    assert "09/02/2024: Kamerstukken II 2023/24, 31066, nr. 1339" in told and "<td><p>-</p></td>" in told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, "Alle 37 rijen van het register."),
        ({"vertraagd": "ja"}, "8 rijen van de 37: vertraagd."),
        ({"fase": "geïmplementeerd"}, "1 rij van de 37: fase &#x27;geïmplementeerd&#x27;."),
        ({"tekst": "VM 43"}, "2 rijen van de 37: zoekwoord &#x27;VM 43&#x27;."),
        ({"iv": "ja", "gemeld": "nee"}, "2 rijen van de 37: wacht op IV en niet aan de Kamer gemeld."),
        ({"streefdatum": "voorbij", "stand": "2026-01-01"}, "0 rijen van de 37: streefdatum &#x27;voorbij&#x27;."),
        ({"streefdatum": "voorbij", "stand": "2026-01-02"}, "2 rijen van de 37: streefdatum &#x27;voorbij&#x27;."),
        ({"streefdatum": "binnen een periode", "streef_van": "2026-01-02"}, "0 rijen van de 37"),
        ({"stand": "2025-05-20"}, "stond er, voor zover toen bekend, niets in het register"),
        ({"bekend": "2025-05-20"}, "stond er, voor zover toen bekend, niets in het register"),
    ],
)
def test_a_link_holds_the_choice(query, told):
    assert told in found(visit(**query))


@pytest.mark.parametrize("tab", PARTS)
@pytest.mark.parametrize("query", [{"stand": "2001-02-03"}, {"tekst": "bestaat-niet"}])
def test_nothing_is_said_in_a_sentence(tab, query):
    visitor = visit(onderdeel=tab, **query)
    assert visitor.info or "Er is niets in het register" in words(visitor) or "<table>" in words(visitor)


@pytest.mark.parametrize(
    ("key", "value"), [("stand", "gisteren"), ("bekend", "2999-01-01"), ("fase", "klaar"), ("stand", "1850-01-01")]
)
def test_what_a_broken_link_asks_for_is_told(key, value):
    (told,) = visit(**{key: value}).warning
    assert "in de link is niet bruikbaar" in told.value


def test_filters_can_be_taken_off_at_once():
    visitor = visit(vertraagd="ja", tekst="VM 43")
    next(button for button in visitor.button if button.label == "Alle filters wissen").click().run()
    assert found(visitor) == "Alle 37 rijen van het register."
    assert not [button for button in visitor.button if button.label == "Alle filters wissen"]


def test_the_past_is_shown_as_it_was_known():
    write(3, phase="beleidsuitwerking")
    assert "latere" not in words(visit())
    assert '<td class="number">12</td><td class="number">8</td>' in words(visit(stand="2026-01-02"))
    past = visit(stand="2026-01-02", bekend="2025-07-02")
    assert "beleidsuitwerking: 11 rijen (7 maatregelen)" in words(past)
    assert "zoals op 2 juli 2025 bekend" in words(past)


def test_two_days_are_compared_with_their_facts():
    write(3, phase="beleidsuitwerking")
    write(4, is_delayed=True, reasons=("prioriteit",))
    told = words(visit(onderdeel="Overgangen"))
    assert "Overgangen van 21 mei 2025 naar" in told and "1 verbeterd, 1 verslechterd en 35 gelijk" in told
    assert "fase van &#x27;nog te starten&#x27; naar &#x27;beleidsuitwerking&#x27;" in told
    query = {"tweede_moment": "een andere dag", "tweede_moment_dag": "2025-06-30"}
    assert "bleven alle 37 rijen gelijk" in words(visit(onderdeel="Overgangen", **query))
    wrong = visit(onderdeel="Overgangen", tweede_moment="een andere dag", tweede_moment_dag="2025-01-01")
    assert "Kies bij 'Vergelijk' een eerder moment" in wrong.info[0].value


def test_chains_are_those_of_the_whole_register_and_say_so():
    told = words(visit(onderdeel="Afhankelijkheden", tekst="VM 2"))
    assert "1 rij van de 37" in told and "37 rijen, 27 maatregelen · register" in told
    assert "Op IV-modernisering wachten de meeste: 8 rijen (6 maatregelen), waarvan 7 rechtstreeks" in told


def test_what_was_never_told_is_counted_with_the_late_ones_first():
    told = words(visit(onderdeel="Niet gemeld"))
    assert "Over 16 van 37 rijen is de Kamer nooit geïnformeerd. Vertraagd daarvan: 1." in told
    assert "▲ vertraagd" in told.split("<tbody>")[1].split("</tr>")[0]


def test_a_promise_that_moved_is_told_with_its_reason():
    write(14, because=Because(target="wetgeving"), target_on=date(2026, 7, 1))
    told = words(visit(onderdeel="Beloften", stand="2026-01-02"))
    assert "vanaf 01/07/2025: 01/01/2026 → 01/07/2026 (wetgeving)" in told
    assert '<td class="number">181</td>' in told and "eerst beloofde datum voorbij" in told


def test_one_row_shows_its_facts_and_its_trail():
    write(3, explanation=MARKUP, owner="Team <b>A</b>")
    name = "3: VM 2 Versnelde invordering bij lopende dwanginvordering"
    visitor = visit(onderdeel="Tabel", rij=name)
    told = words(visitor)
    assert "Geschiedenis van rij 3" in told and "eerste vastlegging" in told and "<dt>Eigenaar</dt>" in told
    assert "Anna" in told and "eigenaar van" in told
    assert visit(onderdeel="Tabel", rij="99").warning[0].value == "De rij in de link staat niet in deze keuze."


@pytest.mark.parametrize("tab", PARTS)
def test_what_people_typed_is_text_on_every_tab(tab):
    write(3, explanation=MARKUP, owner=MARKUP, depends_on=(MARKUP,), is_delayed=True, target_on=LATER)
    visitor = visit(onderdeel=tab, tekst="vet")
    told = words(visitor)
    assert "<script" not in told and "<b>A" not in told
    typed = [each.value for kind in (visitor.markdown, visitor.info, visitor.caption, visitor.warning) for each in kind]
    assert not [value for value in typed if "script" in value]
    if tab == "Tabel":
        assert escape(MARKUP) in told


def test_a_page_file_without_the_app_shows_nothing():
    visitor = AppTest.from_file(str(ROOT / "pages" / "measures.py"), default_timeout=240).run()
    assert "buiten de Voortgangsmonitor om" in visitor.error[0].value and "<table>" not in words(visitor)


def test_a_file_is_logged_when_it_is_made_and_not_before(caplog):
    with caplog.at_level(logging.INFO, access.audit.name):
        visit(vertraagd="ja")
    assert [record for record in caplog.records if record.name == access.audit.name] == []
