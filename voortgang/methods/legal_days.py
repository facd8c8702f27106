"""What letters and the calendar mean for the legal clock, day by day (Awb 4:5, 4:14, 4:15; Algemene termijnenwet 1, 3).

Days are local dates (Europe/Amsterdam), never timestamps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True)
class Suspension:
    """A letter asking for missing information (Awb 4:5, 4:15-1a); `term_until` is the last day of the term it gives."""

    sent_on: date | None
    term_until: date | None
    supplemented_on: date | None = None

    def fault(self) -> str | None:
        """Why the clock ignores this letter, in Dutch; None when it counts."""
        if self.sent_on is None or self.term_until is None:
            return "de verzenddatum of de laatste dag van de gegeven termijn ontbreekt"
        if self.term_until < self.sent_on:
            return f"de gegeven termijn eindigt op {in_words(self.term_until)}, nog vóór de verzending"
        if self.supplemented_on is not None and self.supplemented_on < self.sent_on:
            return f"de aanvulling van {in_words(self.supplemented_on)} is ouder dan de brief"
        return None

    def supplemented_by(self, reference_on: date | None) -> date | None:
        """The day supplemented, as far as known at the end of the reference date."""
        if self.supplemented_on and reference_on and self.supplemented_on > reference_on:
            return None
        return self.supplemented_on

    def days(self, counting: str, reference_on: date | None) -> frozenset[date]:
        """Days without a running clock: from the day after sending up to the day supplemented (Awb 4:15-1a).

        "Up to" leaves the day supplemented out when counting is strict and takes it in when inclusive; a term that
        passed unused counts through its last day, a letter still open through the reference date at most.
        """
        if self.sent_on is None or self.term_until is None or self.fault():
            return frozenset()
        supplemented_on = self.supplemented_by(reference_on)
        if supplemented_on is None:
            last = min(self.term_until, reference_on or self.term_until)
        elif supplemented_on > self.term_until:
            last = self.term_until
        else:
            last = supplemented_on if counting == "inclusive" else supplemented_on - DAY
        return frozenset(self.sent_on + n * DAY for n in range(1, (last - self.sent_on).days + 1))


@dataclass(frozen=True)
class Extension:
    """A letter naming a later day for the decision (Awb 4:14-3)."""

    sent_on: date | None
    extended_until: date | None

    def is_in_time(self, received_on: date, due_on: date) -> bool:
        """Sent before the term without extension had ended; `due_on` is its last day, moved past holidays."""
        return self.sent_on is not None and received_on <= self.sent_on <= due_on


@dataclass(frozen=True)
class Calendar:
    """Holidays and equated days (Algemene termijnenwet 3), and between which dates they are known."""

    non_working: frozenset[date]
    known_from: date
    equated_from: date
    known_until: date
    names: Mapping[date, str] = field(default_factory=dict, compare=False)

    def is_working(self, day: date) -> bool:
        """Not a Saturday, Sunday, holiday or equated day, as far as known."""
        return day.weekday() < 5 and day not in self.non_working

    def reason(self, day: date) -> str:
        """Why no term ends on a day that is not a working day, in Dutch."""
        return self.names.get(day) or (_WEEKDAYS[day.weekday()] if day.weekday() >= 5 else "feestdag")

    def next_working(self, day: date) -> date | None:
        """The first working day on or after `day`; None where the calendar would have to guess."""
        while self.known_from <= day <= self.known_until:
            if self.is_working(day):
                return day
            day += DAY
        return None


def in_words(day: date | None) -> str:
    """A date as a Dutch letter writes it: 3 maart 2025."""
    return "(datum ontbreekt)" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """A date with its day of the week: maandag 3 maart 2025."""
    return f"{_WEEKDAYS[day.weekday()]} {in_words(day)}"
