"""The figures in Dutch text: numbers, without dates, references, sections and whatever else is written in digits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
LISTED = r"\d+(?:[.:]\d+)*[a-z]?(?:\s?(?:[-–,]|en|of|tot en met|t/m)\s?\d+(?:[.:]\d+)*[a-z]?\b(?!\s\d{3}\b))*"
COUNTED = "verzoeken|besluiten|dagen|weken|maanden|jaar|IV-dagen|maatregelen|rijen|mensen|burgers|verzoek|besluit"
NO_FIGURE = re.compile(
    "|".join(
        (
            rf"\b\d{{1,2}}(?:\s?(?:-|–|en|tot en met|t/m)\s?\d{{1,2}})?\s(?:{MONTHS})\b\.?(?:\s\d{{4}})?",
            rf"\b(?:{MONTHS})\s\d{{4}}\b",
            r"\b\d{1,4}[/-]\d{1,2}[/-]\d{2,4}\b",
            r"\b\d{1,2}[:.]\d{2}\suur\b",
            rf"(?<![\d.,])(?:19|20)\d\d(?:\s?[/–-]\s?\d{{2,4}})?(?![\d%]|[.,]\d|\s?(?:%|procent|{COUNTED})\b)",
            rf"\bKamerstuk(?:ken)?\b[^.;()]{{0,40}}?\bnrs?\.\s?{LISTED}",
            r"\bKamerstuk(?:ken)?\b[^.;()]{0,40}?\d{2}\s?\d{3}(?:-[IVXLC]+)?",
            r"\b\d{2}\s?\d{3}(?:\s?-?[IVXLC]+)?,\snrs?\.\s?\d+",
            r"(?i:\b(?:nrs?\.|nummers?|dossier|paragraaf|par\.|hoofdstuk|hfst\.|onderdeel|bijlagen?|tabel|figuur|grafiek|"
            rf"artikel(?:en)?|art\.|lid|voetnoot|noot|pagina|pag\.|blz\.|p\.|week|kwartaal|versie|kenmerk|postbus)\s?{LISTED})",
            rf"§+\s?{LISTED}",
            rf"\bVM[\s-]?{LISTED}",
            r"(?<!\w)(?:\+31|0)[\d() -]{7,14}\d\b",
            r"\b\d{4}\s?[A-Z]{2}\b|\b\w*(?:straat|laan|weg|plein|kade|gracht|singel|[Vv]oorhout)\s\d+\b",
            r"\b\d+[-–]\d[\d–-]{5,}\b",
            r"\S+@\S+|\bhttps?://\S+|\bwww\.\S+",
            r"\b\d+:\d+\b",
            r"\b\d+\s?%-\s?(?:betrouwbaarheids)?(?:interval|marge)\w*",
            r"\b56\sdagen\b|\b8\sweken\b",
            r"^\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]\s",
        )
    )
)
"""what is written in digits and is no figure; the norm of eight weeks is known to everybody"""
NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[-−](?=\d))?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<fraction>\d+))?"
    r"(?:\s?(?P<percent>%|procentpunt(?:en)?|procent)(?!\w))?(?!\w|[.,]\d)"
)
UNIT = re.compile(rf"\s(?:(?:open|\w+e)\s)?(?P<unit>{COUNTED})\b")
NOUN = re.compile(r"\s(?P<unit>[a-zà-ÿ-]{3,}(?:en|s))\b")
NO_NOUN = (
    "waren werden zijn worden kwamen komen hebben hadden besloten ontvangen binnen boven tegen samen kunnen zullen "
    "ingetrokken geworden gebleven bleven stonden staan vielen vallen dus als eens tijdens sinds"
)
"""words that look like a plural and are none"""


@dataclass(frozen=True)
class Number:
    """A figure as it is written: where, and what it says."""

    start: int
    end: int
    text: str
    value: Decimal
    decimals: int
    is_percent: bool
    is_points: bool
    """of percentages"""
    unit: str
    """the word that follows, when it says what is counted"""


def figures_in(text: str, sourced: Sequence[tuple[int, int]] = ()) -> Iterator[Number]:
    """The figures in a text, outside the stretches (start, end) that are known already."""
    known = [*sourced, *(each.span() for each in NO_FIGURE.finditer(text))]
    for found in NUMBER.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in known):
            yield _number(found, text)


def _number(found: re.Match[str], text: str) -> Number:
    fraction, percent = found["fraction"] or "", found["percent"] or ""
    value = Decimal(found["whole"].replace(".", "") + (f".{fraction}" if fraction else ""))
    unit = UNIT.match(text, found.end()) or NOUN.match(text, found.end())
    return Number(
        found.start(),
        found.end(),
        found[0],
        -value if found["sign"] else value,
        len(fraction),
        percent in ("%", "procent"),
        percent.startswith("procentpunt"),
        unit["unit"] if unit and unit["unit"] not in NO_NOUN.split() else "",
    )
