"""Tab "Goedkeuren": what a second person reads, and puts a name to."""

import streamlit as st

from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.register.letters.model import Kept
from voortgang.register.letters.writing import approve
from voortgang.register.measures.drafts import is_same_person
from voortgang.web.editing.telling import notice, refused, told_next
from voortgang.web.letter.choosing import View
from voortgang.web.letter.files import kept_documents
from voortgang.web.letter.reading import frozen_of
from voortgang.web.letter.telling import gates_table, left_out, letter_facts, told_approval
from voortgang.web.writer import writer

ONLY_EDITORS = "Goedkeuren kan met de rol briefredacteur."


def approval(view: View) -> None:
    """The letter as it was frozen, and who agrees."""
    freeze = frozen_of(view)
    if freeze is None or view.letter is None:
        return
    st.header("Wat wordt goedgekeurd", anchor=False)
    letter_facts(view.letter, freeze)
    kept_documents(view.letter, "approve")
    gates_table(freeze.gates)
    left_out(freeze)
    _agreeing(view, view.letter, freeze)


def _agreeing(view: View, letter: Kept, freeze: Freeze) -> None:
    st.header("Goedkeuring", anchor=False)
    if letter.approved_at is not None:
        notice("✔ Definitief", [f"Goedgekeurd door {told_approval(letter)}."])
    elif not view.is_latest:
        st.info("Deze versie is gecorrigeerd en wordt niet meer goedgekeurd.")
    elif not view.is_editor:
        st.caption(ONLY_EDITORS)
    else:
        _form(letter, freeze)


def _form(letter: Kept, freeze: Freeze) -> None:
    by = writer()
    if is_same_person(by, letter.frozen_by):
        st.caption("U legde deze brief zelf vast: een tweede persoon keurt haar goed.")
        return
    overruled = sum(bool(each.overruled) for each in freeze.gates)
    if overruled:
        counted = plural(overruled, "voorwaarde is", "voorwaarden zijn")
        st.caption(f"Let op: {counted} niet voldaan. Lees in de tabel hierboven waarom de brief toch is vastgelegd.")
    if st.button("Goedkeuren", type="primary", key="approve-letter"):
        _approve(letter, by)


def _approve(letter: Kept, by: str) -> None:
    try:
        if not by:
            raise VoortgangError("Vul eerst uw naam in: wie goedkeurt, is een ander dan wie vastlegde.")
        approve(letter.id, by=by)
    except VoortgangError as error:
        refused(error)
        return
    told_next(f"Brief {letter.id} is goedgekeurd door {by} en is definitief.")
