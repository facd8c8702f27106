"""Documentation that is made from the code is up to date."""

from pathlib import Path

from voortgang.commands.metric_docs import metric_docs

ROOT = Path(__file__).resolve().parents[1]


def test_metrics_are_documented_as_they_are() -> None:
    assert (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8") == metric_docs(), "run: make docs"
