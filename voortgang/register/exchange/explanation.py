"""What a reader of the files needs to know: of which day they are, how to work in them, and what a column means."""

from collections.abc import Iterator
from datetime import datetime

from voortgang.dutch import HERE, date_long, moment, number, plural
from voortgang.register.exchange.extract import Extract
from voortgang.register.exchange.fields import HISTORY, MEASURES
from voortgang.register.measures.checks import LONGEST_TEXT
from voortgang.register.measures.model import REASONS
from voortgang.register.texts import LONGEST_LINE

HOW = (
    "Wijzig op het blad Maatregelen wat anders moet zijn, en lees het bestand weer in. Vóór er iets wordt "
    "opgeslagen, ziet u elk verschil; daarna beoordeelt een tweede persoon uw voorstellen.",
    "Een regel die niet kan, wordt geweigerd met de reden; de andere regels kunnen er wel in.",
    "Een rij die u weglaat, blijft in het register zoals zij is. Een nieuwe rij heeft geen nummer in de kolom Rij.",
    "Kolommen die het register bijhoudt, blijven zoals zij zijn: daaraan ziet de import of iemand u voor was.",
    "Lijsten staan in één cel, één per regel (in Excel: Alt+Enter). VM-nummers staan met een puntkomma ertussen.",
    "Een cel bevat tekst, een datum of een getal, nooit een formule. Tekst die begint met = + - of @ blijft tekst. In "
    "CSV staat voor zulke tekst een apostrof ('); de import haalt die er weer af.",
    f"Een toelichting en deelresultaten tellen ten hoogste {number(LONGEST_TEXT)} tekens, andere teksten "
    f"{number(LONGEST_LINE)}. Laat nummers en namen van personen weg.",
    "Het blad Geschiedenis bevat alles wat ooit is vastgelegd; de import leest het niet.",
)
Lines = Iterator[tuple[str, tuple[str, ...]]]
"""per line how it looks, and its cells"""


def explanation(found: Extract) -> Lines:
    """The lines of the sheet that explains the others."""
    yield "title", ("Register van maatregelen",)
    yield "prose", ("Stand op", date_long(found.as_of))
    yield "prose", ("Zoals bekend op", _moment(found.known_on) if found.known_on else "het moment van de export")
    yield "prose", ("Geëxporteerd op", _moment(found.made_at))
    rows, entries = plural(len(found.states), "rij", "rijen"), plural(len(found.log), "stand", "standen")
    yield "prose", ("Omvang", f"{rows}; geschiedenis: {entries}")
    yield "prose", ("",)
    yield "title", ("Werken met dit bestand",)
    for text in HOW:
        yield "prose", ("", text)
    yield "prose", ("",)
    yield "title", ("De kolommen",)
    yield "head", ("Kolom", "Betekenis", "Wie vult haar in", "Toegestaan")
    for field in dict.fromkeys((*MEASURES, *HISTORY)):
        must = "" if field.is_kept or field.may_be_empty else " (verplicht)"
        allowed = ", ".join(REASONS) if field.name == "reasons" else ", ".join(field.kind.choices)
        yield "prose", (field.head, field.meaning, field.by + must, allowed)


def _moment(instant: datetime) -> str:
    return moment(instant.astimezone(HERE))
