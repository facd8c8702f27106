"""`voortgang portfolio solve` on files as people write them."""

import ctypes
import json
import sys

import pytest
from command_line import voortgang

from voortgang.commands.output import libraries_on_stderr
from voortgang.commands.portfolio import portfolio_report
from voortgang.errors import VoortgangError

PROBLEM = {
    "capacity": {"K1": 100, "K2": 80.5},
    "projects": [
        {"id": "A", "value": 10, "days": {"K1": 60, "K2": 40}},
        {"id": "B", "value": 7, "days": {"K1": 30, "K2": 50}, "depends_on": ["C"]},
        {"id": "C", "value": 1, "days": {"K1": 10}},
        {"id": "D", "value": 4, "days": {"K1": 50, "K2": 20}, "scalable": True, "min": 14, "max": 70},
    ],
}


@pytest.fixture
def problem(tmp_path):
    def written(content: object):
        path = tmp_path / "problem.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return written


def test_the_choice_as_json_and_for_people(problem, tmp_path):
    path = problem(PROBLEM)
    found = json.loads(voortgang("portfolio", "solve", str(path), "--json", home=tmp_path))
    assert {name: found[name] for name in ("selected", "value", "optimal", "gap")} == {
        "selected": ["A", "C", "D"],
        "value": 13.4,
        "optimal": True,
        "gap": 0.0,
    }
    assert (found["shares"]["D"], found["days"]) == (0.6, {"K1": 100, "K2": 52})
    told = voortgang("portfolio", "solve", str(path), "--explain", home=tmp_path)
    assert "Gekozen: 3 projecten, waarde 13,4 (bewezen de hoogste)." in told
    assert ["B", "30 in K1, 21,5 in K2", "-", "1,4", "A"] in [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in told.splitlines()
    ]


def test_days_are_read_exactly(problem):
    tenths = {"capacity": {"K": 0.3}, "projects": [{"id": name, "value": 1, "days": {"K": 0.1}} for name in "abc"]}
    assert portfolio_report(problem(tenths), is_explained=False)["selected"] == ["a", "b", "c"]


def test_what_a_library_writes_does_not_spoil_the_json(capfd):
    libc = ctypes.CDLL(None)
    sys.stdout.write("before\n")
    with libraries_on_stderr():
        libc.printf(b"from the solver\n")
    sys.stdout.write("after\n")
    written = capfd.readouterr()
    assert (written.out, written.err) == ("before\nafter\n", "from the solver\n")


def one(**project: object) -> dict[str, object]:
    return {"capacity": {"K": 1}, "projects": [project]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "geen JSON"),
        ("NaN", "geen JSON"),
        ("[]", "wordt een object verwacht"),
        ({"capacity": {"K": 1}}, "Bij projects wordt een lijst verwacht"),
        ({"capacity": {}, "projects": []}, "Bij capacity worden dagen per periode verwacht"),
        ({"capacity": {"K": "veel"}, "projects": []}, "Bij capacity in 'K' staat geen getal"),
        ({"capacity": {"K": True}, "projects": []}, "staat geen getal"),
        (one(), "Bij project 1 ontbreekt 'id'"),
        (one(id="a", days={"K": 1}), "de waarde van project 'a'"),
        (one(id="a", value=1, days={"K": 1}, cost=2), "'cost', dat niet bestaat"),
        (one(id="a", value=1, days={"K": 1}, scalable="ja"), "true of false"),
        (one(id="a", value=1, days={"K": 2}, mandatory=True), "gaan niet samen"),
    ],
)
def test_what_is_no_problem_is_refused_in_a_sentence(problem, content, told):
    with pytest.raises(VoortgangError, match=told):
        portfolio_report(problem(content), is_explained=False)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(VoortgangError, match="niet te lezen"):
        portfolio_report(tmp_path / "geen.json", is_explained=False)
