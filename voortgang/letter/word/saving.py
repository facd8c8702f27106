"""A Word document as bytes that are the same whenever it is made again."""

import io
from datetime import UTC, datetime

from docx.document import Document

from voortgang.exports.packing import without_moments

LANGUAGE = "nl-NL"


def saved(document: Document, title: str, at: datetime) -> bytes:
    """The document as a .docx that says it was made at `at` (UTC), whenever it is saved."""
    about = document.core_properties
    about.title, about.language, about.comments = title, LANGUAGE, ""
    about.author = about.last_modified_by = "Voortgangsmonitor"
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1
    content = io.BytesIO()
    document.save(content)
    return without_moments(content.getvalue())
