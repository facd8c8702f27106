"""Interrupted time series: what did a measure change in a flow of so many per week or month?

For counts and means of flows (received, decided), not on durations directly: a duration depends on yesterday's queue,
so weeks are no new draws, and who clears old stock closes old cases. The method is fixed in `ImpactSettings`, before
anyone sees an outcome. Before the start, after it and, when it ended, after the end each have a level and a slope;
without the measure the line from before is drawn on. A verdict rests on the mean effect per period in force.
What else changed at the same time counts as the measure: name every known one, or read the effect as theirs together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voortgang.errors import VoortgangError
from voortgang.methods.impact.design import ImpactSettings, design_of
from voortgang.methods.impact.effect import Course, Effect, course_of, cumulative_of, effect_of
from voortgang.methods.impact.fit import Fit, fitted
from voortgang.methods.impact.series import Series, refuse_counts, refuse_flat
from voortgang.methods.impact.spans import ENOUGH, Measure, Span, refuse_flat_stretch, span_of

MOST_PLACEBOS = 100


@dataclass(frozen=True)
class Interrupted:
    """The outcome for a series and its measures; `fit`, `effects` and `without_any` only when `is_enough`."""

    series: Series
    settings: ImpactSettings
    spans: tuple[Span, ...]
    fit: Fit | None = None
    effects: tuple[Effect, ...] = ()
    without_any: Course | None = None

    @property
    def is_enough(self) -> bool:
        """False when a measure has fewer than twelve periods before its start or in force: te weinig gegevens."""
        return self.fit is not None


def interrupted(series: Series, measures: Sequence[Measure], settings: ImpactSettings) -> Interrupted:
    """Level and slope change per measure, what would have been without, and how false starts do.

    Raises VoortgangError for no measure, values that do not suit the kind, a stretch without spread, a measure outside
    the series, and measures, harmonics and holidays that cannot be told apart.
    """
    if not measures:
        raise VoortgangError("Er is geen maatregel genoemd. Geef minstens één startdatum.")
    _refuse(series, settings)
    spans = tuple(span_of(measure, series) for measure in measures)
    if not all(span.is_enough for span in spans):
        return Interrupted(series, settings, spans)
    for span in spans:
        refuse_flat_stretch(span, series)
    fit = _fit(series, spans, settings)
    false_starts = _false_strengths(series.until(min(span.first for span in spans)), settings)
    effects = tuple(effect_of(fit, place, span, false_starts) for place, span in enumerate(spans))
    return Interrupted(series, settings, spans, fit, effects, course_of(fit, range(len(spans))))


def _refuse(series: Series, settings: ImpactSettings) -> None:
    if settings.kind == "count":
        refuse_counts(series)
    elif series.exposure is not None:
        raise VoortgangError("Een noemer (exposure) hoort bij aantallen, niet bij gemiddelden. Laat hem weg.")
    refuse_flat(series)


def _fit(series: Series, spans: Sequence[Span], settings: ImpactSettings) -> Fit:
    return fitted(series, design_of(series, spans, settings), settings)


def _false_strengths(earlier: Series, settings: ImpactSettings) -> list[float]:
    """How strong an effect each false start in the time before all measures shows; empty where none can be tried."""
    starts = range(ENOUGH, earlier.length - ENOUGH + 1)
    strengths = []
    for first in starts[:: 1 + len(starts) // MOST_PLACEBOS]:
        span = Span(Measure("placebo", earlier.starts_on[first]), first, earlier.length, earlier.length)
        try:
            fit = _fit(earlier, [span], settings)
            strengths.append(cumulative_of(fit, 0, span)[2])
        except VoortgangError:
            continue  # a season that is longer than this stretch, or no spread in it: not a start that can be tried
    return strengths
