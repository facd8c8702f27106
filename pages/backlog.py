"""How much work is open, how old is it, and is it shrinking?"""

import streamlit as st

from voortgang import charts
from voortgang.web import exhibit, filters, run

chosen = filters.sidebar()
stock, flows = st.tabs(["Voorraad", "Stromen"], key="deel", bind="query-params")
if stock.open:
    with stock:
        exhibit(run("backlog", chosen), charts.stock)
        exhibit(run("backlog_age", chosen), charts.ages)
        exhibit(run("backlog_age_summary", chosen))
        exhibit(run("falling_due", chosen), charts.falling_due)
        exhibit(run("clearance", chosen), charts.clearance)
if flows.open:
    with flows:
        exhibit(run("flow", chosen), charts.flows)
        exhibit(
            run("weekly_flow", filters.weekly_flow(chosen)),
            charts.flow_chart,
            when_empty="In deze periode ligt geen volle week (maandag tot en met zondag).",
        )
