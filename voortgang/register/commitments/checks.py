"""What an editor may fill in: days that can be, a source that can be found, and nothing about one citizen."""

import re
from dataclasses import replace
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.register.commitments.model import KINDS, Content, Settled
from voortgang.register.texts import LONGEST_LINE, checked_line, day, impersonal, line

SHORTEST_TEXT, LONGEST_TEXT = 3, 1000
SESSION = re.compile(r"(\d{4})/(\d{2})", re.ASCII)
DAYS = {
    "made_on": "De dag van de toezegging",
    "source_on": "De datum van de bron",
    "due_on": "De termijn",
}
LINES = {
    "dossier": "Het dossier",
    "number": "Het nummer van het Kamerstuk",
    "owner": "De eigenaar",
    "withdrawal": "De reden van het vervallen",
}


def checked(content: Content) -> Content:
    """The content in one notation; raises VoortgangError for the first thing in it that cannot be."""
    if content.kind not in KINDS:
        raise VoortgangError(f"'{content.kind[:LONGEST_LINE]}' is geen soort. Kies uit: {', '.join(KINDS)}.")
    for name, what in DAYS.items():
        if (value := getattr(content, name)) is not None:
            day(value, what)
    text = impersonal(checked_line(content.text, "De tekst", SHORTEST_TEXT, LONGEST_TEXT), "De tekst")
    lines: dict[str, Any] = {name: line(getattr(content, name), what) for name, what in LINES.items()}
    return replace(
        content,
        text=text,
        asked_by=line(content.asked_by, "Wie erom vroeg", 1),
        session=_session(content.session) if content.session.strip() else "",
        settled=content.settled and _settled(content.settled),
        **lines,
    )


def _settled(settled: Settled) -> Settled:
    return Settled(
        settled_on=day(settled.settled_on, "De datum van de brief"),
        session=_session(settled.session),
        dossier=line(settled.dossier, "Het dossier van de brief", 1),
        number=line(settled.number, "Het nummer van de brief", 1),
        letter=line(settled.letter, "De titel van de brief", 1),
        paragraph=line(settled.paragraph, "De paragraaf", 1),
    )


def _session(text: str) -> str:
    found = SESSION.fullmatch(text.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise VoortgangError(f"'{text[:LONGEST_LINE]}' is geen vergaderjaar. Schrijf het als 2024/25.")
    return found[0]
