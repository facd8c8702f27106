"""What `voortgang control-chart` answers for a series in a file, and what it says about a file it cannot use."""

import json
from pathlib import Path

import pytest

from voortgang.commands.control_chart import control_chart_report, render
from voortgang.errors import VoortgangError

ONE_OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def written(folder: Path, values: list, first_week: int = 1) -> Path:
    path = folder / "reeks.csv"
    lines = [f"2025-W{week:02};{value}" for week, value in enumerate(values, first_week)]
    path.write_text("\n".join(["week;besloten", *lines]), encoding="utf-8")
    return path


def test_published_series(tmp_path: Path) -> None:
    report = control_chart_report(written(tmp_path, ONE_OUTLIER), "besloten")
    assert report["mean"] == pytest.approx(35 / 18)
    assert (report["lower"], report["upper"]) == pytest.approx((35 / 18 - 2.66, 35 / 18 + 2.66))
    assert (report["mean_moving_range"], report["enough"], report["variation"]) == (1, True, "common_cause")
    assert [point["index"] for point in report["points"]] == list(range(18))
    assert [point["value"] for point in report["points"]] == ONE_OUTLIER
    assert {point["index"]: point["flags"] for point in report["points"] if point["flags"]} == {4: ["outside_limits"]}
    assert json.loads(json.dumps(report)) == report


def test_labels_travel_along(tmp_path: Path) -> None:
    path = written(tmp_path, ONE_OUTLIER)
    assert "label" not in control_chart_report(path, "besloten")["points"][0]
    report = control_chart_report(path, "besloten", "week")
    assert report["points"][4]["label"] == "2025-W05"
    assert "2025-W05  10      boven de bovengrens" in render(report).splitlines()


def test_twelve_points_have_no_limits(tmp_path: Path) -> None:
    report = control_chart_report(written(tmp_path, list(range(12))), "besloten")
    assert report["enough"] is False
    assert [report[name] for name in ("mean", "lower", "upper", "mean_moving_range", "variation")] == [None] * 5
    assert all(point["flags"] == [] for point in report["points"])
    assert "De reeks heeft 12 punten; grenzen zijn pas zinvol vanaf 13 punten." in render(report)
    assert control_chart_report(written(tmp_path, list(range(13))), "besloten")["enough"] is True


def test_decimals_and_negative_values(tmp_path: Path) -> None:
    report = control_chart_report(written(tmp_path, ["0,5", "-0.5"] * 7), "besloten")
    assert (report["mean"], report["mean_moving_range"], report["upper"]) == (0, 1, 2.66)
    assert [point["value"] for point in report["points"][:2]] == [0.5, -0.5]


def test_render_concludes(tmp_path: Path) -> None:
    lines = render(control_chart_report(written(tmp_path, ONE_OUTLIER), "besloten")).splitlines()
    assert lines[0].split() == ["punt", "waarde", "bijzonder"]
    assert lines[5].split("  ")[-1] == "boven de bovengrens"
    told = " ".join(lines[20:])
    assert told == (
        "Gemiddeld 1,94; gewone schommeling van -0,72 tot 4,60 (gemiddelde stap 1). 1 punt valt op; zoek daar een "
        "oorzaak bij."
    )
    quiet = render(control_chart_report(written(tmp_path, [1, 2] * 7), "besloten"))
    assert quiet.endswith("Geen enkel punt valt op.")


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("week;n\n1;5\n", ("besloten",), ["geen kolom 'besloten'", "week, n"]),
        ("week;n\n1;5\n", ("n", "maand"), ["geen kolom 'maand'"]),
        ("week;n\n1;5\n2;veel\n", ("n",), ["rij 2 (regel 3 van reeks.csv)", "'veel' geen getal"]),
        ("week;n\n1;5\n2;\n", ("n",), ["rij 2", "niets ingevuld"]),
        ("week;n\n", ("n",), ["reeks.csv", "geen rijen"]),
        ("", ("n",), ["reeks.csv is leeg"]),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, columns: tuple[str, ...], said: list[str]) -> None:
    path = tmp_path / "reeks.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VoortgangError) as refusal:
        control_chart_report(path, *columns)
    for part in said:
        assert part in str(refusal.value)


def test_a_file_of_one_column(tmp_path: Path) -> None:
    path = tmp_path / "reeks.csv"
    path.write_text("n\n" + "\n".join(map(str, ONE_OUTLIER)), encoding="utf-8")
    assert len(control_chart_report(path, "n")["points"]) == 18


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(VoortgangError, match=r"niets\.csv is er niet"):
        control_chart_report(tmp_path / "niets.csv", "n")
