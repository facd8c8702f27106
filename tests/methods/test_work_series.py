"""A history as series: what goes with working days, who withdraws, and how late work is sent."""

from dataclasses import replace

import numpy as np
import pytest

from tests.methods.test_forecast import foreseen, made
from tests.reference.offices import Office
from voortgang.methods.history import WITHDRAWN
from voortgang.methods.outlook.draws import draw
from voortgang.methods.outlook.work_series import LONGEST, lagged, withdrawal, work_series

FULL = np.full(40, 5.0)


def test_withdrawal_is_that_of_the_plain_twin():
    history = made(Office(withdrawn=0.05, opening=400))
    at_risk, gone = [0] * (LONGEST + 1), [0] * (LONGEST + 1)
    for came in range(history.weeks):
        left = int(history.received[came].sum())
        for week in range(came, history.weeks):
            age = min(week - came, LONGEST)
            at_risk[age] += left
            gone[age] += int(history.closed[came, week, :, WITHDRAWN].sum())
            left -= int(history.closed[came, week].sum())
    expected = [number / max(risk, 1) for number, risk in zip(gone, at_risk, strict=True)]
    assert withdrawal(history) == pytest.approx(expected)
    assert max(withdrawal(history)) > 0.03


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_classes_of_the_inflow_are_those_of_the_past(share):
    course = foreseen(Office(low_income=share, opening=900, decided=30)).course
    of_class = course.stock[:, -1].sum(axis=0) > 0
    assert of_class.tolist() == [share == 0, share == 1]


@pytest.mark.parametrize("follows", [True, False])
def test_inflow_goes_with_working_days_as_far_as_it_did(follows):
    """Four weeks of two days in the past, and two of the first ten to come."""
    history = made(Office(noise=0.03, decided=40))
    days = np.full(60, 5.0)
    days[[8, 16, 24, 32, 42, 45]] = 2
    received = history.received.copy()
    if follows:
        received[[8, 16, 24, 32]] = received[[8, 16, 24, 32]] * 2 // 5
    known = work_series(replace(history, received=received), (), days[:40], 0.5)
    assert known.sensitivity == pytest.approx(1.0 if follows else 0.0, abs=0.12)
    assert np.nanstd(known.rates["received"]) < 0.4, "short weeks do not stand out"
    drawn = draw(known, days[40:50], 200, np.random.default_rng(0)).received
    coming = np.median(drawn.sum(axis=2), axis=0)
    assert coming[[2, 5]].mean() / coming[[0, 1, 3, 4]].mean() == pytest.approx(0.4 if follows else 1.0, abs=0.12)


@pytest.mark.parametrize("lag", [0.0, 0.5, 1.0])
def test_the_lag_is_found_by_which_the_decisions_follow_the_work(lag):
    history = made(Office(opening=3000, noise=0.0))
    days = np.column_stack([25 + 10 * np.random.default_rng(1).random(40), np.zeros(40)])
    closed = np.zeros_like(history.closed)
    closed[0, :, 0, 0] = np.rint(2 * lagged(days, lag)[:, 0])
    known = work_series(replace(history, closed=closed, fte_days=days), (), FULL, 0.5)
    assert known.lag == lag
    assert np.nanmean(known.rates["regular"] ** 2) == pytest.approx(2, abs=0.05)
