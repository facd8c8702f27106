"""Every term and every metric in the words of GLOSSARY.md and of the metric headers, to be searched."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.pipeline.metrics import Metric
from voortgang.settings import REFERENCE, ROOT

GLOSSARY = ROOT / "GLOSSARY.md"
COLUMNS = 3
SECTION = re.compile(r"^## +(.+)$")
RULE = re.compile(r"[|\s:-]+")
MONTHS_OF_LETTER = 6


@dataclass(frozen=True)
class Term:
    """One Dutch word for who reads, one English word for who programs, and what both mean."""

    section: str
    dutch: str
    english: str
    meaning: str


PERIODS = {
    "week": "maandag tot en met zondag, met het nummer van de ISO-telling; een volle week ligt helemaal in de keuze",
    "maand": "kalendermaand",
    "tertaal": "een derde van een jaar: januari t/m april, mei t/m augustus, september t/m december",
    "onvolledige periode": "begint vóór 'Van' of eindigt na de peildatum; niet te vergelijken met een volle",
    "rijpe periode": "periode van ontvangst waarvan elk verzoek op de peildatum 56 dagen heeft gehad",
}
UNITS = {
    "verzoeken": "aantal verzoeken; een aantal onder de drempel is verborgen",
    "dagen": "kalenderdagen; de dag van ontvangst telt niet mee",
    "weken": "dagen gedeeld door zeven",
    "datum": "kalenderdag in Nederland, zonder tijdstip",
    "aandeel": "teller gedeeld door noemer, als percentage; het gemiddelde van aandelen wordt nooit genomen",
    "kans": "kans van 0% tot 100%, geschat met open verzoeken erbij",
    "saldo": "verschil van twee aantallen; kan negatief zijn",
    "waarde": "waarde van de gekozen stroom: een aantal, een aandeel of besluiten per voltijdsplaats",
    "voltijdsweken": "voltijdsplaatsen die aanwezig waren, maal hun werkdagen, gedeeld door vijf",
    "raming": "uitkomst van een rekenmodel, geen telling; zie de definitie voor wat het model aanneemt",
    "aantal": "aantal keren",
    "IV-dagen": "dagen werk aan informatievoorziening",
    "jaar": "kalenderjaar",
    "nummer": "nummer van een maatregel",
    "euro": "bedrag in euro's, op de cent nauwkeurig berekend",
    "toetsgrootheid": "uitkomst van een statistische toets; hoe groter, hoe minder gelijk de groepen",
    "p-waarde": "kans op een minstens zo groot verschil als er in werkelijkheid geen verschil is",
    "ja/nee": "of iets zo is",
    "code": "waarde uit een vaste lijst, getoond met haar Nederlandse naam",
    "kenmerk": "gepseudonimiseerd nummer van een verzoek",
    "tekst": "woorden",
    "rijen": "regels in een bestand",
    "bytes": "grootte van een bestand",
    "seconden": "duur van een stap van de verwerking",
    "volgorde": "alleen om te ordenen; niet getoond",
}
ABBREVIATIONS = {
    "Awb": "Algemene wet bestuursrecht; 4:13 termijn, 4:14 verdaging, 4:15 opschorting",
    "Awir": "Algemene wet inkomensafhankelijke regelingen",
    "ATW": "Algemene termijnenwet: een termijn eindigt niet in het weekend of op een feestdag",
    "PBR": "persoonlijke betalingsregeling",
    "IV": "informatievoorziening",
    "fte": "voltijdsplaats",
    "n": "aantal verzoeken waarop een cijfer rust",
    "K1 … K14": "de nummers van de kerncijfers; zoek op het nummer om het cijfer te vinden",
    "P90, P95": "duur waarbinnen 90% of 95% is afgerond",
    "KM": "Kaplan-Meier: schatting van doorlooptijden waarin open verzoeken meetellen",
    "XmR": "regelkaart van losse waarden en hun verschillen: wat valt buiten de gewone variatie?",
    "SHA-256": "vingerafdruk van een bestand: wie één teken verandert, krijgt een andere",
}


@cache
def terms(path: Path = GLOSSARY) -> tuple[Term, ...]:
    """Every row of the tables in the glossary, then what is ours; raises VoortgangError when the file is gone."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise VoortgangError(f"De begrippenlijst {path.name} is niet te lezen. Zet haar terug.") from problem
    return (
        *_rows(text),
        *_ours("Periodes", periods()),
        *_ours("Eenheden", UNITS),
        *_ours("Afkortingen", ABBREVIATIONS),
    )


def periods() -> dict[str, str]:
    """What every period that can be chosen means; the half years of the letters are a choice with its reason."""
    halves = " of ".join(months for months, _ in letter_periods())
    reasons = "; ".join(reason for _, reason in letter_periods())
    return PERIODS | {"briefperiode": f"het halve jaar waarover een Kamerbrief gaat: {halves} ({reasons})"}


def _ours(section: str, meanings: dict[str, str]) -> Iterator[Term]:
    return (Term(section, word, "", meaning) for word, meaning in meanings.items())


def _rows(text: str) -> Iterator[Term]:
    section, is_body = "", False
    for line in text.splitlines():
        if found := SECTION.match(line):
            section, is_body = found[1].strip(), False
        elif RULE.fullmatch(line) and "-" in line:
            is_body = True
        elif not line.startswith("|"):
            is_body = False
        elif is_body:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) != COLUMNS:
                raise VoortgangError(f"In de begrippenlijst heeft deze regel geen {COLUMNS} kolommen: {line}")
            yield Term(section, *cells)


@cache
def letter_periods(path: Path = REFERENCE / "letter_periods.csv") -> tuple[tuple[str, str], ...]:
    """The half years of the letters as months, each with why it was chosen."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple((_months(int(row["first_month"])), row["source"]) for row in csv.DictReader(lines))


def _months(first: int) -> str:
    last = (first + MONTHS_OF_LETTER - 2) % 12 + 1
    names = [dutch.month(date(2025, month, 1)).split()[0] for month in (first, last)]
    return " tot en met ".join(names)


def plain(text: str) -> str:
    """Without capitals and accents, so that "Herijking" is found by "herijking" and "één" by "een"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def has_all(words: str, text: str) -> bool:
    """True when each of these words stands somewhere in the text, on its own or as part of a word."""
    searched = plain(text)
    return all(re.search(_pattern(word), searched) for word in plain(words).split())


def _pattern(word: str) -> str:
    """A number is sought whole: K1 is not K10."""
    return re.escape(word) + (r"(?!\d)" if word[-1].isdigit() else "")


def text_of_term(term: Term) -> str:
    """All words of a term."""
    return " ".join((term.section, term.dutch, term.english, term.meaning))


def text_of_metric(metric: Metric) -> str:
    """All words of a metric: its name, definition and columns."""
    columns = (f"{column.label} {column.meaning}" for column in metric.columns.values())
    shares = (share.label for share in metric.shares)
    return " ".join((metric.name, metric.title, metric.definition, metric.grain, *metric.kpi, *columns, *shares))
