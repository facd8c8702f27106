"""What the register keeps of a measure: a row of the annex (ambition × measure) and the course of its statuses.

A status holds for one row, from a day on (`valid_from`), as somebody wrote it down at a moment (`recorded_at`). It is
never changed: who knows better writes a new one, and the earlier one can still be asked for.
"""

from dataclasses import dataclass
from datetime import date, datetime

PHASES = ("nog te starten", "beleidsuitwerking", "voorbereiden implementatie", "geïmplementeerd")
"""from first to last"""
IMPLEMENTED = PHASES[-1]
LITERAL, INFERRED = "literal", "inferred"
"""the phase is named by its source, or we made it out"""
BASES = {LITERAL: "letterlijk", INFERRED: "afgeleid"}
REASONS = (
    "IV-afhankelijkheid",
    "capaciteitstekort",
    "prioriteit",
    "besluitvorming",
    "wetgeving",
    "externe partij",
)
"""why something is late, on hold or moved; the annex of May 2025 uses the first three"""
OUTCOMES = ("volledig", "gewijzigd")
"""implemented as it was meant, or otherwise"""
FLAGS = {
    "is_delayed": "vertraagd",
    "is_on_hold": "on hold",
    "is_partly_live": "deels in werking",
    "is_transferred": "overgedragen",
    "is_ended": "beëindigd",
}
"""beside the phase, never instead of it"""


@dataclass(frozen=True)
class Informed:
    """One letter by which parliament was told; `basis` says whether the source named it or we made it out."""

    informed_on: date
    session: str
    """parliamentary year: 2023/24"""
    dossier: str
    number: str
    letter: str = ""
    """its title, when known"""
    basis: str = LITERAL


@dataclass(frozen=True)
class Content:
    """What is said of a row; texts are empty when there is nothing to say."""

    phase: str
    phase_basis: str = LITERAL
    is_delayed: bool = False
    is_on_hold: bool = False
    is_partly_live: bool = False
    is_transferred: bool = False
    is_ended: bool = False
    """given up; the row stays"""
    reasons: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    """'VM 43' for a measure; anything else names a system, a project or a group"""
    target_on: date | None = None
    first_promised_on: date | None = None
    """the first target; the register keeps it when the target moves"""
    review_on: date | None = None
    """until when it may be on hold"""
    owner: str = ""
    partial_results: str = ""
    explanation: str = ""
    evidence: str = ""
    """what shows that it was implemented"""
    outcome: str = ""
    informed: tuple[Informed, ...] = ()


@dataclass(frozen=True)
class Because:
    """Why something changed, where a rule asks for it."""

    change: str = ""
    """in words: a phase that goes back, a measure that is given up or taken up again"""
    target: str = ""
    """one of REASONS: a target date that moves"""


NO_REASON = Because()


@dataclass(frozen=True)
class Status:
    """One entry of the log of a row, with the reasons that were given for what it changed."""

    id: int
    row_id: int
    based_on: int | None
    """the entry that the writer had in front of him; None for the first of a row"""
    valid_from: date
    recorded_at: datetime
    """UTC"""
    recorded_by: str
    change_reason: str
    """why a phase went back, a measure was given up or taken up again, or an earlier promise was found"""
    target_reason: str
    """one of REASONS: why the target date moved"""
    content: Content


@dataclass(frozen=True)
class MeasureRow:
    """One row of the annex: what stays the same whatever happens to it."""

    id: int
    measure_id: int
    measure: str
    numbers: tuple[int, ...]
    """its VM numbers; one measure has none"""
    section: str
    ambition: str
    page: str
    """of the strategy that the ambition comes from"""


@dataclass(frozen=True)
class State:
    """A row with the status that held on a day, and the entry on which a next one must be based."""

    row: MeasureRow
    status: Status
    latest_id: int
