"""What the overview tells of the register: on the day itself, and as people change it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from voortgang.register import store
from voortgang.register.commitments.model import Content
from voortgang.register.commitments.writing import add_commitment, write_entry
from voortgang.register.measures.drafts import Proposal, approve, save_draft
from voortgang.register.measures.reading import trail
from voortgang.settings import settings
from voortgang.web.access import LOCAL, signed_in
from voortgang.web.attention import told_by_register

MAY, DUE = date(2025, 5, 21), date(2025, 9, 1)
NEVER_TOLD = "Vertraagd zonder dat de Kamer er iets over heeft gehoord: 1 maatregel (1 rij); zie de pagina Maatregelen."
CONTENT = Content("toezegging", "Over wachttijden rapporteren", MAY, "Tweede Kamer", due_on=DUE)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    with signed_in(LOCAL):
        yield
    store.close()
    settings.cache_clear()


def test_before_the_register_begins_there_is_nothing():
    assert told_by_register(MAY - timedelta(days=1)) == []


def test_the_annex_itself_holds_one_delay_that_parliament_was_not_told_of():
    assert told_by_register(MAY) == told_by_register(date(2026, 1, 1)) == [NEVER_TOLD]


def test_a_target_that_passes_is_told_the_day_after():
    assert told_by_register(date(2026, 1, 2)) == [
        "Streefdatum voorbij zonder dat de maatregel is geïmplementeerd: 2 maatregelen (2 rijen); "
        "zie de pagina Maatregelen.",
        NEVER_TOLD,
    ]


def test_what_is_on_hold_for_too_long():
    last = trail(2)[-1]
    content = replace(last.content, review_on=date(2025, 8, 1), owner="Directie")
    draft = save_draft(Proposal(2, content, date(2025, 6, 1), based_on=last.id), by="Anna")
    assert told_by_register(date(2025, 8, 2)) == [NEVER_TOLD]
    approve(draft.id, by="Bram")
    assert told_by_register(date(2025, 8, 1)) == [NEVER_TOLD]
    assert told_by_register(date(2025, 8, 2)) == [
        "Langer on hold dan afgesproken en dus te herbeoordelen: 1 maatregel (1 rij); zie de pagina Maatregelen.",
        NEVER_TOLD,
    ]


def test_commitments_come_up_two_weeks_ahead_and_are_late_the_day_after():
    added = add_commitment(CONTENT, by="Anna")
    add_commitment(replace(CONTENT, due_on=None), by="Anna")
    soon = "Binnen 14 dagen verstrijkt de termijn van 1 toezegging of motie; zie de pagina Toezeggingen."
    late = "▲ Te laat is 1 toezegging of motie aan de Kamer; zie de pagina Toezeggingen."
    assert told_by_register(date(2025, 8, 17)) == [NEVER_TOLD]
    assert told_by_register(date(2025, 8, 18)) == told_by_register(DUE) == [soon, NEVER_TOLD]
    assert told_by_register(date(2025, 9, 2)) == [late, NEVER_TOLD]
    # asked again after a change, on the same build: nothing is kept
    add_commitment(CONTENT, by="Anna")
    assert told_by_register(date(2025, 9, 2))[0] == (
        "▲ Te laat zijn 2 toezeggingen en moties aan de Kamer; zie de pagina Toezeggingen."
    )
    first = replace(added.content, withdrawal="Vervallen")
    write_entry(added.commitment_id, first, MAY, based_on=added.id, by="Anna")
    assert told_by_register(date(2025, 9, 2)) == [late, NEVER_TOLD]
