"""The fictional portfolio: what is known of the letter, sums that meet, and other extracts left as they were."""

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from voortgang.simulate import iv_days, simulate
from voortgang.simulate.iv_days import (
    BASELINES,
    Allocation,
    allocations,
    assumptions,
    capacity,
    realised,
    set_on,
    years,
)
from voortgang.simulate.portfolio import MAINTENANCE, PROJECTS

UNTIL = date(2025, 12, 31)
SEEDS = (1, 7, 2026)


@pytest.fixture(params=SEEDS)
def year(request: pytest.FixtureRequest) -> list[Allocation]:
    return allocations(2025, UNTIL, request.param)


def by_baseline(rows: list[Allocation]) -> dict[int, list[Allocation]]:
    found: dict[int, list[Allocation]] = defaultdict(list)
    for row in rows:
        found[row.baseline].append(row)
    return found


def test_what_the_letter_says_comes_out(year: list[Allocation]) -> None:
    """About 1,000 days, about 60% of them for maintenance, and a considerable part for the hersteloperatie."""
    for baseline, rows in by_baseline(year).items():
        allocated = sum(row.allocated for row in rows)
        kept = sum(row.allocated for row in rows if row.project.category == MAINTENANCE)
        recovery = sum(row.allocated for row in rows if row.project.is_recovery)
        assert 950 <= allocated <= capacity(baseline) <= 1000
        assert 0.58 <= kept / allocated <= 0.63
        assert recovery / (allocated - kept) > 0.3


def test_more_is_asked_than_there_is_and_nothing_over_what_was_asked(year: list[Allocation]) -> None:
    for baseline, rows in by_baseline(year).items():
        assert [row.project for row in rows] == list(PROJECTS)
        assert sum(row.requested for row in rows) > capacity(baseline)
        assert all(0 <= row.allocated <= row.requested for row in rows)
        whole = [row for row in rows if not row.project.is_scalable]
        assert all(row.allocated in (0, row.requested) for row in whole)


def test_a_change_has_a_reason_and_nothing_else_has(year: list[Allocation]) -> None:
    found = by_baseline(year)
    for before, after in pairwise(sorted(found)):
        for old, new in zip(found[before], found[after], strict=True):
            assert (new.reason is not None) is (old.allocated != new.allocated)
    assert all(row.reason is None for row in found[0])
    assert any(row.reason in {"minder_capaciteit", "voorrang"} for row in year), "some project loses days"


def test_the_same_seed_gives_the_same_days_and_another_seed_others() -> None:
    assert allocations(2025, UNTIL, 7) == allocations(2025, UNTIL, 7) != allocations(2025, UNTIL, 8)
    assert list(realised(2025, UNTIL, 7)) == list(realised(2025, UNTIL, 7)) != list(realised(2025, UNTIL, 8))


def test_a_later_delivery_tells_the_same_of_what_was_known_before() -> None:
    day = date(2025, 7, 15)
    then, now = allocations(2025, day, 7), allocations(2025, UNTIL, 7)
    assert then == [row for row in now if row.baseline <= 2]
    worked = list(realised(2025, day, 7))
    assert worked == list(realised(2025, UNTIL, 7))[: len(worked)]
    assert {month.month for _, month, _ in worked} == set(range(1, 7))


@pytest.mark.parametrize(
    "until, expected",
    [
        (date(2025, 12, 31), [2025, 2026]),
        (date(2025, 12, 15), [2025]),
        (date(2026, 3, 1), [2025, 2026]),
        (date(2023, 1, 5), [2023]),
        (date(2026, 12, 16), [2025, 2026, 2027]),
    ],
)
def test_which_years_are_told(until: date, expected: list[int]) -> None:
    assert list(years(until)) == expected
    assert all(set_on(each, 0) <= until for each in expected)


def test_maintenance_beside_the_days_of_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letter leaves open whether the 60% applies to the 1,000 days: the other choice gives 2,500."""
    changed = assumptions() | {"maintenance_within_chain_days": "nee"}
    monkeypatch.setattr(iv_days, "assumptions", lambda: changed)
    rows = by_baseline(allocations(2025, UNTIL, 7))[0]
    kept = sum(row.allocated for row in rows if row.project.category == MAINTENANCE)
    assert (capacity(0), kept) == (2500, 1500)
    assert sum(row.allocated for row in rows) - kept <= 1000


def test_projects_are_fictional_but_whole() -> None:
    codes = [each.code for each in PROJECTS]
    assert len(codes) == len(set(codes)) == 25
    for each in PROJECTS:
        assert "," not in each.name and len(each.name) <= 100
        assert set(filter(None, each.depends_on.split("|"))) <= set(codes[: codes.index(each.code)])
        assert (each.category is None) is each.is_recovery
        assert (each.ground is None) is (each.category == MAINTENANCE)
        assert 0 < each.min_days <= each.max_days


def test_the_files_hold_the_same(tmp_path: Path) -> None:
    for name, file_format in (("a", "csv"), ("b", "csv"), ("c", "xlsx")):
        simulate(50, 7, date(2024, 1, 1), UNTIL, tmp_path / name, file_format)  # type: ignore[arg-type]
    with (tmp_path / "a" / "iv_requests_allocations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [row for each in years(UNTIL) for row in allocations(each, UNTIL, 7)]
    assert [(row["project"], int(row["toegekend"]), row["stand"]) for row in rows] == [
        (row.project.code, row.allocated, BASELINES[row.baseline]) for row in expected
    ]
    for file in ("iv_capacity", "iv_projects", "iv_requests_allocations", "iv_realised"):
        assert (tmp_path / "a" / f"{file}.csv").read_bytes() == (tmp_path / "b" / f"{file}.csv").read_bytes()
        assert (tmp_path / "c" / f"{file}.xlsx").is_file()
