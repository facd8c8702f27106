"""Trouble with the register's database, in a sentence an operator can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from voortgang.errors import VoortgangError

NO_ACCESS = "is niet te openen of te beschrijven. Geef de gebruiker van de Voortgangsmonitor lees- en schrijfrechten"
NO_ROOM = "past niet meer op de schijf. Maak ruimte vrij en probeer het opnieuw"
UNREACHABLE = (
    "is niet bereikbaar. Controleer of de server draait en of VOORTGANG_REGISTER_URL klopt (ook het wachtwoord)"
)
DAMAGED = "is geen leesbare database. Zet een reservekopie terug, of verplaats het bestand om leeg te beginnen"
BUSY = "is bezet door een ander programma. Probeer het over een minuut opnieuw"
SQLITE = {
    sqlite3.SQLITE_CANTOPEN: f"{NO_ACCESS} op de map en het bestand",
    sqlite3.SQLITE_PERM: f"{NO_ACCESS} op de map en het bestand",
    sqlite3.SQLITE_READONLY: f"{NO_ACCESS} op de map en het bestand",
    sqlite3.SQLITE_IOERR: "is niet te lezen of te schrijven. Controleer de schijf waarop het staat",
    sqlite3.SQLITE_FULL: NO_ROOM,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_BUSY: BUSY,
}
PRIMARY_CODE = 0xFF
"""SQLite's codes hold the kind of trouble in their last byte, details in front of it"""

POSTGRESQL = {
    "42501": f"{NO_ACCESS} in het schema van de database",
    "25006": "is alleen te lezen. Verwijs VOORTGANG_REGISTER_URL naar de server waarop geschreven mag worden",
    "53100": NO_ROOM,
    "55P03": BUSY,
}
CONNECTION_LOST = ("08", "53", "57")
"""classes of SQLSTATE: connection, resources, intervention by the operator"""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what the database says about access, room and connection into VoortgangError; bugs pass."""
    try:
        yield
    except DBAPIError as error:
        trouble = _trouble(error)
        if trouble is None:
            raise
        raise VoortgangError(f"{place} {trouble}.") from error
    except OSError as error:
        raise VoortgangError(f"{place} {NO_ACCESS} op de map.") from error


def _trouble(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        # errors that the module itself raises, about wrong use, have no code
        return SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY_CODE)
    state = getattr(error.orig, "sqlstate", None)
    if state in POSTGRESQL:
        return POSTGRESQL[state]
    is_lost = error.connection_invalidated or error.statement is None
    return UNREACHABLE if is_lost or (state or "").startswith(CONNECTION_LOST) else None
