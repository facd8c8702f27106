"""What differs between two entries of a scenario, in words: for who comes second, and for a log that people read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from voortgang.dutch import HERE, listing, moment
from voortgang.methods.portfolio.problem import days_text
from voortgang.register.portfolios.model import Content, Entry

LABELS = {
    "year": "jaar",
    "chain": "keten",
    "baseline": "stand waarvan is uitgegaan",
    "capacity": "capaciteit",
    "weights": "wegingen",
    "pinned_in": "vastgezet: erin",
    "pinned_out": "vastgezet: eruit",
    "maintenance_share": "ondergrens instandhouding",
    "citizens_from": "score voor burgers vanaf",
    "starts": "begin van projecten",
    "minimum": "minste dagen",
    "maximum": "meeste dagen",
}
EXACT = re.compile(r"\d+(/\d+)?", re.ASCII)
"""a number as a composition keeps it"""
MOST_NAMED = 6
"""of projects or periods in one sentence"""


def differences(before: Content, after: Content) -> tuple[str, ...]:
    """One phrase for each thing that people chose otherwise, and for what a new calculation made of it."""
    return tuple(_differences(before, after))


def _differences(before: Content, after: Content) -> Iterator[str]:
    for name in dict.fromkeys([*before.composition, *after.composition]):
        if told := _told(before.composition.get(name), after.composition.get(name)):
            yield f"{LABELS.get(name, name)} ({told})"
    if before.basis != after.basis:
        yield f"doorgerekend op bouw {after.basis.build_id}, stand {after.basis.baseline}"
    elif before.composition == after.composition and before.outcome != after.outcome:
        yield "opnieuw doorgerekend"
    if after.withdrawal != before.withdrawal:
        yield f"ingetrokken: {after.withdrawal}"


def _told(old: Any, new: Any) -> str:
    """How one thing changed; empty when it did not."""
    if old == new:
        return ""
    if isinstance(old, list) and isinstance(new, list):
        return _listed(old, new)
    return f"van '{_shown(old)}' naar '{_shown(new)}'"


def _listed(old: Sequence[Any], new: Sequence[Any]) -> str:
    added, removed = ([each for each in here if each not in there] for here, there in ((new, old), (old, new)))
    # of an amount that changed, what it is now says enough
    renewed = {each[0] for each in added if isinstance(each, list)}
    gone = [each for each in removed if not (isinstance(each, list) and each[0] in renewed)]
    named = [f"{word} {_named(items)}" for word, items in (("nu", added), ("niet meer", gone)) if items]
    return "; ".join(named) or "andere volgorde"


def _named(items: Sequence[Any]) -> str:
    shown = [_shown(each) for each in items[:MOST_NAMED]]
    return listing([*shown, f"nog {len(items) - MOST_NAMED}"] if len(items) > MOST_NAMED else shown)


def _shown(value: Any) -> str:
    if isinstance(value, str) and EXACT.fullmatch(value):
        return days_text(Fraction(value))
    if isinstance(value, list):
        return ": ".join(map(_shown, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shown(each)}" for name, each in value.items())
    return "leeg" if value in (None, "") else str(value)


def told_since(entries: Sequence[Entry], based_on: int) -> str:
    """For who comes second: who changed what since the entry that he saw."""
    places = [place for place, entry in enumerate(entries) if entry.id == based_on]
    if not places:
        return "De stand waarop deze wijziging rust, hoort niet bij dit scenario. Vernieuw de pagina."
    steps = zip(entries[places[0] :], entries[places[0] + 1 :], strict=False)
    told = "; daarna ".join(_step(before, after) for before, after in steps)
    return (
        f"Dit scenario is intussen gewijzigd {told}. Er is niets van u opgeslagen en uw eigen keuze staat er nog. "
        "Bekijk wat er nu staat, of bewaar uw keuze onder een andere naam."
    )


def _step(before: Entry, after: Entry) -> str:
    what = listing(list(differences(before.content, after.content))) or "opnieuw bewaard zonder verschil"
    return f"door {after.recorded_by} op {moment(after.recorded_at.astimezone(HERE))}: {what}"
