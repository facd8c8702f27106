"""What did the task force and the fast-track rule do, and what may a letter say of it?"""

import streamlit as st

from voortgang import charts
from voortgang.web import exhibit, filters, modelled, run
from voortgang.web.answers import did_it_help

chosen = filters.sidebar()
verdict, counted, absent, rule = st.tabs(
    ["Oordeel", "Geteld", "Zonder de maatregelen", "Versnelde regel"], key="onderdeel", bind="query-params"
)
if verdict.open:
    with verdict:
        did_it_help(chosen)
        modelled("impact_verdicts", chosen)
        modelled("impact_estimates", chosen)
        modelled("impact_course", filters.impact_flow(chosen), charts.impact_course)
if counted.open:
    with counted:
        exhibit(run("work_by_desk", chosen), charts.work_by_desk)
        exhibit(run("stock_account", chosen), charts.stock_account)
        exhibit(run("closed_age_by_desk", chosen), charts.closed_ages)
        exhibit(run("closed_age_summary", chosen))
        exhibit(run("productivity_by_desk", chosen), charts.productivity)
if absent.open:
    with absent:
        modelled(
            "without_measures",
            filters.without(chosen),
            charts.without_measures,
            when_empty="Deze maatregel heeft in deze levering niets afgerond.",
        )
if rule.open:
    with rule:
        modelled("fast_track_selection", chosen, charts.fast_track_selection)
        exhibit(run("fast_track_strata", chosen))
