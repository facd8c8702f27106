"""Rows that come into the register: a measure under one more ambition, or a measure that was not there yet."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert

from voortgang.dutch import listing
from voortgang.errors import VoortgangError
from voortgang.register import tables
from voortgang.register.measures import checks
from voortgang.register.measures.model import MeasureRow
from voortgang.register.measures.proposals import NewRow
from voortgang.register.measures.reading import measure_rows
from voortgang.register.texts import line

HIGHEST_NUMBER = 9999


def checked_row(row: NewRow) -> NewRow:
    """The new row in one notation; raises VoortgangError for the first thing in it that cannot be."""
    for number in row.numbers:
        if not 1 <= number <= HIGHEST_NUMBER:
            raise VoortgangError(f"VM {number} bestaat niet. Kies een nummer van 1 tot en met {HIGHEST_NUMBER}.")
    if len(set(row.numbers)) < len(row.numbers) or len(row.numbers) > checks.MOST:
        raise VoortgangError(f"De VM-nummers noemen er een twee keer, of zijn er meer dan {checks.MOST}. Kort ze in.")
    return replace(
        row,
        measure=line(row.measure, "De naam van de maatregel", 1),
        numbers=tuple(sorted(row.numbers)),
        section=line(row.section, "Het onderdeel", 1),
        ambition=line(row.ambition, "De ambitie", 1),
        page=line(row.page, "De bladzijde"),
    )


def add_row(connection: Connection, row: NewRow, *, at: datetime, by: str) -> int:
    """Add a checked row, with its measure when that is new, and return its id; within a transaction of `alone`.

    Raises VoortgangError, and then the transaction must not be kept, when it is there already, or when its name or
    numbers belong to another measure.
    """
    present = measure_rows(connection)
    measure_id = _measure_of(row, present)
    _refuse_taken(row, present, measure_id)
    written = {"recorded_at": at, "recorded_by": by}
    if measure_id is None:
        adding = insert(tables.measures).values(name=row.measure, **written).returning(tables.measures.c.id)
        measure_id = connection.execute(adding).scalar_one()
        for number in row.numbers:
            connection.execute(insert(tables.measure_numbers).values(number=number, measure_id=measure_id))
    place = {name: getattr(row, name) for name in ("section", "ambition", "page")}
    added = insert(tables.measure_rows).values(measure_id=measure_id, **place, **written)
    return int(connection.execute(added.returning(tables.measure_rows.c.id)).scalar_one())


def _measure_of(row: NewRow, present: tuple[MeasureRow, ...]) -> int | None:
    """The measure that has this name; None when there is none."""
    alike = [each for each in present if _folded(each.measure) == _folded(row.measure)]
    if not alike:
        return None
    found = alike[0]
    if found.measure != row.measure:
        raise VoortgangError(f"Er is al een maatregel '{found.measure}'. Schrijf haar naam precies zo.")
    if row.numbers and row.numbers != found.numbers:
        numbers = listing([f"VM {number}" for number in found.numbers]) or "geen nummer"
        raise VoortgangError(f"De maatregel '{found.measure}' heeft {numbers}. Laat de VM-nummers leeg of noem die.")
    return found.measure_id


def _refuse_taken(row: NewRow, present: tuple[MeasureRow, ...], measure_id: int | None) -> None:
    for each in present:
        taken = [number for number in row.numbers if number in each.numbers]
        if taken and each.measure_id != measure_id:
            raise VoortgangError(f"VM {taken[0]} is al van de maatregel '{each.measure}'. Kies een ander nummer.")
        if each.measure_id == measure_id and _folded(each.ambition) == _folded(row.ambition):
            raise VoortgangError(
                f"De maatregel '{each.measure}' staat al onder de ambitie '{each.ambition}'. Wijzig die rij."
            )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
