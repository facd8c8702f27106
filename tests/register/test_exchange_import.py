"""A file that comes back: what differs is told, what cannot go in is refused by itself, and nothing is half-written."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from edited_exports import (
    BEGUN,
    JULY,
    NEW_LINE,
    compared,
    csv_file,
    csv_lines,
    edited_csv,
    edited_workbook,
    exported,
    line_of,
    with_line,
    workbook_file,
    workbook_lines,
)

from voortgang.errors import VoortgangError
from voortgang.register.exchange.comparing import bring_in, compare
from voortgang.register.exchange.csv_files import register_csv
from voortgang.register.exchange.extract import extract
from voortgang.register.exchange.verdicts import CHANGED, NEW, REFUSED, UNCHANGED
from voortgang.register.exchange.workbook import workbook
from voortgang.register.measures.drafts import Proposal, approve, open_drafts, save_draft
from voortgang.register.measures.model import State
from voortgang.register.measures.reading import statuses, trail
from voortgang.register.measures.writing import confirm
from voortgang.settings import ROOT

pytestmark = pytest.mark.usefixtures("database")
NOVEMBER = date(2025, 11, 3)
DYING = """
import sys, time
from datetime import date
from pathlib import Path
from voortgang.register import audit
from voortgang.register.exchange.comparing import bring_in, compare

def hang(connection, subject, subject_id, change):
    record(connection, subject, subject_id, change)
    written.append(subject_id)
    if len(written) == 2:
        Path(sys.argv[2]).touch()
        time.sleep(600)

