"""From when a change holds and why, what the rules say of it, and handing it over for review."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from voortgang.dutch import HERE
from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.measures import checks
from voortgang.register.measures.changes import differences, wanted
from voortgang.register.measures.drafts import Proposal, save_draft
from voortgang.register.measures.model import REASONS, Because, Status
from voortgang.register.measures.objections import following, objections
from voortgang.register.measures.reading import held
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.bound import DATE_FORMAT, FIRST, LAST
from voortgang.web.editing.telling import notice, refused

VALID_FROM, CHANGE, TARGET = "valid_from", "change_reason", "target_reason"


def today() -> date:
    """In the Netherlands; asked here, at the edge, and passed on."""
    return store.now().astimezone(HERE).date()


def load_reasons(prefix: str, valid_from: date, because: Because) -> None:
    """Put a day and reasons in the controls; before they are drawn."""
    values = {VALID_FROM: valid_from, CHANGE: because.change, TARGET: because.target}
    st.session_state.update({f"{prefix}-{name}": value for name, value in values.items()})


def valid_from(prefix: str) -> date:
    """Let the visitor say from when the change holds."""
    key = f"{prefix}-{VALID_FROM}"
    given = st.date_input(
        "Geldt vanaf", None, FIRST, LAST, key=key, format=DATE_FORMAT, width=200, persist_state="session"
    )
    return given or today()


def because(prefix: str) -> Because:
    """Let the visitor say why, where a rule asks for it."""
    change = st.text_input(
        "Waarom (bij een fase die teruggaat, beëindigen, weer oppakken of een eerdere belofte)",
        key=f"{prefix}-{CHANGE}",
        max_chars=LONGEST_LINE,
        autocomplete="off",
        persist_state="session",
    )
    target = st.selectbox(
        "Reden van de nieuwe streefdatum",
        ("", *REASONS),
        format_func=lambda each: each or "niet van toepassing",
        key=f"{prefix}-{TARGET}",
        filter_mode=None,
        persist_state="session",
    )
    return Because(change, target)


def rules_asked(entries: Sequence[Status], proposal: Proposal) -> None:
    """Tell what would change, and what the rules miss in it, before anything is saved."""
    try:
        status = following(
            entries, checks.checked(proposal.content), proposal.valid_from, proposal.because, at=store.now(), by=""
        )
    except VoortgangError as error:
        notice("⚠ Wat nog niet klopt", [str(error)])
        return
    changed = wanted(replace(proposal, content=status.content), entries)
    notice("✎ Wat verandert", changed or ["Nog niets."])
    if lacking := objections(entries, status):
        notice("⚠ Wat nog niet klopt", lacking)


def handed_over(entries: Sequence[Status], proposal: Proposal, by: str) -> bool:
    """Save the proposal for a second person, or tell why not; what was typed stays where it is."""
    before = held(entries, proposal.valid_from)
    try:
        if before and not differences(before.content, proposal.content):
            raise VoortgangError("Er is nog niets gewijzigd ten opzichte van wat op die dag geldt.")
        save_draft(proposal, by=by)
    except VoortgangError as error:
        refused(error)
        return False
    return True
