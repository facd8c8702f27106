"""The open requests one by one, for the role analist.

Every look is logged before anything is shown. What a visitor types or links to is text, never markup.
"""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from voortgang import dutch
from voortgang.cells import cell, columns, is_number
from voortgang.methods.disclosure import Protected, Row
from voortgang.pipeline.metrics import Column, Share
from voortgang.pipeline.selection import PAGE_ROWS, Selection
from voortgang.pipeline.warehouse import published
from voortgang.request_words import days_left
from voortgang.trust import trust_line
from voortgang.web import access, filters, table
from voortgang.web.access import Role
from voortgang.web.run import current_build, opened, run

STYLE = Path(__file__).with_name("cases.css")
REQUEST, PAGE = "verzoek", "bladzijde"
"""in the address"""
FILTERS = ("as_of", "team", "channel", "fast_track")
FIRST = ("request_id", "legal_days_left", "legal_due_on", "norm_days_left", "norm_due_on")
"""the columns that a telephone shows"""
CHOICE = "list-choice"
FIRST_PAGE = "1"
DAYS_LEFT = ("norm_days_left", "legal_days_left")
UNUSED = "'Van', 'Tot en met', 'Per' en 'Uitsplitsen naar' veranderen deze lijst niet: zij gaat over de peildatum."
STORED = (
    "In deze lijst zijn de wettelijke datums die van de levering; wie een verzoek opent, ziet die van de peildatum."
)


def require_analyst() -> None:
    """Stop who does not have the role for cases, before anything is asked or shown."""
    access.require(Role.ANALYST)
    st.html(STYLE)


def asked_for() -> str:
    """The id of the request that is asked for, typed or in the address; empty for the list."""
    return st.text_input(
        "Verzoek openen",
        key=REQUEST,
        bind="query-params",
        placeholder="plak hier een kenmerk",
        autocomplete="off",
        width=320,
    ).strip()


def request_list(chosen: Selection) -> None:
    """One page of the open requests, the first due on top."""
    principal = access.require(Role.ANALYST)
    pages = _pages(chosen)
    page = _page(chosen, pages)
    wanted = replace(chosen, page=page)
    access.record_look(principal, f"page {page} of open_requests of build {current_build().id} with {_told(wanted)}")
    shown = run("open_requests", wanted)
    st.html(f'<h2 class="request">{escape(shown.metric.title)}</h2>')
    if shown.frame.empty:
        st.info("Er zijn geen open verzoeken in deze keuze.")
        return
    _turn_pages(page, pages)
    st.html(list_table(shown))
    is_earlier = chosen.as_of < shown.build.delivered_on
    st.caption(f"{UNUSED} {STORED}" if is_earlier else UNUSED)
    st.html(trust(shown))
    st.html(table.html_list({"Definitie": shown.metric.definition}))


def list_table(shown: Protected) -> str:
    """The page as a table; each request is a link that keeps the choice."""
    return _list_table(shown, _choice())


# A page of the list never changes, so for one choice its table is made once.
@lru_cache(maxsize=64)
def _list_table(shown: Protected, choice: str) -> str:
    first = [shown.metric.columns[name] for name in FIRST]
    heads = [*first, *(column for column in columns(shown) if column.name not in FIRST)]
    head = "".join(f'<th scope="col" class="{_kind(shown, column)}">{escape(column.label)}</th>' for column in heads)
    body = "".join(f"<tr>{_cells(shown, row, heads, choice)}</tr>" for row in shown.rows)
    name, title = shown.metric.name, escape(shown.metric.title)
    return (
        f'<div class="table cases" role="region" aria-label="Tabel: {title}" tabindex="0" data-metric="{name}">'
        f"<table><caption>{title}: {escape(shown.metric.grain)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cells(shown: Protected, row: Row, heads: list[Column | Share], choice: str) -> str:
    first, *others = heads
    request_id = str(row[first.name])
    link = f'<a href="{escape(choice + urlencode({REQUEST: request_id}))}" target="_self">{escape(request_id)}</a>'
    cells = (f'<td class="{_kind(shown, column)}">{escape(_text(shown, row, column))}</td>' for column in others)
    return f'<th scope="row" class="text">{link}</th>{"".join(cells)}'


def _text(shown: Protected, row: Row, column: Column | Share) -> str:
    if column.name in DAYS_LEFT:
        return days_left(int(row[column.name])) if row.has(column.name) else "niet te bepalen"
    return cell(shown, row, column)


def _kind(shown: Protected, column: Column | Share) -> str:
    return "number" if column.name in DAYS_LEFT or is_number(shown, column) else "text"


def _choice() -> str:
    """The start of a link to this page: the choice stays, and so does the build of a fixed link."""
    pinned = {} if opened() == published() else {filters.BUILD: current_build().id}
    kept = {name: value for name, value in st.query_params.to_dict().items() if name != REQUEST}
    return f"?{urlencode(kept | pinned)}&" if kept | pinned else "?"


def _pages(chosen: Selection) -> int:
    """How many pages there are; so few requests that their number is hidden fit on one."""
    (row,) = run("backlog_age_summary", chosen).rows
    return max(-(-int(row["backlog"]) // PAGE_ROWS), 1) if row.has("backlog") else 1


def _page(chosen: Selection, pages: int) -> int:
    """The page that is asked for, back to the first one when the choice changed."""
    if st.session_state.setdefault(CHOICE, chosen) != chosen:
        st.session_state[PAGE] = FIRST_PAGE
    st.session_state[CHOICE] = chosen
    asked = st.session_state.get(PAGE, st.query_params.get(PAGE, FIRST_PAGE)).strip()
    if asked.isdecimal() and 1 <= int(asked) <= pages:
        return int(asked)
    st.session_state[PAGE] = FIRST_PAGE
    st.warning(f"Zo'n bladzijde is er niet; dit is de eerste van {dutch.number(pages)}.")
    return 1


def _turn_pages(page: int, pages: int) -> None:
    """Where the reader is, and how to go elsewhere."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="pages"):
        for label, to in {"Eerste": 1, "Vorige": page - 1, "Volgende": page + 1, "Laatste": pages}.items():
            st.button(
                label, key=f"page-{label}", on_click=_turn_to, args=(to,), disabled=to == page or not 1 <= to <= pages
            )
        st.text_input("Naar bladzijde", FIRST_PAGE, key=PAGE, bind="query-params", width=120, autocomplete="off")
    st.html(f'<p role="status">Bladzijde {dutch.number(page)} van {dutch.number(pages)}</p>')


def _turn_to(page: int) -> None:
    st.session_state[PAGE] = str(page)


def _told(chosen: Selection) -> dict[str, str]:
    """The choice as the log names it."""
    return {name: str(getattr(chosen, name)) for name in FILTERS}


def trust(shown: Protected) -> str:
    """Where a table comes from, as HTML."""
    return table.trust(shown, trust_line(shown, datetime.now(dutch.HERE).date()))
