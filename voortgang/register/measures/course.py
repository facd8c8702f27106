"""What held of a row day after day, from its log; and of a measure, from the logs of its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voortgang.register.measures.model import Content, State, Status
from voortgang.register.measures.reading import held
from voortgang.register.measures.whole import Register

DAY = timedelta(days=1)
DIFFERS = "verschilt per rij"
"""the phase of a measure whose rows are not equally far"""
ENDED = "beëindigd"


@dataclass(frozen=True)
class Held:
    """An entry of the log and the days on which it held, the last one included."""

    since: date
    until: date
    status: Status


@dataclass(frozen=True)
class Stretch:
    """Days on which phase and flags of a row or measure did not change, the last one included."""

    since: date
    until: date
    phase: str
    """one of PHASES, DIFFERS or ENDED"""
    is_delayed: bool
    is_on_hold: bool


def course(entries: Iterable[Status], until: date) -> tuple[Held, ...]:
    """The entries of one row that held up to and including a day, in order of time, without gaps between them."""
    log = [status for status in entries if status.valid_from <= until]
    starts = sorted({status.valid_from for status in log})
    ends = [*(start - DAY for start in starts[1:]), until]
    found = ((start, end, held(log, start)) for start, end in zip(starts, ends, strict=False))
    return tuple(Held(start, end, status) for start, end, status in found if status)


def stretches(courses: Sequence[Sequence[Held]]) -> tuple[Stretch, ...]:
    """The phases of one row, or of the rows of one measure together; delayed or on hold when one of the rows is."""
    starts = sorted({held.since for rows in courses for held in rows})
    ends = [*(start - DAY for start in starts[1:]), max((rows[-1].until for rows in courses if rows), default=None)]
    found: list[Stretch] = []
    for start, end in zip(starts, ends, strict=False):
        on_day = [each.status.content for rows in courses for each in rows if each.since <= start <= each.until]
        stretch = Stretch(start, end or start, *_together(on_day))
        if found and _looks(found[-1]) == _looks(stretch):
            stretch = Stretch(found.pop().since, stretch.until, *_looks(stretch))
        found.append(stretch)
    return tuple(found)


def _together(contents: Sequence[Content]) -> tuple[str, bool, bool]:
    live = [content for content in contents if not content.is_ended]
    phases = {content.phase for content in live}
    phase = phases.pop() if len(phases) == 1 else DIFFERS if phases else ENDED
    return phase, any(content.is_delayed for content in live), any(content.is_on_hold for content in live)


def _looks(stretch: Stretch) -> tuple[str, bool, bool]:
    return stretch.phase, stretch.is_delayed, stretch.is_on_hold


@dataclass(frozen=True)
class Lane:
    """One row or one measure along the time."""

    name: str
    numbers: tuple[int, ...]
    rows: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    informed_on: tuple[date, ...]
    """the days on which parliament was told of it, up to the last day that is looked at"""


def lanes(known: Register, states: Iterable[State], until: date, *, by_measure: bool) -> tuple[Lane, ...]:
    """The rows of these states, or their measures, with what held of them up to and including a day."""
    found: dict[int, list[State]] = {}
    for state in states:
        found.setdefault(state.row.measure_id if by_measure else state.row.id, []).append(state)
    return tuple(_lane(known, together, until) for together in found.values())


def _lane(known: Register, states: list[State], until: date) -> Lane:
    first = states[0].row
    rows = tuple(state.row.id for state in states)
    told = {each.informed_on for state in states for each in state.status.content.informed}
    found = stretches([course(known.entries[row], until) for row in rows])
    return Lane(first.measure, first.numbers, rows, found, tuple(sorted(day for day in told if day <= until)))
