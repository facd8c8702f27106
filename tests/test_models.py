"""What models make of a delivery, through the warehouse: equal to the same methods on a plain reading of its files."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.reference.counting import is_office_day
from tests.reference.histories import history_of
from tests.small_delivery import build_small
from voortgang.errors import VoortgangError
from voortgang.methods.history import History
from voortgang.methods.outlook.forecast import forecast
from voortgang.methods.outlook.known import Terms
from voortgang.methods.queue.counterfactual import counterfactual
from voortgang.methods.queue.work_rate import work_rate
from voortgang.methods.scenarios import Scenario
from voortgang.pipeline.derived_forecasts import SEED
from voortgang.pipeline.metrics import metrics
from voortgang.pipeline.selection import parse_value
from voortgang.pipeline.warehouse import Warehouse
from voortgang.simulate import World, simulate

SINCE, UNTIL = date(2024, 1, 1), date(2025, 12, 31)
MODELS = [name for name, metric in metrics().items() if metric.is_model]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "delivery"
    simulate(20_000, 11, SINCE, UNTIL, folder)
    return folder


@pytest.fixture(scope="module")
def warehouse(delivery: Path) -> Iterator[Warehouse]:
    with closing(build_small(delivery, delivery.parent / "warehouse.duckdb")) as opened:
        yield opened


@pytest.fixture(scope="module")
def history(delivery: Path) -> History:
    return history_of(delivery)


def found(warehouse: Warehouse, name: str, **choice: Any) -> Rows:
    frame = warehouse.run(name, replace(warehouse.selection(), **choice).parameters()).frame
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def working_days(history: History, weeks: int) -> tuple[float, ...]:
    first: date = history.weeks_on[0].astype("datetime64[D]").astype(object)
    mondays = [first + timedelta(weeks=week) for week in range(history.weeks + weeks)]
    return tuple(float(sum(is_office_day(monday + timedelta(days=day)) for day in range(7))) for monday in mondays)


@pytest.mark.parametrize("name", MODELS)
def test_declared_columns_are_the_columns_returned(warehouse: Warehouse, name: str) -> None:
    chosen = replace(warehouse.selection(), flow="decided").parameters()
    result = warehouse.run(name, chosen)
    assert list(result.frame.columns) == list(result.metric.columns)
    assert len(result.frame)


@pytest.mark.parametrize("without", ["task_force", "fast_track", "both"])
def test_the_queue_without_a_measure_is_that_of_the_plain_history(
    warehouse: Warehouse, history: History, without: Any
) -> None:
    expected = counterfactual(history, without, work_rate(history))
    assert expected is not None
    rows = [row for row in found(warehouse, "without_measures", without=without) if row["figure"] == "figure_stock"]
    assert [row["week_on"].date() for row in rows] == expected.weeks_on.astype("datetime64[D]").tolist()
    assert [row["middle"] for row in rows] == pytest.approx(expected.stock.middle.tolist())
    assert [row["low95"] for row in rows] == pytest.approx(expected.stock.low95.tolist())
    assert [row["actual"] for row in rows] == history.stock.sum(axis=1)[-len(rows) :].tolist()
    assert [row["requests"] for row in rows] == history.stock.sum(axis=1)[-len(rows) :].tolist()


def test_the_truth_of_the_simulation_lies_within_the_bands(warehouse: Warehouse, delivery: Path) -> None:
    truth = json.loads((delivery / "truth.json").read_text(encoding="utf-8"))["scenarios"]
    for without in ("task_force", "fast_track", "both"):
        *_, last = [
            row for row in found(warehouse, "without_measures", without=without) if row["figure"] == "figure_stock"
        ]
        place = truth["actual"]["week_on"].index(str(last["week_on"].date()))
        saved = truth[f"without_{without}"]["stock"][place] - truth["actual"]["stock"][place]
        assert last["low95"] <= last["actual"] + saved <= last["high95"]


def test_a_forecast_is_that_of_the_plain_history(warehouse: Warehouse, history: History) -> None:
    scenario = Scenario("Meer", extra_fte=2.0, task_force_until=date(2025, 12, 21))
    changes = (date(2025, 3, 31), date(2025, 5, 5))
    terms = Terms(changes, seed=SEED, working_days=working_days(history, 52), effort=float(work_rate(history).effort))
    (expected,) = forecast(history, [scenario], terms)
    rows = [row for row in found(warehouse, "forecast", scenarios=(scenario,)) if row["figure"] == "figure_stock"]
    assert [row["actual"] for row in rows[:26]] == history.stock.sum(axis=1)[-26:].tolist()
    assert [row["middle"] for row in rows[26:]] == pytest.approx(expected.bands["stock"][3].tolist())
    assert [row["high95"] for row in rows[26:]] == pytest.approx(expected.bands["stock"][6].tolist())
    assert {row["requests"] for row in rows[26:]} == {None}


def test_who_has_left_does_not_come_back_in_the_forecast(warehouse: Warehouse) -> None:
    stays = found(warehouse, "forecast", scenarios=(Scenario("Zo"),))
    left = found(warehouse, "forecast", scenarios=(Scenario("Zo", task_force_until=date(2025, 12, 21)),))
    assert stays == left


def test_more_people_meet_the_norm_sooner_and_what_is_needed_is_enough(warehouse: Warehouse) -> None:
    (needed,) = found(warehouse, "forecast_needed", met_by=date(2026, 9, 1))
    more = Scenario("Genoeg", extra_fte=needed["extra_fte"])
    none, enough = found(warehouse, "forecast_scenarios", scenarios=(Scenario("Niets"), more))
    assert enough["stock_year"] < none["stock_year"]
    assert "vóór week" in enough["norm"] or "nu al" in enough["norm"]


def test_a_scenario_that_cannot_be_told_leaves_the_others(warehouse: Warehouse) -> None:
    short = Scenario("Kort plan", planned=((100.0, 0.0),))
    plain, refused = found(warehouse, "forecast_scenarios", scenarios=(Scenario("Gewoon"), short))
    assert plain["stock_year"] is not None
    assert refused["stock_year"] is None
    assert "beslaat 1 weken" in refused["norm"]


def test_verdicts_name_both_measures_and_keep_the_inflow_a_check(warehouse: Warehouse) -> None:
    rows = found(warehouse, "impact_verdicts")
    assert {(row["measure"], row["outcome"]) for row in rows} == {
        *((measure, "outcome_stock") for measure in ("task_force", "fast_track", "both")),
        *((measure, f"flow_{flow}") for measure in ("task_force", "fast_track") for flow in ("decided", "received")),
    }
    for row in rows:
        if row["outcome"] == "flow_received":
            assert not row["letter"].startswith("Door")
        if row["verdict"] != "effect":
            assert "Door " not in row["letter"]


def test_counted_and_expected_are_of_the_same_weeks(warehouse: Warehouse, history: History) -> None:
    rows = found(warehouse, "impact_course", flow="received")
    assert [row["counted"] for row in rows] == history.received.sum(axis=1)[1:].tolist()
    without = [row["week_on"].date() for row in rows if row["without"] is not None]
    assert without[0] == date(2025, 3, 31)
    with pytest.raises(VoortgangError, match="instroom en van de besluiten"):
        found(warehouse, "impact_course", flow="suspended")


@pytest.mark.parametrize("name", [name for name in MODELS if name != "forecast_calibration"])
def test_early_on_every_model_says_that_it_knows_too_little(warehouse: Warehouse, name: str) -> None:
    with pytest.raises(VoortgangError) as caught:
        found(warehouse, name, as_of=date(2024, 2, 1), until=date(2024, 2, 1), flow="decided")
    assert str(caught.value)[0].isupper()


def test_before_the_measures_nothing_is_said_of_them(warehouse: Warehouse) -> None:
    early = {"as_of": date(2025, 1, 31), "until": date(2025, 1, 31)}
    assert found(warehouse, "without_measures", **early) == []
    with pytest.raises(VoortgangError, match="geen maatregel"):
        found(warehouse, "impact_verdicts", **early)


def test_a_measure_of_a_few_weeks_gets_no_number(warehouse: Warehouse) -> None:
    soon = {"as_of": date(2025, 5, 4), "until": date(2025, 5, 4)}
    rows = found(warehouse, "impact_verdicts", **soon)
    assert {row["verdict"] for row in rows if row["measure"] == "task_force"} == {"too_few"}
    assert all("weinig gegevens" in row["conclusion"] for row in rows if row["measure"] == "task_force")
    assert found(warehouse, "impact_course", flow="decided", **soon) == []


@pytest.fixture(scope="module")
def uncounted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The same office, of which nobody says who was there after the first week."""
    folder = tmp_path_factory.mktemp("uncounted") / "delivery"
    simulate(20_000, 11, SINCE, UNTIL, folder)
    counted = (folder / "capacity.csv").read_text(encoding="utf-8")
    (folder / "capacity.csv").write_text("\n".join(counted.splitlines()[:3]) + "\n", encoding="utf-8")
    with closing(build_small(folder, folder.parent / "warehouse.duckdb")) as opened:
        yield opened


