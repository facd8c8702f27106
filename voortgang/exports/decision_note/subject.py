"""What a note is about: a scenario beside the baseline that it starts from, and where that came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from voortgang.methods.portfolio.comparing import Side
from voortgang.methods.portfolio.summary import Summary


@dataclass(frozen=True)
class Origin:
    """The delivery from which a scenario was calculated."""

    baseline: str
    """in words: herijking 2 van 2025"""
    build_id: str
    delivered_on: date
    is_fictional: bool


@dataclass(frozen=True)
class Decided:
    """What a meeting decided about it."""

    meeting: str
    met_on: date
    text: str
    by: str
    at: datetime
    """in the time zone of the reader"""


@dataclass(frozen=True)
class Subject:
    """A scenario as it was saved, with all that its note tells."""

    side: Side
    baseline: Summary
    """what the baseline gave, told in the same way and weighed by the same weights"""
    origin: Origin
    standing: str
    saved_by: str
    saved_at: datetime
    """in the time zone of the reader"""
    decided: Decided | None = None
    withdrawal: str = ""

    @property
    def now(self) -> Side:
        """The baseline as the first column of a comparison."""
        return replace(self.side, name=f"Nu: {self.origin.baseline}", summary=self.baseline)


@dataclass(frozen=True)
class Making:
    """What the writer of a document knows beside the scenario."""

    made_on: date
    measures: Mapping[int, str]
    """VM number → name"""
    labels: Mapping[str, str]
    """code → label"""
    program: str
    """version of the code"""
