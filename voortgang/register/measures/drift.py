"""How far promises moved: the first target date of a row against the one of now, and every move in between."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from voortgang.register.measures import rules
from voortgang.register.measures.course import course
from voortgang.register.measures.model import Content, MeasureRow, Status
from voortgang.register.measures.whole import Register

NEVER = date.max


@dataclass(frozen=True)
class Move:
    """A target date that was set, changed or dropped."""

    on: date
    """from this day on the new date counted"""
    before: date | None
    after: date | None
    reason: str
    """one of REASONS; empty for a first date"""
    by: str


@dataclass(frozen=True)
class Drift:
    """The promise of one row on a day."""

    row: MeasureRow
    first_on: date | None
    target_on: date | None
    """None: dropped"""
    moves: tuple[Move, ...]
    """without the first date"""
    is_overdue: bool
    """the current date has passed"""
    is_first_broken: bool
    """the first date has passed"""
    is_over: bool
    """implemented or given up: no longer late"""

    @property
    def days(self) -> int | None:
        """From the first date to the current one, negative when earlier; None when one of them is missing."""
        return (self.target_on - self.first_on).days if self.first_on and self.target_on else None


def moves(entries: Iterable[Status], until: date) -> tuple[Move, ...]:
    """Every change of the target date of one row up to and including a day, the first date left out."""
    steps = [held.status for held in course(entries, until)]
    return tuple(_moves(steps))


def _moves(steps: list[Status]) -> Iterator[Move]:
    promised = bool(steps and steps[0].content.target_on)
    for before, after in pairwise(steps):
        old, new = before.content.target_on, after.content.target_on
        if old != new and promised:
            yield Move(after.valid_from, old, new, after.target_reason, after.recorded_by)
        promised = promised or bool(new)


def drifts(known: Register, as_of: date, rows: Iterable[int]) -> tuple[Drift, ...]:
    """Of each of these rows that ever promised a date, the furthest moved first; then by first date and row."""
    wanted = set(rows)
    found = [
        _drift(state.row, state.status.content, moves(known.entries[state.row.id], as_of), as_of)
        for state in known.states(as_of)
        if state.row.id in wanted and _has_promised(state.status.content)
    ]
    return tuple(sorted(found, key=lambda drift: (-_far(drift), drift.first_on or NEVER, drift.row.id)))


def _has_promised(content: Content) -> bool:
    return bool(content.first_promised_on or content.target_on)


def _drift(row: MeasureRow, content: Content, moved: tuple[Move, ...], as_of: date) -> Drift:
    return Drift(
        row,
        content.first_promised_on,
        content.target_on,
        moved,
        rules.is_overdue(content, as_of),
        rules.is_first_promise_broken(content, as_of),
        rules.is_over(content),
    )


def _far(drift: Drift) -> float:
    """A dropped date has moved further than any other."""
    if drift.target_on is None:
        return float("inf")
    return drift.days or 0
