"""What is known of a frozen letter, as lists and tables that more than one tab shows."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from voortgang.dutch import HERE, date_long, moment, plural
from voortgang.letter.model import DAY, SHARE, Freeze, Gate
from voortgang.letter.periods import Period
from voortgang.register.letters.model import Kept
from voortgang.web import table

GATES = ["Voorwaarde", "Uitkomst", "Gevonden"]


def texts_table(title: str, heads: list[str], rows: list[list[str]]) -> None:
    """A table of sentences, in which every cell wraps and keeps its own lines."""
    st.html(f'<div class="texts">{table.plain_table(title, heads, rows)}</div>')


def counted(label: str, unit: str) -> str:
    """What a figure counts, with its unit where neither the label nor the figure itself says it."""
    return label if unit in (SHARE, DAY) or unit in label else f"{label} ({unit})"


def told_approval(letter: Kept) -> str:
    """Who approved it and when, or that nobody did."""
    if letter.approved_at is None:
        return "nog niet"
    return f"{letter.approved_by}, {moment(letter.approved_at.astimezone(HERE))}"


def told_freezing(letter: Kept) -> str:
    """Who froze it and when."""
    return f"{letter.frozen_by}, {moment(letter.frozen_at.astimezone(HERE))}"


def letter_facts(letter: Kept, freeze: Freeze) -> None:
    """What a frozen letter is, in pairs."""
    made = freeze.provenance
    facts = {
        "Brief": f"{letter.id}, {letter.title}",
        "Periode": Period(letter.since, letter.until).name,
        "Peildatum": date_long(letter.reference_on),
        "Vastgelegd door": told_freezing(letter),
        "Goedgekeurd door": told_approval(letter),
        "Reden van de correctie": letter.reason,
        "Gegevens": f"{_fictional(freeze)}levering van {date_long(made.delivered_on)}, bouw {made.build}",
        "Programma": f"versie {made.code_version}",
        "Cijfers": f"{plural(len(freeze.facts), 'cijfer', 'cijfers')}, {plural(len(freeze.annex), 'rij', 'rijen')} "
        "in de bijlage",
    }
    st.html(table.html_list(facts))


def gates_table(gates: Sequence[Gate], title: str = "Voorwaarden bij het vastleggen") -> None:
    """Every condition with what was found, and the reason why it was overruled."""
    rows = [[each.title, _outcome(each), each.found] for each in gates]
    texts_table(title, GATES, rows)


def left_out(freeze: Freeze) -> None:
    """What this letter cannot have, and why."""
    if freeze.left_out:
        listed = "".join(f"<li>{escape(each.title)}: {escape(each.reason)}</li>" for each in freeze.left_out)
        st.html(f'<p><strong>Niet in deze brief</strong></p><ul class="differences">{listed}</ul>')


def _outcome(gate: Gate) -> str:
    if gate.is_passed:
        return "✓ voldaan"
    return f"▲ niet voldaan; toch vastgelegd: {gate.overruled}" if gate.overruled else "✖ niet voldaan"


def _fictional(freeze: Freeze) -> str:
    return "fictief, " if freeze.provenance.is_fictional else ""
