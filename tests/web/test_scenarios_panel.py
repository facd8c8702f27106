"""The tab with scenarios without a browser: kept, opened, compared, adopted and withdrawn, and who is told what."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from voortgang.register import store
from voortgang.register.portfolios.model import Basis, Decision, Scenario
from voortgang.register.portfolios.reading import scenarios
from voortgang.register.portfolios.writing import adopt, save_again, save_new
from voortgang.settings import ROOT, settings
from voortgang.web.portfolio import state

SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import Principal, Role, signed_in
from voortgang.web.run import looking_at

with signed_in(Principal({name!r}, frozenset(map(Role, {roles!r})))), looking_at(None):
    try:
        runpy.run_path({page!r})
    except VoortgangError as error:
        st.error(str(error))
"""
PAGE = str(ROOT / "pages" / "prioritisation.py")
MARKUP = "=1+1 <b>vet</b> *schuin*"
DECISION = Decision("Bestuurlijk overleg", date(2025, 11, 20), "Akkoord")


@pytest.fixture(autouse=True)
def home(simulated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The built delivery, with a register that no other test sees."""
    for found in simulated_home.iterdir():
        if not found.name.startswith("register.db"):
            (tmp_path / found.name).symlink_to(found, target_is_directory=found.is_dir())
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield
    store.close()
    settings.cache_clear()


def visit(name: str = "Anna", role: str = "portfoliobeheerder", **query: str) -> AppTest:
    visitor = AppTest.from_string(SCRIPT.format(name=name, roles=[role], page=PAGE), default_timeout=240)
    for key, value in {"onderdeel": "Scenario's", **query}.items():
        visitor.query_params[key] = value
    return ran(visitor.run())


def ran(visitor: AppTest) -> AppTest:
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html")).replace("\u00a0", " ")


def press(visitor: AppTest, label: str) -> AppTest:
    (button,) = [each for each in visitor.button if each.label.replace("\\", "") == label]
    return ran(button.click().run())


def labels(visitor: AppTest) -> list[str]:
    return [each.label.replace("\\", "") for each in visitor.button]


def fill(visitor: AppTest, label: str, text: str) -> None:
    (field,) = [each for each in [*visitor.text_input, *visitor.text_area] if each.label == label]
    field.set_value(text)


def save(visitor: AppTest, name: str) -> Scenario:
    fill(visitor, "Naam van het scenario", name)
    press(visitor, "Bewaren als nieuw scenario")
    assert not visitor.error
    return scenarios()[-1]


def told(visitor: AppTest) -> str:
    return " ".join(each.value for each in [*visitor.error, *visitor.warning]).replace("\\", "")


def rows(visitor: AppTest, listing: str) -> list[list[str]]:
    table = words(visitor).split(f'data-listing="{listing}"')[1].split("</table>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in re.findall("<tr>(.*?)</tr>", table)[1:]]


def test_who_may_only_read_sees_what_was_kept_and_no_forms():
    save(visit(), MARKUP)
    reader = visit("Lezer", "lezer", scenario=MARKUP)
    assert rows(reader, "portfolio_scenarios")[0][:2] == ["=1+1 &lt;b&gt;vet&lt;/b&gt; *schuin*", "○ voorstel"]
    assert "<b>vet" not in words(reader) and "*schuin*" not in reader.subheader[0].value.replace("\\*", "")
    assert labels(reader) == ["Opnieuw beginnen", "Toepassen", "Openen om te bekijken of te wijzigen"]
    assert any("rol portfoliobeheerder" in each.value for each in reader.caption)
    assert [each.label for each in reader.get("download_button")] == ["Word", "PDF", "Excel"]


def test_keep_open_and_change_a_scenario():
    visitor = visit()
    visitor.multiselect(key=state.OUTSIDE).set_value(["OV-02"]).run()
    first = save(visitor, "Zonder OV-02")
    assert first.entry.content.composition["pinned_out"] == ["OV-02"]
    fill(visitor, "Naam van het scenario", "zonder ov-02")
    press(visitor, "Bewaren als nieuw scenario")
    assert "Er is al een scenario 'Zonder OV-02'" in told(visitor)
    other = visit("Bram", scenario="Zonder OV-02")
    assert "Bewaren in 'Zonder OV-02'" not in labels(other)
    press(other, "Openen om te bekijken of te wijzigen")
    assert other.multiselect(key=state.OUTSIDE).value == ["OV-02"]
    other.multiselect(key=state.OUTSIDE).set_value(["OV-04"]).run()
    press(other, "Bewaren in 'Zonder OV-02'")
    assert scenarios()[0].entry.recorded_by == "Bram"
    assert "vastgezet: eruit (nu OV-04; niet meer OV-02)" in words(other)


def test_the_second_writer_is_told_and_keeps_his_own_choice():
    anna, bram = visit("Anna"), visit("Bram")
    first = save(anna, "Samen")
    bram.query_params["scenario"] = "Samen"
    bram.run()
    press(bram, "Openen om te bekijken of te wijzigen")
    anna.multiselect(key=state.INSIDE).set_value(["OV-09"]).run()
    press(anna, "Bewaren in 'Samen'")
    bram.multiselect(key=state.INSIDE).set_value(["OV-10"]).run()
    assert "intussen gewijzigd door Anna" in told(bram) and "vastgezet: erin (nu OV-09)" in told(bram)
    press(bram, "Bewaren in 'Samen'")
    assert "Er is niets van u opgeslagen" in bram.error[0].value
    assert bram.multiselect(key=state.INSIDE).value == ["OV-10"]
    assert scenarios()[0].entry.based_on == first.entry.id and scenarios()[0].entry.recorded_by == "Anna"
    bram.button(key="portfolio-seen").click().run()
    press(bram, "Bewaren in 'Samen'")
    assert scenarios()[0].entry.content.composition["pinned_in"] == ["OV-10"]


def test_adopting_and_who_decided_on_something_else_meanwhile():
    visitor = visit()
    one, two = save(visitor, "Een"), save(visitor, "Twee")
    bram = visit("Bram", scenario="Twee")
    anna = visit("Anna", scenario="Een")
    for each in (anna, bram):
        fill(each, "Vergadering", "Portfolio-overleg")
        fill(each, "Besluit (zonder namen)", f"Akkoord\nmet {MARKUP}")
    press(anna, "Aannemen")
    found = scenarios()[0].adoption
    assert found and (found.adopted_by, found.decision.text) == ("Anna", f"Akkoord met {MARKUP}")
    assert "✓ aangenomen" in words(anna) and "Aannemen" not in labels(anna)
    assert "&lt;b&gt;vet" in words(anna) and "<b>vet" not in words(anna)
    press(bram, "Aannemen")
    assert "Intussen is een ander scenario aangenomen door Portfolio-overleg" in told(bram)
    assert scenarios()[1].adoption is None
    press(bram, "Ik heb gezien wat er nu staat")
    press(bram, "Aannemen")
    assert scenarios()[1].adoption and [row[1] for row in rows(bram, "portfolio_scenarios")] == [
        "◐ vervangen",
        "✓ aangenomen",
    ]
    assert (one.id, two.id) == (scenarios()[0].id, scenarios()[1].id)


def test_a_scenario_on_an_old_delivery_cannot_be_adopted():
    content = save(visit(), "Nieuw").entry.content
    save_new("Oud", replace(content, basis=Basis("vroeger", content.basis.baseline)), by="Anna")
    visitor = visit(scenario="Oud")
    assert "nieuwe levering" in told(visitor) and "was vroeger" in told(visitor)
    assert "Aannemen" not in labels(visitor) and "Intrekken" in labels(visitor)
    save_new("Ouder", replace(content, basis=replace(content.basis, baseline="begroting van 1999")), by="Anna")
    assert "Dit scenario rust op begroting van 1999" in told(visit(scenario="Ouder"))


def test_withdrawing_needs_a_reason_and_stays_on_record():
    kept = save(visit(), "Weg ermee")
    visitor = visit(scenario="Weg ermee")
    press(visitor, "Intrekken")
    assert "De reden van het intrekken is niet ingevuld" in told(visitor)
    save_again(kept.id, kept.entry.content, based_on=kept.entry.id, by="Bram")
    fill(visitor, "Reden van het intrekken", "Achterhaald")
    press(visitor, "Intrekken")
    assert "intussen gewijzigd door Bram" in told(visitor)
    press(visitor, "Ik heb gezien wat er nu staat")
    fill(visitor, "Reden van het intrekken", "Achterhaald")
    press(visitor, "Intrekken")
    assert "× ingetrokken" in words(visitor) and "ingetrokken: Achterhaald" in words(visitor)


def test_compared_side_by_side():
    visitor = visit()
    save(visitor, "Usueel")
    visitor.multiselect(key=state.OUTSIDE).set_value(["OV-02", "OV-04"]).run()
    save(visitor, "Zonder")
    visitor.multiselect(key="portfolio-compared").set_value(["Usueel", "Zonder"]).run()
    figures = {row[0]: row[1:] for row in rows(visitor, "portfolio_compared")}
    kept = {row[0]: row for row in rows(visitor, "portfolio_scenarios")}
    assert figures["Verdeeld (IV-dagen)"] == [kept["Usueel"][3], kept["Zonder"][3]]
    projects = {row[0]: row[2:] for row in rows(visitor, "portfolio_compared_projects")}
    assert {"OV-02", "OV-04"} & set(projects) and all(first != second for first, second in projects.values())
    _, last = scenarios()
    basis = last.entry.content.basis
    adopt(last.id, DECISION, based_on=last.entry.id, follows=None, current=basis, by="Anna")
    assert [row[1] for row in rows(visitor.run(), "portfolio_scenarios")] == ["○ voorstel", "✓ aangenomen"]
