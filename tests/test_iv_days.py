"""IV days: worked examples, every figure beside its twin, sums that must meet, and deliveries without any."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference.portfolio import IV_TWINS, ORDER, Days, differences
from tests.small_delivery import SOUND_IV, UNLESS_SAID, build_small, write_delivery
from tests.twins import alike, rows_of
from voortgang.errors import VoortgangError
from voortgang.methods.disclosure import protect
from voortgang.pipeline.deliveries import find_delivery
from voortgang.pipeline.metrics import metric, metrics
from voortgang.pipeline.selection import ALLOWED, Selection, parse_value
from voortgang.pipeline.warehouse import Warehouse

DELIVERED_ON = date(2025, 9, 15)
REQUEST = [{"request_id": "r0", "received_on": date(2025, 6, 2)}]
SET_ON = {
    2024: (date(2023, 12, 11), date(2024, 3, 18), date(2024, 6, 24), date(2024, 10, 7)),
    2025: (date(2024, 12, 16), date(2025, 3, 24), date(2025, 6, 23), date(2025, 9, 15)),
    2026: (date(2025, 9, 1), date(2025, 9, 2), date(2025, 9, 3), date(2025, 9, 4)),
}
SIZES = ("0", "0.25", "1", "7.5", "12", "33.3333", "100")
EXTRACTS = {"iv_capacity": "capacity", "iv_projects": "projects"} | {
    "iv_requests_allocations": "divided",
    "iv_realised": "realised",
}


def rows_as_read(iv: dict[str, Any]) -> Days:
    """The rows with what small_delivery adds to them, and numbers as numbers."""
    read: dict[str, Any] = {
        name: [UNLESS_SAID[extract] | row for row in iv.get(extract, ())] for extract, name in EXTRACTS.items()
    }
    for rows in read.values():
        for row in rows:
            row |= {name: Fraction(row[name]) for name in ("days", "requested", "allocated") if name in row}
    return Days(**read)


@contextmanager
def opened(folder: Path, iv: dict[str, Any] | None, delivered_on: date = DELIVERED_ON) -> Iterator[Warehouse]:
    delivery = write_delivery(folder / "delivery", REQUEST, delivered_on=delivered_on, iv=iv)
    with closing(build_small(delivery, folder / "warehouse.duckdb")) as warehouse:
        yield warehouse


def chosen(as_of: date = DELIVERED_ON, **choice: Any) -> Selection:
    return Selection(as_of=as_of, since=date(2024, 1, 1), until=as_of, **choice)


def found(warehouse: Warehouse, name: str, **choice: Any) -> list[dict[str, Any]]:
    rows = rows_of(warehouse, name, chosen(**choice))
    return [dict(zip(metric(name).columns, row, strict=True)) for row in rows]


def iv_findings(warehouse: Warehouse) -> dict[str, str]:
    """Which checks found something in the extracts about IV days, and how bad that is."""
    rows = found(warehouse, "findings")
    return {row["check_name"]: row["severity"] for row in rows if row["extract"] in EXTRACTS}


# generated portfolios


@st.composite
def portfolios(draw: st.DrawFn) -> dict[str, Any]:
    """Up to six projects of two chains in three years, with baselines left out, cycles, and work without allocation."""
    capacity = [
        {"year": year, "chain": chain, "baseline": baseline, "days": draw(st.sampled_from(SIZES)), "set_on": set_on}
        for year in SET_ON
        for chain in ("keten A", "keten B")
        for baseline, set_on in zip(ORDER, SET_ON[year], strict=True)
        if (year, chain, baseline) == (2025, "keten A", "begroting") or draw(st.integers(0, 3))
    ]
    codes = [f"P{number}" for number in range(draw(st.integers(1, 6)))]
    projects = [draw(project(code)) for code in codes]
    divided = [
        {
            "project": each["project"],
            "year": row["year"],
            "baseline": row["baseline"],
            "requested": draw(st.sampled_from(SIZES)),
            "allocated": draw(st.sampled_from(SIZES)),
            "reason": draw(st.sampled_from([None, "uitloop", "voorrang"])),
        }
        for each in projects
        for row in capacity
        if row["chain"] == each["chain"] and draw(st.integers(0, 2))
    ]
    months = [date(year, month, 1) for year in (2024, 2025) for month in range(1, 13)][: draw(st.integers(0, 20))]
    realised = [
        {"project": each, "month_on": month, "days": draw(st.sampled_from(SIZES))}
        for each in codes
        for month in months
        if draw(st.integers(0, 3)) == 0
    ]
    first = {"project": "P0", "year": 2025, "baseline": "begroting"}
    projects[0]["chain"] = "keten A"
    kept = [row for row in divided if row["project"] != "P0"]
    return {
        "iv_capacity": capacity,
        "iv_projects": projects,
        "iv_requests_allocations": [first, *kept],
        "iv_realised": realised,
    }


@st.composite
def project(draw: st.DrawFn, code: str) -> dict[str, Any]:
    categories = ("instandhouding", "modernisering", "nieuwe_wetgeving", "overige_vernieuwing", None)
    numbers = st.sampled_from([None, "1|15", "43", "99", "5 | 43", "x|2"])
    return {
        "project": code,
        "name": f"project {code}",
        "category": draw(st.sampled_from(categories)),
        "ground": draw(st.sampled_from(["1_continuiteit", "2_verplichting", None])),
        "chain": draw(st.sampled_from(["keten A", "keten B"])),
        "organisation": draw(st.sampled_from(["douane", "belastingdienst", None])),
        "is_mandatory": draw(st.sampled_from([True, False, None])),
        "is_recovery": draw(st.sampled_from([True, False, False, None])),
        "is_scalable": draw(st.sampled_from([True, False, None])),
        "min_days": draw(st.sampled_from([None, "5"])),
        "max_days": draw(st.sampled_from([None, "20.5"])),
        "measures": draw(numbers),
        "unlocks": draw(numbers),
        "depends_on": draw(st.sampled_from([None, "P0", "P1|P2", "P9", "P3 | P0"])),
        "citizens_score": draw(st.sampled_from([None, 0, 2, 3, 5])),
    }


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    days = [*(day for year in SET_ON.values() for day in year), date(2025, 3, 30), date(2025, 3, 31), DELIVERED_ON]
    return chosen(
        draw(st.sampled_from([day for day in days if day >= date(2024, 1, 1)])),
        year=draw(st.sampled_from([None, 2024, 2025, 2026, 2027])),
        chain=draw(st.sampled_from([None, None, "keten A", "keten B", "keten Z"])),
        iv_split=draw(st.sampled_from(ALLOWED["iv_split"])),
        iv_part=draw(st.sampled_from([None, None, "P0", "instandhouding", "keten A"])),
        citizens_score_from=draw(st.sampled_from([None, 1, 5])),
        recovery_category=draw(st.sampled_from([None, *ALLOWED["recovery_category"]])),
        maintenance_within=draw(st.sampled_from([None, True, False])),
    )


GENERATED = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@GENERATED
@given(portfolios(), st.lists(selections(), min_size=6, max_size=6))
def test_figures_equal_their_twins(iv: dict[str, Any], choices: list[Selection]) -> None:
    expected = rows_as_read(iv)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), iv) as warehouse:
        for choice in choices:
            for name, twin in IV_TWINS.items():
                have, want = rows_of(warehouse, name, choice), twin(expected, choice)
                assert alike(have, want), f"{name} for {choice}: {have} is not {want}"


def test_every_figure_about_iv_days_has_a_twin() -> None:
    assert set(IV_TWINS) == {name for name in metrics() if name.startswith("iv_")}


@GENERATED
@given(portfolios(), selections())
def test_what_adds_up(iv: dict[str, Any], drawn: Selection) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), iv) as warehouse:
        choice = {name: value for name, value in asdict(drawn).items() if name in ("as_of", "year", "chain")}
        capacity = found(warehouse, "iv_capacity", **choice)
        for row in capacity:
            assert row["capacity"] == pytest.approx(row["allocated"] + row["free"])
            assert row["over_commitment"] == pytest.approx(-row["free"])
        views = [totals(warehouse, split, choice) for split in ALLOWED["iv_split"]]
        assert all(view == pytest.approx(views[0]) for view in views)
        for baseline in ORDER:
            by_chain = sum(row["allocated"] for row in capacity if row["baseline"] == baseline)
            assert views[0].get((baseline, "allocated"), 0) == pytest.approx(by_chain)
        moved: dict[tuple[str, str], float] = defaultdict(float)
        for row in found(warehouse, "iv_moves", **choice):
            assert row["net"] == pytest.approx(row["added"] - row["cut"])
            moved[row["chain"], row["baseline"]] += row["net"]
        wanted = differences(rows_as_read(iv), drawn)
        assert {key: moved.get(key, 0) for key in wanted} == pytest.approx(wanted)
        every_exhibit_adds_up_to_the_capacity(warehouse, choice, capacity, views[0])
        the_year_ends_where_it_is_expected(warehouse, choice)
        cuts_are_the_cut_moves(warehouse, choice)


def totals(warehouse: Warehouse, split: str, choice: dict[str, Any]) -> dict[tuple[str, str], float]:
    """Per baseline and over the year: each sum of days, over all parts of a split."""
    added: dict[tuple[str, str], float] = defaultdict(float)
    for row in found(warehouse, "iv_days_by_baseline", iv_split=split, **choice):
        for name in ("requested", "allocated", "unmet", "projects"):
            added[row["baseline"], name] += row[name]
    for row in found(warehouse, "iv_days", iv_split=split, **choice):
        for name in ("first_allocated", "requested", "allocated", "unmet", "realised", "forecast", "projects"):
            added["jaar", name] += row[name]
        assert row["variance_first"] == pytest.approx(row["forecast"] - row["first_allocated"])
        assert row["variance_last"] == pytest.approx(row["forecast"] - row["allocated"])
    return dict(added)


def every_exhibit_adds_up_to_the_capacity(
    warehouse: Warehouse,
    choice: dict[str, Any],
    capacity: list[dict[str, Any]],
    totals: dict[tuple[str, str], float],
) -> None:
    """What the page shows of one baseline is the same number of days in every figure and table."""
    last = {row["chain"]: row for row in capacity}
    divided: dict[str, float] = defaultdict(float)
    for row in found(warehouse, "iv_division", **choice):
        divided[row["chain"]] += row["days"]
    assert divided == pytest.approx({chain: row["capacity"] for chain, row in last.items()})
    available: dict[str, float] = defaultdict(float)
    for row in capacity:
        available[row["baseline"]] += row["capacity"]
    for split in ALLOWED["iv_split"]:
        filled: dict[str, float] = defaultdict(float)
        for row in found(warehouse, "iv_capacity_by_part", iv_split=split, **choice):
            filled[row["baseline"]] += row["days"]
        assert filled == pytest.approx(available)
    steps = {row["step"]: row["days"] for row in found(warehouse, "iv_course", **choice)}
    if steps:
        *parts, at_last, to_forecast, forecast = steps.values()
        assert sum(parts) == pytest.approx(at_last) == totals["jaar", "allocated"]
        assert at_last + to_forecast == pytest.approx(forecast) == totals["jaar", "forecast"]
        assert parts[0] == pytest.approx(totals["jaar", "first_allocated"])
    assumed = found(warehouse, "iv_by_assumption", **choice)
    assert sum(row["allocated"] for row in assumed) == pytest.approx(sum(row["allocated"] for row in last.values()))


def the_year_ends_where_it_is_expected(warehouse: Warehouse, choice: dict[str, Any]) -> None:
    ends = {row["part"]: row for row in found(warehouse, "iv_burn_up", **choice) if row["month_on"].month == 12}
    for row in found(warehouse, "iv_days", **choice):
        assert ends[row["part"]]["forecast_so_far"] == pytest.approx(row["forecast"])
        assert ends[row["part"]]["allocated"] == row["allocated"]


def cuts_are_the_cut_moves(warehouse: Warehouse, choice: dict[str, Any]) -> None:
    year = choice["year"] or choice["as_of"].year
    cuts = [row["cut"] for row in found(warehouse, "iv_cut_projects", **choice) if row["year"] == year]
    assert sum(cuts) == pytest.approx(sum(row["cut"] for row in found(warehouse, "iv_moves", **choice)))


# worked by hand: one chain of 100 days, cut to 90 in the first herijking

HERIJKING = {"baseline": "herijking_1", "set_on": date(2025, 3, 24), "set_by": "portfolio_overleg"}
BY_HAND: dict[str, Any] = {
    "iv_capacity": [{"days": 100}, HERIJKING | {"days": 90}],
    "iv_projects": [
        {"project": "BEH", "category": "instandhouding", "ground": None, "name": "beheer", "is_mandatory": True},
        {
            "project": "HER",
            "category": None,
            "ground": "2_verplichting",
            "name": "herstel",
            "is_mandatory": True,
            "is_recovery": True,
            "citizens_score": 5,
        },
        {"project": "MOD", "category": "modernisering", "ground": "1_continuiteit", "name": "modern", "unlocks": "43"},
        {"project": "BUR", "name": "voor burgers", "measures": "43|30", "depends_on": "MOD", "citizens_score": 4},
        {"project": "INT", "name": "intern", "citizens_score": 2},
    ],
    "iv_requests_allocations": [
        {"project": "BEH", "requested": 60, "allocated": 60},
        {"project": "HER", "requested": 10, "allocated": 10},
        {"project": "MOD", "requested": 12, "allocated": 8},
        {"project": "BUR", "requested": 15, "allocated": 12},
        {"project": "INT", "requested": 10, "allocated": 5},
        {"project": "BEH", "requested": 60, "allocated": 60, "baseline": "herijking_1"},
        {
            "project": "HER",
            "requested": 16,
            "allocated": 16,
            "baseline": "herijking_1",
            "reason": "wettelijke_plicht",
        },
        {"project": "MOD", "requested": 12, "allocated": 8, "baseline": "herijking_1"},
        {
            "project": "BUR",
            "requested": 15,
            "allocated": 2.5,
            "baseline": "herijking_1",
            "reason": "minder_capaciteit",
        },
        {"project": "INT", "requested": 10, "allocated": 5, "baseline": "herijking_1"},
    ],
    "iv_realised": [
        {"project": "BEH", "month_on": date(2025, 1, 1), "days": 5},
        {"project": "BEH", "month_on": date(2025, 2, 1), "days": 4.5},
        {"project": "BUR", "month_on": date(2025, 2, 1), "days": 0.25},
        {"project": "MOD", "month_on": date(2025, 4, 1), "days": 2},
    ],
}
MAY = date(2025, 5, 10)


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with opened(tmp_path_factory.mktemp("hand"), BY_HAND) as warehouse:
        yield warehouse


def test_capacity_is_what_was_given_and_what_is_free(by_hand: Warehouse) -> None:
    assert by_hand.chains == ["keten A"]
    begin, now = found(by_hand, "iv_capacity", as_of=MAY)
    assert (begin["capacity"], begin["requested"], begin["allocated"], begin["free"]) == (100, 107, 95, 5)
    assert (now["capacity"], now["allocated"], now["free"], now["over_commitment"]) == (90, 91.5, -1.5, 1.5)
    assert (begin["is_over_committed"], now["is_over_committed"]) == (False, True)
    assert (now["projects"], now["set_by"]) == (5, "portfolio_overleg")


def test_exactly_all_days_given_is_no_alarm(tmp_path: Path) -> None:
    iv = SOUND_IV | {"iv_requests_allocations": [{"project": "P1", "requested": 100, "allocated": "100.0000"}]}
    with opened(tmp_path, iv) as warehouse:
        (row,) = found(warehouse, "iv_capacity")
        assert (row["free"], row["is_over_committed"], iv_findings(warehouse)) == (0, False, {})


def test_the_year_against_the_first_and_the_last_baseline(by_hand: Warehouse) -> None:
    """Four whole months were booked by 10 May; those of May are not over."""
    rows = {row["part"]: row for row in found(by_hand, "iv_days", as_of=MAY)}
    citizens = rows["BUR"]
    assert (citizens["first_allocated"], citizens["requested"], citizens["allocated"]) == (12, 15, 2.5)
    assert (citizens["unmet"], citizens["realised"], citizens["forecast"]) == (12.5, 0.25, 0.75)
    assert (citizens["variance_first"], citizens["variance_last"]) == (-11.25, -1.75)
    assert (rows["BEH"]["realised"], rows["BEH"]["forecast"]) == (9.5, 28.5)
    assert (rows["MOD"]["realised"], rows["MOD"]["forecast"]) == (2, 6)
    assert rows["INT"]["forecast"] == 0, "nothing was worked in four months"


@pytest.mark.parametrize(
    "as_of, forecast",
    [(date(2025, 1, 30), 60), (date(2025, 1, 31), 60), (date(2025, 2, 28), 57), (date(2025, 4, 29), 38)],
)
def test_only_whole_months_make_the_forecast(by_hand: Warehouse, as_of: date, forecast: float) -> None:
    (maintenance,) = (row for row in found(by_hand, "iv_days", as_of=as_of) if row["part"] == "BEH")
    assert (maintenance["forecast"], maintenance["allocated"]) == (forecast, 60)


def test_a_baseline_counts_from_the_day_it_was_set(by_hand: Warehouse) -> None:
    before, after = (
        [row["baseline"] for row in found(by_hand, "iv_capacity", as_of=day)]
        for day in (date(2025, 3, 23), date(2025, 3, 24))
    )
    assert (before, after) == (["begroting"], ["begroting", "herijking_1"])
    assert found(by_hand, "iv_moves", as_of=date(2025, 3, 23)) == []


def test_by_category_with_the_assumption_for_the_hersteloperatie(by_hand: Warehouse) -> None:
    rows = {row["part"]: row["allocated"] for row in found(by_hand, "iv_days", as_of=MAY, iv_split="category")}
    assert rows == {"instandhouding": 60, "modernisering": 8, "nieuwe_wetgeving": 16, "overige_vernieuwing": 7.5}
    now = found(by_hand, "iv_maintenance", as_of=MAY)[-1]
    assert (now["maintenance"], now["recovery"], now["category_assumed"], now["allocated"]) == (60, 16, 16, 91.5)
    assert now["share_maintenance"] == pytest.approx(60 / 91.5)
    assert now["assumed_share"] == 0.6


def test_the_order_of_the_toetsingskader(by_hand: Warehouse) -> None:
    parts = [row["part"] for row in found(by_hand, "iv_days", as_of=MAY, iv_split="ground")]
    assert parts == ["1_continuiteit", "2_verplichting", "3_vernieuwing", "instandhouding"]


def test_what_is_left_to_choose_and_serves_citizens(by_hand: Warehouse) -> None:
    begin, now = found(by_hand, "iv_citizens", as_of=MAY)
    assert (begin["to_choose"], begin["for_citizens"], begin["share_citizens"]) == (30, 12, 0.4)
    assert (now["to_choose"], now["for_citizens"]) == (14, 2.5)
    assert (begin["maintenance"], begin["mandatory"], now["mandatory"], now["projects"]) == (60, 10, 16, 1)


def test_what_the_herijking_moved_and_why(by_hand: Warehouse) -> None:
    rows = {row["reason"]: row for row in found(by_hand, "iv_moves", as_of=MAY)}
    assert {reason: (row["added"], row["cut"], row["net"]) for reason, row in rows.items()} == {
        "minder_capaciteit": (0, 9.5, -9.5),
        "wettelijke_plicht": (6, 0, 6),
    }


def test_too_much_promised_is_taken_off_so_that_days_add_up_to_the_capacity(by_hand: Warehouse) -> None:
    rows = found(by_hand, "iv_division", as_of=MAY)
    assert [row["category"] for row in rows][-1] == "iv_over_committed"
    assert [row["days"] for row in rows] == [60, 8, 16, 2.5, 5, -1.5]
    stacked = found(by_hand, "iv_capacity_by_part", as_of=MAY, iv_split="category")
    assert [row["days"] for row in stacked if row["part"].startswith("iv_")] == [5, -1.5]


def test_the_course_from_the_first_baseline_to_the_forecast(by_hand: Warehouse) -> None:
    steps = {row["step"]: row["days"] for row in found(by_hand, "iv_course", as_of=MAY)}
    assert steps == {
        "begroting": 95,
        "herijking_1": -3.5,
        "iv_last": 91.5,
        "iv_to_forecast": -56.25,
        "iv_forecast": 35.25,
    }


def test_other_assumptions_move_only_what_was_assumed(by_hand: Warehouse) -> None:
    moved = found(by_hand, "iv_by_assumption", as_of=MAY, recovery_category="modernisering", maintenance_within=False)
    told = {row["category"]: (row["stated"], row["assumed"], row["expected"]) for row in moved}
    assert told == {
        "instandhouding": (60, 0, 0),
        "modernisering": (8, 16, None),
        "overige_vernieuwing": (7.5, 0, None),
    }
    kept = {row["category"]: row["expected"] for row in found(by_hand, "iv_by_assumption", as_of=MAY)}
    assert kept["instandhouding"] == 54 and "nieuwe_wetgeving" in kept
    for least, days in ((2, 7.5), (4, 2.5), (5, 0)):
        assert found(by_hand, "iv_citizens", as_of=MAY, citizens_score_from=least)[-1]["for_citizens"] == days


def test_a_cut_project_and_its_measures(by_hand: Warehouse) -> None:
    (cut,) = found(by_hand, "iv_cut_projects", as_of=MAY)
    assert (cut["project"], cut["days_before"], cut["days_after"], cut["cut"]) == ("BUR", 12, 2.5, 9.5)
    assert cut["days_now"] == 2.5
    assert (cut["baseline"], cut["previous_baseline"]) == ("herijking_1", "begroting")
    assert (cut["measures"], cut["unlocks"], cut["reason"], cut["year"]) == ("30, 43", None, "minder_capaciteit", 2025)


def test_which_measure_waits_for_which_project(by_hand: Warehouse) -> None:
    rows = found(by_hand, "iv_waiting_measures", as_of=MAY)
    told = {(row["measure_number"], row["project"]): (row["via"], row["state"]) for row in rows}
    assert told[30, "BUR"] == ("executes", "iv_partly_allocated")
    assert told[30, "MOD"] == ("precedes", "iv_partly_allocated"), "BUR cannot begin before MOD"
    assert told[43, "MOD"] == ("unlocks", "iv_partly_allocated"), "the nearest link counts"
    assert told[1, None] == (None, "iv_no_project"), "the annex names IV, and no project is linked"
    assert (44, None) not in told


def test_the_burn_up_by_hand(by_hand: Warehouse) -> None:
    months = [row for row in found(by_hand, "iv_burn_up", as_of=MAY) if row["part"] == "BEH"]
    assert [row["realised"] for row in months[:5]] == [5, 4.5, 0, 0, None]
    assert [row["realised_so_far"] for row in months[:5]] == [5, 9.5, 9.5, 9.5, None]
    assert [row["forecast_so_far"] for row in months[2:5]] == [None, 9.5, 11.875]
    assert (len(months), months[-1]["forecast_so_far"], months[-1]["allocated"]) == (12, 28.5, 60)


def test_a_project_that_a_herijking_does_not_name_got_nothing(tmp_path: Path) -> None:
    iv = BY_HAND | {"iv_requests_allocations": BY_HAND["iv_requests_allocations"][:-1]}
    with opened(tmp_path, iv) as warehouse:
        cuts = {row["project"]: (row["days_after"], row["reason"]) for row in found(warehouse, "iv_cut_projects")}
        doubts = iv_findings(warehouse)
    assert cuts["INT"] == (0, "onbekend")
    assert doubts == dict.fromkeys(["iv_baseline_states_every_project", "iv_change_with_reason"], "warning")


def test_a_project_of_another_year(tmp_path: Path) -> None:
    nothing = {"project": "NIKS", "name": "niets gevraagd", "unlocks": "1"}
    with opened(tmp_path, BY_HAND | {"iv_projects": [*BY_HAND["iv_projects"], nothing]}) as warehouse:
        years = {year: found(warehouse, "iv_waiting_measures", year=year) for year in (2024, 2025, 2026)}
    states = {year: {row["project"]: row["state"] for row in rows} for year, rows in years.items()}
    assert [told.get("MOD") for told in states.values()] == ["iv_later", "iv_partly_allocated", None]
    assert {told["NIKS"] for told in states.values()} == {"iv_not_requested"}


def test_all_requested_days_worked_is_done(tmp_path: Path) -> None:
    ready = {"project": "MOD", "month_on": date(2025, 5, 1), "days": 10}
    with opened(tmp_path, BY_HAND | {"iv_realised": [*BY_HAND["iv_realised"], ready]}) as warehouse:
        before = {row["project"] for row in found(warehouse, "iv_waiting_measures", as_of=date(2025, 5, 30))}
        after = {row["project"] for row in found(warehouse, "iv_waiting_measures", as_of=date(2025, 5, 31))}
    assert (before - after, "MOD" in before) == ({"MOD"}, True)


def test_one_project_and_nothing_worked(tmp_path: Path) -> None:
    with opened(tmp_path, SOUND_IV | {"iv_realised": []}) as warehouse:
        (row,) = found(warehouse, "iv_days")
        months = found(warehouse, "iv_burn_up")
        doubts = iv_findings(warehouse)
    assert (row["forecast"], row["realised"], row["variance_last"]) == (10, 0, 0)
    assert [month["forecast_so_far"] for month in months][::11] == [pytest.approx(10 / 12), 10]
    assert doubts == {"niet_leeg": "warning"}


def test_a_year_or_chain_without_days_gives_nothing(by_hand: Warehouse) -> None:
    for choice in ({"year": 2030}, {"chain": "een andere keten"}, {"as_of": date(2024, 1, 1)}):
        for name in ("iv_days", "iv_days_by_baseline", "iv_capacity", "iv_citizens", "iv_maintenance", "iv_moves"):
            assert found(by_hand, name, **choice) == [], (name, choice)


def test_a_delivery_without_iv_says_so(tmp_path: Path) -> None:
    with opened(tmp_path, None) as warehouse:
        assert "iv_projects" not in warehouse.delivered
        assert warehouse.chains == []
        assert iv_findings(warehouse) == {}
        assert len(found(warehouse, "iv_assumptions")) > 3
        for name in set(IV_TWINS) - {"iv_assumptions"}:
            with pytest.raises(VoortgangError, match=r"Geen IV-gegevens in deze levering\."):
                found(warehouse, name)


@pytest.mark.parametrize("missing", EXTRACTS)
def test_part_of_the_iv_extracts_is_refused(tmp_path: Path, missing: str) -> None:
    delivery = write_delivery(tmp_path / "levering", REQUEST, iv=SOUND_IV)
    (delivery / f"{missing}.csv").unlink()
    with pytest.raises(VoortgangError, match=f"ontbreekt {missing} .*alle vier of geen van alle"):
        find_delivery(delivery)


def test_iv_days_are_not_about_people_and_nothing_is_hidden(by_hand: Warehouse) -> None:
    for name in IV_TWINS:
        shown = protect(by_hand.run(name, chosen().parameters()), 10, 100)
        assert shown.hidden_cells == 0, name


def test_the_parameters_of_iv_days() -> None:
    assert chosen().parameters()["year"] == 2025
    assert replace(chosen(), year=2026).parameters()["year"] == 2026
    assert (parse_value("year", "2026"), parse_value("iv_split", "category")) == (2026, "category")
    with pytest.raises(VoortgangError, match="past niet bij iv_split"):
        parse_value("iv_split", "team")
