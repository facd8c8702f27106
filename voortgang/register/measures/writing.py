"""Writing a status: checked against every rule, based on what the writer saw, and never over what was there.

An editor's change gets here through a draft that a second person approves (`drafts`); only `confirm` is a direct act.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, insert, text

from voortgang.errors import VoortgangError
from voortgang.register import audit, store, tables
from voortgang.register.measures import checks, reading, rules
from voortgang.register.measures.changes import told_since
from voortgang.register.measures.model import INFERRED, LITERAL, NO_REASON, REASONS, Because, Content, Status
from voortgang.register.measures.objections import following, objections
from voortgang.register.measures.plain import as_json, columns_of
from voortgang.register.texts import checked_line, day, line

LONGEST_NAME = 200


@contextmanager
def alone() -> Iterator[Connection]:
    """A transaction in which nobody else writes measures: a round of dependencies goes over more than one row."""
    with store.transaction() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("lock table measure_statuses in share row exclusive mode"))
        yield connection


def write_status(
    connection: Connection,
    row_id: int,
    content: Content,
    valid_from: date,
    *,
    based_on: int | None,
    by: str,
    because: Because = NO_REASON,
) -> Status:
    """Add a status that holds from a day on, within a transaction of `alone`.

    `based_on` is the `latest_id` of the state that the writer saw. The first promise is the register's to keep: what
    stands there may be left empty. Raises VoortgangError, and then the transaction must not be kept, when a rule is
    broken or when somebody else wrote in the meantime.
    """
    entries = _log(connection, row_id, based_on)
    return _written(connection, entries, _checked(entries, content, valid_from, because, by))


def first_status(
    connection: Connection, row_id: int, content: Content, valid_from: date, *, by: str, because: Because = NO_REASON
) -> Status:
    """Add the status with which a new row begins, in the same way."""
    return _written(connection, (), replace(_checked((), content, valid_from, because, by), row_id=row_id))


def confirm(row_id: int, as_of: date, *, based_on: int, by: str) -> Status:
    """Say that the phase of a day, which was made out, is right: the status that held then, with its phase literal.

    Other rules are not asked: the content is what it was, and what it lacks is shown all the same.
    """
    by = checked_name(by)
    with alone() as connection:
        entries = _log(connection, row_id, based_on)
        before = reading.held(entries, as_of)
        if before is None or before.content.phase_basis != INFERRED:
            raise VoortgangError(
                "Van deze rij is op die dag geen fase te bevestigen. Vernieuw de pagina om te zien wat nu geldt."
            )
        content = replace(before.content, phase_basis=LITERAL)
        because = Because(before.change_reason, before.target_reason)
        status = following(entries, content, before.valid_from, because, at=store.now(), by=by)
        return _add(connection, replace(status, content=content), "bevestigd", before)


def checked_name(by: str) -> str:
    """The name of who writes; raises VoortgangError when there is none."""
    return checked_line(by, "De naam van wie dit vastlegt", 1, LONGEST_NAME)


def checked_reasons(because: Because) -> Because:
    """The reasons in one notation; raises VoortgangError when one cannot be."""
    if because.target:
        checks.one_of(because.target, REASONS, "De reden van de nieuwe streefdatum")
    return replace(because, change=line(because.change, "De reden"))


def _checked(entries: tuple[Status, ...], content: Content, valid_from: date, because: Because, by: str) -> Status:
    content, by = checks.checked(content), checked_name(by)
    day(valid_from, "De ingangsdatum")
    return following(entries, content, valid_from, checked_reasons(because), at=store.now(), by=by)


def _written(connection: Connection, entries: tuple[Status, ...], status: Status) -> Status:
    if sentences := objections(entries, status):
        raise VoortgangError(" ".join(sentences))
    before = reading.held(entries, status.valid_from)
    action = "gewijzigd" if entries else "toegevoegd"
    added = _add(connection, _with_kept_reasons(status, before), action, before)
    _refuse_cycles(connection, added)
    return added


def _log(connection: Connection, row_id: int, based_on: int | None) -> tuple[Status, ...]:
    """What was written of a row, with nothing after the entry that the writer saw."""
    entries = reading.log_of(connection, row_id)
    if entries[-1].id != based_on:
        raise VoortgangError(told_since(entries, based_on))
    return entries


def _with_kept_reasons(status: Status, before: Status | None) -> Status:
    """Who corrects a status takes its place, so the reasons for what it changed still hold."""
    if before is None or before.valid_from != status.valid_from:
        return status
    change, target = status.change_reason or before.change_reason, status.target_reason or before.target_reason
    return replace(status, change_reason=change, target_reason=target)


def _refuse_cycles(connection: Connection, added: Status) -> None:
    """On the day on which the status begins and on every later day on which something else does."""
    if not rules.measures_needed(added.content):
        return
    numbers = {number: row.measure_id for row in reading.measure_rows(connection) for number in row.numbers}
    unknown = [number for number in rules.measures_needed(added.content) if number not in numbers]
    if unknown:
        raise VoortgangError(f"VM {unknown[0]} staat niet in het register. Kies een maatregel die er wel in staat.")
    entries = reading.by_row(reading.log(connection))
    days = {each.valid_from for log in entries.values() for each in log if each.valid_from >= added.valid_from}
    for begun in sorted(days):
        _refuse_cycle(connection, begun, numbers)


def _refuse_cycle(connection: Connection, day: date, numbers: dict[int, int]) -> None:
    needs: dict[int, set[int]] = {}
    names = {}
    for state in reading.states(connection, day):
        names[state.row.measure_id] = state.row.measure
        needed = {numbers[number] for number in rules.measures_needed(state.status.content) if number in numbers}
        needs.setdefault(state.row.measure_id, set()).update(needed)
    if found := rules.cycle(needs):
        around = " → ".join(f"'{names[measure]}'" for measure in found)
        raise VoortgangError(f"Zo wachten maatregelen op elkaar: {around}. Haal een van de afhankelijkheden weg.")


def _add(connection: Connection, status: Status, action: str, before: Status | None) -> Status:
    table = tables.measure_statuses
    entry = {name: value for name, value in vars(status).items() if name not in ("id", "content")}
    adding = insert(table).values(entry | columns_of(status.content)).returning(table.c.id)
    added = replace(status, id=connection.execute(adding).scalar_one())
    change = audit.Change(
        status.recorded_at, status.recorded_by, action, as_json(before) if before else None, as_json(added)
    )
    audit.record(connection, tables.measure_rows.name, status.row_id, change)
    return added
