"""The register is made and upgraded by itself; what it cannot open it says in a sentence without secrets."""

import os
import sqlite3
import sys
import traceback
from contextlib import contextmanager
from datetime import date

import postgresql_server
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg import sql
from setuptools import find_packages
from sqlalchemy import inspect, make_url, text

from voortgang.errors import VoortgangError
from voortgang.register import engine, store, tables
from voortgang.register.events import add_event, events
from voortgang.register.upgrade import MIGRATIONS
from voortgang.settings import ROOT, settings

SECRET = "geheim"
NOBODY = 65534


def added() -> object:
    return add_event(date(2025, 3, 3), "Start taskforce", "maatregel", by="Anna")


def refusal() -> str:
    """What a reader is told, after making sure that nothing secret stands in it or in what is logged."""
    with pytest.raises(VoortgangError) as refused:
        events()
    shown = "".join(traceback.format_exception_only(refused.value))
    logged = "".join(traceback.format_exception(refused.value))
    assert SECRET not in shown + logged
    assert postgresql_server.PASSWORD not in shown + logged
    return str(refused.value)


def write(statement: str) -> None:
    with store.transaction() as connection:
        connection.execute(text(statement))


def test_the_migrations_make_the_tables_that_the_code_uses(new_database):
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_opening_again_changes_nothing(new_database):
    event = added()
    store.close()
    assert events() == (event,)


def test_an_installation_takes_the_migrations_along():
    folders = {folder.parent for folder in MIGRATIONS.rglob("*.py")}
    packages = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert packages <= set(find_packages(str(ROOT), include=["voortgang", "voortgang.*"]))
    assert not [path for path in MIGRATIONS.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]


def test_sqlite_stands_in_home_and_keeps_its_word(home):
    added()
    assert (home / "register.db").exists()
    with store.reading() as connection:
        pragmas = {
            name: connection.execute(text(f"pragma {name}")).scalar_one() for name in ("journal_mode", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1}


def test_a_home_with_strange_signs_will_do(tmp_path, home, monkeypatch):
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path / "100% één?#map"))
    settings.cache_clear()
    assert events() == ()
    assert (tmp_path / "100% één?#map" / "register.db").exists()


def test_an_empty_url_is_no_url(home, use):
    use(" ")
    assert events() == ()
    assert (home / "register.db").exists()


def test_sqlite_by_url(tmp_path, use):
    use(f"sqlite:///{tmp_path}/ander.db")
    event = added()
    assert events() == (event,)
    assert (tmp_path / "ander.db").exists()


def test_a_register_of_a_newer_version_is_left_alone(new_database):
    event = added()
    write("update alembic_version set version_num = '9' || version_num")
    store.close()
    assert "nieuwere versie" in refusal()
    with pytest.raises(VoortgangError, match="nieuwere versie"):
        added()
    with store._engine(store.address_of(settings())).begin() as connection:
        assert connection.execute(text("select count(*) from events")).scalar_one() == 1
        connection.execute(text("update alembic_version set version_num = substr(version_num, 2)"))
    assert events() == (event,)


def test_tables_of_another_program_are_left_alone(new_database):
    with store._engine(
        store.address_of(settings()) if new_database == "postgresql" else _in_home()
    ).begin() as connection:
        connection.execute(text("create table audit (something integer)"))
    assert "ander programma" in refusal()
    with store._engine(store.address_of(settings())).begin() as connection:
        assert inspect(connection).get_table_names() == ["audit"]


def _in_home():
    settings().home.mkdir(exist_ok=True)
    return store.address_of(settings())


