"""A history as series to forecast: requests received, who was at work, and what was decided per unit of work.

A unit of work is a present full-time day; where no capacity was delivered, a working day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.history import FAST_TRACK, REGULAR, TASK_FORCE, WITHDRAWN, History

Floats = NDArray[np.float64]

ENOUGH = 12
"""weeks since the last change: with fewer there is no forecast"""
FULL_WEEK = 5.0
LAGS = (0.0, 0.25, 0.5, 0.75, 1.0)
LAST_WEEKS = 4
COMPLETE = 2 / 3
"""of the usual outflow: in earlier weeks the teams were still busy with requests that the delivery does not hold"""
LONGEST = 16
"""weeks: older requests share one chance of withdrawal"""


@dataclass(frozen=True)
class WorkSeries:
    """Series over the W weeks of a history, NaN in weeks that do not count; rates are square roots."""

    first: int
    """the first whole week since the last change"""
    rates: dict[str, Floats]
    """received per full week; present: units per working day; regular and task_force: decisions per unit"""
    fast_share: Floats
    """(W,) share of the received requests in class 1"""
    sensitivity: float
    """of the inflow to working days: 1 is proportional, 0 is not at all"""
    lag: float
    """share of the work of a week that is sent as a decision in the next"""
    last_units: Floats
    """(2,) units of work in the last week: regular teams, task force; NaN where nobody knows"""
    task_force_per_day: float
    """units of the task force per working day in the last weeks"""
    has_capacity: bool


def first_week(history: History, changes: Sequence[date]) -> int:
    """The first whole week since the last change in which the outflow is complete.

    Raises VoortgangError when fewer than 12 weeks are left: too few to say anything.
    """
    outflow = history.outflow.sum(axis=1)[1:]
    usual = np.median(outflow[outflow > 0]) if outflow.any() else 0
    first = 1 + int(np.argmax(outflow >= COMPLETE * usual)) if len(outflow) else 1
    weeks = np.searchsorted(history.weeks_on, np.array(changes, dtype="datetime64[D]"))
    first = max([first, *(int(week) for week in weeks if week < history.weeks)])
    if history.weeks - first < ENOUGH:
        raise VoortgangError(
            f"Te weinig gegevens voor een prognose: {max(history.weeks - first, 0)} hele weken sinds de laatste "
            f"verandering, en het moeten er ten minste {ENOUGH} zijn. Wacht tot er meer weken geleverd zijn."
        )
    return first


def work_series(history: History, changes: Sequence[date], working_days: Floats, effort: float) -> WorkSeries:
    """The series behind a forecast; `working_days` (W,), `effort` of a fast-track decision in regular decisions.

    Raises VoortgangError for fewer than 12 weeks since the last of `changes`.
    """
    first = first_week(history, changes)
    has_capacity = bool(np.isfinite(history.fte_days[first:, 0]).sum() >= ENOUGH)
    units = _units(history, working_days, has_capacity)
    desks = history.by_desk.astype(float)
    regular = desks[:, REGULAR] + effort * desks[:, FAST_TRACK]
    lag = _lag(regular[first:], units[first - 1 :, 0])
    done = lagged(units, lag)
    received = history.received.sum(axis=1).astype(float)
    sensitivity = _sensitivity(received[1:], working_days[1:])
    rates = {
        "received": _since(received * (FULL_WEEK / working_days) ** sensitivity, 1),
        "present": _since(units[:, 0] / working_days, 1),
        "regular": _since(_ratio(regular, done[:, 0]), first),
    }
    if desks[-LAST_WEEKS:, TASK_FORCE].any():
        rates["task_force"] = _since(_ratio(desks[:, TASK_FORCE], done[:, 1]), first)
    _refuse_unknown(rates)
    overall = history.received[first:, 1].sum() / max(received[first:].sum(), 1)
    share = np.divide(history.received[:, 1], received, out=np.full(len(received), overall), where=received > 0)
    per_day = np.nansum(units[-LAST_WEEKS:, 1]) / working_days[-LAST_WEEKS:].sum() if "task_force" in rates else 0.0
    roots = {name: np.sqrt(rate) for name, rate in rates.items()}
    return WorkSeries(first, roots, share, sensitivity, lag, units[-1], float(per_day), has_capacity)


def _refuse_unknown(rates: dict[str, Floats]) -> None:
    for name, rate in rates.items():
        if np.isfinite(rate).sum() < ENOUGH:
            who = "de taskforce" if name == "task_force" else "de reguliere teams"
            raise VoortgangError(
                f"Te weinig gegevens voor een prognose: van {who} is in minder dan {ENOUGH} weken sinds de laatste "
                "verandering de capaciteit bekend. Vul de levering van de capaciteit aan."
            )


def lagged(units: Floats, lag: float) -> Floats:
    """Units (..., T, 2) by the week in which the decisions are sent; before the first they are taken equal to it."""
    before = np.concatenate([units[..., :1, :], units[..., :-1, :]], axis=-2)
    return (1 - lag) * units + lag * before


def withdrawal(history: History) -> tuple[float, ...]:
    """Chance of withdrawal per week, by age in weeks: withdrawn of the requests that were open, over all weeks."""
    weeks = np.arange(history.weeks)
    age = np.minimum(np.maximum(weeks[None, :] - weeks[:, None], 0), LONGEST).ravel()
    gone = history.closed.sum(axis=(2, 3))
    open_before = history.received.sum(axis=1)[:, None] - np.cumsum(gone, axis=1) + gone
    at_risk = np.triu(open_before)
    left = np.bincount(age, history.closed[..., WITHDRAWN].sum(axis=2).ravel(), LONGEST + 1)
    return tuple(left / np.maximum(np.bincount(age, at_risk.ravel(), LONGEST + 1), 1))


def _units(history: History, working_days: Floats, has_capacity: bool) -> Floats:
    """(W, 2) units of work; without a capacity extract the task force has a unit whenever it decides."""
    if has_capacity:
        return history.fte_days
    is_there = np.where(history.by_desk[:, TASK_FORCE] > 0, working_days, 0.0)
    return np.stack([working_days, is_there], axis=1)


def _lag(decided: Floats, units: Floats) -> float:
    """The lag that explains the decisions (n,) best, from the units (n + 1,) of these weeks and the one before."""
    misses = []
    for lag in LAGS:
        done = (1 - lag) * units[1:] + lag * units[:-1]
        known = np.isfinite(done)
        pace = decided[known].sum() / max(done[known].sum(), 1e-9)
        misses.append(float(((decided[known] - pace * done[known]) ** 2).sum()))
    return LAGS[int(np.argmin(misses))]


def _sensitivity(received: Floats, working_days: Floats) -> float:
    """How inflow goes with working days: regression of changes in its logarithm, which a moving level hardly touches.

    Proportional when every week has as many working days.
    """
    steps, moves = np.diff(np.log(working_days)), np.diff(np.log(received + 0.5))
    power = float(steps @ steps)
    return float(np.clip(steps @ moves / power, 0, 1)) if power > 0 else 1.0


def _ratio(decided: Floats, units: Floats) -> Floats:
    """Decisions per unit; NaN where nobody was at work or nobody knows."""
    known = np.isfinite(units) & (units > 0)
    return np.divide(decided, units, out=np.full(len(units), np.nan), where=known)


def _since(series: Floats, first: int) -> Floats:
    return np.where(np.arange(len(series)) >= first, series, np.nan)
