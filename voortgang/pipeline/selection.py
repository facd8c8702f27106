"""What a reader chose: the parameters that every metric understands."""

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Literal, get_args

from voortgang.errors import VoortgangError

Period = Literal["day", "week", "month", "tertaal", "letter", "all"]
Split = Literal["none", "team", "channel", "fast_track", "household", "outcome"]
Flow = Literal["received", "decided", "productivity", "suspended", "fast_track"]
ALLOWED: dict[str, tuple[str, ...]] = {"period": get_args(Period), "split": get_args(Split), "flow": get_args(Flow)}
DATES = ("as_of", "since", "until", "compared_since", "compared_until")
NUMBERS = ("page", "page_rows")
PAGE_ROWS = 50


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

    def parameters(self) -> dict[str, object]:
        """The values by the name that SQL uses for them."""
        day_before = self.since - timedelta(days=1)
        until = self.compared_until or day_before
        as_long_before = until - (min(self.until, self.as_of) - self.since)
        return asdict(self) | {"compared_since": self.compared_since or as_long_before, "compared_until": until}


NAMES = tuple(field.name for field in fields(Selection))


def parse_value(name: str, text: str) -> object:
    """One parameter typed by a user, e.g. ("since", "2025-01-01"); raises VoortgangError when it does not fit."""
    if name not in NAMES:
        raise VoortgangError(f"De parameter '{name}' bestaat niet. Kies uit: {', '.join(NAMES)}.")
    if name in DATES:
        return _date(name, text)
    if name == "fast_track":
        return _flag(name, text)
    if name == "breaks":
        return _breaks(text)
    if name in NUMBERS:
        return _positive(name, text)
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


def _positive(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise VoortgangError(f"'{text}' past niet bij {name}. Schrijf een geheel getal vanaf 1.")
    return int(text)


def _flag(name: str, text: str) -> bool:
    flags = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
    if text.lower() not in flags:
        raise VoortgangError(f"'{text}' past niet bij {name}. Schrijf ja of nee.")
    return flags[text.lower()]
