"""The serving tables, targets beside the measurements. The targets were set for 10 million requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import tables
from bench.serving.browser import FirstView, chromium, first_views
from bench.serving.queries import query_times
from bench.serving.script import late_imports
from bench.serving.server import MONITOR, Server, serving
from bench.serving.visitors import Habits, PageLink, ScriptRun, crowd, pages_of
from bench.timing import percentile


@dataclass(frozen=True)
class Crowd:
    """Who come, and what they may have to wait at the 95th percentile."""

    habits: Habits
    later_ms: int
    first_ms: int | None = None


ONE_VIEW = Habits(people=1, runs=1)
CROWDS = {
    "ten busy people": Crowd(Habits(people=10, runs=8, think_seconds=0.7), later_ms=300),
    "fifty, a click every 5 s": Crowd(Habits(people=50, runs=4, think_seconds=5), later_ms=500, first_ms=3000),
}


def show_serving(homes: dict[int, Path], rounds: int, fresh_rounds: int) -> None:
    """Everything a visitor waits for, per size; the browser only at the largest, since it draws the same anyway."""
    for size, home in homes.items():
        with serving(*MONITOR, home=home) as server:
            pages = pages_of(server.address)
        _show_queries(size, home, pages, fresh_rounds)
        with serving(*MONITOR, home=home) as server:
            _show_first_visitors(size, home, server, pages)
            _show_script_runs(size, server.address, pages, rounds)
            _show_crowds(size, server.address, pages)
            if size == max(homes):
                _show_browser(size, server.address, pages, fresh_rounds)


def _show_queries(size: int, home: Path, pages: Sequence[PageLink], rounds: int) -> None:
    rows, problems = [], []
    for page in pages:
        times = query_times(home, page.script_hash, rounds)
        milliseconds = [[run[kind]["ms"] for run in times] for kind in ("cold", "cached")]
        asked = [f"{times[0][kind]['queries']}" for kind in ("cold", "cached")]
        rows.append(
            [page.title, asked[0], f"{median(milliseconds[0]):.0f}", asked[1], f"{median(milliseconds[1]):.1f}"]
        )
        problems += [problem for run in times for problem in run["problems"]]
    header = ["page", "queries", "cold ms (≤ 400)", "queries again", "from cache ms (≤ 50)"]
    caption = f"Medians of {rounds} fresh processes that run the page twice; opening the warehouse included."
    tables.show(f"Queries of each page together on {size:,} requests", header, rows, _with(problems, caption))


def _show_first_visitors(size: int, home: Path, server: Server, pages: Sequence[PageLink]) -> None:
    """A page that still has to import something makes its first visitor wait longer than its second."""
    rows, problems, late = [], [], set[str]()
    for page in pages:
        (first,), (second,) = (crowd(server.address, [page.path], ONE_VIEW) for _ in range(2))
        ratio = tables.times(first.seconds, second.seconds)
        imported = late_imports(home, page.script_hash)
        late |= {".".join(module.split(".")[:2]) for module in imported}
        rows.append([page.title, _ms(first.seconds), _ms(second.seconds), ratio, f"{len(imported)}"])
        problems += [*first.problems, *second.problems]
    header = ["page", "first visitor ms", "second visitor ms", "first/second", "modules still imported (0)"]
    caption = (
        f"It answered {server.ready_seconds:.2f} s after its start. One visitor at a time, from the first row down.\n"
        f"Still imported: {', '.join(sorted(late)) or 'nothing'}."
    )
    tables.show(f"A server just started on {size:,} requests", header, rows, _with(problems, caption))


def _show_script_runs(size: int, address: str, pages: Sequence[PageLink], rounds: int) -> None:
    rows, problems = [], []
    for page in pages:
        _, *runs = crowd(address, [page.path], Habits(people=1, runs=rounds + 1))
        seconds = [run.seconds for run in runs]
        rows.append([page.title, _ms(median(seconds)), _ms(max(seconds)), _kilobytes(runs)])
        problems += [problem for run in runs for problem in run.problems]
    header = ["page", "median ms (≤ 100)", "slowest ms", "kB a run"]
    caption = f"{rounds} runs by one visitor over the websocket, results cached, until the last message."
    tables.show(f"Script run of each page on {size:,} requests", header, rows, _with(problems, caption))


def _show_crowds(size: int, address: str, pages: Sequence[PageLink]) -> None:
    rows, problems = [], []
    for who, each in CROWDS.items():
        runs = crowd(address, [page.path for page in pages], each.habits)
        rows.append([who, *crowd_row(runs, each)])
        problems += [problem for run in runs for problem in run.problems]
    header = ["who", "p50 ms", "p95 ms", "first view p95 ms", "kB a run", "errors"]
    caption = "Everybody arrives at once and takes the pages in turn, on the computer that also serves."
    tables.show(f"Many visitors on {size:,} requests", header, rows, _with(problems, caption))


def crowd_row(runs: Sequence[ScriptRun], expected: Crowd) -> list[str]:
    """Later runs at the median and the 95th percentile, first views at the 95th, size and errors."""
    later = [run.seconds for run in runs if not run.is_first]
    first = [run.seconds for run in runs if run.is_first]
    waits = [
        _ms(percentile(later, 0.5)),
        _beside(percentile(later, 0.95), expected.later_ms),
        _beside(percentile(first, 0.95), expected.first_ms),
    ]
    return [*waits, _kilobytes(runs), f"{sum(len(run.problems) for run in runs)}"]


def _show_browser(size: int, address: str, pages: Sequence[PageLink], rounds: int) -> None:
    if chromium() is None:
        tables.CONSOLE.print("Chromium was not found: the first view in a browser is not measured.")
        return
    views = first_views(address, [page.path for page in pages], rounds)
    rows = [_view_row(page.title, views[page.path]) for page in pages]
    kinds = ("empty", "bare", "ratio (≤ 1.3)", "warm", "bare", "ratio (≤ 1.3)")
    caption = (
        f"Seconds in Chromium with an empty and a warm cache, medians of {rounds}, in turn with a bare Streamlit page "
        "that has as many figures (with as many points) and tables (with as many cells), served with our settings."
    )
    tables.show(f"First view in a browser on {size:,} requests", ["page", "figures", "tables", *kinds], rows, caption)


def _view_row(title: str, view: FirstView) -> list[str]:
    pairs = zip(view.ours, view.bare, strict=True)
    compared = [text for ours, bare in pairs for text in (f"{ours:.2f}", f"{bare:.2f}", tables.times(ours, bare))]
    return [title, f"{view.figures}", f"{view.tables}", *compared]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}"


def _beside(seconds: float, target_ms: int | None) -> str:
    return _ms(seconds) + (f" (≤ {target_ms:,})" if target_ms else "")


def _kilobytes(runs: Sequence[ScriptRun]) -> str:
    return f"{sum(run.size for run in runs) / len(runs) / 1000:,.0f}"


def _with(problems: Sequence[str], caption: str) -> str:
    """What went wrong belongs under the table: a page that fails is fast."""
    return "\n".join([caption, *(f"Went wrong: {problem}" for problem in dict.fromkeys(problems))])
