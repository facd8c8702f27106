"""What the handling system records about terms: the due date of each request, and letters that extend it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import Calendar
from voortgang.simulate.decisions import Decisions
from voortgang.simulate.draws import pick_days, pick_flags, stream
from voortgang.simulate.intake import Intake
from voortgang.simulate.questions import Questions
from voortgang.simulate.world import World


@dataclass(frozen=True)
class Extensions:
    """Letters under Awb 4:14, third paragraph, (e,) each."""

    request: NDArray[np.int64]
    sent: NDArray[np.int16]
    extended_until: NDArray[np.int16]


def recorded_due(intake: Intake, questions: Questions, calendar: Calendar, world: World) -> NDArray[np.int16]:
    """Receipt + norm + suspended days as a simple system adds them up, (n,).

    Simple on purpose: overlapping suspensions count twice, the day of the answer counts, and a due date in a
    weekend stays there. Comparing it with the legal clock is part of what this product shows.
    """
    resumed = np.minimum(np.minimum(questions.answered, questions.term_until), calendar.until)
    suspended = np.maximum(resumed - questions.sent, 0)
    total = np.bincount(questions.request, suspended, intake.size).astype(np.int16)
    return intake.received + np.int16(world.norm_days) + total


def extend(
    intake: Intake, decisions: Decisions, due: NDArray[np.int16], calendar: Calendar, world: World, seed: int
) -> Extensions:
    """Letters for a part of the requests that are open when their term comes to an end; some are sent too late."""
    rng = stream(seed, "extensions")
    planned = np.flatnonzero(pick_flags(rng, world.extension_share, intake.size))
    late = pick_flags(rng, world.extension_late_share, len(planned))
    shift = np.where(
        late,
        pick_days(rng, world.extension_late_days, len(planned)),
        -pick_days(rng, world.extension_before_due, len(planned)),
    )
    sent = calendar.next_working[due[planned] + shift]
    extended_until = due[planned] + pick_days(rng, world.extension_adds, len(planned))
    still_open = (sent < decisions.stopped[planned]) & ~intake.is_duplicate[planned]
    return Extensions(planned[still_open], sent[still_open], extended_until[still_open])
