"""Files of a letter: made, and logged, when somebody asks for them; and files that people hand in."""

from collections.abc import Callable
from hashlib import sha256

import streamlit as st

from voortgang.register.letters.model import Kept
from voortgang.register.letters.reading import document
from voortgang.web import access

WORD, PDF = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"docx": WORD, "pdf": PDF, "xlsx": SHEET}
LABELS = {
    "brief.docx": "Brief (Word)",
    "bijlage.docx": "Bijlage maatregelen (Word)",
    "bijlage.pdf": "Bijlage maatregelen (PDF)",
    "cijferbijlage.xlsx": "Cijferbijlage (Excel)",
}
"""in the order of the page"""


def save(label: str, name: str, write: Callable[[], bytes], key: str) -> None:
    """A button that makes its file, and logs it, when it is clicked."""
    principal = access.require()

    def written() -> bytes:
        access.record_export(principal, name)
        return write()

    mime = KINDS[name.rpartition(".")[2]]
    st.download_button(label, written, name, mime, key=key, on_click="ignore")


def kept_documents(letter: Kept, place: str) -> None:
    """The documents as they were frozen, to save; `place` tells the buttons of one tab from those of another."""
    with st.container(horizontal=True, gap="small", key=f"save-{place}-{letter.id}"):
        for name in sorted(letter.documents, key=[*LABELS, *letter.documents].index):
            _kept_document(letter, name, place)


def _kept_document(letter: Kept, name: str, place: str) -> None:
    label = LABELS.get(name, name)
    save(label, f"{letter.id}-{name}", lambda: document(letter.id, name), f"{place}-{letter.id}-{name}")


def handed_in(label: str, key: str) -> tuple[str, bytes] | None:
    """The name and content of a file that the visitor chose, of whatever kind: whoever opens it says what is wrong."""
    most = st.get_option("server.maxUploadSize")
    found = st.file_uploader(f"{label} (.docx, hoogstens {most} MB)", key=key)
    return (found.name, found.getvalue()) if found else None


def digest(content: bytes) -> str:
    """By which a file is recognised within a session."""
    return sha256(content).hexdigest()[:16]
