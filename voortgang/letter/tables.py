"""Tables and charts of a letter, in the plain form in which they are frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
"""of a table; a hidden cell holds the text that says so"""


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    label: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Series:
    """One series of a chart, a value (or None) per category."""

    name: str
    values: tuple[float | None, ...]
    is_line: bool = False
    is_norm: bool = False
    """a norm or limit that is drawn as a dashed line without points"""


@dataclass(frozen=True)
class ChartSpec:
    """A chart as Word, Excel and a PDF can draw it natively."""

    kind: str
    """"column", "bar" or "line" """
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    """of the value axis"""
    is_percent: bool = False
    is_stacked: bool = False


@dataclass(frozen=True)
class Exhibit:
    """A table, with its chart and what they say."""

    key: str
    """the name of the metric"""
    title: str
    finding: str
    """the alternative text: what the figure shows, in one or two sentences"""
    definition: str
    query: str
    parameters: Mapping[str, str]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    trust: tuple[str, ...]
    """provenance, n, suppression: one fact each"""
    charts: tuple[ChartSpec, ...] = ()
