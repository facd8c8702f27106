"""Statuses as the database holds them and as the audit tells them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from voortgang.register.measures.model import Content, Informed, Status

LISTS = ("reasons", "depends_on", "informed")
DAYS = ("target_on", "first_promised_on", "review_on")
CONTENT = tuple(field.name for field in fields(Content))
ENTRY = tuple(field.name for field in fields(Status) if field.name != "content")


def columns_of(content: Content) -> dict[str, Any]:
    """The content by column; what is a list there is JSON."""
    values = {name: getattr(content, name) for name in CONTENT}
    told = [{**asdict(each), "informed_on": each.informed_on.isoformat()} for each in content.informed]
    return {**values, "reasons": list(content.reasons), "depends_on": list(content.depends_on), "informed": told}


def status_of(row: Mapping[Any, Any]) -> Status:
    """The status in a row of the table."""
    return Status(**{name: row[name] for name in ENTRY}, content=content_of(row))


def content_of(row: Mapping[Any, Any]) -> Content:
    """The content in a row of the table."""
    values: dict[str, Any] = {name: tuple(row[name]) if name in LISTS else row[name] for name in CONTENT}
    values["informed"] = tuple(
        Informed(**{**each, "informed_on": date.fromisoformat(each["informed_on"])}) for each in row["informed"]
    )
    return Content(**values)


def as_json(status: Status) -> dict[str, Any]:
    """The status as JSON can hold it."""
    return plain_dates({name: getattr(status, name) for name in ENTRY}) | content_as_json(status.content)


def content_as_json(content: Content) -> dict[str, Any]:
    """The content as JSON can hold it."""
    return plain_dates(columns_of(content))


def content_of_json(plain: Mapping[str, Any]) -> Content:
    """The content that `content_as_json` was given."""
    days = {name: date.fromisoformat(plain[name]) for name in DAYS if plain[name]}
    return content_of({**plain, **days})


def plain_dates(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values, with days and moments as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
