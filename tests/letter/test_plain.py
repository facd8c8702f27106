"""A frozen letter as text: every value comes back as it was, in the same order, and nothing else passes for one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from frozen_letters import first_half, second_half
from hypothesis import given, settings
from hypothesis import strategies as st

from voortgang.letter.annex_rows import AnnexRow
from voortgang.letter.plain import from_json, to_json
from voortgang.letter.tables import Column, Exhibit

LETTER = second_half()
values = st.none() | st.dates() | st.decimals(allow_nan=False, allow_infinity=False)
table_cells = st.none() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.dates()
names = st.dictionaries(st.text(), st.text())
moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]))
told = st.lists(st.tuples(st.dates(), st.text()))


@pytest.mark.parametrize("letter", [first_half(), LETTER], ids=["first", "second"])
def test_a_letter_comes_back_as_it_was(letter):
    text = to_json(letter)
    assert from_json(text) == letter
    assert to_json(from_json(text)) == text


@settings(max_examples=40, deadline=None)
@given(value=values, cell=table_cells, parameters=names, at=moments, informed=told)
def test_any_value_comes_back(value, cell, parameters, at, informed):
    fact = replace(LETTER.facts[0], value=value, parameters=parameters)
    table = Exhibit("k", "t", "f", "d", "q", parameters, (Column("l", "u", "m"),), ((cell,), ()), ("trust",))
    row = AnnexRow(1, "s", "a", "p", "m", (1, 2), "f", ("x",), "e", "st", tuple(informed))
    letter = replace(LETTER, facts=(fact,), exhibits=(table,), annex=(row,), frozen_at=at, previous=None)
    found = from_json(to_json(letter))
    assert found == letter
    assert type(found.exhibits[0].rows[0][0]) is type(cell)
    assert repr(found.facts[0].value) == repr(value)
    assert found.frozen_at.utcoffset() == at.utcoffset()
    assert list(found.facts[0].parameters) == list(parameters)


def test_the_text_holds_no_secrets_of_notation():
    """What a next program must be able to read: decimals, days and moments by name, Dutch letters as they are."""
    fact = replace(LETTER.facts[0], value=Decimal("0.10"), label="reëel")
    read = json.loads(to_json(replace(LETTER, facts=(fact,))))
    assert read["facts"][0]["value"] == {"decimal": "0.10"}
    assert read["since"] == {"day": "2025-05-01"}
    assert read["frozen_at"] == {"moment": "2025-11-13T09:05:00+00:00"}
    assert "reëel" in to_json(replace(LETTER, facts=(fact,)))


@pytest.mark.parametrize(
    "broken",
    [
        replace(LETTER, frozen_at=datetime(2025, 11, 13)),
        replace(LETTER, exhibits=(replace(LETTER.exhibits[0], rows=((float("nan"),),)),)),
    ],
)
def test_what_could_not_come_back_is_not_written(broken):
    with pytest.raises(ValueError, match=r"zone|JSON"):
        to_json(broken)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"id": "x"}'])
def test_other_text_is_no_letter(text):
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(text)


def test_a_day_is_not_a_moment():
    """A timestamp of a table would come back as another type, so it is refused or kept apart."""
    assert from_json(to_json(LETTER)).since == date(2025, 5, 1)
    assert not isinstance(from_json(to_json(LETTER)).since, datetime)
