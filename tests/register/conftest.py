"""A register of its own for each test: in SQLite, and in a real PostgreSQL that the tests start themselves."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import postgresql_server
import psycopg
import pytest
from psycopg import sql

from voortgang.register import store
from voortgang.settings import settings

numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[dict[str, str]]:
    """PostgreSQL; absent on a developer's machine it skips, absent in CI it fails."""
    found = postgresql_server.programs()
    if found is None:
        reason = "PostgreSQL is niet gevonden: de tests van het register daarin zijn niet uitgevoerd."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with postgresql_server.postgresql(found) as access:
        yield access


@pytest.fixture
def administrator(server: dict[str, str]) -> Iterator[psycopg.Connection]:
    """A connection that may do anything."""
    with psycopg.connect(**server, autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgresql(server: dict[str, str], administrator: psycopg.Connection) -> str:
    """The URL of a new, empty database."""
    name = f"test_{next(numbers)}"
    administrator.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    return postgresql_server.url_of(server, name)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings of this process point to a folder that is not there yet, and to no URL."""
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield tmp_path / "home"
    store.close()
    settings.cache_clear()


@pytest.fixture
def use(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the register a URL, as an operator would."""

    def set_url(url: str) -> None:
        monkeypatch.setenv("VOORTGANG_REGISTER_URL", url)
        settings.cache_clear()

    return set_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, use: Callable[[str], None]) -> str:
    """Which database holds the empty register that is used in the test."""
    if request.param == "postgresql":
        use(request.getfixturevalue("postgresql"))
    return request.param
