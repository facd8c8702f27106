"""Everything that a letter tells, gathered once: figures, tables and charts, and the register as it stood."""

from dataclasses import dataclass

from voortgang.letter.annex_rows import AnnexChange, AnnexRow
from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.dates import dates
from voortgang.letter.gather.desks import desks
from voortgang.letter.gather.iv_days import iv_days
from voortgang.letter.gather.measures import (
    annex_changes,
    annex_rows,
    change_facts,
    changed_since,
    register_facts,
)
from voortgang.letter.gather.throughput import throughput
from voortgang.letter.gather.wanted import desk_exhibits, iv_exhibits, register_exhibit, throughput_exhibits
from voortgang.letter.model import Fact, Freeze, LeftOut
from voortgang.letter.tables import Exhibit
from voortgang.register.measures.whole import register

CHANGES = "Wijzigingen sinds de vorige brief"
NO_PREVIOUS = "Er is geen eerdere brief die is goedgekeurd om mee te vergelijken."
NO_REGISTER = "Op de peildatum stond er niets in het register van maatregelen."
MEASURES = "Voortgang van de maatregelen"


@dataclass(frozen=True)
class Gathered:
    """What a freeze holds of figures and register."""

    facts: tuple[Fact, ...]
    exhibits: tuple[Exhibit, ...]
    annex: tuple[AnnexRow, ...]
    changes: tuple[AnnexChange, ...]
    left_out: tuple[LeftOut, ...]


def gather(asked: Asked, previous: Freeze | None) -> Gathered:
    """Ask for everything; what cannot be told is left out by name."""
    of_desks, unjudged = desks(asked)
    of_iv, no_iv = iv_days(asked)
    measures = _measures(asked, previous)
    return Gathered(
        facts=(*dates(asked, previous), *throughput(asked), *of_desks, *of_iv, *measures.facts),
        exhibits=(
            *throughput_exhibits(asked),
            *desk_exhibits(asked, has_verdicts=not unjudged),
            *(() if no_iv else iv_exhibits(asked)),
            *measures.exhibits,
        ),
        annex=measures.annex,
        changes=measures.changes,
        left_out=(*unjudged, *no_iv, *measures.left_out),
    )


def _measures(asked: Asked, previous: Freeze | None) -> Gathered:
    as_of = asked.reference_on
    states = register().states(as_of)
    if not states:
        return Gathered((), (), (), (), (LeftOut(MEASURES, NO_REGISTER),))
    found = changed_since(previous, states) if previous else ()
    return Gathered(
        facts=(*register_facts(states, as_of), *(change_facts(found, as_of) if previous else ())),
        exhibits=(register_exhibit(states, as_of, asked.at),),
        annex=annex_rows(states, as_of),
        changes=annex_changes(found),
        left_out=() if previous else (LeftOut(CHANGES, NO_PREVIOUS),),
    )
