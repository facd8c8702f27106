"""Which row: one choice for the whole page, kept in the address so that one can send a link to it."""

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.measures.model import MeasureRow
from voortgang.register.measures.reading import measure_rows
from voortgang.web.editing.telling import row_name

ROW = "rij"
"""in the address: the number of the row"""
CHOSEN = "editing-row"


def rows() -> dict[int, MeasureRow]:
    """Every row by its number, in order of the annex."""
    with store.reading() as connection:
        return {row.id: row for row in measure_rows(connection)}


def chosen_row() -> MeasureRow:
    """Let the visitor choose a row, by typing a part of its VM number, name or ambition."""
    found = rows()
    if not found:
        raise VoortgangError("Er staat nog geen enkele rij in het register. Voeg er een toe bij 'Nieuwe rij'.")
    asked = st.query_params.get(ROW, "")
    if CHOSEN not in st.session_state and asked.isascii() and asked.isdigit() and int(asked) in found:
        st.session_state[CHOSEN] = int(asked)
    number = st.selectbox(
        "Rij (typ een deel van het VM-nummer, de naam of de ambitie)",
        found,
        format_func=lambda number: row_name(found[number]) if number in found else str(number),
        key=CHOSEN,
        filter_mode="contains",
        persist_state="session",
    )
    st.query_params[ROW] = str(number)
    return found[number]


def measures() -> dict[str, str]:
    """What a row can wait for: 'VM 43' → the number with the name of its measure."""
    named = {number: row.measure for row in rows().values() for number in row.numbers}
    return {f"VM {number}": f"VM {number} · {named[number]}" for number in sorted(named)}
