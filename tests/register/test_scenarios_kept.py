"""Scenarios by name: what was saved comes back whole, the last one counts, and nothing is ever lost."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import Scenario
from voortgang.register import store
from voortgang.register.scenarios import remove_scenario, save_scenario, scenarios
from voortgang.register.tables import audit
from voortgang.register.tables import scenarios as table

FULL = Scenario(
    "Taskforce stopt",
    task_force_until=date(2026, 2, 28),
    extra_fte=-2.5,
    inflow_factor=1.1,
    rule="stops",
    rule_until=date(2026, 3, 1),
    planned=((100.0, 20.0), (90.5, 0.0)),
)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
numbers = st.floats(-100, 100, allow_nan=False)


def test_what_was_saved_comes_back_whole(database):
    save_scenario(FULL, by="A. Noniem")
    assert scenarios() == (FULL,)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(until=st.none() | days, fte=numbers, factor=st.floats(0, 10), planned=st.none() | st.just(((1.5, 0.0),)))
def test_any_scenario_comes_back(database, until, fte, factor, planned):
    one = Scenario("Proef", until, fte, factor, "structural", None, planned)
    save_scenario(one, by="iemand")
    assert scenarios() == (one,)


def test_the_last_one_under_a_name_counts_and_the_others_stay(database):
    for fte in (1.0, 2.0, 3.0):
        save_scenario(Scenario("Meer mensen", extra_fte=fte), by="iemand")
    assert [each.extra_fte for each in scenarios()] == [3.0]
    with store.reading() as connection:
        assert [row.settings["extra_fte"] for row in connection.execute(select(table).order_by(table.c.id))] == [
            1,
            2,
            3,
        ]


def test_a_removed_one_is_off_the_list_and_on_record(database):
    save_scenario(FULL, by="een")
    save_scenario(Scenario("Blijft"), by="een")
    remove_scenario(FULL.name, by="twee")
    assert [each.name for each in scenarios()] == ["Blijft"]
    with store.reading() as connection:
        changes = connection.execute(select(audit.c.action, audit.c.recorded_by).order_by(audit.c.id)).all()
    assert changes == [("bewaard", "een"), ("bewaard", "een"), ("verwijderd", "twee")]
    save_scenario(FULL, by="drie")
    assert [each.name for each in scenarios()] == ["Blijft", FULL.name]


def test_what_is_not_there_cannot_be_removed(database):
    with pytest.raises(VoortgangError, match="geen scenario 'Weg'"):
        remove_scenario("Weg", by="iemand")


@pytest.mark.parametrize("name", ["  ", "ab", "x" * 61, "twee\nregels", "burger 111222333"])
def test_an_unfit_name_is_refused(database, name):
    with pytest.raises(VoortgangError):
        save_scenario(Scenario(name), by="iemand")
    assert scenarios() == ()


@pytest.mark.parametrize("statement", ["update scenarios set name = 'x'", "delete from scenarios"])
def test_the_database_refuses_to_forget(database, statement):
    save_scenario(FULL, by="iemand")
    with pytest.raises(DBAPIError, match="append only"), store.transaction() as connection:
        connection.execute(text(statement))
    assert scenarios() == (FULL,)
