"""Figures that were typed: those the letter knows, those it contradicts, and those that come from nowhere."""

import re
from collections.abc import Iterator, Sequence

from voortgang.dutch import decimal
from voortgang.letter.model import SHARE, Fact
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.meaning import may_be, spoken_of
from voortgang.letter.verify.numbers import Number
from voortgang.letter.verify.reading import Draft, Sentence
from voortgang.letter.verify.rounding import difference, is_same, rounded_otherwise, rounded_wrongly, told_then

AMOUNT = re.compile(r"\bmet\s(?:een\s)?(?:ruim\s|bijna\s|ongeveer\s|circa\s)?$")
"""before a figure that tells how much something rose or fell"""
TELLING = 10
"""a figure below this is the same as some fact too easily to say that it is one"""


def typed_figures(draft: Draft) -> Iterator[Finding]:
    """Each figure in the running text that is no living one."""
    for sentence in draft.sentences:
        for number in draft.typed(sentence):
            found = _judged(number, sentence, draft)
            if found:
                yield found


def _judged(number: Number, sentence: Sentence, draft: Draft) -> Finding | None:
    shown = [fact for _, fact in draft.current(sentence)]
    fitting = [each for each in draft.freeze.facts if may_be(number, each)]
    named = spoken_of(sentence.text, fitting)
    about = (*named, *(each for each in shown if each not in named))
    if number.is_points or AMOUNT.search(sentence.text[: number.start]):
        apart = [(each, text) for each in about if (text := difference(number, each, draft.previous))]
        return _apart(number, sentence, apart) if apart else _strange(number, sentence, named, draft)
    return (
        _then(number, sentence, about, draft)
        or _known(number, sentence, named, fitting)
        or _rounding(number, sentence, named or [each for each in fitting if _is_telling(number)])
        or _strange(number, sentence, named, draft)
    )


def _then(number: Number, sentence: Sentence, about: Sequence[Fact], draft: Draft) -> Finding | None:
    """A figure of the previous letter, in a sentence about it or as if it were of now."""
    told = [(each, text) for each in about if may_be(number, each) and (text := told_then(each, draft.previous))]
    same = next(((each, text) for each, text in told if is_same(number, text)), None)
    speaks = sentence.speaks_of_then() or any(f"{word} {number.text}" in sentence.text for word in ("van", "tegen"))
    if same is not None:
        fact, text = same
        if speaks:
            return _typed(number, sentence, f"{fact.label} in de vorige brief ({text})")
        if text == fact.text:
            return None
        why = f"{number.text} is het cijfer van de vorige brief voor ‘{fact.label}’; deze brief geeft {fact.text}."
        return Finding(sentence.place, "vorige brief", number.text, fact.text, why)
    if not told or not sentence.speaks_of_then() or any(is_same(number, each.text) for each, _ in told):
        return None
    fact, text = told[0]
    why = f"De vorige brief gaf voor ‘{fact.label}’ niet {number.text} maar {text}."
    return Finding(sentence.place, "vorige brief", number.text, text, why)


def _known(number: Number, sentence: Sentence, named: Sequence[Fact], fitting: Sequence[Fact]) -> Finding | None:
    """The same as a fact: right today, but it will not change with it."""
    same = next((each for each in named if is_same(number, each.text)), None)
    if same is None and not named and _is_telling(number):
        same = next((each for each in fitting if is_same(number, each.text)), None)
    return _typed(number, sentence, f"{same.label} ({same.text})") if same else None


def _rounding(number: Number, sentence: Sentence, facts: Sequence[Fact]) -> Finding | None:
    wrong = next((each for each in facts if rounded_wrongly(number, each)), None)
    otherwise = next((each for each in facts if rounded_otherwise(number, each)), None)
    fact = otherwise or wrong
    if fact is None:
        return None
    exact = decimal(fact.value * 100 if fact.unit == SHARE else fact.value, 2)  # type: ignore[arg-type,operator]
    why = "is anders afgerond dan in de rest van de brief" if otherwise else f"is verkeerd afgerond van {exact}"
    told = f"{number.text} voor ‘{fact.label}’ {why}; de brief geeft {fact.text}."
    return Finding(sentence.place, "afronding", number.text, fact.text, told, "let op" if otherwise else "fout")


def _strange(number: Number, sentence: Sentence, named: Sequence[Fact], draft: Draft) -> Finding:
    if number.is_points or not named:
        told = f"{number.text} staat niet in de cijfers van brief {draft.freeze.id}. Noem de bron of haal het weg."
        return Finding(sentence.place, "zonder bron", number.text, "een cijfer van de brief", told, "let op")
    fact = named[0]
    told = f"{number.text} is in strijd met ‘{fact.label}’: de brief geeft {fact.text}."
    return Finding(sentence.place, "strijdig cijfer", number.text, fact.text, told)


def _typed(number: Number, sentence: Sentence, what: str) -> Finding:
    told = f"{number.text} is getypt en gelijk aan {what}. Neem het gekoppelde cijfer over uit het concept."
    return Finding(sentence.place, "getypt cijfer", number.text, "een gekoppeld cijfer", told, "let op")


def _apart(number: Number, sentence: Sentence, apart: Sequence[tuple[Fact, str]]) -> Finding | None:
    """How much a fact differs from the previous letter: "daalde met 8 procentpunten"."""
    if any(number.text == text or text.startswith(f"{number.text} ") for _, text in apart):
        return None
    fact, text = apart[0]
    why = f"{number.text} is niet het verschil met de vorige brief voor ‘{fact.label}’: dat is {text}."
    return Finding(sentence.place, "strijdig cijfer", number.text, text, why)


def _is_telling(number: Number) -> bool:
    return number.is_percent or abs(number.value) >= TELLING or bool(number.unit) or bool(number.decimals)
