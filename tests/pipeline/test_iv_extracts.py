"""The extracts about IV days: each promise broken once and kept at its boundary, bad values, and a mapping."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.broken_iv import BROKEN_IV
from tests.small_delivery import SOUND_IV, Bench, build_small, write_delivery, write_extract
from voortgang.errors import DeliveryRefused, VoortgangError
from voortgang.pipeline.contracts import IV_EXTRACTS, code_lists, contracts
from voortgang.pipeline.mappings import Mapping, read_mapping
from voortgang.pipeline.rules import rules
from voortgang.settings import REFERENCE

REQUEST = [{"request_id": "r0", "received_on": date(2025, 6, 2)}]


def found(folder: Path, iv: dict[str, Any], **options: Any) -> dict[str, str]:
    """Per check about IV days the examples that are shown, whether the delivery was refused for it or not."""
    delivery = write_delivery(folder / "levering", REQUEST, iv=iv)
    try:
        with closing(build_small(delivery, folder / "w.duckdb", **options)) as warehouse:
            rows = warehouse._cursor.execute("select check_name, examples, severity, extract from findings").fetchall()
    except DeliveryRefused as refusal:
        told = str(refusal).splitlines()
        return {
            rule.name: line.rpartition("Bijvoorbeeld: ")[2].removesuffix(".")
            for rule in rules()
            for line in told
            if rule.reason in line and rule.severity == "critical"
        } or {"refused": str(refusal)}
    assert {severity for *_, severity, _ in rows} <= {"warning"}
    return {name: examples for name, examples, _, extract in rows if extract in IV_EXTRACTS}


@pytest.mark.parametrize("name", BROKEN_IV)
def test_a_broken_promise_about_iv_days_is_found_by_row(tmp_path: Path, name: str) -> None:
    iv, examples = BROKEN_IV[name]
    shown = found(tmp_path, iv)
    assert shown[name].replace("; ", ", ") == examples.replace("; ", ", ")


def test_a_sound_portfolio_breaks_nothing(tmp_path: Path) -> None:
    iv = SOUND_IV | {
        "iv_projects": [
            {"project": "P1", "measures": "1|15", "unlocks": "44", "depends_on": "P2", "citizens_score": 5},
            {"project": "P2", "min_days": 4, "max_days": 5, "is_scalable": False},
        ],
        "iv_realised": [{"project": "P1", "month_on": date(2025, 6, 30), "days": "0"}],
    }
    assert found(tmp_path, iv, expectations=True) == {}


BAD_VALUES = [
    ("iv_capacity", {"days": -1}, "Een negatief aantal IV-dagen bestaat niet"),
    ("iv_capacity", {"set_on": None}, "Zonder dag van vaststelling"),
    ("iv_projects", {"project": "P1", "citizens_score": 6}, "Een score loopt van 0 tot en met 5"),
    ("iv_projects", {"project": "P1", "name": "x" * 101}, "Een naam van meer dan 100 tekens"),
    ("iv_requests_allocations", {"project": "P1", "allocated": "-0.25"}, "Een negatief aantal IV-dagen"),
    ("iv_requests_allocations", {"project": "P1", "requested": None}, "Zonder gevraagde dagen"),
    ("iv_realised", {"project": "P1", "days": "-0.5"}, "Een negatief aantal IV-dagen"),
    ("iv_realised", {"project": None}, "Zonder project zijn de dagen niet te plaatsen"),
]


def test_bad_values_are_all_told_at_once(tmp_path: Path) -> None:
    """Great Expectations takes a second to start, so the bad rows share one delivery."""
    iv = {extract: [*SOUND_IV[extract]] for extract in IV_EXTRACTS}
    for extract, row, _ in BAD_VALUES:
        iv[extract].append(row)
    told = found(tmp_path, iv, expectations=True)["refused"]
    assert [reason for _, _, reason in BAD_VALUES if reason not in told] == []


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Any:
    bench = Bench(tmp_path_factory.mktemp("bench"))
    yield bench
    bench.connection.close()


@pytest.mark.parametrize(
    "extract, row, words",
    [
        ("iv_capacity", {"year": "2025.5"}, "jaar zijn niet te lezen. Verwacht een geheel getal"),
        ("iv_capacity", {"year": "vijf"}, "rij 1: 'vijf'"),
        ("iv_capacity", {"baseline": "herijking 1"}, "stand zijn niet te lezen"),
        ("iv_capacity", {"set_by": "directeur"}, "codelijst"),
        ("iv_requests_allocations", {"project": "P1", "baseline": "herijking_4"}, "rij 1: 'herijking_4'"),
        ("iv_requests_allocations", {"project": "P1", "reason": "zomaar"}, "reden zijn niet te lezen"),
        ("iv_realised", {"project": "P1", "month_on": "2025-02-30"}, "maand zijn niet te lezen"),
        ("iv_projects", {"project": "P1", "scored_by": "een medewerker"}, "gescoord_door zijn niet te lezen"),
    ],
)
def test_what_cannot_be_read_is_named(
    bench: Bench, tmp_path: Path, extract: str, row: dict[str, Any], words: str
) -> None:
    write_extract(tmp_path, extract, [row])
    assert words in " ".join(bench.stage(tmp_path, extract).refused)


@pytest.mark.parametrize("written, year", [("2025", 2025), ("2025,0", 2025), ("2025.00", 2025), (" 2025 ", 2025)])
def test_a_whole_number_in_any_spelling(bench: Bench, tmp_path: Path, written: str, year: int) -> None:
    path = write_extract(tmp_path, "iv_capacity", [{"year": 1234}])
    path.write_text(path.read_text(encoding="utf-8").replace("1234", f'"{written}"'), encoding="utf-8")
    assert bench.stage(tmp_path, "iv_capacity").column("year") == [year]


def test_a_month_is_its_first_day_and_lists_are_read(bench: Bench, tmp_path: Path) -> None:
    write_extract(tmp_path, "iv_realised", [{"project": "P1", "month_on": date(2024, 2, 29)}])
    assert bench.stage(tmp_path, "iv_realised").column("month_on") == [date(2024, 2, 1)]
    (tmp_path / "p").mkdir()
    write_extract(tmp_path / "p", "iv_projects", [{"project": "P1", "measures": "1 | 15|x", "depends_on": "P2 |P3"}])
    staged = bench.stage(tmp_path / "p", "iv_projects")
    assert staged.column("measure_numbers") == [[1, 15, None]]
    assert staged.column("predecessors") == [["P2", "P3"]]


SHAPES = {
    extract: f'[extracts.{extract}]\nfile = "{extract}.csv"\n[extracts.{extract}.columns]\n'
    + "".join(f'{column.delivered} = "{column.delivered}"\n' for column in contracts()[extract].columns)
    for extract in ("requests", *IV_EXTRACTS)
}


def mapped(folder: Path, *extracts: str) -> Mapping:
    text = 'title = "IV"\nsource = "Y"\ndelivered_on = 2025-06-30\n' + "".join(SHAPES[each] for each in extracts)
    (folder / "iv.toml").write_text(text, encoding="utf-8")
    return read_mapping("iv", folder)


def test_a_mapping_holds_all_iv_extracts_or_none(tmp_path: Path) -> None:
    delivery = write_delivery(tmp_path / "levering", REQUEST, iv=SOUND_IV)
    mapping = mapped(tmp_path, "requests", *IV_EXTRACTS)
    with closing(build_small(delivery, tmp_path / "w.duckdb", mapping=mapping)) as warehouse:
        assert warehouse.delivered == {"requests", *IV_EXTRACTS}
    assert set(mapped(tmp_path, "requests").extracts) == {"requests"}
    with pytest.raises(VoortgangError, match="een deel van wat bij elkaar hoort"):
        mapped(tmp_path, "requests", *IV_EXTRACTS[1:])


def test_what_is_assumed_is_possible() -> None:
    lines = (REFERENCE / "iv_assumptions.csv").read_text(encoding="utf-8").splitlines()[1:]
    values = dict(line.split(",")[:2] for line in lines)
    assert values["recovery_category"] in code_lists()["iv_category"]
    assert 0 < float(values["maintenance_share"]) < 1 and 0 < float(values["recovery_share"]) < 1
    assert values["maintenance_within_chain_days"] in {"ja", "nee"}
    assert int(values["citizens_score_from"]) in range(6)
    assert all('"Aanname: ' in line for line in lines)


def test_codes_mean_one_thing_in_all_lists() -> None:
    """A page finds the Dutch name of a code without knowing the list."""
    labels: dict[str, set[str]] = {}
    for codes in code_lists().values():
        for code, label in codes.items():
            labels.setdefault(code, set()).add(label)
    assert {code: names for code, names in labels.items() if len(names) > 1} == {}
