"""What people typed, shown as text: never as Markdown or HTML, and whole."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from voortgang.dutch import date_long, listing
from voortgang.register.measures.changes import LABELS
from voortgang.register.measures.model import BASES, PHASES, Content, Informed, MeasureRow
from voortgang.web import table

STYLE = Path(__file__).with_name("editing.css")
NOTHING = Content(PHASES[0])
FLASH = "editing-told"
"""in the session: what is told once, after the page was drawn anew"""


def style() -> None:
    """The style of this page, and what the last action of the visitor led to."""
    st.html(STYLE)
    if told := st.session_state.pop(FLASH, ""):
        notice("✔ Gelukt", [told])


def told_next(sentence: str) -> None:
    """Draw the page anew and tell it there."""
    st.session_state[FLASH] = sentence
    st.rerun()


def notice(heading: str, sentences: Iterable[str], *, is_refusal: bool = False) -> None:
    """Sentences under a heading; a refusal is read out at once by a screen reader."""
    listed = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    kind, role = ("notice refused", "alert") if is_refusal else ("notice", "status")
    st.html(f'<div class="{kind}" role="{role}"><strong>{escape(heading)}</strong><ul>{listed}</ul></div>')


def refused(error: Exception) -> None:
    """Why something was not done."""
    notice("✖ Niet opgeslagen", [str(error)], is_refusal=True)


def headed_facts(heading: str, facts: dict[str, str]) -> None:
    """What a proposal is about: typed text as a heading, and a list of facts under it."""
    st.html(f'<h2 class="proposal">{escape(heading)}</h2>{table.html_list(facts)}')


def row_name(row: MeasureRow) -> str:
    """A row as people look for it: VM numbers, name, ambition."""
    return f"{vm(row.numbers)} · {row.measure} · {row.ambition} (rij {row.id})"


def vm(numbers: tuple[int, ...]) -> str:
    """VM numbers as text: VM 1 en 15."""
    return f"VM {listing([str(number) for number in numbers])}" if numbers else "zonder VM-nummer"


def whole(value: Any) -> str:
    """A value of a status as one whole text."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_long(value)
    if isinstance(value, Informed):
        told = f"{date_long(value.informed_on)}, {value.session}, {value.dossier} nr. {value.number}"
        return f"{told}{value.letter and f', {value.letter}'} ({BASES[value.basis]})"
    if isinstance(value, tuple):
        return "\n".join(map(whole, value)) or "geen"
    return BASES.get(value, value) or "leeg"


def side_by_side(title: str, before: Content | None, after: Content) -> str:
    """The whole old and new texts of every field that differs, as a table."""
    old = before or replace(NOTHING, phase="")
    rows = [
        [label.capitalize(), whole(getattr(old, name)), whole(getattr(after, name))]
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(after, name)
    ]
    if not rows:
        return ""
    shown = table.plain_table(title, ["Veld", "Was" if before else "Nog niets", "Wordt"], rows)
    return f'<div class="compared">{shown}</div>'
