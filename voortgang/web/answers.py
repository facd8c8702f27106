"""The answer first: what a page is opened for, in the sentences of the figures under it."""

from html import escape

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.pipeline.selection import Selection
from voortgang.web import table
from voortgang.web.exhibit import asked_of_model


def did_it_help(chosen: Selection) -> None:
    """The verdict on each measure; the inflow is only a check."""
    try:
        rows = asked_of_model("impact_verdicts", chosen).rows
    except VoortgangError:
        return  # the table says why
    told = {
        f"{row['measure']}: {row['outcome']}": row["conclusion"]
        for row in rows
        if not row["outcome"].startswith("instroom")
    }
    st.html(table.html_list({name[:1].upper() + name[1:]: sentence for name, sentence in told.items()}))


def when_is_the_norm_met(chosen: Selection) -> None:
    """What the chosen scenario says about the norm."""
    try:
        (row,) = asked_of_model("forecast_scenarios", chosen).rows
    except VoortgangError:
        return  # the figure says why
    st.html(f'<p class="answer">{escape(row["norm"])}</p>')
