"""Two people, two threads, two processes: nothing is lost, nothing happens twice, and the second is told."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.events import add_event, events, history, withdraw_event
from voortgang.settings import ROOT

pytestmark = pytest.mark.usefixtures("new_database")
WORKERS = 3
EACH = 5
PROCESS = """
import sys, time
from datetime import date
from pathlib import Path
from voortgang.errors import VoortgangError
from voortgang.register.events import add_event, withdraw_event

me, ready, gate = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
ready.touch()
while not gate.exists():
    time.sleep(0.001)
for number in range(int(sys.argv[4])):
    add_event(date(2025, 1, 1), f"{me} schrijft {number}", "overig", by=me)
try:
    withdraw_event(1, by=me, reason="dubbel")
    print("ingetrokken")
except VoortgangError as refusal:
    print(refusal)
"""


def at_once(work) -> list:
    together = Barrier(WORKERS)

    def start(number: int):
        together.wait()
        return work(number)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(start, range(WORKERS)))


def test_threads_that_open_a_new_register_all_write():
    at_once(lambda number: [add_event(date(2025, 1, 1), f"Van {number}", "overig", by="x") for _ in range(EACH)])
    assert len(events()) == WORKERS * EACH
    assert all(len(history(event.id)) == 1 for event in events())


def test_of_two_who_withdraw_at_once_the_second_is_told():
    event = add_event(date(2025, 1, 1), "Start taskforce", "maatregel", by="Anna")

    def withdraw(number: int) -> str:
        try:
            return withdraw_event(event.id, by=f"persoon {number}", reason="dubbel").withdrawn_by
        except VoortgangError as refusal:
            return str(refusal)

    answers = at_once(withdraw)
    (winner,) = [answer for answer in answers if answer.startswith("persoon")]
    assert sum(f"is al ingetrokken, door {winner}." in answer for answer in answers) == WORKERS - 1
    assert [change.recorded_by for change in history(event.id)] == ["Anna", winner]


def test_processes_that_start_at_once_share_one_register(tmp_path):
    gate, everyone = tmp_path / "gate", [tmp_path / f"ready-{number}" for number in range(WORKERS)]
    running = [start(f"proces {number}", ready, gate) for number, ready in enumerate(everyone)]
    while not all(ready.exists() for ready in everyone):
        assert not any(process.poll() for process in running)
        time.sleep(0.01)
    gate.touch()
    answers = [process.communicate(timeout=240) for process in running]
    assert [process.returncode for process in running] == [0] * WORKERS, answers
    assert sum(said == "ingetrokken\n" for said, _ in answers) == 1
    assert sum("is al ingetrokken" in said for said, _ in answers) == WORKERS - 1
    assert len(events()) == WORKERS * EACH - 1
    with store.reading() as connection:
        assert connection.execute(text("select count(*) from audit")).scalar_one() == WORKERS * EACH + 1


def start(name: str, ready: Path, gate: Path) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", PROCESS, name, str(ready), str(gate), str(EACH)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(arguments, cwd=ROOT, env=os.environ.copy(), text=True, **pipes)
