"""Requests one by one: what was known when, why the due dates are what they are, who may look, and what is logged."""

import logging
from datetime import date, timedelta

import pandas as pd
import pytest
from small_delivery import DELIVERED_ON, build_small, write_delivery
from streamlit.testing.v1 import AppTest

from voortgang.charts.timeline import timeline
from voortgang.errors import VoortgangError
from voortgang.methods.disclosure import Row, protect
from voortgang.methods.legal_clock import Extension, Suspension, deadlines
from voortgang.one_request import KnownRequest, known_on
from voortgang.pipeline.calendar import load_calendar
from voortgang.pipeline.selection import Selection
from voortgang.request_words import days_left, events, finding, left, remarks, status, steps
from voortgang.settings import REFERENCE, ROOT
from voortgang.web import access, cases
from voortgang.web.access import Principal, Role
from voortgang.web.one_case import not_found

CALENDAR = load_calendar(REFERENCE)
RECEIVED_ON = date(2025, 3, 3)
MARKUP = '<img src=x onerror="alert(1)">'
ASKED = [date(2025, 3, 10), date(2025, 3, 31)]


def row(**values) -> Row:
    """As a result holds them: days as timestamps, nothing as NaT."""
    as_held = {name: _held(value, name) for name, value in values.items()}
    return Row(as_held, dict.fromkeys(values, False))


def _held(value, name):
    if value is None:
        return pd.NaT if name.endswith(("_on", "until")) else float("nan")
    return pd.Timestamp(value) if isinstance(value, date) else value


def facts(**values) -> Row:
    dates = dict.fromkeys(["registered_on", "decided_on", "dated_on", "stopped_on", "outcome"])
    due = {"norm_due_on": RECEIVED_ON + timedelta(days=56), "legal_due_on": date(2025, 4, 28)}
    return row(**{"request_id": "V1", "received_on": RECEIVED_ON} | dates | due | values)


def asked(sent_on, term_until, supplemented_on=None, is_usable=True) -> Row:
    return row(sent_on=sent_on, term_until=term_until, supplemented_on=supplemented_on, is_usable=is_usable)


def extended(sent_on, extended_until) -> Row:
    return row(sent_on=sent_on, extended_until=extended_until)


def known(as_of=date(2025, 6, 30), letters=(), extensions=(), **values) -> KnownRequest:
    return known_on(as_of, facts(**values), letters, extensions, counting="strict", calendar=CALENDAR)


def told(found: KnownRequest) -> list[tuple[date, str]]:
    return [(event.happened_on, event.text) for event in events(found)]


def test_without_letters_both_dates_follow_from_receipt():
    found = known()
    assert found.deadlines == deadlines(RECEIVED_ON, calendar=CALENDAR, reference_on=date(2025, 6, 30))
    assert status(found) == "open op de peildatum 30 juni 2025 (na 119 dagen)"
    assert left(found, found.deadlines.norm_due_on) == "28 april 2025 (63 dagen over tijd)"
    assert list(remarks(found)) == [] and found.paused == ()


def test_an_answered_question_moves_only_the_legal_date():
    found = known(letters=[asked(*ASKED, date(2025, 3, 20))], legal_due_on=date(2025, 5, 7))
    assert found.deadlines.suspended_days == 9
    assert found.paused == ((date(2025, 3, 11), date(2025, 3, 19)),)
    assert (found.deadlines.norm_due_on, found.deadlines.legal_due_on) == (date(2025, 4, 28), date(2025, 5, 7))
    assert (date(2025, 3, 20), "Aangevuld") in told(found)
    assert any("De klok stond stil van 11 maart 2025 tot en met 19 maart 2025" in step for step in steps(found))


