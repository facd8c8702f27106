"""Making a letter ready to be kept: gates first, then every figure, table and row, with where they come from."""

from collections.abc import Mapping
from datetime import date, datetime

from voortgang.letter.gates import gates, passed
from voortgang.letter.gather import gather
from voortgang.letter.gather.asking import Asked, provenance_of
from voortgang.letter.model import Freeze, Previous, Published
from voortgang.letter.periods import Period
from voortgang.letter.plain import from_json, to_json
from voortgang.pipeline.warehouse import Warehouse
from voortgang.register.texts import LONGEST_LINE, checked_line, impersonal, line
from voortgang.settings import settings

TITLE = "Stand van zaken persoonlijke betalingsregelingen"


def asked_for(warehouse: Warehouse, period: Period, reference_on: date, at: datetime) -> Asked:
    """What a letter asks of a warehouse, with the thresholds of this installation; `at` is the moment of freezing."""
    chosen = settings()
    return Asked(warehouse, period, reference_on, at, chosen.smallest_count, chosen.smallest_denominator)


def compose(
    warehouse: Warehouse,
    period: Period,
    reference_on: date,
    *,
    by: str,
    at: datetime,
    version: int = 1,
    reason: str = "",
    overruled: Mapping[str, str] | None = None,
    previous: Freeze | None = None,
) -> Freeze:
    """A letter as it can be kept; takes some seconds.

    `overruled` holds the reason per gate that is closed and passed all the same. Raises VoortgangError when a
    gate stays closed or when a figure cannot be computed.
    """
    asked = asked_for(warehouse, period, reference_on, at)
    by = impersonal(checked_line(by, "De naam van wie de brief vastlegt", 1, LONGEST_LINE), "De naam")
    checked = passed(gates(asked), overruled or {})
    found = gather(asked, previous)
    made = Freeze(
        id=f"{period.letter_month}-v{version}",
        version=version,
        title=TITLE,
        since=period.since,
        until=period.until,
        reference_on=reference_on,
        frozen_at=at,
        frozen_by=by,
        reason=line(reason, "De reden van de correctie"),
        provenance=provenance_of(asked),
        gates=checked,
        previous=_previous(previous) if previous else None,
        **vars(found),
    )
    # what is made of it now must be what is made of it when it is read from the store
    return from_json(to_json(made))


def _previous(letter: Freeze) -> Previous:
    """What is compared with: the figures as that letter printed them."""
    figures = {each.key: Published(each.text, each.value, each.definition) for each in letter.facts}
    return Previous(letter.id, letter.reference_on, figures)
