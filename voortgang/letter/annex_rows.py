"""Rows of the annex of a letter, and what changed in them since the letter before."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AnnexRow:
    """A row of the annex as it stood; the wording is that of the register."""

    row_id: int
    section: str
    ambition: str
    page: str
    measure: str
    """name with its VM numbers"""
    numbers: tuple[int, ...]
    phase: str
    flags: tuple[str, ...]
    """"vertraagd", "on hold" …"""
    explanation: str
    standing: str
    """where it stands, with target dates and partial results, in sentences"""
    informed: tuple[tuple[date, str], ...]
    """day and Kamerstuk, such as "Kamerstukken II 2023/24, 31066, nr. 1380" """
    targets: tuple[date, ...] = ()


@dataclass(frozen=True)
class AnnexChange:
    """What changed in a row since the previous letter."""

    measure: str
    ambition: str
    verdict: str
    """verbeterd, verslechterd, ongewijzigd, niet vergelijkbaar, nieuw, beëindigd"""
    before: str
    after: str