def test_an_answer_of_later_is_not_known_yet():
    found = known(date(2025, 3, 15), [asked(*ASKED, date(2025, 3, 20))], legal_due_on=date(2025, 5, 7))
    assert found.suspensions == (Suspension(*ASKED),)
    assert found.paused == ((date(2025, 3, 11), date(2025, 3, 15)),)
    assert "Aangevuld" not in [text for _, text in told(found)]
    moving, differs = remarks(found)
    assert "loopt nog een opschorting" in moving and "tot hoogstens 19 mei 2025" in moving
    assert "In de levering is de wettelijke datum 7 mei 2025, op de peildatum was dat 6 mei 2025" in differs
    assert "Op de peildatum liep een opschorting nog" in differs


def test_a_question_that_stayed_unanswered_ends_with_its_term():
    found = known(letters=[asked(*ASKED)], legal_due_on=date(2025, 5, 19))
    assert (date(2025, 3, 31), "Termijn om aan te vullen liep af zonder aanvulling") in told(found)
    assert list(remarks(found)) == []


def test_a_letter_of_later_is_not_known_yet():
    extensions = [extended(date(2025, 4, 20), date(2025, 6, 10))]
    before = known(date(2025, 4, 1), extensions=extensions, legal_due_on=date(2025, 6, 10))
    assert before.extensions == () and before.later_letters == 1
    assert "Op de peildatum was 1 brief nog niet verzonden" in " ".join(remarks(before))
    after = known(date(2025, 4, 20), extensions=extensions, legal_due_on=date(2025, 6, 10))
    assert after.extensions == (Extension(date(2025, 4, 20), date(2025, 6, 10)),)
    assert after.deadlines.legal_due_on == date(2025, 6, 10) and list(remarks(after)) == []


def test_a_decision_of_later_is_not_known_yet():
    decided = {"decided_on": date(2025, 5, 1), "stopped_on": date(2025, 5, 5), "outcome": "Toegekend"}
    before, after = known(date(2025, 5, 4), **decided), known(date(2025, 5, 5), **decided)
    assert before.stopped_on is None and before.outcome is None and "toegekend" not in finding(before)
    assert status(after) == "afgerond op 5 mei 2025 (na 63 dagen), uitkomst: toegekend"
    assert left(after, after.deadlines.norm_due_on) == "28 april 2025 (afgerond 7 dagen erna)"


def test_a_withdrawal_ends_the_request_too():
    found = known(stopped_on=date(2025, 3, 10), outcome="Ingetrokken")
    assert (date(2025, 3, 10), "Afgerond, uitkomst: ingetrokken") in told(found)
    assert left(found, found.deadlines.legal_due_on) == "28 april 2025 (afgerond 49 dagen ervoor)"


def test_a_reopened_request_is_open():
    found = known(decided_on=date(2025, 4, 1), outcome="Afgewezen")
    assert status(found).endswith("(na 119 dagen), na een eerder besluit heropend")


def test_a_letter_without_ground_suspends_nothing_and_says_so():
    found = known(letters=[asked(*ASKED, is_usable=False)])
    assert found.deadlines.suspended_days == 0
    assert list(steps(found))[-1].startswith("De brief van 10 maart 2025 schort niets op")


def test_a_letter_without_dates_says_so_too():
    found = known(letters=[asked(date(2025, 3, 10), None, is_usable=False)])
    assert any("de laatste dag van de gegeven termijn ontbreekt" in step for step in steps(found))


def test_overlapping_questions_count_once():
    letters = [asked(*ASKED), asked(date(2025, 3, 20), date(2025, 4, 4)), asked(date(2025, 4, 10), date(2025, 4, 15))]
    found = known(letters=letters)
    assert found.paused == ((date(2025, 3, 11), date(2025, 4, 4)), (date(2025, 4, 11), date(2025, 4, 15)))
    assert found.deadlines.suspended_days == 30


def test_a_date_past_the_calendar_is_not_guessed():
    found = known_on(
        date(2029, 3, 1),
        facts(received_on=date(2029, 2, 1), legal_due_on=None),
        [],
        [],
        counting="strict",
        calendar=CALENDAR,
    )
    assert left(found, found.deadlines.legal_due_on) == "niet te bepalen" and list(remarks(found)) == []


