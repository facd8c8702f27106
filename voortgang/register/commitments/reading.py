"""Commitments as they held on a day, as far as was known at a moment; and the log that both are read from."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, select

from voortgang.errors import VoortgangError
from voortgang.register import audit, store
from voortgang.register.commitment_tables import commitment_entries as table
from voortgang.register.commitment_tables import commitments as subjects
from voortgang.register.commitments.model import Commitment, Entry
from voortgang.register.commitments.plain import entry_of


def commitments(as_of: date, known_on: datetime | None = None) -> tuple[Commitment, ...]:
    """Every commitment that was made by a day, as it held then, in order of writing down.

    `known_on`: as was known at that moment; what was not known then is left out.
    """
    asked = select(table) if known_on is None else select(table).where(table.c.recorded_at <= known_on)
    logs: dict[int, list[Entry]] = {}
    with store.reading() as connection:
        for row in connection.execute(asked.order_by(table.c.id)):
            entry = entry_of(row._mapping)
            logs.setdefault(entry.commitment_id, []).append(entry)
    found = ((log, held(log, as_of)) for _, log in sorted(logs.items()))
    return tuple(Commitment(entry.commitment_id, entry, log[-1].id) for log, entry in found if entry)


def held(log: Iterable[Entry], as_of: date) -> Entry | None:
    """The entry that counts on a day: the one that began last, and of two for one day the one written last."""
    begun = [entry for entry in log if entry.valid_from <= as_of]
    return max(begun, key=lambda entry: (entry.valid_from, entry.id), default=None)


def trail(commitment_id: int) -> tuple[Entry, ...]:
    """All that was ever written of one commitment, oldest first; raises VoortgangError when there is no such one."""
    with store.reading() as connection:
        return log_of(connection, commitment_id)


def log_of(connection: Connection, commitment_id: int) -> tuple[Entry, ...]:
    """The same, within a transaction."""
    rows = connection.execute(select(table).where(table.c.commitment_id == commitment_id).order_by(table.c.id))
    found = tuple(entry_of(row._mapping) for row in rows)
    if not found:
        raise VoortgangError(f"Er is geen toezegging met nummer {commitment_id}. Kies er een uit de lijst.")
    return found


def history(commitment_id: int) -> tuple[audit.Change, ...]:
    """Who did what to a commitment and when, oldest first; raises VoortgangError when there is no such one."""
    with store.reading() as connection:
        log_of(connection, commitment_id)
        return audit.changes(connection, subjects.name, commitment_id)
