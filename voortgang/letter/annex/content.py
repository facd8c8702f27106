"""What stands in the annex, whatever it is written as: plain text in the order in which it is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from voortgang.dutch import date_long, date_short
from voortgang.letter.annex_rows import AnnexChange, AnnexRow
from voortgang.letter.model import Freeze

TITLE = "Overzicht verbetermaatregelen"
ROWS_TITLE = "Stand van de maatregelen"
CHANGES_TITLE = "Wijzigingen sinds de vorige brief"
HEADS = (
    "Ambitie invorderingsstrategie",
    "Pag.",
    "Valt onder verbetermaatregel",
    "Toelichting",
    "Stand van zaken uitwerking",
    "TK geïnformeerd",
)
CHANGE_HEADS = ("Verbetermaatregel", "Ambitie invorderingsstrategie", "Oordeel", "Stand in de vorige brief", "Stand nu")
PHASES = {
    "nog te starten": "○",
    "beleidsuitwerking": "◔",
    "voorbereiden implementatie": "◑",
    "geïmplementeerd": "●",
}
FLAGS = {
    "beëindigd": "✕",
    "vertraagd": "▲",
    "on hold": "‖",
    "te herbeoordelen": "↻",
    "deels in werking": "◐",
    "overgedragen": "→",
}
"""icons as on the page with the measures"""
VERDICTS = {
    "verbeterd": "↑",
    "verslechterd": "↓",
    "ongewijzigd": "=",
    "niet vergelijkbaar": "≠",
    "nieuw": "+",
    "beëindigd": "✕",
}
BEFORE_NUMBER = re.compile(r"\bVM (?=\d)")
OTHER, NOTHING = "•", "-"
FICTIONAL = "Fictieve gegevens: geen van deze standen is echt."
FIRST = "Dit is de eerste brief: er is geen vorige om mee te vergelijken."
NONE_CHANGED = "Sinds de vorige brief, met peildatum {}, is in geen van de rijen iets gewijzigd."


@dataclass(frozen=True)
class Mark:
    """An icon that says nothing without its text."""

    icon: str
    text: str


@dataclass(frozen=True)
class Told:
    """A day on which parliament was told, and the Kamerstuk that goes in a footnote."""

    day: str
    paper: str


@dataclass(frozen=True)
class Line:
    """One row; texts are in paragraphs."""

    ambition: str
    page: str
    measure: str
    explanation: tuple[str, ...]
    marks: tuple[Mark, ...]
    standing: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Group:
    """A section row and the rows under it."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Change:
    """One row of the second table."""

    measure: str
    ambition: str
    verdict: Mark
    before: str
    after: str


@dataclass(frozen=True)
class Annex:
    """The whole annex."""

    title: str
    label: str
    """that the data is fictional, or empty"""
    about: str
    legend: tuple[tuple[str, tuple[Mark, ...]], ...]
    rows_title: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    nothing: str
    """what stands where parliament was not told, or there is no page"""
    changes_title: str
    change_heads: tuple[str, ...]
    changes: tuple[Change, ...]
    no_changes: str
    """why the second table is not there, or empty"""
    footer: str


def content(freeze: Freeze) -> Annex:
    """The annex of a letter as it was frozen; only changes that are one are in the second table."""
    changes = tuple(_change(each) for each in freeze.changes if each.verdict != "ongewijzigd")
    return Annex(
        title=TITLE,
        label=FICTIONAL if freeze.provenance.is_fictional else "",
        about=f"Bijlage bij de brief '{freeze.title}'. Stand van het register op {date_long(freeze.reference_on)}.",
        legend=tuple(_legend(freeze.annex)),
        rows_title=ROWS_TITLE,
        heads=HEADS,
        groups=tuple(
            Group(title, tuple(map(_line, rows))) for title, rows in groupby(freeze.annex, lambda row: row.section)
        ),
        nothing=NOTHING,
        changes_title=CHANGES_TITLE,
        change_heads=CHANGE_HEADS,
        changes=changes,
        no_changes="" if changes else _no_changes(freeze),
        footer=f"{TITLE}, brief {freeze.id}{f'. {FICTIONAL}' if freeze.provenance.is_fictional else ''}",
    )


def _legend(rows: Sequence[AnnexRow]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Every phase there is, and what besides it occurs in these rows."""
    yield "Fase", tuple(Mark(icon, phase) for phase, icon in PHASES.items())
    used = dict.fromkeys(flag for row in rows for flag in row.flags)
    known = [flag for flag in FLAGS if flag in used]
    if used:
        yield "Bijzonderheden", tuple(map(_flag, [*known, *(flag for flag in used if flag not in FLAGS)]))


def _line(row: AnnexRow) -> Line:
    return Line(
        ambition=row.ambition,
        page=row.page.strip() or NOTHING,
        measure=_named(row.measure),
        explanation=_paragraphs(row.explanation),
        marks=(Mark(PHASES.get(row.phase, OTHER), row.phase), *map(_flag, row.flags)),
        standing=_paragraphs(row.standing),
        told=tuple(Told(date_short(day), paper) for day, paper in row.informed),
    )


def _flag(flag: str) -> Mark:
    return Mark(FLAGS.get(flag, OTHER), flag)


def _change(change: AnnexChange) -> Change:
    verdict = Mark(VERDICTS.get(change.verdict, OTHER), change.verdict)
    return Change(_named(change.measure), change.ambition, verdict, change.before or NOTHING, change.after or NOTHING)


def _named(measure: str) -> str:
    """A number on the next line, without its VM, is hard to find."""
    return BEFORE_NUMBER.sub("VM\u00a0", measure)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _no_changes(freeze: Freeze) -> str:
    return NONE_CHANGED.format(date_long(freeze.previous.reference_on)) if freeze.previous else FIRST
