"""Published figures that would be others now: each with its cause, and with the place where it was printed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from frozen_letters import second_half
from letter_home import living_in, write_small
from small_delivery import build_small

from voortgang.letter.entries import entries
from voortgang.letter.model import Freeze
from voortgang.letter.restatements import (
    CORRECTED,
    DEFINITION,
    GONE,
    LATE,
    PROGRAM,
    Restatement,
    Why,
    places_of,
    restatements,
)
from voortgang.letter.sections import sections
from voortgang.pipeline.warehouse import Warehouse

LETTER = second_half()


def by_name(letter: Freeze, warehouse: Warehouse, home: Path) -> dict[str, Restatement]:
    with living_in(home):
        return {each.key: each for each in restatements(letter, warehouse)}


def changed(letter: Freeze, **values: dict[str, object]) -> Freeze:
    """The same letter as if it had printed something else; keys with an underscore for the dot."""
    named = {key.replace("__", "."): value for key, value in values.items()}
    return replace(letter, facts=tuple(replace(each, **named.get(each.key, {})) for each in letter.facts))


def test_what_was_registered_late(small_letter: tuple[Freeze, Warehouse, Path], tmp_path: Path):
    """A month later forty requests more are known of the same period."""
    with living_in(tmp_path):
        folder = write_small(tmp_path / "levering", 280, date(2025, 7, 31))
        later = build_small(folder, tmp_path / "warehouse.duckdb")
    found = by_name(small_letter[0], later, tmp_path)
    later.close()
    received = found["flow.received"]
    assert (received.then, received.now, received.cause) == ("240", "280", LATE)
    assert "30 juni 2025, nu die van 31 juli 2025" in received.because
    assert (received.letter, received.label) == ("2025-05-v1", "ontvangen verzoeken")
    assert {each.cause for each in found.values()} == {LATE}
    of_table = [each for each in found.values() if each.places == ("tabel 'Instroom, uitstroom en werkvoorraad'",)]
    assert "maart 2025: Instroom" in {each.label for each in of_table}
    assert not any(key.startswith("register") for key in found)


def test_a_delivery_that_was_corrected(small_letter: tuple[Freeze, Warehouse, Path]):
    """Of the same day, with other files and fewer requests."""
    letter, warehouse, home = small_letter
    files = dict.fromkeys(letter.provenance.files, "eerder")
    printed = changed(letter, flow__received={"value": Decimal(250)})
    found = by_name(replace(printed, provenance=replace(letter.provenance, files=files)), warehouse, home)
    assert list(found) == ["flow.received"]
    assert (found["flow.received"].then, found["flow.received"].cause) == ("250", CORRECTED)
    assert "verzoeken of besluiten in de periode zijn vervallen" in found["flow.received"].because


def test_a_definition_that_changed_and_a_letter_that_still_holds(small_letter: tuple[Freeze, Warehouse, Path]):
    """Of a figure that did not change nothing is told, whatever happened to its definition."""
    letter, warehouse, home = small_letter
    printed = changed(
        letter,
        flow__received={"query": "eerder", "value": Decimal(239)},
        decided_on_time__decided={"query": "eerder"},
        throughput_time__p90_days={"parameters": {"counting": "inclusive"}, "value": Decimal(1)},
        backlog__open={"value": Decimal(1000)},
        register__delayed={"value": Decimal(99)},
    )
    lost = replace(letter.facts[0], key="iv_capacity.capacity", metric="iv_capacity")
    found = by_name(replace(printed, facts=(*printed.facts, lost)), warehouse, home)
    assert {key: each.cause for key, each in found.items()} == {
        "flow.received": DEFINITION,
        "throughput_time.p90_days": DEFINITION,
        "backlog.open": PROGRAM,
        "register.delayed": LATE,
        "iv_capacity.capacity": GONE,
    }
    assert found["iv_capacity.capacity"].now == "–"


@pytest.mark.parametrize(
    ("days_later", "has_lost", "cause"), [(31, False, LATE), (31, True, CORRECTED), (0, False, CORRECTED)]
)
def test_a_later_delivery_only_adds(days_later: int, has_lost: bool, cause: str):
    was = next(iter(entries(LETTER.facts, ()).values()))
    then = LETTER.provenance
    now = replace(then, files={"verzoeken.csv": "anders"}, delivered_on=then.delivered_on + timedelta(days=days_later))
    assert Why(then, now, has_lost).cause(was, replace(was, text="anders"))[0] == cause


def test_places_are_sections_and_paragraphs():
    drafted = sections(LETTER)
    found = places_of(drafted)
    (place,) = found["decided_on_time.share_within_legal"]
    title, _, number = place.partition(", alinea ")
    section = next(each for each in drafted if each.title == title)
    told = [part for each in section.paragraphs[int(number) - 1].sentences for part in each.parts]
    assert "decided_on_time.share_within_legal" in {getattr(part, "key", None) for part in told}


def test_every_printed_figure_has_a_name_of_its_own(frozen: Freeze):
    found = entries(frozen.facts, frozen.exhibits)
    assert len(found) == len(frozen.facts) + sum(len(row) - 1 for each in frozen.exhibits for row in each.rows)
    assert found["iv_capacity", "Herijking 3", "1", "Toegekend"].label == "Herijking 3, 06/10/2025: Toegekend"
    assert found["iv_moves", "Herijking 1", "2", "Erbij"].label == "Herijking 1, 24/03/2025, Werk duurt langer: Erbij"
