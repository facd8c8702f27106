"""What the register keeps of a scenario of the portfolio: a name, what it held over time, and the decision about it.

An entry is never changed: who saves again writes a new one. A scenario changes no baseline; a decision about it is a
record of its own, with the meeting, the day and the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Basis:
    """What a scenario was calculated from."""

    build_id: str
    baseline: str
    """the last baseline that this delivery knew, in words: herijking 2 van 2025"""


@dataclass(frozen=True)
class Content:
    """What a scenario holds; composition and outcome as JSON can hold them."""

    composition: Mapping[str, Any]
    """what people chose"""
    outcome: Mapping[str, Any]
    """what came of it when it was saved"""
    basis: Basis
    withdrawal: str = ""
    """why it was withdrawn; not empty: it was"""


@dataclass(frozen=True)
class Entry:
    """One entry of the log of a scenario."""

    id: int
    scenario_id: int
    based_on: int | None
    """the entry that the writer had in front of him; None for the first"""
    recorded_at: datetime
    """UTC"""
    recorded_by: str
    content: Content


@dataclass(frozen=True)
class Decision:
    """What a meeting decided."""

    meeting: str
    met_on: date
    text: str


@dataclass(frozen=True)
class Adoption:
    """A scenario that a meeting adopted, as it stood in one entry."""

    id: int
    scenario_id: int
    entry_id: int
    follows: int | None
    """the adoption that was the last until then"""
    decision: Decision
    adopted_at: datetime
    """UTC"""
    adopted_by: str


@dataclass(frozen=True)
class Scenario:
    """A scenario with its last entry, on which a next one must be based, and its adoption if there is one."""

    id: int
    name: str
    entry: Entry
    adoption: Adoption | None = None
