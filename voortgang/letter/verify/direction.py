"""Words that tell which way a figure went, against the way it did."""

import re
from collections.abc import Iterator, Sequence

from voortgang.letter.model import Fact
from voortgang.letter.sections.comparing import GOOD, Course, course
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.meaning import spoken_of
from voortgang.letter.verify.reading import LATER, Draft, Sentence

ROSE = (
    r"steeg|stegen|stijgt|gestegen|stijging|nam\w*\b(?:\s[\w’%.,-]+){0,6}?\stoe|neemt\b(?:\s[\w’%.,-]+){0,6}?\stoe|toegenomen|"
    r"toename|groei(?:t|de|den)?|gegroeid|opgelopen|(?:loopt|liep|liepen)\b(?:\s[\w’%.,-]+){0,6}?\sop|verdubbel(?:d|de|t)|"
    r"(?:hoger|langer|groter)\sdan\s(?:in\s)?(?:de\s|het\s)?(?:vorige|vorig|eerdere)"
)
FELL = (
    r"daal(?:t|de|den)|gedaald|daling|nam\w*\b(?:\s[\w’%.,-]+){0,6}?\saf|neemt\b(?:\s[\w’%.,-]+){0,6}?\saf|afgenomen|afname|"
    r"kromp(?:en)?|gekrompen|teruggelopen|(?:loopt|liep|liepen)\b(?:\s[\w’%.,-]+){0,6}?\sterug|gehalveerd|halveerde|verminderde?|"
    r"(?:lager|korter|kleiner)\sdan\s(?:in\s)?(?:de\s|het\s)?(?:vorige|vorig|eerdere)"
)
SAME = (
    r"(?:bleef|blijft|bleven|is|zijn)\s(?:\w+\s){0,2}?(?:gelijk|ongewijzigd|onveranderd|stabiel)(?:\sgebleven)?|"
    r"gelijk gebleven"
)
BETTER = r"verbeterd|verbeterde|verbetert|verbetering"
WORSE = r"verslechterd|verslechterde|verslechtert|verslechtering"
KINDS = {"rose": ROSE, "fell": FELL, "same": SAME, "better": BETTER, "worse": WORSE}
CLAIM = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in KINDS.items()), re.IGNORECASE)
BREAK = re.compile(r"[;:]|,\s|\s(?:maar|terwijl|en|hoewel)\s")
NOT = re.compile(r"\b(?:niet|geen|nauwelijks)\s(?:\w+\s){0,2}$")
NOT_AFTER = re.compile(r"^\s(?:\w+\s)?niet\b")
NEARLY = re.compile(r"\b(?:vrijwel|nagenoeg|bijna|ongeveer)\s(?:\w+\s)?$")
TOLD: dict[Course, str] = {"rose": "is gestegen", "fell": "is gedaald", "same": "is gelijk gebleven"}


def directions(draft: Draft) -> Iterator[Finding]:
    """Each word that says a figure went one way while, as shown, it went another since the previous letter."""
    for sentence in draft.sentences:
        if LATER.search(sentence.text.lower()) or sentence.passage.level:
            continue
        for claim in CLAIM.finditer(sentence.text):
            wrong = _contradicted(claim, sentence, draft)
            if wrong:
                yield _finding(claim, sentence, wrong, draft)


def _contradicted(claim: re.Match[str], sentence: Sentence, draft: Draft) -> Fact | None:
    """The fact that the word contradicts; none when it fits one of the facts that it can be about."""
    about = [(each, way) for each in _about(claim, sentence, draft) if (way := course(draft.freeze, each.key))]
    fits = [_fits(claim, sentence.text, each, way) for each, way in about]
    return about[0][0] if about and not any(fits) else None


def _about(claim: re.Match[str], sentence: Sentence, draft: Draft) -> Sequence[Fact]:
    """The facts in the same part of the sentence or that it names; else those in the part before, or after."""
    living = [*draft.current(sentence)]
    if not living:
        return spoken_of(sentence.text, draft.freeze.facts, alike=1)
    inside = [(span.start, span.end) for span in sentence.spans]
    cuts = [each.start() for each in BREAK.finditer(sentence.text) if not any(a <= each.start() < b for a, b in inside)]
    start = max((each for each in cuts if each < claim.end()), default=0)
    end = min((each for each in cuts if each >= claim.end()), default=len(sentence.text))
    own = [fact for span, fact in living if start <= span.start < end]
    named = spoken_of(sentence.text[start:end], draft.freeze.facts, alike=1)
    before = [fact for span, fact in living if span.start < start]
    return own or named or before[-1:] or [fact for _, fact in living][:1]


def _fits(claim: re.Match[str], text: str, fact: Fact, way: Course) -> bool:
    kind, before = str(claim.lastgroup), text[: claim.start()]
    if kind in ("better", "worse"):
        if not fact.more_is:
            return True
        good = GOOD[fact.more_is]
        said = way == good if kind == "better" else way not in (good, "same")
    else:
        said = way == kind or (kind == "same" and bool(NEARLY.search(before)))
    is_denied = NOT.search(before) or NOT_AFTER.search(text[claim.end() :])
    return not said if is_denied else said


def _finding(claim: re.Match[str], sentence: Sentence, fact: Fact, draft: Draft) -> Finding:
    way = course(draft.freeze, fact.key)
    assert way is not None
    then = draft.previous[fact.key].text
    expected = f"{fact.label} {TOLD[way]}"
    told = f"‘{claim[0]}’ past niet bij ‘{fact.label}’: dat cijfer {TOLD[way]} (van {then} naar {fact.text})."
    return Finding(sentence.place, "richting", claim[0], expected, told)
