"""What arrives: one entry per received request, in order of receipt, hidden opening stock first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import NEVER, Calendar
from voortgang.simulate.draws import pick_codes, pick_days, pick_flags, stream
from voortgang.simulate.world import World


@dataclass
class Intake:
    """All requests, (n,) each; days are offsets in the calendar, codes are positions in the shares of the world."""

    hidden: int
    """the first so many were received before the extract begins"""
    received: NDArray[np.int16]
    registered: NDArray[np.int16]
    channel: NDArray[np.uint8]
    household: NDArray[np.uint8]
    income: NDArray[np.uint8]
    complete: NDArray[np.bool_]
    withdrawn: NDArray[np.int16]
    """NEVER when the request is not withdrawn"""
    original: NDArray[np.int32]
    """the earlier request of which this is a double registration, or -1"""

    @property
    def size(self) -> int:
        """All requests, hidden ones included."""
        return len(self.received)

    @property
    def is_duplicate(self) -> NDArray[np.bool_]:
        """Registered twice: takes no handling and is not counted."""
        return self.original >= 0


def receive(per_day: NDArray[np.int64], calendar: Calendar, world: World, seed: int) -> Intake:
    """Draw everything about the requests that does not depend on how they are handled."""
    received = np.repeat(np.arange(len(per_day), dtype=np.int16), per_day)
    size, hidden = len(received), int(per_day[: calendar.since].sum())
    rng = stream(seed, "intake")
    intake = Intake(
        hidden=hidden,
        received=received,
        registered=received + pick_days(rng, world.registered_after, size),
        channel=pick_codes(rng, world.channel_shares, size),
        household=pick_codes(rng, world.household_shares, size),
        income=pick_codes(rng, world.income_shares, size),
        complete=pick_flags(rng, world.complete_share, size),
        withdrawn=_withdrawals(received, world, seed),
        original=_originals(per_day, hidden, world, seed),
    )
    _copy_person(intake)
    return intake


def _withdrawals(received: NDArray[np.int16], world: World, seed: int) -> NDArray[np.int16]:
    """The citizen's own choice, so it depends on nothing else; handling leaves these requests alone."""
    rng = stream(seed, "withdrawals")
    withdrawn = np.full(len(received), NEVER, dtype=np.int16)
    rows = np.flatnonzero(pick_flags(rng, world.withdrawn_share, len(received)))
    withdrawn[rows] = received[rows] + pick_days(rng, world.withdrawn_after, len(rows))
    withdrawn[rows] += rng.integers(0, 7, len(rows), dtype=np.int16)
    return withdrawn


def _originals(per_day: NDArray[np.int64], hidden: int, world: World, seed: int) -> NDArray[np.int32]:
    """For a small share: a random request of some days earlier, in the extract and not a duplicate itself."""
    rng = stream(seed, "duplicates")
    end_of_day = np.cumsum(per_day)
    received = np.repeat(np.arange(len(per_day)), per_day)
    original = np.full(len(received), -1, dtype=np.int32)
    rows = np.flatnonzero(pick_flags(rng, world.duplicate_share, len(received)))
    earlier = received[rows] - pick_days(rng, world.duplicate_after, len(rows))
    first = np.where(earlier > 0, end_of_day[earlier - 1], 0)
    chosen = first + (rng.random(len(rows)) * per_day[earlier]).astype(np.int64)
    possible = (earlier >= 0) & (per_day[earlier] > 0) & (chosen >= hidden)
    possible &= ~np.isin(chosen, rows)
    original[rows[possible]] = chosen[possible]
    return original


def _copy_person(intake: Intake) -> None:
    """A duplicate is about the same household and income; withdrawing it makes no sense."""
    rows = np.flatnonzero(intake.is_duplicate)
    intake.household[rows] = intake.household[intake.original[rows]]
    intake.income[rows] = intake.income[intake.original[rows]]
    intake.withdrawn[rows] = NEVER
