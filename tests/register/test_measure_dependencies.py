"""Who waits for whom: directly, through others, in a round, and compared with a search that takes every path."""

from dataclasses import replace

import pytest
from hypothesis import given
from measure_states import registers, state

from voortgang.register.measures.dependencies import (
    MEASURE,
    OUTSIDE,
    PROJECT,
    SYSTEM,
    UNNAMED_IV,
    IvProject,
    critical,
    graph,
    kind_of,
    longest_chain,
    needs_of,
    waits_for_iv,
)
from voortgang.register.measures.model import IMPLEMENTED, Content


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("VM 43", MEASURE),
        ("IV-modernisering", SYSTEM),
        ("ICT-project", SYSTEM),
        ("Nieuw inningssysteem", SYSTEM),
        ("CRI-werkgroep bestaansminimum", OUTSIDE),
        ("VM 43 en meer", OUTSIDE),
        ("privacy", OUTSIDE),
    ],
)
def test_what_is_waited_for_has_a_kind(name, kind):
    assert kind_of(name) == kind


def test_iv_as_a_reason_without_a_name_is_waiting_too():
    assert needs_of(Content("nog te starten", reasons=("IV-afhankelijkheid",))) == (UNNAMED_IV,)
    named = Content("nog te starten", reasons=("IV-afhankelijkheid",), depends_on=("IV-modernisering",))
    assert needs_of(named) == ("IV-modernisering",)
    assert waits_for_iv(named) and not waits_for_iv(replace(named, phase=IMPLEMENTED))
    assert not waits_for_iv(Content("nog te starten", depends_on=("VM 3",)))


def test_a_chain_is_followed_to_its_end():
    states = [
        state(1, 1, (30,), depends_on=("VM 43",)),
        state(2, 2, (43,), depends_on=("IV-modernisering",)),
        state(3, 3, (5,), depends_on=("IV-modernisering", "Ketenpartner")),
        state(4, 3, (5,)),
    ]
    found = critical(graph(states))
    assert [(each.node.name, each.direct_rows, each.rows, each.measures) for each in found] == [
        ("IV-modernisering", (2, 3), (1, 2, 3), 3),
        ("Ketenpartner", (3,), (3,), 1),
        ("Maatregel 2", (1,), (1,), 1),
    ]
    assert found[0].longest == (1, 2, "IV-modernisering")


def test_what_is_over_neither_waits_nor_keeps_waiting():
    waiting = state(1, 1, (30,), depends_on=("VM 43",))
    for over in ({"phase": IMPLEMENTED}, {"is_ended": True}):
        assert not graph([waiting, state(2, 2, (43,), **over)]).nodes
        assert not graph([state(1, 1, (30,), depends_on=("VM 43",), **over), state(2, 2, (43,))]).nodes
    half = [waiting, state(2, 2, (43,), phase=IMPLEMENTED), state(3, 2, (43,))]
    assert critical(graph(half))[0].rows == (1,)


def test_an_unknown_number_stays_a_name_and_a_measure_never_waits_for_itself():
    found = graph([state(1, 1, (30,), depends_on=("VM 99", "VM 30"))])
    assert set(found.nodes) == {1, "VM 99"} and found.needs == {1: frozenset({"VM 99"})}


def test_nothing_waits_in_an_empty_register():
    assert critical(graph([])) == ()


def paths(needs: dict, start: object, seen: tuple = ()) -> list[tuple]:
    """Every way to wait from here, without passing anything twice."""
    found = [(*seen, start)]
    for each in needs.get(start, ()):
        if each not in (*seen, start):
            found += paths(needs, each, (*seen, start))
    return found


@given(registers())
def test_taking_every_path_gives_the_same(states):
    found = graph(states)
    every = {row: {end for key in keys for *_, end in paths(found.needs, key)} for row, keys in found.by_row.items()}
    for each in critical(found):
        assert each.rows == tuple(sorted(row for row, ends in every.items() if each.node.key in ends))
        assert set(each.direct_rows) <= set(each.rows)
        assert each.longest[-1] == each.node.key
        assert all(after in found.needs[before] for before, after in zip(each.longest, each.longest[1:], strict=False))


@given(registers())
def test_without_rounds_the_longest_chain_is_the_longest_path(states):
    found = graph(states)
    chains = [path for key in found.nodes for path in paths(found.needs, key)]
    if any(path[0] in found.needs.get(path[-1], ()) for path in chains):
        return
    for key in found.nodes:
        assert len(longest_chain(found, key)) == max(len(path) for path in chains if path[-1] == key)


def test_iv_projects_stand_between_a_measure_and_what_they_wait_for():
    states = [state(1, 1, (30,)), state(2, 2, (43,), depends_on=("IV-modernisering",)), state(3, 3, (5,))]
    projects = [
        IvProject("Verrekenen", (30, 43), ("Nieuw platform",)),
        IvProject("Nieuw platform", (), ("Uitfaseren",)),
        IvProject("Uitfaseren", ()),
        IvProject("Los project", (99,), ("Uitfaseren",)),
    ]
    found = graph(states, projects)
    assert {key: node.kind for key, node in found.nodes.items()} == {
        1: MEASURE,
        2: MEASURE,
        "IV-modernisering": SYSTEM,
        "Verrekenen": PROJECT,
        "Nieuw platform": PROJECT,
        "Uitfaseren": PROJECT,
    }
    assert longest_chain(found, "Uitfaseren")[1:] == ("Verrekenen", "Nieuw platform", "Uitfaseren")
    waited = {each.node.key: (each.direct_rows, each.rows) for each in critical(found)}
    assert waited["Verrekenen"] == ((1, 2), (1, 2)) and waited["Uitfaseren"] == ((), (1, 2))
    assert "Los project" not in waited


def test_without_projects_nothing_changes():
    states = [state(1, 1, (30,), depends_on=("VM 43",)), state(2, 2, (43,))]
    assert graph(states, []) == graph(states) == graph(states, [IvProject("Los", (5,))])
