"""What the files hold: the register as of a day and as far as it was known, and all that was ever written."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from voortgang.dutch import HERE, listing, moment
from voortgang.register import store
from voortgang.register.measures.changes import wanted
from voortgang.register.measures.drafts import Draft, open_drafts
from voortgang.register.measures.model import Content, MeasureRow, State, Status
from voortgang.register.measures.plain import CONTENT
from voortgang.register.measures.whole import register

Values = Mapping[str, Any]
"""one line of a file: the value of each field by its name"""
PLACE = tuple(field.name for field in fields(MeasureRow) if field.name != "id")


@dataclass(frozen=True)
class Extract:
    """Everything that goes into the files of one moment."""

    as_of: date
    known_on: datetime | None
    """None: everything that is known"""
    made_at: datetime
    """UTC"""
    states: tuple[State, ...]
    drafts: Mapping[int, tuple[Draft, str]]
    """per row the draft that waits for a second person, and in words what it changes"""
    log: tuple[tuple[MeasureRow, Status], ...]


def extract(as_of: date, known_on: datetime | None = None) -> Extract:
    """Read the register; what was not known yet at `known_on`, drafts included, is left out."""
    waiting = open_drafts() if known_on is None else ()
    known = register(known_on)
    rows = {row.id: row for row in known.rows}
    entries = sorted((status for log in known.entries.values() for status in log), key=lambda status: status.id)
    drafts = {
        draft.proposal.row_id: (draft, _told(draft, known.entries[draft.proposal.row_id]))
        for draft in waiting
        if draft.proposal.row_id is not None
    }
    log = tuple((rows[status.row_id], status) for status in entries)
    return Extract(as_of, known_on, store.now(), known.states(as_of), drafts, log)


def _told(draft: Draft, entries: tuple[Status, ...]) -> str:
    changed = listing(list(wanted(draft.proposal, entries))) or "alleen de ingangsdatum"
    return f"{draft.written_by} op {moment(draft.written_at.astimezone(HERE))}: {changed}"


def line_of(state: State, draft: tuple[Draft, str] | None = None) -> Values:
    """A row of the register as a line; whoever fills in why, does so in empty cells."""
    seen = {"draft_id": draft[0].id if draft else None, "draft_told": draft[1] if draft else ""}
    return entry_line(state.row, state.status) | {"latest_id": state.latest_id, "change": "", "target": "", **seen}


def entry_line(row: MeasureRow, status: Status) -> dict[str, Any]:
    """An entry of the log as a line."""
    booked = {name: value for name, value in vars(status).items() if name not in ("id", "content")}
    place = {name: getattr(row, name) for name in PLACE}
    return {**place, **vars(status.content), **booked, "status_id": status.id}


def row_in(line: Values) -> MeasureRow:
    """The row that a line speaks of."""
    return MeasureRow(line["row_id"], **{name: line[name] for name in PLACE})


def content_in(line: Values) -> Content:
    """What a line says of its row."""
    return Content(**{name: line[name] for name in CONTENT})


def status_in(line: Values) -> Status:
    """The entry of the log that a line holds."""
    booked = (field.name for field in fields(Status) if field.name not in ("id", "content"))
    return Status(line["status_id"], **{name: line[name] for name in booked}, content=content_in(line))