@contextmanager
def as_nobody():
    """Root may write anywhere, so it becomes somebody else for a moment."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_rights(home, exists):
    if exists:
        added()
        store.close()
    for path in [*home.glob("*"), *([home] if exists else []), home.parent]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with as_nobody():
            assert refusal().startswith(f"Het register in {home}/register.db is niet te openen of te beschrijven.")
    finally:
        home.parent.chmod(0o755)


def test_a_home_that_is_a_file(home):
    home.write_text("geen map")
    assert "lees- en schrijfrechten" in refusal()


@pytest.mark.parametrize("content", [b"geen database", b"x" * 5000])
def test_a_file_that_is_no_database(home, content):
    home.mkdir()
    (home / "register.db").write_bytes(content)
    assert "is geen leesbare database" in refusal()
    assert (home / "register.db").read_bytes() == content


def test_a_damaged_database(home):
    for _ in range(30):
        added()
    store.close()
    path = home / "register.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "is geen leesbare database" in refusal()


def test_a_file_that_somebody_else_keeps_locked(home, monkeypatch):
    monkeypatch.setattr(engine, "SECONDS_TO_WAIT", 0.1)
    added()
    other = sqlite3.connect(home / "register.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        assert len(events()) == 1  # who reads does not wait
        with pytest.raises(VoortgangError, match="is bezet"):
            added()
    finally:
        other.close()


def test_a_full_disk(home):
    added()
    with store.reading() as connection:
        pages = connection.execute(text("pragma page_count")).scalar_one()
        connection.execute(text(f"pragma max_page_count = {pages}"))
    with pytest.raises(VoortgangError, match="past niet meer op de schijf"):
        for _ in range(200):
            added()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (SECRET, "is geen adres van een database"),
        (f"postgresql://anna:{SECRET}/register", "is geen adres van een database"),
        (f"postgresql://anna:ge@{SECRET}@server/register", "als %40"),
        (f"mysql://anna:{SECRET}@server/register", "die niet past bij het register"),
        ("sqlite://", "noemt geen bestand"),
        ("sqlite:///:memory:", "noemt geen bestand"),
        (f"postgresql://anna:{SECRET}@127.0.0.1:1/register", "op 127.0.0.1, database register is niet bereikbaar"),
        (f"postgresql+geheel://anna:{SECRET}@127.0.0.1:1/register", "is niet bereikbaar"),
        (f"postgres://127.0.0.1:1/register?password={SECRET}", "is niet bereikbaar"),
        (f"postgresql://anna:{SECRET}@127.0.0.1:99999/register", "is niet bereikbaar"),
        (f"postgresql://anna:{SECRET}@127.0.0.1:1/register?onzin=1", "is niet bereikbaar"),
        (f"postgresql://anna:{SECRET}@bestaat-niet.invalid/register", "is niet bereikbaar"),
        ("sqlite:////bestaat/niet/register.db", "is niet te openen"),
    ],
)
def test_a_url_that_leads_nowhere(use, url, why):
    use(url)
    assert why in refusal()


def test_a_driver_that_is_not_installed(use, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    use(f"postgresql://anna:{SECRET}@server/register")
    assert "ontbreekt het pakket psycopg" in refusal()


def test_a_wrong_password(server, use):
    use(postgresql_server.url_of(server, "postgres", password=SECRET))
    assert "is niet bereikbaar" in refusal()


def test_a_database_that_is_not_there(server, use):
    use(postgresql_server.url_of(server, "nergens"))
    assert "is niet bereikbaar" in refusal()


def test_a_user_without_rights(server, postgresql, administrator, use):
    database = make_url(postgresql).database
    role = sql.SQL("create role {} login password {}")
    administrator.execute(role.format(sql.Identifier(database), sql.Literal(SECRET)))
    use(postgresql_server.url_of(server, database, user=database, password=SECRET))
    assert "lees- en schrijfrechten" in refusal()


def test_a_database_that_may_only_be_read(postgresql, administrator, use):
    use(postgresql)
    added()
    store.close()
    name = sql.Identifier(make_url(postgresql).database)
    administrator.execute(sql.SQL("alter database {} set default_transaction_read_only = on").format(name))
    assert len(events()) == 1
    with pytest.raises(VoortgangError, match="is alleen te lezen"):
        added()


def test_a_restarted_server_is_found_again(postgresql, administrator, use):
    use(postgresql)
    added()
    cut_off = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s"
    administrator.execute(cut_off, [make_url(postgresql).database])
    assert len(events()) == 1


def test_postgresql_keeps_moments_in_utc(postgresql, administrator, use):
    use(postgresql)
    name = sql.Identifier(make_url(postgresql).database)
    administrator.execute(sql.SQL("alter database {} set timezone = 'Asia/Tokyo'").format(name))
    event = added()
    store.close()
    assert events() == (event,)
    with psycopg.connect(postgresql) as connection:
        assert connection.execute("show timezone").fetchone() == ("Asia/Tokyo",)
    assert events()[0].recorded_at.isoformat().endswith("+00:00")


def test_a_connection_that_breaks_during_the_work(postgresql, administrator, use):
    use(postgresql)
    added()
    with pytest.raises(VoortgangError, match="is niet bereikbaar"), store.transaction() as connection:
        own = connection.execute(text("select pg_backend_pid()")).scalar_one()
        administrator.execute("select pg_terminate_backend(%s, 5000)", [own])
        connection.execute(text("select 1"))
    assert len(events()) == 1
