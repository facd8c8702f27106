"""Who wrote what, when: one row per change, written in the transaction of the change itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from voortgang.register.tables import audit


@dataclass(frozen=True)
class Change:
    """One thing that somebody did; what changed as plain values, None where there was nothing."""

    recorded_at: datetime
    """UTC"""
    recorded_by: str
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def record(connection: Connection, subject: str, subject_id: int, change: Change) -> None:
    """Add the change of one subject (the name of its table, and its id there)."""
    connection.execute(insert(audit).values(subject=subject, subject_id=subject_id, **vars(change)))


def changes(connection: Connection, subject: str, subject_id: int) -> tuple[Change, ...]:
    """All that happened to one subject, oldest first."""
    columns = (audit.c.recorded_at, audit.c.recorded_by, audit.c.action, audit.c.before, audit.c.after)
    of_subject = (audit.c.subject == subject) & (audit.c.subject_id == subject_id)
    rows = connection.execute(select(*columns).where(of_subject).order_by(audit.c.id))
    return tuple(Change(**row._mapping) for row in rows)
