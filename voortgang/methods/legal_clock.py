"""The legal clock of one request, slow and obvious, with its reasons in Dutch (Awb 4:13-4:15; Algemene termijnenwet 1).

SQL computes the same dates for all requests at once. This twin explains a deadline to people, and it is what the
SQL is tested against. All counts are calendar days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from voortgang.errors import VoortgangError
from voortgang.methods.legal_days import DAY, Calendar, Extension, Suspension, in_words, with_weekday

__all__ = ["COUNTING", "Calendar", "Deadlines", "Extension", "Suspension", "deadlines"]

COUNTING = ("strict", "inclusive")
LAST_YEAR = 2999  # further away is a placeholder such as 9999-12-31: counting to it day by day explains nothing


@dataclass(frozen=True)
class Deadlines:
    """Both due dates; the days on which the clock stood still before the term ended; and why, in Dutch, in order."""

    norm_due_on: date
    legal_due_on: date | None
    suspended_days: int
    steps: tuple[str, ...]


def deadlines(
    received_on: date,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Extension] = (),
    *,
    calendar: Calendar,
    reference_on: date | None = None,
    counting: str = "strict",
    term_days: int = 56,
) -> Deadlines:
    """Service norm and legal due date of one request; `reference_on` limits suspensions that are still open.

    `legal_due_on` is None when the calendar does not know the holidays needed to find it.
    """
    _refuse_impossible(received_on, suspensions, counting, term_days)
    norm_due_on = received_on + term_days * DAY
    pauses = [letter.days(counting, reference_on) for letter in suspensions]
    term_end = _nth_running_day(received_on, _united(pauses), term_days)
    effective = [frozenset(day for day in pause if received_on < day <= term_end) for pause in pauses]
    unextended_due_on = calendar.next_working(term_end) or term_end
    raw_end = _latest_end(received_on, term_end, unextended_due_on, extensions)
    steps = (
        *_norm_told(received_on, norm_due_on, term_days),
        *_suspensions_told(suspensions, pauses, effective, term_end, counting, reference_on),
        _term_told(term_end, term_days, len(_united(effective))),
        *_extensions_told(extensions, received_on, term_end, unextended_due_on, raw_end),
        *_calendar_told(raw_end, calendar),
    )
    return Deadlines(norm_due_on, calendar.next_working(raw_end), len(_united(effective)), steps)


def _refuse_impossible(received_on: date, letters: Sequence[Suspension], counting: str, term_days: int) -> None:
    if counting not in COUNTING:
        raise VoortgangError(f"De telwijze {counting!r} bestaat niet. Kies strict of inclusive.")
    if term_days < 1:
        raise VoortgangError(f"Een termijn van {term_days} dagen kan niet. Geef een termijn van minstens één dag.")
    for day in (received_on, *(letter.term_until for letter in letters)):
        if day is not None and day.year > LAST_YEAR:
            raise VoortgangError(f"De klok telt niet door tot {in_words(day)}. Verbeter deze datum.")


def _united(pauses: Sequence[frozenset[date]]) -> frozenset[date]:
    """Overlapping suspensions are united, never added."""
    return frozenset().union(*pauses)


def _nth_running_day(received_on: date, suspended: frozenset[date], term_days: int) -> date:
    """The day on which the clock has run for `term_days` days after receipt, counted one by one (Awb 4:13, 4:15)."""
    day, running = received_on, 0
    while running < term_days:
        day += DAY
        running += day not in suspended
    return day


def _latest_end(received_on: date, term_end: date, due_on: date, extensions: Sequence[Extension]) -> date:
    """The end before weekends and holidays: the latest day named in a letter in time, or else the term (Awb 4:14-3)."""
    named = (letter.extended_until for letter in extensions if letter.is_in_time(received_on, due_on))
    return max([term_end, *(day for day in named if day is not None)])


def _norm_told(received_on: date, norm_due_on: date, term_days: int) -> Iterator[str]:
    yield f"Ontvangen op {in_words(received_on)}. Die dag telt niet mee: dag 1 is {in_words(received_on + DAY)}."
    yield f"Servicenorm: dag {term_days} is {in_words(norm_due_on)}; opschorting en verdaging tellen daarvoor niet."


def _suspensions_told(
    letters: Sequence[Suspension],
    pauses: Sequence[frozenset[date]],
    effective: Sequence[frozenset[date]],
    term_end: date,
    counting: str,
    reference_on: date | None,
) -> Iterator[str]:
    for number, (letter, pause, counted) in enumerate(zip(letters, pauses, effective, strict=True), 1):
        if fault := letter.fault():
            yield f"Opschorting {number} telt niet mee: {fault}."
        else:
            answer = _answer_told(letter, counting, reference_on)
            yield f"Opschorting {number}: {answer} {_effect_told(pause, counted, term_end)}"
    added, united = sum(map(len, effective)), len(_united(effective))
    if added > united:
        yield f"De opschortingen overlappen: opgeteld {added} dagen, maar elke dag telt één keer, dus {_days(united)}."


def _answer_told(letter: Suspension, counting: str, reference_on: date | None) -> str:
    asked = f"brief van {in_words(letter.sent_on)}, aanvullen kon tot en met {in_words(letter.term_until)};"
    supplemented_on = letter.supplemented_by(reference_on)
    if letter.sent_on is None or letter.term_until is None:
        return asked
    if supplemented_on is None and reference_on and reference_on < letter.term_until:
        return f"{asked} op de peildatum {in_words(reference_on)} was nog niet aangevuld."
    if supplemented_on is None:
        return f"{asked} er is niet aangevuld."
    if supplemented_on > letter.term_until:
        return f"{asked} pas daarna aangevuld, op {in_words(supplemented_on)}."
    own_day = "stond de klok nog stil (telwijze inclusive)" if counting == "inclusive" else "liep de klok weer"
    return f"{asked} aangevuld op {in_words(supplemented_on)}, en op die dag {own_day}."


def _effect_told(pause: frozenset[date], counted: frozenset[date], term_end: date) -> str:
    if counted:
        first, last = in_words(min(counted)), in_words(max(counted))
        return f"De klok stond stil van {first} tot en met {last}: {_days(len(counted))} (Awb 4:15)."
    if not pause:
        return "De klok heeft daardoor geen dag stilgestaan."
    if min(pause) > term_end:
        late = (
            f"de klok zou pas op {in_words(min(pause))} stilstaan, maar de termijn liep al op {in_words(term_end)} af"
        )
        return f"Zonder gevolg: {late}."
    return "Zonder gevolg: de stilstand was al voorbij toen de termijn begon."


def _term_told(term_end: date, term_days: int, suspended: int) -> str:
    still = f", na {_days(suspended)} stilstand" if suspended else ""
    return f"Wettelijke termijn (Awb 4:13): dag {term_days} waarop de klok liep is {with_weekday(term_end)}{still}."


def _extensions_told(
    letters: Sequence[Extension], received_on: date, term_end: date, due_on: date, raw_end: date
) -> Iterator[str]:
    for number, letter in enumerate(letters, 1):
        told = (
            f"Verdaging {number}: brief van {in_words(letter.sent_on)}, nieuwe datum {in_words(letter.extended_until)}."
        )
        if letter.sent_on is None or letter.extended_until is None:
            yield f"{told} Telt niet mee, want er ontbreekt een datum."
        elif letter.sent_on < received_on:
            yield f"{told} Telt niet mee, want de brief is ouder dan het verzoek."
        elif not letter.is_in_time(received_on, due_on):
            yield f"{told} Telt niet mee, want de termijn was al verstreken op {in_words(due_on)}."
        elif letter.extended_until <= term_end:
            yield f"{told} Op tijd verzonden, maar zonder gevolg: die datum is niet later dan {in_words(term_end)}."
        elif letter.extended_until < raw_end:
            yield f"{told} Op tijd verzonden, maar een andere brief noemt een latere datum."
        else:
            yield f"{told} Op tijd verzonden: het besluit mag tot die datum worden genomen (Awb 4:14, derde lid)."


def _calendar_told(raw_end: date, calendar: Calendar) -> Iterator[str]:
    """The move to a working day, with a reason for each day passed over (Algemene termijnenwet 1)."""
    due_on = calendar.next_working(raw_end)
    if due_on is None:
        bound = f"vóór {in_words(calendar.known_from)}"
        if raw_end >= calendar.known_from:
            bound = f"na {in_words(calendar.known_until)}"
        yield f"De kalender kent geen feestdagen en gelijkgestelde dagen {bound}: de wettelijke datum blijft open."
        return
    passed = [raw_end + n * DAY for n in range((due_on - raw_end).days)]
    if passed:
        reasons = _listed([f"{in_words(day)} ({calendar.reason(day)})" for day in passed])
        moved = f"de termijn loopt door tot en met {with_weekday(due_on)} (Algemene termijnenwet, artikel 1)"
        yield f"Een termijn eindigt niet op {reasons}: {moved}."
    else:
        yield f"{with_weekday(due_on).capitalize()} is geen weekend of feestdag: daar eindigt de termijn."
    if raw_end < calendar.equated_from:
        known_from = in_words(calendar.equated_from)
        yield f"Let op: gelijkgestelde dagen van vóór {known_from} zijn niet bekend en niet meegeteld."


def _listed(parts: Sequence[str]) -> str:
    return " en ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _days(count: int) -> str:
    return "1 dag" if count == 1 else f"{count} dagen"
