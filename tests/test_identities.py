"""Figures that must add up, whatever the world and whatever is chosen; and that a past day is as it was known then."""

import math
import tempfile
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from tests.reference import NO_OUTCOME_YET, NORM_DAYS, TWINS, known
from tests.twins import alike, built, rows_of, selections
from tests.worlds import DELIVERED_ON, World, worlds
from voortgang.pipeline.metrics import metric, metrics
from voortgang.pipeline.selection import ALLOWED, Selection
from voortgang.pipeline.warehouse import Warehouse

GENERATED = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
KEYS = ("period_on", "weeks")
KNOWN_AT_DELIVERY = {"one_request", "open_requests", "request_suspensions", "request_extensions", "falling_due"}
"""show terms and letters as known on the delivery date, and say so"""


def records(warehouse: Warehouse, name: str, chosen: Selection) -> list[dict[str, Any]]:
    return [dict(zip(metric(name).columns, row, strict=True)) for row in rows_of(warehouse, name, chosen)]


@GENERATED
@given(worlds(), selections())
def test_what_adds_up(world: World, drawn: Selection) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(built(Path(folder), world)) as warehouse:
        for split in ALLOWED["split"]:
            chosen = replace(drawn, split=split)  # type: ignore[arg-type]
            for name in (name for name in metrics() if {"split", "period"} <= set(metric(name).parameters)):
                if split not in metric(name).unsplit:
                    assert totals(warehouse, name, chosen) == totals(warehouse, name, replace(chosen, split="none"))
            if split != "outcome":
                four_states(warehouse, chosen)
                stock(warehouse, chosen)
                clearance(warehouse, chosen)
        accounts(warehouse, drawn)
        the_cohort_is_k3(world, warehouse, replace(drawn, period="all", split="none", team=None, channel=None))
        mix_and_rate(warehouse, drawn)


def totals(warehouse: Warehouse, name: str, chosen: Selection) -> dict[tuple, int]:
    """Every count column added over the values of the split, per period."""
    counts = [column.name for column in metric(name).columns.values() if column.is_count]
    found: dict[tuple, int] = defaultdict(int)
    for row in records(warehouse, name, chosen):
        for count in counts:
            found[(*(row.get(key) for key in KEYS), count)] += row[count] or 0
    return {key: total for key, total in found.items() if total}


def four_states(warehouse: Warehouse, chosen: Selection) -> None:
    """A + B + C + D = N; secured and achievable meet in a ripe cohort."""
    for row in records(warehouse, "cohort_on_time", chosen):
        still_open, late = row["open_within_norm"] or 0, row["late"] or 0
        assert row["received"] == row["decided_within_norm"] + still_open + late
        assert late == (row["decided_late"] or 0) + (row["open_late"] or 0)
        assert row["achievable"] == row["decided_within_norm"] + still_open
        assert not row["is_ripe"] or row["achievable"] == row["decided_within_norm"]


def stock(warehouse: Warehouse, chosen: Selection) -> None:
    """What was open, plus in, minus out, is what is open, per period and split; and it is the backlog of that day."""
    open_at: dict[str, int] = {}
    backlog = {(row["period_on"], row["split_value"]): row["backlog"] for row in records(warehouse, "backlog", chosen)}
    for row in records(warehouse, "flow", chosen):
        assert row["balance"] == row["received"] - row["decided"] - row["withdrawn"]
        assert row["backlog_end"] == row["backlog_start"] + row["balance"]
        assert row["backlog_start"] == open_at.get(row["split_value"], row["backlog_start"])
        assert row["backlog_end"] == backlog[row["period_on"], row["split_value"]]
        open_at[row["split_value"]] = row["backlog_end"]


def accounts(warehouse: Warehouse, chosen: Selection) -> None:
    """The stock changes by what came in and what each desk closed, per period and in all; and it is that of flow."""
    unsplit, whole = replace(chosen, split="none"), replace(chosen, split="none", period="all")
    flow = records(warehouse, "flow", unsplit)
    desks = ("regular", "task_force", "fast_track", "withdrawn")
    rows = records(warehouse, "work_by_desk", unsplit)
    for row, other in zip(rows, flow, strict=True):
        closed = sum(row[desk] or 0 for desk in desks)
        assert row["backlog_end"] == (row["backlog_start"] or 0) + row["received"] - closed
        assert (row["backlog_start"] or 0) == other["backlog_start"]
        for name in ("period_on", "received", "decided", "withdrawn", "backlog_end"):
            assert row[name] == other[name]
    ages = records(warehouse, "closed_age_by_desk", chosen)
    summary = {row["desk"]: row["closed"] for row in records(warehouse, "closed_age_summary", chosen)}
    for account in records(warehouse, "stock_account", chosen):
        (all_at_once,) = records(warehouse, "work_by_desk", whole)
        assert account.items() <= all_at_once.items()
        for desk in desks:
            assert sum(row[desk] or 0 for row in ages) == (account[desk] or 0) == summary.get(desk, 0)


