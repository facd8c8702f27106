"""Two to four scenarios side by side."""

from collections.abc import Sequence

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.exports.decision_note.words import labelled, shown
from voortgang.methods.portfolio.comparing import FEWEST, MOST, Comparison, compare
from voortgang.register.portfolios.model import Scenario
from voortgang.register.portfolios.rules import latest_adoption
from voortgang.web.notices import literal
from voortgang.web.portfolio.figures import Cell, as_html
from voortgang.web.portfolio.kept import subject_of
from voortgang.web.portfolio.scenario_files import workbook_file

COMPARED = "portfolio-compared"
CAN, CANNOT = "✔\u00a0kan door", "✖\u00a0wacht"


def compared(found: Sequence[Scenario]) -> None:
    """Choose some, and see what differs; nothing when there is only one."""
    if len(found) < FEWEST:
        return
    st.header("Vergelijken", anchor=False)
    known = {each.name: each for each in found}
    names = st.multiselect(
        f"Kies {FEWEST} tot {MOST} scenario's",
        list(known),
        key=COMPARED,
        max_selections=MOST,
        placeholder="Kies scenario's",
        select_all=False,
        filter_mode=None,
    )
    if len(names) < FEWEST:
        return
    try:
        subjects = [subject_of(each, latest_adoption(found, each)) for each in map(known.__getitem__, names)]
        comparison = compare([each.side for each in subjects])
    except VoortgangError as error:
        st.error(literal(str(error)))
        return
    workbook_file("scenarios-naast-elkaar.xlsx", [known[name] for name in names], subjects)
    _show(comparison)


def _show(comparison: Comparison) -> None:
    for remark in comparison.remarks:
        st.caption(remark)
    rows: list[list[Cell]] = [
        [labelled(each.label, each.unit), *(shown(value, each.unit) for value in each.values)]
        for each in comparison.figures
    ]
    st.html(as_html("portfolio_compared", "Scenario's naast elkaar", ("Cijfer", *comparison.names), rows))
    if comparison.projects:
        projects: list[list[Cell]] = [[each.code, each.name, *each.days] for each in comparison.projects]
        heads = ("Project", "Naam", *comparison.names)
        st.html(as_html("portfolio_compared_projects", "IV-dagen van projecten die verschillen", heads, projects))
    if comparison.measures:
        measures = [
            [f"VM {each.number}", *(CAN if is_unlocked else CANNOT for is_unlocked in each.is_unlocked)]
            for each in comparison.measures
        ]
        heads = ("Maatregel", *comparison.names)
        st.html(as_html("portfolio_compared_measures", "Maatregelen die verschillen", heads, measures))
