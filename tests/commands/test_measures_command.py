"""`voortgang measures`: counts of measures and of rows, as of a day and as known on a day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import voortgang

from voortgang.commands.measures import measures_report
from voortgang.dutch import HERE
from voortgang.register.measures.writing import confirm
from voortgang.settings import settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A register of its own."""
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_the_counts_say_on_what_they_count(tmp_path: Path) -> None:
    told = voortgang("measures", "--as-of", "2025-07-02", "--known-on", "2025-07-02", home=tmp_path)
    assert told.startswith(
        "Stand op 2 juli 2025, zoals bekend op 2 juli 2025: 27 maatregelen in 37 rijen (ambitie × maatregel), "
        "41 VM-nummers."
    )
    lines = {" ".join(line.split()[:-2]): line.split()[-2:] for line in told.splitlines() if line}
    assert lines["Fase"] == ["rijen", "maatregelen"]
    assert [lines[phase] for phase in ("nog te starten", "beleidsuitwerking")] == [["11", "11"], ["11", "7"]]
    assert [lines[phase] for phase in ("voorbereiden implementatie", "geïmplementeerd")] == [["14", "8"], ["1", "1"]]
    assert (lines["vertraagd"], lines["on hold"]) == (["8", "6"], ["4", "2"])


def test_json_holds_the_counts_and_on_request_the_register(tmp_path: Path) -> None:
    arguments = ("measures", "--as-of", "2026-01-02", "--format", "json")
    counted = json.loads(voortgang(*arguments, home=tmp_path))
    assert (counted["rows"], counted["measures"], counted["vm_numbers"]) == (37, 27, 41)
    assert (counted["as_of"], counted["known_on"]) == ("2026-01-02", None)
    assert counted["phases"][1] == {"name": "beleidsuitwerking", "rows": 11, "measures": 7}
    assert {"name": "streefdatum voorbij", "rows": 2, "measures": 2} in counted["flags"]
    assert "register" not in counted
    listed = json.loads(voortgang(*arguments, "--rows", home=tmp_path))
    assert {name: listed[name] for name in counted} == counted
    assert [each["row"] for each in listed["register"]] == list(range(1, 38))
    capital = listed["register"][13]
    assert (capital["measure"], capital["vm_numbers"]) == ("Extra betalingsregeling bij vermogen", [17])
    assert (capital["target_on"], capital["first_promised_on"]) == ("2026-01-01", "2026-01-01")
    assert (capital["is_overdue"], capital["phase_basis"]) == (True, "inferred")
    assert [told["number"] for told in capital["informed"]] == ["1339", "1433"]
    assert "eigenaar" in listed["register"][1]["flaws"][0]
    assert capital["flaws"] == []


def test_rows_as_a_table(home: Path) -> None:
    told = measures_report(date(2026, 1, 2), None, "table", True)
    (capital,) = [line for line in told.splitlines() if "Extra betalingsregeling" in line]
    assert "streefdatum voorbij" in capital
    assert "01/01/2026   09/02/2024 en 24/10/2024" in capital
    (late,) = [line for line in told.splitlines() if line.startswith(" 37 ")]
    assert late.split()[-3:] == ["vertraagd", "-", "-"]


@pytest.mark.parametrize(
    "arguments", [("--as-of", "2025-05-20"), ("--as-of", "2026-01-01", "--known-on", "2025-05-20")]
)
def test_before_the_annex_there_was_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = voortgang("measures", *arguments, "--rows", home=tmp_path)
    assert "stond er niets in het register van maatregelen" in told
    assert len(told.splitlines()) == 1


def test_known_on_takes_in_what_was_written_on_that_day(home: Path) -> None:
    confirmed = confirm(14, date(2026, 1, 2), based_on=14, by="Anna")
    written_on = confirmed.recorded_at.astimezone(HERE).date()

    def basis(known_on: date) -> str:
        listed = json.loads(measures_report(date(2026, 1, 2), known_on, "json", True))
        return listed["register"][13]["phase_basis"]

    assert [basis(written_on - timedelta(1)), basis(written_on)] == ["inferred", "literal"]


def test_without_a_day_it_is_today(home: Path) -> None:
    assert json.loads(measures_report(None, None, "json", False))["rows"] == 37


@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
def test_a_day_that_does_not_exist_is_refused(tmp_path: Path, option: str) -> None:
    with pytest.raises(AssertionError, match="'2025-02-30' is geen bestaande datum"):
        voortgang("measures", option, "2025-02-30", home=tmp_path)
