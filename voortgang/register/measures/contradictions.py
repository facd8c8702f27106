"""Where the text of a row and its facts do not agree: listed side by side, for an editor to look at.

Pure, and careful: a sentence counts only when it says something in so many words (`sayings`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from voortgang.dutch import date_long, decimal, listing
from voortgang.register.measures import rules, sayings
from voortgang.register.measures.model import IMPLEMENTED, Content, MeasureRow, State, Status
from voortgang.register.measures.named_days import named_days
from voortgang.register.measures.sayings import claims, has, is_said, sentences

EXPLANATION, PARTIAL, PHASE, REASON = "toelichting", "deelresultaten", "fase", "redenen"
ON_TRACK = "Op koers, zegt de tekst"
DONE = "Klaar, maar nog niet alles"
NO_REASON = "Vertraging zonder reden"
CUT = "Minder IV-dagen, en de tekst zwijgt"
OTHER_DATE = "Andere datum in de tekst"
HOLD = "On hold of niet"
NOT_TOLD = "Kamer geïnformeerd, maar niets vastgelegd"


@dataclass(frozen=True)
class CutProject:
    """An IV project that got fewer days at a herijking, and the VM numbers that it serves."""

    name: str
    vm_numbers: tuple[int, ...]
    days_before: float
    days_after: float
    occasion: str
    """at which herijking: "herijking 2 van 2025" """
    decided_on: date = date.min
    meeting: str = ""
    reason: str = ""
    days_now: float = 0
    """in the last baseline of that year"""
    is_fictional: bool = False


@dataclass(frozen=True)
class Contradiction:
    """What a row says beside what the register knows of it."""

    row: MeasureRow
    kind: str
    words: str
    """the sentence, exactly as it stands in the text; empty when the trouble is that nothing is said"""
    facts: str
    place: str
    """the field with the words, or the one that is empty"""


def contradictions(
    states: Iterable[State],
    entries_by_row: Mapping[int, Sequence[Status]],
    as_of: date,
    cut_projects: Sequence[CutProject] = (),
) -> tuple[Contradiction, ...]:
    """Every contradiction in the states that held on `as_of`, in order of the annex.

    `entries_by_row` is the log of each row as far as it was known. What was given up is left alone.
    """
    found = tuple(states)
    by_number = {number: state.row.measure_id for state in found for number in state.row.numbers}
    unfinished = {state.row.measure_id for state in found if state.status.content.phase != IMPLEMENTED}
    is_open = {number: measure in unfinished for number, measure in by_number.items()}
    return tuple(
        each
        for state in found
        if not state.status.content.is_ended
        for each in _of_row(state, course(entries_by_row.get(state.row.id, ()), as_of), as_of, is_open, cut_projects)
    )


def course(entries: Iterable[Status], as_of: date) -> tuple[Status, ...]:
    """The statuses of a row that each held for a while, up to a day, in order of time."""
    in_force = {each.valid_from: each for each in sorted(entries, key=lambda each: each.id) if each.valid_from <= as_of}
    return tuple(in_force[day] for day in sorted(in_force))


def _of_row(
    state: State,
    held: tuple[Status, ...],
    as_of: date,
    is_open: Mapping[int, bool],
    cut_projects: Sequence[CutProject],
) -> Iterator[Contradiction]:
    row, content = state.row, state.status.content
    moved = _moves(held, content)
    if not rules.is_over(content):
        yield from _on_track(row, content, moved, as_of)
        yield from _no_reason(row, content, moved, held)
        yield from _cut(row, content, cut_projects)
        yield from _other_date(row, state.status)
        yield from _hold(row, content)
    yield from _done(row, content, is_open)
    yield from _not_told(row, content, as_of)


def _on_track(row: MeasureRow, content: Content, moved: list[str], as_of: date) -> Iterator[Contradiction]:
    facts = [*moved]
    if content.is_delayed:
        facts.append("De rij staat als vertraagd.")
    if content.is_on_hold:
        facts.append("De rij staat on hold.")
    if rules.is_overdue(content, as_of):
        facts.append(f"De streefdatum, {date_long(content.target_on)}, is voorbij.")
    if facts:
        for place, sentence in _said(content, sayings.ON_TRACK):
            yield Contradiction(row, ON_TRACK, sentence, " ".join(facts), place)


def _done(row: MeasureRow, content: Content, is_open: Mapping[int, bool]) -> Iterator[Contradiction]:
    waits_for = [text for text in content.depends_on if _is_open(text, is_open)]
    facts = f"De rij wacht volgens het register nog op {listing(waits_for)}." if waits_for else ""
    if content.phase == IMPLEMENTED:
        if facts:
            yield Contradiction(row, DONE, IMPLEMENTED, facts, PHASE)
        return
    facts = " ".join(filter(None, [f"De fase is '{content.phase}'.", facts]))
    for sentence in claims(content.explanation, sayings.DONE, sayings.DONE_IN_ONE_WORD):
        yield Contradiction(row, DONE, sentence, facts, EXPLANATION)


def _is_open(needed: str, is_open: Mapping[int, bool]) -> bool:
    number = rules.MEASURE.fullmatch(needed)
    return is_open.get(int(number[1]), True) if number else True


def _no_reason(
    row: MeasureRow, content: Content, moved: list[str], held: tuple[Status, ...]
) -> Iterator[Contradiction]:
    if content.reasons or not (content.is_delayed or moved) or any(status.target_reason for status in held):
        return
    facts = [*moved, *(["De rij staat als vertraagd."] if content.is_delayed else []), "Er is geen reden gekozen."]
    yield Contradiction(row, NO_REASON, "", " ".join(facts), REASON)


def _cut(row: MeasureRow, content: Content, cut_projects: Sequence[CutProject]) -> Iterator[Contradiction]:
    if has(f"{content.explanation} {content.partial_results}", sayings.IV_OR_CAPACITY.says):
        return
    for project in cut_projects:
        if project.days_after < project.days_before and set(project.vm_numbers) & set(row.numbers):
            facts = (
                f"Project '{project.name}' ging bij {project.occasion} van {_days(project.days_before)} naar "
                f"{_days(project.days_after)} IV-dagen."
            )
            yield Contradiction(row, CUT, "", facts, EXPLANATION)


def _other_date(row: MeasureRow, status: Status) -> Iterator[Contradiction]:
    target = status.content.target_on
    for sentence in sentences(status.content.explanation):
        says_target = has(sentence, ("streefdatum",))
        named = [day for day in named_days(sentence) if says_target or day.last >= status.valid_from]
        if not named or not is_said(sentence, sayings.TARGET) or not (target or says_target):
            continue
        if target is None or not any(day.means(target) for day in named):
            facts = f"De streefdatum in het register is {date_long(target)}." if target else "Er is geen streefdatum."
            yield Contradiction(row, OTHER_DATE, sentence, facts, EXPLANATION)


def _hold(row: MeasureRow, content: Content) -> Iterator[Contradiction]:
    told = (sayings.ON_HOLD, sayings.STOPPED)
    facts = "De rij staat niet on hold."
    if content.is_on_hold:
        told, facts = (sayings.RESUMED, sayings.NO_LONGER_ON_HOLD), "De rij staat on hold."
    for place, sentence in _said(content, *told):
        yield Contradiction(row, HOLD, sentence, facts, place)


def _not_told(row: MeasureRow, content: Content, as_of: date) -> Iterator[Contradiction]:
    if not any(each.informed_on <= as_of for each in content.informed):
        for place, sentence in _said(content, sayings.PARLIAMENT_TOLD):
            yield Contradiction(row, NOT_TOLD, sentence, "Er is geen brief aan de Kamer vastgelegd.", place)


def _said(content: Content, *told: sayings.Saying) -> Iterator[tuple[str, str]]:
    for place, text in ((EXPLANATION, content.explanation), (PARTIAL, content.partial_results)):
        yield from ((place, sentence) for sentence in claims(text, *told))


def _moves(held: tuple[Status, ...], content: Content) -> list[str]:
    """What happened to the target, when it is later than it ever was, or gone."""
    targets = [status.content.target_on for status in held] + [content.first_promised_on]
    earlier = [day for day in targets if day and (content.target_on is None or day < content.target_on)]
    if not earlier:
        return []
    if content.target_on is None:
        return [f"De streefdatum van {date_long(min(earlier))} is vervallen."]
    return [f"De streefdatum ging van {date_long(min(earlier))} naar {date_long(content.target_on)}."]


def _days(days: float) -> str:
    return decimal(days, 0 if days == int(days) else 1)
