"""The page of IV days without a browser: every tab, choices in the address, alerts, and deliveries without IV days."""

import re
from dataclasses import replace
from datetime import date

import pytest
from measure_writing import write_status
from small_delivery import build_small, write_delivery
from streamlit.testing.v1 import AppTest

from voortgang.register import store
from voortgang.register.measures.model import Because
from voortgang.register.measures.reading import statuses
from voortgang.settings import ROOT, settings
from voortgang.web.access import LOCAL, signed_in
from voortgang.web.iv import PARTS
from voortgang.web.iv.choosing import NO_IV
from voortgang.web.iv.parts import NOT_SET
from voortgang.web.measures.redating import sentence

DELIVERED_ON = date(2025, 9, 15)
REQUEST = [{"request_id": "r0", "received_on": date(2024, 6, 3)}]
SUMMER = {"baseline": "herijking_1", "set_on": date(2025, 6, 23), "set_by": "portfolio_overleg"}
WHY = Because(target="wetgeving")
MARKUP = "<b>Vet</b> **ook**"
OVER_COMMITTED = {
    "iv_capacity": [{"days": 100}, SUMMER | {"days": 30}],
    "iv_projects": [
        {"project": "A", "name": MARKUP, "measures": "17", "citizens_score": 4},
        {"project": "B", "name": "herstel", "category": None, "is_recovery": True, "is_mandatory": True},
    ],
    "iv_requests_allocations": [
        {"project": "A", "requested": 20, "allocated": 20},
        {"project": "B", "requested": 30, "allocated": 30},
        {"project": "A", "requested": 20, "allocated": 2.5, "baseline": "herijking_1", "reason": "minder_capaciteit"},
        {"project": "B", "requested": 30, "allocated": 30, "baseline": "herijking_1"},
    ],
    "iv_realised": [{"project": "A", "month_on": date(2025, 1, 1), "days": 2}],
}
SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import Principal, Role, signed_in

with signed_in(Principal("J. Jansen", frozenset({Role.READER}))):
    try:
        runpy.run_path(PAGE)
    except VoortgangError as error:
        st.error(str(error))
