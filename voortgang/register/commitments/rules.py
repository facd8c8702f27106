"""What may stand in the register of commitments, and what follows from it: pure, with the day passed in."""

from collections.abc import Iterator
from datetime import date, timedelta

from voortgang.dutch import date_long
from voortgang.register.commitments.model import Content, Entry

SOON = timedelta(days=14)
"""how long before the due date it is time to write"""
OVERDUE, DUE_SOON, OPEN, SETTLED, WITHDRAWN = "te laat", "binnenkort", "open", "afgedaan", "ingetrokken"
STANDINGS = (OVERDUE, DUE_SOON, OPEN, SETTLED, WITHDRAWN)
"""in the order in which they are listed"""


def standing(content: Content, as_of: date) -> str:
    """One of STANDINGS; on the due date itself a commitment is not late yet."""
    if content.withdrawal:
        return WITHDRAWN
    if content.settled:
        return SETTLED
    if content.due_on is None or content.due_on > as_of + SOON:
        return OPEN
    return OVERDUE if content.due_on < as_of else DUE_SOON


def is_open(content: Content) -> bool:
    """Still to be met."""
    return not content.settled and not content.withdrawal


def flaws(entry: Entry, today: date) -> tuple[str, ...]:
    """What an entry lacks, whatever was there before it; `today` is the day of writing."""
    return tuple(_flaws(entry.content, entry.valid_from, today))


def _flaws(content: Content, valid_from: date, today: date) -> Iterator[str]:
    if valid_from > today:
        yield f"De ingangsdatum {date_long(valid_from)} is nog niet geweest. Leg vast wat al geldt."
    if valid_from < content.made_on:
        yield f"De ingangsdatum {date_long(valid_from)} ligt vóór de toezegging van {date_long(content.made_on)}."
    if content.due_on and content.due_on < content.made_on:
        yield f"De termijn {date_long(content.due_on)} ligt vóór de toezegging van {date_long(content.made_on)}."
    if content.number and not content.dossier:
        yield "Een nummer van een Kamerstuk vraagt om het dossier."
    if content.settled and content.withdrawal:
        yield "Wat is afgedaan, kan niet ook vervallen zijn. Kies een van beide."
    if content.settled and content.settled.settled_on < content.made_on:
        yield (
            f"De brief van {date_long(content.settled.settled_on)} is van vóór de toezegging van "
            f"{date_long(content.made_on)}."
        )
    if content.settled and content.settled.settled_on > today:
        yield f"De brief van {date_long(content.settled.settled_on)} is er nog niet. Leg vast wat al is verzonden."


def leaps(before: Content, after: Entry) -> tuple[str, ...]:
    """What the step to a next entry lacks: a reason, or the first due date."""
    return tuple(_leaps(before, after.content, bool(after.change_reason)))


def _leaps(before: Content, now: Content, has_reason: bool) -> Iterator[str]:
    if before.first_due_on and now.first_due_on != before.first_due_on:
        yield f"De eerste termijn is {date_long(before.first_due_on)} en blijft dat."
    if has_reason:
        return
    if before.due_on and now.due_on != before.due_on:
        to = f"gaat naar {date_long(now.due_on)}" if now.due_on else "vervalt"
        yield f"De termijn van {date_long(before.due_on)} {to}. Schrijf waarom."
    if before.settled and now.settled != before.settled:
        yield "Waarin dit is afgedaan, verandert. Schrijf waarom."
    if before.withdrawal and now.withdrawal != before.withdrawal:
        yield "Dat dit is vervallen, verandert. Schrijf waarom."
