"""Which rows the delivery asks to date anew, as the page of measures marks them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from voortgang.dutch import plural
from voortgang.register.measures.contradictions import CutProject
from voortgang.register.measures.redating import REDATE, to_redate, told
from voortgang.register.measures.whole import register
from voortgang.web.measures import iv_days
from voortgang.web.measures.choosing import KEPT, View

ICON = "⟲"


@dataclass(frozen=True)
class Redating:
    """What a view shows of it; without IV days in the delivery nothing."""

    view: View
    cuts: tuple[CutProject, ...] = ()
    is_known: bool = False
    """were IV days delivered?"""

    def marks(self, row: int) -> tuple[tuple[str, str], ...]:
        """The mark of a row as icon and words, or none."""
        found = _asked(self).get(row, ())
        word = REDATE + iv_days.FICTIONAL * any(cut.is_fictional for cut in found)
        return ((ICON, word),) if found else ()

    def told(self, row: int) -> Iterator[str]:
        """Why, a sentence per herijking in which days were lost."""
        yield from (told(cut) for cut in _asked(self).get(row, ()))


@lru_cache(maxsize=KEPT)
def _asked(redating: Redating) -> dict[int, tuple[CutProject, ...]]:
    view = redating.view
    return to_redate(view.states, view.known.entries, view.as_of, redating.cuts)


def redating(view: View) -> Redating:
    """What the published delivery asks of the rows in this view."""
    cuts = iv_days.cut_projects(view.as_of)
    return Redating(view, cuts or (), cuts is not None)


def sentence(as_of: date) -> str:
    """How many measures the delivery asks to date anew on a day; empty when it asks none."""
    cuts = iv_days.cut_projects(as_of) or ()
    known = register()
    states = known.states(as_of)
    asked = to_redate(states, known.entries, as_of, cuts)
    if not asked:
        return ""
    measures = len({state.row.measure_id for state in states if state.row.id in asked})
    mark = iv_days.FICTIONAL * any(cut.is_fictional for cut in cuts)
    return (
        f"Te herdateren na minder IV-dagen in een herijking{mark}: {plural(measures, 'maatregel', 'maatregelen')} "
        f"({plural(len(asked), 'rij', 'rijen')}); zie de pagina Maatregelen."
    )
