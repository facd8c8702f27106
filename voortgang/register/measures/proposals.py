"""A change that somebody wants recorded, and what became of it: in force only when a second person agrees."""

from dataclasses import dataclass
from datetime import date, datetime

from voortgang.register.measures.model import NO_REASON, Because, Content

APPROVED, RETURNED, WITHDRAWN, REPLACED = "goedgekeurd", "teruggestuurd", "ingetrokken", "vervangen"
"""how a draft ends; until then it is open"""


@dataclass(frozen=True)
class NewRow:
    """A row that does not exist yet; the name of a measure that is already there adds a row to that measure."""

    measure: str
    numbers: tuple[int, ...]
    """its VM numbers; of a measure that is already there they are the same, or left out"""
    section: str
    ambition: str
    page: str


@dataclass(frozen=True)
class Proposal:
    """What somebody wants recorded of a row, from a day on."""

    row_id: int | None
    """None: a new row, and then `new_row` says which"""
    content: Content
    valid_from: date
    because: Because = NO_REASON
    based_on: int | None = None
    """`State.latest_id` of the row that the writer saw; None for a new row"""
    seen_draft: int | None = None
    """the open draft of this row that the writer saw and builds on; None when he saw none"""
    new_row: NewRow | None = None


@dataclass(frozen=True)
class End:
    """How a draft ended, who ended it, and why it was returned; `status_id` is the status that came of it."""

    how: str
    """APPROVED, RETURNED, WITHDRAWN or REPLACED"""
    ended_at: datetime
    """UTC"""
    ended_by: str
    end_reason: str
    status_id: int | None


@dataclass(frozen=True)
class Draft:
    """A proposal as it was saved; without an end it is open."""

    id: int
    proposal: Proposal
    written_at: datetime
    """UTC"""
    written_by: str
    end: End | None = None