def test_a_request_of_after_the_reference_date_is_told():
    with pytest.raises(VoortgangError, match="ontvangen op 3 maart 2025, na de peildatum 2 maart 2025"):
        known(date(2025, 3, 2))


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (12, "nog 12 dagen"),
        (1, "nog 1 dag"),
        (0, "laatste dag"),
        (-1, "1 dag over tijd"),
        (-1234, "1.234 dagen over tijd"),
    ],
)
def test_days_left_are_told_in_words(days, text):
    assert days_left(days) == text


def test_the_timeline_says_what_it_shows():
    found = known(date(2025, 4, 1), [asked(*ASKED)], [extended(date(2025, 3, 30), date(2025, 6, 10))])
    drawn = timeline(found)
    names = [trace.name for trace in drawn.figure.data]
    assert names == [
        "in behandeling", "klok stil", "aanvulling gevraagd", "verdagingsbrief", "servicenorm (acht weken)",
        "wettelijke termijn",
    ]  # fmt: skip
    assert drawn.finding == finding(found) and "De klok stond 21 dagen stil." in drawn.finding
    assert drawn.figure.layout.annotations[0].text == "peildatum"
    assert all("2025" not in text or "<br>" in text for text in drawn.figure.layout.xaxis.ticktext)


def test_a_timeline_of_one_day():
    assert timeline(known(RECEIVED_ON)).figure.data[0].x == (RECEIVED_ON, RECEIVED_ON + timedelta(days=1), None)


def test_an_unknown_id_is_text_and_never_markup():
    assert "<img" not in not_found(MARKUP) and "&lt;img" in not_found(MARKUP)
    assert "staat niet in deze levering. Controleer het kenmerk." in not_found("V9")


SMALL = [
    {"request_id": "V1", "received_on": RECEIVED_ON},
    {"request_id": MARKUP, "received_on": RECEIVED_ON, "channel": None},
    {"request_id": "V3", "received_on": date(2025, 6, 2)},
    {"request_id": "V4", "received_on": RECEIVED_ON, "sent_on": date(2025, 4, 1), "outcome": "toegekend"},
]
LETTERS = [{"request_id": "V3", "sent_on": date(2025, 6, 20), "term_until": date(2025, 7, 10)}]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """A delivery with three open requests, one of which has an id that is markup and no channel."""
    home = tmp_path_factory.mktemp("home")
    opened = build_small(write_delivery(home / "delivery", SMALL, LETTERS), home / "warehouse.duckdb")
    yield opened
    opened.close()


def test_the_list_is_text_with_links_that_keep_the_choice(warehouse, monkeypatch):
    chosen = Selection(as_of=DELIVERED_ON, since=RECEIVED_ON, until=DELIVERED_ON)
    monkeypatch.setattr(cases, "_choice", lambda: "?team=a&")
    html = cases.list_table(protect(warehouse.run("open_requests", chosen.parameters()), 10))
    assert "<img" not in html and "&lt;img" in html
    assert "63 dagen over tijd" in html and ">nog " in html and "V4" not in html
    assert 'href="?team=a&amp;verzoek=V1" target="_self"' in html


def test_the_dates_of_a_page_are_those_of_the_warehouse(warehouse):
    chosen = Selection(as_of=DELIVERED_ON, since=RECEIVED_ON, until=DELIVERED_ON, request_id="V3")
    (one,), letters = (
        protect(warehouse.run(name, chosen.parameters()), 10).rows for name in ("one_request", "request_suspensions")
    )
    found = known_on(DELIVERED_ON, one, letters, [], counting=warehouse.build.counting, calendar=CALENDAR)
    assert found.stored_legal_due_on == found.deadlines.legal_due_on and found.deadlines.suspended_days == 10
    assert len(list(remarks(found))) == 1  # still open


SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import Principal, Role, signed_in

with signed_in(Principal({name!r}, frozenset(map(Role, {roles!r})))):
    try:
        runpy.run_path({page!r})
    except VoortgangError as error:
        st.error(str(error))
