"""Every figure that a letter prints, in its sentences and in its tables, under a name by which two letters agree."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voortgang.letter.cell_text import cell_text, is_number
from voortgang.letter.gather.asking import COUNTING
from voortgang.letter.model import Fact
from voortgang.letter.tables import Cell, Column, Exhibit

Name = tuple[str, ...]
"""("flow.received",), or ("flow", "mei 2025", "1", "Instroom")"""


@dataclass(frozen=True)
class Entry:
    """One printed figure and what makes it."""

    name: Name
    label: str
    unit: str
    text: str
    metric: str
    version: tuple[str, ...]
    """query, definition, and how suspensions are counted"""
    table: str = ""
    """the title of the table; empty for a figure of the sentences"""


def entries(facts: Iterable[Fact], exhibits: Iterable[Exhibit]) -> dict[Name, Entry]:
    """All of them, figures of sentences first."""
    found = [*(_of_fact(fact) for fact in facts), *(each for exhibit in exhibits for each in _of_table(exhibit))]
    return {each.name: each for each in found}


def _of_fact(fact: Fact) -> Entry:
    return Entry(
        (fact.key,),
        fact.label,
        fact.unit,
        fact.text,
        fact.metric,
        (fact.query, fact.definition, fact.parameters.get(COUNTING, "")),
    )


def _of_table(exhibit: Exhibit) -> Iterator[Entry]:
    """A row is known by its first cell, and where several begin alike by which of these it is."""
    seen: Counter[str] = Counter()
    for row in exhibit.rows:
        first = cell_text(row[0], exhibit.columns[0])
        seen[first] += 1
        called = _called(row, exhibit.columns)
        for cell, column in zip(row[1:], exhibit.columns[1:], strict=True):
            yield Entry(
                name=(exhibit.key, first, str(seen[first]), column.label),
                label=f"{called}: {column.label}",
                unit=column.unit,
                text=cell_text(cell, column),
                metric=exhibit.key,
                version=(exhibit.query, exhibit.definition, exhibit.parameters.get(COUNTING, "")),
                table=exhibit.title,
            )


def _called(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    """The cells before the first number: "mei 2025", or "Innen & Betalen, Begroting"."""
    first_number = next((at for at, column in enumerate(columns) if is_number(column)), len(columns))
    heads = max(first_number, 1)
    return ", ".join(cell_text(cell, column) for cell, column in zip(row[:heads], columns[:heads], strict=True))
