"""The method as it was fixed before anyone saw an outcome."""

from collections.abc import Sequence
from itertools import pairwise

from voortgang.methods.impact.design import ImpactSettings
from voortgang.methods.impact.series import Series
from voortgang.methods.impact.spans import ENOUGH, Measure, span_of

WEEKS_PER_YEAR = 365.25 / 7
WEEKS_FOR_SEASON = 78
"""a year and a half: in a shorter series a season cannot be told from a trend"""
RELEVANT_SHARE = 0.05
"""of the mean before the start: an effect that is surely smaller does not matter"""


def usual_settings(series: Series, measures: Sequence[Measure]) -> ImpactSettings:
    """For weekly counts: one pair of harmonics in a long series, slopes when the measures lie far enough apart."""
    spans = [span_of(measure, series) for measure in measures]
    moments = sorted([each.first for each in spans] + [each.stop for each in spans if each.after])
    has_slope = all(later - earlier >= ENOUGH for earlier, later in pairwise(moments))
    return ImpactSettings("count", int(series.length >= WEEKS_FOR_SEASON), WEEKS_PER_YEAR, has_slope)
