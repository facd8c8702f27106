"""The sheets of a letter's figures: one row per fact, and one sheet per table with its charts."""

import re
from collections.abc import Iterator, Mapping, Sequence

from voortgang.exports.excel_chart import CHART_ROWS, draw
from voortgang.letter.appendix.sheet import CODE, Sheet, Written
from voortgang.letter.drawing import panel
from voortgang.letter.model import Fact, Freeze, Gate
from voortgang.letter.tables import Exhibit
from voortgang.methods.disclosure import HIDDEN_TEXT

FIGURES, COLUMNS = "Cijfers", "Kolommen"
HEADS = (
    "Cijfer",
    "Zoals getoond",
    "Exacte waarde",
    "Eenheid",
    "n (verzoeken)",
    "Vorige brief",
    "Definitie",
    "Naam in de cijfers",
    "Sleutel",
    "Query (SHA-256)",
    "Parameters",
)
ON_PAPER = HEADS.index("Definitie")
"""the last column that is printed; what comes after it is for who makes the figure again"""
LONGEST_NAME, FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\]")
"""what Excel takes for the name of a sheet"""


def write_figures(sheet: Sheet, freeze: Freeze, label: str) -> None:
    """Every figure of the letter, with what it rests on."""
    sheet.title(f"{FIGURES} bij de brief '{freeze.title}'", label)
    sheet.prose(*_doubts(freeze.gates))
    first = sheet.row + 1
    units = [CODE if at > ON_PAPER else "" for at, _ in enumerate(HEADS)]
    sheet.listing(HEADS, [tuple(_figure(fact, freeze)) for fact in freeze.facts], units)
    sheet.sheet.print_area(0, 0, sheet.row, ON_PAPER)
    for down, fact in enumerate(freeze.facts, start=first):
        sheet.cell(down, HEADS.index("Exacte waarde"), _value(fact), fact.unit)  # each row has a unit of its own


def _figure(fact: Fact, freeze: Freeze) -> Iterator[Written]:
    previous = freeze.previous.figures.get(fact.key) if freeze.previous else None
    yield from (fact.label, fact.text, None, fact.unit, fact.n)
    yield previous.text if previous else None
    yield from (fact.definition, fact.metric, fact.key, fact.query or None, _parameters(fact.parameters))


def _value(fact: Fact) -> Written:
    return fact.value if fact.value is not None else fact.why_absent or HIDDEN_TEXT


def _doubts(gates: Sequence[Gate]) -> Iterator[str]:
    """What counts for every figure of a letter that was frozen although a condition was not met."""
    missed = [each for each in gates if not each.is_passed]
    yield from (f"Voorbehoud: {each.title}: {each.found}. Toch vastgelegd: {each.overruled}" for each in missed)


def write_exhibit(sheet: Sheet, exhibit: Exhibit, label: str) -> None:
    """A table with its charts, and below them the cells over which they are drawn."""
    sheet.title(exhibit.title, label)
    sheet.sheet.set_portrait()  # table and charts below each other on one page
    sheet.prose(exhibit.finding, f"Definitie: {exhibit.definition}", " · ".join(exhibit.trust))
    sheet.row += 1
    sheet.table([each.label for each in exhibit.columns], exhibit.rows, [each.unit for each in exhibit.columns])
    if not exhibit.charts:
        return
    first = sheet.row + 1
    sheet.row = first + CHART_ROWS * len(exhibit.charts)
    sheet.heading("Getallen van de grafiek")
    after = sheet.row
    for at, spec in enumerate(exhibit.charts):
        place = (first + CHART_ROWS * at, after)
        after = draw(sheet.book, sheet.sheet, panel(spec), place, (exhibit.title, exhibit.finding))


def write_columns(sheet: Sheet, exhibits: Sequence[Exhibit], label: str) -> None:
    """What each column of the tables means, and how the table was asked for."""
    sheet.title("Wat de kolommen betekenen", label)
    rows = [(each.title, column.label, column.unit, column.meaning) for each in exhibits for column in each.columns]
    sheet.table(("Tabel", "Kolom", "Eenheid", "Betekenis"), rows)
    sheet.heading("Hoe de tabellen zijn gevraagd")
    asked = [(each.title, each.key, each.query, _parameters(each.parameters)) for each in exhibits]
    sheet.table(("Tabel", "Naam in de cijfers", "Query (SHA-256)", "Parameters"), asked, ("", CODE, CODE, CODE))


def sheet_names(titles: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    """Names that Excel takes, all different whatever their case."""
    used = {name.lower() for name in taken}
    for title in titles:
        plain = " ".join(FORBIDDEN.sub(" ", title).split()).strip(" '") or "Tabel"
        numbers = iter(range(2, 1000))
        name = plain[:LONGEST_NAME].strip(" '")
        while name.lower() in used:
            ending = f" ({next(numbers)})"
            name = plain[: LONGEST_NAME - len(ending)] + ending
        used.add(name.lower())
        yield name


def _parameters(parameters: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(parameters.items()))
