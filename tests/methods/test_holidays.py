"""The tracked holidays against an independent source, year by year (Algemene termijnenwet, art. 3)."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import holidays
import pytest

from voortgang.errors import VoortgangError
from voortgang.pipeline.calendar import load_calendar

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
NOT_IN_THE_LAW = {"eerste paasdag", "eerste pinksterdag"}  # always Sundays, so no term ends on them anyway
EQUATED = [
    *("2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30"),
    *("2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"),
]


def tracked(kind: str | None = None) -> list[dict[str, str]]:
    with (REFERENCE / "holidays.csv").open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if kind in (None, row["kind"])]


@pytest.mark.parametrize("year", range(2000, 2029))
def test_holidays_of_a_year(year: int) -> None:
    source = holidays.Netherlands(years=year, categories=("public", "optional"), language="nl")
    expected = {day: set(names.casefold().split("; ")) - NOT_IN_THE_LAW for day, names in source.items()}
    ours = {
        date.fromisoformat(row["holiday_on"]): set(row["name"].casefold().split(" / "))
        for row in tracked("feestdag")
        if row["holiday_on"].startswith(str(year))
    }
    assert ours == {day: names for day, names in expected.items() if names}


def test_equated_days() -> None:
    assert [row["holiday_on"] for row in tracked("gelijkgesteld")] == EQUATED
    assert {date.fromisoformat(text).weekday() for text in EQUATED} == {4}


def test_each_date_occurs_once_and_in_order() -> None:
    days = [row["holiday_on"] for row in tracked()]
    assert days == sorted(days)
    assert max(Counter(days).values()) == 1
    assert {row["kind"] for row in tracked()} == {"feestdag", "gelijkgesteld"}


def test_ascension_on_liberation_day_keeps_both_names() -> None:
    joined = {row["holiday_on"]: row["name"] for row in tracked() if "/" in row["name"]}
    assert joined == dict.fromkeys(("2005-05-05", "2016-05-05"), "Hemelvaartsdag / Bevrijdingsdag")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2000-04-29", "Koninginnedag"),  # the 30th is a Sunday
        ("2006-04-29", "Koninginnedag"),
        ("2013-04-30", "Koninginnedag"),
        ("2014-04-26", "Koningsdag"),  # the 27th is a Sunday
        ("2015-04-27", "Koningsdag"),
        ("2025-04-26", "Koningsdag"),
    ],
)
def test_queens_day_and_kings_day(day: str, name: str) -> None:
    names = {row["holiday_on"]: row["name"] for row in tracked() if row["name"] in ("Koninginnedag", "Koningsdag")}
    assert names[day] == name
    assert len([other for other in names if other.startswith(day[:4])]) == 1


def test_the_calendar_says_how_far_it_reaches() -> None:
    calendar = load_calendar(REFERENCE)
    assert (calendar.known_from, calendar.equated_from) == (date(2000, 1, 1), date(2023, 1, 1))
    assert calendar.known_until == date(2028, 12, 31)
    assert len(calendar.non_working) == len(tracked())
    assert calendar.next_working(date(2028, 12, 29)) == date(2028, 12, 29)
    assert calendar.next_working(date(2028, 12, 30)) is None
    assert calendar.next_working(date(2029, 1, 2)) is None
    assert "gelijkgesteld met een feestdag" in calendar.reason(date(2025, 5, 30))


HOLIDAYS_HEADER = "holiday_on,name,kind\n"
COVERAGE_HEADER = "what,known_from,known_until,source\n"
GOOD_COVERAGE = (
    f"{COVERAGE_HEADER}feestdagen,2000-01-01,2028-12-31,wet\ngelijkgestelde dagen,2023-01-01,2027-12-31,wet\n"
)


def written(folder: Path, holiday_text: str, coverage_text: str) -> Path:
    (folder / "holidays.csv").write_text(holiday_text, encoding="utf-8")
    (folder / "calendar_coverage.csv").write_text(coverage_text, encoding="utf-8")
    return folder


def test_the_calendar_reaches_no_further_than_its_shortest_part(tmp_path: Path) -> None:
    folder = written(tmp_path, f"{HOLIDAYS_HEADER}2025-12-25,Eerste Kerstdag,feestdag\n", GOOD_COVERAGE)
    assert load_calendar(folder).known_until == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("holiday_text", "coverage_text", "said"),
    [
        (f"{HOLIDAYS_HEADER}31-02-2025,Niets,feestdag\n", GOOD_COVERAGE, "31-02-2025"),
        ("dag,name,kind\n", GOOD_COVERAGE, "holiday_on"),
        ("", GOOD_COVERAGE, "holiday_on"),
        (HOLIDAYS_HEADER, f"{COVERAGE_HEADER}feestdagen,2000-01-01,2028-12-31,wet\n", "gelijkgestelde dagen"),
    ],
)
def test_a_damaged_reference_file_is_named(tmp_path: Path, holiday_text: str, coverage_text: str, said: str) -> None:
    with pytest.raises(VoortgangError, match=said):
        load_calendar(written(tmp_path, holiday_text, coverage_text))


def test_a_missing_reference_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VoortgangError, match=r"holidays\.csv"):
        load_calendar(tmp_path)
