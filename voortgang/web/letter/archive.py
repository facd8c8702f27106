"""Tab "Archief": every version of every letter, with who froze and approved it, and its documents."""

import streamlit as st

from voortgang.dutch import MISSING, date_long
from voortgang.letter.model import Freeze
from voortgang.letter.periods import Period
from voortgang.register.letters.model import Kept
from voortgang.web import table
from voortgang.web.bound import option
from voortgang.web.letter.choosing import View
from voortgang.web.letter.files import kept_documents
from voortgang.web.letter.reading import looked_at
from voortgang.web.letter.telling import gates_table, left_out, letter_facts, texts_table, told_approval, told_freezing

HEADS = ["Brief", "Periode", "Peildatum", "Vastgelegd door", "Goedgekeurd door", "Reden van de correctie"]


def archive(view: View) -> None:
    """The list of letters, the latest first, and one of them in full."""
    st.header("Archief van brieven", anchor=False)
    if not view.all:
        st.info("Er is nog geen brief vastgelegd.")
        return
    newest_first = {each.id: each for each in reversed(view.all)}
    rows = [_row(each) for each in newest_first.values()]
    texts_table("Brieven, elke versie", HEADS, rows)
    letter: Kept = option("Bekijk brief", "brief", newest_first, 220)
    freeze = looked_at(letter.id)
    st.header(f"Brief {letter.id}", anchor=False)
    letter_facts(letter, freeze)
    kept_documents(letter, "archive")
    gates_table(freeze.gates)
    left_out(freeze)
    _files(freeze)


def _row(letter: Kept) -> list[str]:
    return [
        letter.id,
        Period(letter.since, letter.until).name,
        date_long(letter.reference_on),
        told_freezing(letter),
        told_approval(letter),
        letter.reason or MISSING,
    ]


def _files(freeze: Freeze) -> None:
    rows = [[name, digest] for name, digest in freeze.provenance.files.items()]
    st.html(
        "<details><summary>Geleverde bestanden met hun controlegetal</summary>"
        f"{table.plain_table('Levering waarop de brief rust', ['Bestand', 'SHA-256'], rows)}</details>"
    )
