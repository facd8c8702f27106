"""The register as it held on a day, as far as it was known at a moment; and the log that both are read from."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, select

from voortgang.errors import VoortgangError
from voortgang.register import audit, store, tables
from voortgang.register.measures.model import MeasureRow, State, Status
from voortgang.register.measures.plain import status_of


def statuses(as_of: date, known_on: datetime | None = None) -> tuple[State, ...]:
    """Per row the state that held on a day, in order of the annex; `known_on`: as was known at that moment.

    Rows of which nothing held or was known are left out.
    """
    with store.reading() as connection:
        return states(connection, as_of, known_on)


def states(connection: Connection, as_of: date, known_on: datetime | None = None) -> tuple[State, ...]:
    """The same, within a transaction."""
    kept = by_row(log(connection, known_on))
    found = ((row, held(kept.get(row.id, ()), as_of)) for row in measure_rows(connection))
    return tuple(State(row, status, max(each.id for each in kept[row.id])) for row, status in found if status)


def held(log_of_row: Iterable[Status], as_of: date) -> Status | None:
    """The entry that counts on a day: the one that began last, and of two for one day the one written last."""
    begun = [status for status in log_of_row if status.valid_from <= as_of]
    return max(begun, key=lambda status: (status.valid_from, status.id), default=None)


def log(connection: Connection, known_on: datetime | None = None) -> tuple[Status, ...]:
    """Every entry in the order of writing."""
    table = tables.measure_statuses
    asked = select(table) if known_on is None else select(table).where(table.c.recorded_at <= known_on)
    return tuple(status_of(row._mapping) for row in connection.execute(asked.order_by(table.c.id)))


def by_row(entries: Iterable[Status]) -> dict[int, tuple[Status, ...]]:
    """The log of each row."""
    found: dict[int, tuple[Status, ...]] = {}
    for status in entries:
        found[status.row_id] = (*found.get(status.row_id, ()), status)
    return found


def trail(row_id: int) -> tuple[Status, ...]:
    """All that was ever written of one row, oldest first; raises VoortgangError when there is no such row."""
    with store.reading() as connection:
        return log_of(connection, row_id)


def log_of(connection: Connection, row_id: int) -> tuple[Status, ...]:
    """The same, within a transaction."""
    table = tables.measure_statuses
    rows = connection.execute(select(table).where(table.c.row_id == row_id).order_by(table.c.id))
    found = tuple(status_of(row._mapping) for row in rows)
    if not found:
        raise VoortgangError(
            f"Er is geen rij met nummer {row_id} in het register van maatregelen. Kies er een uit de lijst."
        )
    return found


def history(row_id: int) -> tuple[audit.Change, ...]:
    """Who changed a row and when, oldest first; the facts it started with are in `trail`."""
    with store.reading() as connection:
        log_of(connection, row_id)
        return audit.changes(connection, tables.measure_rows.name, row_id)


def measure_rows(connection: Connection) -> tuple[MeasureRow, ...]:
    """Every row, in order of the annex."""
    rows, measures, numbers = tables.measure_rows, tables.measures, tables.measure_numbers
    by_measure: dict[int, tuple[int, ...]] = {}
    for measure_id, number in connection.execute(select(numbers.c.measure_id, numbers.c.number).order_by("number")):
        by_measure[measure_id] = (*by_measure.get(measure_id, ()), number)
    columns = (rows.c.id, rows.c.measure_id, measures.c.name, rows.c.section, rows.c.ambition, rows.c.page)
    found = connection.execute(select(*columns).join_from(rows, measures).order_by(rows.c.id))
    return tuple(
        MeasureRow(id_, measure, name, by_measure.get(measure, ()), section, ambition, page)
        for id_, measure, name, section, ambition, page in found
    )
