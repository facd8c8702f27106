"""What changed since the delivery before: then, the same day as known now, and now.

The middle column is what makes a restatement visible: a figure that was shown then and is another one now, because
something was registered late.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from voortgang import dutch
from voortgang.methods.disclosure import HIDDEN_TEXT, Row, protect
from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Warehouse, delivered_before, open_warehouse
from voortgang.settings import settings
from voortgang.web import access, table
from voortgang.web.run import made_once, opened, side_by_side

Text = Callable[[Row], str]
Figure = tuple[str, tuple[str, ...], Text]
"""metric, what it needs, and how to say it"""
FIGURES: dict[str, Figure] = {
    "Ontvangen, sinds het begin van de periode": ("flow", ("received",), lambda row: dutch.number(row["received"])),
    "Besloten, sinds het begin van de periode": ("flow", ("decided",), lambda row: dutch.number(row["decided"])),
    "Werkvoorraad (K5)": ("backlog", ("backlog",), lambda row: dutch.number(row["backlog"])),
    "Over de acht weken (K6a)": ("backlog", ("past_norm",), lambda row: dutch.number(row["past_norm"])),
    "Over de wettelijke termijn (K6b)": ("backlog", ("past_legal",), lambda row: dutch.number(row["past_legal"])),
    "Binnen acht weken besloten (K1)": (
        "decided_on_time",
        ("within_norm", "decided"),
        lambda row: dutch.share_text(row["within_norm"], row["decided"], 1),
    ),
    "Mediaan doorlooptijd (K4)": (
        "throughput_time",
        ("median_days",),
        lambda row: dutch.plural(row["median_days"], "dag", "dagen"),
    ),
}


def since_last(chosen: Selection) -> None:
    """Three columns of figures, or that there is no earlier delivery to compare with."""
    st.header("Wat veranderde sinds de vorige levering?", anchor=False)
    access.require()
    here = open_warehouse(opened())
    earlier = delivered_before(opened())
    if earlier is None:
        st.write("Er is geen eerdere levering bewaard om mee te vergelijken.")
        return
    then, now = earlier.build.delivered_on, here.build.delivered_on
    heads = [
        "Cijfer",
        f"Levering van {dutch.date_long(then)}",
        "Dezelfde dag, volgens deze levering",
        f"Deze levering ({dutch.date_long(now)})",
    ]
    rows = _rows(((earlier, then), (here, then), (here, now)), chosen)
    st.html(table.plain_table("Drie standen van elk cijfer", heads, rows))
    changed = [name for name, before, again, _ in rows if before != again]
    st.write(_restated(changed))


@made_once
def _rows(stands: tuple[tuple[Warehouse, date], ...], chosen: Selection) -> list[list[str]]:
    texts = side_by_side(lambda figure: [_text(*stand, chosen, figure) for stand in stands], list(FIGURES.values()))
    return [[name, *each] for name, each in zip(FIGURES, texts, strict=True)]


def _text(warehouse: Warehouse, as_of: date, chosen: Selection, figure: Figure) -> str:
    metric, needs, text = figure
    parameters = replace(chosen, as_of=as_of, until=as_of, period="all", split="none").parameters()
    for row in protect(warehouse.run(metric, parameters), settings().smallest_count).rows:
        return text(row) if row.has(*needs) else HIDDEN_TEXT
    return dutch.MISSING


def _restated(changed: list[str]) -> str:
    if not changed:
        return "Geen van deze cijfers is met terugwerkende kracht veranderd."
    return (
        f"Met terugwerkende kracht veranderd: {dutch.listing(changed)}. Dat komt doordat verzoeken of besluiten later "
        "zijn geregistreerd of verbeterd dan de dag waarover zij gaan."
    )
