"""The register in a letter: counts on rows and on measures, the annex as it stood, and what changed since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from frozen_letters import first_half
from letter_home import living_in
from measure_writing import write_status

from voortgang.letter.annex_rows import AnnexChange
from voortgang.letter.gather.measures import (
    annex_changes,
    annex_rows,
    change_facts,
    changed_since,
    register_facts,
)
from voortgang.register.measures.counts import counts
from voortgang.register.measures.model import NO_REASON, Because, Informed, State
from voortgang.register.measures.reading import statuses

ANNEX_ON, NOW = date(2025, 5, 21), date(2025, 12, 31)
LATE = Because(target="capaciteitstekort")


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    with living_in(tmp_path):
        yield tmp_path


def write(row: int, on: date, because: Because = NO_REASON, **changed: object) -> None:
    state = stood(row, NOW)
    content = replace(state.status.content, **changed)
    write_status(row, content, on, based_on=state.latest_id, by="Anna", because=because)


def stood(row: int, as_of: date) -> State:
    return next(state for state in statuses(as_of) if state.row.id == row)


def test_counts_are_those_of_the_register():
    states = statuses(NOW)
    facts = {each.key: each for each in register_facts(states, NOW)}
    counted = counts(states, NOW)
    assert [facts[f"register.{key}"].value for key in ("rows", "measures", "vm_numbers")] == [37, 27, 41]
    keys = ("not_started", "policy", "preparing", "implemented")
    assert [(facts[f"register.{key}"].value, facts[f"register.{key}_measures"].value) for key in keys] == [
        (each.rows, each.measures) for each in counted.phases
    ]
    assert (facts["register.delayed"].value, facts["register.delayed_measures"].value) == (8, 6)
    assert (facts["register.on_hold"].value, facts["register.on_hold_measures"].value) == (4, 2)
    assert facts["register.delayed"].more_is == "slechter"
    assert {each.parameters["as_of"] for each in facts.values()} == {"2025-12-31"}


def test_a_row_of_the_annex_says_what_held_on_the_day():
    hold = {"is_on_hold": True, "reasons": ("prioriteit",), "owner": "Directie", "review_on": date(2025, 9, 1)}
    later = Informed(date(2026, 1, 15), "2025/26", "31066", "1500")
    told = (*stood(4, NOW).status.content.informed, later)
    write(
        4, date(2025, 7, 1), **hold, target_on=date(2025, 12, 30), first_promised_on=date(2025, 12, 30), informed=told
    )
    write(4, date(2025, 8, 1), LATE, target_on=date(2026, 3, 1), depends_on=("VM 43",))
    row = next(each for each in annex_rows(statuses(NOW), NOW) if each.row_id == 4)
    assert row.measure == "Verbeteren informatie (VM 23–29)"
    assert row.flags == ("deels in werking", "te herbeoordelen")
    assert row.informed == ((date(2024, 2, 9), "Kamerstukken II 2023/24, 31066, nr. 1339"),)
    assert row.targets == (date(2026, 3, 1),)
    assert row.standing == (
        "32 brieven zijn herschreven en in gebruik. Reden: prioriteit. Afhankelijk van: VM 43. "
        "Streefdatum: 01/03/2026. Eerst beloofd: 30/12/2025. Herbeoordelen op 01/09/2025."
    )
    before = next(each for each in annex_rows(statuses(date(2025, 7, 31)), date(2025, 7, 31)) if each.row_id == 4)
    assert before.flags == ("on hold", "deels in werking")
    assert before.standing.endswith("Streefdatum: 30/12/2025. Herbeoordelen op 01/09/2025.")
    passed = annex_rows(statuses(date(2026, 3, 2)), date(2026, 3, 2))
    assert "Streefdatum: 01/03/2026 (voorbij)." in next(each.standing for each in passed if each.row_id == 4)


def test_changes_are_against_what_the_previous_letter_knew():
    """Also what holds since before that letter, but was written down after it."""
    statuses(NOW)
    previous = replace(first_half(), reference_on=date(2025, 6, 30), frozen_at=datetime.now(UTC))
    write(3, date(2025, 9, 1), phase="beleidsuitwerking")
    write(4, date(2025, 6, 1), is_delayed=True)
    write(1, date(2025, 11, 1), is_delayed=True)
    october = date(2025, 10, 31)
    found = changed_since(previous, statuses(october))
    facts = {each.key: each.value for each in change_facts(found, october)}
    assert facts == {
        "register.improved": Decimal(1),
        "register.worsened": Decimal(1),
        "register.unchanged": Decimal(35),
        "register.not_comparable": Decimal(0),
        "register.new": Decimal(0),
        "register.ended": Decimal(0),
    }
    improved, worsened = annex_changes(found)
    assert improved == AnnexChange(
        "Versnelde invordering bij lopende dwanginvordering (VM 2)",
        "Persoonsgerichte invordering",
        "verbeterd",
        "nog te starten",
        "beleidsuitwerking",
    )
    assert (worsened.verdict, worsened.before, worsened.after) == (
        "verslechterd",
        "voorbereiden implementatie, deels in werking",
        "voorbereiden implementatie, vertraagd, deels in werking",
    )


def test_of_a_register_that_was_empty_then_everything_is_new():
    previous = replace(first_half(), reference_on=date(2025, 5, 20), frozen_at=datetime.now(UTC))
    found = changed_since(previous, statuses(ANNEX_ON))
    assert {each.verdict for each in annex_changes(found)} == {"nieuw"}
    assert {each.before for each in annex_changes(found)} == {"-"}
