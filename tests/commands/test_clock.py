"""The texts that `voortgang clock` accepts, what it answers, and what it says about texts it cannot use."""

import json

import pytest

from voortgang.commands.clock import clock_report, render
from voortgang.errors import VoortgangError

RECEIVED = "2025-03-03"


def test_report_of_the_worked_example() -> None:
    report = clock_report(RECEIVED, ["2025-03-14,2025-03-28,2025-03-28"])
    assert list(report) == ["norm_due_on", "legal_due_on", "suspended_days", "steps"]
    assert (report["norm_due_on"], report["legal_due_on"], report["suspended_days"]) == ("2025-04-28", "2025-05-12", 13)
    assert json.loads(json.dumps(report)) == report


@pytest.mark.parametrize("text", ["2025-03-14,2025-03-28", "2025-03-14,2025-03-28,", " 2025-03-14 , 2025-03-28 , "])
def test_the_third_date_may_be_empty_or_missing(text: str) -> None:
    assert clock_report(RECEIVED, [text])["suspended_days"] == 14


def test_counting_reference_and_repeated_letters() -> None:
    letters = ["2025-03-14,2025-03-28,2025-03-28", "2025-04-07,2025-04-21,2025-04-15"]
    assert clock_report(RECEIVED, letters)["suspended_days"] == 20
    assert clock_report(RECEIVED, letters, counting="inclusive")["suspended_days"] == 22
    assert clock_report(RECEIVED, letters, reference="2025-03-20")["suspended_days"] == 6


def test_extension() -> None:
    assert clock_report(RECEIVED, [], ["2025-04-20,2025-06-10"])["legal_due_on"] == "2025-06-10"


def test_unknown_due_date_is_none_and_said() -> None:
    report = clock_report("2028-12-20")
    assert report["legal_due_on"] is None
    assert "niet te bepalen" in render(report)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"received": "31-02-2025"}, ["--received", "31-02-2025", "jjjj-mm-dd"]),
        ({"received": "2025-02-31"}, ["--received", "2025-02-31", "bestaat niet"]),
        ({"received": ""}, ["--received", "jjjj-mm-dd"]),
        ({"received": "20250303"}, ["--received", "jjjj-mm-dd"]),
        ({"received": "9999-12-31"}, ["31 december 9999"]),
        ({"suspensions": ["2025-03-14"]}, ["--suspension", "2025-03-14", "verzonden,termijn tot en met,aangevuld"]),
        ({"suspensions": ["2025-03-14;2025-03-28"]}, ["--suspension", "verzonden,termijn tot en met,aangevuld"]),
        ({"suspensions": ["2025-03-14,2025-03-28,,"]}, ["--suspension", "4 delen"]),
        ({"suspensions": ["2025-03-14,,2025-03-28"]}, ["--suspension", "jjjj-mm-dd"]),
        ({"suspensions": ["2025-03-14,gisteren"]}, ["--suspension", "gisteren", "jjjj-mm-dd"]),
        ({"suspensions": ["2025-03-02,2025-03-28"]}, ["--suspension", "2025-03-02", "2025-03-03"]),
        ({"extensions": ["2025-04-20"]}, ["--extension", "verzonden,verdaagd tot en met"]),
        ({"extensions": ["2025-04-20,2025-06-31"]}, ["--extension", "2025-06-31", "bestaat niet"]),
        ({"extensions": ["2025-04-20,"]}, ["--extension", "jjjj-mm-dd"]),
        ({"extensions": ["2025-03-01,2025-06-10"]}, ["--extension", "2025-03-01", "2025-03-03"]),
        ({"reference": "21 mei 2025"}, ["--reference", "jjjj-mm-dd"]),
        ({"reference": "2025-03-02"}, ["--reference", "2025-03-02"]),
        ({"counting": "ruim"}, ["ruim", "strict", "inclusive"]),
    ],
)
def test_unusable_text_is_named_with_the_expected_form(arguments: dict, said: list[str]) -> None:
    with pytest.raises(VoortgangError) as refusal:
        clock_report(**{"received": RECEIVED, **arguments})
    for part in said:
        assert part in str(refusal.value)


def test_render_is_plain_text_that_fits_a_terminal() -> None:
    text = render(clock_report(RECEIVED, ["2025-03-14,2025-03-28,2025-03-28"]))
    assert text.splitlines()[:3] == [
        "Servicenorm (binnen acht weken)  28 april 2025",
        "Wettelijke termijn               12 mei 2025",
        "Dagen opgeschort                 13",
    ]
    assert " 1. Ontvangen op 3 maart 2025." in text
    assert max(map(len, text.splitlines())) <= 100
