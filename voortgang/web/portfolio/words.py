"""What a composition and its outcome are called on the page."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from voortgang.dutch import decimal, listing, plural
from voortgang.methods.portfolio.candidates import BUSINESSES, CITIZENS, CONTINUITY, GROUND, Candidate
from voortgang.methods.portfolio.composition import Composition
from voortgang.methods.portfolio.outcome import Out, Outcome
from voortgang.methods.portfolio.risks import Risk

CRITERIA = {GROUND: "toetsingskader", CITIZENS: "burgers", BUSINESSES: "bedrijven", CONTINUITY: "continuïteit"}
WHOLE, PART, OUT = "✔\u00a0erin", "◐\u00a0deels\u00a0erin", "✖\u00a0eruit"
MANDATORY, INSIDE, OUTSIDE, FREE = "§\u00a0verplicht", "+\u00a0moet\u00a0erin", "−\u00a0moet\u00a0eruit", "–"
STABLE, SHAKY = "●\u00a0vast", "◌\u00a0wankel"
"""a sign stays on the line of its word"""


def days_told(days: Fraction | None, most: int = 2) -> str:
    """Days with as many decimals as they need, at most so many: 1.000, 17,5."""
    if days is None:
        return decimal(None)
    return decimal(days, next((digits for digits in range(most) if (days * 10**digits).denominator == 1), most))


def standing(outcome: Outcome, code: str) -> str:
    """Whether a project is in, with a sign."""
    share = outcome.shares.get(code)
    return OUT if share is None else WHOLE if share >= 1 else PART


def wish(composition: Composition, each: Candidate) -> str:
    """What was decided beforehand about a project."""
    if each.code in composition.pinned_out:
        return OUTSIDE
    return INSIDE if each.code in composition.pinned_in else MANDATORY if each.is_mandatory else FREE


def why_out(out: Out) -> str:
    """The reason in one line."""
    needed = f" met {listing(list(out.needs))}" if out.needs else ""
    told = {
        "pinned": "is eruit gezet",
        "needs": f"heeft {listing(list(out.needs))} nodig, dat eruit is",
        "days": f"{days_told(out.short)}\u00a0dagen\u00a0tekort{needed}",
        "worth": "levert bij deze wegingen niets op",
        "room": "past, maar is niet gekozen",
    }
    return told[out.why]


def numbers_told(numbers: Sequence[int]) -> str:
    """VM 5 en VM 23, or a dash."""
    return listing([f"VM {number}" for number in numbers]) or "–"


def risk_told(risk: Risk, names: Mapping[str, str]) -> str:
    """A risk in a sentence, with its sign in front."""
    codes = listing([names.get(code, code) for code in risk.codes])
    days = f"{days_told(risk.days)} {'dag' if risk.days == 1 else 'dagen'}"
    told = {
        "mandatory": f"Verplicht werk krijgt {days} minder dan het vraagt: {codes}.",
        "maintenance": f"Instandhouding krijgt {days} minder dan de ondergrens, of vraagt minder.",
        "too_much": f"Er zijn {days} meer verdeeld dan er in de kwartalen zijn.",
        "order": f"Begint eerder dan wat het nodig heeft: {codes}.",
        "unscored": f"Gekozen zonder dat elke score is gegeven: {codes}.",
        "unproven": "Binnen de tijd is niet bewezen dat dit de beste keuze is.",
    }
    return f"⚠ {told[risk.kind]}"


def in_short(composition: Composition, candidates: Sequence[Candidate], outcome: Outcome) -> str:
    """The outcome in one sentence."""
    asking = sum(bool(each.asked) for each in candidates)
    used = sum(outcome.used.values(), Fraction(0))
    proven = "bewezen de hoogste" if outcome.is_optimal else "niet bewezen de hoogste"
    if not outcome.is_optimal and outcome.gap is not None:
        proven = f"ten hoogste {decimal(100 * outcome.gap, 1)}% te laag"
    return (
        f"{len(outcome.shares)} van de {plural(asking, 'project', 'projecten')} erin, met {days_told(used)} van de "
        f"{days_told(composition.total)} dagen; waarde {decimal(outcome.value, 1)} gewogen dagen, {proven}; "
        f"{plural(len(outcome.unlocked), 'maatregel kan', 'maatregelen kunnen')} door."
    )
