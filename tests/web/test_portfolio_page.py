"""The page IV-prioritering without a browser: every tab, a pin that moves, wishes that clash, and what was kept."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from composition_samples import ALL, USUAL
from streamlit.testing.v1 import AppTest

from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.composition import Composition, evenly
from voortgang.methods.portfolio.outcome import outcome_of
from voortgang.settings import ROOT
from voortgang.web.portfolio import PARTS, controls, state
from voortgang.web.portfolio.candidates import Baseline
from voortgang.web.portfolio.composing import Composed
from voortgang.web.portfolio.figures import as_html

pytestmark = pytest.mark.usefixtures("at_home")
SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import Principal, Role, signed_in
from voortgang.web.portfolio import state
from voortgang.web.run import looking_at

with signed_in(Principal("J. Jansen", frozenset({Role.READER}))), looking_at(None):
    try:
        if "kept" in st.session_state:
            state.put(st.session_state.pop("kept"))
        runpy.run_path(PAGE)
    except VoortgangError as error:
        st.error(str(error))
"""
CHOICE, QUARTERS = "portfolio_choice", "portfolio_quarters"


def visit(kept: Composition | None = None, **query: str) -> AppTest:
    page = str(ROOT / "pages" / "prioritisation.py")
    visitor = AppTest.from_string(SCRIPT.replace("PAGE", repr(page)), default_timeout=240)
    for key, value in query.items():
        visitor.query_params[key] = value
    if kept:
        visitor.session_state["kept"] = kept
    visitor.run()
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html")).replace("\u00a0", " ")


def rows(visitor: AppTest, listing: str) -> list[list[str]]:
    table = words(visitor).split(f'data-listing="{listing}"')[1].split("</table>")[0]
    lines = re.findall("<tr>(.*?)</tr>", table.split("<tbody>")[1])
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]


def days(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", "."))


def composed(visitor: AppTest) -> Composition:
    found: Composition = visitor.session_state[state.LATEST]
    return found


def pin(visitor: AppTest, key: str, *codes: str) -> AppTest:
    visitor.multiselect(key=key).set_value(list(codes)).run()
    assert not visitor.exception
    return visitor


@pytest.mark.parametrize("tab", [tab for tab in PARTS if tab != "Scenario's"])
def test_every_tab_says_what_it_is_and_that_it_is_fictional(tab):
    visitor = visit(onderdeel=tab)
    assert not visitor.error and "<table>" in words(visitor) and "· fictief" in words(visitor)


def test_a_pin_shows_at_once_what_falls_off_and_every_table_adds_up():
    visitor = visit()
    (first, *_), capacity = rows(visitor, CHOICE), sum(each for _, each in composed(visitor).capacity)
    assert first[2] == "✖ eruit" and first[3].endswith("dagen tekort")
    pin(visitor, state.INSIDE, first[0])
    told, table = words(visitor), rows(visitor, CHOICE)
    since = told.split('aria-label="Sinds uw vorige keuze"')[1].split("</section>")[0]
    assert re.search(rf"▲ Erbij</dt><dd>{first[0]} ", since) and ("▼ Eraf" in since or "± Andere dagen" in since)
    (row,) = (row for row in table if row[0] == first[0])
    assert row[2] in ("✔ erin", "◐ deels erin") and row[4] == "+ moet erin"
    year = rows(visitor, QUARTERS)[-1]
    assert sum(days(row[6]) for row in table) == days(year[2]) and days(year[1]) == capacity
    assert days(year[2]) + days(year[3]) == capacity
    categories = rows(visitor, "portfolio_categories")
    assert sum(days(row[4]) for row in categories) == days(year[2])


def test_wishes_that_clash_are_named_and_nothing_is_lost():
    visitor = pin(visit(), state.OUTSIDE, "IB-01")
    (error,) = visitor.error
    assert "'IB-01 Beheer inningssystemen' (verplicht) moet erin" in error.value.replace("\\", "")
    assert visitor.multiselect(key=state.OUTSIDE).value == ["IB-01"]
    pin(visitor, state.OUTSIDE)
    assert not visitor.error and rows(visitor, CHOICE)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("246,25", "246.25"), ("1.246,5", "1246.5"), ("1.000", "1000"), ("0.5", "0.5"), ("veel", None), ("", None)],
)
def test_days_are_typed_in_dutch(typed, read):
    if read is not None:
        assert state.read_days("2026-K1", typed) == Fraction(read)
        return
    with pytest.raises(VoortgangError, match="is geen aantal dagen voor 2026-K1"):
        state.read_days("2026-K1", typed)


