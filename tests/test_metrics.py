"""Every metric equals its slow, obvious twin, on generated worlds and on the worked examples of the domain."""

import csv
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference import TWINS, Case, cases
from tests.small_delivery import build_small, write_delivery
from tests.worlds import CHANNELS, DELIVERED_ON, FIRST_DAY, World, days_until, worlds
from voortgang.pipeline.kpi import kpis
from voortgang.pipeline.metrics import metrics
from voortgang.pipeline.selection import PERIODS, SPLITS, Selection
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import Settings

DATA = Path(__file__).parent / "data"
ABOUT_THE_DELIVERY = {"build_steps", "delivery_files", "delivery_notes", "findings", "left_out"}
COUNTINGS = ("strict", "inclusive")


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any reference date, period and filters, in the past or not, with since after until left out."""
    since, until = sorted([draw(days_until(DELIVERED_ON)), draw(days_until(DELIVERED_ON))])
    return Selection(
        as_of=draw(days_until(DELIVERED_ON, since)),
        since=since,
        until=until,
        period=draw(st.sampled_from(PERIODS)),
        split=draw(st.sampled_from(SPLITS)),
        team=draw(st.sampled_from([None, None, "noord", "niet toegewezen"])),
        channel=draw(st.sampled_from([None, None, *CHANNELS])),
        fast_track=draw(st.sampled_from([None, None, True, False])),
    )


def built(folder: Path, world: World, counting: str = "strict") -> Warehouse:
    delivery = write_delivery(
        folder / "delivery", world.requests, world.suspensions, world.extensions, delivered_on=DELIVERED_ON
    )
    return build_small(delivery, folder / "warehouse.duckdb", settings=Settings(counting=counting))


def plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if pd.isna(value) else value


def rows_of(warehouse: Warehouse, name: str, chosen: Selection) -> list[tuple]:
    frame = warehouse.run(name, chosen.parameters()).frame
    return [tuple(plain(value) for value in row) for row in frame.itertuples(index=False, name=None)]


def test_every_metric_about_requests_has_a_twin() -> None:
    assert set(TWINS) == set(metrics()) - ABOUT_THE_DELIVERY


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.sampled_from(COUNTINGS), st.lists(selections(), min_size=6, max_size=6))
def test_metrics_equal_their_twins(world: World, counting: str, choices: list[Selection]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = cases(world, DELIVERED_ON, counting)
        with closing(built(Path(folder), world, counting)) as warehouse:
            for chosen in choices:
                for name, twin in TWINS.items():
                    assert rows_of(warehouse, name, chosen) == twin(expected, chosen), name
            assert clocks_of(warehouse) == {case.request_id: clock_of(case) for case in expected}


def clock_of(case: Case) -> tuple:
    return case.norm_due_on, case.legal_due_on, case.suspended_days, case.net_days


def clocks_of(warehouse: Warehouse) -> dict[str, tuple]:
    rows = warehouse._cursor.execute(
        "select request_id, norm_due_on, legal_due_on, suspended_days, net_days from requests"
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def fixture_world() -> World:
    """The twelve cases of tests/data/kpi_cases.csv."""
    world = World()
    codes = {"granted": "toegekend", "rejected": "afgewezen", "withdrawn": "ingetrokken", "": None}
    with (DATA / "kpi_cases.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = {
                name: date.fromisoformat(text) if text else None
                for name, text in row.items()
                if name.endswith(("_on", "_until"))
            }
            is_withdrawn = row["outcome"] == "withdrawn"
            world.requests.append(
                {
                    "request_id": row["request_id"],
                    "received_on": day["received_on"],
                    "sent_on": None if is_withdrawn else day["stopped_on"],
                    "withdrawn_on": day["stopped_on"] if is_withdrawn else None,
                    "outcome": codes[row["outcome"]],
                    "is_fast_track": row["fast_track"] == "yes",
                    "team": row["team"],
                }
            )
            if day["suspension_sent_on"]:
                world.suspensions.append(
                    {
                        "request_id": row["request_id"],
                        "sent_on": day["suspension_sent_on"],
                        "term_until": day["suspension_term_until"],
                        "supplemented_on": day["supplemented_on"],
                    }
                )
    return world


@pytest.fixture(scope="module")
def fixture_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("fixture")
    world = fixture_world()
    delivery = write_delivery(folder / "delivery", world.requests, world.suspensions, delivered_on=date(2025, 6, 30))
    with closing(build_small(delivery, folder / "warehouse.duckdb")) as warehouse:
        yield warehouse


def fixture_kpis(warehouse: Warehouse, **changes: Any) -> dict[str, Any]:
    everything = Selection(date(2025, 6, 30), date(2025, 1, 1), date(2025, 6, 30))
    return kpis(warehouse, Selection(**(everything.parameters() | changes)))


def share(found: dict[str, Any]) -> tuple[int, int]:
    return found["numerator"], found["denominator"]


def test_fixture_all_decided(fixture_warehouse: Warehouse) -> None:
    found = fixture_kpis(fixture_warehouse)
    assert share(found["K1"]) == (2, 8)
    assert share(found["K2"]) == (5, 8)
    assert share(found["K3"]) == (2, 11)
    assert (found["K4"]["median_days"], found["K4"]["p90_days"], found["K4"]["n"]) == (60, 84, 8)
    assert (found["K5"]["value"], found["K6a"]["value"], found["K6b"]["value"]) == (3, 2, 1)
    assert found["K9"]["backlog_start"] + found["K9"]["value"] == found["K5"]["value"]


def test_fixture_regular_only(fixture_warehouse: Warehouse) -> None:
    found = fixture_kpis(fixture_warehouse, fast_track=False)
    assert share(found["K1"]) == (0, 6)
    assert found["K4"]["median_days"] == 70


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [(date(2025, 5, 1), date(2025, 5, 31), (2, 6)), (date(2025, 6, 1), date(2025, 6, 30), (0, 2))],
)
def test_fixture_by_month(fixture_warehouse: Warehouse, since: date, until: date, expected: tuple[int, int]) -> None:
    assert share(fixture_kpis(fixture_warehouse, since=since, until=until)["K1"]) == expected


def test_fixture_clocks(fixture_warehouse: Warehouse) -> None:
    clocks = clocks_of(fixture_warehouse)
    legal = {request: clocks[request][1] for request in ("P03", "P08", "P10", "P11")}
    assert legal == {
        "P03": date(2025, 5, 12),
        "P08": date(2025, 6, 17),
        "P10": date(2025, 6, 2),
        "P11": date(2025, 7, 7),
    }
    assert clocks["P03"][3] == 57


def test_deadlines_by_sql(tmp_path: Path) -> None:
    world, expected = World(), {}
    with (DATA / "deadlines.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            received_on = date.fromisoformat(row["received_on"])
            world.requests.append({"request_id": row["case"], "received_on": received_on})
            expected[row["case"]] = (date.fromisoformat(row["norm_due_on"]), date.fromisoformat(row["legal_due_on"]))
            letters = [row[name].split("|") for name in ("sent_on", "term_until", "supplemented_on")]
            for sent_on, term_until, supplemented_on in zip(
                *(_as_long(letter, letters[0]) for letter in letters), strict=True
            ):
                if sent_on:
                    world.suspensions.append(
                        {
                            "request_id": row["case"],
                            "sent_on": date.fromisoformat(sent_on),
                            "term_until": date.fromisoformat(term_until),
                            "supplemented_on": date.fromisoformat(supplemented_on) if supplemented_on else None,
                        }
                    )
    delivery = write_delivery(tmp_path / "delivery", world.requests, world.suspensions, delivered_on=date(2026, 3, 1))
    with closing(build_small(delivery, tmp_path / "warehouse.duckdb")) as warehouse:
        clocks = clocks_of(warehouse)
    assert {case: clock[:2] for case, clock in clocks.items()} == expected


def _as_long(values: list[str], other: list[str]) -> list[str]:
    return values + [""] * (len(other) - len(values))


def test_one_open_request_on_the_day_it_came(tmp_path: Path) -> None:
    world = World(requests=[{"request_id": "r0", "received_on": FIRST_DAY}])
    delivery = write_delivery(tmp_path / "delivery", world.requests, delivered_on=FIRST_DAY)
    with closing(build_small(delivery, tmp_path / "warehouse.duckdb")) as warehouse:
        found = kpis(warehouse, Selection(FIRST_DAY, FIRST_DAY, FIRST_DAY))
    assert found["K1"] == {"numerator": 0, "denominator": 0, "value": None}
    assert found["K4"] == {"median_days": None, "p90_days": None, "n": 0}
    assert found["K5"]["value"] == 1
    assert found["K14"]["p95_weeks"] is None
