"""What differs between the register and a line of a file, shown where it differs: texts can begin alike."""

from collections.abc import Iterator

from voortgang.dutch import date_long
from voortgang.register.exchange.fields import CONTENT, Field
from voortgang.register.exchange.notation import Cell, shown
from voortgang.register.measures.changes import LABELS
from voortgang.register.measures.model import Content

LEAD = 20
"""signs before the first difference that are shown with it"""


def told(before: Content, after: Content) -> tuple[str, ...]:
    """One phrase per field that differs, such as "fase van 'beleidsuitwerking' naar 'geïmplementeerd'"."""
    return tuple(_told(before, after))


def _told(before: Content, after: Content) -> Iterator[str]:
    for field in CONTENT:
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            was, becomes = _apart(_text(field, old), _text(field, new))
            yield f"{LABELS[field.name]} van '{was}' naar '{becomes}'"


def _text(field: Field, value: object) -> str:
    written: Cell = field.kind.write(value)
    return written if isinstance(written, str) else date_long(written)  # type: ignore[arg-type]


def _apart(old: str, new: str) -> tuple[str, str]:
    """Both texts in short, from their beginning or, when that is the same, from where they part."""
    if shown(old) != shown(new):
        return shown(old), shown(new)
    alike = next((at for at, (was, becomes) in enumerate(zip(old, new, strict=False)) if was != becomes), len(old))
    start = max(min(alike, len(new)) - LEAD, 0)
    return f"…{shown(old[start:])}", f"…{shown(new[start:])}"
