"""Tab "Wijzigen": one form per row, which keeps what somebody typed also when another was first."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from voortgang.dutch import listing
from voortgang.errors import VoortgangError
from voortgang.register.measures.changes import LABELS, ended, on_what_holds_now, proposed, told_since, with_own_text
from voortgang.register.measures.drafts import Draft, Proposal, drafts_of
from voortgang.register.measures.model import INFERRED, NO_REASON, Content, MeasureRow, Status
from voortgang.register.measures.plain import CONTENT
from voortgang.register.measures.proposals import RETURNED
from voortgang.register.measures.reading import held, trail
from voortgang.register.measures.writing import confirm
from voortgang.web.editing import choosing, fields, proposing, standing
from voortgang.web.editing.telling import notice, refused, told_next


@dataclass(frozen=True)
class Seen:
    """What the visitor had in front of him when he began: the last entry, the open draft, and what they say."""

    latest_id: int
    draft_id: int | None
    content: Content


def change(by: str | None) -> None:
    """Show what is in force of a row and, for who may write (`by` is no None), the form to change it."""
    row = choosing.chosen_row()
    entries, drafts = trail(row.id), drafts_of(row.id)
    current = held(entries, proposing.today()) or entries[0]
    standing.show(row, current, entries, drafts)
    if by is None:
        return
    if current.content.phase_basis == INFERRED:
        _confirming(row, current, entries[-1].id, by)
    _form(row, current, entries, drafts, by)


def _confirming(row: MeasureRow, current: Status, latest_id: int, by: str) -> None:
    if st.button(f"Bevestig fase '{current.content.phase}'", key=f"confirm-{row.id}"):
        try:
            confirm(row.id, proposing.today(), based_on=latest_id, by=by)
        except VoortgangError as error:
            refused(error)
        else:
            told_next("De fase is bevestigd.")


def _form(row: MeasureRow, current: Status, entries: Sequence[Status], drafts: Sequence[Draft], by: str) -> None:
    prefix = f"row-{row.id}"
    opened = next((draft for draft in drafts if draft.end is None), None)
    content = on_what_holds_now(opened.proposal, entries) if opened else current.content
    seen = Seen(entries[-1].id, opened.id if opened else None, content)
    is_moved = _brought_up_to_date(prefix, seen, entries, drafts)
    _taking_over(prefix, opened, entries, drafts)
    st.header("Nieuwe stand", anchor=False)
    valid_from = proposing.valid_from(prefix)
    before = held(entries, valid_from)
    form = fields.Form(prefix, content, before.content if before else None, choosing.measures())
    written, because = fields.draw(form), proposing.because(prefix)
    proposal = Proposal(row.id, written, valid_from, because, seen.latest_id, seen.draft_id)
    is_handed_over = st.button("Leg voor ter beoordeling", type="primary", key=f"{prefix}-save")
    if told := st.session_state.get(f"{prefix}-told"):
        notice("⚠ Intussen gewijzigd", told, is_refusal=True)
    if is_handed_over and not is_moved and proposing.handed_over(entries, proposal, by):
        _forget(prefix)
        told_next("Het voorstel ligt klaar voor een tweede persoon, bij 'Beoordelen'.")
    proposing.rules_asked(entries, proposal)
    st.button("Begin opnieuw met wat nu geldt", key=f"{prefix}-reset", on_click=_forget, args=(prefix,))


def _brought_up_to_date(prefix: str, seen: Seen, entries: Sequence[Status], drafts: Sequence[Draft]) -> bool:
    """Load the form, or bring into it what somebody else wrote since; True when the visitor has to look again."""
    key = f"{prefix}-seen"
    earlier: Seen | None = st.session_state.get(key)
    st.session_state[key] = seen
    if earlier is None:
        _load(prefix, seen, drafts)
        return False
    if (earlier.latest_id, earlier.draft_id) == (seen.latest_id, seen.draft_id):
        return False
    own = fields.read(fields.Form(prefix, earlier.content, None, {}))
    changed = [LABELS[name] for name in CONTENT if getattr(own, name) != getattr(earlier.content, name)]
    if not changed:
        _load(prefix, seen, drafts)
        return False
    fields.load(fields.Form(prefix, seen.content, None, {}), with_own_text(earlier.content, seen.content, own))
    st.session_state[f"{prefix}-told"] = [
        *_told(earlier, seen, entries, drafts),
        f"Uw eigen tekst staat nog in het formulier bij: {listing(changed)}. In de andere velden staat wat er nu is.",
    ]
    return True


def _told(earlier: Seen, seen: Seen, entries: Sequence[Status], drafts: Sequence[Draft]) -> list[str]:
    found = [told_since(entries, earlier.latest_id)] if earlier.latest_id != seen.latest_id else []
    for draft in drafts:
        if draft.id == earlier.draft_id != seen.draft_id and draft.end:
            found.append(f"Het voorstel waarop u voortbouwde, is {ended(draft.end)}.")
        if draft.id == seen.draft_id != earlier.draft_id:
            found.append(proposed(draft, entries))
    return found


def _load(prefix: str, seen: Seen, drafts: Sequence[Draft]) -> None:
    opened = [draft.proposal for draft in drafts if draft.id == seen.draft_id]
    fields.load(fields.Form(prefix, seen.content, None, {}), seen.content)
    proposing.load_reasons(
        prefix,
        opened[0].valid_from if opened else proposing.today(),
        opened[0].because if opened else NO_REASON,
    )


def _forget(prefix: str) -> None:
    """Let the form begin again; what the register holds is not touched."""
    st.session_state.pop(f"{prefix}-seen", None)
    st.session_state.pop(f"{prefix}-told", None)


def _taking_over(prefix: str, opened: Draft | None, entries: Sequence[Status], drafts: Sequence[Draft]) -> None:
    """Who got a draft back goes on with its text."""
    last = drafts[-1] if drafts else None
    if opened or last is None or last.end is None or last.end.how != RETURNED:
        return
    notice("↩ Teruggestuurd", [f"Het voorstel van {last.written_by} is {ended(last.end)}: {last.end.end_reason}"])
    content = on_what_holds_now(last.proposal, entries)
    arguments = (prefix, content, last.proposal)
    st.button("Neem de teruggestuurde tekst over", key=f"{prefix}-take", on_click=_take, args=arguments)


def _take(prefix: str, content: Content, proposal: Proposal) -> None:
    fields.load(fields.Form(prefix, content, None, {}), content)
    proposing.load_reasons(prefix, proposal.valid_from, proposal.because)
