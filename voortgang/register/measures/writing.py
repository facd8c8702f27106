"""Writing a status: checked against every rule, based on what the writer saw, and never over what was there."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, insert, text

from voortgang.dutch import HERE, date_long
from voortgang.errors import VoortgangError
from voortgang.register import audit, store, tables
from voortgang.register.measures import checks, reading, rules
from voortgang.register.measures.changes import told_since
from voortgang.register.measures.model import INFERRED, LITERAL, REASONS, Content, Status
from voortgang.register.measures.plain import as_json, columns_of
from voortgang.register.texts import checked_line

LONGEST_NAME = 200


@dataclass(frozen=True)
class Because:
    """Why something changed, where a rule asks for it."""

    change: str = ""
    """in words: a phase that goes back, a measure that is given up or taken up again"""
    target: str = ""
    """one of REASONS: a target date that moves"""


NO_REASON = Because()


def write_status(
    row_id: int, content: Content, valid_from: date, *, based_on: int, by: str, because: Because = NO_REASON
) -> Status:
    """Add a status that holds from a day on.

    `based_on` is the `latest_id` of the state that the writer saw. The first promise is the register's to keep: what
    stands there may be left empty. Raises VoortgangError, with nothing written, when a rule is broken or when somebody
    else wrote in the meantime.
    """
    content = checks.checked(content)
    checks.day(valid_from, "De ingangsdatum")
    because = Because(checks.line(because.change, "De reden"), because.target)
    if because.target:
        checks.one_of(because.target, REASONS, "De reden van de nieuwe streefdatum")
    by = _checked_name(by)
    with store.transaction() as connection:
        entries = _locked(connection, row_id, based_on)
        before = reading.held(entries, valid_from)
        content = _with_first_promise(content, before)
        status = _next(entries, content, valid_from, because, by)
        _refuse(rules.flaws(content))
        _refuse_untimely(status)
        _refuse_leaps(entries, before, status)
        added = _add(connection, _with_kept_reasons(status, before), "gewijzigd", before)
        _refuse_cycles(connection, added)
    return added


def confirm(row_id: int, as_of: date, *, based_on: int, by: str) -> Status:
    """Say that the phase of a day, which was made out, is right: the status that held then, with its phase literal.

    Other rules are not asked: the content is what it was, and what it lacks is shown all the same.
    """
    by = _checked_name(by)
    with store.transaction() as connection:
        entries = _locked(connection, row_id, based_on)
        before = reading.held(entries, as_of)
        if before is None or before.content.phase_basis != INFERRED:
            raise VoortgangError(
                "Van deze rij is op die dag geen fase te bevestigen. Vernieuw de pagina om te zien wat nu geldt."
            )
        content = replace(before.content, phase_basis=LITERAL)
        because = Because(before.change_reason, before.target_reason)
        return _add(connection, _next(entries, content, before.valid_from, because, by), "bevestigd", before)


def _locked(connection: Connection, row_id: int, based_on: int) -> tuple[Status, ...]:
    """The log of a row, with every other writer waiting: a round of dependencies goes over more than one row."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("lock table measure_statuses in share row exclusive mode"))
    entries = reading.log_of(connection, row_id)
    if entries[-1].id != based_on:
        raise VoortgangError(told_since(entries, based_on))
    return entries


def _with_first_promise(content: Content, before: Status | None) -> Content:
    kept = before.content.first_promised_on if before else None
    return replace(content, first_promised_on=content.first_promised_on or kept or content.target_on)


def _next(entries: tuple[Status, ...], content: Content, valid_from: date, because: Because, by: str) -> Status:
    last = entries[-1]
    # a clock that was set back must not put a later entry before an earlier one
    at = max(store.now(), last.recorded_at)
    return Status(0, last.row_id, last.id, valid_from, at, by, because.change, because.target, content)


def _with_kept_reasons(status: Status, before: Status | None) -> Status:
    """Who corrects a status takes its place, so the reasons for what it changed still hold."""
    if before is None or before.valid_from != status.valid_from:
        return status
    change, target = status.change_reason or before.change_reason, status.target_reason or before.target_reason
    return replace(status, change_reason=change, target_reason=target)


def _refuse(sentences: tuple[str, ...]) -> None:
    if sentences:
        raise VoortgangError(" ".join(sentences))


def _refuse_untimely(status: Status) -> None:
    review_on, today = status.content.review_on, status.recorded_at.astimezone(HERE).date()
    if status.content.is_on_hold and review_on and review_on <= status.valid_from:
        raise VoortgangError(
            f"Herbeoordelen op {date_long(review_on)} is niet ná de ingangsdatum {date_long(status.valid_from)}. "
            "Kies een latere herbeoordelingsdatum."
        )
    for told in status.content.informed:
        if told.informed_on > today:
            raise VoortgangError(
                f"De brief van {date_long(told.informed_on)} is er nog niet. Leg vast wat de Kamer al heeft ontvangen."
            )


def _refuse_leaps(entries: tuple[Status, ...], before: Status | None, status: Status) -> None:
    """Against what held until then and, when somebody writes about the past, what came after it."""
    if before:
        _refuse(rules.leaps(before.content, status))
    later = [each.valid_from for each in entries if each.valid_from > status.valid_from]
    after = reading.held(entries, min(later)) if later else None
    if after and (sentences := rules.leaps(status.content, after)):
        raise VoortgangError(
            f"Deze stand past niet vóór die vanaf {date_long(after.valid_from)}: {' '.join(sentences)} "
            "Verbeter eerst de latere stand, of kies een latere ingangsdatum."
        )


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
    for day in sorted(days):
        _refuse_cycle(connection, day, numbers)


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


def _checked_name(by: str) -> str:
    return checked_line(by, "De naam van wie dit vastlegt", 1, LONGEST_NAME)
