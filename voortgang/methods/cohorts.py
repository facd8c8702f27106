"""A cohort of requests told honestly: what is certain, what can still happen, and never the closed ones alone.

On the reference date every request received in a period is in one of four states: A decided in time, B decided late,
C open and still in time, D open and late. A/N is secured and (A + C)/N the most that can still be achieved. The two
meet when nothing is open in time any more (C = 0). A/(A + B), over decided requests only, leaves out every open request
and so flatters a cohort whose slow requests are still open: show it beside the interval only, under its own name.
"""

from dataclasses import dataclass
from fractions import Fraction

from voortgang.errors import VoortgangError


@dataclass(frozen=True)
class Cohort:
    """Counts of requests in the four states; raises VoortgangError when they are not counts that add up to N."""

    received: int
    decided_in_time: int
    decided_late: int
    open_in_time: int
    open_late: int

    def __post_init__(self) -> None:
        states = (self.decided_in_time, self.decided_late, self.open_in_time, self.open_late)
        if min(states) < 0 or sum(states) != self.received:
            told = " + ".join(str(state) for state in states)
            raise VoortgangError(
                f"De vier standen van het cohort ({told}) tellen niet op tot {self.received} ontvangen verzoeken."
            )

    @property
    def secured(self) -> Fraction | None:
        """A/N: decided in time, whatever happens next; None for an empty cohort."""
        return _share(self.decided_in_time, self.received)

    @property
    def achievable(self) -> Fraction | None:
        """(A + C)/N: if every request that is still in time is decided in time; None for an empty cohort."""
        return _share(self.decided_in_time + self.open_in_time, self.received)

    @property
    def of_decided(self) -> Fraction | None:
        """A/(A + B), over decided requests only; None when none is decided."""
        return _share(self.decided_in_time, self.decided_in_time + self.decided_late)

    @property
    def is_settled(self) -> bool:
        """True when secured and achievable are the same: no open request is still in time."""
        return self.open_in_time == 0


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
