"""What a text says in so many words: that it goes well, is done, stands still or was told to parliament.

A claim is taken from one sentence at a time. Dutch puts "niet" in the same clause as what it denies, so a clause that
denies or doubts makes no claim; a condition ("als", "zodra") or a question takes the claim out of the whole sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

NOT = ("niet", "geen", "nooit", "nog nooit", "nauwelijks", "noch", "onvoldoende", "amper", "evenmin", "zonder")
NOT_YET = (
    *("wordt", "worden", "zal", "zullen", "zou", "zouden", "kan", "kunnen", "moet", "moeten", "pas", "straks", "nadat"),
    *("voordat", "streven", "streeft", "beogen", "beoogt", "willen", "wil", "gepland", "om"),
)
NO_LONGER = ("was", "waren", "lag", "lagen", "liep", "liepen", "eerder", "aanvankelijk", "tot voor kort", "voorheen")
IN_PART = (
    *("deel", "delen", "deels", "gedeelte", "gedeeltelijk", "eerste", "stap", "fase", "bijna", "grotendeels"),
    *("onderzoek", "verkenning", "beleidsuitwerking", "uitwerking", "pilot", "proef", "evaluatie", "brief", "brieven"),
    *("kamerbrief", "besluitvorming", "ontwerp", "plan", "analyse", "impactanalyse", "uitvoeringstoets"),
)
CONDITIONS = ("indien", "mits", "zodra", "wanneer", "tenzij", "mocht")
CONDITIONS_AT_THE_START = ("als", "of", "om")
"""of a clause: elsewhere "als" and "of" also mean "as" and "or" """
MEASURES = ("maatregel", "maatregelen", "verbetermaatregel", "verbetermaatregelen", "vm")
WORK = (
    *MEASURES,
    *("implementatie", "uitwerking", "beleidsuitwerking", "invoering", "voorbereiding", "voorbereidingen"),
    *("project", "ontwikkeling", "werkzaamheden", "het werk", "de bouw", "rij"),
)


@dataclass(frozen=True)
class Saying:
    """Words that claim something; each may stand anywhere in a sentence, as whole words."""

    says: tuple[str, ...]
    about: tuple[str, ...] = ()
    """one of these must stand in the sentence too; none: the words are clear by themselves"""
    unless: tuple[str, ...] = ()
    """in the clause with the words"""
    never: tuple[str, ...] = ()
    """in the sentence"""


ON_TRACK = Saying(
    (
        *("op koers", "op schema", "volgens planning", "conform planning", "conform de planning", "binnen de planning"),
        *("loopt volgens de planning", "verloopt volgens de planning", "lopen volgens de planning", "volgens schema"),
    ),
    unless=(*NOT, *NO_LONGER, "zou", "zouden", "moet", "moeten", "om", "streven", "streeft", "terug"),
)
DONE = Saying(
    (
        *("geïmplementeerd", "afgerond", "voltooid", "ingevoerd", "gerealiseerd", "doorgevoerd", "gereed"),
        *("in werking", "in gebruik", "werkt volledig"),
    ),
    about=MEASURES,
    unless=(*NOT, *NOT_YET, *IN_PART),
    never=("treden", "treedt", "onderzocht"),
)
DONE_IN_ONE_WORD = Saying(("^(volledig |geheel |inmiddels )?(geïmplementeerd|afgerond|voltooid|ingevoerd)$",))
ON_HOLD = Saying(("on hold", "on-hold", "in de wacht"), unless=(*NOT, *NOT_YET, *NO_LONGER))
STOPPED = Saying(
    (
        *("opgeschort", "stilgelegd", "stilgezet", "stopgezet", "gepauzeerd", "geparkeerd", "aangehouden"),
        *("ligt stil", "liggen stil", "staat stil", "staan stil"),
    ),
    about=WORK,
    unless=(*NOT, *NOT_YET, *NO_LONGER),
)
RESUMED = Saying(
    ("hervat", "weer opgepakt", "weer opgestart", "weer gestart", "weer aan de slag", "gaat door", "loopt door"),
    about=WORK,
    unless=(*NOT, *NOT_YET),
)
NO_LONGER_ON_HOLD = Saying(
    (
        *("niet langer on hold", "niet meer on hold", "niet on hold", "niet langer stilgelegd", "niet meer stilgelegd"),
        *("niet langer opgeschort", "niet meer opgeschort"),
    ),
)
PARLIAMENT_TOLD = Saying(
    ("geïnformeerd", "ingelicht", "gemeld", "medegedeeld", "meegedeeld", "bericht", "op de hoogte gebracht"),
    about=("kamer", "tweede kamer", "eerste kamer", "kamers", "parlement"),
    unless=(*NOT, *NOT_YET),
    never=("kamer van koophandel", "verzoekt", "vraagt", "gevraagd"),
)
IV_OR_CAPACITY = Saying(
    (
        *(r"iv", r"ict", r"iv\w+", r"\w*capaciteit\w*", r"\w*systemen", r"\w*systeem\w*", r"\w*modernisering\w*"),
        *(r"\w*automatisering\w*", r"\w*personeel\w*", r"\w*menskracht", r"herijking\w*"),
    ),
)
TARGET = Saying(
    (
        *("streefdatum", "gereed", "klaar", "ingevoerd", "invoering", "geïmplementeerd", "implementatie", "afgerond"),
        *("opgeleverd", "oplevering", "in werking", "van kracht", "in gebruik", "gerealiseerd", "realisatie", "live"),
    ),
    unless=("niet", "geen", "nooit", "onhaalbaar"),
    never=(*IN_PART, "sinds", "gestart"),
)
"""what makes a day in a sentence the day on which the measure should work"""

ABBREVIATION = re.compile(r"(?:^|\s|\()(?:nrs?|ca|art|blz|bijv|incl|excl|resp|vgl|jl|mln|mld|(?:\w\.)+\w)\.$", re.I)
ENDS = re.compile(r"[.!?…]+[)\"'”’]*\s+|\n\s*\n|\n(?=\s*[-•*])")
CLAUSES = re.compile(
    r"[;:–]|\s-\s|\b(?:en|maar|want|doch|terwijl|hoewel|omdat|doordat|waardoor|dus|ondanks|echter)\b"
    r"|,(?=\s+(?:is|zijn|ligt|liggen|loopt|lopen|blijft|blijven|gaat|verloopt|staat|werkt)\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each exactly as it stands there; a line break within one ends nothing."""
    start = 0
    for end in ENDS.finditer(text):
        if not ABBREVIATION.search(text[start : end.start() + 1]):
            yield from _stripped(text[start : end.end()])
            start = end.end()
    yield from _stripped(text[start:])


def _stripped(text: str) -> Iterator[str]:
    if text.strip():
        yield text.strip()


def claims(text: str, *sayings: Saying) -> tuple[str, ...]:
    """The sentences of a text that say it."""
    return tuple(sentence for sentence in sentences(text) if any(is_said(sentence, each) for each in sayings))


def is_said(sentence: str, saying: Saying) -> bool:
    """True when this sentence claims it: not as a question, under a condition or in order to deny it."""
    plain = " ".join(unicodedata.normalize("NFC", sentence).split())
    if plain.endswith("?") or has(plain, CONDITIONS) or has(plain, saying.never):
        return False
    if saying.about and not has(plain, saying.about):
        return False
    clauses = [clause.strip(" .,!") for clause in CLAUSES.split(plain)]
    return any(
        has(clause, saying.says) and not has(clause, saying.unless) and not _is_condition(clause) for clause in clauses
    )


def has(text: str, words: tuple[str, ...]) -> bool:
    """True when one of these stands in the text as whole words, whatever its capitals."""
    return bool(words) and bool(_pattern(words).search(text))


def _is_condition(clause: str) -> bool:
    return clause.partition(" ")[0].lower() in CONDITIONS_AT_THE_START


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
