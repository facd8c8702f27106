"""The verdict on an effect: is it there, is it too small to matter, or can this not be told?

One rule for every estimate with a 95% interval, fixed before any estimate was seen:

- effect: the interval leaves out zero, is not wholly within the smallest relevant effect, and false start dates do not
  show the like;
- no relevant effect: the whole interval is smaller than the smallest relevant effect (Schuirmann 1987, at 2,5% a side);
- cannot tell: everything else, with the smallest effect that would have been seen.

Only the first allows causal words. The words themselves are in `voortgang.impact_words`.
"""

import math
from dataclasses import dataclass
from typing import Literal

from voortgang.errors import VoortgangError

Code = Literal["effect", "no_relevant_effect", "cannot_tell", "too_few"]

Z_INTERVAL, Z_POWER = 1.959964, 0.841621  # of the normal distribution: 97,5% and 80%
PLACEBO_SHARE = 0.1  # of false starts that may look as strong as the real one
PLACEBO_ENOUGH = 10  # false starts: fewer say nothing


@dataclass(frozen=True)
class Estimate:
    """A value with its 95% interval, all in one unit."""

    value: float
    low: float
    high: float

    @property
    def has_zero(self) -> bool:
        """True when the interval holds zero, its ends included."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class Placebo:
    """How many false starts were tried in the time before the measure, and how many looked at least as strong."""

    tried: int
    as_strong: int

    @property
    def is_against(self) -> bool:
        """True when false starts show the like too often for the real start to be special."""
        return self.tried >= PLACEBO_ENOUGH and self.as_strong > PLACEBO_SHARE * self.tried


@dataclass(frozen=True)
class Verdict:
    """What may be said; `smallest_visible` is the effect that is seen with 80% chance, None for too few points."""

    code: Code
    estimate: Estimate | None
    smallest_relevant: float
    smallest_visible: float | None
    placebo: Placebo | None = None


def verdict(estimate: Estimate | None, smallest_relevant: float = 0, placebo: Placebo | None = None) -> Verdict:
    """The verdict on an effect with its 95% interval; None is what too few points give.

    `smallest_relevant` is in the unit of the estimate, 0 or more; with 0 no effect is ever too small to matter. Raises
    VoortgangError for a smallest relevant effect below zero, and for an interval that does not hold its estimate.
    """
    if not (math.isfinite(smallest_relevant) and smallest_relevant >= 0):
        raise VoortgangError("Het kleinste relevante effect is geen getal van 0 of hoger. Geef bijvoorbeeld 10.")
    if estimate is None:
        return Verdict("too_few", None, smallest_relevant, None, placebo)
    if not (math.isfinite(estimate.high - estimate.low) and estimate.low <= estimate.value <= estimate.high):
        raise VoortgangError("Het interval omvat de schatting niet. Geef schatting, ondergrens en bovengrens.")
    return Verdict(_code(estimate, smallest_relevant, placebo), estimate, smallest_relevant, visible(estimate), placebo)


def visible(estimate: Estimate) -> float:
    """The smallest true effect that would leave zero out with 80% chance: (1,96 + 0,84) standard errors.

    Bloom (1995), "Minimum detectable effects"; the standard error is read from the width of the interval.
    """
    return (Z_INTERVAL + Z_POWER) * (estimate.high - estimate.low) / (2 * Z_INTERVAL)


def _code(estimate: Estimate, smallest_relevant: float, placebo: Placebo | None) -> Code:
    if -smallest_relevant < estimate.low and estimate.high < smallest_relevant:
        return "no_relevant_effect"
    is_refuted = placebo is not None and placebo.is_against
    return "cannot_tell" if estimate.has_zero or is_refuted else "effect"
