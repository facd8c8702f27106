"""A register of its own for each test: in SQLite, and in a real PostgreSQL that the tests start themselves."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import postgresql_server
import psycopg
import pytest
from command_line import voortgang
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
def new_database(request: pytest.FixtureRequest, use: Callable[[str], None]) -> str:
    """Which database holds the register that nobody opened yet."""
    if request.param == "postgresql":
        use(request.getfixturevalue("postgresql"))
    return request.param


@pytest.fixture(scope="session")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a register that was opened once: made by the migrations, which take most of the time of a test."""
    home = tmp_path_factory.mktemp("opened") / "home"
    voortgang("measures", home=home)
    return home / "register.db"


@pytest.fixture(scope="session")
def template(server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database that was opened once."""
    with psycopg.connect(**server, autocommit=True) as connection:
        connection.execute("create database opened")
    home = tmp_path_factory.mktemp("opened-postgresql")
    voortgang("measures", home=home, VOORTGANG_REGISTER_URL=postgresql_server.url_of(server, "opened"))
    return "opened"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, home: Path, use: Callable[[str], None]) -> str:
    """Which database holds the register, as it is after it was opened for the first time."""
    if request.param == "sqlite":
        home.mkdir()
        shutil.copy(request.getfixturevalue("opened_once"), home / "register.db")
        return request.param
    server, name = request.getfixturevalue("server"), f"test_{next(numbers)}"
    copy = sql.SQL("create database {} template {}")
    names = sql.Identifier(name), sql.Identifier(request.getfixturevalue("template"))
    request.getfixturevalue("administrator").execute(copy.format(*names))
    use(postgresql_server.url_of(server, name))
    return request.param
