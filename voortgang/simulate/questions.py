"""Requests for information: who is asked, until when, and when the answer comes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import NEVER, Calendar
from voortgang.simulate.draws import pick_days, pick_flags, stream
from voortgang.simulate.intake import Intake
from voortgang.simulate.world import World


@dataclass(frozen=True)
class Questions:
    """Letters that ask for information, (q,) each, in order of request and sending."""

    request: NDArray[np.int32]
    """position in the intake"""
    sent: NDArray[np.int16]
    term_until: NDArray[np.int16]
    """last day of the term given"""
    answered: NDArray[np.int16]
    """NEVER when no answer came"""


@dataclass(frozen=True)
class Readiness:
    """When each request can be handled, (n,) each."""

    ready: NDArray[np.int16]
    """from this day on nothing is missing any more, or the last term has passed unused"""
    not_taken_up: NDArray[np.bool_]
    """an answer never came, and the request will not be taken up (buiten behandeling)"""


def ask(intake: Intake, calendar: Calendar, world: World, seed: int) -> tuple[Questions, Readiness]:
    """Ask for what is missing, some a second time."""
    rng = stream(seed, "questions")
    first = _first(intake, calendar, world, rng)
    second = _second(first, calendar, world, rng)
    ready = intake.registered.copy()
    not_taken_up = np.zeros(intake.size, dtype=bool)
    for letters in (first, second):
        answered = letters.answered != NEVER
        resumed = np.where(answered, letters.answered, letters.term_until + 1)
        ready[letters.request] = np.maximum(ready[letters.request], resumed)
        not_taken_up[letters.request] |= ~answered & pick_flags(rng, world.not_taken_up_share, len(answered))
    return _before_withdrawal(_merged(first, second), intake), Readiness(ready, not_taken_up)


def _first(intake: Intake, calendar: Calendar, world: World, rng: np.random.Generator) -> Questions:
    asked = np.where(
        intake.complete,
        pick_flags(rng, world.asked_when_complete, intake.size),
        pick_flags(rng, world.asked_when_incomplete, intake.size),
    )
    request = np.flatnonzero(asked & ~intake.is_duplicate).astype(np.int32)
    sent = intake.registered[request] + pick_days(rng, world.asked_after, len(request))
    return _letters(request, sent, calendar, world, rng)


def _second(first: Questions, calendar: Calendar, world: World, rng: np.random.Generator) -> Questions:
    """Sent after the answer to the first, or, for some, while the first still runs."""
    again = (first.answered != NEVER) & pick_flags(rng, world.asked_twice_share, len(first.request))
    overlapping = pick_flags(rng, world.asked_twice_overlapping, len(first.request))
    after = np.where(overlapping, first.sent + 1, first.answered)[again]
    sent = after + pick_days(rng, world.asked_again_after, len(after))
    return _letters(first.request[again], sent, calendar, world, rng)


def _letters(
    request: NDArray[np.int32],
    sent: NDArray[np.int16],
    calendar: Calendar,
    world: World,
    rng: np.random.Generator,
) -> Questions:
    """Give each letter a term and an answer: in time, late or never."""
    sent = calendar.next_working[sent]
    term = pick_days(rng, world.term_days, len(sent))
    in_time = sent + 2 + (rng.random(len(sent), dtype=np.float32) * (term - 1)).astype(np.int16)
    late = sent + term + pick_days(rng, world.late_days, len(sent))
    kind = rng.random(len(sent), dtype=np.float32)
    never = kind >= world.answered_in_time_share + world.answered_late_share
    answered = np.where(kind < world.answered_in_time_share, in_time, np.where(never, NEVER, late))
    return Questions(request, sent, sent + term, answered.astype(np.int16))


def _merged(first: Questions, second: Questions) -> Questions:
    request = np.concatenate([first.request, second.request])
    order = np.argsort(request, kind="stable")
    return Questions(
        request[order],
        np.concatenate([first.sent, second.sent])[order],
        np.concatenate([first.term_until, second.term_until])[order],
        np.concatenate([first.answered, second.answered])[order],
    )


def _before_withdrawal(questions: Questions, intake: Intake) -> Questions:
    """A withdrawn request is asked nothing more, and answers nothing more."""
    withdrawn = intake.withdrawn[questions.request]
    kept = questions.sent < withdrawn
    answered = np.where(questions.answered < withdrawn, questions.answered, NEVER).astype(np.int16)
    return Questions(questions.request[kept], questions.sent[kept], questions.term_until[kept], answered[kept])
