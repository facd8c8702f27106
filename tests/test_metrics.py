"""Every metric equals its slow, obvious twin, on generated worlds and on the worked examples of the domain."""

import csv
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference import NO_OUTCOME_YET, TWINS, known
from tests.small_delivery import build_small, write_delivery
from tests.twins import built, clock_of, clocks_of, equal_or_refused, rows_of, selections
from tests.worlds import DELIVERED_ON, FIRST_DAY, World, worlds
from voortgang.pipeline.kpi import kpis
from voortgang.pipeline.metrics import metrics
from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Warehouse

DATA = Path(__file__).parent / "data"
NOT_ABOUT_REQUESTS = {
    "build_steps",
    "delivery_files",
    "delivery_notes",
    "events",
    "findings",
    "left_out",
    "letter_periods",
}
COUNTINGS = ("strict", "inclusive")


def test_every_metric_about_requests_has_a_twin() -> None:
    models = {name for name, metric in metrics().items() if metric.is_model}  # see test_models
    about_days = {name for name in metrics() if name.startswith("iv_")}  # see test_iv_days
    assert set(TWINS) == set(metrics()) - NOT_ABOUT_REQUESTS - models - about_days


def test_what_a_later_outcome_would_decide_is_not_split_by_outcome() -> None:
    assert {name for name in TWINS if "outcome" in metrics()[name].unsplit} == NO_OUTCOME_YET


@settings(max_examples=7, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    worlds(),
    st.sampled_from(COUNTINGS),
    st.sampled_from([None, None, date(2024, 3, 1), date(2024, 7, 15)]),
    st.lists(selections(), min_size=6, max_size=6),
)
def test_metrics_equal_their_twins(
    world: World, counting: str, closed_since: date | None, choices: list[Selection]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = known(world, DELIVERED_ON, counting, closed_since)
        with closing(built(Path(folder), world, counting, closed_since)) as warehouse:
            for chosen in choices:
                for name in TWINS:
                    equal_or_refused(warehouse, name, chosen, expected)
            assert clocks_of(warehouse) == {case.request_id: clock_of(case) for case in expected.cases}


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
    return kpis(warehouse, replace(everything, **changes))


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


def test_fixture_where_closed_only_flatters(fixture_warehouse: Warehouse) -> None:
    """The median of the eight decisions alone, against that of all twelve requests followed until 30 June."""
    everything = Selection(date(2025, 6, 30), date(2025, 1, 1), date(2025, 6, 30), period="all")
    decided = [case.days for case in known(fixture_world(), date(2025, 6, 30)).cases if case.is_decision]
    (curve,) = rows_of(fixture_warehouse, "survival", everything)
    assert statistics.median(decided) == 65
    assert curve[2:5] == (12, 8, 84)


def fixture_figures(warehouse: Warehouse) -> dict[tuple[str, str], str]:
    """What kpi_expected.csv asks for, in its words."""
    everything, regular = fixture_kpis(warehouse), fixture_kpis(warehouse, fast_track=False)
    may = fixture_kpis(warehouse, since=date(2025, 5, 1), until=date(2025, 5, 31))
    june = fixture_kpis(warehouse, since=date(2025, 6, 1))
    cases = {case.request_id: case for case in known(fixture_world(), date(2025, 6, 30)).cases}
    decided = [case for case in cases.values() if case.is_decision]
    clocks = clocks_of(warehouse)
    k8 = everything["K8"]
    return {
        ("decided", "all"): str(everything["K4"]["n"]),
        ("K1", "all decided"): of(everything["K1"]),
        ("K1", "regular only"): of(regular["K1"]),
        ("K1", "stopped in 2025-05"): of(may["K1"]),
        ("K1", "stopped in 2025-06"): of(june["K1"]),
        ("K2", "all decided"): of(everything["K2"]),
        ("K3", "ripe cohort: received up to 2025-05-05"): of(everything["K3"]),
        ("K4 median days", "all decided"): f"{statistics.median(case.days for case in decided):.0f} by interpolation "
        f"of the two middle values, {everything['K4']['median_days']} by nearest rank: name the method",
        ("K4 P90 days", "all decided"): str(everything["K4"]["p90_days"]),
        ("K4 median days", "regular only"): f"{statistics.median(c.days for c in decided if not c.is_fast_track):.0f} "
        f"by interpolation, {regular['K4']['median_days']} by nearest rank",
        ("K5", ""): str(everything["K5"]["value"]),
        ("K6a", ""): str(everything["K6a"]["value"]),
        ("K6b", ""): str(everything["K6b"]["value"]),
        ("K8 S(56)", "withdrawn censored"): f"{1 - k8['within_8_weeks']['chance']:.4f}",
        ("K8 median days", "withdrawn censored"): f"{k8['median_days']:.0f}",
        **{("legal_due_on", request): clocks[request][1].isoformat() for request in ("P03", "P08", "P10", "P11")},
        ("net days", "P03"): str(clocks["P03"][3]),
        # still open, so up to 30 June: 63 days since receipt less those that were suspended
        ("net days", "P11"): str((date(2025, 6, 30) - cases["P11"].received_on).days - clocks["P11"][2]),
    }


def of(found: dict[str, Any]) -> str:
    return f"{found['numerator']}/{found['denominator']}"


def test_fixture_gives_every_expected_figure(fixture_warehouse: Warehouse) -> None:
    with (DATA / "kpi_expected.csv").open(encoding="utf-8") as file:
        expected = {(row["figure"], row["of"]): row["expected at 2025-06-30"] for row in csv.DictReader(file)}
    assert fixture_figures(fixture_warehouse) == expected


def test_fixture_the_other_kpis(fixture_warehouse: Warehouse) -> None:
    """Counted by hand from the twelve cases."""
    found = fixture_kpis(fixture_warehouse)
    # the four full weeks from 2 through 29 June: P05 and P06 decided, P08 withdrawn; three are open
    assert (found["K10"]["backlog"], found["K10"]["outflow"], found["K10"]["weeks"]) == (3, 3, 4)
    assert (found["K10"]["task_force_outflow"], found["K10"]["weeks_without_task_force"]) == (None, 4)
    assert share(found["K11"]) == (2, 8)
    assert (found["K11"]["median_fast_track_days"], found["K11"]["median_regular_days"]) == (21, 70)
    # P03 alone: from 15 through 27 March
    assert share(found["K12"]) == (1, 8)
    assert (found["K12"]["suspended_days"], found["K12"]["difference_days"]) == (13, 13 / 8)
    # open after their 56th day: all but the two fast ones, and P12, whose 56th day is still to come
    assert share(found["K13"]) == (0, 9)
    # after 2 June: P05 in 84 days
    assert (found["K14"]["max_weeks"], found["K14"]["p95_weeks"], found["K14"]["n"]) == (12, 12, 1)
    assert found["K7"]["oldest_days"] == 84
    assert found["K9"]["value"] == 3


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
