"""What a letter is made of once it is frozen: figures, tables, charts and the register as they stood.

Every document is a function of one `Freeze` and nothing else, so that it can be made again for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from voortgang import dutch
from voortgang.letter.annex_rows import AnnexChange, AnnexRow
from voortgang.letter.tables import Exhibit
from voortgang.methods.disclosure import HIDDEN_TEXT

SHARE = "aandeel"
DAY = "datum"
Value = Decimal | date | None


@dataclass(frozen=True)
class Fact:
    """One figure that a sentence may use; the same figure has the same key in every letter."""

    key: str
    """as in "decided_on_time.within_norm" """
    label: str
    """what it counts, in a few Dutch words that fit in a sentence: "besloten binnen acht weken" """
    value: Value
    """a share is 0–1; None when it is hidden or there is none"""
    unit: str
    """"aandeel", "datum", or what is counted: "verzoeken", "dagen", "IV-dagen", "maatregelen", "rijen" """
    decimals: int
    """places that are shown; of a share: of the percentage"""
    metric: str
    """the name of the metric, or "register" """
    definition: str
    query: str
    """SHA-256 of the statement; empty for the register"""
    parameters: Mapping[str, str]
    n: int | None = None
    """how many requests it rests on"""
    why_absent: str = ""
    """"verborgen" or why there is no value"""
    more_is: str = ""
    """"beter", "slechter" or empty: which way is good news"""

    @property
    def text(self) -> str:
        """The value as a reader sees it: 63%, 1.000, 52,5 or 21 mei 2025."""
        return shown(self.value, self.unit, self.decimals) if self.value is not None else self.why_absent or HIDDEN_TEXT


@dataclass(frozen=True)
class Gate:
    """A condition for freezing, with what was found."""

    key: str
    title: str
    found: str
    is_passed: bool
    overruled: str = ""
    """the written reason why the letter was frozen all the same"""


@dataclass(frozen=True)
class LeftOut:
    """A section or table that this letter cannot have, and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class Published:
    """A figure as the previous letter printed it."""

    text: str
    value: Value
    definition: str


@dataclass(frozen=True)
class Previous:
    """The letter before this one: what comparisons are made with."""

    id: str
    reference_on: date
    figures: Mapping[str, Published]
    """by the key of the fact"""


@dataclass(frozen=True)
class Provenance:
    """Where every figure comes from."""

    build: str
    delivered_on: date
    is_fictional: bool
    code_version: str
    files: Mapping[str, str]
    """name of the delivered file → SHA-256"""
    warnings: int
    smallest_count: int
    smallest_denominator: int


@dataclass(frozen=True)
class Freeze:
    """A letter as it was frozen; never changed, a correction is a next version."""

    id: str
    """"2025-11-v1": month of the letter and version"""
    version: int
    title: str
    since: date
    """first day of the letter period"""
    until: date
    """last day of it"""
    reference_on: date
    frozen_at: datetime
    """UTC"""
    frozen_by: str
    reason: str
    """why an earlier version was not good; empty for the first"""
    provenance: Provenance
    gates: tuple[Gate, ...]
    facts: tuple[Fact, ...]
    exhibits: tuple[Exhibit, ...]
    annex: tuple[AnnexRow, ...]
    changes: tuple[AnnexChange, ...]
    left_out: tuple[LeftOut, ...]
    previous: Previous | None = None

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """The facts by key."""
        return {each.key: each for each in self.facts}

    @cached_property
    def exhibit(self) -> Mapping[str, Exhibit]:
        """The exhibits by key."""
        return {each.key: each for each in self.exhibits}


def shown(value: Value, unit: str, decimals: int) -> str:
    """A value as a reader sees it, rounded once."""
    if isinstance(value, date):
        return dutch.date_long(value)
    return dutch.percent(value, decimals) if unit == SHARE else dutch.decimal(value, decimals)
