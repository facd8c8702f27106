"""What tests of figures share: any choice of a reader, a world as a warehouse, and a figure beside its twin."""

import math
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import strategies as st

from tests.reference import NO_OUTCOME_YET, TWINS, Case, Known
from tests.small_delivery import build_small, write_delivery
from tests.worlds import CHANNELS, DELIVERED_ON, TURNING_DAYS, World, days_until
from voortgang.errors import VoortgangError
from voortgang.pipeline.selection import ALLOWED, Selection
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import Settings


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any reference date, also before the period, any period, filters and comparison, also one that overlaps."""
    since, until = sorted([draw(days_until(DELIVERED_ON)), draw(days_until(DELIVERED_ON))])
    any_day = days_until(DELIVERED_ON)
    return Selection(
        as_of=draw(days_until(DELIVERED_ON, since) | any_day | st.just(until) | st.sampled_from(TURNING_DAYS)),
        since=since,
        until=until,
        period=draw(st.sampled_from(ALLOWED["period"])),
        split=draw(st.sampled_from(ALLOWED["split"])),
        team=draw(st.sampled_from([None, None, "noord", "niet toegewezen"])),
        channel=draw(st.sampled_from([None, None, *CHANNELS])),
        fast_track=draw(st.sampled_from([None, None, True, False])),
        compared_since=draw(st.none() | any_day),
        compared_until=draw(st.none() | any_day),
        flow=draw(st.sampled_from(ALLOWED["flow"])),
        breaks=tuple(draw(st.lists(st.tuples(any_day, st.sampled_from(["begin", "einde"])), max_size=3))),
        request_id=draw(st.sampled_from([f"r{number}" for number in range(6)])),
        page=draw(st.integers(1, 3)),
        page_rows=draw(st.integers(1, 8)),
    )


def built(
    folder: Path,
    world: World,
    counting: str = "strict",
    closed_since: date | None = None,
    delivered_on: date = DELIVERED_ON,
) -> Warehouse:
    """The warehouse of this world; the caller closes it."""
    delivery = write_delivery(
        folder / "delivery",
        world.requests,
        world.suspensions,
        world.extensions,
        # nobody says who was there: an extract cannot be empty, so it tells of a week that is yet to come
        world.capacity or [{"week_on": date(2030, 1, 7)}],
        delivered_on=delivered_on,
        about=f"closed_since = {closed_since}\n" if closed_since else "",
    )
    return build_small(delivery, folder / "warehouse.duckdb", settings=Settings(counting=counting))


def plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if pd.isna(value) else value


def rows_of(warehouse: Warehouse, name: str, chosen: Selection) -> list[tuple]:
    frame = warehouse.run(name, chosen.parameters()).frame
    return [tuple(plain(value) for value in row) for row in frame.itertuples(index=False, name=None)]


def alike(found: list[tuple], expected: list[tuple]) -> bool:
    """The same rows in the same order; a number with a fraction up to rounding noise."""
    return len(found) == len(expected) and all(
        len(row) == len(other) and all(map(_alike, row, other)) for row, other in zip(found, expected, strict=True)
    )


def _alike(found: Any, expected: Any) -> bool:
    if isinstance(expected, float | Fraction):
        return found is not None and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    return found == expected and (found is None) == (expected is None)


def equal_or_refused(warehouse: Warehouse, name: str, chosen: Selection, expected: Known) -> None:
    """A figure equals its twin; one that a later outcome would decide cannot be split by outcome."""
    if chosen.split == "outcome" and name in NO_OUTCOME_YET:
        with pytest.raises(VoortgangError, match="Een verzoek dat nog open is, heeft geen uitkomst"):
            warehouse.run(name, chosen.parameters())
        return
    found, wanted = rows_of(warehouse, name, chosen), TWINS[name](expected, chosen)
    assert alike(found, wanted), f"{name} for {chosen}: {found} is not {wanted}"


def clock_of(case: Case) -> tuple:
    return case.norm_due_on, case.legal_due_on, case.suspended_days, case.net_days


def clocks_of(warehouse: Warehouse) -> dict[str, tuple]:
    rows = warehouse._cursor.execute(
        "select request_id, norm_due_on, legal_due_on, suspended_days, net_days from requests"
    ).fetchall()
    return {row[0]: row[1:] for row in rows}
