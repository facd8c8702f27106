"""How good were earlier forecasts? Forecast again from weeks in the past, with only what was known then.

An origin counts when enough weeks lie between it and the last change before it; a week counts when no change lies
between the origin and that week, for a forecast says what happens when nothing changes.

Beside it stands the naive forecast: inflow and outflow stay as in the last four weeks, so the stock moves on at their
difference, and the other figures stay as they were. It has one number where the forecast has a band.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.history import History
from voortgang.methods.outlook.forecast import QUANTILES, forecast
from voortgang.methods.outlook.hindcast import observed
from voortgang.methods.outlook.known import WEEK, Terms
from voortgang.methods.outlook.norm_met import percent
from voortgang.methods.outlook.work_series import LAST_WEEKS
from voortgang.methods.scenarios import Scenario

Floats = NDArray[np.float64]

HORIZONS = (4, 8, 13, 26)
EVERY = 4
BANDS = {0.5: (2, 4), 0.8: (1, 5), 0.95: (0, 6)}
"""coverage that each band promises, and the positions of its ends in `QUANTILES`"""
MEDIAN = QUANTILES.index(0.5)
ENOUGH = 8
"""looks back; with fewer there is no judgement"""
NARROW, WIDE = 0.7, 0.9
"""coverage of the 80% band below and above which its width is told to be wrong"""


@dataclass(frozen=True)
class Look:
    """One figure, forecast from `origin_on` (the Monday of the last known week) so many weeks ahead."""

    origin_on: np.datetime64
    weeks_ahead: int
    figure: str
    band: tuple[float, ...]
    """(7,) by `QUANTILES`"""
    naive: float
    actual: float


@dataclass(frozen=True)
class Score:
    """Over `looks` looks: how often each band held, and the losses; NaN without any."""

    figure: str
    weeks_ahead: int | None
    """None: all together"""
    looks: int
    coverage: dict[float, float]
    pinball: float
    """mean over looks and quantiles"""
    naive_pinball: float
    error: float
    """mean absolute error of the median"""
    naive_error: float

    @property
    def beats_naive(self) -> bool:
        """Whether median and band are both nearer than the naive number: neither alone is enough."""
        return self.error < self.naive_error and self.pinball < self.naive_pinball


def backtest(
    history: History,
    terms: Terms,
    horizons: Sequence[int] = HORIZONS,
    every: int = EVERY,
    is_planned: bool = False,
    figures: Sequence[str] = ("stock",),
) -> list[Look]:
    """Look back from every `every` weeks, as far as the changes in `terms` allow; the last origin first.

    `is_planned`: the capacity as it turned out counts as planned; otherwise no plan is known. Weeks and seed of
    `terms` are for the last origin.
    """
    actual = {figure: values for figure, values in observed(history, terms.norm_days).items() if figure in figures}
    found: list[Look] = []
    for origin in range(history.weeks - 1 - min(horizons), 0, -every):
        ahead = [weeks for weeks in horizons if origin + weeks < _next_change(history, terms, origin)]
        if ahead:
            found += _looks(history, terms, origin, ahead, actual, is_planned)
    return found


def scores(looks: Iterable[Look]) -> list[Score]:
    """Per figure: per number of weeks ahead, and all together."""
    by_group: dict[tuple[str, int | None], list[Look]] = {}
    for look in looks:
        for weeks_ahead in (look.weeks_ahead, None):
            by_group.setdefault((look.figure, weeks_ahead), []).append(look)
    ordered = sorted(by_group, key=lambda group: (group[0], group[1] is None, group[1] or 0))
    return [_score(*group, by_group[group]) for group in ordered]


def pinball(actual: Floats, forecast: Floats, quantile: float) -> Floats:
    """Pinball loss (Koenker and Bassett 1978): q times what was too low, 1 − q times what was too high."""
    missed = actual - forecast
    return np.maximum(quantile * missed, (quantile - 1) * missed)


def statement(score: Score) -> str:
    """What a reader must know of it, in Dutch."""
    if score.looks < ENOUGH:
        return f"Te weinig gegevens om de prognose te toetsen: {score.looks} keer teruggekeken, {ENOUGH} is nodig."
    held = f"De 80%-band bevatte de uitkomst in {percent(score.coverage[0.8])} van {score.looks} keer terugkijken."
    if score.coverage[0.8] < NARROW:
        held += " De banden waren te smal: reken op grotere afwijkingen."
    elif score.coverage[0.8] > WIDE:
        held += " De banden waren te ruim: reken op kleinere afwijkingen."
    if not score.beats_naive:
        return (
            "De prognose doet het niet beter dan de laatste vier weken doortrekken. Gebruik haar niet om op te sturen. "
        ) + held
    less = percent(1 - score.error / score.naive_error)
    return f"De prognose zat er gemiddeld {less} minder naast dan de laatste vier weken doortrekken. {held}"


def _next_change(history: History, terms: Terms, origin: int) -> int:
    """The first week after `origin` in which something changes; else the end of the history."""
    weeks = np.searchsorted(history.weeks_on + WEEK, np.array(terms.changes, dtype="datetime64[D]"), side="right")
    return min((int(week) for week in weeks if week > origin), default=history.weeks)


def _looks(
    history: History, terms: Terms, origin: int, ahead: Sequence[int], actual: dict[str, Floats], is_planned: bool
) -> list[Look]:
    """Forecast from one origin; nothing where that cannot be done."""
    weeks = max(ahead)
    known_days = terms.working_days and terms.working_days[: origin + 1 + weeks]
    known = replace(terms, weeks=weeks, seed=terms.seed + history.weeks - 1 - origin, working_days=known_days)
    past = history.until(origin)
    known = replace(known, changes=tuple(day for day in terms.changes if np.datetime64(day) < past.weeks_on[-1] + WEEK))
    turned_out = history.fte_days[origin + 1 : origin + 1 + weeks]
    planned = tuple((float(regular), float(extra)) for regular, extra in turned_out) if is_planned else None
    try:
        foreseen = forecast(past, [Scenario("Terugblik", planned=planned)], known)[0]
    except VoortgangError:  # too few weeks, or no capacity: no forecast was made then
        return []
    return [
        Look(past.weeks_on[-1], step, figure, tuple(map(float, foreseen.bands[figure][:, step - 1])), naive, outcome)
        for figure, values in actual.items()
        for step, naive in zip(ahead, _naive(past, figure, values[: origin + 1], ahead), strict=True)
        if np.isfinite([outcome := float(values[origin + step]), naive, *foreseen.bands[figure][:, step - 1]]).all()
    ]


def _naive(past: History, figure: str, values: Floats, ahead: Sequence[int]) -> list[float]:
    if figure != "stock":
        return [float(values[-LAST_WEEKS:].mean())] * len(ahead)
    change = (past.received - past.outflow).sum(axis=1)[-LAST_WEEKS:].mean()
    return [max(float(values[-1] + change * weeks), 0.0) for weeks in ahead]


def _score(figure: str, weeks_ahead: int | None, looks: Sequence[Look]) -> Score:
    actual, naive = np.array([look.actual for look in looks]), np.array([look.naive for look in looks])
    bands = np.array([look.band for look in looks])
    held = {
        promised: float(((bands[:, low] <= actual) & (actual <= bands[:, high])).mean())
        for promised, (low, high) in BANDS.items()
    }
    losses = [pinball(actual, bands[:, at], quantile).mean() for at, quantile in enumerate(QUANTILES)]
    naive_losses = [pinball(actual, naive, quantile).mean() for quantile in QUANTILES]
    errors = np.abs(actual - bands[:, MEDIAN]).mean(), np.abs(actual - naive).mean()
    means = float(np.mean(losses)), float(np.mean(naive_losses))
    return Score(figure, weeks_ahead, len(looks), held, *means, *(float(error) for error in errors))