def test_days_that_cannot_be_are_told_and_stay_to_be_mended():
    visitor = visit()
    for typed, told in (("-5", "Geef nul dagen of meer"), ("1O0", "is geen aantal dagen")):
        visitor.text_input(key=state.CAPACITY[1]).set_value(typed).run()
        assert told in visitor.error[0].value and visitor.text_input(key=state.CAPACITY[1]).value == typed


def test_another_baseline_comes_with_its_own_days_and_keeps_the_pins():
    visitor = pin(visit(), state.INSIDE, "OV-09")
    offered = visitor.selectbox(key=state.BASELINE)
    offered.set_value(offered.options[-1]).run()
    chosen = composed(visitor)
    assert (chosen.baseline, chosen.pinned_in) == ("begroting", ("OV-09",))
    assert chosen.capacity == evenly(chosen.year, sum((each for _, each in chosen.capacity), Fraction(0)))
    assert "Sinds uw vorige keuze" not in words(visitor), "that was another baseline"
    visitor.button[0].click().run()
    assert composed(visitor).pinned_in == ()


def test_weights_and_the_floor_are_typed_in_dutch_too():
    visitor = visit()
    assert (visitor.text_input(key=state.FLOOR).value, visitor.text_input(key=state.WEIGHTS["ground"]).value) == (
        "60",
        "70",
    )
    visitor.text_input(key=state.WEIGHTS["citizens"]).set_value("22,5").run()
    assert dict(composed(visitor).weights)["citizens"] == Fraction("22.5")
    visitor.text_input(key=state.FLOOR).set_value("zestig").run()
    assert "is geen getal voor de ondergrens" in visitor.error[0].value


def test_a_baseline_that_another_delivery_changed_is_named_and_the_pins_stay(monkeypatch):
    visitor = pin(visit(), state.INSIDE, "OV-09")
    before, known = composed(visitor), visitor.session_state[state.BASELINE]
    for module in (state, controls):
        monkeypatch.setattr(module, "baselines", lambda: (replace(known, capacity=known.capacity + 4),))
    visitor.run()
    assert "heeft nu andere dagen" in visitor.warning[0].value and not visitor.exception
    assert composed(visitor) == replace(before, capacity=evenly(before.year, known.capacity + 4))


def test_what_is_set_is_told_with_its_own_days_whatever_was_chosen():
    baseline = Baseline(2026, USUAL.chain, USUAL.baseline, "Begroting", USUAL.total)
    chosen = replace(USUAL, capacity=evenly(2026, Fraction(900)), pinned_out=("OLD",), starts=(("NEW", "2026-K3"),))
    assert Composed(chosen, ALL, baseline, outcome_of(chosen, ALL), None).as_set == USUAL


def test_a_project_gets_a_start_and_a_minimum_and_refuses_what_cannot_be():
    visitor = visit()
    visitor.selectbox[1].set_value("OV-02")
    visitor.selectbox[2].set_value(f"{composed(visitor).year}-K2")
    visitor.text_input[-2].set_value("13,5")
    next(button for button in visitor.button if button.label == "Toepassen").click().run()
    chosen = composed(visitor)
    assert chosen.starts == (("OV-02", f"{chosen.year}-K2"),) and chosen.minimum == (("OV-02", Fraction("13.5")),)
    visitor.text_input[-2].set_value("veel")
    next(button for button in visitor.button if button.label == "Toepassen").click().run()
    assert "is geen aantal dagen voor OV" in visitor.error[0].value and composed(visitor) == chosen
    visitor.text_input[-2].set_value("999")
    next(button for button in visitor.button if button.label == "Toepassen").click().run()
    assert "met minimaal 999" in visitor.error[0].value


def test_what_was_kept_elsewhere_takes_the_place_of_what_was_chosen():
    usual = composed(visit())
    kept = replace(
        usual,
        capacity=evenly(usual.year, Fraction("900.5")),
        weights=tuple((name, weight + 1) for name, weight in usual.weights),
        pinned_in=("OV-04",),
        pinned_out=("OV-02",),
        maintenance_share=Fraction(11, 20),
        citizens_from=4,
        starts=(("OV-04", f"{usual.year}-K3"),),
        minimum=(("OV-04", Fraction(15)),),
    )
    assert composed(visit(kept)) == kept
    lost = visit(replace(kept, pinned_in=("GONE", "OV-04")))
    assert "GONE" in lost.warning[0].value and composed(lost).pinned_in == ("OV-04",)
    assert "staat niet in deze levering" in visit(replace(kept, year=1999)).error[0].value


def test_names_are_text_and_never_markup():
    drawn = as_html("x", "<i>", ("Naam",), (("<b>",),))
    assert "&lt;b&gt;" in drawn and "&lt;i&gt;" in drawn and "<b>" not in drawn
