"""Disclosure control: hide counts that are too small to show, and what would give them away.

Hidden are: a count below the threshold (zero included); a numerator when so few are left over; a statistic whose n is
hidden; a chance that comes down to so few, with its interval (primary). In what leaves the building a group also needs
enough requests for a percentage or a median. Then, so that no hidden cell follows from totals that are shown elsewhere:
a second cell of every sum with one hidden cell, or with hidden cells that together are still below the threshold
(secondary, see `totals`). Readers see the same text for both kinds: which of two hidden cells is the small one is
itself information.

This protects one result. It cannot protect against combining results: who asks for January, February and both together
can subtract. That is why access is for known users only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from voortgang.methods.totals import Cells, floats, hide_what_gives_away

if TYPE_CHECKING:
    from voortgang.pipeline.metrics import Metric
    from voortgang.pipeline.warehouse import Build, Result

Mask = np.ndarray
"""True where a cell of one column may not be shown"""
HIDDEN_TEXT = "verborgen"
CHANCE_UNIT = "kans"
BALANCE_UNIT = "saldo"
"""a sum of counts, so no statistic: it may be shown wherever they may"""
GROUPS = ("team", "channel", "fast_track", "household", "outcome")
"""filters that leave one group"""
HAIR = 1e-9
"""n · (1 − p) of a chance of 0.9 is just below 10 in binary fractions"""


@dataclass(frozen=True)
class Row:
    """One row of a protected result, with what may not be shown."""

    values: dict[str, Any]
    hidden: dict[str, bool]

    def __getitem__(self, name: str) -> Any:
        """The value of a column; a hidden one is empty."""
        return self.values[name]

    def has(self, *names: str) -> bool:
        """True when all these cells hold a value that may be shown."""
        return not any(self.hidden[name] or pd.isna(self.values[name]) for name in names)


@dataclass(frozen=True, eq=False)
class Protected:
    """A result that may be shown: hidden cells are empty in `frame` and True in `hidden`."""

    metric: "Metric"
    frame: pd.DataFrame
    hidden: pd.DataFrame
    parameters: Mapping[str, Any]
    build: "Build"
    smallest_count: int
    smallest_denominator: int | None = None
    """what a percentage or statistic of a group needs, in a result that leaves the building"""
    remark: str = ""
    """what a reader must know about this answer, such as why it is not split"""

    @property
    def hidden_cells(self) -> int:
        """How many cells were hidden."""
        return int(self.hidden.to_numpy().sum())

    def hides_more_than(self, other: "Protected") -> bool:
        """True when `other`, of the same result, shows a cell that this one does not."""
        return bool((self.hidden & ~other.hidden).to_numpy().any())

    @cached_property
    def rows(self) -> list[Row]:
        """The same, row by row."""
        names = list(self.metric.columns)
        values, hidden = (frame[names].itertuples(index=False, name=None) for frame in (self.frame, self.hidden))
        return [
            Row(dict(zip(names, row, strict=True)), dict(zip(names, mask, strict=True)))
            for row, mask in zip(values, hidden, strict=True)
        ]


def is_by_group(parameters: Mapping[str, Any]) -> bool:
    """True for figures about a part of the requests: split, or filtered."""
    return parameters.get("split", "none") != "none" or any(parameters.get(name) is not None for name in GROUPS)


def protect(result: "Result", smallest_count: int, smallest_denominator: int | None = None) -> Protected:
    """Hide what may not be shown in one result; with `smallest_denominator` also what may not leave the building."""
    metric, frame = result.metric, result.frame
    least = smallest_denominator if is_by_group(result.parameters) else None
    cells = Cells.of(metric, frame)
    hidden = _too_small(metric, cells, smallest_count) | _of_small_groups(metric, cells, least)
    hide_what_gives_away(metric, frame, cells, hidden, smallest_count)
    masks = _masks(metric, frame, cells, hidden)
    _hide_statistics(metric, frame, masks, smallest_count, least)
    shown = pd.DataFrame({name: _shown(frame[name], mask) for name, mask in masks.items()}, index=frame.index)
    mask = pd.DataFrame(masks, index=frame.index)
    return Protected(metric, shown, mask, result.parameters, result.build, smallest_count, least)


def _shown(column: pd.Series, hidden: Mask) -> pd.Series:
    """What is hidden empty; whole numbers in a type that can miss values, so that 60 does not turn into 60.0."""
    if column.dtype.kind in "iuf":
        numbers = floats(column)
        if bool((np.isnan(numbers) | (numbers % 1 == 0)).all()):
            column = column.astype("Int64")
    return column.mask(hidden) if hidden.any() else column


def _too_small(metric: "Metric", cells: Cells, smallest_count: int) -> np.ndarray:
    """Counts below the threshold, and numerators that leave fewer than that; a negative number counts nobody."""
    is_count = np.array([metric.columns[name].is_count for name in cells.columns], dtype=bool)
    hidden = (cells.values >= 0) & (cells.values < smallest_count) & is_count
    for share in metric.shares:
        numerators, denominators = cells.column(share.numerator), cells.column(share.denominator)
        leaves_few = denominators - numerators < smallest_count
        if share.rest:
            leaves_few &= ~np.isnan(cells.column(share.rest))
        if not metric.margin:
            leaves_few |= _steps_too_small(numerators, denominators, smallest_count)
        hidden[:, cells.columns.index(share.numerator)] |= leaves_few
    return hidden


def _steps_too_small(numerators: np.ndarray, denominators: np.ndarray, smallest_count: int) -> np.ndarray:
    """Rows of a ladder (the same requests, ever wider limits): the next step up adds too few to be shown."""
    hidden = np.zeros(len(numerators), dtype=bool)
    shown_before: dict[float, float] = {}
    for row in np.argsort(numerators, kind="stable"):
        before = shown_before.get(denominators[row])
        hidden[row] = before is not None and numerators[row] - before < smallest_count
        if not hidden[row]:
            shown_before[denominators[row]] = numerators[row]
    return hidden


def _of_small_groups(metric: "Metric", cells: Cells, least: int | None) -> np.ndarray:
    """Numerators of shares of too few requests: with the denominator, which may be shown, they give the share."""
    hidden = np.zeros(cells.values.shape, dtype=bool)
    for share in metric.shares if least else ():
        hidden[:, cells.columns.index(share.numerator)] |= cells.column(share.denominator) < least
    return hidden


def _masks(metric: "Metric", frame: pd.DataFrame, cells: Cells, hidden: np.ndarray) -> dict[str, Mask]:
    """The hidden cells of every column of the frame, with the statistics that rest on a hidden count."""
    masks = {name: np.zeros(len(frame), dtype=bool) for name in frame.columns}
    masks |= {name: hidden[:, at].copy() for at, name in enumerate(cells.columns)}
    for name, column in metric.columns.items():
        if column.n is not None:
            masks[name] |= masks[column.n]
    return masks


def _hide_statistics(
    metric: "Metric", frame: pd.DataFrame, masks: dict[str, Mask], smallest_count: int, least: int | None
) -> None:
    """Hide, in place, statistics of too few, chances that come down to too few, and the limits of those."""
    for name, column in metric.columns.items():
        if column.n is None or column.unit == BALANCE_UNIT:
            continue
        n = floats(frame[column.n])
        masks[name] |= n < (least or 0)
        if column.unit == CHANCE_UNIT and column.of is None:
            chance = floats(frame[name])
            masks[name] |= n * np.minimum(chance, 1 - chance) < smallest_count - HAIR
    for name, column in metric.columns.items():
        if column.of is not None:
            masks[name] |= masks[column.of]
