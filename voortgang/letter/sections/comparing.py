"""Rules that compare: with the previous letter, and with the norm. What is compared is what the reader sees."""

from datetime import date
from decimal import Decimal
from typing import Literal

from voortgang.dutch import half_up
from voortgang.letter.model import SHARE, Fact, Freeze, Published
from voortgang.letter.sections.telling import Sentences, number, plain, told

Course = Literal["rose", "fell", "same"]
NORM_DAYS = 56
VERBS = {"rose": "steeg", "fell": "daalde"}
GOOD: dict[str, Course] = {"beter": "rose", "slechter": "fell"}
JUDGED = frozenset({"cohort_on_time.share", "backlog.open", "backlog.past_norm", "register.delayed"})
"""figures that we call better or worse: others also move when old cases are closed, a hold lapses or a date is moved"""


def course(freeze: Freeze, key: str) -> Course | None:
    """How the figure moved since the previous letter, as shown; None when the two cannot be compared."""
    fact, before = freeze.fact.get(key), _published(freeze, key)
    if fact is None or before is None or fact.definition != before.definition:
        return None
    now, then = _rounded(fact.value, fact), _rounded(before.value, fact)
    if now is None or then is None:
        return None
    return "same" if now == then else "rose" if now > then else "fell"


def moved(freeze: Freeze, subject: str, key: str, unit: str = "") -> Sentences:
    """From what to what: "De mediaan steeg van 65 naar 70 dagen."; the subject is singular."""
    after = f" {unit}" if unit else ""
    way = course(freeze, key)
    if way is None:
        return told(freeze, "count", f"{subject} is {{{key}}}{after}.") + _not_comparable(freeze, key)
    if way == "same":
        return told(freeze, "direction", f"{subject} bleef gelijk op {{{key}}}{after}.")
    verdict = judgement(freeze.fact[key], way)
    return told(freeze, "direction", f"{subject} {VERBS[way]} van {{{key}<}} naar {{{key}}}{after}{verdict}.")


def within_margin(freeze: Freeze, subject: str, key: str) -> Sentences:
    """The same for an estimate with bounds (`_low`, `_high`): it moved only when the two intervals lie apart."""
    low, high = f"{key}_low", f"{key}_high"
    margin = told(freeze, "uncertainty", f"De onzekerheidsmarge loopt van {{{low}}} tot {{{high}}}.")
    if course(freeze, key) in ("rose", "fell") and _overlap(freeze, low, high):
        now = told(freeze, "count", f"{subject} is {{{key}}}.")
        words = f"Het verschil met de {{{key}<}} van de vorige brief valt binnen de onzekerheidsmarge."
        return now + margin + told(freeze, "uncertainty", words)
    return moved(freeze, subject, key) + margin


def against_norm(freeze: Freeze, subject: str, key: str) -> Sentences:
    """On which side of the norm of eight weeks a number of days lies."""
    fact = freeze.fact.get(key)
    days = _rounded(fact.value, fact) if fact else None
    if days is None:
        return ()
    place = "precies op" if days == NORM_DAYS else "boven" if days > NORM_DAYS else "onder"
    return plain("norm", f"{subject} ligt {place} de norm van acht weken.")


def judgement(fact: Fact, way: Course) -> str:
    """Whether a move was for the better, to put after it; empty where we do not judge, or nothing moved."""
    if fact.key not in JUDGED or way == "same":
        return ""
    return ", een verbetering" if GOOD[fact.more_is] == way else ", een verslechtering"


def _published(freeze: Freeze, key: str) -> Published | None:
    return freeze.previous.figures.get(key) if freeze.previous else None


def _rounded(value: Decimal | date | None, fact: Fact) -> Decimal | None:
    if value is None or isinstance(value, date):
        return None
    return half_up(value, fact.decimals + (2 if fact.unit == SHARE else 0))


def _not_comparable(freeze: Freeze, key: str) -> Sentences:
    fact, before = freeze.fact.get(key), _published(freeze, key)
    if fact is None or fact.value is None or before is None or isinstance(fact.value, date):
        return ()
    if before.value is None:
        return plain("direction", "De vorige brief gaf dit cijfer niet.")
    return plain("direction", "Met de vorige brief is dit cijfer niet te vergelijken: de definitie is gewijzigd.")


def _overlap(freeze: Freeze, low: str, high: str) -> bool:
    """Whether the interval of now and the one of then share a value; unknown bounds are no ground for "it moved"."""
    lows = [number(freeze, low), _told_then(freeze, low)]
    highs = [number(freeze, high), _told_then(freeze, high)]
    bounds = [each for each in (*lows, *highs) if each is not None]
    return len(bounds) < 4 or max(bounds[:2]) <= min(bounds[2:])


def _told_then(freeze: Freeze, key: str) -> Decimal | None:
    before = _published(freeze, key)
    return before.value if before is not None and isinstance(before.value, Decimal) else None
