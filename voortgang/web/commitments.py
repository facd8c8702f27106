"""The list of commitments: of which day, as known when, which of them, and where each stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape

import streamlit as st

from voortgang.dutch import HERE, MISSING, date_long, date_short, number, plural
from voortgang.glossary import has_all
from voortgang.register.commitments.changes import settled_in
from voortgang.register.commitments.model import KINDS, Commitment, Content
from voortgang.register.commitments.reading import commitments
from voortgang.register.commitments.rules import (
    DUE_SOON,
    OPEN,
    OVERDUE,
    SETTLED,
    STANDINGS,
    WITHDRAWN,
    is_open,
    standing,
)
from voortgang.web import access, table
from voortgang.web.bound import day, option

TITLE = "Toezeggingen"
ALL, STILL_OPEN, NOBODY = "alle", "nog niet afgedaan", "geen eigenaar"
LONGEST_SEARCH = 200
ICONS = {OVERDUE: "▲", DUE_SOON: "◆", OPEN: "○", SETTLED: "✓", WITHDRAWN: "×"}
HEADS = ["Nr.", "Stand", "Soort", "Toezegging", "Gevraagd door", "Bron", "Gedaan op", "Termijn", "Eigenaar", "Afgedaan"]
EMPTY = (
    "Er staan nog geen toezeggingen of moties in het register. De Kamerbrief van 21 mei 2025 en de bijlage noemen er "
    "geen met een datum en vindplaats, en er is niets verzonnen: het register begint leeg."
)


@dataclass(frozen=True)
class View:
    """What one visitor looks at."""

    as_of: date
    known_on: date
    is_now: bool
    """nothing that holds or is known today is left out"""
    all: tuple[Commitment, ...]
    shown: tuple[Commitment, ...]
    """those that were asked for: open ones first, the latest on top"""

    @property
    def trust(self) -> str:
        """Which day, which knowledge and how many, in one line."""
        counted = plural(len(self.shown), "toezegging of motie", "toezeggingen en moties")
        return f"Stand op {date_long(self.as_of)} · zoals bekend op {date_long(self.known_on)} · {counted}"


def today() -> date:
    """The day on which the visitor looks."""
    return datetime.now(HERE).date()


def choose() -> View:
    """Draw the choices and return what they mean."""
    access.require()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        as_of = day("Stand op", "dag", today())
        known_on = day("Zoals bekend op", "bekend_op", today(), today())
        words: str = st.text_input(
            "Zoeken in alle velden",
            key="zoekwoord",
            bind="query-params",
            type="search",
            max_chars=LONGEST_SEARCH,
            placeholder="bijvoorbeeld 31066 of wachttijd",
            width=360,
        )
    is_known = known_on >= today()
    found = commitments(as_of, None if is_known else datetime.combine(known_on, time.max, HERE))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = option("Soort", "soort", {ALL: "", **{label: code for code, label in KINDS.items()}}, 230)
        owner = option("Eigenaar", "verantwoordelijk", _owners(found), 230)
        wanted = option(
            "Stand", "status", {ALL: STANDINGS, STILL_OPEN: STANDINGS[:3], **{s: (s,) for s in STANDINGS}}, 230
        )
    shown = (
        each
        for each in found
        if kind in ("", each.entry.content.kind)
        and owner in ("", each.entry.content.owner or NOBODY)
        and standing(each.entry.content, as_of) in wanted
        and has_all(words, " ".join([*row(each, as_of), *_unshown(each.entry.content)]))
    )
    return View(as_of, known_on, is_known and as_of == today(), found, tuple(sorted(shown, key=_order(as_of))))


def _owners(found: tuple[Commitment, ...]) -> dict[str, str]:
    owners = sorted({each.entry.content.owner or NOBODY for each in found})
    return {ALL: "", **{owner: owner for owner in owners}}


def _order(as_of: date) -> Callable[[Commitment], tuple[int, date, int]]:
    """Late before soon before open, and of those what is due first on top; then what is over."""

    def place(each: Commitment) -> tuple[int, date, int]:
        content = each.entry.content
        return STANDINGS.index(standing(content, as_of)), content.due_on or date.max, each.id

    return place


def show_list(view: View) -> None:
    """The commitments as a table, and how many there are."""
    if not view.all:
        told = EMPTY if view.is_now else "Op die dag stond er, voor zover toen bekend, niets in het register."
        st.info(told)
        return
    st.html(f'<p role="status" class="events">{escape(summary(view))}</p>')
    rows = [row(each, view.as_of) for each in view.shown]
    st.html(table.plain_table(TITLE, HEADS, rows))


def summary(view: View) -> str:
    """How many are shown, how many are still to be met and how many of those are late."""
    contents = [each.entry.content for each in view.shown]
    late = sum(standing(content, view.as_of) == OVERDUE for content in contents)
    return (
        f"{number(len(view.shown))} van de {plural(len(view.all), 'toezegging of motie', 'toezeggingen en moties')}, "
        f"waarvan {number(sum(map(is_open, contents)))} nog niet afgedaan en {number(late)} te laat."
    )


def row(each: Commitment, as_of: date) -> list[str]:
    """The cells of one commitment, as a reader sees them."""
    content = each.entry.content
    return [
        str(each.id),
        told_standing(content, as_of),
        KINDS[content.kind],
        content.text,
        content.asked_by,
        source(content),
        date_short(content.made_on),
        due(content),
        content.owner or MISSING,
        settled_in(content.settled) if content.settled else content.withdrawal or MISSING,
    ]


def told_standing(content: Content, as_of: date) -> str:
    """Where it stands, as an icon and words: never by an icon alone."""
    name = standing(content, as_of)
    days = (content.due_on - as_of).days if content.due_on else 0
    told = {
        OVERDUE: f"{plural(-days, 'dag', 'dagen')} te laat",
        DUE_SOON: f"nog {plural(days, 'dag', 'dagen')}" if days else "vandaag",
    }
    return f"{ICONS[name]} {told.get(name, name)}"


def source(content: Content) -> str:
    """Where it can be found: dossier and number kept apart, as everywhere."""
    paper = f"{content.dossier} nr. {content.number}" if content.number else content.dossier
    day = date_short(content.source_on) if content.source_on else ""
    return ", ".join(filter(None, [content.session, paper, day])) or MISSING


def due(content: Content) -> str:
    """The due date, with the first one beside it when it moved."""
    now = date_short(content.due_on) if content.due_on else "geen"
    is_moved = content.first_due_on and content.first_due_on != content.due_on
    return f"{now} (eerst {date_short(content.first_due_on)})" if is_moved else now


def _unshown(content: Content) -> tuple[str, ...]:
    return (content.withdrawal, content.due_on.isoformat() if content.due_on else "")
