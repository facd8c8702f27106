"""The fast track net of selection: what changed in the mean duration since the rule, within groups that are alike.

Who is fast-tracked has a low income, so comparing fast-tracked with regular compares other people. Here each stratum
(income class and completeness) is compared with itself, before and after the rule began. The change in the mean
duration of all decisions is split exactly. With w the share of a stratum in the decisions, m its mean duration, f the
share of it that was fast-tracked afterwards, and q and r the mean durations of those and of the others:

    mix        Σ ½(w1 − w0)(m0 + m1)                     other strata were decided
    direct     Σ ½(w1 + w0) · f (q − m0)                 strata that fall under the rule: who was fast-tracked
    others     Σ ½(w1 + w0) · (1 − f)(r − m0)            the same strata: who was not
    displaced  Σ ½(w1 + w0) (m1 − m0)                    strata that do not fall under the rule

Mix and the rest are those of Kitagawa (1955), see `clearing`. `displaced` holds what the rule took from the others, and
everything else that changed meanwhile: it is no proof of a cause. Durations are in days. Limits come from resampling
blocks of weeks (Künsch 1989), because weeks that follow each other resemble each other.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from voortgang.methods.clearing import HALF, Closed, split_change

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_WEEKS = 12
"""with decisions, before and after: fewer tell too little"""
FEWEST_FAST = 30
"""fast-tracked decisions"""
BLOCK_WEEKS = 4
TRIALS = 2000
PARTS = ("before", "mix", "direct", "others", "displaced", "after")


@dataclass(frozen=True)
class Decided:
    """Decisions of one week, stratum and line: how many, and their durations in days together."""

    week_on: date
    is_after: bool
    stratum: Hashable
    is_eligible: bool
    """does the stratum fall under the rule"""
    is_fast: bool
    requests: int
    days: int


@dataclass(frozen=True)
class Change:
    """Mean before and after the rule began, and the parts between them, in days: exact, and they add up."""

    before: Fraction
    mix: Fraction
    direct: Fraction
    others: Fraction
    displaced: Fraction
    after: Fraction


@dataclass(frozen=True)
class Limits:
    """The 95% interval of one number, in days."""

    low: float
    high: float


def is_enough(decisions: Sequence[Decided]) -> bool:
    """True with twelve weeks before and after the rule, and enough fast-tracked decisions, all of them after."""
    weeks = {is_after: {each.week_on for each in decisions if each.is_after is is_after} for is_after in (False, True)}
    fast = sum(each.requests for each in decisions if each.is_fast)
    is_clean = all(each.is_after for each in decisions if each.is_fast)
    return is_clean and fast >= FEWEST_FAST and all(len(found) >= FEWEST_WEEKS for found in weeks.values())


def split(decisions: Iterable[Decided]) -> Change:
    """The change in mean duration from before to after, in its parts; raises VoortgangError for a phase without any.

    A stratum that one phase lacks has nothing to be compared with: all that it adds is mix.
    """
    found = list(decisions)
    phases = {is_after: _by_stratum(each for each in found if each.is_after is is_after) for is_after in (False, True)}
    fast = _by_stratum(each for each in found if each.is_after and each.is_fast)
    eligible = {each.stratum for each in found if each.is_eligible}
    old, new = phases[False], phases[True]
    change = split_change(old, new)
    rates = {stratum: part.rate for stratum, part in change.parts.items()}
    direct = {
        stratum: _direct(fast[stratum], old, new, stratum)
        for stratum in eligible & fast.keys() & old.keys() & new.keys()
    }
    of_direct = sum(direct.values(), Fraction())
    return Change(
        before=change.before_mean,
        mix=change.mix,
        direct=of_direct,
        others=sum((rates[stratum] for stratum in eligible), Fraction()) - of_direct,
        displaced=sum((rate for stratum, rate in rates.items() if stratum not in eligible), Fraction()),
        after=change.after_mean,
    )


def rounded_parts(numbers: Sequence[Fraction], digits: int = 0) -> list[Fraction]:
    """First, parts and last with so many decimals, such that the parts as shown add up to last minus first as shown.

    First and last are rounded half up; what the parts then miss goes to those that lost most by rounding down.
    """
    scaled = [number * 10**digits for number in numbers]
    first, last = (floor(number + HALF) for number in (scaled[0], scaled[-1]))
    parts = [floor(number) for number in scaled[1:-1]]
    by_loss = sorted(range(len(parts)), key=lambda at: parts[at] - scaled[at + 1])
    missing = last - first - sum(parts)
    for number, at in enumerate(by_loss):
        parts[at] += missing // len(parts) + (number < missing % len(parts))
    return [Fraction(number, 10**digits) for number in (first, *parts, last)]


def _by_stratum(decisions: Iterable[Decided]) -> dict[Hashable, Closed]:
    counts: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0])
    for each in decisions:
        counts[each.stratum][0] += each.requests
        counts[each.stratum][1] += each.days
    return {stratum: Closed(requests, days) for stratum, (requests, days) in counts.items() if requests}


def _direct(
    fast: Closed, old: Mapping[Hashable, Closed], new: Mapping[Hashable, Closed], stratum: Hashable
) -> Fraction:
    """½(w1 + w0) · f (q − m0), where f (q − m0) is (days − requests · m0) over all requests of the stratum."""
    share = sum((Fraction(each[stratum].requests, _total(each)) for each in (old, new)), Fraction())
    before = Fraction(old[stratum].days, old[stratum].requests)
    return HALF * share * (fast.days - fast.requests * before) / new[stratum].requests


def _total(phase: Mapping[Hashable, Closed]) -> int:
    return sum(each.requests for each in phase.values())


def limits(decisions: Sequence[Decided], seed: int = 0) -> dict[str, Limits]:
    """The 95% interval of each part by its name; weeks are drawn anew in blocks of four, in each phase apart.

    The interval says how far the numbers would differ if other weeks like these had been seen, and nothing else.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    strata = list(dict.fromkeys(each.stratum for each in decisions))
    eligible = {each.stratum for each in decisions if each.is_eligible}
    drawn = {
        is_after: _resampled([each for each in decisions if each.is_after is is_after], strata, chance)
        for is_after in (False, True)
    }
    parts = _parts(drawn[False], drawn[True], np.array([stratum in eligible for stratum in strata]))
    found = {name: np.percentile(values, [2.5, 97.5]) for name, values in parts.items()}
    return {name: Limits(float(low), float(high)) for name, (low, high) in found.items()}


