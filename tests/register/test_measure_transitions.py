"""Every row on two days: each kind by its definition, and a slow twin over every pair of contents."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_states import contents, state

from voortgang.register.measures.model import IMPLEMENTED, PHASES, Content
from voortgang.register.measures.transitions import (
    ENDED,
    IMPROVED,
    KINDS,
    NEW,
    NOT_COMPARABLE,
    UNCHANGED,
    WORSENED,
    transitions,
)

DAY = date(2026, 1, 1)
START, POLICY, PREPARING, DONE = PHASES


def kind(before: dict, after: dict) -> str:
    (found,) = transitions([state(**before)], [state(**after)])
    return found.kind


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, UNCHANGED),
        ({}, {"explanation": "anders"}, UNCHANGED),
        ({"phase": START}, {"phase": POLICY}, IMPROVED),
        ({"phase": START}, {"phase": DONE}, IMPROVED),
        ({"phase": PREPARING}, {"phase": POLICY}, WORSENED),
        ({"is_delayed": True}, {}, IMPROVED),
        ({}, {"is_delayed": True}, WORSENED),
        ({"is_on_hold": True}, {}, IMPROVED),
        ({}, {"is_on_hold": True}, WORSENED),
        ({"is_delayed": True, "is_on_hold": True}, {"is_delayed": True}, IMPROVED),
        ({"is_delayed": True}, {"is_on_hold": True}, NOT_COMPARABLE),
        ({"phase": START}, {"phase": POLICY, "is_delayed": True}, NOT_COMPARABLE),
        ({"target_on": DAY}, {"target_on": DAY + timedelta(1)}, WORSENED),
        ({"target_on": DAY}, {"target_on": DAY - timedelta(1)}, UNCHANGED),
        ({"target_on": DAY}, {}, WORSENED),
        ({}, {"target_on": DAY}, UNCHANGED),
        ({"target_on": DAY, "phase": START}, {"phase": DONE}, IMPROVED),
        ({"target_on": DAY, "phase": START}, {"target_on": DAY + timedelta(1), "phase": POLICY}, NOT_COMPARABLE),
        ({"phase_basis": "inferred"}, {"phase": POLICY}, NOT_COMPARABLE),
        ({"phase_basis": "inferred"}, {}, UNCHANGED),
        ({}, {"phase": POLICY, "phase_basis": "inferred"}, IMPROVED),
        ({"phase_basis": "inferred"}, {"phase": POLICY, "phase_basis": "inferred"}, IMPROVED),
        ({}, {"is_ended": True}, ENDED),
        ({"is_ended": True}, {"is_ended": True}, UNCHANGED),
        ({"is_ended": True}, {"phase": POLICY}, NOT_COMPARABLE),
    ],
)
def test_each_kind_is_what_its_definition_says(before, after, expected):
    assert kind(before, after) == expected


def test_a_row_of_which_nothing_held_is_new_and_one_that_is_gone_is_left_out():
    (found,) = transitions([state(1)], [state(2, is_ended=True)])
    assert (found.row.id, found.kind, found.before) == (2, NEW, None)
    assert transitions([], []) == () == transitions([state()], [])


def test_the_facts_say_what_differs_and_why_it_cannot_be_compared():
    (found,) = transitions([state(phase=START)], [state(phase=POLICY, is_delayed=True)])
    assert found.facts == (
        "deels beter (latere fase) en deels slechter (nu vertraagd)",
        "fase van 'nog te starten' naar 'beleidsuitwerking'",
        "vertraagd van 'nee' naar 'ja'",
    )


def slow(before: Content, after: Content) -> str:
    """The definitions one by one, without lists of gains and losses."""
    if after.is_ended:
        return UNCHANGED if before.is_ended else ENDED
    if before.is_ended:
        return NOT_COMPARABLE
    if before.phase != after.phase and before.phase_basis == "inferred" and after.phase_basis == "literal":
        return NOT_COMPARABLE
    order = {phase: at for at, phase in enumerate(PHASES)}
    far = date.max
    later = before.target_on and (after.target_on or far) > before.target_on and after.phase != IMPLEMENTED
    better = (
        order[after.phase] > order[before.phase]
        or (before.is_delayed > after.is_delayed)
        or (before.is_on_hold > after.is_on_hold)
    )
    worse = (
        order[after.phase] < order[before.phase]
        or (before.is_delayed < after.is_delayed)
        or (before.is_on_hold < after.is_on_hold)
        or bool(later)
    )
    return {(1, 1): NOT_COMPARABLE, (1, 0): IMPROVED, (0, 1): WORSENED, (0, 0): UNCHANGED}[bool(better), bool(worse)]


@given(contents, contents)
def test_the_slow_twin_agrees(before, after):
    first, second = state(), state()
    first = replace(first, status=replace(first.status, content=before))
    second = replace(second, status=replace(second.status, content=after))
    (found,) = transitions([first], [second])
    assert found.kind == slow(before, after)
    assert found.kind in KINDS and bool(found.facts) == (before != after)


@given(st.lists(contents, min_size=1, max_size=5))
def test_between_a_day_and_itself_nothing_changes(held):
    states = [state(at) for at in range(1, len(held) + 1)]
    states = [replace(one, status=replace(one.status, content=each)) for one, each in zip(states, held, strict=True)]
    assert {each.kind for each in transitions(states, states)} == {UNCHANGED}
