"""Asking the warehouse for what may stand in a letter: in words, and protected as what leaves the building."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from voortgang.letter.model import Provenance
from voortgang.letter.periods import Period
from voortgang.methods.disclosure import Protected, protect
from voortgang.pipeline.metrics import Metric
from voortgang.pipeline.selection import Selection
from voortgang.pipeline.warehouse import Warehouse
from voortgang.readable import readable

OF_GROUPS = ("fast_track_share",)
"""metrics whose columns are about parts of the requests, although they are not split"""
DESKS = "work_by_desk"
BESIDE_DESKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "flow": {"received": ("received",), "withdrawn": ("withdrawn",)},
    "fast_track_share": dict.fromkeys(("regular", "task_force", "fast_track"), ("fast_track", "regular")),
}
"""what tables hide where the one of the desks hides a column: they print the same counts, and together give it away"""
COUNTING = "counting"


@dataclass(frozen=True)
class Asked:
    """What a letter is about, and by which thresholds its figures are protected."""

    warehouse: Warehouse
    period: Period
    reference_on: date
    at: datetime
    """of freezing, UTC"""
    smallest_count: int
    smallest_denominator: int

    def selection(self, **changes: Any) -> Selection:
        """The letter period as of the reference date, in one piece unless told otherwise."""
        whole = Selection(self.reference_on, self.period.since, self.period.until, period="all", split="none")
        return replace(whole, **changes)

    def result(self, name: str, **changes: Any) -> Protected:
        """A metric as it may leave the building; raises VoortgangError when it cannot be computed."""
        found = readable(
            self.warehouse.run(name, self.selection(**changes).parameters()), self.warehouse.labels, sees_cases=False
        )
        shown = protect(found, self.smallest_count, self.smallest_denominator)
        if name == DESKS:
            # what was decided and what is open stand elsewhere: with what came in they give away what was withdrawn
            return _hiding_too(shown, {"received": shown.hidden["withdrawn"] & (found.frame["withdrawn"] > 0)})
        if name in BESIDE_DESKS:
            shown = _beside(shown, self.result(DESKS, **changes), BESIDE_DESKS[name])
        return _without_small_groups(shown, self.smallest_denominator) if name in OF_GROUPS else shown


def _beside(shown: Protected, desks: Protected, columns: Mapping[str, tuple[str, ...]]) -> Protected:
    """The same with hidden, in the periods in which the desks hide a column, what would give it away."""
    also: dict[str, pd.Series] = {}
    for name, together in columns.items():
        rows = shown.frame["period_on"].isin(desks.frame["period_on"][desks.hidden[name]])
        also |= {each: also.get(each, False) | rows for each in together}
    return _hiding_too(shown, also)


def _hiding_too(shown: Protected, also: Mapping[str, pd.Series]) -> Protected:
    """The same with more counts hidden, and the statistics that rest on them."""
    hidden, frame = shown.hidden.copy(), shown.frame.copy()
    for name, column in shown.metric.columns.items():
        rows = also.get(column.n or name)
        if rows is not None:
            hidden[name] |= rows & frame[name].notna()
            frame[name] = frame[name].mask(hidden[name])
    return replace(shown, frame=frame, hidden=hidden)


def _without_small_groups(shown: Protected, least: int) -> Protected:
    """The same without statistics that rest on fewer requests than that."""
    hidden, frame = shown.hidden.copy(), shown.frame.copy()
    for name, column in shown.metric.columns.items():
        if column.n is not None:
            hidden[name] |= (frame[column.n] < least).fillna(value=False).astype(bool)
            frame[name] = frame[name].mask(hidden[name])
    return replace(shown, frame=frame, hidden=hidden, smallest_denominator=least)


def query_of(metric: Metric) -> str:
    """The SHA-256 of the statement of a metric."""
    return hashlib.sha256(metric.sql.encode()).hexdigest()


def told(shown: Protected) -> dict[str, str]:
    """The parameters of a figure as text, without those that choose nothing; with how the build counted suspensions."""
    chosen = {name: str(value) for name, value in shown.parameters.items() if value is not None}
    return chosen | {COUNTING: shown.build.counting}


def provenance_of(asked: Asked) -> Provenance:
    """Where the figures come from: build, delivery and files."""
    build = asked.warehouse.build
    files = asked.warehouse.run("delivery_files", {}).frame
    return Provenance(
        build=build.id,
        delivered_on=build.delivered_on,
        is_fictional=build.is_fictional,
        code_version=build.code_version,
        files=dict(zip(files["file_name"], files["sha256"], strict=True)),
        warnings=build.warnings,
        smallest_count=asked.smallest_count,
        smallest_denominator=asked.smallest_denominator,
    )
