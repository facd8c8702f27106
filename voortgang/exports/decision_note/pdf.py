"""The note as a tagged PDF by the rules of PDF/UA-1."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from voortgang.exports.decision_note.note import Note

TEMPLATE = Path(__file__).with_name("note.typ")


def pdf_of(note: Note, at: datetime) -> bytes:
    """The bytes of a PDF that says it was made at `at`; the same note and moment give the same bytes."""
    import typst

    made = at.astimezone(UTC)
    told = {**asdict(note), "made": [made.year, made.month, made.day]}
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"note": json.dumps(told, default=_listed)},
        pdf_standards="ua-1",
        timestamp=int(made.timestamp()),
    )


def _listed(value: Any) -> list[Any]:
    """The columns of words, which JSON knows as a list only."""
    return sorted(value)
