"""Trouble with disk and memory, in a sentence an operator can act on."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from voortgang.errors import DeliveryRefused, VoortgangError

SPACE_PER_DELIVERED_BYTE = 3
"""staging, warehouse and spill together stay under this many times the delivery (measured: make bench)"""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CONTENT = (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.IOException)


def require_space(folder: Path, delivered_bytes: int) -> None:
    """Raises VoortgangError when the disk of `folder` cannot hold a build of so many delivered bytes."""
    needed, free = SPACE_PER_DELIVERED_BYTE * delivered_bytes, shutil.disk_usage(folder).free
    if free < needed:
        raise VoortgangError(
            f"Te weinig schijfruimte in {folder.parent}: {free // 2**20} MB vrij, ongeveer {needed // 2**20} MB nodig. "
            "Maak ruimte vrij en probeer het opnieuw; er is niets gepubliceerd."
        )


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn the system's complaints about files, disk, rights and memory into VoortgangError; other errors pass."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise VoortgangError(_no_room("geheugen of schijfruimte", place)) from error
    except (OSError, duckdb.Error) as error:
        if is_full(error):
            raise VoortgangError(_no_room("schijfruimte", place)) from error
        if isinstance(error, OSError):
            raise VoortgangError(_refused_by_system(error, place)) from error
        raise


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn DuckDB's complaints about what is inside the delivered file `name` into DeliveryRefused."""
    try:
        yield
    except duckdb.Error as error:
        if not _is_about_content(error):
            raise
        kind = "Parquet-bestand" if name.lower().endswith(".parquet") else "tabel"
        raise DeliveryRefused(
            f"{name} is als {kind} niet te lezen: het is beschadigd of heeft een andere opbouw dan de naam zegt. "
            "Maak het opnieuw aan en lever het nog eens."
        ) from error


def is_full(error: Exception) -> bool:
    """True when an error says that a disk or quota is full."""
    return getattr(error, "errno", None) in FULL or "No space left" in str(error) or "Disk quota" in str(error)


def _is_about_content(error: duckdb.Error) -> bool:
    # what the reader of Parquet itself says arrives as a bare duckdb.Error
    return (type(error) is duckdb.Error or isinstance(error, CONTENT)) and not is_full(error)


def _refused_by_system(error: OSError, place: Path) -> str:
    where = error.filename or place
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"Geen toegang tot {where}. Geef de gebruiker lees- en schrijfrechten; er is niets gepubliceerd."
    return (
        f"{where} is niet te gebruiken ({error.strerror}). Controleer de plaats en de naam; er is niets gepubliceerd."
    )


def _no_room(what: str, place: Path) -> str:
    return f"Er is te weinig {what} om {place} te bouwen. Maak ruimte vrij; er is niets gepubliceerd."
