"""What a reader chose: the parameters that every metric understands."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Literal, get_args

from voortgang.errors import VoortgangError

Period = Literal["day", "week", "month", "all"]
Split = Literal["none", "team", "channel", "fast_track"]
PERIODS: tuple[str, ...] = get_args(Period)
SPLITS: tuple[str, ...] = get_args(Split)
DATES = ("as_of", "since", "until")


@dataclass(frozen=True)
class Selection:
    """One choice of reference date, period and filters; None means all.

    `as_of` is the reference date (end of day); `since` and `until` bound the period, both inclusive.
    """

    as_of: date
    since: date
    until: date
    period: Period = "month"
    split: Split = "none"
    team: str | None = None
    channel: str | None = None
    fast_track: bool | None = None

    def parameters(self) -> dict[str, object]:
        """The values by the name that SQL uses for them."""
        return asdict(self)


NAMES = tuple(field.name for field in fields(Selection))


def parse_value(name: str, text: str) -> object:
    """One parameter typed by a user, e.g. ("since", "2025-01-01"); raises VoortgangError when it does not fit."""
    if name not in NAMES:
        raise VoortgangError(f"De parameter '{name}' bestaat niet. Kies uit: {', '.join(NAMES)}.")
    if name in DATES:
        return _date(name, text)
    if name == "fast_track":
        return _flag(name, text)
    allowed = {"period": PERIODS, "split": SPLITS}.get(name)
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


def _flag(name: str, text: str) -> bool:
    flags = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
    if text.lower() not in flags:
        raise VoortgangError(f"'{text}' past niet bij {name}. Schrijf ja of nee.")
    return flags[text.lower()]
