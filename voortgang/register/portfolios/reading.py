"""Scenarios of the portfolio as they are now, and the log that they are read from."""

from sqlalchemy import Connection, func, select

from voortgang.errors import VoortgangError
from voortgang.register import audit, store
from voortgang.register.portfolio_tables import portfolio_adoptions, portfolio_entries, portfolio_scenarios
from voortgang.register.portfolios.model import Adoption, Entry, Scenario
from voortgang.register.portfolios.plain import adoption_of, entry_of


def scenarios() -> tuple[Scenario, ...]:
    """Every scenario that was ever saved, as it is now, in order of writing down."""
    with store.reading() as connection:
        return scenarios_of(connection)


def scenarios_of(connection: Connection) -> tuple[Scenario, ...]:
    """The same, within a transaction."""
    newest = select(func.max(portfolio_entries.c.id)).group_by(portfolio_entries.c.scenario_id)
    entries = select(portfolio_entries).where(portfolio_entries.c.id.in_(newest))
    last = {entry.scenario_id: entry for entry in map(entry_of, connection.execute(entries).mappings())}
    adopted = {each.scenario_id: each for each in _adoptions(connection)}
    rows = connection.execute(select(portfolio_scenarios.c.id, portfolio_scenarios.c.name).order_by("id"))
    return tuple(Scenario(id_, name, last[id_], adopted.get(id_)) for id_, name in rows)


def scenario_of(connection: Connection, scenario_id: int) -> Scenario:
    """One of them, within a transaction; raises VoortgangError when there is no such one."""
    for each in scenarios_of(connection):
        if each.id == scenario_id:
            return each
    raise VoortgangError(f"Er is geen scenario met nummer {scenario_id}. Kies er een uit de lijst.")


def trail(scenario_id: int) -> tuple[Entry, ...]:
    """All that was ever saved under one name, oldest first; raises VoortgangError when there is no such scenario."""
    with store.reading() as connection:
        scenario_of(connection, scenario_id)
        return log_of(connection, scenario_id)


def log_of(connection: Connection, scenario_id: int) -> tuple[Entry, ...]:
    """The same, within a transaction."""
    of_scenario = select(portfolio_entries).where(portfolio_entries.c.scenario_id == scenario_id)
    return tuple(map(entry_of, connection.execute(of_scenario.order_by(portfolio_entries.c.id)).mappings()))


def history(scenario_id: int) -> tuple[audit.Change, ...]:
    """Who did what to a scenario and when, oldest first; raises VoortgangError when there is no such one."""
    with store.reading() as connection:
        scenario_of(connection, scenario_id)
        return audit.changes(connection, portfolio_scenarios.name, scenario_id)


def _adoptions(connection: Connection) -> tuple[Adoption, ...]:
    rows = connection.execute(select(portfolio_adoptions).order_by(portfolio_adoptions.c.id)).mappings()
    return tuple(map(adoption_of, rows))
