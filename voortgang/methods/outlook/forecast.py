"""What may the queue look like in the coming year? Many trials of inflow and work (`draws`) through the one queue.

Every scenario sees the same draws, so that a difference between scenarios is never chance. A forecast says what
happens if nothing changes but what the scenario names; its bands hold what the past weeks do not tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from voortgang.methods.history import History
from voortgang.methods.outlook.hindcast import corrected
from voortgang.methods.outlook.known import Known, Terms, known_at, plan_of
from voortgang.methods.queue.model import Course, run
from voortgang.methods.scenarios import Scenario

Floats = NDArray[np.float64]

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
FIGURES = ("stock", "age_median_days", "age_p90_days", "median_days", "p90_days", "share_within_norm")


@dataclass(frozen=True)
class Forecast:
    """One scenario: the course of every trial, and per figure of `FIGURES` its bands."""

    scenario: Scenario
    weeks_on: NDArray[np.datetime64]
    """(T,) Mondays"""
    course: Course
    bands: dict[str, Floats] = field(repr=False)
    """(7, T) by `QUANTILES`; NaN where most trials have nothing to measure"""
    notes: tuple[str, ...]
    """Dutch sentences on what the forecast could not know"""


def forecast(history: History, scenarios: Sequence[Scenario], terms: Terms) -> list[Forecast]:
    """Put scenarios side by side, with the same draws for each.

    Raises VoortgangError for fewer than 12 weeks since the last change, and for a scenario that asks for capacity that
    was not delivered or whose plan is too short.
    """
    known = known_at(history, terms)
    return [foresee(known, scenario) for scenario in scenarios]


def foresee(known: Known, scenario: Scenario) -> Forecast:
    """The forecast of one scenario."""
    course = course_of(known, scenario)
    bands = {name: bands_of(_total(course, name)) for name in FIGURES}
    return Forecast(scenario, known.weeks_on, course, bands, _notes(known, scenario))


def course_of(known: Known, scenario: Scenario) -> Course:
    """What happens in every trial."""
    history = known.history
    course = run(history.ages(history.weeks - 1), plan_of(known, scenario), known.terms.norm_days)
    return corrected(course, known.missed, known.draws.rows)


def bands_of(values: Floats) -> Floats:
    """(7, T) quantiles over the trials (N, T), by linear interpolation; NaN where half of the trials have no value."""
    counts = np.isfinite(values).sum(axis=0)
    bands = np.full((len(QUANTILES), values.shape[1]), np.nan)
    for week in np.flatnonzero(2 * counts > len(values)):
        column = values[:, week]
        bands[:, week] = np.quantile(column[np.isfinite(column)], QUANTILES)
    return bands


def _total(course: Course, name: str) -> Floats:
    values: Floats = getattr(course, name)
    return values.sum(axis=2) if values.ndim == 3 else values


def _notes(known: Known, scenario: Scenario) -> tuple[str, ...]:
    notes = []
    if not known.past.has_capacity:
        notes.append(
            "De levering bevat geen capaciteit: de prognose gaat uit van het aantal besluiten per werkdag "
            "sinds de laatste verandering."
        )
    elif scenario.planned is None:
        notes.append("Er is geen capaciteitsplan: de prognose gaat uit van de capaciteit van de laatste weken.")
    if not known.draws.has_season:
        notes.append(
            "Er is te weinig historie (ruim een jaar) om seizoenen te kennen: de prognose houdt het laatste niveau "
            "aan, met ruimere banden."
        )
    if scenario.rule == ("stops" if known.has_rule else "structural"):
        effort = f"{known.terms.effort:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        notes.append(f"Aanname: een versneld besluit kost {effort} maal zoveel werk als een gewoon besluit.")
    return tuple(notes)
