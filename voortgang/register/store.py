"""The database of the register: opened once per process, brought up to date on first use, and used in transactions."""

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from voortgang.register.address import Address, address_of
from voortgang.register.engine import engine_of, writing
from voortgang.register.problems import explained
from voortgang.register.upgrade import bring_up_to_date
from voortgang.settings import settings

_engines: dict[Address, Engine] = {}
_up_to_date: set[Address] = set()
_opening = threading.Lock()


@contextmanager
def transaction() -> Iterator[Connection]:
    """A connection to write with; what happens inside is kept as a whole, or not at all when it raises."""
    with _opened() as engine, writing(engine).begin() as connection:
        yield connection


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection that sees the register as it is at one moment."""
    with _opened() as engine, engine.begin() as connection:
        yield connection


def now() -> datetime:
    """The moment of writing; asked for inside the transaction."""
    return datetime.now(UTC)


@atexit.register
def close() -> None:
    """Let go of every database; the next use opens it again."""
    with _opening:
        while _engines:
            _engines.popitem()[1].dispose()
        _up_to_date.clear()


@contextmanager
def _opened() -> Iterator[Engine]:
    address = address_of(settings())
    with explained(address.shown):
        engine = _engine(address)
        if address not in _up_to_date:
            bring_up_to_date(engine, address.shown)
            _up_to_date.add(address)
        yield engine


def _engine(address: Address) -> Engine:
    with _opening:
        if address not in _engines:
            _make_folder(address)
            _engines[address] = engine_of(address.url)
        return _engines[address]


def _make_folder(address: Address) -> None:
    # only in our own home: a typing error in a URL must not make folders
    if Path(str(address.url.database)).parent == settings().home.resolve():
        settings().home.mkdir(parents=True, exist_ok=True)
