"""Section 4: how far the improvement measures are, and what changed since the previous letter."""

from collections.abc import Iterator

from voortgang.letter.model import Freeze
from voortgang.letter.prose import LIST, Paragraph, Section
from voortgang.letter.sections.comparing import moved
from voortgang.letter.sections.telling import Sentences, number, paragraph, plain, told

KEY, TITLE = "maatregelen", "Voortgang van de maatregelen"
EXHIBITS = ("register",)
PHASES = {
    "register.not_started": "nog te starten",
    "register.policy": "beleidsuitwerking",
    "register.preparing": "voorbereiden implementatie",
    "register.implemented": "geïmplementeerd",
}
VERDICTS = {
    "verbeterd": ("Verbeterd", "register.improved"),
    "verslechterd": ("Verslechterd", "register.worsened"),
    "nieuw": ("Nieuw", "register.new"),
    "beëindigd": ("Beëindigd", "register.ended"),
    "niet vergelijkbaar": ("Niet te vergelijken", "register.not_comparable"),
}
"""of a row since the previous letter, with the fact that counts them; what did not change is in the annex only"""
MOST_NAMED = 8
"""more would be a list that nobody reads; the annex names them all"""


def measures(freeze: Freeze) -> Section:
    """Numbers per phase, delays, and the changes by name."""
    paragraphs = (
        *paragraph(_counted(freeze)),
        *(each for key, phase in PHASES.items() for each in _phase(freeze, key, phase)),
        *paragraph(_held_up(freeze)),
        *_changes(freeze),
    )
    return Section(KEY, TITLE, paragraphs, tuple(each for each in EXHIBITS if each in freeze.exhibit))


def _counted(freeze: Freeze) -> Sentences:
    words = (
        "De bijlage telt {register.rows} rijen met samen {register.measures} verbetermaatregelen; een maatregel kan "
        "bij meer dan één ambitie horen."
    )
    return told(freeze, "count", words)


def _phase(freeze: Freeze, key: str, phase: str) -> tuple[Paragraph, ...]:
    return paragraph(moved(freeze, f"Het aantal rijen in de fase ‘{phase}’", key), style=LIST)


def _held_up(freeze: Freeze) -> Sentences:
    lapsed = number(freeze, "register.to_review")
    return (
        moved(freeze, "Het aantal vertraagde rijen", "register.delayed")
        + moved(freeze, "Het aantal rijen dat on hold staat,", "register.on_hold")
        + (
            moved(freeze, "Het aantal dat langer on hold staat dan afgesproken,", "register.to_review")
            if lapsed
            else ()
        )
        + moved(freeze, "Het aantal rijen met een verstreken streefdatum", "register.overdue")
    )


def _changes(freeze: Freeze) -> Iterator[Paragraph]:
    if freeze.previous is None:
        return
    named = {verdict: _named(freeze, verdict) for verdict in VERDICTS}
    if not any(named.values()):
        yield from paragraph(plain("changes", "Sinds de vorige brief is de stand van geen enkele rij gewijzigd."))
        return
    yield from paragraph(plain("changes", "Sinds de vorige brief is de stand van deze rijen gewijzigd:"))
    for verdict, names in named.items():
        yield from paragraph(_changed(freeze, verdict, names), style=LIST)


def _changed(freeze: Freeze, verdict: str, names: list[str]) -> Sentences:
    label, key = VERDICTS[verdict]
    if len(names) > MOST_NAMED:
        counted = told(freeze, "changes", f"{label}: {{{key}}} rijen; zij staan in de bijlage.")
        return counted or plain("changes", f"{label}: meer rijen dan hier passen; zij staan in de bijlage.")
    return plain("changes", f"{label}: {'; '.join(names).rstrip('.')}.") if names else ()


def _named(freeze: Freeze, verdict: str) -> list[str]:
    return [f"{each.measure}, bij {each.ambition}" for each in freeze.changes if each.verdict == verdict]
