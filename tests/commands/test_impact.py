"""What `voortgang impact` answers for a series in a file, and what it says about one it cannot use."""

import json
import math
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from command_line import voortgang

from voortgang.commands.impact import Columns, Wish, as_day, impact_report
from voortgang.commands.impact_text import render
from voortgang.commands.output import as_json_text
from voortgang.errors import VoortgangError

SICILY = Path(__file__).parents[1] / "data" / "sicily.csv"
BAN = "2005-01-01"
OF_SICILY = Columns("month", "aces", "stdpop")
WEEKS = Columns("week", "besluiten")
START = "2025-01-27"  # the 31st week


def week(number: int) -> date:
    return date(2024, 7, 1) + timedelta(weeks=number)


def written(folder: Path, values: list, form: str = "%Y-%m-%d", **columns: list) -> Path:
    """A file of weeks from 1 July 2024 on, with the values and further columns."""
    path = folder / "reeks.csv"
    lines = [";".join(["week", "besluiten", *columns])]
    for number, row in enumerate(zip(values, *columns.values(), strict=True)):
        lines.append(";".join([week(number).strftime(form), *map(str, row)]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def stepped(seed: int = 1, weeks: int = 60, factor: float = 1.5, stop: int | None = None) -> list[int]:
    in_force = np.isin(np.arange(weeks), np.arange(30, stop or weeks))
    return [int(each) for each in np.random.default_rng(seed).poisson(100 * np.where(in_force, factor, 1))]


def test_the_published_example() -> None:
    """Bernal, Cummins & Gasparrini (2017): level ratio 0,885 (0,839–0,933), dispersion 2,26."""
    report = impact_report(SICILY, OF_SICILY, [BAN], [], Wish(harmonics=2, period=12, is_level_only=True))
    (measure,) = report["measures"]
    assert (report["step"], report["periods"], report["period"], report["has_slope"]) == ("month", 59, 12, False)
    assert list(measure["level_ratio"].values()) == pytest.approx([0.885, 0.839, 0.933], abs=6e-3)
    assert report["dispersion"] == pytest.approx(2.262, abs=1e-3)
    assert (measure["n_before"], measure["n_in_force"], measure["n_after_end"]) == (36, 23, 0)
    assert (measure["slope_ratio"], measure["end_level_ratio"]) == (None, None)
    assert measure["effect_per_period"]["estimate"] * 23 == pytest.approx(measure["cumulative_effect"]["estimate"])
    assert measure["placebo"] == {"tried": 13, "as_strong": 0}
    assert measure["verdict"]["code"] == "effect"
    assert measure["verdict"]["letter"].startswith(
        "Door de maatregel waren er naar schatting 111 minder aces per maand"
    )


def test_json_holds_plain_values_only(tmp_path: Path) -> None:
    report = impact_report(written(tmp_path, stepped()), WEEKS, [START], [], Wish())
    again = json.loads(as_json_text(report))
    assert again["measures"][0]["start"] == "2025-01-27"
    assert again["measures"][0]["level_ratio"] == report["measures"][0]["level_ratio"]
    assert "NaN" not in as_json_text(report)
    assert [point["value"] for point in again["course"]] == stepped()
    last = again["course"][-1]
    assert last["without"]["low"] < last["without"]["estimate"] < last["without"]["high"] < last["fitted"]


def test_means_are_told_as_differences(tmp_path: Path) -> None:
    values = [f"{each / 7:.4f}".replace(".", ",") for each in stepped()]
    report = impact_report(written(tmp_path, values), WEEKS, [START], [], Wish("mean"))
    (measure,) = report["measures"]
    assert measure["level_difference"]["estimate"] == pytest.approx(50 / 7, abs=1.5)
    assert measure["slope_difference"]["estimate"] == pytest.approx(0, abs=0.2)
    assert not any(name.endswith("ratio") for name in measure)
    assert "kleinste kwadraten" in report["method"]
    assert "niveau bij de start (verschil)" in render(report)


def test_an_end_gives_three_periods(tmp_path: Path) -> None:
    path = written(tmp_path, stepped(weeks=90, stop=60))
    report = impact_report(path, WEEKS, [START], ["24-08-2025"], Wish())
    (measure,) = report["measures"]
    assert (measure["n_before"], measure["n_in_force"], measure["n_after_end"]) == (30, 30, 30)
    assert measure["end_level_ratio"]["estimate"] == pytest.approx(1 / 1.5, abs=0.1)
    assert measure["end_slope_ratio"]["low"] < 1 < measure["end_slope_ratio"]["high"]
    assert "vanaf 27 januari 2025 tot en met 24 augustus 2025: 30 weken vóór de start, 30 weken in werking" in render(
        report
    ).replace("\n", " ")


def test_several_measures_are_paired_with_their_ends(tmp_path: Path) -> None:
    path = written(tmp_path, stepped(weeks=110))
    starts = [START, str(week(60))]
    report = impact_report(path, WEEKS, starts, ["-", str(week(90))], Wish())
    assert [(each["name"], each["end"]) for each in report["measures"]] == [
        ("maatregel 1", None),
        ("maatregel 2", week(90)),
    ]
    assert [each["verdict"]["code"] for each in report["measures"]] == ["effect", "cannot_tell"]
    assert "Maatregel 2 vanaf" in render(report)
    with pytest.raises(VoortgangError, match="2 keer --start en 1 keer --end"):
        impact_report(path, WEEKS, starts, ["-"], Wish())


def test_exposure_and_holidays_come_from_columns(tmp_path: Path) -> None:
    off = [2 if number % 9 == 4 else 0 for number in range(60)]
    days = [5 - each for each in off]
    values = [round(each * left / 5) for each, left in zip(stepped(), days, strict=True)]
    path = written(tmp_path, values, werkdagen=days, feestdagen=off)
    bare = impact_report(path, WEEKS, [START], [], Wish())
    exposed = impact_report(path, Columns("week", "besluiten", exposure="werkdagen"), [START], [], Wish())
    with_holidays = impact_report(path, Columns("week", "besluiten", holidays="feestdagen"), [START], [], Wish())
    assert exposed["dispersion"] < 2 < bare["dispersion"]
    assert with_holidays["dispersion"] < 2


@pytest.mark.parametrize("weeks", [41, 42])
def test_too_few_weeks_give_no_number(tmp_path: Path, weeks: int) -> None:
    report = impact_report(written(tmp_path, stepped(weeks=weeks)), WEEKS, [START], [], Wish())
    (measure,) = report["measures"]
    assert report["enough"] == (weeks == 42)
    assert (measure["verdict"]["code"] == "too_few") == (weeks == 41)
    assert (measure["level_ratio"] is None, report["dispersion"] is None, report["course"] == []) == (weeks == 41,) * 3
    assert ("Te weinig gegevens" in render(report)) == (weeks == 41)
    assert "None" not in render(report)


def test_a_smallest_relevant_effect_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, stepped(factor=1))
    for relevant, code in ((0, "cannot_tell"), (1000, "no_relevant_effect")):
        (measure,) = impact_report(path, WEEKS, [START], [], Wish(relevant=relevant))["measures"]
        assert measure["verdict"]["code"] == code
    with pytest.raises(VoortgangError, match="kleinste relevante effect"):
        impact_report(path, WEEKS, [START], [], Wish(relevant=-1))


def test_render_is_dutch_and_fits_a_terminal() -> None:
    told = render(impact_report(SICILY, OF_SICILY, [BAN], [], Wish(harmonics=2, period=12)))
    assert max(map(len, told.splitlines())) <= 100
    assert re.search(r"niveau bij de start \(verhouding\) +0,878 +0,82\d tot 0,9[23]\d", told)
    words = told.replace("\n", " ")
    assert "De maatregel vanaf 1 januari 2005: 36 maanden vóór de start, 23 maanden in werking." in words
    assert "van 13 startdata in de tijd ervoor laten er 0 een minstens zo sterk verschil zien" in words
    assert "Dispersie (1 is zuiver toeval): 2,27. Autocorrelatie van de afwijkingen: -0,24" in words
    assert "2 harmonischen, quasi-Poisson" in words


def test_a_season_is_a_year_unless_told(tmp_path: Path) -> None:
    path = written(tmp_path, stepped())
    assert impact_report(path, WEEKS, [START], [], Wish(harmonics=1))["period"] == pytest.approx(52.18, abs=0.01)
    assert impact_report(SICILY, OF_SICILY, [BAN], [], Wish(harmonics=2))["period"] == 12
    assert impact_report(path, WEEKS, [START], [], Wish())["period"] is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-21", date(2025, 5, 21)),
        ("21-05-2025", date(2025, 5, 21)),
        ("2025-05", date(2025, 5, 1)),
        ("2025-W21", date(2025, 5, 19)),
    ],
)
def test_days_as_people_write_them(text: str, day: date) -> None:
    assert as_day(text, "rij 1") == day


