"""The register read once: the states that the database gives, and never stale; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from measure_writing import write_status

from voortgang.register.measures.letters import letters
from voortgang.register.measures.reading import statuses
from voortgang.register.measures.whole import register

pytestmark = pytest.mark.usefixtures("database")
ANNEX_ON, JULY, LATER = date(2025, 5, 21), date(2025, 7, 1), date(2026, 6, 1)


def write(row: int, **changed) -> None:
    seen = next(state for state in statuses(LATER) if state.row.id == row)
    content = replace(seen.status.content, **changed)
    write_status(row, content, JULY, based_on=seen.latest_id, by="Anna")


def test_every_day_and_every_knowledge_is_what_the_database_says():
    assert register().states(date(2025, 5, 20)) == ()
    assert len(register().states(ANNEX_ON)) == 37
    before = datetime.now(UTC)
    write(3, explanation="anders")
    write(4, explanation="ook anders")
    for as_of in (date(2025, 5, 20), ANNEX_ON, JULY, LATER):
        assert register().states(as_of) == statuses(as_of)
        for known_on in (before, datetime(2025, 5, 1, tzinfo=UTC), datetime.now(UTC)):
            assert register(known_on).states(as_of) == statuses(as_of, known_on)


def test_it_is_read_again_only_after_something_was_added():
    first = register()
    assert register() is first
    write(3, explanation="anders")
    assert register() is not first
    assert register().states(LATER)[2].status.content.explanation == "anders"


def test_letters_are_those_of_the_rows_and_the_letter_of_the_annex():
    found = letters((state.status.content for state in register().states(LATER)), LATER)
    assert [letter.happened_on.isoformat() for letter in found] == [
        "2023-07-06", "2024-02-09", "2024-04-26", "2024-10-24", "2025-05-21",
    ]  # fmt: skip
    assert [letter.title for letter in found[-2:]] == ["Kamerstuk 31066, nr. 1433", "Kamerbrief stand van zaken"]
    assert letters([], date(2025, 5, 20)) == ()
