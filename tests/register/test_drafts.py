"""Drafts of measures: proposed by one, in force by a second; every rule asked twice; on both databases."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from measure_writing import write_status
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from voortgang.errors import VoortgangError
from voortgang.register import audit, store
from voortgang.register.measures.audit_trail import audit_trail
from voortgang.register.measures.drafts import (
    Draft,
    NewRow,
    Proposal,
    approve,
    drafts_of,
    new_row_drafts,
    open_drafts,
    refusals,
    save_draft,
    save_drafts,
    send_back,
    withdraw,
)
from voortgang.register.measures.model import IMPLEMENTED, NO_REASON, Because, Content, Informed
from voortgang.register.measures.reading import held, history, statuses, trail
from voortgang.register.measures.writing import confirm
from voortgang.settings import ROOT

pytestmark = pytest.mark.usefixtures("database")
ROW, STUITEN, VERMOGEN, PROPORTIONAL = 22, 20, 14, 32
JULY, AUGUST, LATER = date(2025, 7, 1), date(2025, 8, 1), date(2026, 6, 1)
STARTING = Content("nog te starten")


def proposal(row: int = ROW, valid_from: date = JULY, because: Because = NO_REASON, **changed) -> Proposal:
    entries = trail(row)
    before = held(entries, valid_from)
    assert before
    return Proposal(row, replace(before.content, **changed), valid_from, because, based_on=entries[-1].id)


def new_row(measure="Nieuwe maatregel", numbers=(45,), ambition="Rust", content=STARTING, **more) -> Proposal:
    return Proposal(None, content, JULY, new_row=NewRow(measure, numbers, "Verrekening", ambition, "12"), **more)


def refused(work) -> str:
    with pytest.raises(VoortgangError) as found:
        work()
    return str(found.value)


def test_a_draft_changes_nothing_until_a_second_person_approves_it():
    before = statuses(LATER)
    draft = save_draft(proposal(explanation="nieuw", owner=" Directie "), by=" Anna ")
    assert statuses(LATER) == before and history(ROW) == ()
    assert open_drafts() == drafts_of(ROW) == (draft,)
    assert (draft.written_by, draft.proposal.content.owner, draft.end) == ("Anna", "Directie", None)
    at = datetime.now(UTC)
    status = approve(draft.id, by="Bram")
    assert trail(ROW) == (before[ROW - 1].status, status)
    assert (status.content, status.valid_from, status.recorded_by) == (draft.proposal.content, JULY, "Anna")
    assert status.recorded_at >= at > draft.written_at  # in force when approved: before, nobody knew
    assert [each.status for each in statuses(LATER, at)] == [each.status for each in before]
    assert open_drafts() == ()
    (ended,) = drafts_of(ROW)
    assert ended.end and (ended.end.how, ended.end.ended_by, ended.end.status_id) == ("goedgekeurd", "Bram", status.id)
    assert [(each.action, each.recorded_by) for each in history(ROW)] == [("gewijzigd", "Anna")]


def test_everything_of_a_draft_is_read_back():
    told = Informed(JULY, "2024/25", "31066", "1500", "Stand van zaken", "inferred")
    values = {
        "is_on_hold": True,
        "reasons": ("wetgeving",),
        "depends_on": ("VM 43", "Groep"),
        "target_on": LATER,
        "review_on": LATER,
        "owner": "Directie",
        "explanation": "een\n\n<b>twee</b> =1+1",
        "informed": (told,),
    }
    draft = save_draft(proposal(because=Because("om een reden", "prioriteit"), **values), by="Anna")
    assert open_drafts() == (draft,)
    assert {name: getattr(draft.proposal.content, name) for name in values} == values
    assert draft.proposal.content.first_promised_on == LATER
    row = save_draft(new_row(), by="Anna")
    assert open_drafts() == (draft, row) and row.proposal.new_row == NewRow(
        "Nieuwe maatregel", (45,), "Verrekening", "Rust", "12"
    )


@pytest.mark.parametrize("name", ["Anna", " anna ", "ANNA", "Ａｎｎａ", "an\u006ea"])
def test_nobody_approves_or_returns_his_own_draft(name):
    draft = save_draft(proposal(explanation="nieuw"), by="Anna")
    assert "schreef dit voorstel zelf" in refused(lambda: approve(draft.id, by=name))
    assert "schreef dit voorstel zelf" in refused(lambda: send_back(draft.id, by=name, reason="zo"))
    assert open_drafts() == (draft,) and len(trail(ROW)) == 1
    withdraw(draft.id, by=name)
    assert open_drafts() == ()


def test_only_the_writer_withdraws_and_only_with_a_reason_it_is_returned():
    draft = save_draft(proposal(explanation="nieuw"), by="Anna")
    assert "is van Anna" in refused(lambda: withdraw(draft.id, by="Bram"))
    assert "niet ingevuld" in refused(lambda: send_back(draft.id, by="Bram", reason=" "))
    assert "burgerservicenummer" in refused(lambda: send_back(draft.id, by="Bram", reason="zie 123456782"))
    for action in (approve, withdraw):
        assert "naam van wie" in refused(lambda action=action: action(draft.id, by=" "))
    assert open_drafts() == (draft,)
    send_back(draft.id, by="Bram", reason="Te kort")
    (ended,) = drafts_of(ROW)
    assert ended.end and (ended.end.how, ended.end.end_reason) == ("teruggestuurd", "Te kort")
    again = save_draft(proposal(explanation="langer"), by="Anna")
    assert open_drafts() == (again,)


@pytest.mark.parametrize("how", ["goedgekeurd", "teruggestuurd", "ingetrokken", "vervangen"])
def test_what_ended_does_not_end_again(how):
    draft = save_draft(proposal(explanation="nieuw"), by="Anna")
    endings = {
        "goedgekeurd": lambda: approve(draft.id, by="Bram"),
        "teruggestuurd": lambda: send_back(draft.id, by="Bram", reason="zo"),
        "ingetrokken": lambda: withdraw(draft.id, by="Anna"),
        "vervangen": lambda: save_draft(replace(proposal(owner="Directie"), seen_draft=draft.id), by="Bram"),
    }
    endings[how]()
    entries = trail(ROW)
    for other in ("goedgekeurd", "teruggestuurd", "ingetrokken"):
        assert f"is al {how} door" in refused(endings[other])
    told = refused(lambda: save_draft(replace(proposal(owner="Team"), seen_draft=draft.id), by="Chris"))
    assert told.startswith("Bram heeft op") if how == "vervangen" else f"is intussen {how} door" in told
    assert trail(ROW) == entries


def test_a_draft_that_does_not_exist():
    for action in (approve, withdraw):
        assert "geen voorstel met nummer 7" in refused(lambda action=action: action(7, by="Anna"))


def test_one_open_draft_per_row_and_who_had_not_seen_it_is_told():
    first = save_draft(proposal(owner="Directie"), by="Anna")
    told = refused(lambda: save_draft(proposal(explanation="van Bram"), by="Bram"))
    assert told.startswith("Anna heeft op") and "eigenaar van 'leeg' naar 'Directie'" in told
    assert "Er is niets opgeslagen" in told and open_drafts() == (first,)
    second = save_draft(replace(proposal(explanation="van Bram"), seen_draft=first.id), by="Bram")
    assert open_drafts() == (second,)
    third = "niet bij deze rij"
    assert third in refused(lambda: save_draft(replace(proposal(STUITEN, owner="x"), seen_draft=second.id), by="C"))
    assert third in refused(lambda: save_draft(replace(proposal(STUITEN, owner="x"), seen_draft=99), by="C"))
    (replaced, _) = drafts_of(ROW)
    assert replaced.end and (replaced.end.how, replaced.end.ended_by) == ("vervangen", "Bram")


@pytest.mark.parametrize(
    ("row", "changed", "why"),
    [
        (ROW, {"is_on_hold": True}, "vul nog in: een eigenaar en een herbeoordelingsdatum"),
        (PROPORTIONAL, {"phase": "nog te starten"}, "gaat terug van"),
        (VERMOGEN, {"target_on": LATER}, "Kies de reden uit de lijst"),
        (PROPORTIONAL, {"phase": IMPLEMENTED}, "vraagt om bewijs"),
        (STUITEN, {"depends_on": ("VM 30",)}, "wachten maatregelen op elkaar"),
        (STUITEN, {"depends_on": ("VM 7",)}, "VM 7 staat niet in het register"),
        (STUITEN, {"explanation": "x" * 100_000}, "telt 100.000 tekens"),
        (STUITEN, {"phase": "klaar"}, "De fase 'klaar' bestaat niet"),
        (STUITEN, {"informed": (Informed(date(2099, 1, 1), "2098/99", "31066", "1"),)}, "is er nog niet"),
    ],
)
def test_what_breaks_a_rule_is_no_draft(row, changed, why):
    before = statuses(LATER)
    asked = proposal(row, **changed)
    assert why.lower() in refused(lambda: save_draft(asked, by="Anna")).lower()
    assert why.lower() in refusals([asked])[0].lower()
    assert (open_drafts(), statuses(LATER), history(row)) == ((), before, ())


def test_every_flaw_is_told_at_once():
    told = refused(lambda: save_draft(proposal(PROPORTIONAL, phase=IMPLEMENTED, is_ended=True), by="Anna"))
    assert all(part in told for part in ("bewijs", "uitkomst", "Schrijf waarom"))


def test_a_draft_needs_a_name_a_row_and_the_last_entry():
    assert "naam van wie" in refused(lambda: save_draft(proposal(owner="x"), by=" "))
    assert "geen rij met nummer 99" in refused(lambda: save_draft(replace(proposal(), row_id=99), by="Anna"))
    assert "hoort niet bij deze rij" in refused(lambda: save_draft(replace(proposal(), based_on=None), by="Anna"))
    seen = proposal(explanation="van Bram")
    first = approve(save_draft(proposal(owner="Directie"), by="Anna").id, by="Chris")
    told = refused(lambda: save_draft(seen, by="Bram"))
    assert "intussen gewijzigd door Anna" in told and "naar 'Directie'" in told
    assert trail(ROW)[-1] == first and open_drafts() == ()


def test_the_world_changed_between_draft_and_approval():
    waiting = save_draft(proposal(STUITEN, depends_on=("VM 17",)), by="Anna")
    other = save_draft(proposal(VERMOGEN, depends_on=("VM 43",)), by="Anna")
    approve(other.id, by="Bram")
    told = refused(lambda: approve(waiting.id, by="Bram"))
    assert told.startswith(
        "Dit voorstel kan nu niet in werking treden en blijft open. Zo wachten maatregelen op elkaar"
    )
    assert open_drafts() == (waiting,) and len(trail(STUITEN)) == 1
    # another entry of the same row: nobody approves what was written on an older one
    stale = save_draft(proposal(ROW, explanation="nieuw"), by="Anna")
    confirm(ROW, LATER, based_on=trail(ROW)[-1].id, by="Chris")
    assert "intussen gewijzigd door Chris" in refused(lambda: approve(stale.id, by="Bram"))
    fresh = save_draft(replace(proposal(ROW, explanation="nieuw"), seen_draft=stale.id), by="Anna")
    assert approve(fresh.id, by="Bram").content.explanation == "nieuw"


def test_a_series_is_kept_as_a_whole_or_not_at_all():
    good, bad = proposal(owner="Directie"), proposal(PROPORTIONAL, phase=IMPLEMENTED)
    assert "bewijs" in refused(lambda: save_drafts([good, bad], by="Anna"))
    assert open_drafts() == ()
    kept = save_drafts([good, proposal(STUITEN, owner="Team"), new_row()], by="Anna")
    assert open_drafts() == kept and [draft.proposal.row_id for draft in kept] == [ROW, STUITEN, None]
    assert save_drafts([], by="Anna") == () == refusals([])


def test_a_series_is_tried_in_order_and_accepted_ones_count_for_the_next():
    before = statuses(LATER)
    asked = [
        new_row("Eén", (45,)),
        new_row("Twee", (45,)),
        new_row("Drie", (46,), content=replace(STARTING, depends_on=("VM 45",))),
        new_row("Vier", (47,), content=replace(STARTING, depends_on=("VM 48",))),
        proposal(STUITEN, depends_on=("VM 17",)),
        proposal(VERMOGEN, depends_on=("VM 43",)),
        proposal(STUITEN, owner="x"),
        proposal(ROW, is_on_hold=True),
        proposal(ROW, owner="y"),
    ]
    told = refusals(asked)
    fine = [0, 2, 4, 8]
    assert [place for place, each in enumerate(told) if not each] == fine
    assert "VM 45 is al van de maatregel 'Eén'" in told[1]
    assert "VM 48 staat niet in het register" in told[3]
    assert "wachten maatregelen op elkaar" in told[5]
    assert "in deze reeks al gewijzigd" in told[6]
    assert (open_drafts(), statuses(LATER), refusals(asked)) == ((), before, told)
    assert len(save_drafts([asked[place] for place in fine], by="Anna")) == len(fine)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"measure": " "}, "De naam van de maatregel is niet ingevuld"),
        ({"ambition": "x" * 201}, "De ambitie telt 201 tekens"),
        ({"measure": "zie 123456782"}, "burgerservicenummer"),
        ({"numbers": (0,)}, "VM 0 bestaat niet"),
        ({"numbers": (45, 45)}, "twee keer"),
        ({"numbers": (43,)}, "VM 43 is al van de maatregel 'Niet stuiten, tenzij ...'"),
        ({"measure": "Niet stuiten, tenzij ...", "numbers": (45,)}, "heeft VM 43. Laat de VM-nummers leeg"),
        ({"measure": "niet stuiten,  tenzij ..."}, "Schrijf haar naam precies zo"),
        (
            {"measure": "Invorderingspauze", "numbers": (), "ambition": "PAUSERINGSMOGELIJKHEID "},
            "staat al onder de ambitie 'Pauseringsmogelijkheid'",
        ),
    ],
)
def test_a_new_row_that_cannot_be(row, why):
    asked = new_row(**row)
    assert why in refused(lambda: save_draft(asked, by="Anna"))
    assert why in refusals([asked])[0] and open_drafts() == () and len(statuses(LATER)) == 37


@pytest.mark.parametrize("numbers", [(), (43,)])
def test_a_known_measure_gets_a_row_more(numbers):
    draft = save_draft(new_row("Niet stuiten, tenzij ...", numbers), by="Anna")
    approve(draft.id, by="Bram")
    states = statuses(LATER)
    rows = [state.row for state in states if state.row.measure == "Niet stuiten, tenzij ..."]
    assert len(states) == 38 and len({row.measure_id for row in rows}) == 1 and rows[-1].numbers == (43,)
    assert [row.ambition for row in rows][-1] == "Rust"


def test_a_new_measure_goes_by_a_second_person_into_the_register():
    draft = save_draft(new_row(content=replace(STARTING, target_on=LATER)), by="Anna")
    assert len(statuses(LATER)) == 37 and new_row_drafts() == (draft,)
    better = save_draft(new_row(numbers=(46, 45), seen_draft=draft.id), by="Chris")
    assert new_row_drafts() == (better,)
    status = approve(better.id, by="Bram")
    state = statuses(LATER)[-1]
    assert (state.status, state.row.numbers, state.row.page) == (status, (45, 46), "12")
    assert (status.based_on, status.recorded_by, status.row_id) == (None, "Chris", state.row.id)
    assert [each.id for each in drafts_of(state.row.id)] == [draft.id, better.id]
    assert [change.action for change in history(state.row.id)] == ["toegevoegd"]
    again = save_draft(proposal(state.row.id, owner="Directie"), by="Anna")
    assert approve(again.id, by="Bram").content.owner == "Directie"
    assert "is al van" in refused(lambda: save_draft(new_row("Andere", (46,)), by="Anna"))


def test_the_audit_trail_tells_who_did_what_in_order():
    confirm(ROW, LATER, based_on=trail(ROW)[-1].id, by="Dirk")
    first = save_draft(proposal(owner="Directie"), by="Anna")
    second = save_draft(replace(proposal(owner="Team"), seen_draft=first.id), by="Bram")
    send_back(second.id, by="Anna", reason="Liever de directie")
    third = save_draft(proposal(owner="Directie", because=Because("Afgesproken")), by="Bram")
    approve(third.id, by="Anna")
    steps = audit_trail(ROW)
    assert [(step.by, step.what.split(",")[0].split(";")[0].split(" van ")[0]) for step in steps] == [
        ("Bijlage bij de Kamerbrief van 21 mei 2025", "Begonnen met deze feiten"),
        ("Dirk", "Fase 'voorbereiden implementatie' bevestigd"),
        ("Anna", "Voorgesteld"),
        ("Bram", "Voorstel"),
        ("Bram", "Voorgesteld"),
        ("Anna", "Voorstel"),
        ("Bram", "Voorgesteld"),
        ("Anna", "Voorstel"),
    ]
    assert steps[3].what.endswith("vervangen")
    assert "teruggestuurd: Liever de directie" in steps[5].what
    assert steps[-1].changed == ("eigenaar van 'leeg' naar 'Directie'", "reden van de wijziging: Afgesproken")
    assert steps[-1].before and steps[-1].after and steps[-1].after.owner == "Directie"
    assert len(audit_trail(STUITEN)) == 1
    assert "geen rij met nummer 99" in refused(lambda: audit_trail(99))
    with store.reading() as connection:
        told = [each.action for each in audit.changes(connection, "measure_drafts", first.id)]
    assert told == ["voorgesteld", "vervangen"]


@pytest.mark.parametrize("change", ["update {} set {} = {}", "delete from {}"])
@pytest.mark.parametrize(("table", "column"), [("measure_drafts", "written_by"), ("measure_draft_ends", "how")])
def test_the_database_refuses_to_change_a_draft_or_its_end(table, column, change):
    withdraw(save_draft(proposal(owner="x"), by="Anna").id, by="Anna")
    with pytest.raises(DBAPIError, match="append only"), store.transaction() as connection:
        connection.execute(text(change.format(table, column, column)))


def test_the_database_refuses_a_second_end():
    draft = save_draft(proposal(owner="x"), by="Anna")
    withdraw(draft.id, by="Anna")
    again = "insert into measure_draft_ends select * from measure_draft_ends"
    with pytest.raises(DBAPIError), store.transaction() as connection:
        connection.execute(text(again))


TWO = """
import sys, time
from pathlib import Path
from voortgang.errors import VoortgangError
from voortgang.register.measures.drafts import approve, open_drafts

