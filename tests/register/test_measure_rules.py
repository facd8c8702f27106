"""Rules of the register of measures on their own: what a status lacks, and rounds of dependencies."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voortgang.register.measures import rules
from voortgang.register.measures.changes import differences, told_since
from voortgang.register.measures.model import IMPLEMENTED, PHASES, Content, Informed
from voortgang.register.measures.plain import CONTENT

DAY = date(2025, 7, 1)
graphs = st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 6), max_size=3), max_size=7)


def reached(start: int, needs: dict[int, set[int]]) -> set[int]:
    """Everything that a measure waits for, directly or not: step by step until nothing is added."""
    found = set(needs.get(start, ()))
    while True:
        more = found | {further for each in found for further in needs.get(each, ())}
        if more == found:
            return found
        found = more


@given(graphs)
def test_a_round_is_found_when_there_is_one(needs: dict[int, set[int]]) -> None:
    found = rules.cycle(needs)
    assert bool(found) == any(each in reached(each, needs) for each in needs)
    if found:
        assert found[0] == found[-1]
        assert all(after in needs[before] for before, after in pairwise(found))
        assert len(set(found)) == len(found) - 1


@pytest.mark.parametrize(("text", "numbers"), [("VM 43", (43,)), ("VM43", ()), ("na VM 43", ()), ("Groep", ())])
def test_only_a_number_written_as_such_names_a_measure(text, numbers):
    assert rules.measures_needed(Content(PHASES[0], depends_on=(text,))) == numbers


@pytest.mark.parametrize(
    ("content", "is_overdue"),
    [
        (Content(PHASES[2], target_on=DAY), False),
        (Content(PHASES[2], target_on=DAY - timedelta(1)), True),
        (Content(IMPLEMENTED, target_on=DAY - timedelta(1)), False),
        (Content(PHASES[2], target_on=DAY - timedelta(1), is_ended=True), False),
        (Content(PHASES[2]), False),
    ],
)
def test_overdue(content, is_overdue):
    assert rules.is_overdue(content, DAY) == is_overdue


@pytest.mark.parametrize(
    ("content", "unreported"),
    [
        (Content(PHASES[0], is_delayed=True), True),
        (Content(PHASES[0]), False),
        (Content(PHASES[0], is_delayed=True, informed=(Informed(DAY, "2024/25", "31066", "1"),)), False),
        (Content(PHASES[0], is_delayed=True, informed=(Informed(DAY + timedelta(1), "2024/25", "31066", "1"),)), True),
    ],
)
def test_delayed_and_never_reported(content, unreported):
    assert rules.is_unreported_delay(content, DAY) == unreported


@pytest.mark.parametrize("review_on", [None, DAY, DAY - timedelta(1)])
def test_on_hold_or_to_be_reviewed_never_both(review_on):
    content = Content(PHASES[1], is_on_hold=True, review_on=review_on)
    lapsed = review_on is not None and review_on < DAY
    assert (rules.needs_review(content, DAY), rules.is_on_hold(content, DAY)) == (lapsed, not lapsed)


def test_every_field_has_a_word_for_what_changed():
    before = Content(PHASES[0])
    after = Content(
        **{
            name: not getattr(before, name) if name.startswith("is_") else "anders"
            for name in CONTENT
            if name not in ("reasons", "depends_on", "informed")
        },
        reasons=("wetgeving",),
        depends_on=("VM 43", "Groep"),
        informed=(Informed(DAY, "2024/25", "31066", "1500"),),
    )
    told = differences(before, after)
    assert len(told) == len(CONTENT)
    assert "vertraagd van 'nee' naar 'ja'" in told
    assert "afhankelijk van van 'geen' naar 'VM 43, Groep'" in told
    assert "Kamer geïnformeerd van 'geen' naar '1 juli 2025 (31066 nr. 1500)'" in told
    assert "streefdatum van 'leeg' naar 'anders'" in told
    assert differences(before, before) == ()


def test_a_long_text_is_cut_in_a_sentence():
    (told,) = differences(Content(PHASES[0]), Content(PHASES[0], explanation="woord " * 1000))
    assert len(told) < 100


def test_a_status_of_another_row_is_no_basis():
    assert "hoort niet bij deze rij" in told_since([], 7)
