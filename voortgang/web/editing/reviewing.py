"""Tab "Beoordelen": every open draft, with the whole old and new texts, and what a second person can do with it."""

from collections.abc import Callable

import streamlit as st

from voortgang.dutch import HERE, date_long, moment
from voortgang.errors import VoortgangError
from voortgang.register.measures.changes import seen_by, told_since, wanted
from voortgang.register.measures.drafts import Draft, approve, is_same_person, open_drafts, send_back, withdraw
from voortgang.register.measures.model import MeasureRow, Status
from voortgang.register.measures.proposals import NewRow, Proposal
from voortgang.register.measures.reading import held, trail
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.editing import choosing
from voortgang.web.editing.telling import headed_facts, notice, refused, row_name, side_by_side, told_next, vm


def review(by: str | None) -> None:
    """Show what waits for a second person; `by` is None for who may only read."""
    found, rows = open_drafts(), choosing.rows()
    if not found:
        st.info("Er wacht geen voorstel op beoordeling.")
    for draft in found:
        with st.container(border=True, key=f"draft-{draft.id}"):
            _proposal(draft, rows)
            if by is not None:
                _actions(draft, by)


def _proposal(draft: Draft, rows: dict[int, MeasureRow]) -> None:
    proposal = draft.proposal
    entries: tuple[Status, ...] = trail(proposal.row_id) if proposal.row_id is not None else ()
    facts = {
        "Voorgesteld": f"door {draft.written_by} op {moment(draft.written_at.astimezone(HERE))}",
        "Geldt vanaf": date_long(proposal.valid_from),
        "Waarom": proposal.because.change,
        "Reden van de nieuwe streefdatum": proposal.because.target,
        **(_new_row(proposal.new_row) if proposal.new_row else {}),
    }
    headed_facts(_heading(proposal, rows), facts)
    if entries and entries[-1].id != proposal.based_on:
        notice("⚠ Dit voorstel kan zo niet in werking treden", [told_since(entries, proposal.based_on)])
    notice("✎ Wat verandert", wanted(proposal, entries) or ["Alleen de ingangsdatum."])
    before = held(seen_by(proposal, entries), proposal.valid_from)
    st.html(side_by_side("Hele teksten naast elkaar", before.content if before else None, proposal.content))


def _heading(proposal: Proposal, rows: dict[int, MeasureRow]) -> str:
    if proposal.row_id is not None:
        return row_name(rows[proposal.row_id])
    return f"Nieuwe rij: {proposal.new_row.measure}" if proposal.new_row else ""


def _new_row(row: NewRow) -> dict[str, str]:
    return {"VM-nummers": vm(row.numbers), "Onderdeel": row.section, "Ambitie": row.ambition, "Bladzijde": row.page}


def _actions(draft: Draft, by: str) -> None:
    if is_same_person(by, draft.written_by):
        st.caption("U schreef dit voorstel zelf: een tweede persoon beoordeelt het.")
        if st.button("Intrekken", key=f"withdraw-{draft.id}"):
            _done(lambda: withdraw(draft.id, by=by), "Het voorstel is ingetrokken.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        is_approved = st.button("Goedkeuren", key=f"approve-{draft.id}", type="primary")
        reason = st.text_input(
            "Reden van terugsturen", key=f"reason-{draft.id}", max_chars=LONGEST_LINE, autocomplete="off"
        )
        is_sent_back = st.button("Terugsturen", key=f"return-{draft.id}")
    if is_approved:
        _done(lambda: approve(draft.id, by=by), "Het voorstel is goedgekeurd en in werking.")
    if is_sent_back:
        _done(lambda: send_back(draft.id, by=by, reason=reason), "Het voorstel is teruggestuurd.")


def _done(action: Callable[[], object], told: str) -> None:
    try:
        action()
    except VoortgangError as error:
        refused(error)
    else:
        told_next(told)
