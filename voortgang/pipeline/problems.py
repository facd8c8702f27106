"""Trouble with disk and memory, in a sentence an operator can act on."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from voortgang.errors import VoortgangError

SPACE_PER_DELIVERED_BYTE = 3
"""staging, warehouse and spill together stay under this many times the delivery (measured: make bench)"""


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
    """Turn the system's complaints about disk, rights and memory into VoortgangError; other errors pass."""
    try:
        yield
    except PermissionError as error:
        raise VoortgangError(
            f"Geen toegang tot {error.filename or place}. Geef de gebruiker lees- en schrijfrechten; er is niets gepubliceerd."
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise VoortgangError(_no_room("geheugen of schijfruimte", place)) from error
    except (OSError, duckdb.IOException) as error:
        if not _is_full(error):
            raise
        raise VoortgangError(_no_room("schijfruimte", place)) from error


def _is_full(error: Exception) -> bool:
    return getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error)


def _no_room(what: str, place: Path) -> str:
    return f"Er is te weinig {what} om {place} te bouwen. Maak ruimte vrij en probeer het opnieuw; er is niets gepubliceerd."
