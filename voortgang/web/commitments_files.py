"""The list of commitments as it goes into a file: with days as days, and with what only a file has room for."""

from voortgang.exports.listing import Cell, Listing
from voortgang.register.commitments.model import Commitment
from voortgang.web.commitments import HEADS, TITLE, View, row
from voortgang.web.listing_files import listing_files

DAYS = {"made_on": "Gedaan op", "due_on": "Termijn"}
EXTRA = ("Eerste termijn", "Geldt vanaf", "Vastgelegd door")


def save(view: View) -> None:
    """The ways to save what is shown."""
    listing_files(listed(view), view.as_of, [view.trust])


def listed(view: View) -> Listing:
    """What stands on the page, as a list for a file."""
    return Listing("toezeggingen", TITLE, (*HEADS, *EXTRA), tuple(_cells(each, view) for each in view.shown))


def _cells(each: Commitment, view: View) -> tuple[Cell, ...]:
    content = each.entry.content
    shown: list[Cell] = [*row(each, view.as_of)]
    for name, head in DAYS.items():
        shown[HEADS.index(head)] = getattr(content, name)
    return (*shown, content.first_due_on, each.entry.valid_from, each.entry.recorded_by)
