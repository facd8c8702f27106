"""The benchmark runs, its plain tools answer what the monitor answers, and its visitors see the real pages."""

import sys
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation

from bench import __main__ as bench
from bench.serving.queries import query_times
from bench.serving.report import CROWDS, crowd_row
from bench.serving.server import MONITOR, serving
from bench.serving.visitors import Habits, PageLink, ScriptRun, crowd, listed, pages_of, problem
from bench.timing import percentile
from voortgang.settings import ROOT

QUICK = ("builds", "figures", "effects")
"""parts that take seconds; every metric is run by other tests, and Great Expectations by every build of the command"""


def test_a_benchmark_compares(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(bench, "OUT", tmp_path)
    few = ["--builds", "1", "--rounds", "1", "--figure-rounds", "1", "--worlds", "2"]
    monkeypatch.setattr(sys, "argv", ["bench", "300", *few, "--parts", *QUICK])

    bench.main()  # stops when an answer differs

    printed = capsys.readouterr().out
    titles = (
        "Reading and building",
        "Steps of our build",
        "on 300 requests",
        "Saved stock by the task force",
    )
    assert [title for title in titles if title not in printed] == []


@pytest.mark.parametrize(("share", "expected"), [(0.0, 10), (0.5, 50), (0.51, 60), (0.95, 100), (1.0, 100)])
def test_a_percentile_is_one_of_the_values(share, expected):
    assert percentile([100, 10, 90, 20, 80, 30, 70, 40, 60, 50], share) == expected


def test_pages_are_those_that_a_visitor_can_choose():
    navigation = Navigation()
    navigation.app_pages.add(page_name="Start", page_script_hash="a", is_default=True, is_hidden=True)
    navigation.app_pages.add(page_name="Gegevens", url_pathname="gegevens", page_script_hash="b")
    navigation.app_pages.add(page_name="Elders", page_script_hash="c", external_url="https://example.org")
    assert listed(navigation) == [PageLink("Gegevens", "gegevens", "b")]


def test_a_page_that_fails_is_told():
    message = ForwardMsg()
    message.delta.new_element.exception.message = "kapot"
    assert problem(message) == "kapot"
    assert problem(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)) == ""


def test_first_views_are_kept_apart_from_later_runs():
    runs = [ScriptRun("gegevens", number == 0, 1 + number, 2000, ()) for number in range(3)]
    assert crowd_row(runs, CROWDS["ten busy people"]) == ["2,000", "3,000 (≤ 300)", "1,000", "2", "0"]


@pytest.fixture(scope="module")
def visited(simulated_home: Path) -> tuple[list[PageLink], list[ScriptRun]]:
    """Two people who each run two pages of the app."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOORTGANG_WARM_MODELS", "false")
        with serving(*MONITOR, home=simulated_home) as server:
            return _visits(server.address)


def _visits(address: str) -> tuple[list[PageLink], list[ScriptRun]]:
    pages = pages_of(address)
    return pages, crowd(address, [page.path for page in pages], Habits(people=2, runs=2))


def test_every_page_file_is_found_and_visited(visited):
    pages, runs = visited
    assert len(pages) == len(list((ROOT / "pages").glob("*.py")))
    assert [run.is_first for run in runs] == [True, False] * 2
    assert len({run.path for run in runs}) > 1
    assert [(run.path, run.problems) for run in runs if run.problems or run.size < 1000] == []


def test_the_queries_of_a_page_are_asked_once(visited, simulated_home):
    pages, _ = visited
    link = next(page for page in pages if page.path == "doorlooptijden")
    (times,) = query_times(simulated_home, link.script_hash, 1)
    assert times["problems"] == []
    assert times["cold"]["queries"] > 0 and times["cold"]["ms"] > 0
    assert times["cached"]["queries"] == 0