@pytest.mark.parametrize("form", ["%d-%m-%Y", "%G-W%V"])
def test_the_form_of_the_dates_does_not_matter(tmp_path: Path, form: str) -> None:
    found = [
        impact_report(written(tmp_path, stepped(), each), WEEKS, [START], [], Wish()) for each in (form, "%Y-%m-%d")
    ]
    assert found[0] == found[1]


GOOD = "\n".join(f"{week(number)};{value}" for number, value in enumerate(stepped()))


@pytest.mark.parametrize(
    ("text", "columns", "start", "said"),
    [
        (GOOD, Columns("dag", "besluiten"), START, ["geen kolom 'dag'", "week, besluiten"]),
        (GOOD, Columns("week", "besluiten", exposure="noemer"), START, ["geen kolom 'noemer'"]),
        (GOOD, WEEKS, "2025-02-30", ["--start", "'2025-02-30' geen bestaande datum", "jjjj-mm-dd"]),
        (GOOD, WEEKS, "", ["--start", "geen datum ingevuld"]),
        (GOOD, WEEKS, "2031-01-01", ["buiten de reeks"]),
        (
            f"{GOOD}\n31-02-2026;5",
            WEEKS,
            START,
            ["rij 61 (regel 62 van reeks.csv)", "week", "'31-02-2026' geen bestaande"],
        ),
        (f"{GOOD}\n;5", WEEKS, START, ["rij 61", "geen datum ingevuld"]),
        (f"{GOOD}\n{week(60)};veel", WEEKS, START, ["rij 61", "'veel' geen getal"]),
        (f"{GOOD}\n{week(60)};-4", WEEKS, START, ["-4 op 25-08-2025", "geen aantal"]),
        (f"{GOOD}\n{week(60)};4,5", WEEKS, START, ["4,5 op 25-08-2025", "geen aantal"]),
        (f"{GOOD}\n{week(61)};4", WEEKS, START, ["ontbreekt minstens één week"]),
        (f"{GOOD}\n{week(59)};4", WEEKS, START, ["18-08-2025 komt twee keer voor"]),
        ("", WEEKS, START, ["reeks.csv", "geen rijen"]),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, columns: Columns, start: str, said: list[str]) -> None:
    path = tmp_path / "reeks.csv"
    path.write_text(f"week;besluiten\n{text}", encoding="utf-8")
    with pytest.raises(VoortgangError) as refusal:
        impact_report(path, columns, [start], [], Wish())
    for part in said:
        assert part in str(refusal.value)


def test_from_the_command_line(tmp_path: Path) -> None:
    arguments = ["impact", str(SICILY), "--date", "month", "--value", "aces", "--exposure", "stdpop", "--start", BAN]
    arguments += ["--harmonics", "2", "--period", "12", "--kind", "count"]
    told = voortgang(*arguments, home=tmp_path)
    assert "niveau bij de start (verhouding)" in told
    report = json.loads(voortgang(*arguments, "--json", home=tmp_path))
    level = report["measures"][0]["level_ratio"]
    assert level["estimate"] == pytest.approx(0.8778, abs=1e-4)
    assert math.log(level["high"]) - math.log(level["low"]) == pytest.approx(2 * 1.96 * 0.029, rel=0.1)
