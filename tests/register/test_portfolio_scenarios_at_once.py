"""Two people at one scenario, and at one decision: one writes, the other is told what happened and loses nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from voortgang.errors import VoortgangError
from voortgang.register.portfolios.model import Basis, Content, Decision
from voortgang.register.portfolios.reading import history, scenarios, trail
from voortgang.register.portfolios.writing import adopt, save_again, save_new, withdraw

pytestmark = pytest.mark.usefixtures("database")
BASIS = Basis("20260105T100000", "herijking 2 van 2025")
BASE = Content({"pinned_in": []}, {}, BASIS)
DECISION = Decision("Portfolio-overleg", date(2025, 11, 20), "Akkoord")
EDITORS = 4


def at_once(work) -> list[str]:
    together = Barrier(EDITORS)

    def start(number: int) -> str:
        together.wait()
        try:
            return work(number)
        except VoortgangError as refusal:
            return str(refusal)

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(start, range(EDITORS)))


def winner(answers: list[str]) -> str:
    (name,) = [answer for answer in answers if answer.startswith("persoon")]
    return name


def test_the_second_writer_is_told_what_the_first_changed():
    seen = save_new("Burgers eerst", BASE, by="Anna")
    first = save_again(seen.id, replace(BASE, composition={"pinned_in": ["OV-01"]}), based_on=seen.entry.id, by="Anna")
    with pytest.raises(VoortgangError) as refused:
        save_again(seen.id, replace(BASE, composition={"pinned_in": ["OV-02"]}), based_on=seen.entry.id, by="Bram")
    assert "door Anna op" in str(refused.value) and "vastgezet: erin (nu OV-01)" in str(refused.value)
    assert "uw eigen keuze staat er nog" in str(refused.value)
    for refuse in (
        lambda: withdraw(seen.id, "Achterhaald", based_on=seen.entry.id, by="Bram"),
        lambda: adopt(seen.id, DECISION, based_on=seen.entry.id, follows=None, current=BASIS, by="Bram"),
    ):
        with pytest.raises(VoortgangError, match="intussen gewijzigd door Anna"):
            refuse()
    assert trail(seen.id) == (seen.entry, first.entry)


def test_of_writers_at_once_one_writes():
    seen = save_new("Burgers eerst", BASE, by="Anna")

    def write(number: int) -> str:
        content = replace(BASE, composition={"pinned_in": [f"OV-0{number}"]})
        return save_again(seen.id, content, based_on=seen.entry.id, by=f"persoon {number}").entry.recorded_by

    answers = at_once(write)
    told = f"intussen gewijzigd door {winner(answers)} op"
    assert sum(told in answer for answer in answers) == EDITORS - 1
    assert len(trail(seen.id)) == len(history(seen.id)) == 2


def test_of_names_at_once_one_is_given():
    answers = at_once(lambda number: save_new("Burgers eerst", BASE, by=f"persoon {number}").entry.recorded_by)
    assert sum(f"gewijzigd door {winner(answers)} op" in answer for answer in answers) == EDITORS - 1
    assert len(scenarios()) == 1


def test_of_decisions_at_once_one_counts_and_the_others_are_told():
    kept = [save_new(f"Scenario {number}", BASE, by="Anna") for number in range(EDITORS)]

    def decide(number: int) -> str:
        each = kept[number]
        told = {"based_on": each.entry.id, "follows": None, "current": BASIS, "by": f"persoon {number}"}
        return adopt(each.id, DECISION, **told).adopted_by

    answers = at_once(decide)
    assert winner(answers)
    assert sum("Intussen is een ander scenario aangenomen" in answer for answer in answers) == EDITORS - 1
    assert sum(each.adoption is not None for each in scenarios()) == 1
