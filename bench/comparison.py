"""Our figures beside the same figures by plain tools: equal, and how much slower or faster."""

from functools import partial
from pathlib import Path

from bench.figures import Source, by_duckdb, by_pandas, by_polars, by_us, prepare
from bench.timing import median_ms

TOOLS = {"ours": by_us, "duckdb": by_duckdb, "polars": by_polars, "pandas": by_pandas}
FIGURES = {"K1 by month": "on_time", "K4 median and P90 by month": "durations", "K5 on 2025-05-21": "stock"}


def figure_times(delivery: Path, warehouse: Path, work: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Per figure the median milliseconds per tool, in turn, loading left out; stops when the answers differ."""
    source = Source(warehouse, prepare(delivery, work))
    loaded = {tool: module.load(source) for tool, module in TOOLS.items()}
    times = {}
    for figure, function in FIGURES.items():
        ways = {tool: partial(getattr(module, function), loaded[tool]) for tool, module in TOOLS.items()}
        _require_equal(figure, {tool: way() for tool, way in ways.items()})
        times[figure] = median_ms(ways, rounds)
    loaded["duckdb"].close()
    return times


def _require_equal(figure: str, answers: dict[str, object]) -> None:
    differing = [tool for tool, answer in answers.items() if answer != answers["ours"]]
    if differing:
        raise SystemExit(f"{figure}: ours differs from {', '.join(differing)}.\n{answers}")
