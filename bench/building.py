"""From files to a queryable database: a bare read by DuckDB, our build without and with Great Expectations."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench.child import in_fresh_process
from bench.deliveries import extract_files
from bench.memory import peak_mib, reset_peak

THREADS = 2
EXPECTATIONS_STEP = "Controleren per rij"


def bare(folder: str, work: str) -> dict[str, Any]:
    """Every file as DuckDB reads it by itself, into a new database file."""
    import duckdb

    database = Path(work) / "bare.duckdb"
    database.unlink(missing_ok=True)
    started, used = perf_counter(), process_time()
    with duckdb.connect(str(database), config={"threads": THREADS}) as connection:
        for extract, path in extract_files(Path(folder)).items():
            connection.execute(f"create table {extract} as select * from read_csv($path)", {"path": str(path)})
    facts = {"seconds": perf_counter() - started, "cpu_seconds": process_time() - used, "peak_mib": peak_mib()}
    database.unlink()
    return facts


def ours(folder: str, work: str, expectations: str = "") -> dict[str, Any]:
    """Our whole build up to publishing; with `expectations` also every row through Great Expectations."""
    from voortgang.pipeline.build import build
    from voortgang.pipeline.deliveries import find_delivery
    from voortgang.settings import Settings

    meter = StepMeter()
    started, used = perf_counter(), process_time()
    published = build(
        find_delivery(Path(folder)),
        Path(work) / "warehouse.duckdb",
        Settings(home=Path(work)),
        expectations=bool(expectations),
        progress=meter,
    )
    spent = {"seconds": perf_counter() - started, "cpu_seconds": process_time() - used}
    return {**spent, "peak_mib": meter.highest(), "steps": published.seconds, **meter.facts()}


class StepMeter:
    """Counts rows and peak memory per step of a build; stands where a person would see progress bars."""

    def __init__(self) -> None:
        self.step = "Begin"
        self.parts: dict[str, int | None] = {}
        self.before: dict[str, float] = {}
        self.peak: dict[str, float] = {}

    def start(self, step: str, total: int | None) -> None:
        """Close the previous step and begin this one."""
        self._close()
        reset_peak()
        self.step, self.parts[step], self.before[step] = step, total, peak_mib()

    def advance(self, parts: int = 1) -> None:
        """Only the end of a step matters here."""

    def highest(self) -> float:
        """Peak memory over all steps, in MiB."""
        self._close()
        return max(self.peak.values())

    def facts(self) -> dict[str, Any]:
        """Per step: parts, memory in use before it and its peak."""
        return {"parts": self.parts, "before_mib": self.before, "step_peak_mib": self.peak}

    def _close(self) -> None:
        self.peak[self.step] = max(self.peak.get(self.step, 0), peak_mib())


def compare_builds(folder: Path, work: Path, rounds: int) -> dict[str, Any]:
    """Medians of bare and ours, measured in turn, each in a fresh process; and how ours is spread over its steps."""
    runs = [(_run("bare", folder, work), _run("ours", folder, work)) for _ in range(rounds)]
    bare, ours = zip(*runs, strict=True)
    steps = {step: median(run["steps"][step] for run in ours) for step in ours[0]["steps"]}
    return {"bare": _medians(bare), "ours": _medians(ours), "steps": steps}


def with_expectations(folder: Path, work: Path) -> dict[str, Any]:
    """One build with Great Expectations: rows, seconds and memory of that step alone."""
    run = _run("ours", folder, work, "expectations")
    step = EXPECTATIONS_STEP
    return {
        "rows": run["parts"][step],
        "seconds": run["steps"][step],
        "before_mib": run["before_mib"][step],
        "peak_mib": run["step_peak_mib"][step],
    }


def _run(function: str, folder: Path, work: Path, *arguments: str) -> dict[str, Any]:
    return in_fresh_process(f"bench.building:{function}", str(folder), str(work), *arguments)


def _medians(runs: Sequence[dict[str, Any]]) -> dict[str, float]:
    return {key: median(run[key] for run in runs) for key in ("seconds", "cpu_seconds", "peak_mib")}
