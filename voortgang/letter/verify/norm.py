"""Sentences that put a number of days or weeks on the wrong side of the norm of eight weeks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from voortgang.dutch import DAYS_PER_WEEK, half_up
from voortgang.letter.model import Fact
from voortgang.letter.sections.comparing import NORM_DAYS
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.meaning import spoken_of, words
from voortgang.letter.verify.reading import LATER, Draft, Sentence

NORM = r"(?:de\s)?(?:\w+\s)?(?:service)?norm\b"
CLAIM = re.compile(
    rf"(?P<above>\bboven\s{NORM}|\boverschrijd\w*\s{NORM}|\blanger\sdan\s{NORM}|\bbuiten\s{NORM}|\bniet\s(?:binnen|onder)\s{NORM})"
    rf"|(?P<under>\bonder\s{NORM}|\bbinnen\s{NORM}|\bvoldo\w+\s(?:\w+\s)?aan\s{NORM}|\bkorter\sdan\s{NORM})"
    rf"|(?P<at>\bprecies\sop\s{NORM})",
    re.IGNORECASE,
)
SIDES = {"above": "boven", "under": "onder", "at": "precies op"}
DAYS = {"dagen": 1, "weken": DAYS_PER_WEEK}


def norms(draft: Draft) -> Iterator[Finding]:
    """Each claim about the norm that the duration in it, or the one just told, does not bear out."""
    before: Sentence | None = None
    told: list[Fact] = []
    for sentence in draft.sentences:
        told = told if before is not None and before.passage is sentence.passage else []
        here = [fact for _, fact in draft.current(sentence) if _is_duration(fact)]
        claim = CLAIM.search(sentence.text)
        if claim and not LATER.search(sentence.text.lower()):
            facts = here or _named(sentence, told, draft)
            if facts and not any(_side(each) == claim.lastgroup for each in facts):
                yield _finding(claim, sentence, facts[0])
        before, told = sentence, told + here


def _named(sentence: Sentence, told: list[Fact], draft: Draft) -> list[Fact]:
    """A duration that was told before in the paragraph and that the sentence names, or else any that it names."""
    said = words(sentence.text)
    again = [each for each in told if said & words(each.label) - words("norm weken acht")]
    return again or [each for each in spoken_of(sentence.text, draft.freeze.facts, alike=1) if _is_duration(each)]


def _is_duration(fact: Fact) -> bool:
    return fact.unit in DAYS and isinstance(fact.value, Decimal)


def _side(fact: Fact) -> str:
    assert isinstance(fact.value, Decimal)
    days = half_up(fact.value, fact.decimals) * DAYS[fact.unit]
    return "at" if days == NORM_DAYS else "above" if days > NORM_DAYS else "under"


def _finding(claim: re.Match[str], sentence: Sentence, fact: Fact) -> Finding:
    side = SIDES[_side(fact)]
    told = f"‘{claim[0]}’ past niet bij ‘{fact.label}’: {fact.text} {fact.unit} ligt {side} de norm van acht weken."
    return Finding(sentence.place, "norm", claim[0], f"{side} de norm", told)
