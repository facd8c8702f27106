"""Frozen letters as they were kept; whatever is read is first proved to be what was written."""

import hashlib
from datetime import date

from sqlalchemy import Connection, select

from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.letter.plain import from_json
from voortgang.register import store
from voortgang.register.letter_tables import letter_approvals, letter_documents, letters
from voortgang.register.letters.model import Kept

SHOWN = ("title", "version", "since", "until", "reference_on", "frozen_at", "frozen_by", "reason")


def kept() -> tuple[Kept, ...]:
    """Every letter that was frozen, oldest period first and of one period the first version first."""
    with store.reading() as connection:
        return kept_of(connection)


def kept_of(connection: Connection) -> tuple[Kept, ...]:
    """The same, within a transaction."""
    names: dict[int, tuple[str, ...]] = {}
    documents = select(letter_documents.c.letter_id, letter_documents.c.name).order_by(letter_documents.c.name)
    for number, name in connection.execute(documents):
        names[number] = (*names.get(number, ()), name)
    columns = [letters.c.id, letters.c.letter, *(letters.c[name] for name in SHOWN)]
    approval = (letter_approvals.c.approved_at, letter_approvals.c.approved_by)
    asked = select(*columns, *approval).join_from(letters, letter_approvals, isouter=True)
    rows = connection.execute(asked.order_by(letters.c.until, letters.c.version)).mappings()
    return tuple(
        Kept(
            id=row["letter"],
            documents=names.get(row["id"], ()),
            approved_at=row["approved_at"],
            approved_by=row["approved_by"] or "",
            **{name: row[name] for name in SHOWN},
        )
        for row in rows
    )


def freeze(letter: str) -> Freeze:
    """The letter as it was frozen; raises VoortgangError when it is unknown or no longer what was written."""
    with store.reading() as connection:
        return freeze_of(connection, letter)


def before(since: date) -> Freeze | None:
    """The letter that was sent before a period began: the last approved version of the last period until then."""
    with store.reading() as connection:
        sent = [each for each in kept_of(connection) if each.approved_at and each.until < since]
        return freeze_of(connection, sent[-1].id) if sent else None


def document(letter: str, name: str) -> bytes:
    """A document of the letter; raises VoortgangError when it is unknown or no longer what was written."""
    with store.reading() as connection:
        return document_of(connection, letter, name)


def one_of(connection: Connection, letter: str) -> Kept:
    """One letter on the list, within a transaction; raises VoortgangError with the letters that there are."""
    present = kept_of(connection)
    for each in present:
        if each.id == letter:
            return each
    known = ", ".join(each.id for each in present)
    told = f"Kies uit: {known}." if known else "Er is nog geen brief vastgelegd."
    raise VoortgangError(f"Brief '{letter}' bestaat niet. {told}")


def freeze_of(connection: Connection, letter: str) -> Freeze:
    """As `freeze`, within a transaction."""
    one_of(connection, letter)
    found = connection.execute(select(letters.c.content, letters.c.sha256).where(letters.c.letter == letter)).one()
    _prove(found.content.encode(), found.sha256, f"Brief {letter}")
    return from_json(found.content)


def document_of(connection: Connection, letter: str, name: str) -> bytes:
    """As `document`, within a transaction."""
    known = one_of(connection, letter).documents
    if name not in known:
        raise VoortgangError(f"Bij brief {letter} hoort geen document '{name}'. Kies uit: {', '.join(known)}.")
    columns = (letter_documents.c.content, letter_documents.c.sha256)
    of_letter = (letters.c.letter == letter) & (letter_documents.c.name == name)
    found = connection.execute(select(*columns).join_from(letter_documents, letters).where(of_letter)).one()
    content = bytes(found.content)
    _prove(content, found.sha256, f"{name} van brief {letter}")
    return content


def sha256(content: bytes) -> str:
    """The hash by which a content is recognised, in hex digits."""
    return hashlib.sha256(content).hexdigest()


def _prove(content: bytes, expected: str, what: str) -> None:
    if sha256(content) != expected:
        raise VoortgangError(
            f"{what} is in het register veranderd nadat zij is vastgelegd: de SHA-256 klopt niet meer. Gebruik haar "
            "niet, en laat een beheerder een reservekopie van het register terugzetten."
        )
