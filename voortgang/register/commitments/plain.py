"""Entries as the database holds them and as the audit tells them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from voortgang.register.commitments.model import Content, Entry, Settled

CONTENT = tuple(field.name for field in fields(Content))
ENTRY = tuple(field.name for field in fields(Entry) if field.name != "content")


def columns_of(content: Content) -> dict[str, Any]:
    """The content by column; where it was settled is JSON."""
    values = {name: getattr(content, name) for name in CONTENT}
    settled = content.settled and {**asdict(content.settled), "settled_on": content.settled.settled_on.isoformat()}
    return {**values, "settled": settled}


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """The entry in a row of the table."""
    values: dict[str, Any] = {name: row[name] for name in CONTENT}
    if settled := row["settled"]:
        values["settled"] = Settled(**{**settled, "settled_on": date.fromisoformat(settled["settled_on"])})
    return Entry(**{name: row[name] for name in ENTRY}, content=Content(**values))


def as_json(entry: Entry) -> dict[str, Any]:
    """The entry as JSON can hold it."""
    plain = {name: getattr(entry, name) for name in ENTRY} | columns_of(entry.content)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}
