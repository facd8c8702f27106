"""Keeping a frozen letter and approving it: each once, by two people, never over what was there."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, text

from voortgang.dutch import HERE, date_long, moment
from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.letter.plain import to_json
from voortgang.register import audit, store
from voortgang.register.letter_tables import letter_approvals, letter_documents, letters
from voortgang.register.letters.model import Kept
from voortgang.register.letters.reading import SHOWN, document_of, freeze_of, kept_of, one_of, sha256
from voortgang.register.measures.drafts import is_same_person
from voortgang.register.texts import LONGEST_LINE, checked_line, line

SHORTEST_REASON = 10
"""signs: "fout" says nothing to who reads it in five years"""
SUBJECT = letters.name


def keep(freeze: Freeze, documents: Mapping[str, bytes]) -> Kept:
    """Keep a letter with its documents, for ever.

    Raises VoortgangError, with nothing written, when this version is there already, when a version before it is
    missing, or when a correction has no reason.
    """
    checked_line(freeze.frozen_by, "De naam van wie de brief vastlegt", 1, LONGEST_LINE)
    content = to_json(freeze)
    with _alone() as connection:
        _refuse_wrong_version(freeze, kept_of(connection))
        values = {name: getattr(freeze, name) for name in SHOWN} | {"letter": freeze.id}
        held = {"content": content, "sha256": sha256(content.encode())}
        number = connection.execute(insert(letters).values(values | held).returning(letters.c.id)).scalar_one()
        for name, document in sorted(documents.items()):
            row = {"letter_id": number, "name": name, "content": document, "sha256": sha256(document)}
            connection.execute(insert(letter_documents).values(row))
        _record(connection, number, freeze.frozen_by, "vastgelegd", {"letter": freeze.id, "sha256": held["sha256"]})
        return one_of(connection, freeze.id)


def approve(letter: str, *, by: str) -> Kept:
    """Approve a letter as the second person; everything in it is proved unchanged first.

    Raises VoortgangError, with nothing written, for an unknown letter, for who froze it, when it was approved or
    corrected before, and when it is not what was frozen.
    """
    by = line(by, "De naam van wie de brief goedkeurt", 1)
    with _alone() as connection:
        found = one_of(connection, letter)
        _refuse_approval(found, kept_of(connection), by)
        freeze_of(connection, letter)
        for name in found.documents:
            document_of(connection, letter, name)
        number = connection.execute(letters.select().where(letters.c.letter == letter)).scalar_one()
        row = {"letter_id": number, "approved_at": max(store.now(), found.frozen_at), "approved_by": by}
        connection.execute(insert(letter_approvals).values(row))
        _record(connection, number, by, "goedgekeurd", {"letter": letter})
        return one_of(connection, letter)


@contextmanager
def _alone() -> Iterator[Connection]:
    """A transaction in which nobody else writes letters: a version goes by those before it."""
    with store.transaction() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("lock table letters in share row exclusive mode"))
        yield connection


def _record(connection: Connection, number: int, by: str, action: str, after: dict[str, Any]) -> None:
    audit.record(connection, SUBJECT, number, audit.Change(store.now(), by, action, None, after))


def next_version(present: Iterable[Kept], until: date, correction: str) -> int:
    """The version that a letter of this period gets; `correction` is the reason of who wants to replace one.

    Raises VoortgangError when there is one and nothing is corrected, when there is none to correct, or when the reason
    says too little.
    """
    versions = {each.version: each for each in present if each.until == until}
    last = max(versions, default=0)
    if last and not correction.strip():
        raise VoortgangError(
            f"Brief {versions[last].id} is al vastgelegd door {versions[last].frozen_by} op "
            f"{moment(versions[last].frozen_at.astimezone(HERE))} en blijft zoals zij is. "
            "Leg een correctie vast als nieuwe versie, met de reden."
        )
    if correction.strip() and not last:
        raise VoortgangError("Er is nog geen versie van deze brief om te corrigeren. Leg haar vast zonder reden.")
    if last and len(line(correction, "De reden van de correctie")) < SHORTEST_REASON:
        raise VoortgangError(f"De reden van de correctie zegt te weinig. Schrijf ten minste {SHORTEST_REASON} tekens.")
    return last + 1


def _refuse_wrong_version(freeze: Freeze, present: Iterable[Kept]) -> None:
    expected = next_version(present, freeze.until, freeze.reason)
    if freeze.version != expected:
        raise VoortgangError(
            f"Versie {freeze.version} van de brief over de periode tot en met {date_long(freeze.until)} kan niet: "
            f"de volgende versie is {expected}. Er is niets vastgelegd."
        )


def _refuse_approval(found: Kept, present: tuple[Kept, ...], by: str) -> None:
    if found.approved_at:
        raise VoortgangError(
            f"Brief {found.id} is al goedgekeurd door {found.approved_by} op "
            f"{moment(found.approved_at.astimezone(HERE))}."
        )
    if is_same_person(by, found.frozen_by):
        raise VoortgangError(f"U legde brief {found.id} zelf vast. Vraag een tweede persoon om haar goed te keuren.")
    later = max(present, key=lambda each: (each.until == found.until, each.version))
    if later.version > found.version:
        raise VoortgangError(f"Brief {found.id} is gecorrigeerd: keur {later.id} goed in plaats van deze versie.")
