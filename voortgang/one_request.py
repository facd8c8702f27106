"""One request as known at the end of the reference date: its dates, its letters and both due dates.

What came later is not known yet: a letter that was sent later, an answer that came later, a later decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.methods.disclosure import Row
from voortgang.methods.legal_clock import Calendar, Deadlines, Extension, Suspension, deadlines
from voortgang.methods.legal_days import DAY


@dataclass(frozen=True)
class KnownRequest:
    """One request on the reference date; a date that was not known then is None."""

    request_id: str
    as_of: date
    received_on: date
    registered_on: date | None
    decided_on: date | None
    dated_on: date | None
    stopped_on: date | None
    outcome: str | None
    suspensions: tuple[Suspension, ...]
    """letters that the clock looks at"""
    without_ground: tuple[Suspension, ...]
    """letters that suspend nothing, since they name no ground"""
    extensions: tuple[Extension, ...]
    deadlines: Deadlines
    paused: tuple[tuple[date, date], ...]
    """first and last day of each time during which the clock stood still"""
    latest_legal_due_on: date | None
    """where the legal date ends up when nobody answers; equals the legal date unless a suspension is still open"""
    stored_legal_due_on: date | None
    """as of the delivery"""
    later_letters: int
    """letters of after the reference date"""

    @property
    def until_on(self) -> date:
        """The last day of the request that is known."""
        return self.stopped_on or self.as_of


def known_on(
    as_of: date, facts: Row, asked: Sequence[Row], extended: Sequence[Row], *, counting: str, calendar: Calendar
) -> KnownRequest:
    """What was known of the request with these facts and letters at the end of `as_of`.

    Raises VoortgangError when it had not been received by then.
    """
    received_on = facts["received_on"].date()
    if received_on > as_of:
        raise VoortgangError(
            f"Dit verzoek is ontvangen op {dutch.date_long(received_on)}, na de peildatum {dutch.date_long(as_of)}. "
            "Kies een latere peildatum."
        )
    asked_by_then, extended_by_then = _sent_by(as_of, asked), _sent_by(as_of, extended)
    letters = [(_suspension(row, as_of), bool(row["is_usable"])) for row in asked_by_then]
    usable = tuple(letter for letter, is_usable in letters if is_usable or letter.fault())
    extensions = tuple(Extension(_day(row["sent_on"]), _day(row["extended_until"])) for row in extended_by_then)
    found = deadlines(received_on, usable, extensions, calendar=calendar, reference_on=as_of, counting=counting)
    unanswered = deadlines(received_on, usable, extensions, calendar=calendar, counting=counting)
    stopped_on = _by_then(facts["stopped_on"], as_of)
    return KnownRequest(
        request_id=str(facts["request_id"]),
        as_of=as_of,
        received_on=received_on,
        registered_on=_by_then(facts["registered_on"], as_of),
        decided_on=_by_then(facts["decided_on"], as_of),
        dated_on=_by_then(facts["dated_on"], as_of),
        stopped_on=stopped_on,
        outcome=str(facts["outcome"]) if stopped_on and facts.has("outcome") else None,
        suspensions=usable,
        without_ground=tuple(letter for letter, is_usable in letters if not (is_usable or letter.fault())),
        extensions=extensions,
        deadlines=found,
        paused=_paused(received_on, usable, found, counting, as_of),
        latest_legal_due_on=unanswered.legal_due_on,
        stored_legal_due_on=_day(facts["legal_due_on"]),
        later_letters=len(asked) + len(extended) - len(asked_by_then) - len(extended_by_then),
    )


def _sent_by(as_of: date, letters: Sequence[Row]) -> list[Row]:
    """The letters without those of after the reference date; one without a date may have been sent at any time."""
    return [row for row in letters if (_day(row["sent_on"]) or as_of) <= as_of]


def _suspension(row: Row, as_of: date) -> Suspension:
    letter = Suspension(_day(row["sent_on"]), _day(row["term_until"]), _day(row["supplemented_on"]))
    return replace(letter, supplemented_on=letter.supplemented_by(as_of))


def _paused(
    received_on: date, letters: Sequence[Suspension], found: Deadlines, counting: str, as_of: date
) -> tuple[tuple[date, date], ...]:
    """The days that count as suspended are the first ones after receipt: after the term nothing is suspended."""
    days = frozenset[date]().union(*(letter.days(counting, as_of) for letter in letters))
    counted = sorted(day for day in days if day > received_on)[: found.suspended_days]
    gaps = [(last, first) for last, first in pairwise(counted) if first - last > DAY]
    firsts, lasts = [*counted[:1], *(first for _, first in gaps)], [*(last for last, _ in gaps), *counted[-1:]]
    return tuple(zip(firsts, lasts, strict=True))


def _day(value: object) -> date | None:
    """A day out of a table of results, where an empty cell is not None."""
    return None if dutch.is_missing(value) else value.date()  # type: ignore[attr-defined]


def _by_then(value: object, as_of: date) -> date | None:
    day = _day(value)
    return day if day is not None and day <= as_of else None
