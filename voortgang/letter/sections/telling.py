"""How a rule makes a sentence: words with the keys of facts in them, left out when there is no such fact."""

import re
from collections.abc import Iterator
from decimal import Decimal

from voortgang.letter.model import Fact, Freeze
from voortgang.letter.prose import BODY, Figure, Paragraph, Part, Sentence
from voortgang.methods.disclosure import HIDDEN_TEXT

PLACE = re.compile(r"\{([a-z0-9_.]+)(<?)\}")
"""{backlog.open} is the figure of this letter, {backlog.open<} what the previous letter printed"""
NO_SMALL_COUNT = "geen klein aantal verzoeken zichtbaar wordt"
"""of a figure, or of what it leaves: who decides nearly all in time hides that number too"""
ONE = {"dagen": "dag", "weken": "week", "verzoeken": "verzoek", "IV-dagen": "IV-dag", "rijen": "rij"}
COUNTED = re.compile(rf"\{{([a-z0-9_.]+)\}} ({'|'.join(ONE)})\b")
NONE, NONE_COUNTED = "geen", "er was niets te tellen"
Sentences = tuple[Sentence, ...]


def number(freeze: Freeze, key: str) -> Decimal | None:
    """The exact value of a fact; None when there is no such fact, or no number that may be told."""
    value = freeze.fact[key].value if key in freeze.fact else None
    return value if isinstance(value, Decimal) else None


def told(freeze: Freeze, rule: str, words: str) -> Sentences:
    """The sentence; none when a fact is missing; why, when a fact has no value or is hidden."""
    facts = [freeze.fact.get(each[1]) for each in PLACE.finditer(words)]
    if None in facts:
        return ()
    absent = {each.key: each for each in facts if each is not None and each.value is None}
    if absent:
        return tuple(_why(each) for each in absent.values())
    agreeing = COUNTED.sub(lambda found: _agreeing(freeze.fact[found[1]], found), words)
    return (Sentence(tuple(_parts(agreeing)), rule),)


def plain(rule: str, words: str) -> Sentences:
    """A sentence without figures; what stands in braces is taken as it is."""
    return (Sentence((words,), rule),)


def paragraph(*sentences: Sentences, style: str = BODY) -> tuple[Paragraph, ...]:
    """The sentences as one paragraph, each said once; none when there is nothing to say."""
    said = tuple(dict.fromkeys(each for group in sentences for each in group))
    return (Paragraph(said, style),) if said else ()


def _agreeing(fact: Fact, found: re.Match[str]) -> str:
    """1 dag, 2 dagen."""
    return f"{{{fact.key}}} {ONE[found[2]]}" if fact.text == "1" else found[0]


def _why(fact: Fact) -> Sentence:
    if fact.why_absent in ("", HIDDEN_TEXT):
        words = f"Het cijfer ‘{fact.label}’ wordt niet getoond: het is {HIDDEN_TEXT}, opdat {NO_SMALL_COUNT}."
        return Sentence((words,), "hidden")
    why = NONE_COUNTED if fact.why_absent == NONE else fact.why_absent.rstrip(".")
    return Sentence((f"Het cijfer ‘{fact.label}’ is er niet: {why}.",), "absent")


def _parts(words: str) -> Iterator[Part]:
    at = 0
    for found in PLACE.finditer(words):
        if found.start() > at:
            yield words[at : found.start()]
        yield Figure(found[1], is_previous=bool(found[2]))
        at = found.end()
    if at < len(words):
        yield words[at:]
