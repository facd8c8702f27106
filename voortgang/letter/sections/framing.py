"""The opening before the numbered sections, and the section on what follows."""

from collections.abc import Sequence
from datetime import timedelta

from voortgang.letter.model import Freeze
from voortgang.letter.prose import Section
from voortgang.letter.sections.telling import Sentences, paragraph, plain, told
from voortgang.register.measures.model import FLAGS, IMPLEMENTED

OPENING, FOLLOWING = "inleiding", "vervolg"
FICTIONAL = "Let op: dit is een voorbeeld met fictieve gegevens. Geen enkel cijfer gaat over echte verzoeken."
HALF_A_YEAR = timedelta(days=183)


def opening(freeze: Freeze, missing: Sequence[str]) -> Section:
    """What the letter is about, whether the figures are fictional, and what is not in it; `missing` are titles."""
    return Section(
        OPENING,
        "",
        (
            *paragraph(_fictional(freeze)),
            *paragraph(_period(freeze), _compared(freeze)),
            *paragraph(_left_out(freeze, missing)),
        ),
    )


def following(freeze: Freeze) -> Section:
    """What the next letter will tell."""
    again = "Over een half jaar ontvangt uw Kamer een nieuwe stand van zaken, met dezelfde cijfers en definities."
    paragraphs = paragraph(plain("next", again), _then_known(freeze), _targets(freeze))
    return Section(FOLLOWING, "Vervolg", paragraphs)


def _fictional(freeze: Freeze) -> Sentences:
    return plain("fictional", FICTIONAL) if freeze.provenance.is_fictional else ()


def _period(freeze: Freeze) -> Sentences:
    about = "Deze brief gaat over de behandeling van verzoeken om een persoonlijke betalingsregeling"
    dated = told(freeze, "period", f"{about} van {{letter.since}} tot en met {{letter.until}}.")
    known = told(freeze, "period", "Alles wat tot en met {letter.reference_on} is vastgelegd, telt mee.")
    return (dated or plain("period", f"{about}.")) + known


def _compared(freeze: Freeze) -> Sentences:
    if freeze.previous is None:
        return plain("previous", "Er is geen eerdere brief om deze cijfers mee te vergelijken.")
    return told(freeze, "previous", "De vorige brief had {letter.previous_on} als peildatum.")


def _left_out(freeze: Freeze, missing: Sequence[str]) -> Sentences:
    known = {each.title.casefold() for each in freeze.left_out}
    named = tuple(
        sentence
        for each in freeze.left_out
        for sentence in plain("left_out", f"Niet in deze brief: {each.title}. {each.reason.rstrip('.')}.")
    )
    others = (each for each in missing if each.casefold() not in known)
    return named + tuple(
        sentence
        for each in others
        for sentence in plain("left_out", f"Niet in deze brief: {each}, want daarover zijn geen cijfers.")
    )


def _then_known(freeze: Freeze) -> Sentences:
    unripe = freeze.fact.get("cohort_on_time.unripe")
    if unripe is None or not unripe.value:
        return ()
    return plain("next", "Dan is ook de uitkomst bekend van de verzoeken waarvan de acht weken nu niet voorbij waren.")


def _targets(freeze: Freeze) -> Sentences:
    """Measures whose target date falls before about the next letter."""
    until = freeze.reference_on + HALF_A_YEAR
    awaited = (row for row in freeze.annex if row.phase != IMPLEMENTED and FLAGS["is_ended"] not in row.flags)
    due = [row.measure for row in awaited if any(freeze.reference_on < each <= until for each in row.targets)]
    if not due:
        return ()
    names = "; ".join(dict.fromkeys(due))
    return plain("next", f"Vóór die brief valt volgens de bijlage de streefdatum van: {names}.")
