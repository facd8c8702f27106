"""When is the norm met again, how sure is that, and what would it take?

A trial meets the norm in a week when the figure of the rule is on the right side of its target, and from a week on
when it does so in that week and in all later weeks of the forecast. A chance is a share of trials: never more than
"meer dan 95%", because a forecast knows no more than its past.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from voortgang.errors import VoortgangError
from voortgang.methods.outlook.forecast import QUANTILES, Forecast, course_of
from voortgang.methods.outlook.known import WEEK, Known
from voortgang.methods.queue.model import Course
from voortgang.methods.scenarios import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

RULES = ("p90", "median", "share")
MOST_CHANCE, LEAST_CHANCE = 0.95, 0.05
STAYS_WEEKS = 4
"""the norm has to be met for so many weeks at least, also at the end of the forecast"""
GROWTH_WEEKS = 13
STEP_FTE = 0.1
MEDIAN = QUANTILES.index(0.5)


@dataclass(frozen=True)
class Norm:
    """When the norm is met: by default when nine of ten decisions of a week took at most eight weeks."""

    rule: str = "p90"
    """of the decisions of a week: p90, median (both at most `days`), or share (at least `share` within the norm)"""
    days: int = 56
    share: float = 0.9
    certainty: float = 0.8

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise VoortgangError(f"‘{self.rule}’ is geen norm voor de prognose. Kies uit {', '.join(RULES)}.")
        if not (0 < self.certainty <= MOST_CHANCE and 0 < self.share <= 1 and self.days > 0):
            raise VoortgangError(
                "De norm van de prognose klopt niet: het aantal dagen is meer dan nul, het aandeel meer dan nul en ten "
                "hoogste één, de zekerheid meer dan nul en ten hoogste 95%."
            )


@dataclass(frozen=True)
class Met:
    """When the norm is met: the first week from which it is and stays so with the certainty asked, or None."""

    week_on: np.datetime64 | None
    chance: Floats
    """(T,) that the norm is met from each week on; NaN in the last weeks, of which nobody can say that it stays so"""
    text: str


@dataclass(frozen=True)
class Needed:
    """The least extra capacity that meets the norm in time; None: not even the most does."""

    extra_fte: float | None
    chance: float
    """with that capacity; with the most when even that is too little"""
    text: str


def when_met(foreseen: Forecast, norm: Norm) -> Met:
    """The first week from which the norm is met, and the sentence that says so."""
    chance = chances(foreseen.course, norm)
    sure = np.flatnonzero(chance >= norm.certainty)
    if not len(sure):
        return Met(None, chance, _never(foreseen, chance, norm))
    first = foreseen.weeks_on[sure[0]]
    if sure[0] == 0:
        return Met(first, chance, f"Met {percent(norm.certainty)} kans wordt de norm nu al gehaald, en blijft dat zo.")
    before = week_name(foreseen.weeks_on[sure[0]] + WEEK)
    text = f"Met {percent(norm.certainty)} kans wordt de norm gehaald vóór {before}, en blijft dat zo."
    return Met(first, chance, text)


def chances(course: Course, norm: Norm) -> Floats:
    """(T,) share of trials in which the norm is met in that week and all after it; NaN in the last weeks."""
    is_met = norm_is_met(course, norm)
    stays = np.flip(np.logical_and.accumulate(np.flip(is_met, axis=1), axis=1), axis=1)
    chance = stays.mean(axis=0)
    chance[max(len(chance) - STAYS_WEEKS + 1, 0) :] = np.nan
    return chance


def norm_is_met(course: Course, norm: Norm) -> Flags:
    """(N, T) whether the norm is met in each week; without decisions the age of what is open has to say it."""
    figures = {
        "p90": course.p90_days <= norm.days,
        "median": course.median_days <= norm.days,
        "share": course.share_within_norm >= norm.share,
    }
    nothing_old = np.nan_to_num(course.age_p90_days) <= norm.days
    return np.where(np.isnan(course.median_days), nothing_old, figures[norm.rule])


def needed_fte(known: Known, scenario: Scenario, by: date, norm: Norm, most: float = 100.0) -> Needed:
    """The least extra FTE in the regular teams, to a tenth, with which the norm is met from the week of `by` on.

    Bisection: with the same draws, more capacity never lowers the chance. Raises VoortgangError when `by` lies outside
    the forecast, or when no capacity was delivered.
    """
    weeks_on = known.weeks_on
    at = int((np.datetime64(by) - weeks_on[0]) // WEEK)
    if not 0 <= at <= len(weeks_on) - STAYS_WEEKS:
        raise VoortgangError(
            f"{by} ligt buiten de prognose: kies een dag vanaf {weeks_on[0]} en vóór {weeks_on[1 - STAYS_WEEKS]}."
        )

    def chance(tenths: int) -> float:
        more = replace(scenario, extra_fte=scenario.extra_fte + tenths * STEP_FTE)
        return float(chances(course_of(known, more), norm)[at])

    low, high = 0, round(most / STEP_FTE)
    if chance(low) >= norm.certainty:
        return Needed(0.0, chance(low), f"Zonder extra fte is de kans al {chance_text(chance(low))}.")
    if chance(high) < norm.certainty:
        text = f"Ook met {_fte_text(most)} extra fte is de kans maar {chance_text(chance(high))}."
        return Needed(None, chance(high), text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(middle) >= norm.certainty else (middle, high)
    fte = high * STEP_FTE
    text = f"Met {_fte_text(fte)} extra fte is de kans {chance_text(chance(high))} dat de norm vanaf "
    return Needed(fte, chance(high), text + f"{week_name(weeks_on[at])} wordt gehaald en gehaald blijft.")


def chance_text(chance: float) -> str:
    """A chance in Dutch: whole percents, never more than "meer dan 95%" nor less than "minder dan 5%"."""
    if chance > MOST_CHANCE:
        return f"meer dan {percent(MOST_CHANCE)}"
    return f"minder dan {percent(LEAST_CHANCE)}" if chance < LEAST_CHANCE else percent(chance)


def percent(share: float) -> str:
    """A share as a whole percentage, rounded half up."""
    return f"{int(round(100 * share, 9) + 0.5)}%"


def week_name(monday: np.datetime64) -> str:
    """The ISO week: week 12 van 2026."""
    year, week, _ = monday.astype("datetime64[D]").astype(object).isocalendar()
    return f"week {week} van {year}"


def _fte_text(fte: float) -> str:
    return f"{fte:.1f}".removesuffix(".0").replace(".", ",")


def _never(foreseen: Forecast, chance: Floats, norm: Norm) -> str:
    """Not within the forecast; and perhaps never, when the stock still grows at its end."""
    weeks, best = len(foreseen.weeks_on), float(np.nanmax(chance, initial=0.0))
    told = f"Binnen {weeks} weken wordt de norm niet met {percent(norm.certainty)} kans gehaald: de kans is "
    stock = foreseen.bands["stock"][MEDIAN]
    grows = stock[-1] > stock[-min(GROWTH_WEEKS, weeks)]
    more = " De werkvoorraad groeit dan nog: zonder verandering wordt de norm misschien nooit gehaald." if grows else ""
    return f"{told}{chance_text(best)}.{more}"
