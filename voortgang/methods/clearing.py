"""The clearing guard: did the mean duration change because other cases were closed, or because work went faster?

Who clears old stock closes old cases, so the mean duration rises while things improve. The change between two periods
is split exactly, by strata of the age that a request had at the start of the period (for example in weeks; one stratum
for what was received later). With w the share of a stratum in the closed requests and m its mean duration:

    mix = Σ ½(w1 − w0)(m0 + m1)      rate = Σ ½(w1 + w0)(m1 − m0)      mix + rate = M1 − M0

(Kitagawa 1955). Everything is in exact fractions of days.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from voortgang.errors import VoortgangError

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Closed:
    """The requests of one stratum that were closed in a period: how many, and their durations in days together."""

    requests: int
    days: int


@dataclass(frozen=True)
class Part:
    """What one stratum adds to the change, in days."""

    mix: Fraction
    rate: Fraction


@dataclass(frozen=True)
class Split:
    """The change in mean duration between two periods, in days: `mix` + `rate` = `change`, exactly."""

    before_mean: Fraction
    after_mean: Fraction
    parts: dict[Hashable, Part]

    @property
    def change(self) -> Fraction:
        """How much the mean duration rose (negative: fell)."""
        return self.after_mean - self.before_mean

    @property
    def mix(self) -> Fraction:
        """The part because requests of other ages were closed."""
        return sum((part.mix for part in self.parts.values()), Fraction())

    @property
    def rate(self) -> Fraction:
        """The part because requests of the same age took longer (negative: less long)."""
        return sum((part.rate for part in self.parts.values()), Fraction())


def split_change(before: Mapping[Hashable, Closed], after: Mapping[Hashable, Closed]) -> Split:
    """Split the change in mean duration; keys are strata, the same in both periods.

    A stratum that one period lacks has no mean there: the mean of the other period stands in, so that all it adds is
    mix. Per stratum, mix is measured from the average of both means; that changes no total (Σ w1 − w0 = 0), and makes
    a larger share of young requests pull down instead of up. Raises VoortgangError for a period without closed
    requests and for impossible counts.
    """
    m0, m1 = _mean(before, "eerste"), _mean(after, "tweede")
    n0, n1 = _requests(before), _requests(after)
    parts = {}
    for stratum in [*before, *(each for each in after if each not in before)]:
        old, new = before.get(stratum, Closed(0, 0)), after.get(stratum, Closed(0, 0))
        if old.requests or new.requests:
            shares = Fraction(old.requests, n0), Fraction(new.requests, n1)
            parts[stratum] = _part(shares, (old, new), HALF * (m0 + m1))
    return Split(m0, m1, parts)


def shown_days(mix: Fraction, rate: Fraction, digits: int = 0) -> tuple[Fraction, Fraction, Fraction]:
    """Change, mix and rate in whole days, or with so many decimals, that add up as shown.

    Each is rounded half up (away from zero). Where the parts then miss the total by one unit, the part that lies
    nearest to its other number takes that unit.
    """
    unit = Fraction(1, 10**digits)
    change, of_mix, of_rate = (_half_up(value / unit) for value in (mix + rate, mix, rate))
    missing = change - of_mix - of_rate
    if missing * (mix / unit - of_mix) > missing * (rate / unit - of_rate):
        of_mix += missing
    else:
        of_rate += missing
    return change * unit, of_mix * unit, of_rate * unit


def conclusion(mix: Fraction, rate: Fraction) -> str:
    """The two parts of a change as one Dutch sentence, in whole days: what the change adds up to."""
    change, of_mix, of_rate = (int(days) for days in shown_days(mix, rate))
    if change:
        total = f"{'steeg' if change > 0 else 'daalde'} met {_days(change)}"
    else:
        total = "bleef vrijwel gelijk" if mix + rate else "bleef gelijk"
    reasons = {
        f"doordat {'meer' if of_mix > 0 else 'minder'} oude verzoeken zijn afgerond": of_mix,
        f"doordat verzoeken van gelijke leeftijd {'langer' if of_rate > 0 else 'korter'} duurden": of_rate,
    }
    told = [f"{_signed(days)} {reason}" for reason, days in reasons.items() if days]
    if len(told) == 1:
        told = [f"vrijwel geheel {reason}" for reason, days in reasons.items() if days]
    return f"De gemiddelde doorlooptijd {total}{': ' if told else ''}{', '.join(told)}."


def _part(shares: tuple[Fraction, Fraction], closed: tuple[Closed, Closed], center: Fraction) -> Part:
    (w0, w1), (old, new) = shares, closed
    means = [Fraction(each.days, each.requests) for each in (old, new) if each.requests]
    m0, m1 = means[0], means[-1]  # one and the same when a period lacks the stratum
    return Part((w1 - w0) * (HALF * (m0 + m1) - center), HALF * (w1 + w0) * (m1 - m0))


def _requests(period: Mapping[Hashable, Closed]) -> int:
    return sum(each.requests for each in period.values())


def _mean(period: Mapping[Hashable, Closed], name: str) -> Fraction:
    if any(each.requests < 0 or each.days < 0 or (each.days and not each.requests) for each in period.values()):
        raise VoortgangError(f"De {name} periode heeft een negatief aantal, of dagen zonder verzoeken. Verbeter dat.")
    if not _requests(period):
        raise VoortgangError(f"In de {name} periode is niets afgerond. Kies een periode met afgeronde verzoeken.")
    return Fraction(sum(each.days for each in period.values()), _requests(period))


def _half_up(value: Fraction) -> int:
    rounded = int(abs(value) + HALF)
    return -rounded if value < 0 else rounded


def _days(count: int) -> str:
    return "1 dag" if abs(count) == 1 else f"{abs(count)} dagen"


def _signed(count: int) -> str:
    return f"{'+' if count > 0 else '−'}{_days(count)}"
