"""The line of key figures above a page, and how to read them."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Row
from voortgang.pipeline.selection import Selection
from voortgang.web.run import run

HOW_TO_READ = """
Deze cijfers gaan over verzoeken waarop is **besloten**. Open verzoeken tellen nog niet mee: wie vooral oude verzoeken
afhandelt, ziet het aandeel op tijd dalen terwijl de voorraad krimpt. Versneld afgehandelde verzoeken drukken de
mediaan zonder dat het voor andere verzoeken sneller gaat: kies bij 'Uitsplitsen naar' voor versneld of regulier.
"""


def key_figures(chosen: Selection) -> None:
    """K1, K2, K4 and K14 for the whole of the chosen period."""
    whole = replace(chosen, period="all", split="none")
    on_time = _only_row("decided_on_time", whole)
    throughput = _only_row("throughput_time", whole)
    recent = _only_row("longest_recent", whole)
    with st.grid(4, min_column_width=215, key="key-figures"):
        _figure("Binnen acht weken besloten (K1)", _share(on_time, "within_norm"), _of(on_time, "within_norm"))
        _figure("Binnen de wettelijke termijn (K2)", _share(on_time, "within_legal"), _of(on_time, "within_legal"))
        _figure(
            "Mediaan doorlooptijd (K4)", _weeks(throughput, "median_days"), f"P90: {_weeks(throughput, 'p90_days')}"
        )
        _figure(
            "Kan oplopen tot (K14)",
            _whole_weeks(recent, "p95_weeks"),
            f"langste: {_whole_weeks(recent, 'longest_weeks')}",
        )
    period = f"besloten van {dutch.date_long(whole.since)} tot en met {dutch.date_long(whole.until)}"
    st.caption(f"K1, K2 en K4: {period}. K14: P95 van de laatste vier weken voor de peildatum.")
    st.markdown(HOW_TO_READ)


def _figure(label: str, value: str, beside: str) -> None:
    st.metric(label, value, delta=beside, delta_color="off", delta_arrow="off", border=True)


def _only_row(name: str, chosen: Selection) -> Row | None:
    return next(iter(run(name, chosen).rows), None)


def _value(row: Row | None, needed: tuple[str, ...], text: Callable[[Row], str]) -> str:
    if row is None:
        return dutch.MISSING
    return text(row) if row.has(*needed) else HIDDEN_TEXT


def _share(row: Row | None, numerator: str) -> str:
    return _value(row, (numerator, "decided"), lambda row: dutch.share_text(row[numerator], row["decided"]))


def _of(row: Row | None, numerator: str) -> str:
    return _value(
        row, (numerator, "decided"), lambda row: f"{dutch.number(row[numerator])} van {dutch.number(row['decided'])}"
    )


def _weeks(row: Row | None, column: str) -> str:
    return _value(row, (column,), lambda row: f"{dutch.decimal(dutch.weeks_from_days(row[column], 1))} weken")


def _whole_weeks(row: Row | None, column: str) -> str:
    return _value(row, (column,), lambda row: dutch.plural(row[column], "week", "weken"))
