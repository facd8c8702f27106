"""One exhibit: what it says, the figure, how far it carries, files of it, the table, and what its words mean."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from html import escape

import streamlit as st

from voortgang import charts, dutch
from voortgang.cells import columns
from voortgang.charts import Chart
from voortgang.errors import VoortgangError
from voortgang.methods.disclosure import Protected
from voortgang.pipeline.metrics import Column, metric
from voortgang.pipeline.selection import Selection
from voortgang.trust import facts, trust_line
from voortgang.web import table
from voortgang.web.downloads import downloads
from voortgang.web.events import Event, events
from voortgang.web.run import KEPT, for_export, run

TOO_LITTLE = "Te weinig gegevens: vóór of na de start van een maatregel zijn er minder dan twaalf weken."
INTERNAL = "Deze afdruk is voor intern gebruik: hij toont percentages of medianen van kleine groepen."
FIGURE_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "locale": "nl"}
Draw = Callable[[Protected], Chart]


def exhibit(
    shown: Protected,
    chart: Draw | None = None,
    when_empty: str = "Er zijn geen gegevens voor deze keuze.",
) -> None:
    """Show a result on the page: without a chart only its table."""
    st.header(shown.metric.title, anchor=False)
    if shown.frame.empty:
        st.info(when_empty)
        return
    if chart is None:
        _trust_and_files(shown, None, [])
    else:
        _figure(shown, chart)
    st.html(_table(shown))
    st.html(_notes(shown))


def modelled(name: str, chosen: Selection, chart: Draw | None = None, when_empty: str = TOO_LITTLE) -> None:
    """Show what a model makes of the figures, or its reason why nothing can be said."""
    try:
        shown = asked_of_model(name, chosen)
    except VoortgangError as reason:
        st.header(metric(name).title, anchor=False)
        st.info(str(reason))
        return
    exhibit(shown, chart, when_empty)


def asked_of_model(name: str, chosen: Selection) -> Protected:
    """As `run`, with a word for who waits; raises VoortgangError when the model can say nothing."""
    with st.spinner("Het model rekent; dat duurt de eerste keer enkele seconden."):
        return run(name, chosen)


def _figure(shown: Protected, chart: Draw) -> None:
    marks = events()

    def draw(result: Protected) -> Chart:
        return _drawn(result, chart, marks)[0]

    drawn, told = _drawn(shown, chart, marks)
    st.html(f"<p>{escape(drawn.finding)}</p>")
    st.plotly_chart(drawn.figure, config=FIGURE_CONFIG, key=f"figure-{shown.metric.name}", alt=drawn.finding)
    _trust_and_files(shown, draw, told)


def _trust_and_files(shown: Protected, draw: Draw | None, told: list[str]) -> None:
    exported, today = for_export(shown), datetime.now(dutch.HERE).date()
    trust, happened = _trust(shown, today), " · ".join(told)
    st.html(
        f'<p class="events">{escape(happened)}</p>' * bool(told)
        + table.trust(shown, trust)
        + f'<p class="on-paper">{escape(INTERNAL)}</p>' * exported.hides_more_than(shown)
    )
    downloads(shown, exported, [*_facts(exported, today), *told], " · ".join([trust, *told]), draw)


# Results are shared between visitors and never change, so what is made of them is made once.
@lru_cache(maxsize=KEPT)
def _drawn(shown: Protected, chart: Draw, marks: tuple[Event, ...]) -> tuple[Chart, list[str]]:
    """The figure, and the events in it by the numbers that stand there."""
    drawn = chart(shown)
    within = enumerate(charts.events_within(drawn, marks), start=1)
    told = [f"Gebeurtenis {number}: {dutch.date_long(each.happened_on)}, {each.title}" for number, each in within]
    return charts.with_events(drawn, marks), told


@lru_cache(maxsize=KEPT)
def _trust(shown: Protected, today: date) -> str:
    return trust_line(shown, today)


@lru_cache(maxsize=KEPT)
def _facts(exported: Protected, today: date) -> list[str]:
    return facts(exported, today)


@lru_cache(maxsize=KEPT)
def _table(shown: Protected) -> str:
    return table.html_table(shown)


@lru_cache(maxsize=KEPT)
def _notes(shown: Protected) -> str:
    """Definition and units, under the table."""
    heads = [column for column in columns(shown) if isinstance(column, Column)]
    meanings = {column.label: f"{column.meaning} ({column.unit})" for column in heads}
    explained = f"<details><summary>Uitleg van de kolommen</summary>{table.html_list(meanings)}</details>"
    return table.html_list({"Definitie": shown.metric.definition}) + explained
