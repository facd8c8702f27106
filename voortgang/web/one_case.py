"""One request for the role analist: its dates, what happened, and why both due dates are what they are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape

import streamlit as st

from voortgang import dutch
from voortgang.cells import cell
from voortgang.charts.timeline import timeline
from voortgang.methods.disclosure import Protected
from voortgang.methods.legal_days import Calendar
from voortgang.one_request import KnownRequest, known_on
from voortgang.pipeline.calendar import load_calendar
from voortgang.pipeline.selection import Selection
from voortgang.request_words import events, left, remarks, status, steps
from voortgang.settings import REFERENCE
from voortgang.web import access, table
from voortgang.web.access import Role
from voortgang.web.cases import REQUEST, trust
from voortgang.web.exhibit import FIGURE_CONFIG
from voortgang.web.run import current_build, run

LONGEST_ID = 128
"""of what is repeated from an address or a text field"""
AS_DELIVERED = ("team", "channel", "household", "fast_track", "recorded_due_on")


def one_request(chosen: Selection, request_id: str) -> None:
    """Everything that was known of one request on the reference date, or that it is not there."""
    principal = access.require(Role.ANALYST)
    asked = replace(chosen, request_id=request_id)
    short = request_id[:LONGEST_ID]
    access.record_look(principal, f"request {short!r} of build {current_build().id} as of {chosen.as_of}")
    st.button("Terug naar de lijst", on_click=_close)
    facts = run("one_request", asked)
    if facts.frame.empty:
        st.html(not_found(short))
        return
    known = _known(asked, facts)
    st.html(_due_dates(known))
    _timeline(known)
    st.html(_facts(facts, known))
    st.html(trust(facts))


def not_found(request_id: str) -> str:
    """What a page says about an id that is not there, as HTML."""
    return (
        f'<p role="alert">Het verzoek <q>{escape(request_id)}</q> staat niet in deze levering. Controleer het kenmerk. '
        "Dubbele en weggelaten registraties zijn hier niet te vinden.</p>"
    )


def _close() -> None:
    st.session_state[REQUEST] = ""


def _known(asked: Selection, facts: Protected) -> KnownRequest:
    suspensions, extensions = (run(name, asked).rows for name in ("request_suspensions", "request_extensions"))
    counting, calendar = current_build().counting, _calendar()
    return known_on(asked.as_of, facts.rows[0], suspensions, extensions, counting=counting, calendar=calendar)


@cache
def _calendar() -> Calendar:
    return load_calendar(REFERENCE)


def _due_dates(known: KnownRequest) -> str:
    """Both dates, what may still change them, and the reasons step by step."""
    told = {
        "Stand": status(known),
        "Servicenorm (acht weken)": left(known, known.deadlines.norm_due_on),
        "Wettelijke termijn": left(known, known.deadlines.legal_due_on),
        "Dagen opgeschort": dutch.number(known.deadlines.suspended_days),
    }
    said = "".join(f'<p class="remark">{escape(remark)}</p>' for remark in remarks(known))
    return (
        f'<h2 class="request">Verzoek {escape(known.request_id)}</h2>{table.html_list(told)}{said}'
        f'<h3 class="request">Waarom deze datums?</h3>{_ordered(steps(known))}'
    )


def _ordered(sentences: Iterable[str]) -> str:
    return f'<ol class="steps">{"".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)}</ol>'


def _timeline(known: KnownRequest) -> None:
    drawn = timeline(known)
    st.html(f'<h3 class="request">Tijdlijn</h3><p>{escape(drawn.finding)}</p>')
    st.plotly_chart(drawn.figure, config=FIGURE_CONFIG, key="figure-timeline", alt=drawn.finding)
    rows = [
        [dutch.date_long(event.happened_on), _day_number(known, event.happened_on), event.text]
        for event in events(known)
    ]
    happened = table.plain_table("Wat er gebeurde, en welke datums verstrijken", ["Dag", "Na ontvangst", "Wat"], rows)
    st.html(f'<div class="whole">{happened}</div>')


def _day_number(known: KnownRequest, day: date) -> str:
    return f"dag {dutch.number((day - known.received_on).days)}"


def _facts(facts: Protected, known: KnownRequest) -> str:
    """What the delivery says about the request itself."""
    (row,) = facts.rows
    said = {facts.metric.columns[name].label: cell(facts, row, facts.metric.columns[name]) for name in AS_DELIVERED}
    dates = {"Ontvangen": known.received_on, "Geregistreerd": known.registered_on, "Besloten": known.decided_on}
    dates |= {"Gedagtekend": known.dated_on, "Afgerond": known.stopped_on}
    told = {name: dutch.date_long(day) for name, day in dates.items() if day}
    return f'<h3 class="request">Kenmerken</h3>{table.html_list(told | said)}'
