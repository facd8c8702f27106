"""Whether a proposal could come into force: it is written as if it were, under every rule, and then not kept."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.measures import reading
from voortgang.register.measures.changes import ended, proposed
from voortgang.register.measures.model import Status
from voortgang.register.measures.new_rows import add_row, checked_row
from voortgang.register.measures.proposals import Draft, Proposal
from voortgang.register.measures.writing import checked_reasons, first_status, write_status

NOBODY = "proef"
"""who writes what is never kept"""


def tried(
    connection: Connection, proposal: Proposal, before: Iterable[Draft], accepted: Iterable[Proposal]
) -> Proposal:
    """Write the proposal, and return it in one notation with the first promise filled in; the caller rolls back.

    `before` are the drafts of the register, `accepted` the proposals of the same series that came first. Raises
    VoortgangError when it would be refused.
    """
    row_id, seen = proposal.row_id, proposal.seen_draft
    if any((row_id and row_id == each.row_id) or (seen and seen == each.seen_draft) for each in accepted):
        raise VoortgangError("Deze rij wordt in deze reeks al gewijzigd. Laat één wijziging per rij staan.")
    _refuse_unseen(connection, proposal, tuple(before))
    new_row = checked_row(proposal.new_row) if proposal.new_row else None
    proposal = replace(proposal, because=checked_reasons(proposal.because), new_row=new_row)
    return replace(proposal, content=written(connection, proposal, NOBODY).content)


def written(connection: Connection, proposal: Proposal, by: str) -> Status:
    """Write the proposal, under every rule; raises VoortgangError, and then the transaction must not be kept."""
    content, valid_from, because = proposal.content, proposal.valid_from, proposal.because
    if proposal.row_id is not None:
        based_on = proposal.based_on
        return write_status(connection, proposal.row_id, content, valid_from, based_on=based_on, by=by, because=because)
    if proposal.new_row is None:
        raise ValueError("a proposal is for a row or for a new row")
    row_id = add_row(connection, proposal.new_row, at=store.now(), by=by)
    return first_status(connection, row_id, content, valid_from, by=by, because=because)


def _refuse_unseen(connection: Connection, proposal: Proposal, before: tuple[Draft, ...]) -> None:
    """An open draft that the writer had not seen, or one that he saw and that is not open any more."""
    row_id, seen = proposal.row_id, proposal.seen_draft
    for draft in before:
        if row_id is not None and row_id == draft.proposal.row_id and draft.end is None and draft.id != seen:
            raise VoortgangError(proposed(draft, reading.log_of(connection, row_id)))
    if seen is None:
        return
    found = next((draft for draft in before if draft.id == seen and draft.proposal.row_id == row_id), None)
    if found is None:
        raise VoortgangError("Het voorstel waarop u voortbouwt, hoort niet bij deze rij. Vernieuw de pagina.")
    if found.end:
        raise VoortgangError(
            f"Het voorstel waarop u voortbouwt, is intussen {ended(found.end)}. Er is niets opgeslagen. "
            "Bekijk wat er nu staat en breng de wijziging daarin aan."
        )
