"""The content of a decision note: what is decided, what it means beside what is now, and what it rests on.

The note has two pages, so what could be long is cut off and counted; the workbook holds all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from voortgang.dutch import date_long, listing, moment, percent, plural
from voortgang.exports.decision_note.note import Note, Section, Table
from voortgang.exports.decision_note.projects import between, changes_of, measures_of
from voortgang.exports.decision_note.subject import Making, Subject
from voortgang.exports.decision_note.words import CRITERIA, days, labelled, named, risk, short, shown
from voortgang.methods.portfolio.comparing import Comparison, Figure, side_by_side
from voortgang.methods.portfolio.composition import Composition
from voortgang.register.portfolios.rules import ADOPTED

TITLE = "Besluitnota IV-portfolio {}"
FICTIONAL = "Fictieve gegevens: geen van deze aantallen is echt"
MOST_NAMED = 2
"""projects or measures in one sentence"""
LONGEST_HEAD, LONGEST_WRITER = 26, 50
"""signs of the name of a scenario over a column, and of somebody's name"""
NO_BASELINE = (
    "Een scenario verandert geen vastgestelde stand: begroting en herijkingen blijven staan zoals zij waren. "
    "Wat is besloten, komt met een volgende levering in de cijfers."
)


def note_of(subject: Subject, others: Sequence[Subject], making: Making) -> Note:
    """The note about a scenario, with at most two others beside it."""
    sides = [subject.now, subject.side, *(each.side for each in others)]
    compared = side_by_side([replace(each, name=short(each.name, LONGEST_HEAD)) for each in sides])
    composition, origin = subject.side.composition, subject.origin
    return Note(
        TITLE.format(composition.year),
        subject.side.name,
        FICTIONAL if origin.is_fictional else "",
        tuple(_facts(subject, making)),
        (_decision(subject), _meaning(subject), _beside(compared)),
        (
            changes_of(subject),
            *between(compared),
            measures_of(subject, making.measures),
            Section("Risico's", points=tuple(_risks(subject))),
            Section("Uitgangspunten", points=tuple(assumptions(composition, MOST_NAMED))),
        ),
        " · ".join(_source(subject, making)),
    )


def _facts(subject: Subject, making: Making) -> Iterator[tuple[str, str]]:
    yield "Status", subject.standing
    yield "Keten", subject.side.composition.chain
    yield "Uitgegaan van", subject.origin.baseline
    yield "Opgesteld op", date_long(making.made_on)
    yield "Bewaard door", f"{short(subject.saved_by, LONGEST_WRITER)}, {moment(subject.saved_at)}"


def _decision(subject: Subject) -> Section:
    year, chain = subject.side.composition.year, subject.side.composition.chain
    if subject.withdrawal:
        told = f"Dit voorstel is ingetrokken: {subject.withdrawal}"
        return Section("Ingetrokken voorstel", (told, NO_BASELINE))
    decided = subject.decided
    if decided is None:
        asked = (
            f"De vergadering wordt gevraagd in te stemmen met deze verdeling van de IV-dagen van {year} "
            f"in de keten {chain}."
        )
        return Section("Gevraagd besluit (voorstel)", (asked, NO_BASELINE))
    said = f"{decided.meeting} besloot op {date_long(decided.met_on)}: {decided.text}"
    kept = f"Vastgelegd door {short(decided.by, LONGEST_WRITER)} op {moment(decided.at)}."
    later = "" if subject.standing == ADOPTED else " Een later besluit heeft dit vervangen."
    return Section("Besluit", (said, f"{kept}{later} {NO_BASELINE}"))


def _meaning(subject: Subject) -> Section:
    return Section("Wat dit betekent", points=tuple(_meanings(subject)))


