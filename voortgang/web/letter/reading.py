"""A frozen letter as a visitor reads it: proved unchanged, and logged."""

import streamlit as st

from voortgang.letter.model import Freeze
from voortgang.register.letters.reading import freeze
from voortgang.web import access
from voortgang.web.letter.choosing import View
from voortgang.web.letter.steps import FREEZE


def frozen_of(view: View) -> Freeze | None:
    """The letter that was chosen; says what to do first when there is none."""
    if view.letter is None:
        st.info(f"Deze brief is nog niet vastgelegd. Doe dat eerst onder '{FREEZE}'.")
        return None
    return looked_at(view.letter.id)


def looked_at(letter: str) -> Freeze:
    """A letter by its id; raises VoortgangError when it is no longer what was frozen."""
    access.record_look(access.require(), f"letter {letter}")
    return freeze(letter)
