"""Tab "Vastleggen": the conditions with what was found, a preview, and the letter frozen under a name."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.letter.freezing import asked_for, compose
from voortgang.letter.gates import gates
from voortgang.letter.model import Freeze, Gate
from voortgang.register import store
from voortgang.register.letters.model import Kept
from voortgang.register.letters.reading import before
from voortgang.register.letters.writing import keep, next_version
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.bound import DATE_FORMAT
from voortgang.web.editing.telling import refused, told_next
from voortgang.web.letter.choosing import View
from voortgang.web.letter.preview import preview
from voortgang.web.letter.reading import looked_at
from voortgang.web.letter.telling import gates_table, left_out, letter_facts
from voortgang.web.run import current_build, warehouse
from voortgang.web.writer import writer

TRIED = "letter-tried"
"""in the session: a letter as it would be frozen, with what it was composed of"""
BUSY = "De cijfers worden verzameld; dat duurt ongeveer tien seconden."
BUSY_FREEZING = "De brief wordt samengesteld en de documenten worden gemaakt; dat duurt ongeveer een halve minuut."
ONLY_EDITORS = "Vastleggen kan met de rol briefredacteur."
TRIAL = "dit is alleen een voorbeeld"
"""stands for the reasons that are still to be written"""


@dataclass(frozen=True)
class Wanted:
    """What is to be frozen."""

    view: View
    reference_on: date
    version: int

    @property
    def id(self) -> str:
        """As it will be called."""
        return f"{self.view.period.letter_month}-v{self.version}"


def freezing(view: View) -> None:
    """The letter as it was frozen, and what is needed to freeze it or to correct it."""
    if view.letter is None:
        _to_freeze(view, 1)
        return
    freeze = looked_at(view.letter.id)
    st.header("Vastgelegd", anchor=False)
    letter_facts(view.letter, freeze)
    gates_table(freeze.gates)
    left_out(freeze)
    version = view.versions[-1].version + 1
    asked = f"Een fout in de cijfers? Leg versie {version} vast"
    if view.is_editor and st.toggle(asked, key=f"correct-letter-{version}"):
        _to_freeze(view, version)


def _to_freeze(view: View, version: int) -> None:
    st.header(f"Brief {view.period.letter_month}, versie {version}: samenstellen", anchor=False)
    latest = max(current_build().delivered_on, view.period.until)
    usual = min(view.versions[-1].reference_on, latest) if view.versions else latest
    reference_on = st.date_input(
        "Peildatum: wat tot en met deze dag bekend is, telt mee",
        usual,
        view.period.since,
        latest,
        key=f"letter-reference-{view.period.letter_month}-{version}",
        format=DATE_FORMAT,
        width=360,
    )
    wanted = Wanted(view, reference_on or usual, version)
    found = gates(asked_for(warehouse(), view.period, wanted.reference_on, store.now()))
    gates_table(found, "Voorwaarden, zoals zij nu zijn")
    closed = [each for each in found if not each.is_passed]
    _trial(wanted, closed)
    st.header("Vastleggen", anchor=False)
    if view.is_editor:
        _form(wanted, closed, writer())
    else:
        st.caption(ONLY_EDITORS)


def _trial(wanted: Wanted, closed: list[Gate]) -> None:
    """The text before anything is frozen; only when somebody asks for it, for it takes a while."""
    made_of = (current_build().id, wanted.id, wanted.reference_on)
    if st.button("Voorbeeld van de tekst maken", key="try-letter"):
        with st.spinner(BUSY):
            made = _composed(wanted, {each.key: TRIAL for each in closed}, by="voorbeeld", reason=TRIAL)
        st.session_state[TRIED] = (made_of, made)
    tried = st.session_state.get(TRIED)
    if tried and tried[0] == made_of:
        left_out(tried[1])
        preview(tried[1])


def _form(wanted: Wanted, closed: list[Gate], by: str) -> None:
    """A reason for every condition that is not met and for a correction; then the letter is kept for ever."""
    if closed:
        st.caption("Schrijf per voorwaarde die niet is voldaan waarom de brief toch kan; de reden blijft bij de brief.")
    with st.form("letter-freeze", enter_to_submit=False):
        reasons = {each.key: _line(f"Reden bij '{each.title}'", f"{wanted.id}-{each.key}") for each in closed}
        reason = ""
        if wanted.version > 1:
            reason = _line("Reden van de correctie", wanted.id)
        is_asked = st.form_submit_button(f"Brief {wanted.id} vastleggen", type="primary")
    if is_asked:
        _freeze(wanted, reasons, by, reason)


def _line(label: str, key: str) -> str:
    text: str = st.text_input(label, key=f"freeze-{key}", max_chars=LONGEST_LINE, autocomplete="off")
    return text


def _freeze(wanted: Wanted, reasons: dict[str, str], by: str, reason: str) -> None:
    from voortgang.letter.documents import documents  # Word, Excel and PDF files are made when asked for

    try:
        if not by:
            raise VoortgangError("Vul eerst uw naam in: een tweede persoon moet zien wie de brief vastlegde.")
        # so that nobody waits for what will be refused
        next_version(wanted.view.all, wanted.view.period.until, reason)
        with st.spinner(BUSY_FREEZING):
            made = _composed(wanted, {key: each for key, each in reasons.items() if each.strip()}, by=by, reason=reason)
            kept: Kept = keep(made, documents(made))
    except VoortgangError as error:
        refused(error)
        return
    told_next(f"Brief {kept.id} is vastgelegd. Haal het concept op onder 'Concept'.")


def _composed(wanted: Wanted, reasons: dict[str, str], *, by: str, reason: str) -> Freeze:
    period = wanted.view.period
    return compose(
        warehouse(),
        period,
        wanted.reference_on,
        by=by,
        at=store.now(),
        version=wanted.version,
        reason=reason if wanted.version > 1 else "",
        overruled=reasons,
        previous=before(period.since),
    )
