"""Rows of the register with a status, for tests of what is made from them; and hypothesis strategies for both."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from voortgang.register.measures.model import INFERRED, LITERAL, PHASES, REASONS, Content, Informed, MeasureRow, State
from voortgang.register.measures.model import Status as Entry

FIRST = date(2025, 5, 21)
LETTER = Informed(date(2024, 10, 24), "2024/25", "31066", "1433")


def row(id_: int = 1, measure: int | None = None, numbers: tuple[int, ...] = (), **values: Any) -> MeasureRow:
    known = {"name": f"Maatregel {measure or id_}", "section": "Rubriek", "ambition": "Ambitie", "page": "13"} | values
    return MeasureRow(id_, measure or id_, known.pop("name"), numbers, **known)


def entry(row_id: int = 1, id_: int = 1, valid_from: date = FIRST, target_reason: str = "", **content: Any) -> Entry:
    held = Content(**({"phase": PHASES[0]} | content))
    at = datetime(2025, 5, 21, tzinfo=UTC) + timedelta(hours=id_)
    return Entry(id_, row_id, id_ - 1 or None, valid_from, at, "Anna", "", target_reason, held)


def state(
    id_: int = 1, measure: int | None = None, numbers: tuple[int, ...] = (), about: Any = None, **content: Any
) -> State:
    """A row with one entry; `about` says what stays the same of it."""
    return State(row(id_, measure, numbers, **(about or {})), entry(id_, id_, **content), id_)


days = st.dates(date(2024, 2, 27), date(2026, 3, 2))
"""with a leap day"""
some_days = st.none() | days
contents = st.builds(
    Content,
    phase=st.sampled_from(PHASES),
    phase_basis=st.sampled_from((LITERAL, INFERRED)),
    is_delayed=st.booleans(),
    is_on_hold=st.booleans(),
    is_ended=st.booleans(),
    reasons=st.lists(st.sampled_from(REASONS), unique=True, max_size=2).map(tuple),
    depends_on=st.lists(st.sampled_from(("VM 1", "VM 2", "VM 3", "VM 9", "IV-modernisering", "CRI")), unique=True).map(
        tuple
    ),
    target_on=some_days,
    first_promised_on=some_days,
    owner=st.sampled_from(("", "Inning")),
    explanation=st.sampled_from(("", "Één regeling", "zie VM 43 en 1339")),
    informed=st.sampled_from(((), (LETTER,))),
)


@st.composite
def logs(draw: st.DrawFn, row_id: int = 1) -> tuple[Entry, ...]:
    """The log of a row: entries in the order of writing, about any day."""
    found = draw(st.lists(st.tuples(days, contents), max_size=6))
    return tuple(
        Entry(at, row_id, at - 1 or None, day, datetime(2025, 5, 21, tzinfo=UTC), "Anna", "", "", content)
        for at, (day, content) in enumerate(found, start=1)
    )


@st.composite
def registers(draw: st.DrawFn) -> tuple[State, ...]:
    """Three measures in up to six rows."""
    found = draw(st.lists(st.tuples(st.integers(1, 3), contents), max_size=6))
    return tuple(
        replace(first := state(at, measure, (measure,)), status=replace(first.status, content=content))
        for at, (measure, content) in enumerate(found, start=1)
    )
