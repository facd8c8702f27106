"""How many rows and how many measures: they differ, because one measure can stand under several ambitions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from voortgang.register.measures import rules
from voortgang.register.measures.model import FLAGS, INFERRED, PHASES, Content, State


@dataclass(frozen=True)
class Count:
    """Rows of which something is so, and measures of which it is so in one row or more."""

    name: str
    rows: int
    measures: int


@dataclass(frozen=True)
class Counts:
    """Everything that is counted of the register on one day."""

    rows: int
    measures: int
    vm_numbers: int
    phases: tuple[Count, ...]
    """of what was not given up; a measure whose rows differ counts in each of their phases"""
    flags: tuple[Count, ...]


def counts(states: Iterable[State], as_of: date) -> Counts:
    """Count states that held on `as_of`; what depends on the day (overdue, to be reviewed) is taken on that day."""
    found = tuple(states)
    live = tuple(state for state in found if not state.status.content.is_ended)
    return Counts(
        rows=len(found),
        measures=len({state.row.measure_id for state in found}),
        vm_numbers=len({number for state in found for number in state.row.numbers}),
        phases=tuple(_count(phase, live, _has("phase", phase)) for phase in PHASES),
        flags=tuple(_count(name, found, is_so) for name, is_so in _flags(as_of).items()),
    )


def _flags(as_of: date) -> dict[str, Callable[[Content], bool]]:
    kept = {label: _has(name, True) for name, label in FLAGS.items()}
    return kept | {
        FLAGS["is_on_hold"]: lambda content: rules.is_on_hold(content, as_of),
        "te herbeoordelen": lambda content: rules.needs_review(content, as_of),
        "streefdatum voorbij": lambda content: rules.is_overdue(content, as_of),
        "eerst beloofde datum voorbij": lambda content: rules.is_first_promise_broken(content, as_of),
        "vertraagd en nooit gemeld": lambda content: rules.is_unreported_delay(content, as_of),
        "fase nog te bevestigen": _has("phase_basis", INFERRED),
        "onvolledig": lambda content: bool(rules.flaws(content)),
    }


def _has(name: str, value: object) -> Callable[[Content], bool]:
    return lambda content: bool(getattr(content, name) == value)


def _count(name: str, states: Iterable[State], is_so: Callable[[Content], bool]) -> Count:
    rows = [state.row for state in states if is_so(state.status.content)]
    return Count(name, len(rows), len({row.measure_id for row in rows}))
