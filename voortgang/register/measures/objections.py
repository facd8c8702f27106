"""All that speaks against a status, in sentences, before anything is written: pure, so that a page can show it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from voortgang.dutch import HERE, date_long
from voortgang.register.measures import rules
from voortgang.register.measures.model import Because, Content, Status
from voortgang.register.measures.reading import held


def following(
    entries: Sequence[Status], content: Content, valid_from: date, because: Because, *, at: datetime, by: str
) -> Status:
    """The status as it would be added to the log of a row (empty: a new row) at a moment.

    The first promise is the register's to keep: what stands there may be left empty.
    """
    before, last = held(entries, valid_from), entries[-1] if entries else None
    kept = before.content.first_promised_on if before else None
    content = replace(content, first_promised_on=content.first_promised_on or kept or content.target_on)
    # a clock that was set back must not put a later entry before an earlier one
    at = max(at, last.recorded_at) if last else at
    row_id, based_on = (last.row_id, last.id) if last else (0, None)
    return Status(0, row_id, based_on, valid_from, at, by, because.change, because.target, content)


def objections(entries: Sequence[Status], status: Status) -> tuple[str, ...]:
    """What the rules say of a status that would follow this log: one sentence each; none means all is well.

    Rounds of dependencies go over other rows and are not among them.
    """
    return (*rules.flaws(status.content), *_untimely(status), *_leaps(entries, status))


def _untimely(status: Status) -> Iterator[str]:
    review_on, today = status.content.review_on, status.recorded_at.astimezone(HERE).date()
    if status.content.is_on_hold and review_on and review_on <= status.valid_from:
        yield (
            f"Herbeoordelen op {date_long(review_on)} is niet ná de ingangsdatum {date_long(status.valid_from)}. "
            "Kies een latere herbeoordelingsdatum."
        )
    for told in status.content.informed:
        if told.informed_on > today:
            on = date_long(told.informed_on)
            yield f"De brief van {on} is er nog niet. Leg vast wat de Kamer al heeft ontvangen."


def _leaps(entries: Sequence[Status], status: Status) -> Iterator[str]:
    """Against what held until then and, when somebody writes about the past, what came after it."""
    before = held(entries, status.valid_from)
    if before:
        yield from rules.leaps(before.content, status)
    later = [each.valid_from for each in entries if each.valid_from > status.valid_from]
    after = held(entries, min(later)) if later else None
    if after and (sentences := rules.leaps(status.content, after)):
        yield (
            f"Deze stand past niet vóór die vanaf {date_long(after.valid_from)}: {' '.join(sentences)} "
            "Verbeter eerst de latere stand, of kies een latere ingangsdatum."
        )
