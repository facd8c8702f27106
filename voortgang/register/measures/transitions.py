"""What became of each row between two days: better, worse, the same, or not to be compared.

The first of these that is true of a row is its kind:

- new: on the first day nothing held of it, on the second day something does;
- ended: it was given up in between;
- not comparable: it was taken up again; or its phase was made out first and named by its source later, and the two
  differ, so that nobody knows whether the measure moved or our knowledge of it; or it went both ways at once;
- improved: a later phase, or no longer delayed or on hold in the same phase;
- worsened: an earlier phase, newly delayed or on hold, or a target date that is later or was dropped. Of what is
  implemented the target date no longer counts;
- unchanged: none of these. A target date that is earlier, or that is set for the first time, is told and not judged:
  a promise is no progress. The passing of time alone (a date that passes, a hold that lapses) changes no kind either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from voortgang.register.measures.changes import differences
from voortgang.register.measures.model import IMPLEMENTED, INFERRED, LITERAL, PHASES, Content, MeasureRow, State

IMPROVED, WORSENED, UNCHANGED = "verbeterd", "verslechterd", "gelijk"
NOT_COMPARABLE, NEW, ENDED = "niet vergelijkbaar", "nieuw", "beëindigd"
KINDS = (IMPROVED, WORSENED, UNCHANGED, NOT_COMPARABLE, NEW, ENDED)


@dataclass(frozen=True)
class Transition:
    """One row on two days."""

    row: MeasureRow
    kind: str
    """one of KINDS"""
    before: Content | None
    """None: nothing held of it yet"""
    after: Content
    facts: tuple[str, ...]
    """what differs, and why a row cannot be compared; phrases"""


def transitions(before: Iterable[State], after: Iterable[State]) -> tuple[Transition, ...]:
    """Every row of the later day compared with the same row on the earlier one, in order of the annex.

    A row that the later states do not have is left out: rows never disappear between two days of one register.
    """
    earlier = {state.row.id: state.status.content for state in before}
    return tuple(_transition(state, earlier.get(state.row.id)) for state in after)


def _transition(state: State, before: Content | None) -> Transition:
    after = state.status.content
    kind, why = _kind(before, after)
    told = differences(before, after) if before else ()
    return Transition(state.row, kind, before, after, (*why, *told))


def _kind(before: Content | None, after: Content) -> tuple[str, tuple[str, ...]]:
    if before is None:
        return NEW, ()
    if after.is_ended:
        return (UNCHANGED if before.is_ended else ENDED), ()
    if before.is_ended:
        return NOT_COMPARABLE, ("weer opgepakt",)
    if (before.phase_basis, after.phase_basis) == (INFERRED, LITERAL) and before.phase != after.phase:
        return NOT_COMPARABLE, ("de eerdere fase was afgeleid, de latere is letterlijk",)
    return _judged(tuple(_gains(before, after)), tuple(_losses(before, after)))


def _judged(gains: tuple[str, ...], losses: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if gains and losses:
        return NOT_COMPARABLE, (f"deels beter ({', '.join(gains)}) en deels slechter ({', '.join(losses)})",)
    return (IMPROVED if gains else WORSENED if losses else UNCHANGED), ()


def _gains(before: Content, after: Content) -> Iterator[str]:
    if PHASES.index(after.phase) > PHASES.index(before.phase):
        yield "latere fase"
    if before.is_delayed and not after.is_delayed:
        yield "niet meer vertraagd"
    if before.is_on_hold and not after.is_on_hold:
        yield "niet meer on hold"


def _losses(before: Content, after: Content) -> Iterator[str]:
    if PHASES.index(after.phase) < PHASES.index(before.phase):
        yield "eerdere fase"
    if after.is_delayed and not before.is_delayed:
        yield "nu vertraagd"
    if after.is_on_hold and not before.is_on_hold:
        yield "nu on hold"
    if after.phase != IMPLEMENTED and _moved_away(before.target_on, after.target_on):
        yield "latere streefdatum" if after.target_on else "streefdatum vervallen"


def _moved_away(before: date | None, after: date | None) -> bool:
    return before is not None and (after is None or after > before)
