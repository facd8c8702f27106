"""Who waits for whom: measures for other measures, for IV, and for groups outside; and which of these are critical.

What is implemented or given up no longer waits, and a measure of which every row is over no longer keeps another
waiting. A row that gives IV as its reason and names nothing waits for IV without more.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from voortgang.register.measures import rules
from voortgang.register.measures.model import REASONS, Content, State

IV_REASON = REASONS[0]
UNNAMED_IV = "IV (niet nader genoemd)"
IV = re.compile(r"\bIV\b|\bICT\b|modernisering|systeem|applicatie", re.IGNORECASE)
MEASURE, PROJECT, SYSTEM, OUTSIDE = "maatregel", "IV-project", "IV", "andere partij"
KINDS = (MEASURE, PROJECT, SYSTEM, OUTSIDE)
Key = int | str
"""a measure by its id, anything else by its name"""


@dataclass(frozen=True)
class IvProject:
    """A project of the IV portfolio that is not finished."""

    name: str
    measures: tuple[int, ...]
    """VM numbers of the measures that it carries out, or that can only follow it"""
    needs: tuple[str, ...] = ()
    """names of the projects that have to be finished before it"""


@dataclass(frozen=True)
class Node:
    """A measure, or what is waited for."""

    key: Key
    name: str
    kind: str
    """one of KINDS"""
    rows: tuple[int, ...] = ()
    """of a measure, those that are not over"""


@dataclass(frozen=True)
class Graph:
    """Every node, and per node what it waits for itself."""

    nodes: Mapping[Key, Node]
    needs: Mapping[Key, frozenset[Key]]
    by_row: Mapping[int, frozenset[Key]]
    """per row that waits, what it waits for itself"""
    measure_of: Mapping[int, int]
    """the measure of each row"""


@dataclass(frozen=True)
class Critical:
    """How much waits for one node; a row that waits for a waiting measure waits for what that one needs too."""

    node: Node
    direct_rows: tuple[int, ...]
    rows: tuple[int, ...]
    """directly or through another measure"""
    direct_measures: int
    measures: int
    longest: tuple[Key, ...]
    """the longest chain that ends here, the one who waits longest first"""


def needs_of(content: Content) -> tuple[str, ...]:
    """What a row waits for, by name; nothing when it is over."""
    if rules.is_over(content):
        return ()
    names = content.depends_on
    if IV_REASON in content.reasons and not any(kind_of(name) == SYSTEM for name in names):
        names = (*names, UNNAMED_IV)
    return names


def kind_of(name: str) -> str:
    """Measures have a number, IV says so in its name, and the rest is outside."""
    if rules.MEASURE.fullmatch(name):
        return MEASURE
    return SYSTEM if IV.search(name) else OUTSIDE


def waits_for_iv(content: Content) -> bool:
    """True when the row itself gives IV as a reason or waits for a system."""
    return any(kind_of(name) == SYSTEM for name in needs_of(content))


def graph(states: Iterable[State], projects: Iterable[IvProject] = ()) -> Graph:
    """The nodes that wait or are waited for; with IV projects, also the projects that a row waits for."""
    found = tuple(states)
    live = [state for state in found if not rules.is_over(state.status.content)]
    numbers = {number: state.row.measure_id for state in live for number in state.row.numbers}
    known = {number for state in found for number in state.row.numbers}
    by_row: dict[int, frozenset[Key]] = {}
    named = tuple(projects)
    for state in live:
        keys = {_key(name, numbers, known) for name in needs_of(state.status.content)}
        keys |= {each.name for each in named if set(each.measures) & set(state.row.numbers)}
        if wanted := frozenset(key for key in keys if key is not None and key != state.row.measure_id):
            by_row[state.row.id] = wanted
    return _graph(live, by_row, {each.name: frozenset[Key](each.needs) for each in named})


def _key(name: str, live: Mapping[int, int], known: set[int]) -> Key | None:
    """None for a measure that is over; a number that nobody has stays a name."""
    found = rules.MEASURE.fullmatch(name)
    if not found:
        return name
    return live.get(int(found[1]), None if int(found[1]) in known else name)


def _graph(live: list[State], by_row: Mapping[int, frozenset[Key]], of_projects: Mapping[str, frozenset[Key]]) -> Graph:
    measure_of = {state.row.id: state.row.measure_id for state in live}
    needs: dict[Key, frozenset[Key]] = {}
    for row, keys in by_row.items():
        needs[measure_of[row]] = needs.get(measure_of[row], frozenset()) | keys
    waited_for = {key for keys in needs.values() for key in keys}
    needs |= {name: keys for name, keys in of_projects.items() if name in _reached(waited_for, of_projects)}
    wanted = {*needs, *(key for keys in needs.values() for key in keys)}
    rows: dict[int, tuple[int, ...]] = {}
    names = {state.row.measure_id: state.row.measure for state in live}
    for state in live:
        rows[state.row.measure_id] = (*rows.get(state.row.measure_id, ()), state.row.id)
    nodes = {
        key: Node(key, names[key], MEASURE, rows[key])
        if isinstance(key, int)
        else Node(key, key, PROJECT if key in of_projects else kind_of(key))
        for key in wanted
    }
    return Graph(nodes, {key: keys for key, keys in needs.items() if keys}, by_row, measure_of)


def reached(graph: Graph, start: Iterable[Key]) -> frozenset[Key]:
    """Everything that is waited for from here, directly or through others; also when they wait in a round."""
    return _reached(start, graph.needs)


def _reached(start: Iterable[Key], needs: Mapping[Any, frozenset[Key]]) -> frozenset[Key]:
    found: set[Key] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(needs.get(key, ()))
    return frozenset(found)


def critical(graph: Graph) -> tuple[Critical, ...]:
    """What is waited for, that on which most rows wait first."""
    reach = {row: reached(graph, keys) for row, keys in graph.by_row.items()}
    wanted = {key for keys in reach.values() for key in keys}
    found = [_critical(graph, key, reach) for key in wanted]
    return tuple(sorted(found, key=lambda each: (-len(each.rows), -len(each.direct_rows), each.node.name)))


def _critical(graph: Graph, key: Key, reach: Mapping[int, frozenset[Key]]) -> Critical:
    direct = tuple(sorted(row for row, keys in graph.by_row.items() if key in keys))
    rows = tuple(sorted(row for row, keys in reach.items() if key in keys))
    direct_measures, measures = ({graph.measure_of[row] for row in each} for each in (direct, rows))
    longest = longest_chain(graph, key)
    return Critical(graph.nodes[key], direct, rows, len(direct_measures), len(measures), longest)


def longest_chain(graph: Graph, key: Key) -> tuple[Key, ...]:
    """The longest chain of waiting that ends at a node; where measures wait in a round, it stops at the second time."""
    waiting: dict[Key, list[Key]] = {}
    for each, keys in graph.needs.items():
        for needed in keys:
            waiting.setdefault(needed, []).append(each)
    return _chain(key, waiting, {})


def _chain(key: Key, waiting: Mapping[Key, list[Key]], known: dict[Key, tuple[Key, ...]]) -> tuple[Key, ...]:
    if key not in known:
        known[key] = ()  # who comes back here within a round finds nothing more
        chains = [_chain(each, waiting, known) for each in waiting.get(key, ())]
        longest = max(chains, key=lambda chain: (len(chain), [str(each) for each in chain]), default=())
        known[key] = (*longest, key)
    return known[key]
