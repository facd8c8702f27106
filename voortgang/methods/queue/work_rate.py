"""What the regular teams can do, from weeks in which there was enough to do: decisions per full-time day.

A decision is sent some weeks after it was picked up, so the decisions of a week come from the staff of that week and
the two before it: regular decisions = rate · days − effort · fast-track decisions, days and fast-track decisions taken
as means over those weeks with the same weights. Ordinary least squares; standard errors of Newey and West (1987), for
what is sent late in one week is sent in the next.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.history import FAST_TRACK, REGULAR, WITHDRAWN, History

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ENOUGH_WEEKS = 3.0
"""of work in stock, then a week shows what the teams can do; part of less waits for information or is in hand"""
LEAST_WEEKS = 12
LAGS = 3
"""from pick-up to sending takes parts of so many weeks"""
ERROR_LAGS = 4
LONGER = 4
"""errors of one week and of so many together tell timing from what lasts"""
HOLIDAY = 0.1
"""a week that lacks more than this part of its usual days has a holiday, and then much is sent in another week"""
USUAL_EFFORT, EFFORT_ERROR = 0.5, 0.15
"""effort of a fast-track decision where the history does not show it, and its standard error"""


@dataclass(frozen=True)
class WorkRate:
    """What W weeks of history say of the regular teams; capacities are in regular decisions per week."""

    per_fte_day: float
    effort: float
    """of a fast-track decision, in regular decisions"""
    covariance: Floats
    """(2, 2) of the two above"""
    days: Floats
    """(W,) full-time days behind the decisions of each week; NaN where no capacity was delivered"""
    has_enough: Flags
    """(W,) weeks with enough to do, in which decisions show capacity"""
    timing_sd: float
    """of the number sent by the end of a usual week, for reasons of timing: what is late comes later"""
    timing_sds: Floats
    """(W,) the same where the calendar is not the same: more in a week with a holiday"""
    lasting_sd: float
    """of what a week adds or lacks for good"""


def work_rate(history: History, enough_weeks: float = ENOUGH_WEEKS) -> WorkRate:
    """Estimate from all weeks with at least `enough_weeks` of work in stock.

    Raises VoortgangError without capacity, or with fewer than twelve of such weeks.
    """
    days = _lagged(history.fte_days[:, REGULAR])
    has_enough = _has_enough(history, enough_weeks)
    used = has_enough & ~np.isnan(days).any(axis=1)
    _refuse_unknown(days, int(used.sum()))
    decided, quick = (history.by_desk[:, desk].astype(float) for desk in (REGULAR, FAST_TRACK))
    weights = _weights(days[used], quick[used], decided[used])
    inputs = np.column_stack([days @ weights, -(_lagged(quick) @ weights)])
    rates, covariance = _fitted(inputs[used], decided[used])
    errors = decided - inputs @ rates
    timing, lasting = _noise(errors[used], weights)
    timing_sds = _with_holidays(timing, errors, _lost(history.fte_days[:, REGULAR]), used)
    return WorkRate(rates[0], rates[1], covariance, inputs[:, 0], has_enough, timing, timing_sds, lasting)


def _refuse_unknown(days: Floats, usable_weeks: int) -> None:
    if np.isnan(days).all():
        raise VoortgangError(
            "Het extract capaciteit ontbreekt: zonder te weten hoeveel mensen er per week waren, is niet te zeggen wat "
            "de teams zonder de maatregelen hadden besloten. Lever de capaciteit per week en team aan."
        )
    if usable_weeks < LEAST_WEEKS:
        raise VoortgangError(
            f"Te weinig gegevens: {usable_weeks} weken hebben genoeg werk en een bekende capaciteit, en minstens "
            f"{LEAST_WEEKS} zijn nodig om te schatten wat de teams aankunnen. Lever een langere geschiedenis aan."
        )


def _lagged(values: NDArray[np.number]) -> Floats:
    """(W, LAGS) each week beside the weeks before it; before the first the first."""
    return np.column_stack([np.r_[np.full(lag, values[0]), values[: len(values) - lag]] for lag in range(LAGS)])


def _has_enough(history: History, enough_weeks: float) -> Flags:
    """(W,) weeks after the requests of the first have been closed, which begin with so many weeks of work in stock.

    Before that the teams may have been busy with requests that are not in the delivery.
    """
    closed = np.cumsum(history.closed[0].sum(axis=(1, 2)))
    first = int(np.argmax(closed >= 0.95 * closed[-1])) + 1
    stock = np.r_[0, history.stock.sum(axis=1)[:-1]]
    usual = np.median(history.by_desk[first:, :WITHDRAWN].sum(axis=1)) if first < history.weeks else np.inf
    return (np.arange(history.weeks) >= first) & (stock >= enough_weeks * usual)


def _lost(days: Floats) -> Floats:
    """(W,) share of the days of a week that a holiday took, seen from the weeks around it; 0 for small differences."""
    around = np.array([np.nanmedian(days[max(week - 4, 0) : week + 5]) for week in range(len(days))])
    lost = np.nan_to_num(1 - days / around)
    return np.where(lost > HOLIDAY, lost, 0.0)


def _with_holidays(timing: float, errors: Floats, lost: Floats, used: Flags) -> Floats:
    """(W,) timing noise of every week: that of a usual week, and more in proportion to the days that are lost.

    Which days these are decides what is still sent, and that is not known: what the squared error of weeks with a
    holiday is more than that of others gives the proportion. There are few of them, n: their variance counts
    n / (n − 2) times, as that of Student's t does.
    """
    short, usual = used & (lost > 0), used & (lost == 0)
    holidays = int(short.sum())
    if holidays < 3 or not usual.any():
        return np.hypot(timing, timing * (lost > 0))
    more = max(float(np.mean(errors[short] ** 2) - np.mean(errors[usual] ** 2)), 0.0)
    proportion = more / float(np.mean(lost[short] ** 2)) * holidays / (holidays - 2)
    return np.hypot(timing, np.sqrt(proportion) * lost)


def _weights(days: Floats, quick: Floats, decided: Floats) -> Floats:
    """(LAGS,) how the decisions of a week are spread over the weeks in which they were picked up."""
    from scipy.optimize import nnls  # type: ignore[import-untyped]

    found = nnls(np.column_stack([days, quick.max(initial=0) - quick]), decided)[0][:LAGS]
    return found / found.sum()


def _fitted(inputs: Floats, decided: Floats) -> tuple[Floats, Floats]:
    """Rate and effort with their covariance; the usual effort when fewer than twelve weeks had fast-track decisions."""
    import statsmodels.api as sm  # type: ignore[import-untyped]

    robust = {"cov_type": "HAC", "cov_kwds": {"maxlags": ERROR_LAGS}}
    if np.count_nonzero(inputs[:, 1]) >= LEAST_WEEKS and np.ptp(inputs[:, 1]) > 0:
        fit = sm.OLS(decided, inputs).fit(**robust)
        return np.asarray(fit.params), np.asarray(fit.cov_params())
    fit = sm.OLS(decided - USUAL_EFFORT * inputs[:, 1], inputs[:, :1]).fit(**robust)
    covariance = np.diag([float(fit.cov_params()[0, 0]), EFFORT_ERROR**2])
    return np.array([fit.params[0], USUAL_EFFORT]), covariance


def _noise(errors: Floats, weights: Floats) -> tuple[float, float]:
    """Standard deviations of timing and of what lasts, from errors (n,) in order of time.

    Timing noise P enters a week as P(t−1) − P(t) and cancels over more weeks; what lasts, Q, adds up. For sums of k
    weeks var = 2·var(P) + k·var(Q) once k is longer than handling. In one week only a part r of 2·var(P) is seen, for
    some requests are in hand at its beginning and at its end: when each is sent with chance w in a week after pick-up,
    and u is still to be sent, var(P) ~ Σ u(1 − u) and a week shows Σ w(1 − w). Solved for one week and for four.
    """
    unsent = 1 - np.cumsum(weights)
    in_hand, in_week = 2 * float((unsent * (1 - unsent)).sum()), float((weights * (1 - weights)).sum())
    seen = min(in_week / in_hand, 1.0) if in_hand > 0 else 1.0
    one = float(np.var(errors))
    more = float(np.var(np.convolve(errors, np.ones(LONGER), "valid")))
    lasting = max((more - one / seen) / (LONGER - 1 / seen), 0.0)
    return float(np.sqrt(max(one - lasting, 0.5 * one) / seen / 2)), float(np.sqrt(lasting))
