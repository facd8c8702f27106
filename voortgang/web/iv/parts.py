"""What each tab of the page of IV days shows."""

from html import escape

import streamlit as st

from voortgang import charts
from voortgang.pipeline.selection import Selection
from voortgang.web.exhibit import exhibit
from voortgang.web.iv.choosing import assumptions, one_part
from voortgang.web.iv.linked import dependencies
from voortgang.web.iv.words import over_commitment, waiting
from voortgang.web.measures.redating import sentence
from voortgang.web.run import run

NOT_SET = "Op de peildatum was voor dit jaar nog geen stand vastgesteld."
NO_MOVES = "Op de peildatum had in dit jaar nog geen herijking een toekenning veranderd."
ADJUSTED = (
    "Hieronder ziet u wat andere aannamen uitmaken. Dat verandert niets aan de andere tabbladen of aan de levering. Om "
    "een aanname overal te wijzigen, past een beheerder `data/reference/iv_assumptions.csv` aan en bouwt de levering "
    "opnieuw."
)


def tell_over_commitment(chosen: Selection) -> None:
    """The alert above all tabs."""
    told = over_commitment(run("iv_capacity", chosen))
    if told:
        st.html(f'<p role="alert" class="answer">▲ Alarm: {escape(told)}</p>')


def _division(chosen: Selection) -> None:
    exhibit(run("iv_division", chosen), charts.iv_division, NOT_SET)
    exhibit(run("iv_capacity_by_part", chosen), charts.iv_capacity_by_part, NOT_SET)
    exhibit(run("iv_capacity", chosen), when_empty=NOT_SET)


def _moves(chosen: Selection) -> None:
    exhibit(run("iv_course", chosen), charts.iv_course, NOT_SET)
    exhibit(run("iv_moves", chosen), charts.iv_moves, NO_MOVES)
    exhibit(run("iv_days", chosen), charts.iv_variances, NOT_SET)


def _progress(chosen: Selection) -> None:
    exhibit(run("iv_burn_up", one_part(chosen)), charts.iv_burn_up, NOT_SET)
    exhibit(run("iv_days", chosen), charts.iv_progress, NOT_SET)


def _citizens(chosen: Selection) -> None:
    exhibit(run("iv_citizens", chosen), charts.iv_citizens, NOT_SET)
    found = run("iv_waiting_measures", chosen)
    st.html(f'<p class="answer">{escape(waiting(found))}</p>')
    exhibit(found, when_empty="Geen maatregel wacht in dit jaar op een IV-project.")
    asked = sentence(chosen.as_of)
    if asked:
        st.html(f'<p class="answer">{escape(asked)}</p>')
    exhibit(run("iv_cut_projects", chosen), when_empty="Geen herijking haalde dagen van een project af.")
    dependencies(chosen)


def _assumptions(chosen: Selection) -> None:
    exhibit(run("iv_assumptions"))
    st.caption(ADJUSTED)
    other = assumptions(chosen)
    exhibit(run("iv_by_assumption", other), charts.iv_by_assumption, NOT_SET)
    exhibit(run("iv_citizens", other), charts.iv_citizens, NOT_SET)
    exhibit(run("iv_maintenance", chosen), when_empty=NOT_SET)


PARTS = {
    "Verdeling": _division,
    "Herijkingen": _moves,
    "Voortgang": _progress,
    "Burgers en maatregelen": _citizens,
    "Aannamen": _assumptions,
}
"""title of the tab → what shows it"""