def clearance(warehouse: Warehouse, chosen: Selection) -> None:
    """K10: with the task force never takes longer than without."""
    for row in records(warehouse, "clearance", chosen):
        assert row["outflow"] == (row["task_force_outflow"] or 0) + row["other_outflow"]
        if row["outflow"]:
            assert math.isclose(row["clearance_weeks"] * row["outflow"] / 4, row["backlog"], abs_tol=1e-9)
        if row["other_outflow"]:
            assert row["clearance_weeks"] <= row["clearance_weeks_other"]


def the_cohort_is_k3(world: World, warehouse: Warehouse, chosen: Selection) -> None:
    """Secured in ripe cohorts is K3, counted here from the delivered rows by the sentence of the domain."""
    ripe = [
        case
        for case in known(world, DELIVERED_ON).cases
        if chosen.since <= case.received_on <= chosen.until
        and chosen.fast_track in (None, case.is_fast_track)
        and case.received_on + timedelta(days=NORM_DAYS) <= chosen.as_of
    ]
    in_time = [case for case in ripe if case.stopped_on and case.stopped_on <= case.norm_due_on]
    decided = sum(case.is_decision for case in in_time)
    expected = [(decided, len(ripe) - (len(in_time) - decided))] if ripe else []
    found = records(warehouse, "cohort_on_time", chosen)
    assert [(row["decided_within_norm"], row["received"]) for row in found] == expected


def mix_and_rate(warehouse: Warehouse, chosen: Selection) -> None:
    days = {row["step"]: row["days"] for row in records(warehouse, "clearing", chosen)}
    if days:
        assert math.isclose(days["before"] + days["mix"] + days["rate"], days["after"], abs_tol=1e-9)


@GENERATED
@given(worlds(), selections())
def test_a_day_in_the_past_is_shown_as_it_was_known_then(world: World, drawn: Selection) -> None:
    """A delivery of that day gives the same figures. A reopened request is the exception: it counts as never closed."""
    for request in world.requests:
        request |= {"reopened_on": None, "duplicate_of": None}
    then = as_of(world, drawn.as_of)
    assume(then.requests)
    with tempfile.TemporaryDirectory() as folder:
        now, earlier = Path(folder) / "now", Path(folder) / "then"
        with (
            closing(built(now, world)) as later,
            closing(built(earlier, then, delivered_on=drawn.as_of)) as at_the_time,
        ):
            for split in ALLOWED["split"]:
                chosen = replace(drawn, split=split)  # type: ignore[arg-type]
                for name in TWINS.keys() - KNOWN_AT_DELIVERY - (NO_OUTCOME_YET if split == "outcome" else set()):
                    found, wanted = rows_of(later, name, chosen), rows_of(at_the_time, name, chosen)
                    assert alike(found, wanted), f"{name} for {chosen}: {found} is not {wanted}"
            whole = replace(drawn, page=1, page_rows=1000)
            assert _norms(later, whole) == _norms(at_the_time, whole)


def _norms(warehouse: Warehouse, chosen: Selection) -> tuple[Any, ...]:
    due = [(row["weeks"], row["backlog"], row["norm_due"]) for row in records(warehouse, "falling_due", chosen)]
    return due, sorted(row[:5] for row in rows_of(warehouse, "open_requests", chosen))


def as_of(world: World, day: date) -> World:
    """What a delivery of that day would have held."""
    return World(
        [_as_of(row, day) for row in world.requests if row["received_on"] <= day],
        [_answered(row, day) for row in world.suspensions if row["sent_on"] <= day],
        [row for row in world.extensions if row["sent_on"] <= day],
        [row for row in world.capacity if row["week_on"] <= day],
    )


def _as_of(row: dict[str, Any], day: date) -> dict[str, Any]:
    stopped_on = row["sent_on"] or row["withdrawn_on"]
    if stopped_on is None or stopped_on <= day:
        return row
    return row | {"sent_on": None, "withdrawn_on": None, "outcome": None}


def _answered(row: dict[str, Any], day: date) -> dict[str, Any]:
    is_later = row["supplemented_on"] is not None and row["supplemented_on"] > day
    return row | {"supplemented_on": None} if is_later else row
