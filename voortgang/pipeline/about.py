"""delivery.toml: what a deliverer says about the delivery as a whole."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError
from pydantic_core import ErrorDetails

from voortgang.errors import DeliveryRefused

ABOUT = "delivery.toml"
EXAMPLE = (
    "Bekend zijn delivered_on en closed_since (een datum zonder aanhalingstekens, zoals 2025-12-31), fictional = true "
    'of false, description = "…", onder [rows] per extract het aantal rijen, zoals requests = 1200, en per [[events]] '
    "een happened_on, title, kind en is_break."
)
Extract = Literal[
    "requests",
    "suspensions",
    "extensions",
    "capacity",
    "iv_capacity",
    "iv_projects",
    "iv_requests_allocations",
    "iv_realised",
]
EventKind = Literal["maatregel", "regel", "herstelactie", "storing", "brief", "overig"]


class Part(BaseModel):
    """A misspelled 'fictional' would show fictional figures as real ones, so nothing unknown passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Event(Part):
    """Something that happened on a day and helps to read the figures, such as the start of a task force."""

    happened_on: date = Field(strict=True)
    title: StrictStr = Field(min_length=3, max_length=120)
    kind: EventKind
    is_break: StrictBool = False
    """does the process change here, so that a control chart starts anew?"""


class About(Part):
    """The content of delivery.toml; every key may be left out."""

    delivered_on: date | None = Field(default=None, strict=True)
    fictional: StrictBool = False
    description: StrictStr = ""
    rows: dict[Extract, StrictInt] = {}
    closed_since: date | None = Field(default=None, strict=True)
    """requests that were closed before this day are not in the delivery"""
    events: tuple[Event, ...] = ()


def read_about(folder: Path) -> About:
    """delivery.toml in `folder`, empty without that file; raises DeliveryRefused when it is not as agreed."""
    path = folder / ABOUT
    if not path.exists():
        return About()
    try:
        return About.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeliveryRefused(f"{ABOUT} in {folder} is niet te lezen: {error}.") from error
    except ValidationError as error:
        wrong = ", ".join(dict.fromkeys(_place(detail) for detail in error.errors()))
        raise DeliveryRefused(f"{ABOUT} in {folder} klopt niet bij: {wrong}. {EXAMPLE}") from error


def _place(detail: ErrorDetails) -> str:
    """Where it is wrong, such as rows or events: 2: kind."""
    key, *inside = detail["loc"]
    if key == "events" and len(inside) > 1:
        return f"events: {int(inside[0]) + 1}: {inside[1]}"
    return str(key)
