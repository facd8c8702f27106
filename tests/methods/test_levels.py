"""A level that moves: known cases, and the plain twin of its likelihood and its forecast."""

import numpy as np
import pytest

from voortgang.methods.outlook.levels import KEPT, STEPS, level_of, noise_of, paths

RNG = np.random.default_rng


def plain_covariance(weeks: list[int], step: float, kept: float) -> np.ndarray:
    """Of the deviations, by adding up what each step leaves in later weeks."""
    table = np.zeros((len(weeks), len(weeks)))
    for row, one in enumerate(weeks):
        for column, other in enumerate(weeks):
            starts = range(1, min(one, other) + 1) if kept == 1 else range(-2000, min(one, other) + 1)
            table[row, column] = sum(step**2 * kept ** (one - start) * kept ** (other - start) for start in starts)
    return table


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("step", STEPS[2::2])
def test_what_is_expected_and_how_surely_is_that_of_the_plain_twin(step, kept):
    """Best linear prediction with an unknown mean, by its Lagrange equations (ordinary kriging; Cressie 1993, 3.2)."""
    series = np.array([5.0, 5.5, np.nan, 4.0, 6.0, 6.5])
    known, coming = [0, 1, 3, 4, 5], [6, 7, 9]
    covariance = plain_covariance([*known, *coming], step, kept)
    equations = np.block([[covariance[:5, :5] + np.eye(5), np.ones((5, 1))], [np.ones((1, 5)), np.zeros((1, 1))]])
    right = np.vstack([covariance[:5, 5:], np.ones((1, 3))])
    solved = np.linalg.solve(equations, right)
    fit = next(fit for fit in level_of(series).fits if fit.step == step and fit.kept == kept)
    assert fit.expected(np.array(coming)) == pytest.approx(solved[:5].T @ series[known], abs=1e-6)
    variances = np.diag(covariance[5:, 5:]) - (solved * right).sum(axis=0)
    assert np.diag(fit.doubt(np.array(coming))) == pytest.approx(variances, rel=1e-6)


def test_a_steady_series_goes_on_as_it_was_with_little_doubt():
    series = 10 + 0.5 * RNG(1).standard_normal(80)
    courses = paths(level_of(series), 2000, 26, RNG(2))
    assert courses.shape == (2000, 26)
    assert courses.mean() == pytest.approx(10, abs=0.15)
    assert courses[:, 0].std() < 0.3


def test_a_level_that_wanders_is_followed_and_doubted():
    series = np.cumsum(RNG(3).standard_normal(80)) + 0.5 * RNG(4).standard_normal(80)
    courses = paths(level_of(series), 2000, 26, RNG(5))
    assert courses[:, 0].mean() == pytest.approx(series[-1], abs=1.5)
    assert courses[:, -1].std() > 2 * courses[:, 0].std()


def test_few_weeks_leave_more_doubt_than_many():
    series = 10 + RNG(6).standard_normal(100)
    short, long = (paths(level_of(series[-weeks:]), 4000, 13, RNG(7))[:, -1].std() for weeks in (12, 100))
    assert short > 1.5 * long


def test_noise_has_the_size_of_the_noise_and_no_value_where_nothing_is_known():
    sizes = []
    for seed in range(20):
        series = 10 + 0.5 * RNG(seed).standard_normal(40)
        series[3] = np.nan
        noise = noise_of(series, level_of(series))
        assert np.isnan(noise).tolist() == np.isnan(series).tolist()
        sizes.append(np.sqrt(np.nanmean(noise**2)))
    assert np.mean(sizes) == pytest.approx(0.5, rel=0.1)


def test_a_series_without_any_noise_is_no_problem():
    courses = paths(level_of(np.full(20, 7.0)), 50, 10, RNG(0))
    assert courses == pytest.approx(np.full((50, 10), 7.0), abs=0.01)


def test_weights_are_a_share_of_one_per_step_and_share_kept():
    level = level_of(RNG(8).standard_normal(30))
    assert len(level.weights) == len(STEPS) * len(KEPT)
    assert level.weights.sum() == pytest.approx(1)
