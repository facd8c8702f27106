"""A new register of measures holds the facts of the annex, once, on SQLite and PostgreSQL."""

import csv
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime

from alembic import command
from sqlalchemy import text

from voortgang.register import store, upgrade
from voortgang.register.events import add_event, events
from voortgang.register.measures.counts import Count, counts
from voortgang.register.measures.reading import statuses, trail
from voortgang.settings import REFERENCE, ROOT

LETTER_ON = date(2025, 5, 21)
WITH_ROWS = {
    "nog te starten": (11, 11),
    "beleidsuitwerking": (11, 7),
    "voorbereiden implementatie": (14, 8),
    "geïmplementeerd": (1, 1),
}
"""phase → rows, measures"""


def facts() -> list[dict[str, str]]:
    with (REFERENCE / "measures.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def per_measure(rows: list[dict[str, str]]) -> tuple[int, int]:
    return len(rows), len({row["measure"] for row in rows})


def test_the_file_holds_what_the_annex_says():
    found = facts()
    assert per_measure(found) == (37, 27)
    assert [int(row["row"]) for row in found] == list(range(1, 38))
    numbers = {(int(number), row["measure"]) for row in found for number in row["vm_numbers"].split("|") if number}
    assert sorted(number for number, _ in numbers) == sorted({*range(1, 45)} - {7, 18, 19})
    assert {row["measure"] for row in found if not row["vm_numbers"]} == {
        "Aflostermijn opnieuw berekenen bij eenmalige inkomsten"
    }
    phases = {phase: per_measure([row for row in found if row["phase"] == phase]) for phase in WITH_ROWS}
    assert phases == WITH_ROWS
    assert per_measure([row for row in found if row["is_delayed"] == "true"]) == (8, 6)
    assert per_measure([row for row in found if row["is_on_hold"] == "true"]) == (4, 2)
    assert Counter(row["phase_basis"] for row in found) == {"literal": 20, "inferred": 17}
    assert {row["vm_numbers"] for row in found if row["target_on"]} == {"17", "39"}
    assert all(row["first_promised_on"] == row["target_on"] in ("", "2026-01-01") for row in found)
    assert all(row["explanation"] for row in found)


def test_a_new_register_counts_the_same(new_database):
    found = counts(statuses(LETTER_ON), LETTER_ON)
    assert (found.rows, found.measures, found.vm_numbers) == (37, 27, 41)
    assert {count.name: (count.rows, count.measures) for count in found.phases} == WITH_ROWS
    assert Count("vertraagd", 8, 6) in found.flags
    assert Count("on hold", 4, 2) in found.flags
    assert Count("vertraagd en nooit gemeld", 1, 1) in found.flags
    assert Count("fase nog te bevestigen", 17, 10) in found.flags


def test_every_row_is_as_in_the_file(new_database):
    for state, fact in zip(statuses(LETTER_ON), facts(), strict=True):
        row, status, content = state.row, state.status, state.status.content
        assert (row.id, row.section, row.ambition) == (int(fact["row"]), fact["section"], fact["ambition"])
        assert (row.page, row.measure) == (fact["page"], fact["measure"])
        assert "|".join(map(str, row.numbers)) == fact["vm_numbers"]
        assert (content.phase, content.phase_basis) == (fact["phase"], fact["phase_basis"])
        for name in ("is_delayed", "is_on_hold", "is_partly_live", "is_transferred"):
            assert getattr(content, name) == (fact[name] == "true")
        assert "|".join(content.reasons) == fact["reasons"]
        assert "|".join(content.depends_on) == fact["depends_on"]
        assert str(content.target_on or "") == fact["target_on"]
        assert content.first_promised_on == content.target_on
        for name in ("session", "dossier", "number"):
            assert "|".join(getattr(told, name) for told in content.informed) == fact[name]
        assert "|".join(told.basis for told in content.informed) == fact["informed_basis"]
        assert "|".join(str(told.informed_on) for told in content.informed) == fact["informed_on"]
        assert (content.partial_results, content.explanation) == (fact["partial_results"], fact["explanation"])
        assert (status.based_on, status.valid_from, state.latest_id) == (None, LETTER_ON, status.id)
        assert status.recorded_by == "Bijlage bij de Kamerbrief van 21 mei 2025"
        assert trail(row.id) == (status,)


def test_what_parliament_was_told_can_be_asked_as_known_on_the_day_of_the_letter(new_database):
    in_time = datetime(2025, 5, 21, 12, tzinfo=UTC)
    assert len(statuses(LETTER_ON, in_time)) == 37
    assert statuses(LETTER_ON, datetime(2025, 5, 20, 12, tzinfo=UTC)) == ()
    assert statuses(date(2025, 5, 20)) == ()


def test_opening_again_adds_nothing(new_database):
    before = statuses(LETTER_ON)
    store.close()
    assert statuses(LETTER_ON) == before
    with store.reading() as connection:
        assert connection.execute(text("select count(*) from measure_statuses")).scalar_one() == 37


def test_a_register_of_an_earlier_version_gets_them_too(new_database, monkeypatch):
    to_head = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "_is_current", lambda connection, config, place: False)
        patch.setattr(command, "upgrade", lambda config, _: to_head(config, "0002"))
        event = add_event(date(2025, 3, 3), "Start taskforce", "maatregel", by="Anna")
    store.close()
    assert len(statuses(LETTER_ON)) == 37
    assert events() == (event,)


def test_processes_that_open_a_new_register_at_once_fill_it_once(new_database):
    script = "from datetime import date; from voortgang.register.measures.reading import statuses; "
    script += "print(len(statuses(date(2025, 5, 21))))"
    starting = {"cwd": ROOT, "env": os.environ.copy(), "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([sys.executable, "-c", script], **starting) for _ in range(3)]
    assert [process.communicate(timeout=240)[0] for process in running] == ["37\n"] * 3
    with store.reading() as connection:
        counted = [
            connection.execute(text(f"select count(*) from {table}")).scalar_one()
            for table in ("measures", "measure_numbers", "measure_rows", "measure_statuses")
        ]
    assert counted == [27, 41, 37, 37]
