"""What the register keeps of a commitment: the promise, and the course of what became of it.

An entry holds from a day on (`valid_from`), as somebody wrote it down at a moment (`recorded_at`). It is never changed:
who knows better writes a new one, and the earlier one can still be asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType({"toezegging": "Toezegging", "motie": "Motie", "overig": "Overig"})
"""code → label"""


@dataclass(frozen=True)
class Settled:
    """The place where a commitment was met."""

    settled_on: date
    """of the letter"""
    session: str
    """parliamentary year: 2024/25"""
    dossier: str
    number: str
    letter: str
    """its title"""
    paragraph: str
    """where in the letter it stands"""


@dataclass(frozen=True)
class Content:
    """What is said of a commitment; texts are empty when there is nothing to say."""

    kind: str
    text: str
    """in our own words"""
    made_on: date
    asked_by: str
    """a body, such as a committee; never a person"""
    session: str = ""
    dossier: str = ""
    number: str = ""
    source_on: date | None = None
    """of the document or debate in which it stands"""
    due_on: date | None = None
    first_due_on: date | None = None
    """the first due date; the register keeps it when the due date moves"""
    owner: str = ""
    settled: Settled | None = None
    withdrawal: str = ""
    """why it lapsed; not empty: it did"""


@dataclass(frozen=True)
class Entry:
    """One entry of the log of a commitment."""

    id: int
    commitment_id: int
    based_on: int | None
    """the entry that the writer had in front of him; None for the first"""
    valid_from: date
    recorded_at: datetime
    """UTC"""
    recorded_by: str
    change_reason: str
    """why a due date moved, or why something was opened again"""
    content: Content


@dataclass(frozen=True)
class Commitment:
    """A commitment with the entry that held on a day, and the entry on which a next one must be based."""

    id: int
    entry: Entry
    latest_id: int
