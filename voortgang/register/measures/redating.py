"""Measures to date anew: a project that carries them out or unlocks them lost days in a herijking.

Pure. A row asks for another date until it got one on or after the day of that herijking, until a later herijking of the
same year gave the days back, or until it is over.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from voortgang.dutch import date_long, decimal
from voortgang.register.measures import rules
from voortgang.register.measures.contradictions import CutProject, course
from voortgang.register.measures.model import State, Status

REDATE = "herdateren"


def to_redate(
    states: Iterable[State], entries_by_row: Mapping[int, Sequence[Status]], as_of: date, cuts: Sequence[CutProject]
) -> dict[int, tuple[CutProject, ...]]:
    """Per row that has to be dated anew the cuts that ask for it, in the order given; rows without any are left out.

    `entries_by_row` is the log of each row as far as it was known.
    """
    found = {}
    for state in states:
        moved_on = _dated_anew_on(course(entries_by_row.get(state.row.id, ()), as_of))
        asking = tuple(cut for cut in cuts if _asks(state, cut) and not (moved_on and moved_on >= cut.decided_on))
        if asking:
            found[state.row.id] = asking
    return found


def _asks(state: State, cut: CutProject) -> bool:
    serves = set(cut.vm_numbers) & set(state.row.numbers)
    return bool(serves) and not rules.is_over(state.status.content) and cut.days_now < cut.days_before


def _dated_anew_on(held: Sequence[Status]) -> date | None:
    """The last day from which the row had another date than before."""
    moved = [
        after.valid_from
        for before, after in pairwise(held)
        if after.content.target_on and after.content.target_on != before.content.target_on
    ]
    return max(moved, default=None)


def told(cut: CutProject) -> str:
    """Which project lost how many days, in which herijking, decided by whom and why."""
    since = f" Nu zijn het er {_days(cut.days_now)}." if cut.days_now != cut.days_after else ""
    return (
        f"Project '{cut.name}' ging bij {cut.occasion} van {_days(cut.days_before)} naar {_days(cut.days_after)} "
        f"IV-dagen; vastgesteld op {date_long(cut.decided_on)} door {cut.meeting}, reden: {cut.reason}.{since}"
    )


def _days(days: float) -> str:
    return decimal(days, 0 if float(days).is_integer() else 1)
