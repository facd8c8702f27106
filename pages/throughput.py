"""How long do requests take, measured against the eight-week norm?"""

import streamlit as st

from voortgang import charts
from voortgang.web import exhibit, filters, run
from voortgang.web.definition_card import definition_card
from voortgang.web.key_figures import key_figures

chosen = filters.sidebar()
whole = filters.whole(chosen)
trend, cohorts, spread, causes = st.tabs(
    ["Verloop", "Cohorten", "Verdeling", "Verklaring"], key="beeld", bind="query-params"
)
if trend.open:
    with trend:
        key_figures(chosen)
        exhibit(run("throughput_time", chosen), charts.throughput_against_norm)
        exhibit(run("decided_on_time", chosen), charts.share_against_norm)
        definition_card(chosen, "outflow_norm")
if cohorts.open:
    with cohorts:
        exhibit(run("cohort_on_time", chosen), charts.cohorts)
        definition_card(chosen, "cohort_norm")
        exhibit(run("survival", chosen), charts.survival_median)
if spread.open:
    with spread:
        exhibit(run("throughput_distribution", chosen), charts.distribution)
        exhibit(run("decided_within_weeks", chosen), charts.ladder)
        exhibit(run("survival_chances", whole), charts.chances)
        exhibit(
            run("survival_compared", whole),
            when_empty="Kies een uitsplitsing om groepen te vergelijken.",
        )
if causes.open:
    with causes:
        exhibit(run("clearing", filters.compared(chosen)), charts.clearing)
        exhibit(run("fast_track_share", chosen), charts.fast_track)
        exhibit(run("suspension", chosen), charts.suspension)
        exhibit(run("extension", chosen), charts.extension)
