"""What differs between two statuses, in words: for who comes second, and for a trail that people read."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from voortgang.dutch import HERE, date_long, listing, moment
from voortgang.register.measures.model import FLAGS, Content, Informed, Status
from voortgang.register.measures.plain import CONTENT

LABELS = {
    "phase": "fase",
    "phase_basis": "herkomst van de fase",
    **FLAGS,
    "reasons": "redenen",
    "depends_on": "afhankelijk van",
    "target_on": "streefdatum",
    "first_promised_on": "eerst beloofde datum",
    "review_on": "herbeoordelen op",
    "owner": "eigenaar",
    "partial_results": "deelresultaten",
    "explanation": "toelichting",
    "evidence": "bewijs",
    "outcome": "uitkomst",
    "informed": "Kamer geïnformeerd",
}
LONGEST = 60
"""signs of a value in a sentence"""


def differences(before: Content, after: Content) -> tuple[str, ...]:
    """One phrase per field that differs, such as "fase van 'beleidsuitwerking' naar 'geïmplementeerd'"."""
    return tuple(_differences(before, after))


def _differences(before: Content, after: Content) -> Iterator[str]:
    for name in CONTENT:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{LABELS[name]} van '{shown(old)}' naar '{shown(new)}'"


def told_since(entries: Sequence[Status], based_on: int) -> str:
    """For who comes second: who changed what in the log of a row since the entry that he saw."""
    places = [place for place, status in enumerate(entries) if status.id == based_on]
    if not places:
        return (
            "De stand waarop deze wijziging rust, hoort niet bij deze rij. Vernieuw de pagina en probeer het opnieuw."
        )
    told = [_told(entries[place], entries[place + 1]) for place in range(places[0], len(entries) - 1)]
    return (
        f"Deze rij is intussen gewijzigd {'; '.join(told)}. "
        "Er is niets van u opgeslagen. Bekijk wat er nu staat en breng uw wijziging daarin aan."
    )


def _told(before: Status, after: Status) -> str:
    what = listing(list(differences(before.content, after.content))) or "alleen de ingangsdatum"
    return f"door {after.recorded_by} op {moment(after.recorded_at.astimezone(HERE))}: {what}"


def shown(value: Any) -> str:
    """A value of a status as one short text."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_long(value)
    if isinstance(value, Informed):
        return f"{date_long(value.informed_on)} ({value.dossier} nr. {value.number})"
    if isinstance(value, tuple):
        return ", ".join(shown(each) for each in value) or "geen"
    text = " ".join(str(value or "leeg").split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
