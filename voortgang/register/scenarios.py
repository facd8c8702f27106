"""Scenarios of the forecast, kept by name: the last one saved under a name counts, the others stay on record."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import Scenario
from voortgang.register import audit, store
from voortgang.register.tables import scenarios as table
from voortgang.register.texts import checked_line, impersonal

SHORTEST_NAME, LONGEST_NAME, LONGEST_WRITER = 3, 60, 200
DATES = ("task_force_until", "rule_until")


def save_scenario(scenario: Scenario, *, by: str) -> Scenario:
    """Keep a scenario under its name, in place of what that name held; raises VoortgangError for an unfit name."""
    name = impersonal(checked_line(scenario.name, "De naam", SHORTEST_NAME, LONGEST_NAME), "De naam")
    saved = replace(scenario, name=name)
    _write(name, _plain(saved), "bewaard", by)
    return saved


def remove_scenario(name: str, *, by: str) -> None:
    """Take a scenario off the list; raises VoortgangError when it is not on it (any more)."""
    _write(name, None, "verwijderd", by)


def scenarios() -> tuple[Scenario, ...]:
    """The scenarios on the list, in order of name."""
    with store.reading() as connection:
        return tuple(Scenario(**_dated(found)) for found in _in_force(connection).values())


def _write(name: str, settings: dict[str, Any] | None, action: str, by: str) -> None:
    by = checked_line(by, "De naam van wie dit vastlegt", 1, LONGEST_WRITER)
    with store.transaction() as connection:
        before = _in_force(connection).get(name)
        if settings is None and before is None:
            raise VoortgangError(f"Er is geen scenario '{name}' (meer). Vernieuw de pagina om te zien wat er wel is.")
        at = store.now()
        row = {"name": name, "settings": settings, "recorded_at": at, "recorded_by": by}
        added = connection.execute(insert(table).values(row).returning(table.c.id)).scalar_one()
        audit.record(connection, table.name, added, audit.Change(at, by, action, before, settings))


def _in_force(connection: Connection) -> dict[str, dict[str, Any]]:
    last = select(func.max(table.c.id)).group_by(table.c.name)
    rows = connection.execute(select(table.c.name, table.c.settings).where(table.c.id.in_(last)).order_by(table.c.name))
    return {name: settings for name, settings in rows if settings is not None}


def _plain(scenario: Scenario) -> dict[str, Any]:
    """The scenario as JSON can hold it."""
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in asdict(scenario).items()}


def _dated(settings: dict[str, Any]) -> dict[str, Any]:
    """The same with days as days, and the plan as the tuples that it was."""
    days = {name: settings[name] and date.fromisoformat(settings[name]) for name in DATES}
    planned = settings["planned"] and tuple(tuple(week) for week in settings["planned"])
    return {**settings, **days, "planned": planned}
