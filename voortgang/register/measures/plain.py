"""Statuses as the database holds them and as the audit tells them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from voortgang.register.measures.model import Content, Informed, Status

LISTS = ("reasons", "depends_on", "informed")
CONTENT = tuple(field.name for field in fields(Content))
ENTRY = tuple(field.name for field in fields(Status) if field.name != "content")


def columns_of(content: Content) -> dict[str, Any]:
    """The content by column; what is a list there is JSON."""
    values = {name: getattr(content, name) for name in CONTENT}
    told = [{**asdict(each), "informed_on": each.informed_on.isoformat()} for each in content.informed]
    return {**values, "reasons": list(content.reasons), "depends_on": list(content.depends_on), "informed": told}


def status_of(row: Mapping[Any, Any]) -> Status:
    """The status in a row of the table."""
    values: dict[str, Any] = {name: tuple(row[name]) if name in LISTS else row[name] for name in CONTENT}
    values["informed"] = tuple(
        Informed(**{**each, "informed_on": date.fromisoformat(each["informed_on"])}) for each in row["informed"]
    )
    return Status(**{name: row[name] for name in ENTRY}, content=Content(**values))


def as_json(status: Status) -> dict[str, Any]:
    """The status as JSON can hold it."""
    plain = {name: getattr(status, name) for name in ENTRY} | columns_of(status.content)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}
