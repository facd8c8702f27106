"""Writing down a commitment and what becomes of it: by the rules, on what the writer saw, never over what was there."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from voortgang.dutch import HERE, date_long
from voortgang.errors import VoortgangError
from voortgang.register import audit, store
from voortgang.register.commitment_tables import commitment_entries as table
from voortgang.register.commitment_tables import commitments as subjects
from voortgang.register.commitments import checks, rules
from voortgang.register.commitments.changes import told_since
from voortgang.register.commitments.model import Content, Entry
from voortgang.register.commitments.plain import as_json, columns_of
from voortgang.register.commitments.reading import held, log_of
from voortgang.register.texts import checked_line, day, line

LONGEST_NAME = 200


def add_commitment(content: Content, *, by: str) -> Entry:
    """Write down a new commitment, which holds from the day on which it was made.

    Raises VoortgangError, with nothing written, when something in it cannot be.
    """
    content, by = checks.checked(content), _checked_name(by)
    content = replace(content, first_due_on=content.due_on)
    with store.transaction() as connection:
        now = store.now()
        adding = insert(subjects).values(recorded_at=now, recorded_by=by).returning(subjects.c.id)
        commitment_id = connection.execute(adding).scalar_one()
        entry = Entry(0, commitment_id, None, content.made_on, now, by, "", content)
        _refuse(rules.flaws(entry, now.astimezone(HERE).date()))
        return _add(connection, entry, None)


def write_entry(
    commitment_id: int, content: Content, valid_from: date, *, based_on: int, by: str, reason: str = ""
) -> Entry:
    """Add what holds of a commitment from a day on; what came before stays.

    `based_on` is the `latest_id` of the commitment that the writer saw. The first due date is the register's to keep.
    Raises VoortgangError, with nothing written, when a rule is broken or when somebody else wrote in the meantime.
    """
    content, by = checks.checked(content), _checked_name(by)
    day(valid_from, "De ingangsdatum")
    reason = line(reason, "De reden")
    with store.transaction() as connection:
        # who comes second waits here, and then finds the entry of the first
        connection.execute(select(subjects.c.id).where(subjects.c.id == commitment_id).with_for_update())
        entries = log_of(connection, commitment_id)
        if entries[-1].id != based_on:
            raise VoortgangError(told_since(entries, based_on))
        before = held(entries, valid_from)
        first = before.content.first_due_on if before else None
        content = replace(content, first_due_on=first or content.due_on)
        # a clock that was set back must not put a later entry before an earlier one
        now = max(store.now(), entries[-1].recorded_at)
        entry = Entry(0, commitment_id, based_on, valid_from, now, by, reason, content)
        _refuse(rules.flaws(entry, now.astimezone(HERE).date()))
        _refuse_leaps(entries, before, entry)
        return _add(connection, _with_kept_reason(entry, before), before)


def _with_kept_reason(entry: Entry, before: Entry | None) -> Entry:
    """Who corrects an entry takes its place, so the reason for what it changed still holds."""
    if before is None or before.valid_from != entry.valid_from:
        return entry
    return replace(entry, change_reason=entry.change_reason or before.change_reason)


def _refuse(sentences: tuple[str, ...]) -> None:
    if sentences:
        raise VoortgangError(" ".join(sentences))


def _refuse_leaps(entries: tuple[Entry, ...], before: Entry | None, entry: Entry) -> None:
    """Against what held until then and, when somebody writes about the past, what came after it."""
    if before:
        _refuse(rules.leaps(before.content, entry))
    later = [each.valid_from for each in entries if each.valid_from > entry.valid_from]
    after = held(entries, min(later)) if later else None
    if after and (sentences := rules.leaps(entry.content, after)):
        raise VoortgangError(
            f"Deze stand past niet vóór die vanaf {date_long(after.valid_from)}: {' '.join(sentences)} "
            "Verbeter eerst de latere stand, of kies een latere ingangsdatum."
        )


def _add(connection: Connection, entry: Entry, before: Entry | None) -> Entry:
    values: dict[str, Any] = {name: value for name, value in vars(entry).items() if name not in ("id", "content")}
    adding = insert(table).values(values | columns_of(entry.content)).returning(table.c.id)
    added = replace(entry, id=connection.execute(adding).scalar_one())
    was = as_json(before) if before else None
    change = audit.Change(entry.recorded_at, entry.recorded_by, _action(added, before), was, as_json(added))
    audit.record(connection, subjects.name, entry.commitment_id, change)
    return added


def _action(entry: Entry, before: Entry | None) -> str:
    if entry.based_on is None:
        return "toegevoegd"
    was_open = before is None or rules.is_open(before.content)
    if was_open == rules.is_open(entry.content):
        return "gewijzigd"
    if not was_open:
        return "heropend"
    return "ingetrokken" if entry.content.withdrawal else "afgedaan"


def _checked_name(by: str) -> str:
    return checked_line(by, "De naam van wie dit vastlegt", 1, LONGEST_NAME)
