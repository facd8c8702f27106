"""Published figures that would be others now: then, now, why, and where in the letter they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from voortgang.dutch import MISSING, date_long
from voortgang.letter.entries import Entry, entries
from voortgang.letter.gather import gather
from voortgang.letter.gather.asking import Asked, provenance_of
from voortgang.letter.gather.measures import REGISTER
from voortgang.letter.model import Fact, Freeze, Provenance
from voortgang.letter.periods import Period
from voortgang.letter.prose import Figure, Section
from voortgang.pipeline.warehouse import Warehouse

LATE, CORRECTED, DEFINITION = "late registratie", "gecorrigeerde levering", "gewijzigde definitie"
PROGRAM, GONE = "gewijzigde berekening", "niet meer te berekenen"
ONLY_GROW = ("flow.received", "flow.withdrawn", "decided_on_time.decided")
"""counts over a period that is over: what is registered late adds to them, and only a correction takes away"""
OPENING, IN_APPENDIX = "Inleiding", "cijferbijlage"


@dataclass(frozen=True)
class Restatement:
    """One figure of a letter as it was published and as it would be now."""

    letter: str
    key: str
    label: str
    unit: str
    then: str
    now: str
    cause: str
    """LATE, CORRECTED, DEFINITION, PROGRAM or GONE"""
    because: str
    """what shows that it is this cause"""
    places: tuple[str, ...]
    """section and paragraph of the draft, or the data appendix when no sentence has it"""


def restatements(letter: Freeze, warehouse: Warehouse, previous: Freeze | None = None) -> tuple[Restatement, ...]:
    """Every figure of a letter that another text would stand for now: of its sentences first, then of its tables.

    Asks again with the period, the reference date and the thresholds of the letter; `previous` is the letter that it
    was compared with. Takes some seconds; raises VoortgangError when the warehouse cannot answer.
    """
    from voortgang.letter.sections import sections

    known = letter.provenance
    period = Period(letter.since, letter.until)
    thresholds = known.smallest_count, known.smallest_denominator
    asked = Asked(warehouse, period, letter.reference_on, letter.frozen_at, *thresholds)
    found = gather(asked, previous)
    then, now = entries(letter.facts, letter.exhibits), entries(found.facts, found.exhibits)
    why = Why(known, provenance_of(asked), _shrank(letter.facts, found.facts))
    places = places_of(sections(letter))
    changed = ((was, now.get(name)) for name, was in then.items())
    return tuple(
        _restatement(letter, was, each, why, places) for was, each in changed if each is None or each.text != was.text
    )


@dataclass(frozen=True)
class Why:
    """What tells the causes apart."""

    then: Provenance
    now: Provenance
    has_lost: bool
    """does the delivery hold fewer requests or decisions of the period than it did?"""

    def cause(self, was: Entry, now: Entry | None) -> tuple[str, str]:
        """Why a figure is another one, and what shows it."""
        if now is None:
            return GONE, f"de levering van {date_long(self.now.delivered_on)} geeft dit cijfer niet meer"
        if was.version != now.version:
            return DEFINITION, "de vastgelegde definitie of berekening is niet die van nu"
        if was.metric == REGISTER:
            return LATE, "in het register is later iets vastgelegd dat al voor de peildatum geldt"
        if self.then.files == self.now.files:
            return PROGRAM, f"dezelfde levering, programma {self.then.code_version} en nu {self.now.code_version}"
        days = f"levering van {date_long(self.then.delivered_on)}, nu die van {date_long(self.now.delivered_on)}"
        if self.now.delivered_on > self.then.delivered_on and not self.has_lost:
            return LATE, f"{days}; over dezelfde periode kan sindsdien meer zijn geregistreerd"
        lost = "; verzoeken of besluiten in de periode zijn vervallen" if self.has_lost else ""
        return CORRECTED, f"{days}, met andere bestanden (SHA-256){lost}"


def places_of(drafted: tuple[Section, ...]) -> Mapping[str, tuple[str, ...]]:
    """Per figure the sections and paragraphs of a draft in which it stands."""
    found: dict[str, list[str]] = {}
    for section in drafted:
        for number, paragraph in enumerate(section.paragraphs, 1):
            parts = (part for sentence in paragraph.sentences for part in sentence.parts)
            for key in dict.fromkeys(part.key for part in parts if isinstance(part, Figure)):
                found.setdefault(key, []).append(f"{section.title or OPENING}, alinea {number}")
    return {key: tuple(each) for key, each in found.items()}


def _restatement(
    letter: Freeze, was: Entry, now: Entry | None, why: Why, places: Mapping[str, tuple[str, ...]]
) -> Restatement:
    cause, because = why.cause(was, now)
    in_sentences = places.get(was.name[0], (IN_APPENDIX,))
    return Restatement(
        letter=letter.id,
        key=" / ".join(was.name),
        label=was.label,
        unit=was.unit,
        then=was.text,
        now=now.text if now else MISSING,
        cause=cause,
        because=because,
        places=(f"tabel '{was.table}'",) if was.table else in_sentences,
    )


def _shrank(then: Iterable[Fact], now: Iterable[Fact]) -> bool:
    known = {fact.key: fact.value for fact in now}
    pairs = ((fact.value, known.get(fact.key)) for fact in then if fact.key in ONLY_GROW)
    return any(isinstance(was, Decimal) and isinstance(each, Decimal) and each < was for was, each in pairs)
