"""Events beside the figures: from the delivery, from fixed reference data, and added by the people who use them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

import streamlit as st

from voortgang import dutch
from voortgang.pipeline.selection import Flow
from voortgang.register import events as register
from voortgang.web import access, table
from voortgang.web.access import Role
from voortgang.web.bound import DATE_FORMAT
from voortgang.web.run import current_build, run

CHANGES_INFLOW = ("Herstelactie",)
"""kinds of event after which more or fewer people ask; every other kind changes how requests are handled"""
MAY_WRITE = (Role.ANALYST, Role.LETTER_EDITOR, Role.ADMINISTRATOR)
_once: ContextVar[list[tuple["Event", ...]] | None] = ContextVar("once", default=None)
HEADS = ["Dag", "Gebeurtenis", "Soort", "Nieuw segment", "Bron"]


@dataclass(frozen=True)
class Event:
    """What is drawn on an axis of time and listed under the figure."""

    happened_on: date
    title: str
    kind: str
    is_break: bool
    source: str
    id: int | None = None
    """in the register; None for what came with the delivery or the reference data"""


def events() -> tuple[Event, ...]:
    """Every event in force, in order of day; asked once for what happens inside `asked_once`."""
    access.require()
    once = _once.get()
    if once is None:
        return _events()
    if not once:
        once.append(_events())
    return once[0]


def breaks(flow: Flow) -> tuple[tuple[date, str], ...]:
    """The days on which a new segment of this flow begins, and why; what comes in changes by other causes."""
    return tuple(
        (event.happened_on, event.title)
        for event in events()
        if event.is_break and (flow == "received") == (event.kind in CHANGES_INFLOW)
    )


@contextmanager
def asked_once() -> Iterator[None]:
    """Each figure of a page shows the same events, so one script run asks the register once."""
    token = _once.set([])
    try:
        yield
    finally:
        _once.reset(token)


def _events() -> tuple[Event, ...]:
    delivered = [
        Event(row["happened_on"].date(), row["title"], row["kind"], bool(row["is_break"]), row["source"])
        for row in run("events").rows
    ]
    added = [
        Event(each.happened_on, each.title, register.KINDS[each.kind], each.is_break, _by(each), each.id)
        for each in register.events()
    ]
    return tuple(sorted([*delivered, *added], key=lambda event: (event.happened_on, event.title)))


def _by(event: register.Event) -> str:
    return f"toegevoegd door {event.recorded_by} op {dutch.date_long(event.recorded_at.date())}"


def event_list() -> None:
    """All events as a table, and for who may write the forms to add and withdraw one."""
    st.header("Gebeurtenissen", anchor=False)
    found = events()
    rows = [
        [dutch.date_long(each.happened_on), each.title, each.kind, "ja" if each.is_break else "nee", each.source]
        for each in found
    ]
    st.html(table.plain_table("Gebeurtenissen die in de figuren staan", HEADS, rows))
    principal = access.require()
    if not any(principal.has(role) for role in MAY_WRITE):
        st.caption("Toevoegen kan met de rol analist, briefredacteur of beheerder.")
        return
    with st.expander("Gebeurtenis toevoegen of intrekken"):
        _add_form(principal.name)
        _withdraw_form(principal.name, [each for each in found if each.id is not None])


def _add_form(by: str) -> None:
    with st.form("event", clear_on_submit=True, enter_to_submit=False):
        day = st.date_input("Dag", current_build().delivered_on, format=DATE_FORMAT)
        title = st.text_input("Wat gebeurde er? (zonder namen of nummers)", max_chars=register.LONGEST_TITLE)
        kind = st.selectbox("Soort", register.KINDS, format_func=register.KINDS.__getitem__, filter_mode=None)
        is_break = st.checkbox(
            "Verandert het werk (een herstelactie: de instroom): begin een nieuw segment in regelkaarten"
        )
        if st.form_submit_button("Toevoegen"):
            register.add_event(day, title, kind, is_break=is_break, by=by)
            st.rerun()


def _withdraw_form(by: str, added: list[Event]) -> None:
    if not added:
        return
    names = {each.id: f"{dutch.date_long(each.happened_on)}: {each.title}" for each in added if each.id is not None}
    with st.form("withdrawal", clear_on_submit=True, enter_to_submit=False):
        which = st.selectbox("Intrekken", names, format_func=names.__getitem__, filter_mode=None)
        reason = st.text_input("Reden", max_chars=register.LONGEST_REASON)
        if st.form_submit_button("Intrekken"):
            register.withdraw_event(which, by=by, reason=reason)
            st.rerun()
