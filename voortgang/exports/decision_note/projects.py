"""Which projects and measures change: the sections of a note that name them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from voortgang.dutch import plural
from voortgang.exports.decision_note.note import Section, Table
from voortgang.exports.decision_note.subject import Subject
from voortgang.exports.decision_note.words import days, more, named, reason, short
from voortgang.methods.portfolio.comparing import Comparison
from voortgang.methods.portfolio.summary import Line

HEADS = ("Project", "Gevraagd", "Nu", "Dit scenario", "Verschil", "Waarom")
MOST_ROWS, MOST_BETWEEN, MOST_MEASURES, MOST_WAITING, MOST_WAITED_FOR = 8, 4, 3, 4, 1


def changes_of(subject: Subject) -> Section:
    """The projects that get other days than now, the largest change first."""
    changed = sorted(
        (line for line in subject.side.summary.lines if line.days != line.allocated),
        key=lambda line: (-abs(line.days - line.allocated), line.code),
    )
    if not changed:
        return Section("Projecten die veranderen", ("Elk project houdt het aantal dagen dat het nu heeft.",))
    title = f"IV-dagen van {subject.side.composition.year} per project: nu en in dit scenario"
    table = Table(title, HEADS, tuple(map(_row, changed[:MOST_ROWS])), frozenset({5}))
    return Section("Projecten die veranderen", table=table, closing=tuple(_left_out(changed[MOST_ROWS:])))


def _row(line: Line) -> tuple[str, ...]:
    name = short(f"{line.code} {line.name}")
    numbers = (days(line.asked), days(line.allocated), days(line.days), more(line.days - line.allocated))
    return (name, *numbers, short(reason(line) or _course(line)))


def _course(line: Line) -> str:
    """Of a project that is in and that nothing else is to be said of: what happens to it."""
    if not line.allocated:
        return "komt erbij"
    return "meer dagen" if line.days > line.allocated else "minder dagen"


def _left_out(lines: list[Line]) -> Iterator[str]:
    if lines:
        moved = sum((abs(line.days - line.allocated) for line in lines), Fraction(0))
        counted = plural(len(lines), "project verandert", "projecten veranderen")
        yield f"Nog {counted}, samen {days(moved)} dagen meer of minder; zie het Excel-bestand."


def between(compared: Comparison) -> Iterator[Section]:
    """Which projects differ between scenarios, when there is more than one; the first side is the baseline."""
    names = compared.names[1:]
    found = [each for each in compared.projects if len(set(each.days[1:])) > 1]
    if len(names) < 2 or not found:
        return
    rows = tuple((short(f"{each.code} {each.name}"), *map(days, each.days[1:])) for each in found[:MOST_BETWEEN])
    left = len(found) - len(rows)
    told = (
        (f"Nog {plural(left, 'project verschilt', 'projecten verschillen')}; zie het Excel-bestand.",) if left else ()
    )
    table = Table("IV-dagen van de projecten die verschillen", ("Project", *names), rows)
    yield Section("Verschil tussen de scenario's", table=table, closing=told)


def measures_of(subject: Subject, names: Mapping[int, str]) -> Section:
    """Which measures can be done that could not before, which no longer, and which wait for what."""
    return Section("Maatregelen", points=tuple(_measures(subject, names)))


def _measures(subject: Subject, names: Mapping[int, str]) -> Iterator[str]:
    after, before = set(subject.side.summary.unlocked), set(subject.baseline.unlocked)
    yield f"Komen vrij: {_told(sorted(after - before), names)}."
    yield f"Moeten alsnog wachten: {_told(sorted(before - after), names)}."
    waiting = [f"VM {each.number} op {named(each.waits_for, MOST_WAITED_FOR)}" for each in subject.side.summary.blocked]
    yield f"Wachten in dit scenario: {named(waiting, MOST_WAITING) if waiting else 'geen'}."


def _told(numbers: list[int], names: Mapping[int, str]) -> str:
    told = [f"VM {number} ({short(names[number])})" if number in names else f"VM {number}" for number in numbers]
    return named(told, MOST_MEASURES) if told else "geen"
