"""What differs between two statuses, in words: for who comes second, and for a trail that people read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from voortgang.dutch import HERE, date_long, listing, moment
from voortgang.register.measures.model import BASES, FLAGS, Content, Informed, Status
from voortgang.register.measures.plain import CONTENT
from voortgang.register.measures.proposals import Draft, End, Proposal
from voortgang.register.measures.reading import held

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


def told_since(entries: Sequence[Status], based_on: int | None) -> str:
    """For who comes second: who changed what in the log of a row since the entry that he saw."""
    places = [place for place, status in enumerate(entries) if status.id == based_on]
    if not places:
        return (
            "De stand waarop deze wijziging rust, hoort niet bij deze rij. Vernieuw de pagina en probeer het opnieuw."
        )
    told = [_told(entries[place], entries[place + 1]) for place in range(places[0], len(entries) - 1)]
    return (
        f"Deze rij is intussen gewijzigd {'; '.join(told)}. "
        "Er is niets opgeslagen. Bekijk wat er nu staat en breng de wijziging daarin aan."
    )


def _told(before: Status, after: Status) -> str:
    what = listing(list(differences(before.content, after.content))) or "alleen de ingangsdatum"
    return f"door {after.recorded_by} op {moment(after.recorded_at.astimezone(HERE))}: {what}"


def with_own_text(seen: Content, now: Content, own: Content) -> Content:
    """What somebody else wrote since, except in the fields that the writer had changed from what he saw."""
    kept = {name: getattr(own, name) for name in CONTENT if getattr(own, name) != getattr(seen, name)}
    return replace(now, **kept)


def proposed(draft: Draft, entries: Sequence[Status]) -> str:
    """For who had not seen the open draft of a row: who wants to change what."""
    return (
        f"{draft.written_by} heeft op {moment(draft.written_at.astimezone(HERE))} al een wijziging van deze rij "
        f"voorgesteld: {listing(list(wanted(draft.proposal, entries))) or 'alleen de ingangsdatum'}. "
        "Er is niets opgeslagen. Bekijk dat voorstel en bouw erop voort, of laat het eerst beoordelen."
    )


def wanted(proposal: Proposal, entries: Sequence[Status]) -> tuple[str, ...]:
    """What a proposal changes in what its writer saw to hold on its day, one phrase per field; all of a new row."""
    before = held(seen_by(proposal, entries), proposal.valid_from)
    return differences(before.content, proposal.content) if before else facts(proposal.content)


def seen_by(proposal: Proposal, entries: Sequence[Status]) -> tuple[Status, ...]:
    """The part of the log that was there when somebody made a proposal."""
    last = proposal.based_on
    return tuple(each for each in entries if last is None or each.id <= last)


def on_what_holds_now(proposal: Proposal, entries: Sequence[Status]) -> Content:
    """What a proposal says when what it changes is applied to what holds now, which others may have changed since."""
    before, now = (held(log, proposal.valid_from) for log in (seen_by(proposal, entries), entries))
    return with_own_text(before.content, now.content, proposal.content) if before and now else proposal.content


def facts(content: Content) -> tuple[str, ...]:
    """What a content says, one phrase per field that is filled in."""
    said = {name: getattr(content, name) for name in CONTENT}
    return tuple(f"{LABELS[name]}: {shown(value)}" for name, value in said.items() if value)


def ended(end: End) -> str:
    """How, by whom and when a draft ended, to stand after "is"."""
    return f"{end.how} door {end.ended_by} op {moment(end.ended_at.astimezone(HERE))}"


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
    text = " ".join(str(BASES.get(value, value) or "leeg").split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