"""


def visit(page: str = "iv_days", **query: str) -> AppTest:
    script = SCRIPT.replace("PAGE", repr(str(ROOT / "pages" / f"{page}.py")))
    visitor = AppTest.from_string(script, default_timeout=240)
    for key, value in query.items():
        visitor.query_params[key] = value
    visitor.run()
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


@pytest.fixture(scope="module")
def small_homes(tmp_path_factory):
    """Two homes: without IV days, and with more promised than there are."""
    made = {}
    for name, iv in (("without", None), ("over", OVER_COMMITTED)):
        made[name] = home = tmp_path_factory.mktemp(name)
        delivery = write_delivery(home / "delivery", REQUEST, delivered_on=DELIVERED_ON, iv=iv)
        build_small(delivery, home / "warehouse.duckdb").close()
    return made


@pytest.fixture
def live_in(small_homes, monkeypatch):
    """Move to one of these homes."""

    def move(name: str) -> None:
        monkeypatch.setenv("VOORTGANG_HOME", str(small_homes[name]))
        monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
        settings.cache_clear()

    yield move
    store.close()
    settings.cache_clear()


@pytest.mark.parametrize("tab", PARTS)
def test_every_tab_shows_figures_of_the_year_and_says_how_far_they_carry(at_home, tab):
    visitor = visit(onderdeel=tab)
    told = words(visitor)
    assert not visitor.error and not visitor.warning and "▲ Alarm" not in told
    assert "<table>" in told and "Peildatum 31 december 2025 · jaar 2025" in told and "fictieve gegevens" in told


def numbers(told: str, metric: str, at: int) -> dict[str, float]:
    """Per first cell of a table the sum of one column, counted from the end."""
    body = told.split(f'data-metric="{metric}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    found: dict[str, float] = {}
    for row in body.split("</tr>")[:-1]:
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        found[cells[0]] = found.get(cells[0], 0) + float(cells[at].replace(".", "").replace(",", "."))
    return found


@pytest.mark.parametrize("split", ["categorie", "project", "organisatie"])
def test_every_table_of_the_page_adds_up_to_the_same_days(at_home, split):
    told = words(visit(iv_uitsplitsing=split))
    (capacity,) = numbers(told, "iv_division", -1).values()
    stacked = numbers(told, "iv_capacity_by_part", -1)
    assert capacity == stacked["Herijking 3"] > 900
    moved = words(visit(iv_uitsplitsing=split, onderdeel="Herijkingen"))
    steps = numbers(moved, "iv_course", 2)
    allocated = sum(numbers(moved, "iv_days", 5).values())
    assert steps["laatste stand"] == allocated == capacity
    assert steps["Begroting"] == sum(numbers(moved, "iv_days", 3).values())


def test_a_project_is_followed_on_its_own(at_home):
    together = words(visit(onderdeel="Voortgang"))
    assert "Innen &amp; Betalen" in together
    visitor = visit(onderdeel="Voortgang", iv_uitsplitsing="project")
    name = next(each for each in visitor.selectbox(key="wat").options if each.startswith("OV-04"))
    visitor.selectbox(key="wat").select(name).run()
    body = words(visitor).split('data-metric="iv_burn_up"')[1].split("</table>")[0]
    assert body.count("OV-04") == 12 and "OV-05" not in body


def test_other_assumptions_are_shown_beside_those_of_the_build(at_home):
    visitor = visit(onderdeel="Aannamen")
    told = words(visitor)
    assert "Aanname: de 60% gaat af van de 1.000 dagen" in told and "bij implementatie nieuwe wetgeving" in told
    visitor.selectbox(key="hersteloperatie").select("Overige vernieuwing").run()
    visitor.selectbox(key="instandhouding").select("nee").run()
    visitor.selectbox(key="burgerscore").select("5").run()
    told = words(visitor)
    assert "bij overige vernieuwing. Voor instandhouding zijn 600 IV-dagen" in told and "zouden het er 0 zijn" in told
    assert "aanname: hersteloperatie bij overige_vernieuwing" in told and "naast deze dagen" in told
    assert "aanname: score voor burgers vanaf 5" in told


def test_measures_that_wait_are_told_with_their_projects_and_their_graph(at_home):
    told = words(visit(onderdeel="Burgers en maatregelen"))
    assert "maatregelen wachten op IV." in told and "Gevraagd en niets gekregen:" in told
    assert "Te herdateren na minder IV-dagen in een herijking (fictief):" in told
    assert 'data-listing="measure_dependencies"' in told and "IV-project" in told


def test_a_delivery_without_iv_days_says_so(live_in):
    live_in("without")
    visitor = visit()
    assert [error.value for error in visitor.error] == [NO_IV] and "table" not in words(visitor)
    measures = words(visit("measures", onderdeel="Tabel", stand="2025-09-15"))
    assert "<tr data-row=" in measures and "erdateren" not in measures


def test_too_much_promised_is_an_alert_on_every_tab(live_in):
    live_in("over")
    for tab in ("Verdeling", "Aannamen"):
        told = words(visit(onderdeel=tab))
        assert (
            '<p role="alert" class="answer">▲ Alarm: Er is meer toegekend dan er dagen zijn: in herijking 1 van' in told
        )
        assert "2,5 IV-dagen (32,5 toegekend, 30 beschikbaar)" in told and "<b>Vet" not in told


@pytest.mark.parametrize("tab", PARTS)
def test_before_the_first_baseline_there_is_a_sentence(live_in, tab):
    live_in("over")
    visitor = visit(onderdeel=tab, peildatum="2024-06-03")
    assert not visitor.error and not visitor.warning
    assert [each.value for each in visitor.info if each.value == NOT_SET]


def test_a_year_or_chain_that_is_not_there_is_told(live_in):
    live_in("over")
    told = visit(jaar="2031", keten="keten Z").warning
    assert [each.value.split(" in de link")[0] for each in told] == ["'Jaar'", "'Keten'"]


def test_a_cut_project_asks_its_measure_for_another_date_until_it_has_one(live_in):
    live_in("over")
    told = words(visit("measures", onderdeel="Tabel", stand="2025-09-15"))
    assert told.count("⟲</span>&nbsp;herdateren (fictief)") == told.count("<b>Herdateren:</b>") == 1
    assert "ging bij herijking 1 van 2025 van 20 naar 2,5 IV-dagen; vastgesteld op 23 juni 2025 door" in told
    assert "<b>Vet" not in told and "&lt;b&gt;Vet&lt;/b&gt; **ook** (fictief)" in told
    assert "erdateren" not in words(visit("measures", onderdeel="Tabel", stand="2025-06-22"))
    seen = next(state for state in statuses(DELIVERED_ON) if 17 in state.row.numbers)
    name = f"{seen.row.id}: VM 17 {seen.row.measure}"
    assert "<dt>Herdateren</dt><dd>Project " in words(
        visit("measures", onderdeel="Tabel", stand="2025-09-15", rij=name)
    )
    with signed_in(LOCAL):
        assert sentence(DELIVERED_ON).endswith("(fictief): 1 maatregel (1 rij); zie de pagina Maatregelen.")
        later = replace(seen.status.content, target_on=date(2026, 7, 1))
        write_status(seen.row.id, later, date(2025, 7, 1), based_on=seen.latest_id, by="Anna", because=WHY)
        assert (sentence(date(2025, 6, 30))[:13], sentence(DELIVERED_ON)) == ("Te herdateren", "")
