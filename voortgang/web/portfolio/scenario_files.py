"""Scenarios as files: the decision note in Word and PDF, and the workbook; made, and logged, when somebody asks."""

from collections.abc import Callable, Sequence
from datetime import datetime

import streamlit as st

from voortgang.dutch import HERE
from voortgang.exports.decision_note.note import Note
from voortgang.exports.decision_note.subject import Making, Subject
from voortgang.register.portfolios.model import Scenario
from voortgang.register.portfolios.rules import latest_adoption
from voortgang.web import access
from voortgang.web.downloads import XLSX
from voortgang.web.portfolio.kept import making, subject_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BESIDE = 2
"""scenarios that a note of two pages has room for beside its own"""


def note_files(chosen: Scenario, found: Sequence[Scenario]) -> None:
    """The decision note of a scenario, with up to two others beside it, and its workbook."""
    others = {each.name: each for each in found if each.id != chosen.id}
    names: list[str] = []
    if others:
        names = st.multiselect(
            "Zet in de besluitnota ernaast (hoogstens twee)",
            list(others),
            key=f"portfolio-beside-{chosen.id}",
            max_selections=MOST_BESIDE,
            placeholder="Kies scenario's",
            select_all=False,
            filter_mode=None,
        )
    beside = [others[name] for name in names]
    subject, *rest = [subject_of(each, latest_adoption(found, each)) for each in (chosen, *beside)]
    # a callback may ask for nothing that takes a principal, so it is asked for here
    made, at, name = _making(), _moment([subject, *rest]), f"besluitnota-scenario-{chosen.id}"

    def note() -> Note:
        from voortgang.exports.decision_note.content import note_of

        return note_of(subject, rest, made)

    def as_word() -> bytes:
        from voortgang.exports.decision_note.word import word_of

        return word_of(note(), at)

    def as_pdf() -> bytes:
        from voortgang.exports.decision_note.pdf import pdf_of

        return pdf_of(note(), at)

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html('<span class="save">Besluitnota opslaan als</span>', width="content")
        _file("Word", f"{name}.docx", DOCX, as_word, [chosen, *beside])
        _file("PDF", f"{name}.pdf", "application/pdf", as_pdf, [chosen, *beside])
        workbook_file(f"scenario-{chosen.id}.xlsx", [chosen, *beside], [subject, *rest])


def workbook_file(name: str, chosen: Sequence[Scenario], subjects: Sequence[Subject]) -> None:
    """The button for the workbook of scenarios side by side."""
    made = _making()

    def as_workbook() -> bytes:
        from voortgang.exports.decision_note.workbook import workbook_of

        return workbook_of(subjects, made, _moment(subjects))

    _file("Excel", name, XLSX, as_workbook, chosen)


def _file(label: str, name: str, mime: str, write: Callable[[], bytes], chosen: Sequence[Scenario]) -> None:
    principal, entries = access.require(), [each.entry.id for each in chosen]

    def written() -> bytes:
        access.record_export(principal, f"entries {entries} of portfolio scenarios as {name}")
        return write()

    st.download_button(label, written, name, mime, key=f"portfolio-file-{name}", on_click="ignore")


def _moment(subjects: Sequence[Subject]) -> datetime:
    """When something was last said of them: a file that is made again says the same."""
    return max(each.decided.at if each.decided else each.saved_at for each in subjects)


def _making() -> Making:
    return making(datetime.now(HERE).date())