written, record, audit.record = [], audit.record, hang
found = compare(Path(sys.argv[1]).read_bytes(), "m.csv", date(2025, 7, 2))
bring_in(found, [each.number for each in found.can_go_in], by="proces")
"""


def brought_in(content: bytes, by: str = "Anna") -> list[int]:
    found = compared(content)
    return [draft.id for draft in bring_in(found, [each.number for each in found.can_go_in], by=by)]


def facts(states: tuple[State, ...]) -> list[tuple]:
    """What the rows say, without who wrote it down when."""
    return [(each.row, each.status.valid_from, each.status.content) for each in states]


@pytest.mark.parametrize("as_of", [JULY, date(2025, 5, 21), date(2030, 1, 1)])
def test_an_export_that_comes_back_changes_nothing(as_of: date) -> None:
    found = extract(as_of)
    for content, name in ((workbook(found), "m.xlsx"), (register_csv(found), "m.csv")):
        told = compare(content, name, as_of)
        assert {(each.outcome, each.told) for each in told.verdicts} == {(UNCHANGED, ())}
        assert (len(told.verdicts), told.missing, told.can_go_in) == (37, (), ())
        with pytest.raises(VoortgangError, match="Kies een of meer regels"):
            bring_in(told, [], by="Anna")
    assert open_drafts() == () and extract(as_of).log == found.log


def test_differences_are_told_and_nothing_is_written_before_somebody_chooses() -> None:
    found = compared(edited_csv(exported(), row_3=BEGUN, row_5={"Toelichting": "<b>Anders</b>"}))
    first, second = found.of(CHANGED)
    assert (first.number, first.name.split(":")[0]) == (4, "Rij 3")
    assert first.told == (
        "fase van 'nog te starten' naar 'beleidsuitwerking'",
        "geldig vanaf van '21 mei 2025' naar '3 november 2025'",
    )
    assert second.told[0].endswith("naar '<b>Anders</b>'")
    assert second.told[1] == "geldt vanaf 21 mei 2025, net als de stand die hierdoor wordt verbeterd"
    assert open_drafts() == ()


def test_texts_that_begin_alike_are_shown_where_they_part() -> None:
    before = extract(JULY).states[0].status.content
    told = csv_lines(exported())[0]["Kamer geïnformeerd"]
    cells = {"Toelichting": f"{before.explanation[:-1]}, ook later.", "Kamer geïnformeerd": f"{told} | Titel"}
    texts, letters, _ = line_of(compared(edited_csv(exported(), row_1=cells)), 1).told
    assert texts == "toelichting van '…ng worden onderzocht.' naar '…ng worden onderzocht, ook later.'"
    assert letters.endswith("letterlijk | Titel'")


def test_what_is_brought_in_and_approved_is_what_the_file_said() -> None:
    before = extract(JULY)
    told = "Een regel\n=2+2\n'drie"
    content = edited_workbook(
        workbook(before),
        {
            (3, "Fase"): "beleidsuitwerking",
            (3, "Toelichting"): told,
            (5, "Kamer geïnformeerd"): "09-02-2024 | 2023/24 | 31066 | 1339 | afgeleid\n"
            r"02-06-2025 | 2024/25 | 31066 | 1500 | letterlijk | A \| B",
            (14, "Streefdatum"): date(2026, 7, 1),
            (14, "Reden nieuwe streefdatum"): "prioriteit",
            (14, "Geldig vanaf"): date(2025, 6, 1),
        },
    )
    found = compared(content, "m.xlsx")
    assert [each.name.split(":")[0] for each in found.of(CHANGED)] == ["Rij 3", "Rij 5", "Rij 14"]
    drafts = bring_in(found, [each.number for each in found.can_go_in], by="Anna")
    assert statuses(JULY) == before.states, "a second person has to agree first"
    written = [approve(draft.id, by="Bram") for draft in drafts]
    after = extract(JULY)
    changed = {each.row_id: each for each in written}
    assert [each.row.id for each in after.states if each not in before.states] == [3, 5, 14]
    assert (changed[3].content.explanation, changed[3].content.phase) == (told, "beleidsuitwerking")
    assert changed[5].content.informed[1].letter == "A | B"
    assert (changed[14].content.target_on, changed[14].target_reason) == (date(2026, 7, 1), "prioriteit")
    assert changed[14].content.first_promised_on == date(2026, 1, 1), "the register keeps the first promise"
    again = compared(content, "m.xlsx")
    assert {each.outcome for each in again.verdicts} == {UNCHANGED}
    assert line_of(again, 3).told == ("Dit staat al in het register, vastgelegd door Anna.",)
    kept = ("Stand", "Laatste stand", "Volgt op stand", "Vastgelegd op", "Vastgelegd door")
    reasons = ("Reden nieuwe streefdatum", "Reden streefdatum bij deze stand")
    head, *lines = workbook_lines(content)
    assert [
        [cell for name, cell in zip(head, line, strict=True) if name not in (*kept, *reasons)] for line in lines
    ] == [
        [cell for name, cell in zip(head, line, strict=True) if name not in (*kept, *reasons)]
        for line in workbook_lines(workbook(after))[1:]
    ]


def test_a_second_import_of_the_same_file_writes_nothing() -> None:
    content = edited_csv(exported(), row_3=BEGUN)
    assert len(brought_in(content)) == 1
    found = compared(content)
    assert line_of(found, 3).told == ("Dit wacht al op beoordeling, als voorstel van Anna.",)
    assert found.can_go_in == ()


def test_conflicting_lines_are_refused_and_the_others_go_in() -> None:
    content = edited_csv(exported(), row_3=BEGUN, row_4={"Fase": "klaar"}, row_5={"Streefdatum": "morgen"})
    found = compared(content)
    assert [each.number for each in found.of(REFUSED)] == [5, 6]
    assert "Kolom Fase: 'klaar' bestaat hier niet. Kies uit: nog te starten" in line_of(found, 4).told[0]
    assert "Kolom Streefdatum: 'morgen' is geen bestaande datum. Schrijf dd-mm-jjjj" in line_of(found, 5).told[0]
    assert len(brought_in(content)) == 1
    with pytest.raises(VoortgangError, match="die erin kunnen"):
        bring_in(found, [4, 5], by="Anna")


def test_a_stale_line_is_refused_with_who_changed_what() -> None:
    content = edited_csv(exported(), row_2={"Toelichting": "Uit een oud bestand"}, row_3=BEGUN)
    last = trail(2)[-1]
    confirm(2, JULY, based_on=last.id, by="Chris")
    found = compared(content)
    assert [each.name.split(":")[0] for each in found.of(REFUSED)] == ["Rij 2"]
    told = line_of(found, 2).told[0]
    assert "intussen gewijzigd door Chris op" in told and "herkomst van de fase" in told
    assert line_of(compared(edited_csv(content, row_2={"Toelichting": last.content.explanation})), 2).told == ()
    assert len(brought_in(content)) == 1


def test_a_line_beside_somebody_elses_draft_is_refused_unless_it_was_seen() -> None:
    content = edited_csv(exported(), row_3=BEGUN)
    seen = extract(JULY).states[2]
    other = replace(seen.status.content, owner="Afdeling Beleid")
    draft = save_draft(Proposal(3, other, NOVEMBER, based_on=seen.latest_id), by="Chris")
    assert "Chris heeft op" in line_of(compared(content), 3).told[0]
    later = compared(edited_csv(exported(), row_3=BEGUN))
    assert line_of(later, 3).told[-1] == "vervangt het voorstel van Chris"
    assert line_of(later, 3).proposal.seen_draft == draft.id
    (mine,) = bring_in(later, [4], by="Anna")
    assert [each.id for each in open_drafts()] == [mine.id]


def test_what_somebody_writes_between_looking_and_choosing_stops_all() -> None:
    found = compared(edited_csv(exported(), row_2={"Geldig vanaf": "2025-06-01", "On hold": "nee"}, row_3=BEGUN))
    assert len(found.can_go_in) == 2
    confirm(2, JULY, based_on=trail(2)[-1].id, by="Chris")
    with pytest.raises(VoortgangError, match="intussen gewijzigd door Chris"):
        bring_in(found, [3, 4], by="Anna")
    assert open_drafts() == ()


def test_the_rules_are_asked_for_each_line() -> None:
    back = {"Fase": "nog te starten", "Geldig vanaf": "2025-11-03"}
    content = edited_csv(exported(), row_1=back, row_8=back | {"Reden van uw wijziging": "Het beleid begint opnieuw"})
    found = compared(content)
    assert "De fase gaat terug" in line_of(found, 1).told[0]
    assert line_of(found, 8).outcome == CHANGED
    (draft,) = brought_in(content)
    assert approve(draft, by="Bram").change_reason == "Het beleid begint opnieuw"


def test_a_reason_without_a_change_and_a_first_promise_that_was_removed_are_no_change() -> None:
    content = edited_csv(exported(), row_3={"Reden van uw wijziging": "Zomaar"}, row_14={"Eerst beloofde datum": ""})
    found = compared(content)
    assert line_of(found, 3).told == ("De reden telt niet: er is niets gewijzigd.",)
    assert (line_of(found, 14).outcome, line_of(found, 14).told) == (UNCHANGED, ())


def test_rows_that_the_file_leaves_out_stay_and_are_named() -> None:
    before = statuses(JULY)
    found = compared(csv_file(csv_lines(exported())[:30]))
    assert [row.id for row in found.missing] == list(range(31, 38))
    assert {each.outcome for each in found.verdicts} == {UNCHANGED}
    assert statuses(JULY) == before


def test_a_new_row_goes_in_and_the_next_export_holds_it() -> None:
    content = with_line(NEW_LINE)
    (line,) = compared(content).of(NEW)
    assert line.name == "Nieuwe rij: Nieuwe maatregel (Nieuwe ambitie)" and line.number == 39
    (draft,) = brought_in(content)
    assert "wacht al op beoordeling, als voorstel van Anna" in compared(content).of(REFUSED)[0].told[0]
    status = approve(draft, by="Bram")
    (state,) = [each for each in statuses(JULY) if each.row.id == status.row_id]
    assert (state.row.measure, state.row.numbers) == ("Nieuwe maatregel", (50,))
    assert compared(register_csv(extract(JULY))).can_go_in == ()
    assert "staat al onder de ambitie" in compared(content).of(REFUSED)[0].told[0]


def test_two_new_rows_cannot_claim_one_number() -> None:
    lines = csv_lines(with_line(NEW_LINE))
    found = compared(csv_file([*lines, lines[-1] | {"Maatregel": "Nog een"}, lines[-1]]))
    assert [each.number for each in found.of(NEW)] == [39]
    taken, twice = found.of(REFUSED)
    assert "VM 50 is al van de maatregel 'Nieuwe maatregel'" in taken.told[0]
    assert "staat al onder de ambitie" in twice.told[0]


def test_the_same_row_twice_is_refused_both_times() -> None:
    found = compared(with_line(BEGUN))
    assert [each.number for each in found.of(REFUSED)] == [4, 39]
    assert found.of(REFUSED)[0].told == ("Rij 3 staat ook op regel 39. Laat één regel per rij staan.",)


def test_cells_of_a_workbook_that_are_no_text() -> None:
    def formula(book, sheet):
        sheet.write_formula(3, head.index("Toelichting"), "=1+1", None, 2)
        sheet.write_formula(4, head.index("Streefdatum"), "=TODAY()", None, 46000)
        sheet.write_formula(5, head.index("Eigenaar"), "=NA()", None, "#N/A")

    content = workbook(extract(JULY))
    head = workbook_lines(content)[0]
    cells = {(1, "Eigenaar"): 1.5, (11, "Eigenaar"): 12, (6, "Vertraagd"): True, (7, "Toelichting"): date(2025, 1, 1)}
    cells |= {(8, "VM-nummers"): 10.5, (9, "Streefdatum"): 46000, (10, "Toelichting"): True}
    found = compared(edited_workbook(content, cells, then=formula), "m.xlsx")
    told = {each.name.split(":")[0]: " ".join(each.told) for each in found.of(REFUSED, CHANGED)}
    assert told["Rij 3"].startswith("Kolom Toelichting: hier staat een formule en geen tekst. Maak van de cel tekst")
    assert told["Rij 4"].startswith("Kolom Streefdatum: hier staat een formule")
    assert told["Rij 5"].startswith("Kolom Eigenaar: hier staat een formule")
    assert "het getal 1,5" in told["Rij 1"]
    assert "eigenaar van 'leeg' naar '12'" in told["Rij 11"]
    assert "Rij 6" not in told, "a ticked box is ja"
    assert "de datum of tijd 2025-01-01" in told["Rij 7"]
    assert "'10,5' is geen heel getal" in told["Rij 8"]
    assert "het getal 46000" in told["Rij 9"]
    assert "WAAR of ONWAAR" in told["Rij 10"]
    assert len(found.of(UNCHANGED)) == 37 - len(told)


def test_a_process_that_is_killed_while_importing_leaves_nothing(tmp_path: Path) -> None:
    content = edited_csv(exported(), row_3=BEGUN, row_5={"Toelichting": "Half"}, row_7=BEGUN)
    (tmp_path / "m.csv").write_bytes(content)
    reached = tmp_path / "reached"
    arguments = [sys.executable, "-c", DYING, str(tmp_path / "m.csv"), str(reached)]
    process = subprocess.Popen(arguments, cwd=ROOT, env=os.environ.copy(), start_new_session=True)
    while not reached.exists():
        assert process.poll() is None
        time.sleep(0.01)
    assert open_drafts() == ()  # who reads meanwhile sees nothing of it
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=240)
    assert open_drafts() == ()
    assert len(brought_in(content)) == 3
    assert len(open_drafts()) == 3


def test_a_workbook_without_our_columns_is_refused_as_a_whole() -> None:
    head, *lines = workbook_lines(workbook(extract(JULY)))
    del head[1]
    with pytest.raises(VoortgangError, match=r"ontbreekt: Maatregel; is onbekend: \(zonder kop\), extra"):
        compared(workbook_file([[*head[:5], "", *head[5:], "extra"], *lines]), "m.xlsx")
