"""The benchmark runs, and its plain tools answer what the monitor answers."""

import sys

import pytest

from bench import __main__ as bench


def test_every_part_is_measured(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(bench, "OUT", tmp_path)
    few = ["--builds", "1", "--rounds", "1", "--figure-rounds", "1"]
    monkeypatch.setattr(sys, "argv", ["bench", "2000", *few])

    bench.main()  # stops when an answer differs

    printed = capsys.readouterr().out
    titles = ("Reading and building", "Steps of our build", "Great Expectations", "Every metric", "on 2,000 requests")
    assert [title for title in titles if title not in printed] == []
