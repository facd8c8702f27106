"""Two editors, many threads, a process that dies while writing: nothing is lost, half-written or silently replaced."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from measure_writing import write_status

from voortgang.errors import VoortgangError
from voortgang.register.measures.reading import history, statuses, trail
from voortgang.register.measures.writing import confirm
from voortgang.settings import ROOT

pytestmark = pytest.mark.usefixtures("database")
ROW, STUITEN, VERMOGEN = 22, 20, 14
JULY = date(2025, 7, 1)
EDITORS = 4
DYING = """
import sys, time
from dataclasses import replace
from datetime import date
from pathlib import Path
from measure_writing import write_status
from voortgang.register import audit
from voortgang.register.measures.reading import trail

def hang(connection, subject, subject_id, change):
    if sys.argv[2] == "after":
        record(connection, subject, subject_id, change)
    Path(sys.argv[1]).touch()
    time.sleep(60)

record, audit.record = audit.record, hang
last = trail(22)[-1]
write_status(22, replace(last.content, explanation="half"), date(2025, 7, 1), based_on=last.id, by="proces")
"""


def at_once(work) -> list:
    together = Barrier(EDITORS)

    def start(number: int):
        together.wait()
        try:
            return work(number)
        except VoortgangError as refusal:
            return str(refusal)

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(start, range(EDITORS)))


def test_the_second_editor_is_told_who_changed_what():
    seen = trail(ROW)[-1]
    content = replace(seen.content, is_delayed=False, owner="Directie")
    first = write_status(ROW, content, JULY, based_on=seen.id, by="Anna")
    then = confirm(ROW, JULY, based_on=first.id, by="Bram")
    with pytest.raises(VoortgangError) as refused:
        write_status(ROW, replace(seen.content, explanation="van Chris"), JULY, based_on=seen.id, by="Chris")
    told = str(refused.value)
    assert "door Anna op" in told
    assert "vertraagd van 'ja' naar 'nee' en eigenaar van 'leeg' naar 'Directie'" in told
    assert "door Bram op" in told
    assert "herkomst van de fase van 'afgeleid' naar 'letterlijk'" in told
    assert "Er is niets opgeslagen" in told
    assert trail(ROW) == (seen, first, then)
    with pytest.raises(VoortgangError, match="intussen gewijzigd door Bram"):
        confirm(ROW, JULY, based_on=first.id, by="Chris")
    after = write_status(ROW, replace(then.content, explanation="van Chris"), JULY, based_on=then.id, by="Chris")
    assert (after.content.owner, after.content.explanation) == ("Directie", "van Chris")


def test_a_basis_of_another_row_is_refused():
    content = trail(ROW)[-1].content
    with pytest.raises(VoortgangError, match="hoort niet bij deze rij"):
        write_status(ROW, content, JULY, based_on=trail(STUITEN)[-1].id, by="Anna")


def test_of_editors_at_once_one_writes_and_the_others_are_told():
    seen = trail(ROW)[-1]

    def write(number: int) -> str:
        content = replace(seen.content, explanation=f"van {number}")
        return write_status(ROW, content, JULY, based_on=seen.id, by=f"persoon {number}").recorded_by

    answers = at_once(write)
    (winner,) = [answer for answer in answers if answer.startswith("persoon")]
    assert sum(f"intussen gewijzigd door {winner} op" in answer for answer in answers) == EDITORS - 1
    assert [status.recorded_by for status in trail(ROW)[1:]] == [winner]
    assert [change.recorded_by for change in history(ROW)] == [winner]


def test_editors_of_different_rows_do_not_hinder_each_other():
    last = {each.row.id: each.latest_id for each in statuses(JULY)}

    def write(number: int) -> str:
        row = number + 16
        content = replace(trail(row)[-1].content, explanation=f"van {number}")
        return write_status(row, content, JULY, based_on=last[row], by=f"persoon {number}").recorded_by

    assert at_once(write) == [f"persoon {number}" for number in range(EDITORS)]


def test_two_who_each_close_half_of_a_round_cannot_both():
    rows = {0: (STUITEN, "VM 17"), 1: (VERMOGEN, "VM 43")}

    def write(number: int) -> str:
        if number not in rows:
            return "keek toe"
        row, needed = rows[number]
        last = trail(row)[-1]
        content = replace(last.content, depends_on=(needed,))
        return write_status(row, content, JULY, based_on=last.id, by="iemand").recorded_by

    answers = at_once(write)
    assert answers.count("iemand") == 1
    assert sum("wachten maatregelen op elkaar" in answer for answer in answers) == 1


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_is_killed_while_writing_leaves_nothing(tmp_path: Path, moment: str):
    before = statuses(JULY)
    reached = tmp_path / "reached"
    arguments = [sys.executable, "-c", DYING, str(reached), moment]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "tests")}
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, start_new_session=True)
    while not reached.exists():
        assert process.poll() is None
        time.sleep(0.01)
    assert statuses(JULY) == before  # who reads meanwhile does not see it, nor wait for it
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=240)
    assert (statuses(JULY), history(ROW)) == (before, ())
    last = trail(ROW)[-1]
    written = write_status(ROW, replace(last.content, explanation="heel"), JULY, based_on=last.id, by="Anna")
    assert trail(ROW) == (last, written)
    assert len(history(ROW)) == 1
