"""The simulator: a coherent delivery, a truth that follows from it, and the two facts it must show."""

import json
import math
import re
import subprocess
import sys
import tomllib
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import holidays
import numpy as np
import pandas as pd
import pytest

from tests.small_delivery import build_small
from voortgang.errors import VoortgangError
from voortgang.pipeline.deliveries import find_delivery
from voortgang.simulate import World, simulate
from voortgang.simulate.days import NEVER
from voortgang.simulate.days import holidays as days_off
from voortgang.simulate.files import XLSX_ROWS
from voortgang.simulate.handling import handle
from voortgang.simulate.inflow import opening_wait_days
from voortgang.simulate.queue import REGULAR, TASK_FORCE
from voortgang.simulate.run import set_up

ROOT = Path(__file__).resolve().parents[1]
SINCE, UNTIL = date(2024, 1, 1), date(2025, 12, 31)
EXTRACTS = ("requests", "suspensions", "extensions", "capacity")
DATE_COLUMNS = re.compile(r"_op$|_tot$|_datum$|_van$")


def read(folder: Path, extract: str) -> pd.DataFrame:
    """One CSV extract with dates as dates and everything else but FTE as text."""
    table = pd.read_csv(folder / f"{extract}.csv", dtype=str, keep_default_na=False).replace("", None)
    for column in table.columns:
        if DATE_COLUMNS.search(column) and column != "dubbel_van":
            table[column] = pd.to_datetime(table[column], format="%Y-%m-%d")
        elif column.startswith("fte_"):
            table[column] = table[column].astype(float)
    return table


def truth_of(folder: Path) -> dict:
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def nearest_rank(values: pd.Series, share: float) -> int:
    return sorted(values)[math.ceil(share * len(values)) - 1]


