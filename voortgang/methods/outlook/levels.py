"""A weekly series as a level that moves and noise around it, with what is not known about either.

y = mean + deviation + noise. Every week the deviation keeps a share of itself and takes a step; steps and noise are
normal. With a share of 1 this is the local level model (Durbin and Koopman 2012, chapter 2): nothing pulls the level
back. How large the steps are and how much is kept is not read off as one number but weighed over a grid by the
restricted likelihood, because a short series cannot tell: every share kept is as likely beforehand, and so is every
order of magnitude of the steps. A forecast that rests on few weeks is wide for that reason, and nothing is tuned.

Counts go in as square roots: their noise is then about the same at every level, and nought is no problem.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = np.array([0.003, 0.01, 0.03, 0.1, 0.3, 1.0])
"""standard deviation of a step relative to the noise"""
KEPT = (1.0, 0.95, 0.8)
"""share of the deviation that is left a week later; half of it is gone after 14 and 3 weeks"""
TINY = 1e-12


@dataclass(frozen=True)
class _Fit:
    """A level with given step and share kept; everything but `noise` relative to the noise."""

    step: float
    kept: float
    weeks: NDArray[np.intp]
    inverse: Floats
    """of the covariance of the known weeks, (n, n)"""
    mean: float
    misses: Floats
    """(n,) the series minus the mean, times the inverse: the expected noise of each week"""
    noise: float
    """variance of the noise"""

    @cached_property
    def mean_precision(self) -> float:
        """One over the variance of the mean."""
        return float(self.inverse.sum())

    @property
    def log_likelihood(self) -> float:
        """Restricted: of all that does not depend on the mean; the noise integrated out."""
        log_size = np.linalg.slogdet(self.inverse)[1] - np.log(self.mean_precision)
        return float(log_size - (len(self.weeks) - 1) * np.log(self.noise)) / 2

    def expected(self, coming: NDArray[np.intp]) -> Floats:
        """(T,) the level to be expected in weeks to come."""
        return self.mean + self.misses @ _covariance(self.weeks, coming, self.step, self.kept)

    def doubt(self, coming: NDArray[np.intp]) -> Floats:
        """(T, T) covariance of the levels in weeks to come around what is expected, the doubt about the mean too."""
        shared = _covariance(self.weeks, coming, self.step, self.kept)
        unseen = 1 - self.inverse.sum(axis=0) @ shared
        given = _covariance(coming, coming, self.step, self.kept) - shared.T @ self.inverse @ shared
        return given + np.outer(unseen, unseen) / self.mean_precision


@dataclass(frozen=True)
class Level:
    """What a series says about its level: fits with how likely each is."""

    fits: tuple[_Fit, ...]
    weights: Floats
    length: int


def level_of(series: Floats) -> Level:
    """The level of `series` (n,), oldest first; NaN is a week that nobody knows. Needs two known weeks."""
    known = np.flatnonzero(np.isfinite(series))
    fits = tuple(_fit(series[known], known, step, kept) for step, kept in product(STEPS, KEPT))
    logs = np.array([fit.log_likelihood for fit in fits])
    weights = np.exp(logs - logs.max())
    return Level(fits, weights / weights.sum(), len(series))


def paths(level: Level, trials: int, weeks: int, rng: np.random.Generator) -> Floats:
    """(trials, weeks) courses of the level after the last week, without noise: each trial draws all that is unknown."""
    drawn = rng.multinomial(trials, level.weights)
    coming = level.length + np.arange(weeks)
    courses = [_courses(fit, coming, number, rng) for fit, number in zip(level.fits, drawn, strict=True) if number]
    return rng.permutation(np.concatenate(courses))


def noise_of(series: Floats, level: Level) -> Floats:
    """(n,) what is left of `series` around its level; NaN where it is not known.

    The level follows the noise a little too: what is left is stretched to the noise of the model.
    """
    left = np.full(level.length, np.nan)
    left[level.fits[0].weeks] = sum(w * fit.misses for w, fit in zip(level.weights, level.fits, strict=True))
    noise = sum(w * fit.noise for w, fit in zip(level.weights, level.fits, strict=True))
    return left * np.sqrt(noise / max(float(np.nanmean(left**2)), TINY))


def _covariance(one: NDArray[np.intp], other: NDArray[np.intp], step: float, kept: float) -> Floats:
    """Of the deviations in two sets of weeks, from week 0."""
    if kept == 1:
        return step**2 * np.minimum.outer(one, other).astype(float)
    return step**2 * kept ** np.abs(np.subtract.outer(one, other)) / (1 - kept**2)


def _fit(values: Floats, weeks: NDArray[np.intp], step: float, kept: float) -> _Fit:
    inverse = np.linalg.inv(_covariance(weeks, weeks, step, kept) + np.eye(len(weeks))).astype(np.float64)
    mean = float(inverse.sum(axis=0) @ values / inverse.sum())
    misses = (inverse @ (values - mean)).astype(np.float64)
    noise = max(float((values - mean) @ misses) / (len(values) - 1), TINY)
    return _Fit(step, kept, weeks, inverse, mean, misses, noise)


def _courses(fit: _Fit, coming: NDArray[np.intp], trials: int, rng: np.random.Generator) -> Floats:
    """(trials, T) from the normal distribution of the coming levels given the known weeks, its size unknown too."""
    covariance = fit.doubt(coming)
    freedom = len(fit.weeks) - 1
    sizes = np.sqrt(fit.noise * freedom / rng.chisquare(freedom, trials))
    root = np.linalg.cholesky(covariance + TINY * np.eye(len(coming)) * max(float(np.trace(covariance)), 1))
    return fit.expected(coming) + sizes[:, None] * (rng.standard_normal((trials, len(coming))) @ root.T)
