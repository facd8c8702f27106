"""All facts of one row, and its trail: who wrote what and when."""

from html import escape
from itertools import pairwise

import streamlit as st

from voortgang.dutch import HERE, date_long, moment
from voortgang.exports.listing import Listing
from voortgang.register.measures.changes import differences
from voortgang.register.measures.model import State, Status
from voortgang.register.measures.naming import vm_numbers
from voortgang.register.measures.redating import REDATE
from voortgang.register.measures.rules import flaws
from voortgang.web import table
from voortgang.web.measures.annex import basis, informed, marks
from voortgang.web.measures.choosing import View
from voortgang.web.measures.figures import as_html, under
from voortgang.web.measures.redating import Redating

NONE = "kies een rij"
HEADS = ("Vastgelegd", "Door", "Geldt vanaf", "Wat er veranderde", "Reden")


def one_row(view: View, asked_anew: Redating) -> None:
    """A choice of rows, bound to the address, and under it everything that is known of the one that is chosen."""
    # the address holds what a reader sees in the list
    rows = {_name(state): state for state in view.states}
    asked = st.query_params.get("rij")
    if asked is not None and asked not in rows:
        st.warning("De rij in de link staat niet in deze keuze.")
    chosen = st.selectbox(
        "Alle feiten en de geschiedenis van één rij",
        [NONE, *rows],
        key="rij",
        filter_mode="contains",
        bind="query-params",
    )
    if chosen not in rows:
        return
    state = rows[chosen]
    st.html(f"<h3>{escape(state.row.measure)}</h3>{table.html_list(_facts(state, view, asked_anew))}")
    trail = _trail(view, state)
    st.html(f"<h3>{escape(trail.title)}</h3>")
    under(view, trail)
    st.html(as_html(trail))


def _name(state: State) -> str:
    return f"{state.row.id}: {vm_numbers(state.row.numbers)} {state.row.measure}"


def _facts(state: State, view: View, asked_anew: Redating) -> dict[str, str]:
    row, content, status = state.row, state.status.content, state.status
    days = {"Streefdatum": content.target_on, "Eerst beloofd": content.first_promised_on}
    noteworthy = (*marks(content, view.as_of), *asked_anew.marks(row.id))
    days["Herbeoordelen op"] = content.review_on
    return {
        "Rij": f"{row.id}: {row.section}",
        "Ambitie": f"{row.ambition} (pagina {row.page} van de invorderingsstrategie)",
        "VM-nummers": vm_numbers(row.numbers),
        "Fase": f"{content.phase} ({basis(content)})",
        "Bijzonderheden": ", ".join(word for _, word in noteworthy) or "geen",
        REDATE.capitalize(): " ".join(asked_anew.told(row.id)),
        "Wat ontbreekt": " ".join(flaws(content)),
        "Redenen": ", ".join(content.reasons) or "geen",
        "Wacht op": ", ".join(content.depends_on) or "niets bekend",
        **{name: date_long(day) if day else "geen" for name, day in days.items()},
        "Eigenaar": content.owner or "niet ingevuld",
        "Toelichting": content.explanation,
        "Deelresultaten": content.partial_results,
        "Bewijs": content.evidence,
        "Uitkomst": content.outcome,
        "Kamer geïnformeerd": "; ".join(informed(content, view.as_of)) or "-",
        "Geldt vanaf": date_long(status.valid_from),
        "Vastgelegd": f"{moment(status.recorded_at.astimezone(HERE))} door {status.recorded_by}",
    }


def _trail(view: View, state: State) -> Listing:
    """Oldest first, as far as it was known; also what begins after the day that is looked at."""
    log = view.known.entries[state.row.id]
    changes = ["eerste vastlegging", *(_changed(before, after) for before, after in pairwise(log))]
    rows = tuple(
        (
            moment(status.recorded_at.astimezone(HERE)),
            status.recorded_by,
            status.valid_from,
            changed,
            ", ".join(filter(None, (status.change_reason, status.target_reason))) or None,
        )
        for status, changed in zip(log, changes, strict=True)
    )
    return Listing(f"measure_trail_{state.row.id}", f"Geschiedenis van rij {state.row.id}", HEADS, rows)


def _changed(before: Status, after: Status) -> str:
    return "; ".join(differences(before.content, after.content)) or "alleen de ingangsdatum"
