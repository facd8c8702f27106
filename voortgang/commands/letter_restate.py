"""`voortgang letter restate`: what a published letter would say now, and why that differs."""

from voortgang.commands.output import as_table_text
from voortgang.dutch import date_long, plural
from voortgang.letter.model import Freeze
from voortgang.letter.restatements import Restatement, restatements
from voortgang.pipeline.warehouse import open_warehouse, published
from voortgang.register.letters.reading import freeze

HEADER = ("Cijfer", "Toen", "Nu", "Oorzaak", "Waaruit dat blijkt", "Plaats in de brief")


def restated_letter(letter: str) -> str:
    """A line per figure that would be another one; raises VoortgangError for an unknown letter."""
    frozen = freeze(letter)
    previous = freeze(frozen.previous.id) if frozen.previous else None
    found = restatements(frozen, open_warehouse(published()), previous)
    table = [as_table_text(HEADER, [_cells(each) for each in found])] if found else []
    return "\n\n".join([_told(frozen, found), *table])


def _told(letter: Freeze, found: tuple[Restatement, ...]) -> str:
    build = open_warehouse(published()).build
    now = f"volgens de levering van {date_long(build.delivered_on)} (bouw {build.id})"
    if not found:
        return f"Brief {letter.id}: alle {len(letter.facts)} cijfers zijn {now} nog dezelfde."
    return f"Brief {letter.id}: {plural(len(found), 'cijfer zou', 'cijfers zouden')} {now} anders zijn."


def _cells(found: Restatement) -> tuple[str, ...]:
    return found.label, found.then, found.now, found.cause, found.because, "; ".join(found.places)
