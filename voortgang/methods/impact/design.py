"""The design of an interrupted time series: which column says what, and whether the data can tell them apart.

    η(t) = β0 + β1·t + Σ measures [level·1(t ≥ s) + slope·(t − s)+ + end level·1(t ≥ e) + end slope·(t − e)+]
         + Σ k=1..K [sin(2πkt/P), cos(2πkt/P)] + holidays

with s the first period in force and e the first after the end (Wagner et al. 2002; Bernal et al. 2017). Time is in
periods from the first, so a slope is a change per period. After an end of fewer than twelve periods there is no end
slope: the end level takes up what happened there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from voortgang.errors import VoortgangError
from voortgang.methods.impact.series import Floats, Series, told
from voortgang.methods.impact.spans import ENOUGH, Span

APART = 4  # periods between the changes of two measures, when only levels change; with slopes it takes ENOUGH
SPARE = 8  # periods more than there are terms
LARGEST_CONDITION = 1e6  # of columns scaled to length 1

Kind = Literal["base", "level", "slope", "end_level", "end_slope"]


@dataclass(frozen=True)
class ImpactSettings:
    """The one method, chosen before any outcome is seen.

    `kind` count: quasi-Poisson with a log link; mean: least squares. `harmonics` K ≥ 0 pairs of a season of `period`
    periods. `has_slope` False estimates changes of level only, on one common slope. `lags` ≥ 0 of the Newey-West sum
    that remain after prewhitening: each more costs coverage in series of 50 to 150 points.
    """

    kind: Literal["count", "mean"] = "count"
    harmonics: int = 0
    period: float = 52
    has_slope: bool = True
    lags: int = 0


@dataclass(frozen=True)
class Design:
    """Columns (T, k), and for each column which measure it belongs to (an index; None: to no measure) and its kind."""

    columns: Floats
    names: tuple[tuple[int | None, Kind], ...]

    def place(self, measure: int, kind: Kind) -> int | None:
        """The column of a change, None when it is not in the design."""
        return self.names.index((measure, kind)) if (measure, kind) in self.names else None

    def without(self, measures: Sequence[int]) -> Floats:
        """The columns (T, k) as they would have been without these measures."""
        gone = np.array([owner is not None and owner in measures for owner, _ in self.names])
        return np.where(gone, 0.0, self.columns)


def design_of(series: Series, spans: Sequence[Span], settings: ImpactSettings) -> Design:
    """The design for these measures.

    Raises VoortgangError for harmonics that do not fit, and for what the series cannot tell apart.
    """
    _refuse_season(series, settings)
    _refuse_close(spans, ENOUGH if settings.has_slope else APART)
    time = np.arange(series.length, dtype=float)
    named: list[tuple[tuple[int | None, Kind], Floats]] = [((None, "base"), np.ones_like(time)), ((None, "base"), time)]
    for place, span in enumerate(spans):
        named += [((place, kind), column) for kind, column in _changes(time, span, settings.has_slope)]
    for k in range(1, settings.harmonics + 1):
        angle = 2 * np.pi * k * time / settings.period
        named += [((None, "base"), np.sin(angle)), ((None, "base"), np.cos(angle))]
    if series.holidays is not None and np.ptp(series.holidays) > 0:
        named.append(((None, "base"), series.holidays))
    columns = np.column_stack([column for _, column in named])
    _refuse_inseparable(columns)
    return Design(columns, tuple(name for name, _ in named))


def _changes(time: Floats, span: Span, has_slope: bool) -> list[tuple[Kind, Floats]]:
    found: list[tuple[Kind, Floats]] = [("level", (time >= span.first).astype(np.float64))]
    if has_slope:
        found.append(("slope", np.maximum(time - span.first, 0)))
    if span.after:
        found.append(("end_level", (time >= span.stop).astype(np.float64)))
    if has_slope and span.after >= ENOUGH:
        found.append(("end_slope", np.maximum(time - span.stop, 0)))
    return found


def _refuse_season(series: Series, settings: ImpactSettings) -> None:
    harmonics, period = settings.harmonics, settings.period
    if harmonics < 0 or not 1 < period < np.inf or (harmonics and 2 * harmonics >= period):
        raise VoortgangError(
            f"{harmonics} harmonischen met periode {told(period)} kan niet. Kies 0 of meer harmonischen, minder dan de "
            "helft van de periode, en een periode van meer dan 1."
        )
    if harmonics and series.length < period:
        raise VoortgangError(
            f"Voor een seizoen van {told(period)} perioden is de reeks van {series.length} te kort. Lever minstens "
            "één heel seizoen of laat de harmonischen weg."
        )


def _refuse_close(spans: Sequence[Span], apart: int) -> None:
    """Two measures that change the series at about the same time share one effect."""
    for one, other in combinations(spans, 2):
        if any(abs(a - b) < apart for a in _moments(one) for b in _moments(other)):
            instead = " of schat alleen het niveau" if apart > APART else ""
            raise VoortgangError(
                f"{one.measure.title} en {other.measure.name} beginnen of eindigen minder dan {apart} perioden na "
                "elkaar: hun effecten zijn niet uit elkaar te houden. Onderzoek ze samen als één maatregel"
                f"{instead}."
            )


def _moments(span: Span) -> list[int]:
    return [span.first, *([span.stop] if span.after else [])]


def _refuse_inseparable(columns: Floats) -> None:
    length, width = columns.shape
    if length < width + SPARE:
        raise VoortgangError(
            f"De reeks van {length} perioden is te kort voor {width} termen. Lever een langere reeks, of neem minder "
            "harmonischen of maatregelen."
        )
    scaled = columns / np.linalg.norm(columns, axis=0)
    if np.linalg.matrix_rank(scaled) < width or np.linalg.cond(scaled) > LARGEST_CONDITION:
        raise VoortgangError(
            "Maatregelen, seizoen en feestdagen zijn in deze reeks niet uit elkaar te houden. Neem minder "
            "harmonischen of maatregelen, of laat de feestdagen weg."
        )
