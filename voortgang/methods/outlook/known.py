"""What a forecast starts from, and what a scenario makes of it: inflow and capacity of every week to come."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.history import FAST_TRACK, History
from voortgang.methods.outlook.draws import Draws, draw
from voortgang.methods.outlook.hindcast import differences
from voortgang.methods.outlook.work_series import FULL_WEEK, LAST_WEEKS, WorkSeries, lagged, withdrawal, work_series
from voortgang.methods.queue.model import Plan
from voortgang.methods.scenarios import Scenario

Floats = NDArray[np.float64]

WEEK = np.timedelta64(7, "D")


@dataclass(frozen=True)
class Terms:
    """How to forecast; what is about the work has its unit in `queue.model.Plan`."""

    changes: tuple[date, ...] = ()
    """days on which the work changed: the pace is read from the weeks since the last"""
    weeks: int = 52
    trials: int = 1000
    seed: int = 0
    working_days: tuple[float, ...] | None = None
    """of the weeks of the history and of those to come; None: five in every week"""
    effort: float = 0.5
    reserved: float = 0.2
    suspended: float = 0.0
    suspended_weeks: float = 0.0
    handling_weeks: float = 1.0
    norm_days: int = 56

    def __post_init__(self) -> None:
        if self.weeks < 1 or self.trials < 1:
            raise VoortgangError("Een prognose beslaat ten minste één week en één trekking. Kies een hoger aantal.")


@dataclass(frozen=True)
class Known:
    """What does not differ between scenarios: the past, and the draws of what comes."""

    history: History
    terms: Terms
    past: WorkSeries
    draws: Draws
    missed: dict[str, Floats]
    """what the model of the queue missed in the past, per figure"""
    has_rule: bool
    """in the last weeks"""

    @property
    def weeks_on(self) -> NDArray[np.datetime64]:
        """(T,) Mondays of the weeks to come."""
        return self.history.weeks_on[-1] + WEEK * np.arange(1, self.terms.weeks + 1)


def known_at(history: History, terms: Terms) -> Known:
    """Read the past and draw what comes.

    Raises VoortgangError for fewer than 12 weeks since the last change, and for working days that are not known.
    """
    days = np.full(history.weeks + terms.weeks, FULL_WEEK) if terms.working_days is None else _working_days(terms)
    if len(days) < history.weeks + terms.weeks:
        raise VoortgangError("De werkdagen zijn niet voor elke week van de prognose bekend. Vul de kalender aan.")
    past = work_series(history, terms.changes, days[: history.weeks], terms.effort)
    coming = days[history.weeks : history.weeks + terms.weeks]
    draws = draw(past, coming, terms.trials, np.random.default_rng(terms.seed))
    missed = differences(history, past.first, _queue(history, terms), terms.norm_days)
    return Known(history, terms, past, draws, missed, bool(history.by_desk[-LAST_WEEKS:, FAST_TRACK].any()))


def plan_of(known: Known, scenario: Scenario) -> Plan:
    """What the queue gets in the weeks to come.

    Raises VoortgangError for a scenario that asks for capacity that was not delivered or whose plan is too short.
    """
    terms, draws = known.terms, known.draws
    units = _units(known, scenario)
    start = np.where(np.isfinite(known.past.last_units), known.past.last_units, units[:, :1])
    done = lagged(np.concatenate([start, units], axis=1), known.past.lag)[:, 1:]
    capacity = draws.pace * done
    return replace(
        _queue(known.history, terms),
        received=draws.received * scenario.inflow_factor,
        regular=capacity[:, :, 0],
        task_force=capacity[:, :, 1],
        has_rule=_rule(known, scenario),
    )


def _queue(history: History, terms: Terms) -> Plan:
    """What is the same in every week and scenario, in a plan without weeks."""
    none = np.zeros((1, 0))
    return Plan(
        np.zeros((1, 0, 2)),
        none,
        none,
        np.zeros(0, dtype=bool),
        effort=terms.effort,
        reserved=terms.reserved,
        suspended=terms.suspended,
        suspended_weeks=terms.suspended_weeks,
        withdrawn=withdrawal(history),
        handling_weeks=terms.handling_weeks,
    )


def _units(known: Known, scenario: Scenario) -> Floats:
    """(N or 1, T, 2) units of work in every week to come."""
    units = known.draws.usual.copy()
    if scenario.planned is not None or scenario.extra_fte:
        _refuse_without_capacity(known, scenario)
    if scenario.planned is not None:
        _refuse_plan(known, scenario)
        units = np.array(scenario.planned[: known.terms.weeks], dtype=float)[None]
    units[:, :, 0] = np.maximum(units[:, :, 0] + scenario.extra_fte * known.draws.working_days, 0)
    if scenario.task_force_until is not None:
        units[:, :, 1] *= _part_before(scenario.task_force_until, known.weeks_on)
    return units


def _refuse_without_capacity(known: Known, scenario: Scenario) -> None:
    if not known.past.has_capacity:
        raise VoortgangError(
            f"Scenario ‘{scenario.name}’ gaat over capaciteit, maar de levering bevat geen capaciteit. "
            "Lever de capaciteit per week en team aan, of kies een scenario zonder geplande of extra fte."
        )


def _refuse_plan(known: Known, scenario: Scenario) -> None:
    planned, weeks = scenario.planned or (), known.terms.weeks
    if len(planned) < weeks:
        raise VoortgangError(
            f"Scenario ‘{scenario.name}’: de geplande capaciteit beslaat {len(planned)} weken en de prognose {weeks}. "
            "Vul de overige weken aan of maak de prognose korter."
        )
    if any(task_force for _, task_force in planned) and "task_force" not in known.past.rates:
        raise VoortgangError(
            f"Scenario ‘{scenario.name}’ plant een taskforce, maar in de laatste weken nam geen taskforce besluiten: "
            "haar tempo is niet bekend. Reken met extra fte in de reguliere teams."
        )


def _part_before(last_on: date, weeks_on: NDArray[np.datetime64]) -> Floats:
    """(T,) share of the five working days of each week up to and including `last_on`."""
    passed = (np.datetime64(last_on) - weeks_on).astype("timedelta64[D]").astype(float) + 1
    return np.clip(passed / FULL_WEEK, 0, 1)


def _rule(known: Known, scenario: Scenario) -> NDArray[np.bool_]:
    """(T,) whether the rule is in force at the beginning of each week."""
    if scenario.rule == "stops":
        until = scenario.rule_until
        return known.has_rule & (known.weeks_on <= np.datetime64(until or date.min))
    return np.full(known.terms.weeks, known.has_rule or scenario.rule == "structural")


def _working_days(terms: Terms) -> Floats:
    return np.maximum(np.array(terms.working_days, dtype=float), 0.5)
