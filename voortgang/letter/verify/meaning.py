"""Which fact a sentence without a living figure speaks of: the one whose label stands in it."""

import re
from collections.abc import Iterable

from voortgang.letter.model import DAY, SHARE, Fact
from voortgang.letter.verify.numbers import Number

WORD = re.compile(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*")
SMALL = (
    "de het een van voor dat die dit deze is in op met en of te tot aan bij door om er zijn wordt worden waren was nog "
    "wel als uit over naar dan ook aandeel aantal verzoeken rijen daarvan volgens hoeveel heeft hebben"
)
EMPTY = frozenset(SMALL.split())
"""words that tell no fact from another"""
ALIKE = 0.75
"""the share of the words of a label that a sentence must hold"""
ALIKE_WORDS = {"besloten": "besluit", "beslist": "besluit", "beslissing": "besluit", "voorraad": "werkvoorraad"}
SAID_AS = {
    re.compile(r"\bachterstand\b"): "open acht weken",
    re.compile(r"\binstroom\b|\bkwam(?:en)?\b.*\bbinnen\b|\bbinnengekomen\b"): "ontvangen",
    re.compile(r"\bop tijd\b|\btijdig\b"): "besluit binnen acht weken",
}
"""other words for what a label says"""
REQUESTS = "besluiten besluit verzoek aanvragen mensen burgers aanvragers"
UNITS = dict.fromkeys(REQUESTS.split(), "verzoeken")
ENDING = re.compile(r"(?<=\w{3})(?:ingen|ing|en|e|s)$")


def words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, without their endings."""
    found = (each for each in WORD.findall(text.lower()) if each not in EMPTY)
    return frozenset(ENDING.sub("", ALIKE_WORDS.get(each, each)) for each in found)


def spoken_of(text: str, facts: Iterable[Fact], alike: float = ALIKE) -> tuple[Fact, ...]:
    """The facts whose labels a sentence holds best, whole labels first; none when it holds no label well enough."""
    others = " ".join(words_ for pattern, words_ in SAID_AS.items() if pattern.search(text.lower()))
    said = words(f"{text} {others}")
    found: list[tuple[tuple[bool, int], Fact]] = []
    for each in facts:
        label = words(each.label)
        hits = len(label & said) if each.unit == SHARE or "aandeel" not in text.lower() else 0
        if label and hits >= alike * len(label):
            found.append(((hits == len(label), hits), each))
    best = max((score for score, _ in found), default=None)
    return tuple(each for score, each in found if score == best)


def may_be(number: Number, fact: Fact) -> bool:
    """Whether a figure can be this fact, by its unit: a percentage is a share, days are days."""
    if fact.unit == DAY or fact.value is None:
        return False
    is_share = number.is_percent or number.is_points
    if is_share or fact.unit == SHARE:
        return is_share and fact.unit == SHARE
    unit = UNITS.get(number.unit, number.unit)
    return not unit or unit == fact.unit
