"""Commitments: what may be written, what follows from a day, who is told what, and what was known when."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.commitments.model import Content, Entry, Settled
from voortgang.register.commitments.reading import commitments, history, trail
from voortgang.register.commitments.rules import (
    DUE_SOON,
    OPEN,
    OVERDUE,
    SETTLED,
    WITHDRAWN,
    flaws,
    leaps,
    standing,
)
from voortgang.register.commitments.writing import add_commitment, write_entry

MADE, DUE, LATER = date(2025, 5, 21), date(2025, 9, 1), date(2025, 12, 1)
JULY = date(2025, 7, 1)
BASE = Content("toezegging", "Rapporteren over de wachttijden", MADE, "Tweede Kamer", due_on=DUE)
SETTLEMENT = Settled(date(2025, 8, 15), "2024/25", "31066", "1500", "Stand van zaken", "par. 3")


def entry_of(content: Content, valid_from: date = MADE, reason: str = "") -> Entry:
    return Entry(0, 1, None, valid_from, datetime(2025, 6, 1, tzinfo=UTC), "iemand", reason, content)


def write(before: Entry, since: date = JULY, reason: str = "", by: str = "Anna", **changes) -> Entry:
    """The next entry of a commitment, based on what its log says now."""
    last = trail(before.commitment_id)[-1]
    content = replace(last.content, **changes)
    return write_entry(before.commitment_id, content, since, based_on=last.id, by=by, reason=reason)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 8, 17), OPEN),
        (date(2025, 8, 18), DUE_SOON),
        (DUE, DUE_SOON),
        (date(2025, 9, 2), OVERDUE),
    ],
)
def test_on_the_due_date_itself_nothing_is_late(as_of, expected):
    assert standing(BASE, as_of) == expected
    assert standing(replace(BASE, due_on=None), as_of) == OPEN
    assert standing(replace(BASE, settled=SETTLEMENT), as_of) == SETTLED
    assert standing(replace(BASE, withdrawal="Vervallen"), as_of) == WITHDRAWN


def test_around_a_leap_day():
    content = replace(BASE, due_on=date(2028, 3, 1))
    assert standing(content, date(2028, 2, 15)) == OPEN
    assert standing(content, date(2028, 2, 16)) == DUE_SOON
    due_on_leap_day = replace(BASE, due_on=date(2028, 2, 29))
    assert standing(due_on_leap_day, date(2028, 2, 29)) == DUE_SOON
    assert standing(due_on_leap_day, date(2028, 3, 1)) == OVERDUE


@pytest.mark.parametrize(
    ("content", "since", "words"),
    [
        (replace(BASE, due_on=date(2025, 5, 20)), MADE, "vóór de toezegging"),
        (BASE, date(2025, 5, 20), "vóór de toezegging"),
        (BASE, date(2025, 8, 16), "nog niet geweest"),
        (replace(BASE, number="12"), MADE, "vraagt om het dossier"),
        (replace(BASE, settled=SETTLEMENT, withdrawal="x"), MADE, "een van beide"),
        (replace(BASE, settled=replace(SETTLEMENT, settled_on=date(2025, 5, 20))), MADE, "van vóór de toezegging"),
        (replace(BASE, settled=replace(SETTLEMENT, settled_on=date(2025, 8, 16))), MADE, "er nog niet"),
    ],
)
def test_what_cannot_be(content, since, words):
    (sentence,) = flaws(entry_of(content, since), date(2025, 8, 15))
    assert words in sentence


def test_what_just_can_be():
    just = replace(BASE, due_on=MADE, dossier="31066", number="12", settled=SETTLEMENT)
    assert flaws(entry_of(just, date(2025, 8, 15)), date(2025, 8, 15)) == ()
    at_once = replace(BASE, settled=replace(SETTLEMENT, settled_on=MADE))
    assert flaws(entry_of(at_once), MADE) == ()


@pytest.mark.parametrize(
    ("before", "changes", "words"),
    [
        (BASE, {"due_on": LATER}, "gaat naar 1 december 2025. Schrijf waarom"),
        (BASE, {"due_on": None}, "vervalt. Schrijf waarom"),
        (replace(BASE, settled=SETTLEMENT), {"settled": None}, "Waarin dit is afgedaan"),
        (replace(BASE, withdrawal="x"), {"withdrawal": ""}, "Dat dit is vervallen"),
    ],
)
def test_a_step_that_asks_for_a_reason(before, changes, words):
    after = replace(before, **changes)
    (sentence,) = leaps(before, entry_of(after))
    assert words in sentence
    assert leaps(before, entry_of(after, reason="omdat")) == ()


def test_the_first_due_date_is_not_to_be_changed_whatever_the_reason():
    before = replace(BASE, first_due_on=DUE)
    (sentence,) = leaps(before, entry_of(replace(before, first_due_on=LATER), reason="omdat"))
    assert "1 september 2025 en blijft dat" in sentence


def test_the_register_starts_empty(database):
    assert commitments(date(2026, 1, 1)) == ()


def test_what_is_written_is_read_again(database):
    full = replace(
        BASE, session="2024/25", dossier="31066", number="1433", source_on=MADE, owner="Directie", kind="motie"
    )
    added = add_commitment(full, by="Anna")
    assert added.content == replace(full, first_due_on=DUE) and added.valid_from == MADE
    (found,) = commitments(JULY)
    assert (found.entry, found.latest_id) == (added, added.id)
    assert commitments(MADE - timedelta(days=1)) == ()
    (change,) = history(added.commitment_id)
    assert (change.action, change.recorded_by, change.before) == ("toegevoegd", "Anna", None)
    assert change.after and change.after["due_on"] == "2025-09-01"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "belofte"}, "'belofte' is geen soort"),
        ({"text": " "}, "De tekst is niet ingevuld"),
        ({"text": "x" * 1001}, "De tekst telt 1.001 tekens"),
        ({"text": "x" * 100_000}, "De tekst telt 100.000 tekens"),
        ({"text": "Over burger 111222333"}, "burgerservicenummer"),
        ({"text": "twee\nregels"}, "regeleinde"),
        ({"asked_by": ""}, "Wie erom vroeg is niet ingevuld"),
        ({"session": "2024"}, "'2024' is geen vergaderjaar"),
        ({"session": "2024/26"}, "'2024/26' is geen vergaderjaar"),
        ({"due_on": date(1999, 1, 1)}, "De termijn ligt in 1999"),
        ({"made_on": date(2100, 1, 1)}, "De dag van de toezegging ligt in 2100"),
        ({"settled": replace(SETTLEMENT, paragraph=" ")}, "De paragraaf is niet ingevuld"),
        ({"settled": replace(SETTLEMENT, letter="")}, "De titel van de brief is niet ingevuld"),
        ({"settled": replace(SETTLEMENT, session="")}, "'' is geen vergaderjaar"),
    ],
)
def test_what_is_refused_leaves_nothing(database, changes, words):
    with pytest.raises(VoortgangError) as refused:
        add_commitment(replace(BASE, **changes), by="Anna")
    assert words in str(refused.value)
    with store.reading() as connection:
        for table in ("commitments", "commitment_entries", "audit"):
            assert connection.execute(text(f"select count(*) from {table}")).scalar_one() == 0


def test_nobody_writes_without_a_name(database):
    with pytest.raises(VoortgangError, match="De naam van wie dit vastlegt is niet ingevuld"):
        add_commitment(BASE, by="  ")


def test_a_session_at_the_turn_of_the_century(database):
    assert add_commitment(replace(BASE, session="2099/00"), by="Anna").content.session == "2099/00"


def test_a_commitment_moves_is_settled_and_opened_again(database):
    added = add_commitment(BASE, by="Anna")
    moved = write(added, reason="Het onderzoek duurt langer", due_on=LATER, owner="Directie")
    assert (moved.content.due_on, moved.content.first_due_on) == (LATER, DUE)
    settled = write(added, SETTLEMENT.settled_on, settled=SETTLEMENT, by="Bram")
    with pytest.raises(VoortgangError, match="Waarin dit is afgedaan, verandert"):
        write(added, date(2025, 9, 1), settled=None)
    reopened = write(added, date(2025, 9, 1), settled=None, reason="Niet volledig beantwoord")
    withdrawn = write(added, date(2025, 9, 2), withdrawal="De wet is ingetrokken")
    assert trail(added.commitment_id) == (added, moved, settled, reopened, withdrawn)
    actions = ["toegevoegd", "gewijzigd", "afgedaan", "heropend", "ingetrokken"]
    assert [change.action for change in history(added.commitment_id)] == actions
    days = [MADE, JULY, SETTLEMENT.settled_on, date(2025, 9, 1), date(2025, 9, 2)]
    assert [commitments(day)[0].entry for day in days] == [added, moved, settled, reopened, withdrawn]


def test_what_was_known_then(database):
    added = add_commitment(BASE, by="Anna")
    moved = write(added, MADE, reason="vergissing", due_on=LATER)
    assert commitments(MADE)[0].entry == moved
    (then,) = commitments(MADE, added.recorded_at)
    assert (then.entry, then.latest_id) == (added, added.id)
    assert commitments(MADE, added.recorded_at - timedelta(microseconds=1)) == ()


def test_a_correction_keeps_the_reason_of_what_it_corrects(database):
    added = add_commitment(BASE, by="Anna")
    write(added, reason="meer tijd nodig", due_on=LATER)
    assert write(added, text="Anders gezegd").change_reason == "meer tijd nodig"
    with pytest.raises(VoortgangError, match="gaat naar 1 november 2025"):
        write(added, due_on=date(2025, 11, 1))


def test_the_past_cannot_contradict_what_came_after(database):
    added = add_commitment(BASE, by="Anna")
    write(added, JULY, owner="Directie")
    with pytest.raises(VoortgangError, match="past niet vóór die vanaf 1 juli 2025"):
        write(added, date(2025, 6, 1), due_on=LATER, reason="later")
    assert len(trail(added.commitment_id)) == 2


def test_an_unknown_commitment(database):
    for asked in (trail, history):
        with pytest.raises(VoortgangError, match="geen toezegging met nummer 7"):
            asked(7)
    with pytest.raises(VoortgangError, match="geen toezegging met nummer 7"):
        write_entry(7, BASE, JULY, based_on=1, by="Anna")


def test_the_second_editor_is_told_what_the_first_did(database):
    added = add_commitment(BASE, by="Anna")
    other = add_commitment(BASE, by="Anna")
    write(added, owner="Directie", by="Bram")
    with pytest.raises(VoortgangError) as refused:
        write_entry(added.commitment_id, BASE, JULY, based_on=added.id, by="Chris")
    told = str(refused.value)
    assert "intussen gewijzigd door Bram op" in told and "eigenaar van 'leeg' naar 'Directie'" in told
    assert "Er is niets van u opgeslagen" in told
    with pytest.raises(VoortgangError, match="hoort niet bij deze toezegging"):
        write_entry(added.commitment_id, BASE, JULY, based_on=other.id, by="Chris")
    assert len(trail(added.commitment_id)) == 2


def test_of_writers_at_once_one_writes_and_the_others_are_told(database):
    added, together = add_commitment(BASE, by="Anna"), Barrier(4)

    def attempt(number: int) -> str:
        together.wait()
        try:
            content = replace(added.content, owner=f"Afdeling {number}")
            return write_entry(
                added.commitment_id, content, JULY, based_on=added.id, by=f"persoon {number}"
            ).recorded_by
        except VoortgangError as refusal:
            return str(refusal)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(attempt, range(4)))
    (winner,) = [answer for answer in answers if answer.startswith("persoon")]
    assert sum(f"intussen gewijzigd door {winner} op" in answer for answer in answers) == 3
    assert [entry.recorded_by for entry in trail(added.commitment_id)] == ["Anna", winner]
    assert len(history(added.commitment_id)) == 2


@pytest.mark.parametrize("table", ["commitments", "commitment_entries"])
@pytest.mark.parametrize("statement", ["update {} set recorded_by = 'x'", "delete from {}"])
def test_the_database_itself_keeps_what_was_written(database, table, statement):
    add_commitment(BASE, by="Anna")
    with pytest.raises(DBAPIError, match="append only"), store.transaction() as connection:
        connection.execute(text(statement.format(table)))


days = st.dates(date(2025, 5, 1), date(2025, 9, 30))
edits = st.tuples(
    st.integers(0, 2),
    days,
    st.fixed_dictionaries(
        {},
        optional={
            "due_on": st.none() | days,
            "made_on": days,
            "owner": st.sampled_from(("", "Directie", "=SOM(A1)", "<b>vet</b>")),
            "settled": st.none() | st.builds(lambda day: replace(SETTLEMENT, settled_on=day), days),
            "withdrawal": st.sampled_from(("", "", "Vervallen")),
        },
    ),
    st.sampled_from((True, True, False)),
    st.sampled_from(("", "omdat", "daarom")),
)


@pytest.fixture
def book(database) -> dict[int, list[tuple[datetime, date, Content]]]:
    """The plain twin: per commitment what was said, when and from which day; one for all histories of a test."""
    added = [add_commitment(replace(BASE, text=f"Toezegging {each}"), by="Anna") for each in range(3)]
    return {each.commitment_id: [(each.recorded_at, each.valid_from, each.content)] for each in added}


def replayed(book, as_of: date, known_on: datetime | None) -> dict[int, Content]:
    """Later days overrule earlier ones, and for one day later words overrule earlier ones."""
    found: dict[int, Content] = {}
    for commitment_id, said in book.items():
        by_day: dict[date, Content] = {}
        for recorded_at, valid_from, content in said:
            if known_on is None or recorded_at <= known_on:
                by_day[valid_from] = content
        begun = [day for day in by_day if day <= as_of]
        if begun:
            found[commitment_id] = by_day[max(begun)]
    return found


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(edits, min_size=1, max_size=10), as_of=days, place=st.integers(0, 999))
def test_replaying_the_log_gives_the_state(book, history, as_of, place):
    for which, since, changes, knows_last, reason in history:
        commitment_id = sorted(book)[which]
        last = trail(commitment_id)[-1]
        content = replace(last.content, **changes)
        based_on = last.id if knows_last else last.id - 1
        try:
            written = write_entry(commitment_id, content, since, based_on=based_on, by="iemand", reason=reason)
        except VoortgangError:
            continue
        assert knows_last
        first = replayed(book, since, None).get(commitment_id)
        expected = replace(content, first_due_on=(first.first_due_on if first else None) or content.due_on)
        book[commitment_id].append((written.recorded_at, since, expected))
    moments = [recorded_at for said in book.values() for recorded_at, _, _ in said]
    for known_on in (None, moments[place % len(moments)]):
        found = {each.id: each.entry.content for each in commitments(as_of, known_on)}
        assert found == replayed(book, as_of, known_on)
    for commitment_id in book:
        entries = trail(commitment_id)
        assert [each.based_on for each in entries] == [None, *(each.id for each in entries[:-1])]
        held = {each.valid_from: each for each in entries}
        course = [held[day] for day in sorted(held)]
        assert all(leaps(a.content, b) == () for a, b in pairwise(course))
        assert all(flaws(each, date(2100, 1, 1)) == () for each in entries)
