"""Changes that wait for a second person: proposed, and then approved, returned, withdrawn or replaced by a next one.

Every rule is asked when a draft is saved and again when it is approved. At most one draft of a row is open: who builds
on it replaces it, and who had not seen it is told what it says.
"""

import unicodedata
from collections.abc import Sequence

from sqlalchemy import Connection

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.measures import reading
from voortgang.register.measures.changes import ended
from voortgang.register.measures.draft_log import add_draft, add_end, all_drafts
from voortgang.register.measures.model import Status
from voortgang.register.measures.proposals import APPROVED, REPLACED, RETURNED, WITHDRAWN, Draft, End, NewRow, Proposal
from voortgang.register.measures.trials import tried, written
from voortgang.register.measures.writing import alone, checked_name
from voortgang.register.texts import line

__all__ = [
    "Draft",
    "End",
    "NewRow",
    "Proposal",
    "approve",
    "drafts_of",
    "is_same_person",
    "new_row_drafts",
    "open_drafts",
    "refusals",
    "save_draft",
    "save_drafts",
    "send_back",
    "withdraw",
]


def save_draft(proposal: Proposal, *, by: str) -> Draft:
    """Keep one proposal; raises VoortgangError, with nothing written, when it would be refused."""
    return save_drafts((proposal,), by=by)[0]


def save_drafts(proposals: Sequence[Proposal], *, by: str) -> tuple[Draft, ...]:
    """Keep proposals, all or none; raises VoortgangError for the first that would be refused."""
    by = checked_name(by)
    with alone() as connection:
        before = all_drafts(connection)
        trial = connection.begin_nested()
        found: list[Proposal] = []
        for proposal in proposals:
            found.append(tried(connection, proposal, before, found))
        trial.rollback()
        return tuple(_saved(connection, proposal, before, by) for proposal in found)


def refusals(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Per proposal why it would be refused, empty when all is well; nothing is written.

    They are tried in order, and each one that is accepted is there for the next.
    """
    with alone() as connection:
        before = all_drafts(connection)
        trial = connection.begin_nested()
        found: list[str] = []
        accepted: list[Proposal] = []
        for proposal in proposals:
            step = connection.begin_nested()
            try:
                accepted.append(tried(connection, proposal, before, accepted))
                found.append("")
                step.commit()
            except VoortgangError as refusal:
                found.append(str(refusal))
                step.rollback()
        trial.rollback()
    return tuple(found)


def open_drafts() -> tuple[Draft, ...]:
    """What waits for a second person, in the order of writing."""
    with store.reading() as connection:
        return tuple(draft for draft in all_drafts(connection) if draft.end is None)


def new_row_drafts() -> tuple[Draft, ...]:
    """Proposed rows that wait for a second person or were returned to their writer, in the order of writing."""
    with store.reading() as connection:
        found = [draft for draft in all_drafts(connection) if draft.proposal.new_row]
    return tuple(draft for draft in found if draft.end is None or draft.end.how == RETURNED)


def drafts_of(row_id: int) -> tuple[Draft, ...]:
    """Every draft of a row, oldest first, with those by which the row itself was proposed."""
    with store.reading() as connection:
        of_row = {status.id for status in reading.log_of(connection, row_id)}
        found = all_drafts(connection)
    made = [draft.id for draft in found if draft.end and draft.end.status_id in of_row]
    wanted = {draft.id for draft in found if draft.proposal.row_id == row_id} | set(made)
    for draft in reversed(found):
        if draft.id in wanted and draft.proposal.seen_draft:
            wanted.add(draft.proposal.seen_draft)
    return tuple(draft for draft in found if draft.id in wanted)


def approve(draft_id: int, *, by: str) -> Status:
    """Bring a draft into force, as its writer's; raises VoortgangError, with the draft still open, when it cannot be.

    It cannot be approved by who wrote it, nor when the register has changed so that it breaks a rule by now.
    """
    by = checked_name(by)
    with alone() as connection:
        draft = _open(connection, draft_id)
        _refuse_own(draft, by)
        try:
            status = written(connection, draft.proposal, draft.written_by)
        except VoortgangError as refusal:
            raise VoortgangError(f"Dit voorstel kan nu niet in werking treden en blijft open. {refusal}") from refusal
        add_end(connection, draft, APPROVED, by=by, status=status.id)
        return status


def send_back(draft_id: int, *, by: str, reason: str) -> None:
    """Return a draft to its writer; raises VoortgangError without a reason, and for who wrote it."""
    by, reason = checked_name(by), line(reason, "De reden van het terugsturen", 1)
    with alone() as connection:
        draft = _open(connection, draft_id)
        _refuse_own(draft, by)
        add_end(connection, draft, RETURNED, by=by, reason=reason)


def withdraw(draft_id: int, *, by: str) -> None:
    """Take back one's own draft; raises VoortgangError for anyone else."""
    by = checked_name(by)
    with alone() as connection:
        draft = _open(connection, draft_id)
        if not is_same_person(by, draft.written_by):
            raise VoortgangError(
                f"Dit voorstel is van {draft.written_by}. Alleen wie het schreef, kan het intrekken; stuur het terug."
            )
        add_end(connection, draft, WITHDRAWN, by=by)


def _saved(connection: Connection, proposal: Proposal, before: Sequence[Draft], by: str) -> Draft:
    for draft in before:
        if draft.id == proposal.seen_draft:
            add_end(connection, draft, REPLACED, by=by)
    return add_draft(connection, proposal, by=by)


def is_same_person(one: str, other: str) -> bool:
    """True for names that differ in capitals, spaces or notation only."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _refuse_own(draft: Draft, by: str) -> None:
    if is_same_person(by, draft.written_by):
        raise VoortgangError("U schreef dit voorstel zelf. Vraag een tweede persoon om het te beoordelen.")


def _open(connection: Connection, draft_id: int) -> Draft:
    for draft in all_drafts(connection):
        if draft.id == draft_id:
            if draft.end:
                raise VoortgangError(
                    f"Dit voorstel is al {ended(draft.end)}. Vernieuw de pagina om te zien wat nu geldt."
                )
            return draft
    raise VoortgangError(f"Er is geen voorstel met nummer {draft_id}. Kies er een uit de lijst.")
