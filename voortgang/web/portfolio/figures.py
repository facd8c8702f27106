"""One finding on the page: what it says, the figure, how far it carries, files, and the table."""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

import streamlit as st

from voortgang.charts import Chart
from voortgang.dutch import decimal
from voortgang.exports.listing import Listing
from voortgang.web import filters
from voortgang.web.exhibit import FIGURE_CONFIG
from voortgang.web.listing_files import listing_files
from voortgang.web.portfolio.composing import Composed
from voortgang.web.portfolio.words import days_told

Cell = str | int | Fraction | float | None
"""a float has two decimals, other numbers as many as they need"""
LONGEST_LINE = 24
"""longer text may wrap"""


def show(
    composed: Composed,
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    chart: Chart | None = None,
) -> None:
    """Title, finding, figure, trust, files and table of one result; numbers are days, points or counts."""
    st.header(title, anchor=False)
    if chart is not None:
        st.html(f"<p>{escape(chart.finding)}</p>")
        st.plotly_chart(chart.figure, config=FIGURE_CONFIG, key=f"figure-{name}", alt=chart.finding)
    st.html(f'<p class="trust" data-trust="{name}">{escape(composed.trust)}</p>')
    listed = Listing(name, title, tuple(heads), tuple(tuple(map(_listed, row)) for row in rows))
    listing_files(listed, filters.reference_date(), [composed.trust])
    st.html(as_html(name, title, heads, rows))


def as_html(name: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The table in a box that scrolls by itself, also from the keyboard; every cell is text and never markup."""
    kinds = [_kind([row[at] for row in rows]) for at in range(len(heads))]
    head = "".join(
        f'<th class="{kind}" scope="col">{escape(each)}</th>' for kind, each in zip(kinds, heads, strict=True)
    )
    body = "".join(f"<tr>{_row(row, kinds)}</tr>" for row in rows)
    return (
        f'<div class="table" role="region" aria-label="Tabel: {escape(title)}" tabindex="0" data-listing="{name}">'
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[Cell], kinds: Sequence[str]) -> str:
    first, *others = zip(kinds, [escape(_told(cell)) for cell in row], strict=True)
    return f'<th class="{first[0]}" scope="row">{first[1]}</th>' + "".join(
        f'<td class="{kind}">{cell}</td>' for kind, cell in others
    )


def _told(cell: Cell) -> str:
    if isinstance(cell, float):
        return decimal(cell, 2)
    return cell if isinstance(cell, str) else days_told(None if cell is None else Fraction(cell))


def _listed(cell: Cell) -> str | int | None:
    """For a file: whole numbers as numbers."""
    if isinstance(cell, Fraction) and cell.denominator == 1:
        return int(cell)
    return _told(cell) if isinstance(cell, Fraction | float) else cell


def _kind(cells: Sequence[Cell]) -> str:
    if cells and not any(isinstance(cell, str) for cell in cells):
        return "number"
    longest = max((len(_told(cell)) for cell in cells), default=0)
    return "prose" if longest > LONGEST_LINE else "text"
