"""Who waits for whom, and where words and facts of a row do not agree."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from voortgang import charts
from voortgang.charts import Chart
from voortgang.exports.listing import Listing
from voortgang.register.measures import contradictions as found_by
from voortgang.register.measures.contradictions import contradictions
from voortgang.register.measures.dependencies import Critical, Graph, IvProject, critical, graph
from voortgang.register.measures.naming import vm_numbers
from voortgang.register.measures.selecting import Choice
from voortgang.web.measures import iv_days
from voortgang.web.measures.choosing import KEPT, View
from voortgang.web.measures.figures import as_html, show
from voortgang.web.measures.words import numbered

KINDS = (
    found_by.ON_TRACK,
    found_by.DONE,
    found_by.NO_REASON,
    found_by.OTHER_DATE,
    found_by.HOLD,
    found_by.NOT_TOLD,
    found_by.CUT,
)
"""of contradictions that are looked for"""
NO_IV = "Of de tekst zwijgt over een gekort IV-project, is niet te zien: er zijn geen IV-gegevens geleverd."


def dependencies(view: View) -> None:
    """The graph of everything that waits, and what is waited for most."""
    dependencies_with(view, iv_days.projects_to_show(view.as_of))


def dependencies_with(view: View, projects: tuple[IvProject, ...]) -> None:
    """The same, with these IV projects in it."""
    view = replace(view, choice=Choice())  # a chain goes on outside a choice, and the trust line says so
    found, most, chart = _dependencies(view, projects)
    rows = tuple(
        (
            each.node.name,
            each.node.kind,
            len(each.direct_rows),
            len(each.rows),
            each.measures,
            numbered(each.rows),
            " → ".join(found.nodes[key].name for key in each.longest),
        )
        for each in most
    )
    heads = (
        "Waarop gewacht wordt", "Soort", "Rijen rechtstreeks", "Rijen in totaal", "Maatregelen in totaal",
        "Welke rijen", "Langste keten",
    )  # fmt: skip
    show(
        view,
        Listing("measure_dependencies", "Waarop het wacht", heads, rows),
        chart,
        when_empty="In deze stand wacht geen enkele rij ergens op.",
    )
    st.caption(
        "Een pijl wijst van wie wacht naar waarop hij wacht. Dit gaat over alle rijen van de stand, want een keten "
        "loopt buiten een keuze door. Wat is geïmplementeerd of beëindigd, wacht niet en laat niet wachten."
    )


@lru_cache(maxsize=KEPT)
def _dependencies(view: View, projects: tuple[IvProject, ...]) -> tuple[Graph, tuple[Critical, ...], Chart]:
    found = graph(view.all_states, projects)
    most = critical(found)
    numbers = {state.row.measure_id: state.row.numbers for state in view.all_states}
    return found, most, charts.measure_dependencies(found, most, numbers)


def disagreements(view: View) -> None:
    """Words and facts of a row side by side, where they do not agree."""
    cut = iv_days.cut_projects(view.as_of)
    found = contradictions(view.states, view.known.entries, view.as_of, cut or ())
    rows = tuple(
        (each.row.id, each.kind, vm_numbers(each.row.numbers), each.row.measure, each.words, each.facts, each.place)
        for each in found
    )
    heads = ("Rij", "Soort", "VM", "Maatregel", "Wat er staat", "Wat het register weet", "Waar")
    show(
        view,
        Listing("measure_contradictions", "Tekst en feiten die elkaar tegenspreken", heads, rows),
        when_empty="In deze keuze spreken tekst en feiten elkaar niet tegen, voor zover het programma dat kan zien.",
    )
    kinds = Counter(each.kind for each in found)
    looked_for = tuple((kind, kinds[kind]) for kind in KINDS if cut is not None or kind != found_by.CUT)
    st.html(as_html(Listing("contradiction_kinds", "Waarnaar is gezocht", ("Soort", "Gevonden"), looked_for)))
    if cut is None:
        st.caption(NO_IV)
