"""Entries and adoptions as the database holds them and as the audit tells them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from voortgang.register.portfolios.model import Adoption, Basis, Content, Decision, Entry

ENTRY = tuple(field.name for field in fields(Entry) if field.name not in ("id", "content"))


def columns_of(entry: Entry) -> dict[str, Any]:
    """The entry by column, without its id."""
    content = entry.content
    held = {name: getattr(content, name) for name in ("composition", "outcome", "withdrawal")}
    return {name: getattr(entry, name) for name in ENTRY} | held | asdict(content.basis)


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """The entry in a row of the table."""
    basis = Basis(row["build_id"], row["baseline"])
    content = Content(row["composition"], row["outcome"], basis, row["withdrawal"])
    return Entry(row["id"], **{name: row[name] for name in ENTRY}, content=content)


def adoption_columns(adoption: Adoption) -> dict[str, Any]:
    """The adoption by column, without its id."""
    values = {name: value for name, value in vars(adoption).items() if name not in ("id", "decision")}
    decision = adoption.decision
    return values | {"meeting": decision.meeting, "met_on": decision.met_on, "decision": decision.text}


def adoption_of(row: Mapping[Any, Any]) -> Adoption:
    """The adoption in a row of the table."""
    decision = Decision(row["meeting"], row["met_on"], row["decision"])
    names = ("id", "scenario_id", "entry_id", "follows", "adopted_at", "adopted_by")
    return Adoption(**{name: row[name] for name in names}, decision=decision)


def as_json(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as JSON can hold them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}