me, ready, gate = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
(draft,) = open_drafts()
ready.touch()
while not gate.exists():
    time.sleep(0.001)
try:
    print("approved", approve(draft.id, by=me).id)
except VoortgangError as refusal:
    print(refusal)
"""


def test_of_two_processes_that_approve_at_once_one_does(tmp_path: Path):
    draft = save_draft(proposal(owner="Directie"), by="Anna")
    gate, started = tmp_path / "gate", []
    for name in ("Bram", "Chris"):
        ready = tmp_path / name
        arguments = [sys.executable, "-c", TWO, name, str(ready), str(gate)]
        started.append((ready, subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)))
    for ready, process in started:
        while not ready.exists():
            assert process.poll() is None
            time.sleep(0.01)
    gate.touch()
    answers = sorted(process.communicate(timeout=240)[0].strip() for _, process in started)
    assert answers[1] == f"approved {trail(ROW)[-1].id}"
    (ended,) = drafts_of(ROW)
    assert ended.end and f"is al goedgekeurd door {ended.end.ended_by}" in answers[0]
    assert len(trail(ROW)) == 2 and ended.id == draft.id


DYING = """
import sys, time
from dataclasses import replace
from datetime import date
from pathlib import Path
from voortgang.register import audit
from voortgang.register.measures.drafts import Proposal, approve, open_drafts, save_drafts
from voortgang.register.measures.reading import trail

