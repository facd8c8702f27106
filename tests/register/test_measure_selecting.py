"""Which rows are asked for: each filter on its boundary, words without accents, numbers as themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_states import LETTER, registers, state

from voortgang.register.measures.model import IMPLEMENTED, PHASES, REASONS
from voortgang.register.measures.selecting import NO_OWNER, NO_TARGET, PASSED, TARGETS, WITHIN, Choice, folded, selected

DAY, ONE = date(2026, 1, 1), timedelta(1)
STATES = (
    state(1, 1, (1, 15), explanation="Eén REGELING voor allen; zie VM 43", owner="Inning", informed=(LETTER,)),
    state(2, 2, (43,), reasons=("IV-afhankelijkheid",), is_delayed=True, target_on=DAY, about={"section": "Verjaring"}),
    state(3, 3, (4,), phase=IMPLEMENTED, target_on=DAY, evidence="Brief 1339", informed=(LETTER,)),
    state(4, 4, depends_on=("VM 43",), about={"name": "Aflostermijn bij een erfenis"}),
)


def found(as_of: date = DAY, **asked) -> list[int]:
    return [each.row.id for each in selected(STATES, Choice(**asked), as_of)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [1, 2, 3, 4]),
        ("   ", [1, 2, 3, 4]),
        ("een regeling", [1]),
        ("één RÉGELING", [1]),
        ("geimplementeerd", [3]),
        ("VM 43", [1, 2, 4]),
        ("vm43", [1, 2, 4]),
        ("43", [1, 2, 4]),
        ("VM 4", [3]),
        ("4", [3]),
        ("VM 15", [1]),
        ("1433", [1, 3]),
        ("31066, nr. 1433", [1, 3]),
        ("143", []),
        ("1339", [3]),
        ("erfen", [4]),
        ("vertraagd IV-afhankelijkheid", [2]),
        ("<q>", []),
        ("(", [1, 2, 3, 4]),
        ("13", []),
    ],
)
def test_words_and_numbers(text, rows):
    assert found(text=text) == rows


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"section": "Verjaring"}, [2]),
        ({"phase": IMPLEMENTED}, [3]),
        ({"is_delayed": True}, [2]),
        ({"is_delayed": False}, [1, 3, 4]),
        ({"reason": "IV-afhankelijkheid"}, [2]),
        ({"reason": "prioriteit"}, []),
        ({"owner": "Inning"}, [1]),
        ({"owner": NO_OWNER}, [2, 3, 4]),
        ({"waits_for_iv": True}, [2]),
        ({"waits_for_iv": False}, [1, 3, 4]),
        ({"target": NO_TARGET}, [1, 4]),
        ({"target": PASSED}, []),
        ({"target": PASSED, "as_of": DAY + ONE}, [2]),
        ({"target": WITHIN}, [2, 3]),
        ({"target": WITHIN, "target_since": DAY, "target_until": DAY}, [2, 3]),
        ({"target": WITHIN, "target_since": DAY + ONE}, []),
        ({"target": WITHIN, "target_until": DAY - ONE}, []),
        ({"is_reported": True}, [1, 3]),
        ({"is_reported": False}, [2, 4]),
        ({"is_reported": True, "as_of": LETTER.informed_on}, [1, 3]),
        ({"is_reported": True, "as_of": LETTER.informed_on - ONE}, []),
        ({"is_delayed": True, "text": "erfenis"}, []),
    ],
)
def test_each_filter_on_its_boundary(asked, rows):
    assert found(**asked) == rows


choices = st.builds(
    Choice,
    phase=st.sampled_from(("", *PHASES)),
    is_delayed=st.sampled_from((None, True, False)),
    reason=st.sampled_from(("", *REASONS)),
    owner=st.sampled_from(("", "Inning", NO_OWNER)),
    waits_for_iv=st.sampled_from((None, True, False)),
    target=st.sampled_from(("", *TARGETS)),
    is_reported=st.sampled_from((None, True, False)),
    text=st.sampled_from(("", "regeling", "VM 1", "1339")),
)


@given(registers(), choices)
def test_filters_only_take_away_and_together_they_are_each_of_them(states, choice):
    alone = [Choice(**{name: value}) for name, value in vars(choice).items()]
    each = [set(selected(states, one, DAY)) for one in alone]
    assert selected(states, choice, DAY) == tuple(state for state in states if all(state in rows for rows in each))
    assert selected(states, Choice(), DAY) == states


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper()).isascii() <= folded(text.upper().lower()).isascii()


@given(st.text())
def test_any_text_can_be_asked_for(text):
    assert set(selected(STATES, Choice(text=text), DAY)) <= set(STATES)
