"""A frozen letter on the list: who froze it, who approved it, and which documents are kept with it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Kept:
    """One version of a letter; the approval is empty until another person gives it."""

    id: str
    """"2025-11-v1": month of the letter and version"""
    title: str
    version: int
    since: date
    until: date
    reference_on: date
    frozen_at: datetime
    """UTC"""
    frozen_by: str
    reason: str
    """why an earlier version was not good; empty for the first"""
    documents: tuple[str, ...]
    """names, such as brief.docx, in order of name"""
    approved_at: datetime | None = None
    """UTC"""
    approved_by: str = ""