def test_without_capacity_no_number_is_made_up(uncounted: Warehouse) -> None:
    with pytest.raises(VoortgangError, match="capaciteit"):
        found(uncounted, "without_measures")
    rows = [row for row in found(uncounted, "impact_verdicts") if row["outcome"] == "outcome_stock"]
    assert {row["verdict"] for row in rows} == {"cannot_tell"}
    assert all("capaciteit" in row["conclusion"] for row in rows)
    (plain,) = found(uncounted, "forecast_scenarios")
    assert "bevat geen capaciteit" in plain["notes"]
    (more,) = found(uncounted, "forecast_scenarios", scenarios=(Scenario("Meer", extra_fte=1.0),))
    assert "bevat geen capaciteit" in more["norm"]


def test_without_task_force_and_rule_there_is_no_effect(tmp_path: Path) -> None:
    world = replace(World(), task_force_share=0.0, fast_track_since=None)
    simulate(8_000, 3, SINCE, UNTIL, tmp_path / "delivery", world=world)
    with closing(build_small(tmp_path / "delivery", tmp_path / "warehouse.duckdb")) as opened:
        for name in ("impact_verdicts", "impact_estimates"):
            with pytest.raises(VoortgangError, match="geen maatregel"):
                found(opened, name)


def test_a_scenario_is_read_from_text() -> None:
    read = parse_value("scenarios", "meer mensen extra_fte=5 task_force_until=2026-02-28; niets")
    assert read == (Scenario("meer mensen", extra_fte=5.0, task_force_until=date(2026, 2, 28)), Scenario("niets"))


@pytest.mark.parametrize(
    "text", ["x fte=5", "x extra_fte=veel", "x rule=soms", "extra_fte=5", "x rule_until=2026-13-01"]
)
def test_a_scenario_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(VoortgangError):
        parse_value("scenarios", text)
