"""From queue to person: on which day, and by which desk, each request is picked up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voortgang.simulate.days import NEVER, Calendar
from voortgang.simulate.intake import Intake
from voortgang.simulate.questions import Readiness
from voortgang.simulate.queue import FAST_TRACK, NO_DESK, NOT_TAKEN_UP, REGULAR, Line, picked_up, serve
from voortgang.simulate.staffing import Staff
from voortgang.simulate.world import World


@dataclass(frozen=True)
class Office:
    """The work as it comes in, the same whichever measures are taken; (n,) each unless said otherwise."""

    received: NDArray[np.int16]
    ready: NDArray[np.int16]
    desk: NDArray[np.uint8]
    """where each request belongs without a fast track; NO_DESK for duplicates and withdrawn requests"""
    is_eligible: NDArray[np.bool_]
    """falls under the fast-track rule once that exists"""
    queue: NDArray[np.int32]
    """(m,) positions of what must be handled, by day of receipt and then by readiness"""
    opens: int
    """the first day of work: what came in before is the opening stock"""
    days: int
    effort_and_reserved: dict[int, tuple[float, float]]
    """of each line: effort of one request, and the share of capacity kept free for it"""


@dataclass(frozen=True)
class Handling:
    """Pick-up of each request, (n,) each."""

    picked: NDArray[np.int16]
    """NEVER while it waits"""
    desk: NDArray[np.uint8]
    """REGULAR, TASK_FORCE, FAST_TRACK, NOT_TAKEN_UP, or NO_DESK while it waits"""


def open_office(intake: Intake, readiness: Readiness, calendar: Calendar, world: World) -> Office:
    """Sort the work once; every scenario uses the same order."""
    desk = np.where(readiness.not_taken_up, NOT_TAKEN_UP, REGULAR).astype(np.uint8)
    desk[intake.is_duplicate | (intake.withdrawn != NEVER)] = NO_DESK
    low_income = [code for code, (name, _) in enumerate(world.income_shares) if name in world.fast_track_income]
    queue = np.flatnonzero(desk != NO_DESK).astype(np.int32)
    receipt_then_ready = intake.received[queue].astype(np.int32) * (NEVER + 1) + readiness.ready[queue]
    return Office(
        intake.received,
        readiness.ready,
        desk,
        (desk == REGULAR) & np.isin(intake.income, low_income),
        queue[np.argsort(receipt_then_ready, kind="stable")],
        calendar.since,
        calendar.until + 1,
        {
            REGULAR: (1.0, 0.0),
            NOT_TAKEN_UP: (world.not_taken_up_effort, world.not_taken_up_capacity),
            FAST_TRACK: (world.fast_track_effort, world.fast_track_capacity),
        },
    )


def handle(office: Office, staff: Staff, fast_track_since: int | None) -> Handling:
    """Work through all days; from day `fast_track_since` on, eligible requests have a line of their own."""
    size = len(office.received)
    handling = Handling(np.full(size, NEVER, dtype=np.int16), np.full(size, NO_DESK, dtype=np.uint8))
    change = office.days if fast_track_since is None else min(max(fast_track_since, office.opens), office.days)
    _work(office, handling, office.desk, staff, range(office.opens, change))
    _work(office, handling, np.where(office.is_eligible, FAST_TRACK, office.desk), staff, range(change, office.days))
    return handling


def _work(office: Office, handling: Handling, desk: NDArray[np.uint8], staff: Staff, days: range) -> None:
    """Handle some days, and write the pick-ups into `handling`."""
    if not days:
        return
    waiting = office.queue[handling.picked[office.queue] == NEVER]
    members = {line: waiting[desk[waiting] == line] for line in (REGULAR, NOT_TAKEN_UP, FAST_TRACK)}
    lines = {line: _line(office, line, rows, days) for line, rows in members.items()}
    serve(lines[REGULAR], [lines[NOT_TAKEN_UP], lines[FAST_TRACK]], staff, days)
    for line, rows in members.items():
        per_receipt_day = np.bincount(office.received[rows], minlength=office.days)
        handling.picked[rows], handling.desk[rows] = picked_up(lines[line], per_receipt_day)


def _line(office: Office, desk: int, rows: NDArray[np.int32], days: range) -> Line:
    """The line of one desk, with the days on which its requests become ready."""
    ready = np.maximum(office.ready[rows], days.start) - days.start
    coming = ready < len(days)
    cell = ready[coming].astype(np.int32) * office.days + office.received[rows[coming]]
    arrivals = np.bincount(cell, minlength=len(days) * office.days).reshape(len(days), office.days)
    return Line(desk, arrivals, *office.effort_and_reserved[desk])