"""


def visit(*roles: str, name: str = "J. Jansen", **query: str) -> AppTest:
    script = SCRIPT.format(name=name, roles=roles, page=str(ROOT / "pages" / "requests.py"))
    visitor = AppTest.from_string(script, default_timeout=240)
    for key, value in query.items():
        visitor.query_params[key] = value
    visitor.run()
    assert not visitor.exception
    return visitor


def looks(caplog) -> list[str]:
    """The lines for the log of looks and exports; Streamlit has words of its own."""
    return [record.getMessage() for record in caplog.records if record.name == access.audit.name]


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


@pytest.mark.parametrize("roles", [("lezer",), ("beheerder",), ("portfoliobeheerder", "briefredacteur")])
@pytest.mark.parametrize("query", [{}, {"verzoek": "V1"}, {"bladzijde": "2"}])
def test_without_the_role_analist_no_case_is_shown_and_no_look_logged(at_home, caplog, roles, query):
    with caplog.at_level(logging.INFO, access.audit.name):
        visitor = visit(*roles, **query)
    assert [error.value for error in visitor.error] == [
        "U hebt de rol 'analist' niet. Vraag die aan bij de beheerder van de Voortgangsmonitor."
    ]
    assert "table" not in words(visitor) and not visitor.text_input and not visitor.button
    assert looks(caplog) == []


@pytest.mark.parametrize("page", ["requests", "definitions"])
def test_a_page_file_without_the_app_shows_nothing(at_home, page):
    visitor = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=240)
    visitor.query_params["verzoek"] = "V1"
    visitor.run()
    assert "buiten de Voortgangsmonitor om" in visitor.error[0].value
    assert not visitor.text_input and "table" not in words(visitor) and "<dl" not in words(visitor)


def test_a_look_at_the_list_is_logged_with_page_and_choice(at_home, caplog):
    with caplog.at_level(logging.INFO, access.audit.name):
        visitor = visit("analist", bladzijde="2", kanaal="Post")
    (line,) = looks(caplog)
    assert line.startswith("J. Jansen looked at page 2 of open_requests of build 2") and "'channel': 'post'" in line
    assert 'data-metric="open_requests"' in words(visitor)


def test_a_look_at_a_request_is_logged_on_one_line_also_when_it_does_not_exist(at_home, caplog):
    with caplog.at_level(logging.INFO, access.audit.name):
        visitor = visit("analist", verzoek=f"V1\n{MARKUP}")
    (line,) = looks(caplog)
    assert line.startswith(r"J. Jansen looked at request 'V1\n<img") and "\n" not in line
    assert "staat niet in deze levering" in words(visitor) and "<img" not in words(visitor)


def test_pages_are_turned_and_start_again_when_the_choice_changes(at_home):
    visitor = visit("analist")
    assert "Bladzijde 1 van" in words(visitor)
    visitor.button(key="page-Volgende").click().run()
    assert "Bladzijde 2 van" in words(visitor) and visitor.text_input(key="bladzijde").value == "2"
    visitor.selectbox(key="kanaal").select("Post").run()
    assert "Bladzijde 1 van" in words(visitor) and visitor.text_input(key="bladzijde").value == "1"


@pytest.mark.parametrize("page", ["0", "-1", "9999", "twee", "²", "1e3", ""])
def test_a_page_that_does_not_exist_is_told(at_home, page):
    visitor = visit("analist", bladzijde=page)
    assert "Bladzijde 1 van" in words(visitor)
    assert page == "" or visitor.warning[0].value.startswith("Zo'n bladzijde is er niet")


def test_a_request_is_opened_and_closed(at_home):
    visitor = visit("analist", verzoek="bestaat-niet")
    visitor.button[0].click().run()
    assert 'data-metric="open_requests"' in words(visitor)


def test_the_log_takes_a_look_like_an_export(caplog):
    with caplog.at_level(logging.INFO, access.audit.name):
        access.record_look(Principal("J. Jansen", frozenset({Role.ANALYST})), "request 'V1'")
    assert looks(caplog) == ["J. Jansen looked at request 'V1'"]
