"""Bringing a database to the tables that this version of the code works with."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select

from voortgang.errors import VoortgangError
from voortgang.register.engine import writing
from voortgang.register.letter_tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADING = 7_265_103
"""any number will do, as long as nothing else in the database uses it as an advisory lock"""

# Alembic keeps the migration that runs in a global variable
_one_at_a_time = threading.Lock()


def bring_up_to_date(engine: Engine, place: str) -> None:
    """Make or upgrade the tables; raises VoortgangError when a newer version of the code did so before.

    Of two processes that start at once the second waits for the first.
    """
    config = _config()
    with engine.connect() as connection:
        if _is_current(connection, config, place):
            return
    with _one_at_a_time, writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(UPGRADING)))
        if not _is_current(connection, config, place):
            _refuse_foreign(connection, place)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    # a percent sign would start an interpolation
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _is_current(connection: Connection, config: Config, place: str) -> bool:
    steps = ScriptDirectory.from_config(config)
    found = set(MigrationContext.configure(connection).get_current_heads())
    if found - {step.revision for step in steps.walk_revisions()}:
        raise VoortgangError(
            f"{place} is gemaakt door een nieuwere versie van de Voortgangsmonitor. "
            "Werk deze installatie bij; er is niets veranderd."
        )
    return found == set(steps.get_heads())


def _refuse_foreign(connection: Connection, place: str) -> None:
    is_new = not MigrationContext.configure(connection).get_current_heads()
    if is_new and metadata.tables.keys() & set(inspect(connection).get_table_names()):
        raise VoortgangError(f"{place} bevat tabellen van een ander programma. Kies een eigen, lege database.")
