"""What may stand in the register, and what follows from it: pure, so that a page can show it before writing.

`flaws` concern one status, `leaps` the step from one status to the next. Both are sentences; none means all is well.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from voortgang.dutch import date_long, listing
from voortgang.register.measures.model import IMPLEMENTED, OUTCOMES, PHASES, Content, Status

MEASURE = re.compile(r"VM (\d+)")


def flaws(content: Content) -> tuple[str, ...]:
    """What a status lacks, whatever was there before it."""
    return tuple(_flaws(content))


def _flaws(content: Content) -> Iterator[str]:
    lacking = {
        "een reden": content.reasons,
        "een eigenaar": content.owner,
        "een herbeoordelingsdatum": content.review_on,
    }
    missing = [what for what, value in lacking.items() if not value]
    if content.is_on_hold and missing:
        yield f"Wat on hold staat, vraagt om {listing(list(lacking))}. Vul nog in: {listing(missing)}."
    if content.phase == IMPLEMENTED and not content.evidence:
        yield "Geïmplementeerd vraagt om bewijs: noem waaruit blijkt dat de maatregel werkt."
    if content.phase == IMPLEMENTED and content.outcome not in OUTCOMES:
        yield "Geïmplementeerd vraagt om de uitkomst 'volledig' of 'gewijzigd'."


def leaps(before: Content, after: Status) -> tuple[str, ...]:
    """What the step to a next status lacks: reasons, or the first promise."""
    return tuple(_leaps(before, after))


def _leaps(before: Content, after: Status) -> Iterator[str]:
    now = after.content
    if PHASES.index(now.phase) < PHASES.index(before.phase) and not after.change_reason:
        yield f"De fase gaat terug van '{before.phase}' naar '{now.phase}'. Schrijf waarom."
    if now.is_ended != before.is_ended and not after.change_reason:
        yield f"De maatregel wordt {'beëindigd' if now.is_ended else 'weer opgepakt'}. Schrijf waarom."
    if before.target_on and now.target_on != before.target_on and not after.target_reason:
        to = f"gaat naar {date_long(now.target_on)}" if now.target_on else "vervalt"
        yield f"De streefdatum van {date_long(before.target_on)} {to}. Kies de reden uit de lijst."
    if before.first_promised_on and not _keeps_promise(before.first_promised_on, after):
        yield (
            f"De eerst beloofde datum is {date_long(before.first_promised_on)} en blijft dat. "
            "Alleen een eerdere belofte kan haar vervangen; schrijf dan waarom."
        )


def _keeps_promise(first: date, after: Status) -> bool:
    now = after.content.first_promised_on
    return now == first or bool(now and now < first and after.change_reason)


def measures_needed(content: Content) -> tuple[int, ...]:
    """The VM numbers that a row waits for."""
    return tuple(int(found[1]) for text in content.depends_on if (found := MEASURE.fullmatch(text)))


def cycle(needs: Mapping[int, set[int]]) -> tuple[int, ...]:
    """A round of measures that wait for each other, its first one again at the end; empty when there is none.

    `needs` holds per measure the measures that it waits for.
    """
    done: set[int] = set()
    for start in needs:
        found = _round(start, needs, [], done)
        if found:
            return found
    return ()


def _round(measure: int, needs: Mapping[int, set[int]], path: list[int], done: set[int]) -> tuple[int, ...]:
    if measure in path:
        return (*path[path.index(measure) :], measure)
    if measure in done:
        return ()
    for needed in sorted(needs.get(measure, ())):
        if found := _round(needed, needs, [*path, measure], done):
            return found
    done.add(measure)
    return ()


def is_over(content: Content) -> bool:
    """Nothing more is to come: implemented or given up."""
    return content.phase == IMPLEMENTED or content.is_ended


def is_overdue(content: Content, as_of: date) -> bool:
    """The target date has passed; the day itself still counts as in time."""
    return bool(content.target_on and content.target_on < as_of and not is_over(content))


def is_first_promise_broken(content: Content, as_of: date) -> bool:
    """The first date that was promised has passed, whatever was promised since."""
    return bool(content.first_promised_on and content.first_promised_on < as_of and not is_over(content))


def is_on_hold(content: Content, as_of: date) -> bool:
    """On hold for no longer than was agreed, or without any agreement."""
    return content.is_on_hold and not content.is_ended and not needs_review(content, as_of)


def needs_review(content: Content, as_of: date) -> bool:
    """On hold for longer than was agreed: "herbeoordelen"."""
    return bool(content.is_on_hold and content.review_on and content.review_on < as_of and not content.is_ended)


def is_unreported_delay(content: Content, as_of: date) -> bool:
    """Late, and parliament was never told anything of this row up to that day."""
    return content.is_delayed and not any(each.informed_on <= as_of for each in content.informed)
