"""The whole register, read once: every entry of every row, and from these the state of any day.

A page asks for many states of one moment. The log only grows, so what was read stays true until something is added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, select

from voortgang.register import store, tables
from voortgang.register.address import Address, address_of
from voortgang.register.measures import reading
from voortgang.register.measures.model import MeasureRow, State, Status
from voortgang.settings import settings

KEPT = 64
_read: dict[Address, tuple[tuple[Any, ...], "Register"]] = {}


@dataclass(frozen=True, eq=False)
class Register:
    """Rows in order of the annex, and per row its log in the order of writing; compared by identity, so it can be a
    key of what is derived from it."""

    rows: tuple[MeasureRow, ...]
    entries: Mapping[int, tuple[Status, ...]]

    def states(self, as_of: date) -> tuple[State, ...]:
        """What `reading.statuses` gives for that day, without asking the database."""
        return _states(self, as_of)


def register(known_on: datetime | None = None) -> Register:
    """Everything as far as it was known at a moment; None: all that is known."""
    everything = _everything()
    return everything if known_on is None else _known(everything, known_on)


def _everything() -> Register:
    place = address_of(settings())
    with store.reading() as connection:
        size = _size(connection)
        if place not in _read or _read[place][0] != size:
            entries = reading.by_row(reading.log(connection))
            _read[place] = (size, Register(reading.measure_rows(connection), entries))
        return _read[place][1]


def _size(connection: Connection) -> tuple[Any, ...]:
    """Differs as soon as anything was added: these tables only grow."""
    written = tables.measure_statuses.c
    log = connection.execute(select(func.count(written.id), func.max(written.id), func.max(written.recorded_at))).one()
    others = (tables.measure_rows, tables.measure_numbers)
    return (*log, *(connection.execute(select(func.count()).select_from(each)).scalar_one() for each in others))


@lru_cache(maxsize=KEPT)
def _known(everything: Register, known_on: datetime) -> Register:
    known = {
        row: tuple(status for status in log if status.recorded_at <= known_on)
        for row, log in everything.entries.items()
    }
    return Register(everything.rows, known)


@lru_cache(maxsize=KEPT)
def _states(known: Register, as_of: date) -> tuple[State, ...]:
    found = ((row, reading.held(known.entries.get(row.id, ()), as_of)) for row in known.rows)
    return tuple(State(row, status, max(each.id for each in known.entries[row.id])) for row, status in found if status)
