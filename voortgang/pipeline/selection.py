"""What a reader chose: the parameters that every metric understands."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal, get_args

from voortgang.errors import VoortgangError
from voortgang.methods.scenarios import AS_IT_IS, Scenario

Period = Literal["day", "week", "month", "tertaal", "letter", "all"]
Split = Literal["none", "team", "channel", "fast_track", "household", "outcome"]
Flow = Literal["received", "decided", "productivity", "suspended", "fast_track"]
Without = Literal["task_force", "fast_track", "both"]
IvSplit = Literal["project", "category", "ground", "organisation", "chain"]
IvCategory = Literal["instandhouding", "modernisering", "nieuwe_wetgeving", "overige_vernieuwing"]
ALLOWED: dict[str, tuple[str, ...]] = {
    "period": get_args(Period),
    "split": get_args(Split),
    "flow": get_args(Flow),
    "without": get_args(Without),
    "iv_split": get_args(IvSplit),
    "recovery_category": get_args(IvCategory),
}
DATES = ("as_of", "since", "until", "compared_since", "compared_until", "met_by")
NUMBERS = ("page", "page_rows", "year", "citizens_score_from")
FLAGS = ("fast_track", "maintenance_within")
PAGE_ROWS = 50
HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True)
class Selection:
    """One choice of reference date, period and filters; None means all.

    `as_of` is the reference date (end of day); `since` and `until` bound the period, both inclusive, and
    `compared_since` and `compared_until` the period that it is compared with: unless stated, as long and just before.
    """

    as_of: date
    since: date
    until: date
    period: Period = "month"
    split: Split = "none"
    team: str | None = None
    channel: str | None = None
    fast_track: bool | None = None
    compared_since: date | None = None
    compared_until: date | None = None
    flow: Flow = "received"
    breaks: tuple[tuple[date, str], ...] = ()
    request_id: str | None = None
    page: int = 1
    page_rows: int = PAGE_ROWS
    without: Without = "task_force"
    scenarios: tuple[Scenario, ...] = (AS_IT_IS,)
    met_by: date | None = None
    """the day by which the norm has to be met: unless stated, half a year after the reference date"""
    year: int | None = None
    """in which IV days are worked: unless stated, that of the reference date"""
    chain: str | None = None
    """of IV days"""
    iv_split: IvSplit = "project"
    iv_part: str | None = None
    """one part of that split"""
    citizens_score_from: int | None = None
    """instead of what is assumed, as are the two below: from this score a project serves citizens"""
    recovery_category: IvCategory | None = None
    maintenance_within: bool | None = None
    """does the share for maintenance hold for the days of a chain?"""

    def parameters(self) -> dict[str, object]:
        """The values by the name that SQL uses for them."""
        day_before = self.since - timedelta(days=1)
        until = self.compared_until or day_before
        as_long_before = until - (min(self.until, self.as_of) - self.since)
        spelled_out = {
            "compared_since": self.compared_since or as_long_before,
            "compared_until": until,
            "met_by": self.met_by or self.as_of + HALF_A_YEAR,
            "year": self.year or self.as_of.year,
        }
        return {name: getattr(self, name) for name in NAMES} | spelled_out


SCENARIO_SETTINGS: dict[str, Callable[[str], Any]] = {
    "task_force_until": date.fromisoformat,
    "extra_fte": float,
    "inflow_factor": float,
    "rule": str,
    "rule_until": date.fromisoformat,
}
NAMES = tuple(field.name for field in fields(Selection))


def parse_value(name: str, text: str) -> object:
    """One parameter typed by a user, e.g. ("since", "2025-01-01"); raises VoortgangError when it does not fit."""
    if name not in NAMES:
        raise VoortgangError(f"De parameter '{name}' bestaat niet. Kies uit: {', '.join(NAMES)}.")
    if name in DATES:
        return _date(name, text)
    if name in FLAGS:
        return _flag(name, text)
    if name == "breaks":
        return _breaks(text)
    if name in NUMBERS:
        return _positive(name, text)
    if name == "scenarios":
        return tuple(_scenario(each) for each in text.split(";"))
    allowed = ALLOWED.get(name)
    if allowed and text not in allowed:
        raise VoortgangError(f"'{text}' past niet bij {name}. Kies uit: {', '.join(allowed)}.")
    return text


def _date(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise VoortgangError(
            f"'{text}' is geen datum voor {name}. Schrijf jjjj-mm-dd, bijvoorbeeld 2025-05-21."
        ) from None


def _breaks(text: str) -> tuple[tuple[date, str], ...]:
    """From "2025-03-31 start taskforce; 2025-12-19 einde taskforce"."""
    days = [each.strip().partition(" ") for each in text.split(";")]
    if not all(reason.strip() for _, _, reason in days):
        raise VoortgangError("Schrijf bij breaks per breuk een datum en de reden, met puntkomma's ertussen.")
    return tuple((_date("breaks", day), reason.strip()) for day, _, reason in days)


def _scenario(text: str) -> Scenario:
    """From "meer mensen extra_fte=5 inflow_factor=1.1": a name, and what is different."""
    words = text.split()
    named = [word.partition("=") for word in words if "=" in word]
    values: dict[str, Any] = {name: value for name, _, value in named}
    unknown = sorted(values.keys() - SCENARIO_SETTINGS.keys())
    if unknown:
        raise VoortgangError(
            f"'{unknown[0]}' is geen onderdeel van een scenario. Kies uit: {', '.join(SCENARIO_SETTINGS)}."
        )
    try:
        settings = {name: SCENARIO_SETTINGS[name](value) for name, value in values.items()}
    except ValueError:
        raise VoortgangError(
            f"In scenario '{text.strip()}' staat een waarde die geen getal of datum is. Schrijf bijvoorbeeld "
            "extra_fte=5 of task_force_until=2026-02-28."
        ) from None
    return Scenario(" ".join(word for word in words if "=" not in word), **settings)


def _positive(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise VoortgangError(f"'{text}' past niet bij {name}. Schrijf een geheel getal vanaf 1.")
    return int(text)


def _flag(name: str, text: str) -> bool:
    flags = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
    if text.lower() not in flags:
        raise VoortgangError(f"'{text}' past niet bij {name}. Schrijf ja of nee.")
    return flags[text.lower()]
