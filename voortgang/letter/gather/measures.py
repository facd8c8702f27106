"""What the fourth section and the annex rest on: the register of measures as it stood on the reference date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from voortgang.dutch import date_short, listing
from voortgang.letter.annex_rows import AnnexChange, AnnexRow
from voortgang.letter.gather.kinds import BETTER, WORSE
from voortgang.letter.model import Fact, Freeze
from voortgang.register.measures import rules
from voortgang.register.measures.counts import Count, counts
from voortgang.register.measures.model import FLAGS, PHASES, Content, Informed, State
from voortgang.register.measures.naming import vm_numbers
from voortgang.register.measures.transitions import (
    ENDED,
    IMPROVED,
    NEW,
    NOT_COMPARABLE,
    UNCHANGED,
    WORSENED,
    Transition,
    transitions,
)
from voortgang.register.measures.whole import register

REGISTER, ROWS, MEASURES = "register", "rijen", "maatregelen"
DEFINITION = (
    "De stand van het register van verbetermaatregelen op de peildatum. Een rij is een ambitie met een maatregel; een "
    "maatregel telt mee zodra het van een van haar rijen geldt."
)
TO_REVIEW, OVERDUE, UNREPORTED = "te herbeoordelen", "streefdatum voorbij", "vertraagd en nooit gemeld"
PHASE_KEYS = dict(zip(PHASES, ("not_started", "policy", "preparing", "implemented"), strict=True))
FLAG_KEYS = {
    FLAGS["is_delayed"]: ("delayed", "vertraagde {}", WORSE),
    FLAGS["is_on_hold"]: ("on_hold", "{} die on hold staan", WORSE),
    TO_REVIEW: ("to_review", "{} die langer on hold staan dan is afgesproken", WORSE),
    OVERDUE: ("overdue", "{} waarvan de streefdatum voorbij is", WORSE),
    UNREPORTED: ("unreported", "vertraagde {} die nooit aan de Kamer zijn gemeld", WORSE),
}
CHANGES = {
    IMPROVED: ("improved", "verbeterd"),
    WORSENED: ("worsened", "verslechterd"),
    UNCHANGED: ("unchanged", "ongewijzigd"),
    NOT_COMPARABLE: ("not_comparable", "niet vergelijkbaar"),
    NEW: ("new", "nieuw"),
    ENDED: ("ended", "beëindigd"),
}
"""kind of transition → key of the fact, and the word in the letter"""


def register_facts(states: Sequence[State], as_of: date) -> Iterator[Fact]:
    """Counts of rows and of measures."""
    counted = counts(states, as_of)
    yield _fact("rows", "rijen in de bijlage", ROWS, counted.rows, as_of)
    yield _fact("measures", "verbetermaatregelen", MEASURES, counted.measures, as_of)
    yield _fact("vm_numbers", "VM-nummers", "VM-nummers", counted.vm_numbers, as_of)
    for count in counted.phases:
        more_is = BETTER if count.name == PHASES[-1] else ""
        yield from _both(count, PHASE_KEYS[count.name], f"{{}} in de fase {count.name}", more_is, as_of)
    for count in counted.flags:
        if count.name in FLAG_KEYS:
            yield from _both(count, *FLAG_KEYS[count.name], as_of)


def change_facts(found: Sequence[Transition], as_of: date) -> Iterator[Fact]:
    """How many rows went which way since the previous letter."""
    for kind, (key, word) in CHANGES.items():
        many = sum(each.kind == kind for each in found)
        yield _fact(key, f"rijen {word} sinds de vorige brief", ROWS, many, as_of)


def changed_since(previous: Freeze, states: Iterable[State]) -> tuple[Transition, ...]:
    """Every row against what the previous letter knew and told."""
    before = register(previous.frozen_at).states(previous.reference_on)
    return transitions(before, states)


def annex_changes(found: Iterable[Transition]) -> tuple[AnnexChange, ...]:
    """The rows that changed, in order of the annex."""
    return tuple(
        AnnexChange(
            _named(each.row.measure, each.row.numbers),
            each.row.ambition,
            CHANGES[each.kind][1],
            _stood(each.before) if each.before else "-",
            _stood(each.after),
        )
        for each in found
        if each.kind != UNCHANGED
    )


def annex_rows(states: Iterable[State], as_of: date) -> tuple[AnnexRow, ...]:
    """Every row of the annex, in its order."""
    return tuple(_row(state, as_of) for state in states)


def _row(state: State, as_of: date) -> AnnexRow:
    row, content = state.row, state.status.content
    return AnnexRow(
        row.id,
        row.section,
        row.ambition,
        row.page,
        _named(row.measure, row.numbers),
        row.numbers,
        content.phase,
        _flags(content, as_of),
        content.explanation,
        _standing(content, as_of),
        tuple((each.informed_on, _paper(each)) for each in content.informed if each.informed_on <= as_of),
        (content.target_on,) if content.target_on else (),
    )


def _named(measure: str, numbers: tuple[int, ...]) -> str:
    return f"{measure} ({vm_numbers(numbers)})" if numbers else measure


def _flags(content: Content, as_of: date) -> tuple[str, ...]:
    is_so = {name: getattr(content, name) for name in FLAGS} | {"is_on_hold": rules.is_on_hold(content, as_of)}
    return (*(label for name, label in FLAGS.items() if is_so[name]), *(_review(content, as_of)))


def _review(content: Content, as_of: date) -> tuple[str, ...]:
    return (TO_REVIEW,) if rules.needs_review(content, as_of) else ()


def _standing(content: Content, as_of: date) -> str:
    """Partial results, what is late and why, and the dates, in sentences."""
    return " ".join(_sentences(content, as_of))


def _sentences(content: Content, as_of: date) -> Iterator[str]:
    if content.partial_results:
        yield _ended(" ".join(content.partial_results.split()))
    if content.reasons:
        yield f"Reden: {listing(list(content.reasons))}."
    if content.depends_on:
        yield f"Afhankelijk van: {listing(list(content.depends_on))}."
    if content.target_on:
        passed = " (voorbij)" if rules.is_overdue(content, as_of) else ""
        yield f"Streefdatum: {date_short(content.target_on)}{passed}."
    if content.first_promised_on and content.first_promised_on != content.target_on:
        yield f"Eerst beloofd: {date_short(content.first_promised_on)}."
    if content.review_on and content.is_on_hold:
        yield f"Herbeoordelen op {date_short(content.review_on)}."


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _paper(told: Informed) -> str:
    return f"Kamerstukken II {told.session}, {told.dossier}, nr. {told.number}"


def _stood(content: Content) -> str:
    """Phase, flags and target in one line."""
    flags = [label for name, label in FLAGS.items() if getattr(content, name)]
    target = [f"streefdatum {date_short(content.target_on)}"] if content.target_on else []
    return ", ".join([content.phase, *flags, *target])


def _both(count: Count, key: str, label: str, more_is: str, as_of: date) -> Iterator[Fact]:
    yield _fact(key, label.format(ROWS), ROWS, count.rows, as_of, more_is)
    yield _fact(f"{key}_measures", label.format(MEASURES), MEASURES, count.measures, as_of, more_is)


def _fact(key: str, label: str, unit: str, value: int, as_of: date, more_is: str = "") -> Fact:
    return Fact(
        key=f"{REGISTER}.{key}",
        label=label,
        value=Decimal(value),
        unit=unit,
        decimals=0,
        metric=REGISTER,
        definition=DEFINITION,
        query="",
        parameters={"as_of": as_of.isoformat()},
        more_is=more_is,
    )
