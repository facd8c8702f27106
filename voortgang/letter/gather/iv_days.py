"""What the third section rests on: how the IV days of the year are divided, what moved and what waits for them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.kinds import IV_DAYS, NONE, WORSE, Kind, fact, number
from voortgang.letter.model import SHARE, Fact, LeftOut
from voortgang.methods.disclosure import Protected, Row
from voortgang.pipeline.warehouse import NO_IV

SECTION = "Prioritering van IV-dagen"
EXTRACT = "iv_projects"
CAPACITY, MAINTENANCE, MOVES, WAITING = "iv_capacity", "iv_maintenance", "iv_moves", "iv_waiting_measures"
OF_CAPACITY = (
    Kind("iv_capacity.capacity", "IV-capaciteit van de keten", IV_DAYS, "capacity"),
    Kind("iv_capacity.requested", "gevraagde IV-dagen", IV_DAYS, "requested"),
    Kind("iv_capacity.allocated", "toegekende IV-dagen", IV_DAYS, "allocated"),
    Kind("iv_capacity.free", "vrije IV-dagen", IV_DAYS, "free"),
)
OF_MAINTENANCE = (
    Kind("iv_maintenance.maintenance", "IV-dagen voor instandhouding", IV_DAYS, "maintenance"),
    Kind(
        "iv_maintenance.share",
        "aandeel van de toegekende IV-dagen voor instandhouding",
        SHARE,
        "maintenance",
        "allocated",
    ),
)
OF_MOVES = (
    Kind("iv_moves.added", "IV-dagen die projecten erbij kregen", IV_DAYS, "added"),
    Kind("iv_moves.cut", "IV-dagen die van projecten af gingen", IV_DAYS, "cut"),
)
REVISIONS = Kind("iv_moves.revisions", "herijkingen in de periode", "herijkingen", "")
WAITERS = Kind("iv_waiting_measures.measures", "maatregelen die op IV wachten", "maatregelen", "", more_is=WORSE)


def iv_days(asked: Asked) -> tuple[list[Fact], list[LeftOut]]:
    """Every fact of the third section, or why there are none."""
    if EXTRACT not in asked.warehouse.delivered:
        return [], [LeftOut(SECTION, NO_IV)]
    found = list(_facts(asked))
    if not found:
        year = asked.reference_on.year
        return [], [LeftOut(SECTION, f"Voor {year} was op de peildatum nog geen verdeling van IV-dagen vastgesteld.")]
    return found, []


def _facts(asked: Asked) -> Iterator[Fact]:
    capacity = asked.result(CAPACITY)
    if capacity.frame.empty:
        return
    maintenance, waiting = (asked.result(name) for name in (MAINTENANCE, WAITING))
    yield from (_sum(kind, capacity, _last(capacity)) for kind in OF_CAPACITY)
    yield from (_sum(kind, maintenance, _last(maintenance)) for kind in OF_MAINTENANCE)
    yield from _moves(asked)
    yield fact(WAITERS, waiting, Decimal(len({row["measure_number"] for row in waiting.rows})))


def _last(shown: Protected) -> list[Row]:
    """Of each chain the last baseline: rows are in order of it."""
    return list({row["chain"]: row for row in shown.rows}.values())


def _moves(asked: Asked) -> Iterator[Fact]:
    """Only what was set within the letter period, which can lie in two years: earlier ones were told before."""
    period, moves = asked.period, asked.result(MOVES)
    years = sorted({period.since.year, period.until.year, asked.reference_on.year})
    every = (row for year in years for row in asked.result(MOVES, year=year).rows)
    rows = [row for row in every if period.since <= row["set_on"].date() <= period.until]
    yield from (_sum(kind, moves, rows) for kind in OF_MOVES)
    yield fact(REVISIONS, moves, Decimal(len({row["set_on"] for row in rows})))


def _sum(kind: Kind, shown: Protected, rows: Iterable[Row]) -> Fact:
    """Over the chains, or over the reasons of a move; IV days are days of staff and hide nobody."""
    found = list(rows)
    total = sum((number(row[kind.column]) for row in found), Decimal(0))
    whole = sum((number(row[kind.of]) for row in found), Decimal(0)) if kind.of else Decimal(1)
    return fact(kind, shown, total / whole if whole else None, "" if whole else NONE)
