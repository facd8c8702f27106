"""The four states of a cohort: an interval that holds the outcome, whatever happens to the open requests."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voortgang.errors import VoortgangError
from voortgang.methods.cohorts import Cohort

count = st.integers(0, 50)


def test_worked_example() -> None:
    cohort = Cohort(received=100, decided_in_time=40, decided_late=10, open_in_time=30, open_late=20)
    assert (cohort.secured, cohort.achievable, cohort.of_decided) == (Fraction(2, 5), Fraction(7, 10), Fraction(4, 5))
    assert not cohort.is_settled


def test_ripe_cohort_has_one_answer() -> None:
    cohort = Cohort(received=11, decided_in_time=2, decided_late=6, open_in_time=0, open_late=3)
    assert cohort.is_settled
    assert cohort.secured == cohort.achievable == Fraction(2, 11)


def test_empty_cohort_has_no_shares() -> None:
    cohort = Cohort(0, 0, 0, 0, 0)
    assert (cohort.secured, cohort.achievable, cohort.of_decided) == (None, None, None)


def test_nothing_decided_yet() -> None:
    cohort = Cohort(5, 0, 0, 4, 1)
    assert (cohort.secured, cohort.achievable, cohort.of_decided) == (0, Fraction(4, 5), None)


@given(count, count, count, count, st.data())
def test_the_final_share_lies_in_the_interval(a: int, b: int, c: int, d: int, data: st.DataObject) -> None:
    cohort = Cohort(a + b + c + d, a, b, c, d)
    in_time = a + data.draw(st.integers(0, c))
    if cohort.received:
        assert cohort.secured is not None
        assert cohort.achievable is not None
        assert cohort.secured <= Fraction(in_time, cohort.received) <= cohort.achievable
        assert cohort.is_settled == (cohort.secured == cohort.achievable)


@pytest.mark.parametrize("counts", [(10, 4, 3, 2, 2), (10, 4, 3, 2, 0), (10, -1, 5, 3, 3)])
def test_states_that_do_not_add_up_are_refused(counts: tuple[int, int, int, int, int]) -> None:
    with pytest.raises(VoortgangError, match="10 ontvangen"):
        Cohort(*counts)
