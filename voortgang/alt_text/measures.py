"""What the figures of the register of measures say: on rows or on measures, always said which."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from voortgang.dutch import date_long, listing, number, plural
from voortgang.register.measures.counts import Counts
from voortgang.register.measures.course import DIFFERS, Lane
from voortgang.register.measures.dependencies import Critical, Graph
from voortgang.register.measures.drift import Drift
from voortgang.register.measures.transitions import KINDS, UNCHANGED, Transition

ROWS, MEASURES = ("rij", "rijen"), ("maatregel", "maatregelen")
NOTHING = "Er is niets in het register dat aan deze keuze voldoet."


def measure_counts(counted: Counts) -> str:
    """Per phase the rows and the measures."""
    if not counted.rows:
        return NOTHING
    told = [f"{each.name}: {plural(each.rows, *ROWS)} ({plural(each.measures, *MEASURES)})" for each in counted.phases]
    return f"Per fase, van {plural(counted.rows, *ROWS)} ({plural(counted.measures, *MEASURES)}): {'; '.join(told)}."


def measure_timeline(lanes: Sequence[Lane], as_of: date) -> str:
    """How many are where now, how many moved, and since when anything is known."""
    phases = Counter(lane.stretches[-1].phase for lane in lanes if lane.stretches)
    if not phases:
        return NOTHING
    moved = sum(len({stretch.phase for stretch in lane.stretches}) > 1 for lane in lanes)
    since = min(lane.stretches[0].since for lane in lanes if lane.stretches)
    told = listing([f"{number(count)} {_differing(phase)}" for phase, count in phases.most_common()])
    changed = "veranderde geen enkele van fase" if not moved else f"{_changed(moved)} van fase"
    return f"Van {plural(len(lanes), 'balk', 'balken')} {_is(len(lanes))} op {date_long(as_of)}: {told}; sinds " + (
        f"{date_long(since)} {changed}."
    )


def _differing(phase: str) -> str:
    return f"waarvan de fase {phase}" if phase == DIFFERS else phase


def _is(count: int) -> str:
    return "is" if count == 1 else "zijn"


def _changed(count: int) -> str:
    return f"{'veranderde' if count == 1 else 'veranderden'} er {number(count)}"


def measure_flows(found: Sequence[Transition], since: date, until: date) -> str:
    """How many rows went which way between two days."""
    if not found:
        return NOTHING
    kinds = Counter(each.kind for each in found)
    told = listing([f"{number(kinds[kind])} {kind}" for kind in KINDS if kinds[kind]])
    rows, span = plural(len(found), *ROWS), f"Van {date_long(since)} tot {date_long(until)}"
    if kinds[UNCHANGED] == len(found):
        return f"{span} bleven alle {rows} gelijk." if len(found) > 1 else f"{span} bleef {rows} gelijk."
    return f"{span}, van {rows}: {told}."


def measure_dependencies(graph: Graph, found: Sequence[Critical]) -> str:
    """On what most waits, and the longest chain."""
    if not found:
        return "In deze stand wacht geen enkele rij ergens op."
    most, longest = found[0], max((each.longest for each in found), key=len)
    rows, measures = (
        plural(len(graph.by_row), *ROWS),
        plural(len({graph.measure_of[row] for row in graph.by_row}), *MEASURES),
    )
    chain = " → ".join(graph.nodes[key].name for key in longest)
    there = f"{plural(len(most.rows), *ROWS)} ({plural(most.measures, *MEASURES)})"
    return (
        f"Van {rows} ({measures}) is bekend waarop zij wachten. Op {most.node.name} wachten de meeste: {there}, "
        f"waarvan {number(len(most.direct_rows))} rechtstreeks. De langste keten is {chain}."
    )


def promise_drift(found: Sequence[Drift], as_of: date) -> str:
    """How many rows have a date, how many moved, and what has passed."""
    if not found:
        return "Bij geen enkele rij in deze keuze staat een streefdatum."
    moved = [drift for drift in found if drift.moves]
    furthest = max(moved, key=lambda drift: drift.days or 0, default=None)
    away = (
        f"; het verst die van {furthest.row.measure}, {plural(abs(furthest.days), 'dag', 'dagen')} later"
        if furthest and furthest.days and furthest.days > 0
        else ""
    )
    now, first = sum(drift.is_overdue for drift in found), sum(drift.is_first_broken for drift in found)
    return (
        f"{plural(len(found), *ROWS)} {'heeft' if len(found) == 1 else 'hebben'} een beloofde datum; bij "
        f"{number(len(moved))} is zij verschoven{away}. Op {date_long(as_of)} is bij {number(now)} de huidige "
        f"streefdatum voorbij en bij {number(first)} de eerst beloofde."
    )
