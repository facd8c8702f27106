"""Tables in the draft that are not those of the letter any more."""

from collections.abc import Iterator, Sequence

from voortgang.letter.cell_text import cell_text
from voortgang.letter.markup import Element
from voortgang.letter.tables import Exhibit
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.numbers import figures_in
from voortgang.letter.verify.reading import Draft

Cells = Sequence[Sequence[str]]
MOST_OTHER = 0.25
"""with a larger share of other cells a table is of another letter, and cells are not told one by one"""


def tables(draft: Draft) -> Iterator[Finding]:
    """Each cell that differs from the same table of the letter, and each table with figures of its own."""
    heads = {tuple(column.label for column in each.columns): each for each in draft.freeze.exhibits}
    captions = {each.title: each for each in draft.freeze.exhibits}
    for number, (table, place) in enumerate(_places(draft).items(), 1):
        cells = _cells(table, draft)
        exhibit = captions.get(table.value("w:tblPr", "w:tblCaption")) or heads.get(tuple(cells[0]) if cells else ())
        if exhibit is not None:
            yield from _compared(cells, exhibit, number, place)
        elif _has_strange_figures(cells, draft):
            told = (
                f"Tabel {number} heeft cijfers die niet in brief {draft.freeze.id} staan. Noem de bron of haal ze weg."
            )
            yield Finding(place, "tabel", f"tabel {number}", "een tabel van de brief", told, "let op")


def _compared(cells: Cells, exhibit: Exhibit, number: int, place: str) -> Iterator[Finding]:
    expected = _expected(exhibit)
    is_alike = len(cells) == len(expected) and all(len(a) == len(b) for a, b in zip(cells, expected, strict=True))
    places = [(row, column) for row in range(len(expected)) for column in range(len(expected[row]))]
    other = [(row, column) for row, column in places if is_alike and cells[row][column] != expected[row][column]]
    if not is_alike or len(other) > MOST_OTHER * len(places):
        told = f"Tabel {number}, ‘{exhibit.title}’, is niet die van deze brief. Maak een nieuw concept."
        yield Finding(place, "tabel", f"tabel {number}", "de tabel van de brief", told)
        return
    for row, column in other:
        found, right = cells[row][column], expected[row][column]
        where = f"tabel {number}, rij {row + 1}, kolom {column + 1}"
        told = f"In {where} (‘{exhibit.title}’) staat {found or '(leeg)'}; de brief geeft {right}."
        yield Finding(f"{where}, {place.partition(', ')[2]}", "tabel", found, right, told)


def _expected(exhibit: Exhibit) -> Cells:
    rows = ([cell_text(*each) for each in zip(row, exhibit.columns, strict=True)] for row in exhibit.rows)
    return [[column.label for column in exhibit.columns], *rows]


def _places(draft: Draft) -> dict[Element, str]:
    """The outermost tables with text, and where they stand."""
    found: dict[Element, str] = {}
    for each in draft.passages:
        if each.table is not None and each.part == draft.package.document:
            heading = f"onder ‘{each.heading}’" if each.heading else "vóór de eerste kop"
            found.setdefault(each.table, f"tabel, {heading}")
    return {table: f"tabel {at}, {place.partition(', ')[2]}" for at, (table, place) in enumerate(found.items(), 1)}


def _cells(table: Element, draft: Draft) -> Cells:
    texts: dict[Element, list[str]] = {}
    for each in draft.passages:
        if each.table is table:
            cell = next(above for above in each.element.above() if above.name == "w:tc")
            texts.setdefault(cell, []).append(each.text.strip())
    rows = [
        each for each in table.all("w:tr") if next(above for above in each.above() if above.name == "w:tbl") is table
    ]
    return [["\n".join(texts.get(cell, [])) for cell in row.all("w:tc")] for row in rows]


def _has_strange_figures(cells: Cells, draft: Draft) -> bool:
    """Figures that no fact has; a table that people made of facts of the letter is theirs to keep."""
    known = {fact.text for fact in draft.freeze.facts} | {each.text for each in draft.previous.values()}
    quoted = " ".join(draft.quotable)
    figures = (number for row in cells for cell in row if cell not in quoted for number in figures_in(cell))
    return any(number.text not in known for number in figures)
