"""Where everything stands on one day: the overview, the table of the annex, and what was never reported."""

from functools import lru_cache
from html import escape

import streamlit as st

from voortgang import charts
from voortgang.charts import Chart
from voortgang.dutch import plural
from voortgang.exports.listing import Listing
from voortgang.register.measures.counts import Counts, counts
from voortgang.register.measures.dependencies import waits_for_iv
from voortgang.register.measures.naming import vm_numbers
from voortgang.register.measures.rules import is_over
from voortgang.register.measures.selecting import reported
from voortgang.web.measures.annex import annex, basis, files, marks
from voortgang.web.measures.choosing import KEPT, View
from voortgang.web.measures.figures import show, under
from voortgang.web.measures.one_row import one_row
from voortgang.web.measures.redating import redating
from voortgang.web.measures.words import both, in_a_minute

NOTHING = "Er is niets in het register dat aan deze keuze voldoet. Kies een andere dag of wis een filter."
DOUBLE = (
    "Een maatregel kan onder meer ambities vallen en heeft dan meer rijen. Lopen die uiteen, dan telt de maatregel in "
    "elk van die fasen mee; de maatregelen per fase tellen dan op tot meer dan het totaal."
)


def overview(view: View) -> None:
    """A few sentences, and how many there are per phase and per flag."""
    told = "".join(f"<p>{escape(sentence)}</p>" for sentence in _sentences(view))
    st.html(f'<div class="in-a-minute">{told}</div>')
    counted, chart = _counted(view)
    show(view, _listing(view, counted), chart, is_native=True, when_empty=NOTHING)
    st.caption(DOUBLE)


@lru_cache(maxsize=KEPT)
def _sentences(view: View) -> tuple[str, ...]:
    return in_a_minute(view.states, view.as_of)


@lru_cache(maxsize=KEPT)
def _counted(view: View) -> tuple[Counts, Chart]:
    counted = counts(view.states, view.as_of)
    return counted, charts.measure_counts(counted)


def _listing(view: View, counted: Counts) -> Listing:
    """The counts of the command line, and two more that a reader asks for."""
    more = {
        "wacht op IV": both(view.states, waits_for_iv),
        "nooit aan de Kamer gemeld": both(view.states, lambda each: not reported(each, view.as_of)),
    }
    rows = [
        ("totaal", counted.rows, counted.measures),
        *((each.name, each.rows, each.measures) for each in (*counted.phases, *counted.flags)),
        *((name, *found) for name, found in more.items()),
    ]
    heads = ("Fase of bijzonderheid", "Rijen", "Maatregelen")
    return Listing("measure_counts", "Aantallen per fase en bijzonderheid", heads, tuple(rows) if counted.rows else ())


def as_annex(view: View) -> None:
    """The table of the annex, files of it with every fact, and one row with its trail."""
    st.header("Tabel zoals in de bijlage", anchor=False)
    if not view.states:
        st.info(NOTHING)
        return
    asked = redating(view)
    one_row(view, asked)
    under(view, files(view, asked))
    st.html(annex(view, asked))


def unreported(view: View) -> None:
    """What parliament was never told of, the late ones first."""
    never = [state for state in view.states if not reported(state.status.content, view.as_of)]
    late = [state for state in never if state.status.content.is_delayed]
    others = [state for state in never if not state.status.content.is_delayed]
    if never:
        over = sum(is_over(state.status.content) for state in never)
        st.html(f"<p>{escape(_unreported_told(len(view.states), len(never), len(late), over))}</p>")
    rows = tuple(
        (
            state.row.id,
            "▲ vertraagd" if state in late else "niet vertraagd",
            state.row.measure,
            vm_numbers(state.row.numbers),
            f"{state.status.content.phase} ({basis(state.status.content)})",
            ", ".join(word for _, word in marks(state.status.content, view.as_of)),
            ", ".join(state.status.content.reasons),
            state.row.ambition,
        )
        for state in (*late, *others)
    )
    heads = ("Rij", "Vertraagd", "Maatregel", "VM", "Fase", "Bijzonderheden", "Redenen", "Ambitie")
    title = "Rijen die nooit aan de Kamer zijn gemeld"
    show(
        view,
        Listing("measures_unreported", title, heads, rows),
        when_empty="In deze keuze is elke rij ten minste één keer aan de Kamer gemeld.",
    )


def _unreported_told(there: int, never: int, late: int, over: int) -> str:
    """The delayed first; what is over is named when there is any."""
    told = (
        f"Over {never} van {plural(there, 'rij', 'rijen')} is de Kamer nooit geïnformeerd. Vertraagd daarvan: {late}."
    )
    return f"{told} Geïmplementeerd of beëindigd: {over}." if over else told
