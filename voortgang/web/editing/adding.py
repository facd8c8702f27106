"""Tab "Nieuwe rij": a measure under one more ambition, or a measure that was not there yet."""

import re
from dataclasses import asdict, replace

import streamlit as st

from voortgang.dutch import HERE, moment
from voortgang.errors import VoortgangError
from voortgang.register.measures.drafts import Draft, NewRow, Proposal, new_row_drafts
from voortgang.register.measures.model import NO_REASON
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.editing import choosing, fields, proposing
from voortgang.web.editing.telling import NOTHING, refused, told_next

PREFIX, STARTED = "new-row", "new-row-started"
TEXTS = {
    "measure": "Maatregel",
    "numbers": "VM-nummers",
    "section": "Onderdeel",
    "ambition": "Ambitie",
    "page": "Bladzijde van de strategie",
}
HELP = {
    "measure": "De naam van een maatregel die er al is, geeft die maatregel er een rij bij.",
    "numbers": "Met komma's ertussen; leeg bij een maatregel die er al is.",
}
NUMBERS = re.compile(r"(VM )?(\d{1,6})", re.ASCII)
EMPTY = NewRow("", (), "", "", "")


def new_row(by: str | None) -> None:
    """Let the visitor propose a row; `by` is None for who may only read."""
    if by is None:
        return
    draft = _started_from()
    with st.container(key=f"{PREFIX}-place"):
        for name, label in TEXTS.items():
            key = f"{PREFIX}-{name}"
            st.text_input(
                label,
                key=key,
                help=HELP.get(name),
                max_chars=LONGEST_LINE,
                autocomplete="off",
                persist_state="session",
            )
    valid_from = proposing.valid_from(PREFIX)
    form = fields.Form(PREFIX, draft.proposal.content if draft else NOTHING, None, choosing.measures())
    content, because = fields.draw(form), proposing.because(PREFIX)
    seen = draft.id if draft and draft.end is None else None
    proposal = Proposal(None, content, valid_from, because, seen_draft=seen)
    if st.button("Leg voor ter beoordeling", type="primary", key=f"{PREFIX}-save"):
        _hand_over(proposal, by)
    proposing.rules_asked((), proposal)


def _hand_over(proposal: Proposal, by: str) -> None:
    try:
        row = _read()
    except VoortgangError as error:
        refused(error)
        return
    if proposing.handed_over((), replace(proposal, new_row=row), by):
        st.session_state.pop(STARTED)
        told_next("De nieuwe rij ligt klaar voor een tweede persoon, bij 'Beoordelen'.")


def _started_from() -> Draft | None:
    """Begin empty, or with a row that was proposed before and still waits or was returned."""
    found = {draft.id: draft for draft in new_row_drafts()}
    chosen = st.selectbox(
        "Begin met",
        [0, *found],
        format_func=lambda id_: _named(found[id_]) if id_ in found else "een leeg formulier",
        key=f"{PREFIX}-start",
        filter_mode=None,
        persist_state="session",
    )
    draft = found.get(chosen)
    if st.session_state.get(STARTED) != chosen:
        _load(draft)
        st.session_state[STARTED] = chosen
    return draft


def _named(draft: Draft) -> str:
    state = "teruggestuurd" if draft.end else "wacht op beoordeling"
    name = draft.proposal.new_row.measure if draft.proposal.new_row else ""
    return f"{name} (voorstel van {draft.written_by}, {moment(draft.written_at.astimezone(HERE))}, {state})"


def _load(draft: Draft | None) -> None:
    row = draft.proposal.new_row if draft and draft.proposal.new_row else EMPTY
    texts = asdict(row) | {"numbers": ", ".join(map(str, row.numbers))}
    st.session_state.update({f"{PREFIX}-{name}": texts[name] for name in TEXTS})
    content = draft.proposal.content if draft else NOTHING
    fields.load(fields.Form(PREFIX, content, None, {}), content)
    proposing.load_reasons(
        PREFIX,
        draft.proposal.valid_from if draft else proposing.today(),
        draft.proposal.because if draft else NO_REASON,
    )


def _read() -> NewRow:
    """What was filled in; raises VoortgangError when the numbers are none."""
    texts = {name: st.session_state[f"{PREFIX}-{name}"] for name in TEXTS}
    found = []
    for text in filter(None, (each.strip() for each in texts["numbers"].split(","))):
        number = NUMBERS.fullmatch(text)
        if number is None:
            raise VoortgangError(f"'{text}' is geen VM-nummer. Schrijf nummers met komma's ertussen, zoals 45, 46.")
        found.append(int(number[2]))
    return NewRow(**texts | {"numbers": tuple(found)})
