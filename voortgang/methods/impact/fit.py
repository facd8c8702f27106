"""Fitting an interrupted time series, with standard errors that hold when weeks resemble the week before.

Means: least squares. Counts: Poisson regression with a log link, where the variance may be any multiple of the mean
(quasi-Poisson). Both get the Newey-West covariance of their scores (Newey & West 1987), with two repairs without which
an interval of 95% holds the truth in about 85% of series this short:

- scores are prewhitened with one autoregressive coefficient (Andrews & Monahan 1992), the lag-1 autocorrelation of the
  residuals, corrected for the bias that fitting k terms gives it;
- residuals are divided by 1 − leverage (HC3, MacKinnon & White 1985).
"""

import warnings
from dataclasses import dataclass

import numpy as np

from voortgang.errors import VoortgangError
from voortgang.methods.impact.design import LARGEST_CONDITION, Design, ImpactSettings
from voortgang.methods.impact.series import Floats, Series

MOST_CARRIED = 0.9  # a larger autocorrelation cannot be told from a trend in series of this length
LEAST_SPREAD = 1e-9  # of the residuals, relative to the series
LEAST_RATIO = 1e-6  # of the lowest to the highest expected count
LJUNG_BOX_LAGS = 10


@dataclass(frozen=True)
class Fit:
    """Estimates (k,) with their covariance (k, k), and what is needed to say what was expected.

    `dispersion` is Pearson's X²/(T − k): 1 for Poisson counts, the variance of the residuals for means;
    `autocorrelation` the lag-1 autocorrelation of the Pearson residuals, `ljung_box_p` that of the first lags together.
    """

    is_count: bool
    design: Design
    offset: Floats
    coefficients: Floats
    covariance: Floats
    free: int
    dispersion: float
    autocorrelation: float
    ljung_box_p: float

    @property
    def reach(self) -> float:
        """How many standard errors a 95% interval reaches to either side (Student's t)."""
        from scipy.stats import t  # type: ignore[import-untyped]

        return float(t.ppf(0.975, self.free))

    def errors_of(self, gradients: Floats) -> Floats:
        """The standard errors (n,) of combinations (n, k) of estimates (delta method)."""
        variances = np.einsum("ni,ij,nj->n", gradients, self.covariance, gradients)
        return np.sqrt(np.maximum(variances, 0))  # where a series does not vary, rounding can fall just below 0

    def expected(self, columns: Floats) -> Floats:
        """The expected value per period for these columns (T, k), in the unit of the series."""
        linear = columns @ self.coefficients + self.offset
        return np.exp(linear) if self.is_count else linear


def fitted(series: Series, design: Design, settings: ImpactSettings) -> Fit:
    """Fit a design to a series; raises VoortgangError where no finite estimate or no spread around it exists."""
    is_count = settings.kind == "count"
    exposure = series.exposure if series.exposure is not None else np.ones(series.length)
    offset = np.log(exposure) if is_count else np.zeros(series.length)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        try:
            coefficients = _coefficients(series.values, design.columns, offset, is_count)
            mean = np.exp(design.columns @ coefficients + offset) if is_count else design.columns @ coefficients
        except (FloatingPointError, np.linalg.LinAlgError) as problem:
            raise VoortgangError(NO_FIT) from problem
    weights = mean if is_count else np.ones(series.length)
    if weights.min() < LEAST_RATIO * weights.max() or _condition(design.columns, weights) > LARGEST_CONDITION:
        raise VoortgangError(NO_FIT)
    return _with_errors(series.values - mean, weights, design, offset, coefficients, settings)


NO_FIT = (
    "Een deel van de reeks bestaat (bijna) alleen uit nullen of loopt zo uiteen dat een verhouding niet te schatten "
    "is. Kies een andere kolom of periode."
)


