"""The register in a few sentences, for who has a minute."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from voortgang.dutch import date_long, number, plural
from voortgang.register.measures import rules
from voortgang.register.measures.counts import counts
from voortgang.register.measures.dependencies import SYSTEM, graph, reached, waits_for_iv
from voortgang.register.measures.model import IMPLEMENTED, INFERRED, Content, State
from voortgang.register.measures.selecting import reported

Is = Callable[[Content], bool]


def both(states: Iterable[State], is_so: Is) -> tuple[int, int]:
    """Of how many rows something is so, and of how many measures in one row or more."""
    rows = [state.row for state in states if is_so(state.status.content)]
    return len(rows), len({row.measure_id for row in rows})


def told(found: tuple[int, int]) -> str:
    """6 maatregelen (8 rijen)."""
    rows, measures = found
    return f"{plural(measures, 'maatregel', 'maatregelen')} ({plural(rows, 'rij', 'rijen')})"


def in_a_minute(states: Sequence[State], as_of: date) -> tuple[str, ...]:
    """What a director wants to know of these rows: progress, trouble, what was told, and what is not certain."""
    if not states:
        return ("Er is niets in het register dat aan deze keuze voldoet.",)
    counted = counts(states, as_of)
    return (
        f"Op {date_long(as_of)} gaat het om {told((counted.rows, counted.measures))}: een maatregel kan onder meer "
        f"ambities vallen. Geïmplementeerd: {told(both(states, _is_implemented))}.",
        _trouble(states, as_of),
        _not_told(states, as_of),
        f"Nog niet zeker: van {told(both(states, lambda each: each.phase_basis == INFERRED))} is de fase afgeleid en "
        f"nog te bevestigen, en {told(both(states, lambda each: bool(rules.flaws(each))))} is onvolledig ingevuld.",
    )


def _is_implemented(content: Content) -> bool:
    return content.phase == IMPLEMENTED and not content.is_ended


def _trouble(states: Sequence[State], as_of: date) -> str:
    delayed = told(both(states, lambda each: each.is_delayed))
    hold = told(both(states, lambda each: rules.is_on_hold(each, as_of)))
    lapsed = both(states, lambda each: rules.needs_review(each, as_of))
    late = both(states, lambda each: rules.is_overdue(each, as_of))
    also = f", en te herbeoordelen: {told(lapsed)}" if lapsed[0] else ""
    overdue = f" De streefdatum is voorbij bij {told(late)}." if late[0] else ""
    return f"Vertraagd: {delayed}. On hold: {hold}{also}. {_waiting(states)}{overdue}"


def _waiting(states: Sequence[State]) -> str:
    direct = told(both(states, waits_for_iv))
    through = waiting_through(states)
    also = f", en {plural(len(through), 'rij', 'rijen')} via een andere maatregel" if through else ""
    return f"Op IV wachten: {direct}{also}."


def waiting_through(states: Sequence[State]) -> tuple[int, ...]:
    """The rows that wait for IV only because a measure that they wait for does."""
    found = graph(states)
    own = {state.row.id for state in states if waits_for_iv(state.status.content)}
    return tuple(
        row
        for row, keys in found.by_row.items()
        if row not in own and any(found.nodes[key].kind == SYSTEM for key in reached(found, keys))
    )


def _not_told(states: Sequence[State], as_of: date) -> str:
    never = told(both(states, lambda each: not reported(each, as_of)))
    rows, _measures = both(states, lambda each: rules.is_unreported_delay(each, as_of))
    also = f"; daarvan {'is' if rows == 1 else 'zijn'} {plural(rows, 'rij', 'rijen')} vertraagd" if rows else ""
    return f"Nooit aan de Kamer gemeld: {never}{also}."


def numbered(rows: Iterable[int]) -> str:
    """2, 9 en 15 as a list of row numbers."""
    return ", ".join(number(row) for row in rows) or "-"
