"""What a page says about one request: why its due dates are what they are, and what happened when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from voortgang import dutch
from voortgang.one_request import KnownRequest


@dataclass(frozen=True)
class Event:
    """Something that happened, or a date that passes."""

    happened_on: date
    kind: str
    """received, asked, answered, extended, norm, legal, stopped or other"""
    text: str


def steps(known: KnownRequest) -> Iterator[str]:
    """The reasons behind both due dates, in order."""
    yield from known.deadlines.steps
    for letter in known.without_ground:
        yield f"De brief van {dutch.date_long(letter.sent_on)} schort niets op: er staat geen wettelijke grond bij."


def remarks(known: KnownRequest) -> Iterator[str]:
    """What may still change the legal date, and why that of the delivery is another one."""
    legal, latest, stored = known.deadlines.legal_due_on, known.latest_legal_due_on, known.stored_legal_due_on
    is_moving = latest != legal and known.stopped_on is None
    if is_moving:
        yield (
            "Op de peildatum loopt nog een opschorting: met elke dag zonder aanvulling schuift de wettelijke datum op, "
            f"tot hoogstens {dutch.date_long(latest)}."
        )
    if stored == legal:
        return
    reason = "Dat verschil is hier niet te verklaren; meld het aan de beheerder."
    if known.later_letters:
        count = dutch.plural(known.later_letters, "brief", "brieven")
        reason = f"Op de peildatum {_was(known.later_letters)} {count} nog niet verzonden."
    elif latest != legal:
        reason = "Op de peildatum liep een opschorting nog, en telden alleen de dagen tot dan."
    yield (
        f"In de levering is de wettelijke datum {_date(stored)}, op de peildatum was dat {_date(legal)}. {reason} "
        "De lijst van open verzoeken gaat uit van de datum in de levering."
    )


def events(known: KnownRequest) -> list[Event]:
    """Everything with a date, in order of day."""
    return sorted(_events(known), key=lambda event: event.happened_on)


def finding(known: KnownRequest) -> str:
    """What the timeline says."""
    still = known.deadlines.suspended_days
    paused = f"De klok stond {dutch.plural(still, 'dag', 'dagen')} stil. " if still else ""
    return (
        f"Ontvangen op {dutch.date_long(known.received_on)}, {status(known)}. {paused}"
        f"Servicenorm: {left(known, known.deadlines.norm_due_on)}. "
        f"Wettelijke termijn: {left(known, known.deadlines.legal_due_on)}."
    )


def status(known: KnownRequest) -> str:
    """Open or how it ended, and after how many days."""
    days = dutch.plural((known.until_on - known.received_on).days, "dag", "dagen")
    if known.stopped_on is None:
        reopened = ", na een eerder besluit heropend" if known.decided_on else ""
        return f"open op de peildatum {dutch.date_long(known.as_of)} (na {days}){reopened}"
    return f"afgerond op {dutch.date_long(known.stopped_on)} (na {days}), uitkomst: {_outcome(known)}"


def left(known: KnownRequest, due_on: date | None) -> str:
    """A due date, with the days that were left at the end or are left on the reference date."""
    if due_on is None:
        return "niet te bepalen"
    days = (due_on - known.until_on).days
    if known.stopped_on is None:
        return f"{dutch.date_long(due_on)} ({days_left(days)})"
    beside = f"{dutch.plural(abs(days), 'dag', 'dagen')} {'ervoor' if days > 0 else 'erna'}"
    return f"{dutch.date_long(due_on)} (afgerond {beside if days else 'op die dag'})"


def days_left(days: int) -> str:
    """Days from the reference date to a due date, in words: what is late never shows by a colour or a sign alone."""
    if days < 0:
        return f"{dutch.plural(-days, 'dag', 'dagen')} over tijd"
    return f"nog {dutch.plural(days, 'dag', 'dagen')}" if days else "laatste dag"


def _events(known: KnownRequest) -> Iterator[Event]:
    yield Event(known.received_on, "received", "Ontvangen")
    for letter in (*known.suspensions, *known.without_ground):
        if letter.sent_on:
            term = f", met een termijn tot en met {_date(letter.term_until)}"
            yield Event(letter.sent_on, "asked", f"Om aanvulling gevraagd{term}")
        if letter.supplemented_on:
            yield Event(letter.supplemented_on, "answered", "Aangevuld")
        elif letter.sent_on and letter.term_until and letter.term_until < known.until_on:
            yield Event(letter.term_until, "other", "Termijn om aan te vullen liep af zonder aanvulling")
    for extension in known.extensions:
        if extension.sent_on:
            until = _date(extension.extended_until)
            yield Event(extension.sent_on, "extended", f"Verdagingsbrief verzonden, met als nieuwe datum {until}")
    yield Event(known.deadlines.norm_due_on, "norm", "Servicenorm: laatste dag van de acht weken")
    if known.deadlines.legal_due_on:
        yield Event(known.deadlines.legal_due_on, "legal", "Wettelijke termijn: laatste dag")
    others = {"Geregistreerd": known.registered_on, "Besloten": known.decided_on, "Gedagtekend": known.dated_on}
    yield from (Event(day, "other", text) for text, day in others.items() if day)
    if known.stopped_on:
        yield Event(known.stopped_on, "stopped", f"Afgerond, uitkomst: {_outcome(known)}")


def _outcome(known: KnownRequest) -> str:
    return (known.outcome or "onbekend").lower()


def _date(day: date | None) -> str:
    return "niet te bepalen" if day is None else dutch.date_long(day)


def _was(count: int) -> str:
    return "was" if count == 1 else "waren"
