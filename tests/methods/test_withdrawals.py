"""Do people who wait longer withdraw more? Offices in which they do, and in which they do not."""

import numpy as np
import pytest

from tests.reference.worked_weeks import withdrawing
from voortgang.methods.history import WITHDRAWN
from voortgang.methods.queue.withdrawals import AGES, withdrawals


def uneven(week: int) -> int:
    """So many decisions that people wait for weeks in the first half, and hardly at all in the second."""
    return 120 if week < 60 else 400


@pytest.mark.parametrize(("anyway", "response"), [(False, 1), (True, 0)])
def test_the_response_is_found(anyway: bool, response: int) -> None:
    found = [withdrawals(withdrawing(uneven, anyway, seed=seed)) for seed in range(8)]
    assert np.mean([each.response for each in found]) == pytest.approx(response, abs=0.15)
    off = [abs(each.response - response) / each.response_se for each in found]
    assert max(off) < 3.5


def test_chances_by_age_are_withdrawn_per_who_waits() -> None:
    """Counted one request at a time."""
    history = withdrawing(uneven, anyway=False, weeks=40)
    waited, left = [0] * AGES, [0] * AGES
    for received in range(1, 40):
        open_now = history.received[received].sum()
        for week in range(received, 40):
            age = min(week - received, AGES - 1)
            waited[age] += open_now
            left[age] += history.closed[received, week, :, WITHDRAWN].sum()
            open_now -= history.closed[received, week].sum()
    assert withdrawals(history).by_age == pytest.approx([a / b if b else 0 for a, b in zip(left, waited, strict=True)])


def test_where_waits_do_not_tell_any_response_may_be() -> None:
    found = withdrawals(withdrawing(lambda week: 0, anyway=True, weeks=5))
    assert np.isinf(found.response_se)
    assert set(found.responses(np.array([-1.0, 0.5]))) == {0, 1}


def test_draws_lie_between_the_extremes() -> None:
    drawn = withdrawals(withdrawing(uneven, anyway=True)).responses(np.linspace(-4, 4, 9))
    assert (drawn >= 0).all() and (drawn <= 1).all() and (np.diff(drawn) >= 0).all()
