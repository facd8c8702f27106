"""Facts from results: which column of which metric is which figure of a letter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from voortgang.dutch import is_missing
from voortgang.letter.gather.asking import Asked, query_of, told
from voortgang.letter.model import SHARE, Fact, Value
from voortgang.methods.disclosure import HIDDEN_TEXT, Protected, Row

REQUESTS, DAYS, WEEKS, IV_DAYS = "verzoeken", "dagen", "weken", "IV-dagen"
BETTER, WORSE = "beter", "slechter"
NONE = "geen"
"""why a fact has no value: nothing was counted"""


@dataclass(frozen=True)
class Kind:
    """One figure of a letter, as it is read from the only row of a metric."""

    key: str
    """the name of the metric, a dot, and what of it"""
    label: str
    unit: str
    column: str
    of: str = ""
    """of a share: the column with the whole"""
    n: str = ""
    """the column with the number of requests that it rests on; a number of requests rests on itself"""
    more_is: str = ""
    decimals: int = 0
    divisor: int = 1

    @property
    def metric(self) -> str:
        """The name of the metric."""
        return self.key.partition(".")[0]


def facts(asked: Asked, kinds: Iterable[Kind]) -> Iterator[Fact]:
    """The facts of these kinds, which stand together per metric."""
    for name, of_metric in groupby(kinds, lambda kind: kind.metric):
        shown = asked.result(name)
        row = next(iter(shown.rows), None)
        yield from (fact_of(kind, shown, row) for kind in of_metric)


def fact_of(kind: Kind, shown: Protected, row: Row | None) -> Fact:
    """The fact in one row of a result; without a value, with the reason, when it is hidden or not there."""
    why = _why_absent(kind, row)
    return fact(kind, shown, None if why or row is None else _value(kind, row), why, _n(kind, row))


def fact(kind: Kind, shown: Protected, value: Value, why_absent: str = "", n: int | None = None) -> Fact:
    """A fact of which the value is known, with where it comes from."""
    return Fact(
        key=kind.key,
        label=kind.label,
        value=value,
        unit=kind.unit,
        decimals=kind.decimals,
        metric=shown.metric.name,
        definition=shown.metric.definition,
        query=query_of(shown.metric),
        parameters=told(shown),
        n=n,
        why_absent=why_absent,
        more_is=kind.more_is,
    )


def number(value: Any) -> Decimal:
    """A number of a result, exact: 0.285 is 0.285 and not the nearest binary fraction."""
    return Decimal(repr(value.item() if hasattr(value, "item") else value))


def _why_absent(kind: Kind, row: Row | None) -> str:
    names = [kind.column, *filter(None, [kind.of])]
    if row is None or any(is_missing(row[name]) and not row.hidden[name] for name in names):
        return NONE
    if any(row.hidden[name] for name in names):
        return HIDDEN_TEXT
    return NONE if kind.unit == SHARE and kind.of and not row[kind.of] else ""


def _value(kind: Kind, row: Row) -> Decimal:
    whole = number(row[kind.of]) if kind.of else Decimal(kind.divisor)
    return number(row[kind.column]) / whole


def _n(kind: Kind, row: Row | None) -> int | None:
    name = kind.n or kind.of or (kind.column if kind.unit == REQUESTS else "")
    return int(row[name]) if name and row is not None and row.has(name) else None