def _meanings(subject: Subject) -> Iterator[str]:
    after, before = subject.side.summary, subject.baseline
    yield (
        f"Van de {days(after.capacity)} IV-dagen zijn er {days(after.used)} verdeeld (nu {days(before.used)}); "
        f"{days(after.capacity - after.used)} blijven vrij."
    )
    entered = sum(1 for line in after.lines if line.days and not line.allocated)
    left = sum(1 for line in after.lines if line.allocated and not line.days)
    moved = sum(1 for line in after.lines if line.days and line.allocated and line.days != line.allocated)
    yield (
        f"{plural(entered, 'project komt', 'projecten komen')} erbij, {plural(left, 'valt', 'vallen')} af en "
        f"{plural(moved, 'krijgt', 'krijgen')} een ander aantal dagen."
    )
    yield f"{_can(len(after.unlocked))}; nu zijn dat er {len(before.unlocked)}."
    if after.citizens_share is not None:
        yield f"Van de vrije ruimte gaat {_share(after.citizens_share, before.citizens_share)}."
    proof = "bewezen de beste" if after.is_optimal else "niet bewezen de beste"
    yield f"De keuze is {proof} binnen de uitgangspunten op de volgende bladzijde."


def _can(count: int) -> str:
    return f"{plural(count, 'maatregel kan', 'maatregelen kunnen')} door"


def _share(after: Fraction, before: Fraction | None) -> str:
    now = f" (nu {percent(before)})" if before is not None else ""
    return f"{percent(after)} naar projecten waar burgers iets aan hebben{now}"


def _beside(compared: Comparison) -> Section:
    """The figures, and of the risks how many there are: the next page names them."""
    risks = [each.values for each in compared.figures if each.unit == "yes"]
    counted = tuple(sum(bool(values[at]) for values in risks) for at in range(len(compared.names)))
    figures = [*(each for each in compared.figures if each.unit != "yes"), Figure("Soorten risico", "count", counted)]
    rows = tuple(
        (labelled(each.label, each.unit), *(shown(value, each.unit) for value in each.values)) for each in figures
    )
    table = Table("Kerncijfers", ("Cijfer", *compared.names), rows)
    return Section("Naast elkaar", table=table, closing=compared.remarks)


def _risks(subject: Subject) -> Iterator[str]:
    found = subject.side.summary.risks
    yield from (risk(each, MOST_NAMED) for each in found)
    if not found:
        yield "De berekening vond geen van de risico's waarop zij let."


def assumptions(composition: Composition, most: int) -> Iterator[str]:
    """Everything that people chose or assumed, naming at most so many projects of a kind."""
    weights = [f"{CRITERIA[name]} {days(weight)}" for name, weight in composition.weights]
    yield f"Wegingen, waarnaar de waarde dagen telt: {listing(weights)}."
    least = percent(composition.maintenance_share)
    yield (
        f"Aannamen: minstens {least} van de capaciteit is voor instandhouding, als die zoveel vraagt; een project is "
        f"voor burgers vanaf score {composition.citizens_from}; dagen zijn gelijk verdeeld over de kwartalen vanaf het "
        "begin."
    )
    if chosen := list(_chosen(composition, most)):
        yield f"Door mensen gekozen: {'; '.join(chosen)}."


def _chosen(composition: Composition, most: int) -> Iterator[str]:
    kinds: dict[str, Sequence[str]] = {
        "erin gezet": composition.pinned_in,
        "eruit gezet": composition.pinned_out,
        "later begonnen": [f"{code} in {quarter}" for code, quarter in composition.starts],
        "ander minimum": [f"{code} {days(least)}" for code, least in composition.minimum],
        "ander maximum": [f"{code} {days(most)}" for code, most in composition.maximum],
    }
    yield from (f"{word} {named(codes, most)}" for word, codes in kinds.items() if codes)


def _source(subject: Subject, making: Making) -> Iterator[str]:
    origin = subject.origin
    yield f"levering van {date_long(origin.delivered_on)}"
    yield f"bouw {origin.build_id}"
    yield f"programma {making.program}"
    if origin.is_fictional:
        yield "fictieve gegevens"
