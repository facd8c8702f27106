"""Drafts as the database holds them, and how each ended; what people may do with them stands in `drafts`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from voortgang.register import audit, store, tables
from voortgang.register.measures.model import Because
from voortgang.register.measures.plain import content_as_json, content_of_json, plain_dates
from voortgang.register.measures.proposals import Draft, End, NewRow, Proposal

DRAFTS, ENDS = tables.measure_drafts, tables.measure_draft_ends
END = tuple(column.name for column in ENDS.columns if column.name != "draft_id")


def all_drafts(connection: Connection) -> tuple[Draft, ...]:
    """Every draft, in the order of writing."""
    ends = (ENDS.c[name] for name in END)
    asked = select(DRAFTS, *ends).join_from(DRAFTS, ENDS, isouter=True).order_by(DRAFTS.c.id)
    return tuple(_draft(row._mapping) for row in connection.execute(asked))


def add_draft(connection: Connection, proposal: Proposal, *, by: str) -> Draft:
    """Keep a proposal that was found to be in order; the draft that it builds on ends."""
    at = store.now()
    values = _columns(proposal) | {"written_at": at, "written_by": by}
    id_ = connection.execute(insert(DRAFTS).values(values).returning(DRAFTS.c.id)).scalar_one()
    audit.record(connection, DRAFTS.name, id_, audit.Change(at, by, "voorgesteld", None, plain_dates(values)))
    return Draft(id_, proposal, at, by)


def add_end(
    connection: Connection, draft: Draft, how: str, *, by: str, reason: str = "", status: int | None = None
) -> End:
    """End a draft; the key of the table keeps it from ending twice."""
    end = End(how, max(store.now(), draft.written_at), by, reason, status)
    connection.execute(insert(ENDS).values(draft_id=draft.id, **asdict(end)))
    change = audit.Change(end.ended_at, by, how, None, plain_dates(asdict(end)))
    audit.record(connection, DRAFTS.name, draft.id, change)
    return end


def _columns(proposal: Proposal) -> dict[str, Any]:
    return {
        "row_id": proposal.row_id,
        "new_row": asdict(proposal.new_row) if proposal.new_row else None,
        "based_on": proposal.based_on,
        "seen_draft": proposal.seen_draft,
        "valid_from": proposal.valid_from,
        "change_reason": proposal.because.change,
        "target_reason": proposal.because.target,
        "content": content_as_json(proposal.content),
    }


def _draft(row: Mapping[Any, Any]) -> Draft:
    proposal = Proposal(
        row["row_id"],
        content_of_json(row["content"]),
        row["valid_from"],
        Because(row["change_reason"], row["target_reason"]),
        row["based_on"],
        row["seen_draft"],
        NewRow(**row["new_row"] | {"numbers": tuple(row["new_row"]["numbers"])}) if row["new_row"] else None,
    )
    end = End(**{name: row[name] for name in END}) if row["how"] else None
    return Draft(row["id"], proposal, row["written_at"], row["written_by"], end)
