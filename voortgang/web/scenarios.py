"""Scenarios of the forecast: those that everyone wants to see, and those that people keep by name."""

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import AS_IT_IS, Scenario
from voortgang.pipeline.selection import HALF_A_YEAR, Selection
from voortgang.register import scenarios as register
from voortgang.web import access
from voortgang.web.bound import DATE_FORMAT
from voortgang.web.events import MAY_WRITE
from voortgang.web.exhibit import modelled

USUAL = (
    AS_IT_IS,
    Scenario("Versnelde regel stopt", rule="stops"),
    Scenario("10% meer instroom", inflow_factor=1.1),
    Scenario("5 fte meer", extra_fte=5.0),
)
"""on everyone's list, and not to be removed"""
RULES = {"blijft zoals zij is": "keeps", "stopt": "stops", "wordt structureel": "structural"}
FURTHEST = timedelta(weeks=48)
"""a norm that is met after it cannot be seen to stay met within a year"""


def offered() -> tuple[Scenario, ...]:
    """The usual scenarios, and those that were kept by name."""
    access.require()
    return (*USUAL, *register.scenarios())


def needed(chosen: Selection) -> None:
    """The question the other way round, for the chosen scenario: what does it take to meet the norm by a day?"""
    with st.form("needed", enter_to_submit=False):
        st.markdown("**Andersom gevraagd:** wat is nodig om de norm op tijd te halen?")
        by = st.date_input(
            "Norm gehaald vóór",
            chosen.as_of + HALF_A_YEAR,
            chosen.as_of + timedelta(weeks=2),
            chosen.as_of + FURTHEST,
            format=DATE_FORMAT,
        )
        is_asked = st.form_submit_button("Reken uit")
    if is_asked:
        modelled("forecast_needed", replace(chosen, met_by=by))


def scenario_forms(scenarios: tuple[Scenario, ...]) -> None:
    """Keep a scenario under a name, or take one off the list; for who may write."""
    principal = access.require()
    if not any(principal.has(role) for role in MAY_WRITE):
        st.caption("Scenario's bewaren kan met de rol analist, briefredacteur of beheerder.")
        return
    with st.expander("Scenario bewaren of verwijderen"):
        _save_form(principal.name)
        _remove_form(principal.name, [each.name for each in scenarios[len(USUAL) :]])


def _save_form(by: str) -> None:
    with st.form("scenario-kept", enter_to_submit=False):
        name = st.text_input("Naam", max_chars=register.LONGEST_NAME)
        until = st.date_input("Laatste dag van de taskforce (leeg: zoals nu)", None, format=DATE_FORMAT)
        fte = st.number_input("Extra fte in de reguliere teams", -100.0, 100.0, 0.0, 0.5, format="%.1f")
        inflow = st.number_input("Instroom ten opzichte van de prognose (%)", 0, 1000, 100, 5)
        rule = RULES[st.selectbox("De versnelde regel", RULES, filter_mode=None)]
        if st.form_submit_button("Bewaren"):
            register.save_scenario(named(Scenario(name, until, fte, inflow / 100, rule)), by=by)
            st.rerun()


def named(scenario: Scenario) -> Scenario:
    """The same scenario; raises VoortgangError when its name is one of the usual, which nobody may replace."""
    if scenario.name.strip() in {each.name for each in USUAL}:
        raise VoortgangError(f"'{scenario.name.strip()}' is een vast scenario. Kies een andere naam.")
    return scenario


def _remove_form(by: str, names: list[str]) -> None:
    if not names:
        return
    with st.form("scenario-removed", enter_to_submit=False):
        name = st.selectbox("Verwijderen", names, filter_mode=None)
        if st.form_submit_button("Verwijderen"):
            register.remove_scenario(name, by=by)
            st.rerun()
