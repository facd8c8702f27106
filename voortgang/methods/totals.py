"""What can be computed from sums: find hidden cells that follow from shown ones and totals, and hide more.

Cells of a result are numbered row by row. A line is a set of cells whose sum a reader may know: the columns of one row
that add up, or one column over the rows that differ in one key only, of which the total stands elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from voortgang.pipeline.metrics import Metric


@dataclass(frozen=True)
class Cells:
    """The counts of a result, and whatever adds up with them, as numbers; an empty cell is NaN."""

    columns: list[str]
    values: np.ndarray

    @classmethod
    def of(cls, metric: "Metric", frame: pd.DataFrame) -> "Cells":
        """The numbers of a result that disclosure control is about."""
        summed = {name for names in metric.sums for name in names}
        columns = [name for name, column in metric.columns.items() if column.is_count or name in summed]
        numbers = [floats(frame[name]) for name in columns]
        return cls(columns, np.column_stack(numbers) if columns else np.empty((len(frame), 0)))

    def column(self, name: str) -> np.ndarray:
        """The values of one column."""
        return self.values[:, self.columns.index(name)]


def floats(column: pd.Series) -> np.ndarray:
    """The numbers of a column, NaN where there is none."""
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iuf":  # the usual case, and much faster
        return column.to_numpy(dtype=float)
    return pd.to_numeric(column).to_numpy(dtype=float, na_value=np.nan)


@dataclass(frozen=True)
class Line:
    """Cells that add up to something a reader may know, and the sign of each."""

    cells: np.ndarray
    signs: np.ndarray
    is_margin: bool


def hide_what_gives_away(
    metric: "Metric", frame: pd.DataFrame, cells: Cells, hidden: np.ndarray, smallest_count: int
) -> None:
    """Hide more cells, in place, until nothing hidden can be computed."""
    if not hidden.any():
        return
    lines = [*_row_sums(metric, cells), *_margins(metric, frame, cells)]
    values, mask = cells.values.ravel(), hidden.reshape(-1)
    while True:
        before = mask.sum()
        for line in lines:
            _strengthen(values, mask, line, smallest_count)
        if mask.sum() == before and not _hide_beside_computable(values, mask, lines):
            return


def _row_sums(metric: "Metric", cells: Cells) -> Iterator[Line]:
    """One line per row for each declared sum of columns."""
    for names in metric.sums:
        at = np.array([cells.columns.index(name) for name in names])
        known = ~np.isnan(cells.values[:, at])
        rows = np.flatnonzero(known.any(axis=1))
        # an empty cell counts nobody: the rest of its row adds up without it
        signs = _signs(metric, names, np.nan_to_num(cells.values[np.ix_(rows, at)]))
        yield from (Line(row * len(cells.columns) + at[known[row]], signs[known[row]], False) for row in rows)


def _signs(metric: "Metric", names: tuple[str, ...], known: np.ndarray) -> np.ndarray:
    """Plus or minus for each column, read from the data: start + received − decided − end = 0."""
    for signs in product((1.0, -1.0), repeat=len(names) - 1):
        candidate = np.array([1.0, *signs])
        if np.allclose(known @ candidate, 0):
            return candidate
    raise ValueError(f"The columns {names} of {metric.name} do not add up, although its header says so.")


def _margins(metric: "Metric", frame: pd.DataFrame, cells: Cells) -> Iterator[Line]:
    """For each additive key: the cells of one column in rows that differ in that key only."""
    counts = [at for at, name in enumerate(cells.columns) if metric.columns[name].is_count]
    for across in metric.margin:
        for rows in _groups(metric, frame, across):
            for column in counts:
                line = rows[~np.isnan(cells.values[rows, column])] * len(cells.columns) + column
                if len(line) > 1:  # a total of one cell is that cell, and hidden wherever it is shown
                    yield Line(line, np.ones(len(line)), True)


def _groups(metric: "Metric", frame: pd.DataFrame, across: str) -> list[np.ndarray]:
    names = _keys(metric, frame)
    codes = {name: pd.factorize(frame[name], use_na_sentinel=False)[0].tolist() for name in {*names, across}}
    others = [codes[name] for name in names if name != across and not _same_key(codes[name], codes[across])]
    groups: dict[tuple[int, ...], list[int]] = {}
    for row in range(len(frame)):
        groups.setdefault(tuple(other[row] for other in others), []).append(row)
    return [np.array(rows) for rows in groups.values()]


def _keys(metric: "Metric", frame: pd.DataFrame) -> list[str]:
    """The columns that say which row it is: no counts, no statistics, no flags."""
    summed = {name for names in metric.sums for name in names}
    measured = summed | {name for name, column in metric.columns.items() if column.is_count or column.n or column.of}
    return [name for name in frame.columns if name not in measured and frame[name].dtype.kind not in "bf"]


def _same_key(one: list[int], other: list[int]) -> bool:
    """True when the two columns name the same thing, such as a band and its order."""
    return len(set(zip(one, other, strict=True))) == len(set(one)) == len(set(other))


def _strengthen(values: np.ndarray, hidden: np.ndarray, line: Line, smallest_count: int) -> None:
    """A line with hidden cells needs two of them and, when their sum follows from a total, a sum that may be shown."""
    while True:
        unseen = line.cells[hidden[line.cells]]
        is_weak = len(unseen) == 1 or (line.is_margin and values[unseen].sum() < smallest_count)
        if not len(unseen) or not is_weak or not _hide_smallest(values, hidden, line.cells):
            return


def _hide_smallest(values: np.ndarray, hidden: np.ndarray, cells: np.ndarray) -> bool:
    shown = cells[~hidden[cells]]
    if len(shown):
        hidden[shown[np.argmin(np.abs(values[shown]))]] = True
    return bool(len(shown))


def _hide_beside_computable(values: np.ndarray, hidden: np.ndarray, lines: list[Line]) -> bool:
    """Rows and columns together can give away what neither does alone; False when nothing needed to be hidden."""
    touched = [line for line in lines if hidden[line.cells].any()]
    computable = _computable(hidden, touched)
    beside = [line.cells for line in touched if np.isin(line.cells, computable).any()]
    if not beside:
        return False
    anywhere = [line.cells for line in touched]
    return any(_hide_smallest(values, hidden, np.unique(np.concatenate(cells))) for cells in (beside, anywhere))


def _computable(hidden: np.ndarray, lines: list[Line]) -> np.ndarray:
    """Hidden cells that the lines determine: those that stay put in a random move that keeps every sum the same."""
    unknown = np.flatnonzero(hidden)
    equations = np.zeros((len(lines), len(unknown)))
    for row, line in enumerate(lines):
        is_unknown = hidden[line.cells]
        equations[row, np.searchsorted(unknown, line.cells[is_unknown])] = line.signs[is_unknown]
    move = np.random.default_rng(0).normal(size=len(unknown))
    # a projection; the hair on the diagonal lets sums that follow from each other through, far faster than an SVD
    gram = equations @ equations.T + 1e-10 * np.eye(len(lines))
    fixed = equations.T @ np.linalg.solve(gram, equations @ move)
    return unknown[np.abs(move - fixed) < 1e-5]
