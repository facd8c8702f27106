"""The choices in the sidebar, bound to the address: a link shows another person the same figures.

A value that equals its default drops from the address, and defaults move with each delivery. So the fixed link spells
out every value, and the build it was made with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import Scenario
from voortgang.pipeline.selection import Selection
from voortgang.readable import FAST_TRACK
from voortgang.web.bound import DATE_FORMAT, tell_when_ignored
from voortgang.web.events import breaks
from voortgang.web.run import current_build, run, warehouse

ALL = "alle"
PERIODS = {"maand": "month", "week": "week", "tertaal": "tertaal", "briefperiode": "letter"}
SPLITS = {
    "niet uitsplitsen": "none",
    "team": "team",
    "kanaal": "channel",
    "versneld of regulier": "fast_track",
    "huishouden": "household",
    "uitkomst": "outcome",
}
FLOWS = {
    "instroom": "received",
    "besluiten": "decided",
    "besluiten per fte": "productivity",
    "aandeel opgeschort": "suspended",
    "aandeel versneld": "fast_track",
}
WITHOUT = {"de taskforce": "task_force", "de versnelde regel": "fast_track", "beide": "both"}
FAST_TRACKS = {ALL: None, FAST_TRACK["ja"]: True, FAST_TRACK["nee"]: False}
KEYS = ("peildatum", "van", "tot", "per", "uitsplitsen", "team", "kanaal", "versneld")
"""of the widgets in the sidebar, and so in the address"""
BUILD = "build"
"""in the address and in the session: the build that a fixed link names"""
TABS = ("beeld", "deel", "onderdeel")
OF_IV = ("wat", "hersteloperatie", "instandhouding", "burgerscore")
PAGE_KEYS = (*TABS, *OF_IV, "stroom", "reeks", "zonder", "scenario", "eerste", "tweede", "bladzijde", "verzoek")
"""of the widgets that only one page has"""


def sidebar() -> Selection:
    """Draw the filters and return what was chosen; raises VoortgangError when the choice cannot be answered."""
    opened = warehouse()
    choices = opened.choices
    channels = {ALL: None, **{opened.labels.get(code, code): code for code in choices["channel"]}}
    teams = {ALL: None, **{team: team for team in choices["team"]}}
    with st.sidebar:
        st.header("Keuze", anchor=False)
        as_of, since, until = _period()
        chosen = Selection(
            as_of=as_of,
            since=since,
            until=min(until, as_of),
            period=option("Per", "per", PERIODS),
            split=option("Uitsplitsen naar", "uitsplitsen", SPLITS),
            team=option("Team", "team", teams),
            channel=option("Kanaal", "kanaal", channels),
            fast_track=option("Versneld", "versneld", FAST_TRACKS),
        )
        fixed_link(KEYS)
    if chosen.since > chosen.until:
        raise VoortgangError(
            f"De periode begint op {dutch.date_long(since)} en eindigt op {dutch.date_long(chosen.until)}. "
            "Kies bij 'Van' een eerdere dag."
        )
    return chosen


def whole(chosen: Selection) -> Selection:
    """The same choice as one period."""
    return replace(chosen, period="all")


def weekly_flow(chosen: Selection) -> Selection:
    """Which flow, with a new segment at each event that changes it."""
    flow = option("Stroom", "stroom", FLOWS)
    return replace(chosen, flow=flow, breaks=breaks(flow))


def impact_flow(chosen: Selection) -> Selection:
    """Decisions, or the inflow as a check."""
    return replace(chosen, flow=option("Stroom", "reeks", {name: FLOWS[name] for name in ("besluiten", "instroom")}))


def without(chosen: Selection) -> Selection:
    """The measure to think away."""
    return replace(chosen, without=option("Zonder", "zonder", WITHOUT))


def scenario(scenarios: Sequence[Scenario]) -> Scenario:
    """The scenario to look at, by name."""
    found: Scenario = option("Scenario", "scenario", {each.name: each for each in scenarios})
    return found


def with_scenarios(chosen: Selection, scenarios: tuple[Scenario, ...]) -> Selection:
    """The same choice, for these scenarios."""
    return replace(chosen, scenarios=scenarios)


def compared(chosen: Selection) -> Selection:
    """Two complete periods to compare: unless chosen otherwise, the last one and the one before."""
    names = {
        dutch.period(row["period_on"], chosen.period): (row["period_on"].date(), row["until_on"].date())
        for row in reversed(run("periods", chosen).rows)
        if row["is_complete"]
    }
    if len(names) < 2:
        raise VoortgangError("Er zijn geen twee volledige perioden in deze keuze. Kies bij 'Van' een eerdere dag.")
    newest, *earlier = names
    with st.container(horizontal=True):
        older = {name: names[name] for name in [*earlier, newest]}
        compared_since, compared_until = option("Eerste periode", "eerste", older)
        since, until = option("Tweede periode", "tweede", names)
    return replace(chosen, since=since, until=until, compared_since=compared_since, compared_until=compared_until)


def default_selection() -> Selection:
    """What a reader sees first: the last twelve full months and the running one, as of the delivery."""
    made = current_build()
    latest = made.delivered_on
    since = max(min(made.first_received_on or latest, latest), _year_before(latest))
    return Selection(as_of=latest, since=since, until=latest)


def reference_date() -> date:
    """The reference date as chosen on this or another page, else that of the delivery."""
    latest = current_build().delivered_on
    chosen = st.session_state.get("peildatum") or _date_in_address("peildatum") or latest
    return min(chosen, latest)


def choose_reference_date() -> date:
    """Draw the field for the reference date, at the latest that of the delivery; returns what was chosen."""
    default = default_selection()
    first = min(current_build().first_received_on or default.since, default.since)
    return _day("Peildatum", "peildatum", default.as_of, first, default.as_of)


def _period() -> tuple[date, date, date]:
    default = default_selection()
    first = min(current_build().first_received_on or default.since, default.since)
    as_of = choose_reference_date()
    since = _day("Van", "van", default.since, first, default.as_of)
    until = _day("Tot en met", "tot", default.until, first, default.as_of)
    if until > as_of:
        st.caption(f"Gerekend tot en met de peildatum, {dutch.date_long(as_of)}.")
    return as_of, since, until


def _year_before(day: date) -> date:
    """The first day of the same month a year earlier."""
    return date(day.year - 1, day.month, 1)


def _day(label: str, key: str, default: date, first: date, last: date) -> date:
    tell_when_ignored(label, key, lambda text: first <= date.fromisoformat(text) <= last, dutch.date_long(default))
    return st.date_input(label, default, first, last, key=key, format=DATE_FORMAT, bind="query-params") or default


def option(label: str, key: str, options: dict[str, Any]) -> Any:
    """What is chosen from a list; the first holds without a choice."""
    first = next(iter(options))
    tell_when_ignored(label, key, options.__contains__, first)
    return options[st.selectbox(label, options, key=key, filter_mode=None, bind="query-params")]


def _date_in_address(key: str) -> date | None:
    try:
        return date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        return None


def fixed_link(keys: Sequence[str]) -> None:
    """A link that never drifts: each choice with one of these keys and the build are spelled out, the defaults too."""
    chosen = [*keys, *(key for key in PAGE_KEYS if key in st.query_params)]
    # a widget that comes after this link has no value of its own yet in the first run
    known = {**st.query_params.to_dict(), **{key: st.session_state[key] for key in chosen if key in st.session_state}}
    values: Iterable[tuple[str, str]] = ((key, str(known[key])) for key in chosen if key in known)
    query = escape("?" + urlencode([*values, (BUILD, current_build().id)]))
    st.html(
        f'<p class="fixed-link"><a href="{query}" target="_self">Vaste link naar deze keuze</a> '
        f'<button type="button" class="copy" data-copy="{query}">Kopieer vaste link</button></p>'
    )
