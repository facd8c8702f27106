"""One exhibit: what it says, the figure, the table under it, what was counted, where it came from, and the file."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

import streamlit as st

from voortgang import dutch
from voortgang.charts import Chart
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected
from voortgang.pipeline.metrics import Column
from voortgang.web import access, table

FIGURE_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "locale": "nl"}
ROLE_IN_BRACKETS = re.compile(r" \((n|noemer)\)$")
FICTIONAL = "fictieve gegevens"
KEPT = 256


def exhibit(
    shown: Protected,
    chart: Callable[[Protected], Chart] | None = None,
    when_empty: str = "Er zijn geen gegevens voor deze keuze.",
) -> None:
    """Show a result on the page: without a chart only its table."""
    st.subheader(shown.metric.title, anchor=False)
    if shown.frame.empty:
        st.info(when_empty)
        return
    if chart is not None:
        drawn = _drawn(shown, chart)
        st.html(f"<p>{escape(drawn.finding)}</p>")
        st.plotly_chart(drawn.figure, config=FIGURE_CONFIG, key=f"figure-{shown.metric.name}", alt=drawn.finding)
    st.html(_table(shown))
    st.html(_notes(shown))
    _download(shown)


# Results are shared between visitors and never change, so what is made of them is made once.
@lru_cache(maxsize=KEPT)
def _drawn(shown: Protected, chart: Callable[[Protected], Chart]) -> Chart:
    return chart(shown)


@lru_cache(maxsize=KEPT)
def _table(shown: Protected) -> str:
    return table.html_table(shown)


def provenance(shown: Protected) -> list[str]:
    """Where the numbers come from, one fact a line."""
    build, metric = shown.build, shown.metric
    facts = [
        f"Levering van {dutch.date_long(build.delivered_on)}",
        f"bouw {build.id}",
        f"programma {build.code_version}",
    ]
    if "as_of" in shown.parameters:
        facts.insert(0, f"Peildatum {dutch.date_long(shown.parameters['as_of'])}")
    facts.append(f"definitie {metric.name}, versie {metric.version}")
    if _denominator(shown) is not None:
        facts.append(suppressed(shown))
    return [*facts, FICTIONAL] if build.is_fictional else facts


def suppressed(shown: Protected) -> str:
    """How many cells were hidden, and why."""
    if not shown.hidden_cells:
        return "geen cellen verborgen"
    cells = dutch.plural(shown.hidden_cells, "cel", "cellen")
    return f"{cells} {HIDDEN_TEXT}: een aantal onder {shown.smallest_count}, of daaruit af te leiden"


def counted(shown: Protected) -> str:
    """How many requests the figures rest on, as far as those counts are shown; empty for a result without counts."""
    column = _denominator(shown)
    if column is None:
        return ""
    seen = [row[column.name] for row in shown.rows if row.has(column.name)]
    is_repeated = "period_on" not in shown.frame and len(set(seen)) == 1
    total = seen[0] if is_repeated else sum(seen)
    part = "; verborgen aantallen niet meegeteld" if shown.hidden[column.name].any() else ""
    return f"{dutch.number(total)} {ROLE_IN_BRACKETS.sub('', column.meaning)}{part}"


def _denominator(shown: Protected) -> Column | None:
    """The count that shares and statistics of this metric are about."""
    metric = shown.metric
    named = [*(share.denominator for share in metric.shares), *(column.n for column in metric.columns.values())]
    counts = [*filter(None, named), *(name for name, column in metric.columns.items() if column.is_count)]
    return metric.columns[counts[0]] if counts else None


def _notes(shown: Protected) -> str:
    """Definition, what was counted, units and origin, under the table."""
    heads = [column for column in table.columns(shown) if isinstance(column, Column)]
    meanings = {column.label: f"{column.meaning} ({column.unit})" for column in heads}
    notes = {
        "Definitie": shown.metric.definition,
        "Aantal (n)": counted(shown),
        "Herkomst": "; ".join(provenance(shown)) + ".",
    }
    explained = f"<details><summary>Uitleg van de kolommen</summary>{table.html_list(meanings)}</details>"
    return table.html_list(notes) + explained


def _download(shown: Protected) -> None:
    principal = access.require()

    def write() -> bytes:
        access.record_export(principal, f"{shown.metric.name} of build {shown.build.id} with {dict(shown.parameters)}")
        return table.csv_file(shown, provenance(shown))

    st.download_button(
        "Tabel opslaan als CSV",
        data=write,
        file_name=f"{shown.metric.name}-{shown.build.id}.csv",
        mime="text/csv",
        key=f"download-{shown.metric.name}",
        on_click="ignore",
    )
