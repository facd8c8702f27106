"""From pick-up to the letter: dates, outcome and team of each request, and what happened afterwards."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import NEVER, Calendar
from voortgang.simulate.draws import pick_codes, pick_days, pick_flags, stream
from voortgang.simulate.handling import Handling
from voortgang.simulate.intake import Intake
from voortgang.simulate.queue import FAST_TRACK, NO_DESK, NOT_TAKEN_UP, TASK_FORCE
from voortgang.simulate.world import World, names

OUTCOMES = ("toegekend", "afgewezen", "geen_betaalcapaciteit", "buiten_behandeling", "ingetrokken")


@dataclass
class Decisions:
    """How each request ended, (n,) days; a day after `until` has not come yet."""

    decided: NDArray[np.int16]
    dated: NDArray[np.int16]
    sent: NDArray[np.int16]
    stopped: NDArray[np.int16]
    """the day sent, or the day withdrawn"""
    reopened: NDArray[np.int16]
    desk: NDArray[np.uint8]
    """which desk picked it up; NO_DESK while nobody has"""


def decide(handling: Handling, intake: Intake, calendar: Calendar, world: World, seed: int) -> Decisions:
    """Assess, decide, date and send; the same random numbers whichever measures are taken."""
    rng = stream(seed, "decisions")
    assessed = pick_days(rng, world.assessed_in, intake.size)
    quick = pick_days(rng, world.fast_track_assessed_in, intake.size)
    is_quick = (handling.desk == FAST_TRACK) | (handling.desk == NOT_TAKEN_UP)
    working = calendar.next_working
    decided = working[handling.picked + np.where(is_quick, quick, assessed)]
    dated = working[decided + pick_days(rng, world.dated_after, intake.size)]
    sent = working[dated + pick_days(rng, world.sent_after, intake.size)]
    decisions = Decisions(
        decided, dated, sent, np.minimum(sent, intake.withdrawn), np.full_like(sent, NEVER), handling.desk
    )
    _reopen(decisions, calendar, world, rng)
    return decisions


def _reopen(decisions: Decisions, calendar: Calendar, world: World, rng: np.random.Generator) -> None:
    """Reopen a few; one reopened longer ago has been settled as it was, and left no trace in the extract."""
    rows = np.flatnonzero(pick_flags(rng, world.reopened_share, len(decisions.stopped)))
    reopened = decisions.stopped[rows] + pick_days(rng, world.reopened_after, len(rows))
    recent = (reopened <= calendar.until) & (reopened > calendar.until - world.reopened_handled_days)
    decisions.reopened[rows[recent]] = reopened[recent]


def is_closed(decisions: Decisions, calendar: Calendar) -> NDArray[np.bool_]:
    """Stopped by the day of delivery, and not reopened since, (n,)."""
    return (decisions.stopped <= calendar.until) & (decisions.reopened > calendar.until)


def outcomes(decisions: Decisions, intake: Intake, world: World, seed: int) -> NDArray[np.uint8]:
    """Positions in OUTCOMES, (n,), as they would be once decided."""
    rng = stream(seed, "outcomes")
    outcome = np.empty(intake.size, dtype=np.uint8)
    shares_by_income = dict(world.outcome_shares)
    for code, (income, _) in enumerate(world.income_shares):
        rows = np.flatnonzero(intake.income == code)
        positions = np.array([OUTCOMES.index(name) for name in names(shares_by_income[income])], dtype=np.uint8)
        outcome[rows] = positions[pick_codes(rng, shares_by_income[income], len(rows))]
    outcome[decisions.desk == FAST_TRACK] = OUTCOMES.index("geen_betaalcapaciteit")
    outcome[decisions.desk == NOT_TAKEN_UP] = OUTCOMES.index("buiten_behandeling")
    outcome[intake.withdrawn != NEVER] = OUTCOMES.index("ingetrokken")
    _follow_original(outcome, intake)
    return outcome


def teams(decisions: Decisions, intake: Intake, world: World, seed: int) -> NDArray[np.uint8]:
    """Positions in the teams of the world and then the task force, (n,); NO_DESK while nobody has picked it up."""
    team = pick_codes(stream(seed, "teams"), world.team_shares, len(decisions.desk))
    team[decisions.desk == TASK_FORCE] = len(world.team_shares)
    team[decisions.desk == NO_DESK] = NO_DESK
    _follow_original(team, intake)
    return team


def _follow_original(values: NDArray[Any], intake: Intake) -> None:
    """Give duplicates what their originals have."""
    rows = np.flatnonzero(intake.is_duplicate)
    values[rows] = values[intake.original[rows]]


def end_duplicates(intake: Intake, decisions: Decisions, calendar: Calendar) -> None:
    """One letter answers both: a duplicate ends with its original, but not before it came in itself."""
    rows = np.flatnonzero(intake.is_duplicate)
    originals = intake.original[rows]
    earliest = calendar.next_working[intake.received[rows]]
    for days in (decisions.decided, decisions.dated, decisions.sent, decisions.stopped, intake.withdrawn):
        days[rows] = np.maximum(days[originals], earliest)
    _follow_original(decisions.desk, intake)