@pytest.fixture(scope="module")
def delivery(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "delivery"
    simulate(20_000, 7, SINCE, UNTIL, folder)
    return folder


@pytest.fixture(scope="module")
def requests(delivery) -> pd.DataFrame:
    return read(delivery, "requests")


@pytest.fixture(scope="module")
def counted(requests) -> pd.DataFrame:
    """What counts, by the obvious route: duplicates left out, a stop that was undone is no stop."""
    counted = requests[requests["dubbel_van"].isna()].copy()
    stop = counted["verzonden_op"].fillna(counted["ingetrokken_op"])
    counted["stopped_on"] = stop.where(counted["heropend_op"].isna())
    counted["decided_on"] = counted["stopped_on"].where(counted["ingetrokken_op"].isna())
    counted["gross_days"] = (counted["decided_on"] - counted["ontvangen_op"]).dt.days
    return counted


@pytest.mark.parametrize("extract", EXTRACTS)
def test_columns_are_those_of_the_contract(delivery, extract):
    contract = tomllib.loads((ROOT / "checks" / f"{extract}.toml").read_text(encoding="utf-8"))
    header = (delivery / f"{extract}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header.split(",") == list(contract["columns"])


def test_codes_are_those_of_the_code_lists(delivery, requests):
    lists = pd.read_csv(ROOT / "data" / "reference" / "code_lists.csv")
    contract = tomllib.loads((ROOT / "checks" / "requests.toml").read_text(encoding="utf-8"))
    for column, promise in contract["columns"].items():
        if promise["type"] == "code":
            allowed = set(lists.loc[lists["list"] == promise["codes"], "code"])
            assert set(requests[column].dropna()) <= allowed, column
    assert set(requests["versneld"]) == set(requests["volledig"]) == {"ja", "nee"}
    assert set(read(delivery, "suspensions")["grond"]) == {"awb_4_5"}


def test_csv_is_plain(delivery):
    content = (delivery / "requests.csv").read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert b'"' not in content
    assert content.count(b"\n") == 20_001


def test_delivery_says_what_it_is(delivery):
    description = tomllib.loads((delivery / "delivery.toml").read_text(encoding="utf-8"))
    assert description["delivered_on"] == UNTIL
    assert description["fictional"] is True
    assert "seed 7" in description["description"]
    assert truth_of(delivery)["fictional"] is True
    events = description["events"]
    assert [(event["happened_on"], event["title"]) for event in events] == [
        (day, title) for day, _, title in World().events
    ]
    assert all(event["is_break"] and SINCE <= event["happened_on"] <= UNTIL for event in events)
    assert find_delivery(delivery).events, "the build reads what the simulator writes"


def test_only_events_of_the_period_are_told(tmp_path):
    simulate(50, 1, SINCE, World().task_force_since, tmp_path)
    told = tomllib.loads((tmp_path / "delivery.toml").read_text(encoding="utf-8"))["events"]
    assert [event["title"] for event in told] == ["Start taskforce"]


def test_the_simulated_delivery_is_whole(delivery, tmp_path):
    """The queue at its start must not look like an extract of what was closed since some day."""
    with closing(build_small(delivery, tmp_path / "warehouse.duckdb")) as warehouse:
        assert warehouse.build.closed_since is None


def test_same_seed_same_delivery_other_seed_another(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        simulate(2_000, seed, SINCE, UNTIL, tmp_path / name)
    for file in (*(f"{extract}.csv" for extract in EXTRACTS), "truth.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
        assert (tmp_path / "a" / file).read_bytes() != (tmp_path / "c" / file).read_bytes()


def test_requests_are_received_in_the_period(requests):
    assert len(requests) == 20_000
    assert requests["ontvangen_op"].min() == pd.Timestamp(SINCE)
    assert requests["ontvangen_op"].is_monotonic_increasing
    assert requests["ontvangen_op"].max() <= pd.Timestamp(UNTIL)
    weekend = requests["ontvangen_op"].dt.day_of_week >= 5
    assert 0.03 < weekend.mean() < 0.15


def test_ids_are_unique_and_never_like_a_bsn(requests):
    assert requests["verzoek_id"].is_unique
    assert requests["verzoek_id"].str.fullmatch(r"V[0-9a-f]{10}").all()
    assert not requests["verzoek_id"].str.fullmatch(r"\d{8,9}").any()


def test_dates_of_a_request_are_in_order(requests):
    order = ["ontvangen_op", "besloten_op", "gedagtekend_op", "verzonden_op"]
    for earlier, later in (*pairwise(order), ("ontvangen_op", "geregistreerd_op")):
        both = requests[[earlier, later]].dropna()
        assert (both[earlier] <= both[later]).all(), (earlier, later)
    stop = requests["verzonden_op"].fillna(requests["ingetrokken_op"])
    reopened = requests["heropend_op"].notna()
    assert reopened.any()
    assert (requests["heropend_op"] > stop)[reopened].all()
    assert not (requests["verzonden_op"].notna() & requests["ingetrokken_op"].notna()).any()
    assert (requests["uitkomst"].notna() == (stop.notna() & ~reopened)).all()


def test_nothing_but_terms_lies_after_the_delivery(delivery):
    named_in_advance = {"termijn_op", "termijn_tot", "nieuwe_datum"}
    for extract in EXTRACTS:
        dates = read(delivery, extract).select_dtypes("datetime")
        for column in set(dates.columns) - named_in_advance:
            assert dates[column].max() <= pd.Timestamp(UNTIL), (extract, column)


def test_no_decision_on_a_day_off(requests):
    days = requests[["besloten_op", "gedagtekend_op", "verzonden_op"]].stack().dropna()
    assert (days.dt.day_of_week < 5).all()
    assert not set(days.dt.date) & set(holidays.country_holidays("NL", years=(2024, 2025)))


def test_holidays_are_those_of_the_calendar():
    years = range(2015, 2036)
    days = np.arange(f"{years[0]}-01-01", f"{years[-1] + 1}-01-01", dtype="datetime64[D]")
    calendar = holidays.country_holidays("NL", years=years, categories=("public", "optional"))
    weekdays = {day for day in calendar if day.weekday() < 5}
    assert {day for day in days_off(days).tolist() if day.weekday() < 5} == weekdays


def test_duplicates_follow_an_earlier_request(requests):
    duplicates = requests[requests["dubbel_van"].notna()]
    assert 0.008 < len(duplicates) / len(requests) < 0.02
    pairs = duplicates.merge(requests, left_on="dubbel_van", right_on="verzoek_id", suffixes=("", "_first"))
    assert len(pairs) == len(duplicates)
    assert pairs["dubbel_van_first"].isna().all()
    waited = (pairs["ontvangen_op"] - pairs["ontvangen_op_first"]).dt.days
    assert waited.between(1, 10).all()
    assert (pairs["inkomensklasse"] == pairs["inkomensklasse_first"]).all()
    ended = pairs[pairs["uitkomst"].notna() & pairs["uitkomst_first"].notna()]
    assert len(ended) > 0.8 * len(pairs)
    assert (ended["uitkomst"] == ended["uitkomst_first"]).all()


def test_questions_and_answers_fit_their_request(delivery, requests):
    letters = read(delivery, "suspensions").merge(requests, on="verzoek_id", suffixes=("", "_decision"))
    assert len(letters) == len(read(delivery, "suspensions"))
    assert 0.2 < letters["verzoek_id"].nunique() / len(requests) < 0.3
    stop = letters["verzonden_op_decision"].fillna(letters["ingetrokken_op"])
    assert (letters["verzonden_op"] > letters["ontvangen_op"]).all()
    assert not (letters["verzonden_op"] >= stop).any()
    assert not (letters["aangevuld_op"] > stop).any()
    assert set((letters["termijn_tot"] - letters["verzonden_op"]).dt.days) == {14, 21, 28}
    assert (letters["aangevuld_op"] > letters["termijn_tot"]).any(), "some answers come late"
    assert letters["aangevuld_op"].isna().any(), "some never come"
    previous = letters.groupby("verzoek_id")["termijn_tot"].shift()
    assert (letters["verzonden_op"] < previous).any(), "some overlap"


def test_not_taken_up_only_after_an_unanswered_question(delivery, requests):
    letters = read(delivery, "suspensions")
    unanswered = letters[letters["aangevuld_op"].isna()]
    not_taken_up = requests[(requests["uitkomst"] == "buiten_behandeling") & requests["dubbel_van"].isna()]
    assert len(not_taken_up) > 100
    ended = not_taken_up.merge(unanswered, on="verzoek_id", suffixes=("", "_letter"))
    assert set(ended["verzoek_id"]) == set(not_taken_up["verzoek_id"])
    assert (ended["besloten_op"] > ended["termijn_tot"]).all()


def test_extension_letters_reach_open_requests(delivery, requests):
    letters = read(delivery, "extensions").merge(requests, on="verzoek_id", suffixes=("", "_decision"))
    stop = letters["verzonden_op_decision"].fillna(letters["ingetrokken_op"])
    assert len(letters) > 500
    assert not (letters["verzonden_op"] >= stop).any()
    assert (letters["nieuwe_datum"] > letters["verzonden_op"]).all()
    late = (letters["verzonden_op"] > letters["termijn_op"]).mean()
    assert 0.02 < late < 0.2


def test_fast_track_is_for_low_incomes_from_its_first_day(requests):
    fast = requests[requests["versneld"] == "ja"]
    assert len(fast) > 500
    assert set(fast["inkomensklasse"]) == {"onder_norm", "norm_tot_grens"}
    assert set(fast["uitkomst"].dropna()) == {"geen_betaalcapaciteit"}
    assert fast["besloten_op"].min() >= pd.Timestamp(World().fast_track_since)
    assert "taskforce" not in set(fast["team"])


def test_task_force_decides_in_its_time_only(delivery, requests):
    capacity = read(delivery, "capacity")
    assert not capacity.duplicated(["week_van", "team"]).any()
    assert (capacity["week_van"].dt.day_of_week == 0).all()
    assert (capacity["fte_aanwezig"] <= capacity["fte_gepland"]).all()
    hired = capacity.loc[capacity["team"] == "taskforce", "week_van"]
    assert hired.min() == pd.Timestamp(World().task_force_since)
    decided = requests.loc[requests["team"] == "taskforce", "besloten_op"]
    assert decided.min() >= pd.Timestamp(World().task_force_since)


def test_truth_is_what_the_extract_shows(delivery, counted):
    actual = truth_of(delivery)["scenarios"]["actual"]
    for week_on, stock, decisions, median_days in zip(*actual.values(), strict=True):
        sunday = pd.Timestamp(week_on) + pd.Timedelta(days=6)
        is_open = (counted["ontvangen_op"] <= sunday) & ~(counted["stopped_on"] <= sunday)
        gross_days = counted.loc[counted["decided_on"].between(pd.Timestamp(week_on), sunday), "gross_days"]
        assert is_open.sum() == stock, week_on
        assert len(gross_days) == decisions, week_on
        assert median_days == (nearest_rank(gross_days, 0.5) if decisions else None), week_on


def test_spring_2025_took_eleven_weeks_with_a_tail_to_twelve(counted):
    four_weeks = counted[counted["decided_on"].between(pd.Timestamp(2025, 4, 24), pd.Timestamp(2025, 5, 21))]
    regular = four_weeks.loc[four_weeks["versneld"] == "nee", "gross_days"]
    assert 70 <= nearest_rank(regular, 0.5) <= 77
    assert 70 <= nearest_rank(four_weeks["gross_days"], 0.5) <= 77
    assert 81 <= nearest_rank(regular, 0.95) <= 87


def test_both_measures_bring_it_back_to_eight_weeks(counted):
    four_weeks = counted[counted["decided_on"] > pd.Timestamp(2025, 12, 3)]
    regular = four_weeks.loc[four_weeks["versneld"] == "nee", "gross_days"]
    assert 50 <= nearest_rank(regular, 0.5) <= 60


def test_first_weeks_open_with_a_queue_of_eight_weeks(counted):
    march = counted[counted["decided_on"].between(pd.Timestamp(2024, 3, 1), pd.Timestamp(2024, 3, 31))]
    assert 50 <= nearest_rank(march["gross_days"], 0.5) <= 60


def test_each_measure_shortens_the_queue(delivery):
    scenarios = truth_of(delivery)["scenarios"]
    last = {name: (course["stock"][-1], course["median_days"][-1]) for name, course in scenarios.items()}
    for half in ("without_task_force", "without_fast_track"):
        assert last["actual"] < last[half] < last["without_both"]
    before = scenarios["actual"]["week_on"].index("2025-03-24")
    assert scenarios["actual"]["stock"][:before] == scenarios["without_both"]["stock"][:before]
    assert last["without_both"][1] > 90


def test_removing_a_measure_leaves_the_same_world(delivery, tmp_path):
    scenarios = truth_of(delivery)["scenarios"]
    worlds = {
        "without_task_force": replace(World(), task_force_share=0.0),
        "without_fast_track": replace(World(), fast_track_since=None),
    }
    for name, world in worlds.items():
        simulate(20_000, 7, SINCE, UNTIL, tmp_path / name, world=world)
        assert truth_of(tmp_path / name)["scenarios"]["actual"] == scenarios[name]


def test_stronger_task_force_leaves_less_stock(delivery, tmp_path):
    simulate(20_000, 7, SINCE, UNTIL, tmp_path / "strong", world=replace(World(), task_force_share=0.3))
    strong, usual = (truth_of(folder)["scenarios"]["actual"]["stock"] for folder in (tmp_path / "strong", delivery))
    assert strong[-1] < 0.8 * usual[-1]


def test_oldest_that_can_be_handled_go_first():
    setting = set_up(1_500, 3, SINCE, UNTIL, World())
    handling = handle(setting.office, setting.staff, None)
    rows = np.flatnonzero(setting.office.desk == REGULAR)
    received, ready = setting.office.received[rows], setting.office.ready[rows]
    picked = handling.picked[rows]
    assert ((picked >= ready) & (picked >= setting.calendar.since)).all()
    for day in np.unique(picked[picked != NEVER]):
        passed_over = (ready <= day) & (picked > day)
        youngest = received[picked == day].max()
        assert not (received[passed_over] < youngest).any(), day


def test_nobody_handles_more_than_the_staff_can():
    setting = set_up(5_000, 3, SINCE, UNTIL, World())
    handling = handle(setting.office, setting.staff, None)
    by_task_force = np.bincount(handling.picked[handling.desk == TASK_FORCE], minlength=setting.calendar.until + 1)
    assert by_task_force.sum() > 50
    first, last = np.flatnonzero(by_task_force)[[0, -1]]
    assert first >= setting.calendar.offset(World().task_force_since)
    assert last <= setting.calendar.offset(World().task_force_until)
    assert (by_task_force.cumsum() <= setting.staff.task_force.cumsum() + 1e-6).all()
    regular = np.bincount(handling.picked[handling.desk == REGULAR], minlength=setting.calendar.until + 1)
    assert (regular.cumsum() <= setting.staff.regular.cumsum() + 1e-6).all()


def test_queue_at_the_start_follows_the_calendar():
    waits = [opening_wait_days(day, World()) for day in (date(2023, 1, 1), SINCE, date(2024, 11, 1), date(2025, 5, 1))]
    assert waits[0] == waits[1] == World().opening_wait_days
    assert waits[1] < waits[2] < waits[3] < 80


@pytest.mark.parametrize("file_format", ["parquet", "xlsx"])
def test_every_format_holds_the_same(tmp_path, file_format):
    for wanted in ("csv", file_format):
        simulate(300, 5, SINCE, UNTIL, tmp_path / wanted, wanted)
    readers = {"parquet": pd.read_parquet, "xlsx": lambda path: pd.read_excel(path, engine="calamine")}
    for extract in EXTRACTS:
        expected = read(tmp_path / "csv", extract)
        found = readers[file_format](tmp_path / file_format / f"{extract}.{file_format}")
        assert list(found.columns) == list(expected.columns)
        for column in expected.columns:
            if expected[column].dtype.kind == "M":
                found[column] = pd.to_datetime(found[column])
            assert found[column].dropna().tolist() == expected[column].dropna().tolist(), (extract, column)
            assert (found[column].isna() == expected[column].isna()).all(), (extract, column)


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_world_has_one_request(tmp_path, seed):
    simulate(1, seed, SINCE, UNTIL, tmp_path / "one")
    assert len(read(tmp_path / "one", "requests")) == 1
    assert sum(truth_of(tmp_path / "one")["scenarios"]["actual"]["decisions"]) <= 1


def test_one_day_is_a_period(tmp_path):
    simulate(40, 1, UNTIL, UNTIL, tmp_path / "day")
    assert set(read(tmp_path / "day", "requests")["ontvangen_op"]) == {pd.Timestamp(UNTIL)}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 1, SINCE, UNTIL), "ten minste één"),
        ((5, -1, SINCE, UNTIL), "seed"),
        ((5, 1, UNTIL, SINCE), "draai de datums om"),
        ((5, 1, date(2001, 1, 1), UNTIL), "tien jaar"),
    ],
)
def test_an_impossible_wish_is_refused(tmp_path, arguments, sentence):
    with pytest.raises(VoortgangError, match=sentence):
        simulate(*arguments, tmp_path / "refused")
    assert not (tmp_path / "refused").exists()


def test_a_worksheet_ends_somewhere(tmp_path):
    with pytest.raises(VoortgangError, match="Excel"):
        simulate(XLSX_ROWS + 1, 1, SINCE, UNTIL, tmp_path / "large", "xlsx")


def test_foreign_files_are_left_alone(tmp_path):
    (tmp_path / "requests.csv").write_text("van iemand anders", encoding="utf-8")
    with pytest.raises(VoortgangError, match="niet van de simulator"):
        simulate(5, 1, SINCE, UNTIL, tmp_path)
    assert (tmp_path / "requests.csv").read_text(encoding="utf-8") == "van iemand anders"


def test_a_fictional_delivery_may_be_replaced(tmp_path):
    simulate(5, 1, SINCE, UNTIL, tmp_path / "again")
    simulate(6, 1, SINCE, UNTIL, tmp_path / "again", "parquet")
    assert not (tmp_path / "again" / "requests.csv").exists()
    assert len(pd.read_parquet(tmp_path / "again" / "requests.parquet")) == 6


def test_importing_the_simulator_is_cheap():
    code = "import sys, voortgang.simulate; print('numpy' in sys.modules, 'pyarrow' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout.split() == ["False", "False"]
