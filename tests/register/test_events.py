"""Events are added, withdrawn and asked for as they were known before; the same on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.events import KINDS, Event, add_event, events, history, withdraw_event

pytestmark = pytest.mark.usefixtures("database")
STARTED_ON = date(2025, 3, 3)


def added(title: str = "Start taskforce", on: date = STARTED_ON, **values) -> Event:
    return add_event(on, title, **{"kind": "maatregel", "by": "Anna", **values})


def rows(table: str) -> int:
    with store.reading() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def test_what_was_added_is_read_back():
    before = datetime.now(UTC)
    event = added(" Start taskforce: caf\u0065\u0301 € ’s ", is_break=True)
    assert events() == (event,)
    assert event == Event(1, STARTED_ON, "Start taskforce: café € ’s", "maatregel", True, event.recorded_at, "Anna")
    assert before <= event.recorded_at <= datetime.now(UTC)
    assert events()[0].recorded_at.tzinfo is UTC


def test_events_stand_in_order_of_the_day():
    titles = {"later": date(2025, 5, 1), "eerst": date(2024, 1, 1), "ook later": date(2025, 5, 1)}
    for title, day in titles.items():
        added(title, day)
    assert [event.title for event in events()] == ["eerst", "later", "ook later"]


def test_a_withdrawn_event_is_no_longer_in_force():
    event, other = added(), added("Nieuwe regel")
    withdrawn = withdraw_event(event.id, by="Bram", reason=" verkeerde dag ")
    assert events() == (other,)
    assert withdrawn == replace(
        event, withdrawn_at=withdrawn.withdrawn_at, withdrawn_by="Bram", withdrawal_reason="verkeerde dag"
    )


def test_the_past_stays_as_it_was_known():
    empty = datetime.now(UTC)
    first = added()
    one = datetime.now(UTC)
    second = added("Nieuwe regel", date(2025, 1, 1))
    two = datetime.now(UTC)
    withdrawn = withdraw_event(first.id, by="Bram", reason="dubbel")
    assert [events(known_on=moment) for moment in (empty, one, two)] == [(), (first,), (second, first)]
    assert events(known_on=withdrawn.withdrawn_at) == events() == (second,)
    assert events(known_on=first.recorded_at) == (first,)
    elsewhere = timezone(timedelta(hours=-11))
    assert events(known_on=one.astimezone(elsewhere)) == (first,)


def test_a_moment_without_zone_is_a_bug():
    with pytest.raises(StatementError, match="time zone"):
        events(known_on=datetime(2025, 1, 1))


def test_an_event_is_withdrawn_once():
    event = added()
    withdraw_event(event.id, by="Bram", reason="dubbel")
    with pytest.raises(VoortgangError, match="'Start taskforce' is al ingetrokken, door Bram"):
        withdraw_event(event.id, by="Chris", reason="ook dubbel")
    assert len(history(event.id)) == 2


@pytest.mark.parametrize("ask", [history, lambda number: withdraw_event(number, by="Bram", reason="dubbel")])
def test_an_unknown_event_is_refused(ask):
    with pytest.raises(VoortgangError, match="geen gebeurtenis met nummer 7"):
        ask(7)


def test_every_change_is_in_the_audit():
    event = added()
    added("Nieuwe regel")
    withdrawn = withdraw_event(event.id, by="Bram", reason="dubbel")
    first, second = history(event.id)
    assert (first.action, first.recorded_by, first.recorded_at) == ("toegevoegd", "Anna", event.recorded_at)
    assert (second.action, second.recorded_by, second.recorded_at) == ("ingetrokken", "Bram", withdrawn.withdrawn_at)
    assert first.before is None
    assert first.after == second.before
    assert first.after["happened_on"] == "2025-03-03"
    assert first.after["recorded_at"] == event.recorded_at.isoformat()
    assert second.after == {
        **first.after,
        "withdrawn_at": withdrawn.withdrawn_at.isoformat(),
        "withdrawn_by": "Bram",
        "withdrawal_reason": "dubbel",
    }


def test_without_audit_there_is_no_change(database):
    event = added()
    refusal = {
        "sqlite": "create trigger full before insert on audit begin select raise(abort, 'no'); end",
        "postgresql": "create trigger no_audit before insert on audit execute function refuse_change()",
    }
    with store.transaction() as connection:
        connection.execute(text(refusal[database]))
    with pytest.raises(DBAPIError):
        added("Nieuwe regel")
    with pytest.raises(DBAPIError):
        withdraw_event(event.id, by="Bram", reason="dubbel")
    assert events() == (event,)
    assert rows("audit") == 1


@pytest.mark.parametrize("change", ["update {} set {} = 'x'", "delete from {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("events", "title"), ("event_withdrawals", "withdrawn_by"), ("audit", "action")]
)
def test_the_database_refuses_to_change_what_was_written(table, column, change):
    withdraw_event(added().id, by="Bram", reason="dubbel")
    with pytest.raises(DBAPIError, match="append only"), store.transaction() as connection:
        connection.execute(text(change.format(table, column)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_accepted(kind):
    assert added(kind=kind).kind == kind


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": "  "}, "De titel is niet ingevuld"),
        ({"title": "ab"}, "De titel telt 2 tekens. Schrijf er 3 tot 120."),
        ({"title": "x" * 121}, "De titel telt 121 tekens"),
        ({"title": "Start\ntaskforce"}, "onzichtbaar teken"),
        ({"title": "Start\x00taskforce"}, "onzichtbaar teken"),
        ({"title": "Storing bij 123456782"}, "burgerservicenummer"),
        ({"on": date(1999, 12, 31)}, "ligt in 1999"),
        ({"on": date(2100, 1, 1)}, "ligt in 2100"),
        ({"kind": "feest"}, "'feest' is geen soort"),
        ({"by": " "}, "De naam van wie dit vastlegt is niet ingevuld"),
    ],
)
def test_what_cannot_be_an_event_is_refused(wrong, why):
    with pytest.raises(VoortgangError, match=why):
        added(**wrong)
    assert (events(), rows("audit")) == ((), 0)


@pytest.mark.parametrize("reason", ["", " \t", "Zie 1234.56.782", "a\nb", "x" * 501])
def test_a_reason_is_asked_for_and_read(reason):
    event = added()
    with pytest.raises(VoortgangError, match="De reden"):
        withdraw_event(event.id, by="Bram", reason=reason)
    assert events() == (event,)
