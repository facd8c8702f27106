"""The forms by which a commitment is written down, changed, settled, withdrawn and opened again.

What is refused stays in its form, beside the sentence that says why.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.register.commitments import rules
from voortgang.register.commitments.checks import LONGEST_TEXT
from voortgang.register.commitments.model import KINDS, Commitment, Content, Entry, Settled
from voortgang.register.commitments.writing import add_commitment, write_entry
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.bound import DATE_FORMAT, FIRST, LAST
from voortgang.web.commitments import today
from voortgang.web.notices import literal

ROUND = "commitments-round"
SHORT = 220
"""width of a field for a day or a number, in pixels"""
MOVE, SETTLE, WITHDRAW, CORRECT, REOPEN = (
    "Termijn of eigenaar wijzigen",
    "Afdoen in een brief",
    "Intrekken",
    "Tekst of bron verbeteren",
    "Heropenen",
)


def begin_anew() -> None:
    """Every form starts empty after something was written."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def add(by: str) -> Entry | None:
    """The form for a new commitment; what was written, when it just was."""
    with st.form("commitment-new", enter_to_submit=False):
        content = _promise("new", Content(next(iter(KINDS)), "", today(), ""))
        due_on = _day("Termijn (leeg: geen)", "new-due", None)
        owner = _line("Eigenaar (afdeling of functie, geen naam)", "new-owner", "")
        if not st.form_submit_button("Toevoegen", key="commitment-add"):
            return None
        return _tried(lambda: add_commitment(replace(content, due_on=due_on, owner=owner), by=by))


def change(each: Commitment, based_on: int, by: str) -> Entry | None:
    """The form for what the writer wants to do with a commitment; what was written, when it just was."""
    kinds = {MOVE: _move, SETTLE: _settle, WITHDRAW: _withdraw, CORRECT: _correct}
    if not rules.is_open(each.entry.content):
        kinds = {REOPEN: _reopen, CORRECT: _correct}
    what = st.selectbox("Wat wilt u doen?", kinds, key="commitment-what", filter_mode=None, width=320)
    with st.form("commitment-change", enter_to_submit=False):
        return kinds[what](each, based_on, by)


def _move(each: Commitment, based_on: int, by: str) -> Entry | None:
    before = each.entry.content
    due_on = _day("Termijn (leeg: geen)", f"due-{each.id}", before.due_on)
    owner = _line("Eigenaar (afdeling of functie, geen naam)", f"owner-{each.id}", before.owner)
    reason = _line("Reden (verplicht als de termijn verschuift)", f"due-reason-{each.id}", "")
    since = _day("Geldt vanaf", f"due-since-{each.id}", today())
    if not st.form_submit_button("Vastleggen", key="commitment-move"):
        return None
    content = replace(before, due_on=due_on, owner=owner)
    return _written(each, content, since or today(), based_on, by, reason)


def _settle(each: Commitment, based_on: int, by: str) -> Entry | None:
    letter = _line("Titel van de brief", f"letter-{each.id}", "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = _day("Datum van de brief", f"letter-on-{each.id}", today()) or today()
        session, dossier, paper = _paper(f"letter-{each.id}", "", "", "")
        paragraph = _line("Paragraaf", f"letter-paragraph-{each.id}", "", SHORT)
    if not st.form_submit_button("Afdoen", key="commitment-settle"):
        return None
    settled = Settled(on, session, dossier, paper, letter, paragraph)
    return _written(each, replace(each.entry.content, settled=settled), on, based_on, by)


def _withdraw(each: Commitment, based_on: int, by: str) -> Entry | None:
    why = _line("Reden van het intrekken", f"withdrawal-{each.id}", "")
    since = _day("Ingetrokken per", f"withdrawal-on-{each.id}", today())
    if not st.form_submit_button("Intrekken", key="commitment-withdraw"):
        return None
    if not why.strip():
        st.error("De reden is niet ingevuld. Schrijf waarom de toezegging vervalt.")
        return None
    return _written(each, replace(each.entry.content, withdrawal=why), since or today(), based_on, by)


def _correct(each: Commitment, based_on: int, by: str) -> Entry | None:
    before = each.entry.content
    promise = _promise(f"correct-{each.id}", before)
    if not st.form_submit_button("Verbeteren", key="commitment-correct"):
        return None
    content = replace(
        promise, due_on=before.due_on, owner=before.owner, settled=before.settled, withdrawal=before.withdrawal
    )
    return _written(each, content, each.entry.valid_from, based_on, by)


def _reopen(each: Commitment, based_on: int, by: str) -> Entry | None:
    reason = _line("Reden van het heropenen", f"reopen-{each.id}", "")
    if not st.form_submit_button("Heropenen", key="commitment-reopen"):
        return None
    content = replace(each.entry.content, settled=None, withdrawal="")
    return _written(each, content, today(), based_on, by, reason)


def _promise(place: str, before: Content) -> Content:
    """The fields that say what was promised, where and to whom."""
    kinds = list(KINDS)
    kind = st.selectbox(
        "Soort",
        kinds,
        kinds.index(before.kind),
        KINDS.__getitem__,
        key=_key(f"kind-{place}"),
        filter_mode=None,
        width=320,
    )
    text = st.text_area(
        "Wat is toegezegd? (in eigen woorden, zonder namen)",
        before.text,
        max_chars=LONGEST_TEXT,
        key=_key(f"text-{place}"),
    )
    asked_by = _line("Gevraagd door (orgaan of commissie, geen naam)", f"asked-{place}", before.asked_by)
    made_on = _day("Gedaan op", f"made-{place}", before.made_on) or before.made_on
    st.caption("Waar staat het? Leeg laten wat nog niet bekend is.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        session, dossier, paper = _paper(place, before.session, before.dossier, before.number)
        source_on = _day("Datum van de bron", f"source-{place}", before.source_on)
    return Content(kind, " ".join(text.split()), made_on, asked_by, session, dossier, paper, source_on)


def _written(each: Commitment, content: Content, since: date, based_on: int, by: str, reason: str = "") -> Entry | None:
    # what became known later than the last change cannot begin before it
    valid_from = max(since, each.entry.valid_from)
    return _tried(lambda: write_entry(each.id, content, valid_from, based_on=based_on, by=by, reason=reason))


def _tried(write: Callable[[], Entry]) -> Entry | None:
    try:
        return write()
    except VoortgangError as refusal:
        st.error(literal(str(refusal)))
        return None


def _line(label: str, key: str, value: str, width: int | Literal["stretch"] = "stretch") -> str:
    text: str = st.text_input(label, value, max_chars=LONGEST_LINE, key=_key(key), width=width)
    return text


def _day(label: str, key: str, value: date | None) -> date | None:
    given: date | None = st.date_input(label, value, FIRST, LAST, key=_key(key), format=DATE_FORMAT, width=SHORT)
    return given


def _paper(place: str, session: str, dossier: str, number: str) -> tuple[str, str, str]:
    """The fields of a Kamerstuk, dossier and number apart."""
    return (
        _line("Vergaderjaar (zoals 2024/25)", f"session-{place}", session, SHORT),
        _line("Dossier", f"dossier-{place}", dossier, SHORT),
        _line("Nummer", f"number-{place}", number, SHORT),
    )


def _key(name: str) -> str:
    return f"commitment-{name}-{st.session_state.get(ROUND, 0)}"
