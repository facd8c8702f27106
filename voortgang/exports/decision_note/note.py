"""What stands in a decision note, whatever it is written as: sections of plain text and tables, on two pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table with a header row; the first cell of a row is its name."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    prose: frozenset[int] = frozenset()
    """columns with words instead of numbers, beside the first"""


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it, in this order."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None
    closing: tuple[str, ...] = ()
    """after the table"""


@dataclass(frozen=True)
class Note:
    """A note of two pages."""

    title: str
    subtitle: str
    label: str
    """that the figures are fictional, or empty"""
    facts: tuple[tuple[str, str], ...]
    first: tuple[Section, ...]
    second: tuple[Section, ...]
    footer: str
