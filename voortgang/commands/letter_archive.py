"""`voortgang letter list` and `approve`: the letters that were frozen."""

from voortgang.commands.output import as_table_text
from voortgang.dutch import HERE, date_long, date_short, moment
from voortgang.letter.periods import Period
from voortgang.register.letters.model import Kept
from voortgang.register.letters.reading import kept
from voortgang.register.letters.writing import approve

HEADER = ("Brief", "Periode", "Peildatum", "Vastgelegd", "Door", "Goedgekeurd", "Door", "Reden van correctie")


def listed_letters() -> str:
    """A line per version."""
    found = kept()
    return as_table_text(HEADER, [_cells(each) for each in found]) if found else "Er is nog geen brief vastgelegd."


def approved_letter(letter: str, by: str) -> str:
    """Approve a letter and say so; raises VoortgangError when that cannot be."""
    found = approve(letter, by=by)
    assert found.approved_at
    when = moment(found.approved_at.astimezone(HERE))
    return (
        f"Brief {found.id} over de periode tot en met {date_long(found.until)} is goedgekeurd door {found.approved_by} "
        f"op {when}."
    )


def _cells(found: Kept) -> tuple[str, ...]:
    approved = date_short(found.approved_at.astimezone(HERE).date()) if found.approved_at else "-"
    return (
        found.id,
        Period(found.since, found.until).name,
        date_short(found.reference_on),
        date_short(found.frozen_at.astimezone(HERE).date()),
        found.frozen_by,
        approved,
        found.approved_by or "-",
        found.reason or "-",
    )
