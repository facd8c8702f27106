"""What must be in order before a letter is frozen; a closed gate is passed only with a written reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from voortgang.dutch import HERE, date_long, listing, month, plural
from voortgang.errors import VoortgangError
from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.throughput import last_ripe
from voortgang.letter.model import Gate
from voortgang.pipeline.warehouse import Build, open_warehouse, published
from voortgang.register.measures import rules
from voortgang.register.measures.drafts import open_drafts
from voortgang.register.measures.whole import register
from voortgang.register.texts import LONGEST_LINE, line

MOST_DAYS_OLD = timedelta(days=31)
"""a delivery comes every month: an older one has a successor, with what was registered late"""
SHORTEST_REASON = 10
CRITICAL = "critical"
FINDINGS, FRESHNESS, REGISTER = "findings", "freshness", "register"
COHORTS, REFERENCE_DATE, BUILD = "cohorts", "reference_date", "build"
KEYS = (FINDINGS, FRESHNESS, REGISTER, COHORTS, REFERENCE_DATE, BUILD)


def gates(asked: Asked) -> tuple[Gate, ...]:
    """Every gate with what was found, in the order in which they are shown."""
    build, today = asked.warehouse.build, asked.at.astimezone(HERE).date()
    return (
        findings(list(asked.warehouse.run("findings", {}).frame["severity"])),
        freshness(build, today),
        _register(asked.reference_on),
        *_dates(asked),
        same_build(build.id, open_warehouse(published()).build.id),
    )


def passed(found: tuple[Gate, ...], reasons: Mapping[str, str]) -> tuple[Gate, ...]:
    """The gates with the reasons by which closed ones are passed.

    Raises VoortgangError when a gate stays closed, when a reason is too short, or when there is no such gate.
    """
    unknown = [key for key in reasons if key not in KEYS]
    if unknown:
        raise VoortgangError(f"Er is geen voorwaarde '{unknown[0][:LONGEST_LINE]}'. Kies uit: {', '.join(KEYS)}.")
    told = tuple(_with_reason(gate, reasons.get(gate.key, "")) for gate in found)
    closed = [gate for gate in told if not gate.is_passed and not gate.overruled]
    if closed:
        what = " ".join(f"{gate.title} ({gate.key}): {gate.found}." for gate in closed)
        raise VoortgangError(
            f"De brief is niet vastgelegd: aan {plural(len(closed), 'voorwaarde', 'voorwaarden')} is niet voldaan. "
            f"{what} Los het op, of schrijf per voorwaarde waarom de brief toch kan worden vastgelegd."
        )
    return told


def _with_reason(gate: Gate, reason: str) -> Gate:
    if gate.is_passed or not reason.strip():
        return gate
    what = f"De reden bij '{gate.title}'"
    return replace(gate, overruled=line(reason, what, SHORTEST_REASON))


def findings(severities: Sequence[str]) -> Gate:
    """None of the findings of the checks is critical; warnings are told."""
    critical = sum(severity == CRITICAL for severity in severities)
    warnings = len(severities) - critical
    found = plural(critical, "kritieke bevinding", "kritieke bevindingen") if critical else "geen kritieke bevinding"
    others = f", {plural(warnings, 'waarschuwing', 'waarschuwingen')}" if warnings else ""
    return Gate(FINDINGS, "Geen kritieke bevinding in de levering", f"{found}{others}", not critical)


def freshness(build: Build, today: date) -> Gate:
    """No newer delivery is to be expected; fictional ones live in a time of their own and have no age."""
    days = (today - build.delivered_on).days
    is_fresh = build.is_fictional or days <= MOST_DAYS_OLD.days
    old = "fictief, zonder leeftijd" if build.is_fictional else f"{plural(days, 'dag', 'dagen')} oud bij het vastleggen"
    found = f"levering van {date_long(build.delivered_on)}, {old}; ten hoogste {MOST_DAYS_OLD.days} dagen"
    return Gate(FRESHNESS, "Levering is recent", found, is_fresh)


def _register(as_of: date) -> Gate:
    drafts = len(open_drafts())
    contents = [state.status.content for state in register().states(as_of)]
    lapsed = sum(rules.needs_review(content, as_of) for content in contents)
    undated = sum(content.is_on_hold and not content.is_ended and content.review_on is None for content in contents)
    told = [
        *_some(drafts, "voorstel wacht op een tweede persoon", "voorstellen wachten op een tweede persoon"),
        *_some(lapsed, "rij staat langer on hold dan afgesproken", "rijen staan langer on hold dan afgesproken"),
        *_some(
            undated, "rij staat on hold zonder herbeoordelingsdatum", "rijen staan on hold zonder herbeoordelingsdatum"
        ),
    ]
    found = listing(told) or "geen open voorstellen en niets te herbeoordelen"
    return Gate(REGISTER, "Register van maatregelen is beoordeeld", found, not told)


def _some(count: int, one: str, many: str) -> list[str]:
    return [plural(count, one, many)] if count else []


def _dates(asked: Asked) -> Iterator[Gate]:
    until, as_of, delivered_on = asked.period.until, asked.reference_on, asked.warehouse.build.delivered_on
    ripe = last_ripe(asked)
    if ripe == until:
        found = f"ook wie in {month(until)} zijn verzoek deed, is acht weken gevolgd"
    else:
        known = f"tot en met {date_long(ripe)}" if ripe else "van geen enkele dag in de periode"
        found = f"acht weken gevolgd is alleen wat is ontvangen {known}"
    yield Gate(COHORTS, "Cohorten van de periode zijn rijp", found, ripe == until)
    if as_of < until:
        found = f"peildatum {date_long(as_of)} ligt vóór het eind van de periode, {date_long(until)}"
    elif as_of > delivered_on:
        found = f"peildatum {date_long(as_of)} ligt na de levering van {date_long(delivered_on)}"
    else:
        found = f"peildatum {date_long(as_of)}, periode tot en met {date_long(until)}"
    yield Gate(REFERENCE_DATE, "Peildatum past bij periode en levering", found, until <= as_of <= delivered_on)


def same_build(used: str, current: str) -> Gate:
    """Pages can show an earlier build; a letter is made from the one that everyone sees."""
    found = f"bouw {used}" if used == current else f"bouw {used}, gepubliceerd is {current}"
    return Gate(BUILD, "Cijfers komen uit de gepubliceerde bouw", found, used == current)
