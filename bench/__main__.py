"""`python -m bench 100000 1000000`: make the deliveries, measure, print."""

import argparse
from pathlib import Path

from bench import tables
from bench.answers import metric_times
from bench.building import compare_builds, with_expectations
from bench.comparison import TOOLS, figure_times
from bench.deliveries import delivery_folder, warm_up
from bench.effects import show_effects
from bench.forecasts import show_forecasts
from bench.letters import show_letters
from bench.portfolio import show_portfolio
from bench.serving.report import show_serving
from voortgang.pipeline.warehouse import open_warehouse

OUT = Path(__file__).parent / "out"
WITH_DELIVERIES = ("builds", "expectations", "metrics", "figures", "serving", "letters")
PARTS = (*WITH_DELIVERIES, "effects", "forecasts", "portfolio")


def main() -> None:
    """Measure what is asked, at every size."""
    asked = _arguments()
    if "effects" in asked.parts:
        show_effects(asked.worlds)
    if "forecasts" in asked.parts:
        show_forecasts(asked.forecast_worlds)
    if "portfolio" in asked.parts:
        show_portfolio(asked.portfolios)
    if set(asked.parts) & set(WITH_DELIVERIES):
        _measure(asked)


def _measure(asked: argparse.Namespace) -> None:
    """Time and memory over deliveries of every size."""
    deliveries = {size: delivery_folder(OUT, size) for size in sorted(asked.sizes)}
    works = {size: _work_folder(size) for size in deliveries}
    if "builds" in asked.parts:
        _show_builds(deliveries, works, asked.builds)
    if "expectations" in asked.parts:
        _show_expectations(deliveries, works)
    warehouses = {size: _warehouse(deliveries[size], works[size]) for size in deliveries}
    if "metrics" in asked.parts:
        _show_metrics(warehouses, asked.rounds)
    if "figures" in asked.parts:
        _show_figures(deliveries, warehouses, works, asked.figure_rounds)
    if "serving" in asked.parts:
        show_serving(works, asked.rounds, asked.fresh_rounds)
    if "letters" in asked.parts:
        show_letters(warehouses, asked.figure_rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000], help="numbers of requests")
    parser.add_argument(
        "--parts",
        nargs="+",
        choices=PARTS,
        default=PARTS,
        help="what to measure; metrics, figures, serving and letters take the last build",
    )
    parser.add_argument("--builds", type=int, default=3, help="builds per size")
    parser.add_argument("--rounds", type=int, default=15, help="runs per metric and page")
    parser.add_argument("--figure-rounds", type=int, default=5, help="runs per figure and tool, and per document")
    parser.add_argument("--fresh-rounds", type=int, default=3, help="fresh processes and first views per page")
    parser.add_argument("--worlds", type=int, default=240, help="worlds in which effects are compared with the truth")
    parser.add_argument("--forecast-worlds", type=int, default=48, help="worlds in which forecasts are looked back on")
    parser.add_argument(
        "--portfolios", type=int, default=20, help="problems of each kind of which a portfolio is chosen"
    )
    return parser.parse_args()


def _work_folder(size: int) -> Path:
    folder = OUT / str(size) / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _warehouse(delivery: Path, work: Path) -> Path:
    published = work / "warehouse.duckdb"
    if not published.exists():
        compare_builds(delivery, work, 1)
    return published.resolve()


def _show_builds(deliveries: dict[int, Path], works: dict[int, Path], rounds: int) -> None:
    rows, steps = [], {}
    for size, folder in deliveries.items():
        megabytes = warm_up(folder)
        builds = compare_builds(folder, works[size], rounds)
        rows.append(tables.build_row(size, megabytes, builds))
        steps[size] = builds["steps"]
    header = ["requests", "CSV MB", "bare s", "ours s", "ours/bare", "same, CPU", "bare MiB", "ours MiB"]
    caption = (
        f"bare: create table as select * from read_csv, same four files, 2 threads. Medians of {rounds}; peak memory."
    )
    tables.show("Reading and building, without Great Expectations", header, rows, caption)
    tables.show("Steps of our build, in seconds", ["step", *[f"{size:,}" for size in steps]], tables.step_rows(steps))


def _show_expectations(deliveries: dict[int, Path], works: dict[int, Path]) -> None:
    rows = [tables.expectations_row(size, with_expectations(deliveries[size], works[size])) for size in deliveries]
    header = ["requests", "rows checked", "s", "rows/s", "MiB before", "peak MiB"]
    tables.show(
        "Great Expectations on every row, in batches", header, rows, "The step within a build, imports included."
    )


def _show_metrics(warehouses: dict[int, Path], rounds: int) -> None:
    sizes = [f"{size:,} ms" for size in warehouses]
    rows = [tables.metric_row(name, milliseconds) for name, milliseconds in metric_times(warehouses, rounds)]
    versions = sorted({open_warehouse(path).build.code_version for path in warehouses.values()})
    caption = f"Medians of {rounds}, not cached. Built by {', '.join(versions)}."
    tables.show("Every metric", ["metric, period, split", *sizes, "growth"], rows, caption)


def _show_figures(
    deliveries: dict[int, Path], warehouses: dict[int, Path], works: dict[int, Path], rounds: int
) -> None:
    header = ["figure", *[f"{tool} ms" for tool in TOOLS]]
    caption = f"Equal answers. Medians of {rounds}; loading the requests is left out; plain tools read clean requests."
    for size, folder in deliveries.items():
        times = figure_times(folder, warehouses[size], works[size], rounds)
        rows = [tables.figure_row(figure, milliseconds) for figure, milliseconds in times.items()]
        tables.show(f"The same figures on {size:,} requests", header, rows, caption)


if __name__ == "__main__":
    main()