def hang(connection, subject, subject_id, change):
    record(connection, subject, subject_id, change)
    if change.action == sys.argv[2]:
        Path(sys.argv[1]).touch()
        time.sleep(60)

record, audit.record = audit.record, hang
if sys.argv[2] == "voorgesteld":
    last = {row: trail(row)[-1] for row in (20, 22)}
    save_drafts(
        [Proposal(row, replace(each.content, owner="half"), date(2025, 7, 1), based_on=each.id)
         for row, each in last.items()], by="proces")
else:
    approve(open_drafts()[0].id, by="proces")
"""


@pytest.mark.parametrize("moment", ["voorgesteld", "gewijzigd", "goedgekeurd"])
def test_a_process_that_is_killed_half_way_leaves_nothing(tmp_path: Path, moment: str):
    waiting: tuple[Draft, ...] = ()
    if moment != "voorgesteld":
        waiting = (save_draft(proposal(owner="Directie"), by="Anna"),)
    before, reached = statuses(LATER), tmp_path / "reached"
    process = subprocess.Popen([sys.executable, "-c", DYING, str(reached), moment], cwd=ROOT, env=os.environ.copy())
    while not reached.exists():
        assert process.poll() is None
        time.sleep(0.01)
    assert (statuses(LATER), open_drafts()) == (before, waiting)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=240)
    assert (statuses(LATER), open_drafts(), history(ROW)) == (before, waiting, ())
    draft = waiting[0] if waiting else save_draft(proposal(owner="heel"), by="Anna")
    assert approve(draft.id, by="Bram").content == draft.proposal.content


def test_a_status_written_about_later_days_refuses_an_earlier_draft_at_approval():
    waiting = save_draft(proposal(PROPORTIONAL, phase="voorbereiden implementatie"), by="Anna")
    last = trail(PROPORTIONAL)[-1]
    write_status(PROPORTIONAL, replace(last.content, owner="x"), AUGUST, based_on=last.id, by="Chris")
    assert "intussen gewijzigd door Chris" in refused(lambda: approve(waiting.id, by="Bram"))
    anew = replace(waiting.proposal, based_on=trail(PROPORTIONAL)[-1].id, seen_draft=waiting.id)
    assert "past niet vóór die vanaf 1 augustus 2025" in refused(lambda: save_draft(anew, by="Anna"))
    assert open_drafts() == (waiting,)
