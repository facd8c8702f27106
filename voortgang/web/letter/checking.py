"""Tab "Controle": a draft that people worked on, against the letter as it was frozen."""

import streamlit as st

from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.letter.verify import Finding, check
from voortgang.register.letters.reading import before
from voortgang.web import access
from voortgang.web.editing.telling import notice
from voortgang.web.letter.choosing import View
from voortgang.web.letter.files import digest, handed_in
from voortgang.web.letter.reading import frozen_of
from voortgang.web.letter.refreshing import refresh_draft
from voortgang.web.letter.telling import texts_table

FOUND = "letter-findings"
"""in the session: what was found in the last draft, with the letter and the draft that it was found in"""
ICONS = {"fout": "✖", "let op": "▲"}
"""the worst first"""
HEADS = ["Plaats", "Bevinding", "Er\u00a0staat", "Verwacht", "Uitleg"]


def check_draft(view: View) -> None:
    """Hand in a draft, see what is the matter with it, and have its figures filled anew."""
    freeze = frozen_of(view)
    if freeze is None:
        return
    st.header("Bewerkt concept nakijken", anchor=False)
    st.html(
        "<p>Lees de brief in zoals die nu in Word staat. Elk getal wordt vergeleken met brief "
        f"{freeze.id}; uw bestand blijft zoals het is en wordt niet bewaard.</p>"
    )
    try:
        draft = handed_in("Bewerkt concept", "letter-draft")
        found = _found(draft[1], freeze) if draft else ()
    except VoortgangError as error:
        notice("⛔ Dit bestand is niet na te kijken", [str(error)], is_refusal=True)
        return
    if draft is None:
        return
    _findings(found, draft[0])
    refresh_draft(view, draft)


def _found(draft: bytes, freeze: Freeze) -> tuple[Finding, ...]:
    wanted = (freeze.id, digest(draft))
    if st.session_state.get(FOUND, ("",))[0] != wanted:
        access.record_look(access.require(), f"draft {wanted[1]} checked against letter {freeze.id}")
        with st.spinner("Het concept wordt nagekeken."):
            st.session_state[FOUND] = (wanted, check(draft, freeze, before(freeze.since)))
    found: tuple[Finding, ...] = st.session_state[FOUND][1]
    return found


def _findings(found: tuple[Finding, ...], name: str) -> None:
    """The worst first; within a kind in the order of the text."""
    if not found:
        notice(f"✔ {name} klopt", ["Elk getal heeft zijn bron en geen woord spreekt de cijfers tegen."])
        return
    wrong = sum(each.severity == "fout" for each in found)
    counted = [plural(wrong, "fout", "fouten")] * bool(wrong)
    counted += [plural(len(found) - wrong, "punt", "punten") + " om op te letten"] * (len(found) > wrong)
    notice(f"⚠ {name}: {' en '.join(counted)}", ["Verbeter het in Word, sla op en lees de brief opnieuw in."])
    worst_first = sorted(found, key=lambda each: list(ICONS).index(each.severity))
    rows = [[each.place, _kind(each), each.found, each.expected, each.sentence] for each in worst_first]
    texts_table("Bevindingen in het concept", HEADS, rows)


def _kind(found: Finding) -> str:
    return f"{ICONS[found.severity]} {found.severity}: {found.kind}"
