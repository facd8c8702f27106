"""Looking back: only what was known then, scores as counted by hand, and an honest sentence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.test_forecast import made
from tests.reference import plain_scores
from tests.reference.offices import MONDAY, Office, changes_of
from voortgang.methods.outlook import backtest as module
from voortgang.methods.outlook.backtest import BANDS, Look, Score, backtest, pinball, scores, statement
from voortgang.methods.outlook.forecast import FIGURES, QUANTILES
from voortgang.methods.outlook.hindcast import observed
from voortgang.methods.outlook.known import Terms

TERMS = Terms(trials=40)
SMOOTH = Office(weeks=60, noise=0.05)
numbers = st.floats(-100, 100)


@given(actual=numbers, forecast=numbers, quantile=st.sampled_from(QUANTILES))
def test_pinball_is_the_plain_one(actual, forecast, quantile):
    assert pinball(actual, forecast, quantile) == pytest.approx(plain_scores.pinball(actual, forecast, quantile))


looks = st.builds(
    lambda ahead, band, naive, actual: Look(np.datetime64(MONDAY), ahead, "stock", tuple(sorted(band)), naive, actual),
    st.sampled_from([4, 8]),
    st.lists(numbers, min_size=7, max_size=7),
    numbers,
    numbers,
)


@given(st.lists(looks, min_size=1, max_size=12))
@settings(deadline=None)
def test_scores_are_those_of_the_plain_twin(found: Sequence[Look]):
    for score in scores(found):
        chosen = [look for look in found if score.weeks_ahead in (None, look.weeks_ahead)]
        actual = [look.actual for look in chosen]
        assert score.looks == len(chosen)
        for promised, (low, high) in BANDS.items():
            ends = ([look.band[end] for look in chosen] for end in (low, high))
            assert score.coverage[promised] == pytest.approx(float(plain_scores.coverage(actual, *ends)))
        for told, of in (
            (score.pinball, lambda look, at: look.band[at]),
            (score.naive_pinball, lambda look, at: look.naive),
        ):
            losses = [
                plain_scores.pinball(look.actual, of(look, at), share)
                for look in chosen
                for at, share in enumerate(QUANTILES)
            ]
            assert told == pytest.approx(sum(losses) / len(losses))
        assert score.error == pytest.approx(sum(abs(look.actual - look.band[3]) for look in chosen) / len(chosen))


def test_bands_are_named_after_what_lies_between_their_ends():
    for promised, (low, high) in BANDS.items():
        assert QUANTILES[high] - QUANTILES[low] == pytest.approx(promised)


def test_a_look_knows_nothing_of_what_came_later():
    """Another future after week 40 changes no look from before it, but for its outcome."""
    history = made(SMOOTH)
    other = replace(history, received=history.received.copy(), fte_days=history.fte_days.copy())
    other.received[41:] *= 5
    other.fte_days[41:] *= 3
    first, second = (
        [look for look in backtest(each, TERMS) if look.origin_on <= history.weeks_on[40]] for each in (history, other)
    )
    assert first and [look.band for look in first] == [look.band for look in second]
    assert any(one.actual != another.actual for one, another in zip(first, second, strict=True))


def test_no_look_spans_a_change_or_comes_too_soon_after_it():
    office = Office(weeks=44, task_force_from=22)
    found = backtest(made(office), replace(TERMS, changes=changes_of(office)), horizons=(4, 8), every=1)
    change = np.datetime64(changes_of(office)[0])
    week = np.timedelta64(7, "D")
    for look in found:
        until = look.origin_on + look.weeks_ahead * week
        assert until < change or look.origin_on >= change + 11 * week
    assert any(look.origin_on + look.weeks_ahead * week == change - week for look in found)
    assert any(look.origin_on == change + 11 * week for look in found)


def test_outcome_and_naive_forecast_are_those_of_the_history():
    history = made(SMOOTH)
    stock, actual = history.stock.sum(axis=1), observed(history, 56)
    for look in backtest(history, TERMS, figures=("stock", "p90_days")):
        at = int(np.searchsorted(history.weeks_on, look.origin_on))
        if look.figure == "stock":
            move = (stock[at] - stock[at - 4]) / 4
            assert look.naive == pytest.approx(max(stock[at] + move * look.weeks_ahead, 0))
            assert look.actual == stock[at + look.weeks_ahead]
        else:
            assert look.naive == pytest.approx(actual["p90_days"][at - 3 : at + 1].mean())
            assert look.actual == actual["p90_days"][at + look.weeks_ahead]


def test_every_figure_is_looked_back_at():
    found = scores(backtest(made(SMOOTH), TERMS, figures=FIGURES))
    assert {score.figure for score in found} == set(FIGURES)
    assert [score.weeks_ahead for score in found[:5]] == [4, 8, 13, 26, None]


def test_bands_hold_in_steady_offices_and_beat_the_naive_forecast():
    """What `python -m bench --parts forecast` shows at length; the bounds leave room for twelve small offices."""
    noisy = replace(SMOOTH, noise=0.2, decided=48, opening=500)
    found = [look for seed in range(12) for look in backtest(made(noisy, seed), TERMS, every=13)]
    overall = scores(found)[-1]
    assert overall.looks >= 90
    assert 0.65 <= overall.coverage[0.8] <= 0.97
    assert overall.beats_naive


def test_the_capacity_as_it_turned_out_can_be_the_plan():
    history = made(SMOOTH)
    days = history.fte_days.copy()
    days[45:, 0] *= 0.5
    cut = replace(history, fte_days=days)
    looks = (backtest(cut, TERMS, horizons=(13,), is_planned=each) for each in (False, True))
    for unknown, planned in zip(*looks, strict=True):
        is_cut_ahead = unknown.origin_on + np.timedelta64(13 * 7, "D") >= history.weeks_on[50]
        if is_cut_ahead and unknown.origin_on < history.weeks_on[45]:
            assert planned.band[3] > unknown.band[3] + 50


def test_a_short_history_has_no_looks():
    assert backtest(made(Office(weeks=15)), TERMS) == []
    assert scores([]) == []


def score_of(looks: int = 40, error: float = 10, naive: float = 20, pinball_loss: float = 4) -> Score:
    return Score("stock", None, looks, {0.5: 0.5, 0.8: 0.825, 0.95: 0.95}, pinball_loss, 10, error, naive)


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (score_of(), "50% minder naast"),
        (score_of(error=20), "niet beter"),
        (score_of(pinball_loss=10), "niet beter"),
        (score_of(looks=module.ENOUGH - 1), "Te weinig gegevens"),
    ],
)
def test_a_forecast_that_does_not_beat_the_naive_one_says_so(score, told):
    assert told in statement(score)


def test_the_sentence_tells_how_often_the_band_held():
    assert "80%-band bevatte de uitkomst in 83% van 40 keer" in statement(score_of())


@pytest.mark.parametrize(("held", "told"), [(0.69, "te smal"), (0.7, None), (0.9, None), (0.91, "te ruim")])
def test_bands_that_do_not_hold_are_told(held, told):
    sentence = statement(replace(score_of(), coverage={0.5: 0.5, 0.8: held, 0.95: 0.95}))
    assert (told in sentence) if told else ("De banden waren" not in sentence)


def test_a_change_on_a_monday_is_seen_in_its_week():
    history = made(Office(weeks=30))
    terms = replace(TERMS, changes=(MONDAY + timedelta(weeks=29),))
    found = backtest(history, terms, horizons=(4,), every=1)
    assert max(look.origin_on for look in found) + np.timedelta64(4 * 7, "D") == history.weeks_on[28]
