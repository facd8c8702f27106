"""Events: days on which something changed that the figures can show, such as the start of the task force.

They are drawn on the axes of time, and some begin a new segment in control charts. An event is added and, when it was
wrong, withdrawn; both stay, so that one can still see what was known when a letter was written.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, select

from voortgang.errors import VoortgangError
from voortgang.register import audit, store, tables
from voortgang.register.texts import checked_line, impersonal

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "maatregel": "Tijdelijke maatregel",
        "regel": "Nieuwe regel",
        "herstelactie": "Herstelactie",
        "storing": "Storing",
        "brief": "Brief",
        "overig": "Overig",
    }
)
"""code → label, in the order in which to offer them"""

SHORTEST_TITLE, LONGEST_TITLE, LONGEST_REASON, LONGEST_NAME = 3, 120, 500, 200
FIRST_YEAR, LAST_YEAR = 2000, 2099
SUBJECT = tables.events.name


@dataclass(frozen=True)
class Event:
    """Something that happened on one day; the withdrawal is empty while it is in force."""

    id: int
    happened_on: date
    title: str
    kind: str
    is_break: bool
    """does it begin a new segment in control charts?"""
    recorded_at: datetime
    """UTC"""
    recorded_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawal_reason: str | None = None


def add_event(happened_on: date, title: str, kind: str, *, is_break: bool = False, by: str) -> Event:
    """Write down an event; raises VoortgangError, in words for who typed it, when something in it cannot be."""
    values: dict[str, Any] = {
        "happened_on": _checked_day(happened_on),
        "title": impersonal(checked_line(title, "De titel", SHORTEST_TITLE, LONGEST_TITLE), "De titel"),
        "kind": _checked_kind(kind),
        "is_break": is_break,
        "recorded_by": _checked_name(by),
    }
    with store.transaction() as connection:
        values["recorded_at"] = store.now()
        added = insert(tables.events).values(values).returning(tables.events.c.id)
        event = Event(id=connection.execute(added).scalar_one(), **values)
        change = audit.Change(event.recorded_at, event.recorded_by, "toegevoegd", None, _plain(event))
        audit.record(connection, SUBJECT, event.id, change)
    return event


def withdraw_event(event_id: int, *, by: str, reason: str) -> Event:
    """End an event that should not have been there; raises VoortgangError when it is unknown or withdrawn before."""
    reason = impersonal(checked_line(reason, "De reden", 1, LONGEST_REASON), "De reden")
    by = _checked_name(by)
    with store.transaction() as connection:
        # who comes second waits here, and then finds the withdrawal of the first
        connection.execute(select(tables.events.c.id).where(tables.events.c.id == event_id).with_for_update())
        before = _one(connection, event_id)
        if before.withdrawn_at is not None:
            raise VoortgangError(
                f"De gebeurtenis '{before.title}' is al ingetrokken, door {before.withdrawn_by}. "
                "Vernieuw de pagina om te zien wat nu geldt."
            )
        after = replace(before, withdrawn_at=store.now(), withdrawn_by=by, withdrawal_reason=reason)
        columns = {name: getattr(after, name) for name in ("withdrawn_at", "withdrawn_by", "withdrawal_reason")}
        connection.execute(insert(tables.event_withdrawals).values(event_id=event_id, **columns))
        change = audit.Change(columns["withdrawn_at"], by, "ingetrokken", _plain(before), _plain(after))
        audit.record(connection, SUBJECT, event_id, change)
    return after


def events(known_on: datetime | None = None) -> tuple[Event, ...]:
    """The events in force, in order of the day on which they happened; `known_on`: as they were at that moment."""
    in_force = _selected(known_on).where(tables.event_withdrawals.c.event_id.is_(None))
    if known_on is not None:
        in_force = in_force.where(tables.events.c.recorded_at <= known_on)
    with store.reading() as connection:
        rows = connection.execute(in_force.order_by(tables.events.c.happened_on, tables.events.c.id))
        return tuple(Event(**row._mapping) for row in rows)


def history(event_id: int) -> tuple[audit.Change, ...]:
    """What was done to one event, oldest first; raises VoortgangError when there is no such event."""
    with store.reading() as connection:
        _one(connection, event_id)
        return audit.changes(connection, SUBJECT, event_id)


def _selected(known_on: datetime | None = None) -> Select[Any]:
    """Every event, beside its withdrawal as far as that was known."""
    withdrawals = tables.event_withdrawals
    is_its_own = withdrawals.c.event_id == tables.events.c.id
    if known_on is not None:
        is_its_own = and_(is_its_own, withdrawals.c.withdrawn_at <= known_on)
    columns = (withdrawals.c.withdrawn_at, withdrawals.c.withdrawn_by, withdrawals.c.withdrawal_reason)
    return select(tables.events, *columns).join_from(tables.events, withdrawals, is_its_own, isouter=True)


def _one(connection: Connection, event_id: int) -> Event:
    row = connection.execute(_selected().where(tables.events.c.id == event_id)).one_or_none()
    if row is None:
        raise VoortgangError(f"Er is geen gebeurtenis met nummer {event_id}. Kies er een uit de lijst.")
    return Event(**row._mapping)


def _checked_day(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise VoortgangError(
            f"De dag van de gebeurtenis ligt in {day.year}. Kies een dag van {FIRST_YEAR} tot en met {LAST_YEAR}."
        )
    return day


def _checked_kind(kind: str) -> str:
    if kind not in KINDS:
        raise VoortgangError(f"'{kind}' is geen soort gebeurtenis. Kies uit: {', '.join(KINDS)}.")
    return kind


def _checked_name(by: str) -> str:
    return checked_line(by, "De naam van wie dit vastlegt", 1, LONGEST_NAME)


def _plain(event: Event) -> dict[str, Any]:
    """The event as JSON can hold it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(event).items()}
