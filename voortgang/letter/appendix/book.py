"""The workbook as a whole."""

import io
from datetime import UTC

from xlsxwriter.workbook import Workbook

from voortgang.exports.packing import without_moments
from voortgang.exports.workbook import AUTHOR, OPTIONS
from voortgang.letter.appendix.figures import (
    COLUMNS,
    FIGURES,
    sheet_names,
    write_columns,
    write_exhibit,
    write_figures,
)
from voortgang.letter.appendix.measures import CHANGES, MEASURES, write_changes, write_measures
from voortgang.letter.appendix.origin import ORIGIN, write_origin
from voortgang.letter.appendix.sheet import Sheet, looks_of
from voortgang.letter.model import Freeze

FICTIONAL = "Fictieve gegevens: geen van deze cijfers is echt."
FIXED = (FIGURES, MEASURES, CHANGES, COLUMNS, ORIGIN)


def appendix(freeze: Freeze) -> bytes:
    """The bytes of an .xlsx file; the same letter gives the same bytes."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as book:
        _set_properties(book, freeze)
        _write(book, freeze, FICTIONAL if freeze.provenance.is_fictional else "")
    return without_moments(content.getvalue())


def _set_properties(book: Workbook, freeze: Freeze) -> None:
    created = freeze.frozen_at.astimezone(UTC).replace(tzinfo=None)
    title = f"Cijferbijlage bij de brief '{freeze.title}'"
    book.set_properties({"title": title, "author": AUTHOR, "company": "", "created": created})
    book.set_custom_property("Taal", "nl-NL")
    book.set_custom_property("Brief", freeze.id)
    book.set_custom_property("Bouw", freeze.provenance.build)


def _write(book: Workbook, freeze: Freeze, label: str) -> None:
    looks = looks_of(book)
    footer = f"Brief {freeze.id}. {label}".strip()

    def sheet(name: str) -> Sheet:
        return Sheet(book, name, footer, looks)

    made = [sheet(FIGURES)]
    write_figures(made[-1], freeze, label)
    for name, exhibit in zip(
        sheet_names([each.title for each in freeze.exhibits], FIXED), freeze.exhibits, strict=True
    ):
        made.append(sheet(name))
        write_exhibit(made[-1], exhibit, label)
    for name, write in ((MEASURES, write_measures), (CHANGES, write_changes), (ORIGIN, write_origin)):
        made.append(sheet(name))
        write(made[-1], freeze, label)
    made.append(sheet(COLUMNS))
    write_columns(made[-1], freeze.exhibits, label)
    for each in made:
        each.fit()
