"""Comparisons with the previous letter that do not hold: another definition, or a figure that was corrected since."""

from collections.abc import Iterator

from voortgang.letter.model import Freeze
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.reading import Draft, Sentence


def comparisons(draft: Draft, previous: Freeze | None) -> Iterator[Finding]:
    """Each sentence that sets a fact beside the previous letter's, where the two cannot be compared."""
    for sentence in draft.sentences:
        for key in _compared(sentence, draft):
            fact, before = draft.freeze.fact[key], draft.previous[key]
            later = previous.fact.get(key) if previous and _is_version_of(previous, draft.freeze) else None
            if fact.definition != before.definition:
                told = (
                    f"‘{fact.label}’ heeft een andere definitie dan in de vorige brief, dus {before.text} en "
                    f"{fact.text} zijn niet te vergelijken. Noem dat, of haal de vergelijking weg."
                )
                yield Finding(sentence.place, "vorige brief", before.text, "geen vergelijking", told, "let op")
            elif later is not None and later.text != before.text:
                told = (
                    f"De vorige brief is gecorrigeerd: ‘{fact.label}’ was daar {before.text} en is nu {later.text}. "
                    "Bevries deze brief opnieuw met de gecorrigeerde brief als vorige."
                )
                yield Finding(sentence.place, "vorige brief", before.text, later.text, told, "let op")


def _is_version_of(previous: Freeze, freeze: Freeze) -> bool:
    """The letter that comparisons were made with, perhaps a later version of it."""
    return freeze.previous is not None and previous.reference_on == freeze.previous.reference_on


def _compared(sentence: Sentence, draft: Draft) -> tuple[str, ...]:
    """The facts of which the sentence shows what the previous letter printed, or of which it speaks beside then."""
    living = [control for _, control in sentence.living() if draft.fact_of(control)]
    keys = (each.stored.key for each in living if each.stored and (each.is_previous or sentence.speaks_of_then()))
    return tuple(dict.fromkeys(key for key in keys if key in draft.previous and draft.freeze.fact[key].unit != "datum"))
