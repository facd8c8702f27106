"""Tab "Later inzicht": figures of a sent letter that would be others by what is known now."""

from collections import Counter
from datetime import datetime

import streamlit as st

from voortgang.dutch import HERE, listing, moment, plural
from voortgang.letter.restatements import Restatement, restatements
from voortgang.register import store
from voortgang.register.letters.reading import freeze as frozen
from voortgang.web import access
from voortgang.web.editing.telling import notice
from voortgang.web.letter.choosing import View
from voortgang.web.letter.reading import frozen_of
from voortgang.web.letter.telling import counted, texts_table
from voortgang.web.run import current_build, warehouse

FOUND = "letter-restated"
"""in the session: what was found last, with the letter and the build, and when"""
HEADS = ["Cijfer", "Toen", "Nu", "Oorzaak", "Waaruit dat blijkt", "Waar in de brief"]
BUSY = "De cijfers van de brief worden opnieuw berekend; dat duurt ongeveer tien seconden."


def restated(view: View) -> None:
    """Ask every figure of the letter again, with its own period, reference date and thresholds."""
    freeze = frozen_of(view)
    if freeze is None:
        return
    st.header("Cijfers die nu anders zouden zijn", anchor=False)
    st.html(
        f"<p>Brief {freeze.id} blijft zoals zij is. Hier ziet u welke cijfers erin nu anders zouden luiden, door "
        "late registratie, een gecorrigeerde levering of een gewijzigde definitie.</p>"
    )
    wanted = (freeze.id, current_build().id)
    if st.button("Opnieuw berekenen", key="restate-letter"):
        access.record_look(access.require(), f"letter {freeze.id} restated with build {wanted[1]}")
        with st.spinner(BUSY):
            previous = frozen(freeze.previous.id) if freeze.previous else None
            found = restatements(freeze, warehouse(), previous)
        st.session_state[FOUND] = (wanted, store.now(), found)
    kept = st.session_state.get(FOUND)
    if kept and kept[0] == wanted:
        _shown(kept[2], kept[1], freeze.id)


def _shown(found: tuple[Restatement, ...], at: datetime, letter: str) -> None:
    asked = f"Berekend op {moment(at.astimezone(HERE))} met bouw {current_build().id}."
    if not found:
        notice(f"✔ Elk cijfer van brief {letter} zou nu hetzelfde zijn", [asked])
        return
    causes = listing([f"{cause} ({many})" for cause, many in Counter(each.cause for each in found).most_common()])
    how_many = plural(len(found), "cijfer zou nu anders zijn", "cijfers zouden nu anders zijn")
    notice(f"⚠ {how_many}", [f"Oorzaken: {causes}.", asked])
    rows = [
        [counted(each.label, each.unit), each.then, each.now, each.cause, each.because, "\n".join(each.places)]
        for each in found
    ]
    texts_table(f"Brief {letter}, toen en nu", HEADS, rows)
