"""Saving, withdrawing and adopting a scenario: on what the writer saw, by the rules, never over what was there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, text

from voortgang.dutch import HERE, moment
from voortgang.errors import VoortgangError
from voortgang.register import audit, store
from voortgang.register.portfolio_tables import portfolio_adoptions, portfolio_entries, portfolio_scenarios
from voortgang.register.portfolios import rules
from voortgang.register.portfolios.changes import told_since
from voortgang.register.portfolios.model import Adoption, Basis, Content, Decision, Entry, Scenario
from voortgang.register.portfolios.plain import adoption_columns, as_json, columns_of
from voortgang.register.portfolios.reading import log_of, scenario_of, scenarios_of
from voortgang.register.texts import checked_line, day, impersonal, line

SHORTEST_NAME, LONGEST_NAME, LONGEST_WRITER = 3, 60, 200
LONGEST_MEETING, LONGEST_DECISION = 80, 600
"""signs: the note of two pages has to hold them"""
SUBJECT = portfolio_scenarios.name


def save_new(name: str, content: Content, *, by: str) -> Scenario:
    """Keep what was composed under a name of its own.

    Raises VoortgangError, with nothing written, when the name cannot be or is taken.
    """
    name, by = impersonal(checked_line(name, "De naam", SHORTEST_NAME, LONGEST_NAME), "De naam"), _checked_writer(by)
    with _alone() as connection:
        _refuse_taken(name, scenarios_of(connection))
        now = store.now()
        values = {"name": name, "folded_name": _folded(name), "recorded_at": now, "recorded_by": by}
        adding = insert(portfolio_scenarios).values(values).returning(portfolio_scenarios.c.id)
        scenario_id = connection.execute(adding).scalar_one()
        entry = _add(connection, Entry(0, scenario_id, None, now, by, content), None, "bewaard")
        return Scenario(scenario_id, name, entry)


def save_again(scenario_id: int, content: Content, *, based_on: int, by: str) -> Scenario:
    """Keep what was composed as the next entry of a scenario; what came before stays on record.

    `based_on` is the entry that the writer saw. Raises VoortgangError, with nothing written, when somebody else wrote
    meanwhile, or when the scenario was adopted or withdrawn.
    """
    return _written(scenario_id, content, based_on, by, "gewijzigd")


def withdraw(scenario_id: int, reason: str, *, based_on: int, by: str) -> Scenario:
    """Take a scenario off the list of what can be adopted; the log keeps it. Raises VoortgangError as `save_again`."""
    reason = line(reason, "De reden van het intrekken", 1)
    return _written(scenario_id, None, based_on, by, "ingetrokken", reason)


def adopt(
    scenario_id: int, decision: Decision, *, based_on: int, follows: int | None, current: Basis, by: str
) -> Adoption:
    """Write down that a meeting adopted a scenario as it stands in the entry `based_on`.

    `follows` is the last adoption for its year and chain that the writer saw (None: none), `current` what the published
    delivery says. Raises VoortgangError, with nothing written, when the scenario rests on an older delivery, was
    adopted or withdrawn before, or when somebody else wrote or decided meanwhile.
    """
    decision, by = _checked(decision), _checked_writer(by)
    with _alone() as connection:
        found = _as_seen(connection, scenario_id, based_on)
        last = rules.latest_adoption(scenarios_of(connection), found)
        _refuse([*rules.closed(found), *rules.stale(found.entry.content.basis, current)])
        _refuse(rules.overtaken(last, follows))
        now = max(store.now(), found.entry.recorded_at)
        _refuse(rules.flaws(decision, now.astimezone(HERE).date()))
        adoption = Adoption(0, scenario_id, based_on, last.id if last else None, decision, now, by)
        adding = insert(portfolio_adoptions).values(adoption_columns(adoption)).returning(portfolio_adoptions.c.id)
        added = replace(adoption, id=connection.execute(adding).scalar_one())
        after = as_json(adoption_columns(added) | {"id": added.id})
        audit.record(connection, SUBJECT, scenario_id, audit.Change(now, by, "aangenomen", None, after))
        return added


@contextmanager
def _alone() -> Iterator[Connection]:
    """A transaction in which nobody else writes scenarios: names and decisions go over more than one of them."""
    with store.transaction() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("lock table portfolio_scenarios in share row exclusive mode"))
        yield connection


def _written(
    scenario_id: int, content: Content | None, based_on: int, by: str, action: str, withdrawal: str = ""
) -> Scenario:
    by = _checked_writer(by)
    with _alone() as connection:
        found = _as_seen(connection, scenario_id, based_on)
        _refuse(rules.closed(found))
        # a clock that was set back must not put a later entry before an earlier one
        now = max(store.now(), found.entry.recorded_at)
        kept = replace(content or found.entry.content, withdrawal=withdrawal)
        entry = Entry(0, scenario_id, based_on, now, by, kept)
        return replace(found, entry=_add(connection, entry, found.entry, action))


def _as_seen(connection: Connection, scenario_id: int, based_on: int) -> Scenario:
    """The scenario, when nobody wrote since the entry that the writer saw."""
    found = scenario_of(connection, scenario_id)
    if found.entry.id != based_on:
        raise VoortgangError(told_since(log_of(connection, scenario_id), based_on))
    return found


def _add(connection: Connection, entry: Entry, before: Entry | None, action: str) -> Entry:
    adding = insert(portfolio_entries).values(columns_of(entry)).returning(portfolio_entries.c.id)
    added = replace(entry, id=connection.execute(adding).scalar_one())
    was = as_json(columns_of(before) | {"id": before.id}) if before else None
    now = as_json(columns_of(added) | {"id": added.id})
    change = audit.Change(entry.recorded_at, entry.recorded_by, action, was, now)
    audit.record(connection, SUBJECT, entry.scenario_id, change)
    return added


def _refuse_taken(name: str, present: Iterable[Scenario]) -> None:
    for each in present:
        if _folded(each.name) == _folded(name):
            when = moment(each.entry.recorded_at.astimezone(HERE))
            raise VoortgangError(
                f"Er is al een scenario '{each.name}', het laatst gewijzigd door {each.entry.recorded_by} op {when}. "
                "Er is niets van u opgeslagen. Kies een andere naam, of open dat scenario en wijzig het."
            )


def _checked(decision: Decision) -> Decision:
    meeting = checked_line(decision.meeting, "De vergadering", SHORTEST_NAME, LONGEST_MEETING)
    words = checked_line(decision.text, "Het besluit", SHORTEST_NAME, LONGEST_DECISION)
    return Decision(
        impersonal(meeting, "De vergadering"),
        day(decision.met_on, "De dag van de vergadering"),
        impersonal(words, "Het besluit"),
    )


def _refuse(sentences: Iterable[str]) -> None:
    if told := list(sentences):
        raise VoortgangError(" ".join(told))


def _folded(name: str) -> Any:
    return " ".join(name.casefold().split())


def _checked_writer(by: str) -> str:
    return checked_line(by, "De naam van wie dit vastlegt", 1, LONGEST_WRITER)