def _resampled(
    decisions: Sequence[Decided], strata: list[Hashable], chance: "np.random.Generator"
) -> "NDArray[np.float64]":
    """Requests and days (last axis) per trial, stratum and line; the weeks of a phase go round."""
    import numpy as np

    weeks = sorted({each.week_on for each in decisions})
    table = np.zeros((len(weeks), len(strata), 2, 2))
    for each in decisions:
        at = weeks.index(each.week_on), strata.index(each.stratum), int(each.is_fast)
        table[at] += each.requests, each.days
    blocks = -(-len(weeks) // BLOCK_WEEKS)
    starts = chance.integers(len(weeks), size=(TRIALS, blocks, 1))
    picked = ((starts + np.arange(BLOCK_WEEKS)) % len(weeks)).reshape(TRIALS, -1)[:, : len(weeks)]
    times = np.zeros((TRIALS, len(weeks)))
    np.add.at(times, (np.arange(TRIALS)[:, None], picked), 1)
    return np.einsum("tw,wslc->tslc", times, table)


def _parts(
    old: "NDArray[np.float64]", new: "NDArray[np.float64]", eligible: "NDArray[np.bool_]"
) -> "dict[str, NDArray[np.float64]]":
    """As `split`, for all trials at once."""
    import numpy as np

    (n0, d0), (n1, d1) = (np.moveaxis(each.sum(axis=2), -1, 0) for each in (old, new))
    before, after = d0.sum(axis=1) / n0.sum(axis=1), d1.sum(axis=1) / n1.sum(axis=1)
    share = (n0 / n0.sum(axis=1, keepdims=True) + n1 / n1.sum(axis=1, keepdims=True)) / 2
    is_both = (n0 > 0) & (n1 > 0)
    m0, m1 = (np.divide(days, counts, out=np.zeros_like(days), where=is_both) for days, counts in ((d0, n0), (d1, n1)))
    rate = share * (m1 - m0)
    gain = new[:, :, 1, 1] - new[:, :, 1, 0] * m0
    direct = share * np.divide(gain, n1, out=np.zeros_like(gain), where=is_both & eligible)
    within, apart = (rate * mask for mask in (eligible, ~eligible))
    parts = direct.sum(axis=1), (within - direct).sum(axis=1), apart.sum(axis=1)
    return dict(zip(PARTS, (before, after - before - sum(parts), *parts, after), strict=True))
