"""Scenarios of the portfolio: never written over, adopted once on the newest delivery, and kept in the log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from voortgang.dutch import HERE
from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.portfolios.changes import differences
from voortgang.register.portfolios.model import Basis, Content, Decision
from voortgang.register.portfolios.reading import history, scenarios, trail
from voortgang.register.portfolios.rules import (
    ADOPTED,
    PROPOSED,
    REPLACED,
    WITHDRAWN,
    flaws,
    latest_adoption,
    stale,
    standing,
)
from voortgang.register.portfolios.writing import adopt, save_again, save_new, withdraw

BASIS = Basis("20260105T100000", "herijking 2 van 2025")
BASE = Content(
    {"capacity": [["2025-K1", "125/2"], ["2025-K2", "125"]], "pinned_in": ["OV-01"], "citizens_from": 3},
    {"chosen": {"value": "1/3"}},
    BASIS,
)
MET_ON = date(2025, 11, 20)
DECISION = Decision("Portfolio-overleg", MET_ON, "Akkoord met <b>dit</b> scenario")


def decide(scenario, **changes):
    """Adopt a scenario by somebody who saw everything."""
    told = {
        "based_on": scenario.entry.id,
        "follows": getattr(latest_adoption(scenarios(), scenario), "id", None),
        "current": BASIS,
        "by": "Bram",
    }
    return adopt(scenario.id, DECISION, **(told | changes))


def standings() -> list[str]:
    found = scenarios()
    return [standing(each, latest_adoption(found, each)) for each in found]


def test_what_is_saved_is_read_back_and_changed_without_losing_what_was(database):
    assert scenarios() == ()
    first = save_new("  Burgers eerst ", BASE, by="Anna")
    assert (first.name, first.entry.content, first.entry.recorded_by) == ("Burgers eerst", BASE, "Anna")
    other = save_new("Continuïteit", replace(BASE, outcome={}), by="Bram")
    changed = replace(BASE, composition=BASE.composition | {"pinned_in": []})
    second = save_again(first.id, changed, based_on=first.entry.id, by="Chris")
    assert scenarios() == (second, other)
    assert trail(first.id) == (first.entry, second.entry)
    assert [(each.action, each.recorded_by) for each in history(first.id)] == [
        ("bewaard", "Anna"),
        ("gewijzigd", "Chris"),
    ]
    assert history(first.id)[1].before["composition"] == BASE.composition
    gone = withdraw(first.id, "Achterhaald", based_on=second.entry.id, by="Anna")
    assert gone.entry.content == replace(changed, withdrawal="Achterhaald")
    assert standings() == [WITHDRAWN, PROPOSED]
    with pytest.raises(VoortgangError, match="is ingetrokken"):
        save_again(first.id, BASE, based_on=gone.entry.id, by="Anna")
    with pytest.raises(VoortgangError, match="is ingetrokken"):
        decide(gone)
    assert len(trail(first.id)) == 3


def test_a_name_that_cannot_be(home):
    for name in ("ab", " ", "x" * 61, "regel\neinde", "BSN 111222333"):
        with pytest.raises(VoortgangError, match="De naam"):
            save_new(name, BASE, by="Anna")
    assert scenarios() == ()


def test_a_name_that_is_taken_also_by_what_was_withdrawn(database):
    first = save_new("Burgers eerst", BASE, by="Anna")
    withdraw(first.id, "Achterhaald", based_on=first.entry.id, by="Anna")
    with pytest.raises(VoortgangError, match=r"het laatst gewijzigd door Anna op .* niets van u opgeslagen"):
        save_new("burgers  EERST", BASE, by="Bram")
    assert len(scenarios()) == 1


def test_adopting_keeps_meeting_day_decision_and_who(database):
    scenario = save_new("Burgers eerst", BASE, by="Anna")
    adopted = decide(scenario)
    assert scenarios()[0].adoption == adopted
    assert (adopted.decision, adopted.adopted_by, adopted.entry_id) == (DECISION, "Bram", scenario.entry.id)
    assert adopted.follows is None
    assert history(scenario.id)[-1].after["decision"] == DECISION.text
    assert standings() == [ADOPTED]
    for refused in (
        lambda: decide(scenario),
        lambda: save_again(scenario.id, BASE, based_on=scenario.entry.id, by="Anna"),
        lambda: withdraw(scenario.id, "Toch niet", based_on=scenario.entry.id, by="Anna"),
    ):
        with pytest.raises(VoortgangError, match="al aangenomen door Portfolio-overleg op 20 november 2025"):
            refused()
    other = save_new("Nader besluit", BASE, by="Anna")
    assert decide(other).follows == adopted.id
    assert standings() == [REPLACED, ADOPTED]


def test_a_decision_about_another_year_or_chain_replaces_nothing(database):
    for year, chain in ((2025, "Innen & Betalen"), (2026, "Innen & Betalen"), (2025, "Douane")):
        content = replace(BASE, composition=BASE.composition | {"year": year, "chain": chain})
        assert decide(save_new(f"{chain} {year}", content, by="Anna")).follows is None
    assert standings() == [ADOPTED] * 3


def test_a_scenario_on_an_old_delivery_is_named_and_explained(database):
    scenario = save_new("Burgers eerst", BASE, by="Anna")
    with pytest.raises(VoortgangError, match=r"nieuwere stand: herijking 3 van 2025\. Dit scenario rust op"):
        decide(scenario, current=Basis("20260301T100000", "herijking 3 van 2025"))
    with pytest.raises(VoortgangError, match=r"nieuwe levering .bouw 20260301T100000, was 20260105T100000."):
        decide(scenario, current=replace(BASIS, build_id="20260301T100000"))
    renewed = save_again(scenario.id, replace(BASE, basis=replace(BASIS, build_id="b")), based_on=1, by="Anna")
    assert decide(renewed, current=replace(BASIS, build_id="b")).entry_id == renewed.entry.id
    assert stale(BASIS, BASIS) == ()


def test_a_decision_that_cannot_be(database):
    scenario = save_new("Burgers eerst", BASE, by="Anna")
    tomorrow = datetime.now(HERE).date() + timedelta(days=1)
    for decision, words in (
        (replace(DECISION, met_on=tomorrow), "is nog niet geweest"),
        (replace(DECISION, met_on=date(1999, 12, 31)), "De dag van de vergadering ligt in 1999"),
        (replace(DECISION, meeting=" "), "De vergadering is niet ingevuld"),
        (replace(DECISION, text="x" * 601), "Het besluit telt"),
        (replace(DECISION, text="Voor 111222333"), "Het besluit bevat een getal"),
    ):
        with pytest.raises(VoortgangError, match=words):
            adopt(scenario.id, decision, based_on=scenario.entry.id, follows=None, current=BASIS, by="Bram")
    assert standings() == [PROPOSED]
    assert list(flaws(replace(DECISION, met_on=tomorrow), tomorrow)) == []


def test_what_is_not_there(database):
    for ask in (trail, history, lambda id_: withdraw(id_, "Waarom", based_on=1, by="Anna")):
        with pytest.raises(VoortgangError, match="geen scenario met nummer 7"):
            ask(7)
    scenario = save_new("Burgers eerst", BASE, by="Anna")
    with pytest.raises(VoortgangError, match="hoort niet bij dit scenario"):
        save_again(scenario.id, BASE, based_on=99, by="Anna")


def test_the_database_itself_refuses_to_change_or_remove(database):
    decide(save_new("Burgers eerst", BASE, by="Anna"))
    for table in ("portfolio_scenarios", "portfolio_entries", "portfolio_adoptions"):
        for statement in ("update {} set id = id + 1", "delete from {}"):
            with pytest.raises(DBAPIError, match="append only"), store.transaction() as connection:
                connection.execute(text(statement.format(table)))
    assert standings() == [ADOPTED]


def test_what_differs_is_told_in_words():
    composition = {
        **BASE.composition,
        "capacity": [["2025-K1", "60"], ["2025-K2", "125"]],
        "pinned_in": ["OV-02"],
        "citizens_from": 4,
    }
    after = replace(BASE, composition=composition, basis=Basis("b", "herijking 3 van 2025"))
    assert differences(BASE, after) == (
        "capaciteit (nu 2025-K1: 60)",
        "vastgezet: erin (nu OV-02; niet meer OV-01)",
        "score voor burgers vanaf (van '3' naar '4')",
        "doorgerekend op bouw b, stand herijking 3 van 2025",
    )
    assert differences(BASE, replace(BASE, outcome={})) == ("opnieuw doorgerekend",)
    assert differences(BASE, BASE) == ()
    half = replace(BASE, composition=BASE.composition | {"capacity": [["2025-K1", "125/2"], ["2025-K2", "251/2"]]})
    assert differences(BASE, half) == ("capaciteit (nu 2025-K2: 125,5)",)


def test_a_clock_that_is_set_back_keeps_the_order(database, monkeypatch):
    first = save_new("Burgers eerst", BASE, by="Anna")
    monkeypatch.setattr(store, "now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    second = save_again(first.id, BASE, based_on=first.entry.id, by="Bram")
    assert second.entry.recorded_at == first.entry.recorded_at
