"""The sheets of the register: the rows of the annex and what changed in them."""

from voortgang.dutch import date_short
from voortgang.letter.annex.content import CHANGE_HEADS, CHANGES_TITLE, TITLE
from voortgang.letter.annex_rows import AnnexRow
from voortgang.letter.appendix.sheet import Sheet, Written
from voortgang.letter.model import Freeze

MEASURES, CHANGES = "Maatregelen", "Wijzigingen"
WIDEST = 32
"""signs; longer text goes on on the next line, so that a row fits on paper"""
HEADS = (
    "Rij",
    "Rubriek",
    "Ambitie",
    "Pagina",
    "Verbetermaatregel",
    "VM-nummers",
    "Fase",
    "Bijzonderheden",
    "Toelichting",
    "Stand van zaken",
    "Streefdatum",
    "TK geïnformeerd",
)


def write_measures(sheet: Sheet, freeze: Freeze, label: str) -> None:
    """The rows of the annex, so that they can be sorted and counted."""
    sheet.title(TITLE, label)
    sheet.widest = WIDEST
    sheet.listing(HEADS, [_row(each) for each in freeze.annex])


def write_changes(sheet: Sheet, freeze: Freeze, label: str) -> None:
    """What changed in the rows since the previous letter."""
    sheet.title(CHANGES_TITLE, label)
    rows = [(each.measure, each.ambition, each.verdict, each.before, each.after) for each in freeze.changes]
    sheet.table(CHANGE_HEADS, rows)


def _row(row: AnnexRow) -> tuple[Written, ...]:
    return (
        row.row_id,
        row.section,
        row.ambition,
        row.page,
        row.measure,
        ", ".join(map(str, row.numbers)) or None,
        row.phase,
        ", ".join(row.flags) or None,
        row.explanation,
        row.standing,
        "\n".join(map(date_short, row.targets)) or None,
        "\n".join(f"{date_short(day)}: {paper}" for day, paper in row.informed) or "-",
    )
