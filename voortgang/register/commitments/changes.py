"""What differs between two entries, in words: for who comes second, and for a trail that people read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from voortgang.dutch import HERE, date_long, listing, moment
from voortgang.register.commitments.model import KINDS, Content, Entry, Settled
from voortgang.register.commitments.plain import CONTENT

LABELS = {
    "kind": "soort",
    "text": "tekst",
    "made_on": "gedaan op",
    "asked_by": "gevraagd door",
    "session": "vergaderjaar",
    "dossier": "dossier",
    "number": "nummer",
    "source_on": "datum van de bron",
    "due_on": "termijn",
    "first_due_on": "eerste termijn",
    "owner": "eigenaar",
    "settled": "afgedaan",
    "withdrawal": "vervallen",
}
LONGEST = 60
"""signs of a value in a sentence"""


def differences(before: Content, after: Content) -> tuple[str, ...]:
    """One phrase per field that differs, such as "eigenaar van 'leeg' naar 'Directie'"."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in CONTENT)
    return tuple(f"{LABELS[name]} van '{shown(old)}' naar '{shown(new)}'" for name, old, new in pairs if old != new)


def told_since(entries: Sequence[Entry], based_on: int) -> str:
    """For who comes second: who changed what since the entry that he saw."""
    places = [place for place, entry in enumerate(entries) if entry.id == based_on]
    if not places:
        return "De stand waarop deze wijziging rust, hoort niet bij deze toezegging. Vernieuw de pagina."
    told = [_told(entries[place], entries[place + 1]) for place in range(places[0], len(entries) - 1)]
    return (
        f"Deze toezegging is intussen gewijzigd {'; '.join(told)}. "
        "Er is niets van u opgeslagen. Bekijk wat er nu staat en breng uw wijziging daarin aan."
    )


def _told(before: Entry, after: Entry) -> str:
    what = listing(list(differences(before.content, after.content))) or "alleen de ingangsdatum"
    return f"door {after.recorded_by} op {moment(after.recorded_at.astimezone(HERE))}: {what}"


def settled_in(settled: Settled) -> str:
    """Where it was settled, as one line."""
    return (
        f"{settled.letter} van {date_long(settled.settled_on)} "
        f"({settled.session}, {settled.dossier} nr. {settled.number}), {settled.paragraph}"
    )


def shown(value: Any) -> str:
    """A value of an entry as one short text."""
    if isinstance(value, date):
        return date_long(value)
    if isinstance(value, Settled):
        return settled_in(value)
    text = KINDS.get(value, str(value)) if value else "leeg"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
