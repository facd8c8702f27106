"""The command line as its users call it: a real process, its output and its exit code."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.small_delivery import write_delivery

RECEIVED_ON = date(2025, 1, 6)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "voortgang", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"VOORTGANG_HOME": str(home)}
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a warehouse of three requests, built by the command line with every check."""
    folder = tmp_path_factory.mktemp("home")
    requests = [
        {
            "request_id": f"r{days}",
            "received_on": RECEIVED_ON,
            "sent_on": RECEIVED_ON + timedelta(days=days),
            "outcome": "toegekend",
        }
        for days in (55, 56, 57)
    ]
    delivery = write_delivery(folder / "delivery", requests)
    built = run(folder, "build", "--delivery", str(delivery))
    assert built.returncode == 0, built.stderr
    return folder


def test_kpi_counts_the_56th_day_in(home: Path) -> None:
    found = json.loads(run(home, "kpi", "--as-of", "2025-06-30", "--format", "json").stdout)
    assert found["as_of"] == "2025-06-30"
    assert found["K1"] == {"numerator": 2, "denominator": 3, "value": 2 / 3}
    assert found["K4"] == {"median_days": 56, "p90_days": 57, "n": 3}
    assert found["K5"] == {"value": 0}


def test_kpi_on_an_earlier_day_sees_what_was_so_then(home: Path) -> None:
    found = json.loads(run(home, "kpi", "--as-of", "2025-03-03", "--format", "json").stdout)
    assert (found["K1"]["denominator"], found["K5"]["value"], found["K6a"]["value"]) == (2, 1, 0)


def test_kpi_table_and_filters(home: Path) -> None:
    table = run(home, "kpi", "--where", "team=regulier_1", "--where", "versneld=nee")
    assert table.returncode == 0
    assert "K1.numerator" in table.stdout


def test_metric_in_three_forms(home: Path) -> None:
    arguments = ("metric", "decided_on_time", "--set", "period=all")
    as_json = json.loads(run(home, *arguments, "--format", "json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(run(home, *arguments, "--format", "csv").stdout)))
    as_table = run(home, *arguments).stdout.splitlines()
    assert as_json[0]["within_norm"] == int(as_csv[0]["within_norm"]) == 2
    assert as_json[0]["share_within_norm"] == pytest.approx(2 / 3)
    assert as_table[0].split() == list(as_csv[0])


def test_metrics_are_listed(home: Path) -> None:
    listed = run(home, "metrics").stdout
    assert "decided_on_time" in listed
    assert "K1" in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("metric", "bestaat_niet"), "bestaat niet"),
        (("metric", "flow", "--set", "as_of=31-02-2025"), "geen datum"),
        (("metric", "flow", "--set", "period=jaar"), "Kies uit"),
        (("metric", "flow", "--set", "team"), "parameter=waarde"),
        (("kpi", "--where", "team=onbekend"), "Kies uit"),
        (("kpi", "--where", "kleur=rood"), "bestaat niet"),
        (("kpi", "--warehouse", "nergens.duckdb"), "nog geen levering"),
        (("build", "--delivery", "nergens"), "bestaat niet"),
        (("simulate", "--requests", "10", "--out", "x", "--from", "gisteren"), "geen bestaande datum"),
        (("clock", "--received", "2025-02-30"), "2025-02-30"),
    ],
)
def test_a_mistake_gives_a_sentence_and_no_traceback(home: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = run(home, *arguments)
    assert answer.returncode != 0
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_clock_tells_both_dates_and_why(home: Path) -> None:
    answer = run(
        home, "clock", "--received", "2025-03-03", "--suspension", "2025-03-14,2025-03-28,2025-03-28", "--json"
    )
    found = json.loads(answer.stdout)
    assert (found["norm_due_on"], found["legal_due_on"], found["suspended_days"]) == ("2025-04-28", "2025-05-12", 13)
    assert len(found["steps"]) > 2
