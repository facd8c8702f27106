"""What `voortgang survival` answers for a file, and what it says about a file it cannot use."""

import csv
import json
from pathlib import Path

import pytest

from voortgang.commands.survival import render, survival_report
from voortgang.errors import VoortgangError
from voortgang.methods.survival import kaplan_meier

CONTROL = [(week, 1) for week in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]
TREATED = [(week, 1) for week in (6, 6, 6, 7, 10, 13, 16, 22, 23)]
TREATED += [(week, 0) for week in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "zaken.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """The published trial, in days: weeks times seven."""
    rows = [("controle", *row) for row in CONTROL] + [("behandeld", *row) for row in TREATED]
    path = tmp_path / "proef.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["groep", "dagen", "klaar"])
        writer.writerows((group, weeks * 7, event) for group, weeks, event in rows)
    return path


def test_published_trial_per_group(trial: Path) -> None:
    report = survival_report(trial, "dagen", "klaar", "groep")
    assert list(report) == ["overall", "groups", "logrank"]
    assert list(report["groups"]) == ["behandeld", "controle"]
    treated, control = report["groups"].values()
    assert (treated["n"], treated["events"], treated["median"], treated["p90"]) == (21, 9, 23 * 7, None)
    assert (treated["median_low"], treated["median_high"]) == (13 * 7, None)
    assert (control["n"], control["median"]) == (21, 8 * 7)
    assert list(treated["at"]) == ["56", "77", "84", "112"]
    assert treated["at"]["56"] == pytest.approx(
        {"survival": 0.8067, "chance": 0.1933, "low": 0.0772, "high": 0.4369}, abs=5e-5
    )
    assert report["logrank"]["statistic"] == pytest.approx(16.79, abs=0.005)
    assert report["logrank"]["groups"] == ["behandeld", "controle"]
    assert (report["overall"]["n"], report["overall"]["events"]) == (42, 30)
    assert json.loads(json.dumps(report)) == report


def test_without_groups_there_is_nothing_to_compare(trial: Path) -> None:
    assert list(survival_report(trial, "dagen", "klaar")) == ["overall"]


def test_log_rank_is_for_exactly_two_groups(tmp_path: Path) -> None:
    three = written(tmp_path, "d,e,g\n5,1,a\n6,1,b\n7,1,c\n")
    report = survival_report(three, "d", "e", "g")
    assert list(report) == ["overall", "groups"]
    assert "Er zijn 3 groepen; de log-rangtoets vergelijkt er precies twee." in render(report)
    never = written(tmp_path, "d,e,g\n5,0,a\n6,0,b\n")
    assert list(survival_report(never, "d", "e", "g")) == ["overall", "groups"]


@pytest.mark.parametrize(
    ("done", "open_"),
    [("1", "0"), ("true", "false"), ("True", "FALSE"), ("ja", "nee"), ("Ja", "NEE"), ("WAAR", "ONWAAR")],
)
def test_ways_to_write_an_event(tmp_path: Path, done: str, open_: str) -> None:
    report = survival_report(written(tmp_path, f"d;e\n10;{done}\n20;{open_}\n30; {done} \n"), "d", "e")
    assert (report["overall"]["n"], report["overall"]["events"]) == (3, 2)


def test_days_with_a_point_or_a_comma_and_a_file_from_an_old_office(tmp_path: Path) -> None:
    path = written(tmp_path, "privé;e;zaak\n10,5;ja;é\n\n10.5;ja;\n12;nee;\n", "cp1252")
    overall = survival_report(path, "privé", "e")["overall"]
    assert (overall["n"], overall["median"], type(overall["median"])) == (3, 10.5, float)
    assert type(survival_report(written(tmp_path, "d,e\n12.0,1\n"), "d", "e")["overall"]["median"]) is int


def test_an_empty_group_has_a_name(tmp_path: Path) -> None:
    report = survival_report(written(tmp_path, "d,e,g\n5,1,\n6,1,b\n"), "d", "e", "g")
    assert list(report["groups"]) == ["(leeg)", "b"]


def test_past_the_last_known_day_nothing_is_claimed(tmp_path: Path) -> None:
    report = survival_report(written(tmp_path, "d,e\n50,1\n80,0\n"), "d", "e")
    at = report["overall"]["at"]
    assert at["77"]["chance"] == 0.5
    assert at["84"] == {"survival": None, "chance": None, "low": None, "high": None}
    assert render(report).splitlines()[1].split()[-2:] == ["–", "–"]


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("d,e\n5,1\n", ("dagen", "e"), ["geen kolom 'dagen'", "d, e"]),
        ("d,e\n5,1\n", ("d", "e", "team"), ["geen kolom 'team'"]),
        ("d,e\n5,1\nvijf,1\n", ("d", "e"), ["rij 2 (regel 3 van zaken.csv)", "'vijf' geen getal"]),
        ("d,e\n5,1\n\n,1\n", ("d", "e"), ["rij 2 (regel 4 van", "niets ingevuld"]),
        ("d,e\n1e3,1\n", ("d", "e"), ["rij 1", "'1e3' geen getal"]),
        ("d,e\nnan,1\n", ("d", "e"), ["rij 1", "'nan' geen getal"]),
        ("d,e\n5,1\n-3,1\n", ("d", "e"), ["rij 2", "negatief: -3"]),
        ("d,e\n5,1\n6,misschien\n", ("d", "e"), ["rij 2", "'misschien'", "ja", "nee", "1", "0"]),
        ("d,e\n5,\n", ("d", "e"), ["rij 1", "e ''"]),
        ("d,e\n5,1\n6\n", ("d", "e"), ["rij 2", "1 waarden onder 2 kolommen"]),
        ('d,e\n5,1\n"6,1\n', ("d", "e"), ["aanhalingstekens"]),
        ("d,e\n", ("d", "e"), ["zaken.csv", "geen rijen"]),
        ("", ("d", "e"), ["zaken.csv is leeg"]),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, columns: tuple[str, ...], said: list[str]) -> None:
    with pytest.raises(VoortgangError) as refusal:
        survival_report(written(tmp_path, text), *columns)
    for part in said:
        assert part in str(refusal.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(VoortgangError, match=r"niets\.csv is er niet"):
        survival_report(tmp_path / "niets.csv", "d", "e")
    with pytest.raises(VoortgangError, match="is er niet"):
        survival_report(tmp_path, "d", "e")


def test_counting_rows_gives_the_curve_of_the_rows(trial: Path) -> None:
    import pandas as pd

    rows = [(weeks * 7, bool(event), 1) for weeks, event in CONTROL + TREATED]
    curve = kaplan_meier(pd.DataFrame(rows, columns=["days", "is_event", "requests"]))
    overall = survival_report(trial, "dagen", "klaar")["overall"]
    assert (overall["median"], overall["p90"]) == (curve.median_days, curve.p90_days)


def test_render_is_dutch_and_fits_a_terminal(trial: Path) -> None:
    lines = render(survival_report(trial, "dagen", "klaar", "groep")).splitlines()
    assert lines[0].split()[:4] == ["n", "besloten", "mediaan", "P90"]
    assert [line.split("  ")[0] for line in lines[1:4]] == ["alle rijen", "behandeld", "controle"]
    assert "161 (91–…)" in lines[2]
    assert "19% (8%–44%)" in lines[2]
    assert "chi-kwadraat 16,79, p kleiner dan 0,001." in " ".join(lines)
    assert max(map(len, lines[4:])) <= 100
