"""Run a metric for a page: guarded by role, cached per build, protected once for figure, table, text and download."""

import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import replace
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from voortgang.methods.disclosure import Protected, is_by_group, protect
from voortgang.pipeline.metrics import metric
from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Build, Warehouse, kept_build, open_warehouse, published
from voortgang.readable import readable
from voortgang.settings import settings
from voortgang.web import access

Item = TypeVar("Item")
Found = TypeVar("Found")
CACHED_RESULTS = 1024
KEPT = 256
"""of each thing that is made of a result: results never change, so it is made once"""
_opened: ContextVar[Path | None] = ContextVar("opened", default=None)
_threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="side-by-side")


def run(name: str, chosen: Selection | None = None) -> Protected:
    """The metric `name` for this choice, as it may be shown; a metric about the delivery itself takes no choice."""
    wanted = metric(name)
    principal = access.require(access.Role(wanted.role) if wanted.role else access.Role.READER)
    parameters = chosen.parameters() if chosen else {}
    reason = wanted.unsplit.get(str(parameters.get("split")))
    used = {key: "none" if reason and key == "split" else parameters[key] for key in wanted.parameters}
    remark = f"Niet uitgesplitst. {reason}" if reason else ""
    sees_cases = access.may_see_cases(principal)
    return _protected(opened(), name, tuple(used.items()), settings().smallest_count, sees_cases, remark=remark)


def coded(name: str, chosen: Selection | None = None) -> list[dict[str, Any]]:
    """The rows of a metric that counts no requests, with the delivery's own codes: for who computes with them.

    Raises ValueError for a metric with counts: those are shown protected, or not at all.
    """
    access.require(access.Role.READER)
    if any(column.is_count for column in metric(name).columns.values()):
        raise ValueError(f"{name} counts requests")
    frame = warehouse().run(name, chosen.parameters() if chosen else {}).frame
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]


def side_by_side(function: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
    """The function of each item, in that order: for many small queries, which take one processor each.

    Each call sees the principal and the build of the caller.
    """
    contexts = [copy_context() for _ in items]
    return list(_threads.map(lambda context, item: context.run(function, item), contexts, items))


def made_once(function: Callable[..., Found]) -> Callable[..., Found]:
    """The same function, of which each answer is kept: for what is made of figures that every reader may see."""

    @lru_cache(maxsize=KEPT)
    def kept(_build: Path, _smallest_count: int, *asked: Hashable) -> Found:
        return function(*asked)

    @wraps(function)
    def made(*asked: Hashable) -> Found:
        access.require()
        return kept(opened(), settings().smallest_count, *asked)

    return made


def for_export(shown: Protected) -> Protected:
    """The same result as it may leave the building: of a small group no percentage or median."""
    if not is_by_group(shown.parameters):
        return shown
    sees_cases = access.may_see_cases(access.require())
    parameters, least = tuple(shown.parameters.items()), settings().smallest_denominator
    return _protected(opened(), shown.metric.name, parameters, shown.smallest_count, sees_cases, least, shown.remark)


def opened() -> Path:
    """The file with the build that this visitor looks at: the published one, or that of a fixed link."""
    return _opened.get() or published()


@contextmanager
def looking_at(build_id: str | None) -> Iterator[None]:
    """Answer from this build for what happens inside; None is the one that is published when it begins."""
    token = _opened.set(kept_build(build_id) if build_id else published())
    try:
        yield
    finally:
        _opened.reset(token)


def warehouse() -> Warehouse:
    """The warehouse with that build, for what is not a metric: its build and the values to choose from."""
    access.require()
    return open_warehouse(opened())


def current_build() -> Build:
    """The build that this visitor looks at."""
    return warehouse().build


@lru_cache(maxsize=CACHED_RESULTS)
def _protected(
    path: Path,
    name: str,
    parameters: tuple[tuple[str, Any], ...],
    smallest_count: int,
    sees_cases: bool,
    smallest_denominator: int | None = None,
    remark: str = "",
) -> Protected:
    # the file behind `path` never changes, so neither does the answer: nothing is ever cleared or stale
    opened_here = open_warehouse(path)
    result = readable(opened_here.run(name, dict(parameters)), opened_here.labels, sees_cases)
    return replace(protect(result, smallest_count, smallest_denominator), remark=remark)
