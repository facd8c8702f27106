"""Run a metric for a page: guarded by role, cached per build, protected once for figure, table, text and download."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from voortgang.methods.disclosure import Protected, protect
from voortgang.pipeline.rules import rules
from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Build, Result, Warehouse, open_warehouse, published
from voortgang.settings import settings
from voortgang.web import access

CACHED_RESULTS = 1024
NO_VALUE = "onbekend"
SHOWN_AS = {
    "requests": "verzoeken",
    "suspensions": "opschortingen",
    "extensions": "verdagingen",
    "capacity": "capaciteit",
    "warning": "waarschuwing",
    "critical": "kritiek",
    "expect_column_values_to_not_be_null": "gevuld",
    "expect_column_values_to_be_between": "binnen de grenzen",
    "expect_column_values_to_be_in_set": "bekende code",
    "expect_column_value_lengths_to_be_between": "lengte van de tekst",
    "expect_column_pair_values_a_to_be_greater_than_b": "volgorde van twee datums",
    "expect_compound_columns_to_be_unique": "één regel per week en team",
}
"""Dutch for codes that are ours, not the delivery's"""
FAST_TRACK = {"ja": "versneld", "nee": "regulier"}


def run(name: str, chosen: Selection | None = None) -> Protected:
    """The metric `name` for this choice, as it may be shown; a metric about the delivery itself takes no choice."""
    sees_cases = access.may_see_cases(access.require())
    parameters = chosen.parameters() if chosen else {}
    return _protected(published(), name, tuple(parameters.items()), settings().smallest_count, sees_cases)


def warehouse() -> Warehouse:
    """The published warehouse, for what is not a metric: its build and the values to choose from."""
    access.require()
    return open_warehouse(published())


def current_build() -> Build:
    """The published build."""
    return warehouse().build


@lru_cache(maxsize=CACHED_RESULTS)
def _protected(
    path: Path, name: str, parameters: tuple[tuple[str, Any], ...], smallest_count: int, sees_cases: bool
) -> Protected:
    # the file behind `path` never changes, so neither does the answer: nothing is ever cleared or stale
    opened = open_warehouse(path)
    return protect(readable(opened.run(name, dict(parameters)), opened.labels, sees_cases), smallest_count)


def readable(result: Result, labels: dict[str, str], sees_cases: bool) -> Result:
    """The same result with the label in place of each code, and examples of cases only for who may see cases."""
    known = {
        **SHOWN_AS,
        **{rule.name: rule.title for rule in rules()},
        **labels,
        **(FAST_TRACK if result.parameters.get("split") == "fast_track" else {}),
    }
    frame = result.frame.copy()
    for name, column in result.metric.columns.items():
        if column.unit == "code":
            frame[name] = frame[name].map(known).fillna(frame[name])
    if "examples" in frame and not sees_cases:
        frame["examples"] = None
    if "split_value" in frame:
        frame["split_value"] = frame["split_value"].fillna(NO_VALUE)
    return Result(result.metric, frame, result.parameters, result.build)
