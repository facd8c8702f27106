"""Tab "Concept": the documents of the letter, the letter in a template of one's own, and its text on the screen."""

from functools import partial

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.web.editing.telling import notice
from voortgang.web.letter.choosing import View
from voortgang.web.letter.files import digest, handed_in, kept_documents, save
from voortgang.web.letter.preview import preview
from voortgang.web.letter.reading import frozen_of

PLACES = (
    "Zet in het sjabloon op een eigen regel {{brief}} voor de hele tekst, of los van elkaar {{inleiding}}, "
    "{{doorlooptijden}}, {{taskforce}}, {{iv}}, {{maatregelen}} en {{vervolg}}. Al het andere in het sjabloon blijft "
    "zoals het is."
)
MADE = "letter-in-template"
"""in the session: the last draft in a template, with the letter and the template that it was made of"""


def draft_in_word(view: View) -> None:
    """What to write further in, and what it says now."""
    freeze = frozen_of(view)
    if freeze is None or view.letter is None:
        return
    st.header("Documenten", anchor=False)
    st.html(
        "<p>Schrijf verder in de brief: verplaats, herschrijf of schrap wat u wilt. De cijfers zijn gekoppeld en "
        "blijven dat. Typ er geen getallen naast, want die gaan bij een verversing niet mee.</p>"
    )
    kept_documents(view.letter, "draft")
    with st.expander("Brief in een eigen Word-sjabloon"):
        _in_template(freeze)
    preview(freeze)


def _in_template(freeze: Freeze) -> None:
    st.caption(PLACES)
    try:
        template = handed_in("Sjabloon", "letter-template")
        made = _made(freeze, template[1]) if template else None
    except VoortgangError as error:
        notice("⛔ Dit sjabloon is niet te gebruiken", [str(error)], is_refusal=True)
        return
    if made is None:
        return
    save("Brief in dit sjabloon (Word)", f"{freeze.id}-brief-sjabloon.docx", partial(bytes, made), "save-in-template")


def _made(freeze: Freeze, template: bytes) -> bytes:
    from voortgang.letter.word import draft  # Word files are made when asked for

    wanted = (freeze.id, digest(template))
    if st.session_state.get(MADE, ("",))[0] != wanted:
        with st.spinner("De brief wordt in het sjabloon gezet."):
            st.session_state[MADE] = (wanted, draft(freeze, template))
    made: bytes = st.session_state[MADE][1]
    return made
