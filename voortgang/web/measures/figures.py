"""One finding of the register on the page: what it says, the figure, how far it carries, files, and the table."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from voortgang.charts import Chart
from voortgang.dutch import listing as as_list
from voortgang.exports.listing import Listing, told
from voortgang.web.exhibit import FIGURE_CONFIG
from voortgang.web.listing_files import listing_files
from voortgang.web.measures.choosing import View, said

SHORTEST_PROSE, LONGEST_SHORT = 44, 16
"""from this length a text has room to wrap; up to this length it never does"""


def show(view: View, listing: Listing, chart: Chart | None = None, *, is_native: bool = False, when_empty: str) -> None:
    """Title, finding, figure, trust, files and table; `is_native`: Excel can draw this figure itself."""
    st.header(listing.title, anchor=False)
    if not listing.rows:
        st.info(when_empty)
        return
    if chart is not None:
        st.html(f"<p>{escape(chart.finding)}</p>")
        st.plotly_chart(chart.figure, config=FIGURE_CONFIG, key=f"figure-{listing.name}", alt=chart.finding)
    under(view, listing, chart if is_native else None)
    st.html(as_html(listing))


def under(view: View, listing: Listing, chart: Chart | None = None) -> None:
    """The trust line and the buttons that make a file, and log it, when they are clicked."""
    st.html(f'<p class="trust" data-trust="{listing.name}">{escape(view.trust)}</p>')
    facts = [view.trust, *([f"Keuze: {as_list(said(view.choice))}"] if said(view.choice) else [])]

    listing_files(listing, view.as_of, facts, chart)


def as_html(listing: Listing) -> str:
    """The table in a box that scrolls by itself, also from the keyboard; every cell is text and never markup."""
    kinds = [_kind([row[at] for row in listing.rows]) for at in range(len(listing.heads))]
    head = "".join(
        f'<th class="{kind}" scope="col">{escape(name)}</th>' for kind, name in zip(kinds, listing.heads, strict=True)
    )
    body = "".join(f"<tr>{_row(row, kinds)}</tr>" for row in listing.rows)
    title = escape(listing.title)
    return (
        f'<div class="table" role="region" aria-label="Tabel: {title}" tabindex="0" data-listing="{listing.name}">'
        f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[object], kinds: Sequence[str]) -> str:
    cells = [escape(told(cell)).replace("\n", "<br>") for cell in row]  # type: ignore[arg-type]
    first, *others = zip(kinds, cells, strict=True)
    return f'<th class="{first[0]}" scope="row">{first[1]}</th>' + "".join(
        f'<td class="{kind}">{cell}</td>' for kind, cell in others
    )


def _kind(cells: Sequence[object]) -> str:
    """How the cells of a column are set: numbers to the right, sentences with room."""
    if cells and all(isinstance(cell, int) or cell is None for cell in cells):
        return "number"
    longest = max((len(told(cell)) for cell in cells), default=0)  # type: ignore[arg-type]
    return "short" if longest <= LONGEST_SHORT else "text" if longest < SHORTEST_PROSE else "prose"