def newey_west(scores: Floats, lags: int) -> Floats:
    """The sum over time of the autocovariances (k, k) of scores (T, k), with Bartlett weights 1 − l/(lags + 1)."""
    total = scores.T @ scores
    for lag in range(1, lags + 1):
        shifted = scores[lag:].T @ scores[:-lag]
        total += (1 - lag / (lags + 1)) * (shifted + shifted.T)
    return total


def carried_over(residuals: Floats, terms: int) -> float:
    """The share of a deviation that is left a period later, from 0 to 0,9.

    The lag-1 autocorrelation r of residuals is too low by about (2r + terms·(1 + r)) / T (Marriott & Pope 1954). Half a
    standard error is added: to take it too low costs more coverage than to take it too high.
    """
    r, length = lag_one(residuals), len(residuals)
    error = np.sqrt(max(1 - r**2, 0) / length)
    return float(np.clip(r + (2 * r + terms * (1 + r)) / length + error / 2, 0, MOST_CARRIED))


def lag_one(residuals: Floats) -> float:
    """The lag-1 autocorrelation of residuals (T,) around zero."""
    return float(residuals[1:] @ residuals[:-1] / (residuals @ residuals))


def _coefficients(values: Floats, columns: Floats, offset: Floats, is_count: bool) -> Floats:
    import statsmodels.api as sm  # type: ignore[import-untyped]
    from statsmodels.tools.sm_exceptions import ModelWarning  # type: ignore[import-untyped]

    if not is_count:
        return np.asarray(sm.OLS(values, columns).fit().params)
    model = sm.GLM(values, columns, family=sm.families.Poisson(), offset=offset)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ModelWarning)  # what it warns of is refused by who called, in words
        result = model.fit(scale="X2")
    if not result.converged:
        raise VoortgangError(NO_FIT)
    return np.asarray(result.params)


def _condition(columns: Floats, weights: Floats) -> float:
    weighted = columns * np.sqrt(weights)[:, None]
    return float(np.linalg.cond(weighted / np.linalg.norm(weighted, axis=0)))


def _with_errors(
    residuals: Floats,
    weights: Floats,
    design: Design,
    offset: Floats,
    coefficients: Floats,
    settings: ImpactSettings,
) -> Fit:
    pearson = residuals / np.sqrt(weights)
    free = len(residuals) - len(coefficients)
    if np.abs(residuals).max() <= LEAST_SPREAD * (1 + np.abs(design.columns @ coefficients).max()):
        raise VoortgangError(
            "De reeks ligt precies op een rechte lijn. Zonder schommeling is de onzekerheid niet te schatten; "
            "controleer of de waarden geteld zijn."
        )
    return Fit(
        settings.kind == "count",
        design,
        offset,
        coefficients,
        _covariance(residuals, weights, design.columns, settings.lags),
        free,
        float(pearson @ pearson / free),
        lag_one(pearson),
        _ljung_box(pearson),
    )


def _covariance(residuals: Floats, weights: Floats, columns: Floats, lags: int) -> Floats:
    """Bread·meat·bread, with Newey-West on prewhitened scores as the meat."""
    length, terms = columns.shape
    bread = np.linalg.inv(columns.T @ (columns * weights[:, None]))
    room = 1 - weights * np.einsum("ti,ij,tj->t", columns, bread, columns)
    # a point with a column of its own is fitted exactly: it says nothing about the others
    left_out = np.divide(residuals, room, out=np.zeros(length), where=room > LEAST_SPREAD)
    scores = columns * left_out[:, None]
    carried = carried_over(residuals / np.sqrt(weights), terms)
    white = scores[1:] - carried * scores[:-1]
    meat = newey_west(white, lags) * length / (length - 1) / (1 - carried) ** 2
    return np.asarray(bread @ meat @ bread)


def _ljung_box(residuals: Floats) -> float:
    from statsmodels.stats.diagnostic import acorr_ljungbox  # type: ignore[import-untyped]

    lags = min(LJUNG_BOX_LAGS, len(residuals) // 5)
    return float(acorr_ljungbox(residuals, lags=[lags])["lb_pvalue"].iloc[0])
