"""What an editor may fill in: codes from the lists, days that can be, and texts without anything about one citizen."""

import re
from dataclasses import replace
from typing import Any

from voortgang.dutch import date_long, number
from voortgang.errors import VoortgangError
from voortgang.register.measures.model import INFERRED, LITERAL, OUTCOMES, PHASES, REASONS, Content, Informed
from voortgang.register.texts import LONGEST_LINE, checked_line, day, impersonal, line

LONGEST_TEXT, MOST = 4000, 50
SESSION = re.compile(r"\d{4}/\d{2}")
LINES = {"owner": "De eigenaar", "evidence": "Het bewijs"}
TEXTS = {"explanation": "De toelichting", "partial_results": "De tekst over deelresultaten"}
DAYS = {
    "target_on": "De streefdatum",
    "first_promised_on": "De eerst beloofde datum",
    "review_on": "De herbeoordelingsdatum",
}


def checked(content: Content) -> Content:
    """The content in one notation; raises VoortgangError for the first thing in it that cannot be."""
    one_of(content.phase, PHASES, "De fase")
    one_of(content.phase_basis, (LITERAL, INFERRED), "De herkomst van de fase")
    for reason in content.reasons:
        one_of(reason, REASONS, "De reden")
    if content.outcome:
        one_of(content.outcome, OUTCOMES, "De uitkomst")
    for name, what in DAYS.items():
        if getattr(content, name):
            day(getattr(content, name), what)
    texts: dict[str, Any] = {name: line(getattr(content, name), what) for name, what in LINES.items()}
    texts |= {name: _paragraphs(getattr(content, name), what) for name, what in TEXTS.items()}
    _few(content.reasons, "redenen")
    _few(content.depends_on, "afhankelijkheden")
    _few(content.informed, "brieven")
    needs = tuple(line(each, "De afhankelijkheid", 1) for each in content.depends_on)
    return replace(content, **texts, depends_on=needs, informed=tuple(map(_told, content.informed)))


def one_of(code: str, codes: tuple[str, ...], what: str) -> str:
    """The code itself; raises VoortgangError when it is not on the list."""
    if code not in codes:
        raise VoortgangError(f"{what} '{code[:LONGEST_LINE]}' bestaat niet. Kies uit: {', '.join(codes)}.")
    return code


def _paragraphs(text: str, what: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise VoortgangError(f"{what} telt {number(len(text))} tekens. Schrijf er ten hoogste {number(LONGEST_TEXT)}.")
    lines = text.replace("\r\n", "\n").strip().split("\n")
    clean = [checked_line(each, what, 1, LONGEST_TEXT) if each.strip() else "" for each in lines]
    return impersonal("\n".join(clean), what)


def _few(values: tuple[object, ...], what: str) -> None:
    if len(values) > MOST or len(set(values)) < len(values):
        raise VoortgangError(f"De lijst met {what} noemt iets twee keer of is langer dan {MOST}. Kort haar in.")


def _told(told: Informed) -> Informed:
    day(told.informed_on, "De datum van de brief aan de Kamer")
    if not SESSION.fullmatch(told.session):
        raise VoortgangError(
            f"Het vergaderjaar van de brief van {date_long(told.informed_on)} is geen vergaderjaar. "
            "Schrijf het als 2024/25."
        )
    one_of(told.basis, (LITERAL, INFERRED), "De herkomst van het Kamerstuk")
    dossier, paper = line(told.dossier, "Het dossier", 1), line(told.number, "Het nummer van het Kamerstuk", 1)
    return replace(told, dossier=dossier, number=paper, letter=line(told.letter, "De titel van de brief"))
