"""What the queries of a page cost together: the page really runs, and every way to the warehouse is timed."""

import inspect
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.child import in_fresh_process
from bench.serving.script import page_script


def query_times(home: Path, script_hash: str, rounds: int) -> list[dict[str, Any]]:
    """Per round, in a fresh process: queries asked, milliseconds cold and from cache, and what went wrong."""
    function = "bench.serving.queries:run_twice"
    return [in_fresh_process(function, str(home.resolve()), script_hash) for _ in range(rounds)]


def run_twice(home: str, script_hash: str) -> dict[str, Any]:
    """Run one page of the app in this process, cold and once more."""
    os.environ["VOORTGANG_HOME"] = home
    _import_what_a_server_imports()
    stopwatch = Stopwatch()
    _time_every_way_to_the_warehouse(stopwatch)
    run = page_script(script_hash)
    problems = run()
    cold = stopwatch.lap()
    problems += run()
    return {"cold": cold, "cached": stopwatch.lap(), "problems": problems}


class Stopwatch:
    """Adds up the time during which at least one function runs, in whatever thread, and counts their calls."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._calls: Counter[str] = Counter()
        self._running = 0
        self._since = 0.0
        self._lock = threading.Lock()

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._change(+1)
            with self._lock:
                self._calls[function.__qualname__] += 1
            try:
                return function(*arguments, **named)
            finally:
                self._change(-1)

        return timed

    def _change(self, by: int) -> None:
        with self._lock:
            now = perf_counter()
            if self._running:
                self._seconds += now - self._since
            self._running, self._since = self._running + by, now

    def lap(self) -> dict[str, float]:
        """Milliseconds and queries since the previous lap."""
        facts = {"ms": self._seconds * 1000, "queries": self._calls["Warehouse.run"]}
        self._seconds, self._calls = 0.0, Counter()
        return facts


def _import_what_a_server_imports() -> None:
    import duckdb

    import voortgang.web.serve  # noqa: F401

    with duckdb.connect() as connection:
        connection.execute("select 1 as one").df()  # the first data frame imports pandas


def _time_every_way_to_the_warehouse(stopwatch: Stopwatch) -> None:
    from voortgang.pipeline import warehouse

    for name, method in vars(warehouse.Warehouse).items():
        if inspect.isfunction(method) and not name.startswith("_"):
            setattr(warehouse.Warehouse, name, stopwatch.timed(method))
    for module in (warehouse, sys.modules["voortgang.web.run"]):
        for name, function in list(vars(module).items()):
            is_its_own = callable(function) and getattr(function, "__module__", "") == module.__name__
            if is_its_own and not inspect.isclass(function) and not name.startswith("_"):
                _replace_everywhere(function, stopwatch.timed(function))


def _replace_everywhere(function: object, timed: object) -> None:
    """Also where another module took it by name."""
    ours = [module for name, module in sys.modules.items() if name.startswith("voortgang")]
    for module in ours:
        for name, value in list(vars(module).items()):
            if value is function:
                setattr(module, name, timed)
