"""Mappings: how a foreign delivery fits the contracts, written in data/mappings/*.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from voortgang.errors import VoortgangError
from voortgang.settings import MAPPINGS


@dataclass(frozen=True)
class Condition:
    """A test on one delivered column: one of these values, filled or empty, or after a date."""

    column: str
    values: tuple[str, ...] | None = None
    filled: bool | None = None
    after: date | None = None


@dataclass(frozen=True)
class Source:
    """Where the value of a contract column comes from; `codes` translates it, `default` fills what is empty."""

    columns: tuple[str, ...] = ()
    """the first that is filled counts"""
    constant: str | None = None
    default: str | None = None
    codes: dict[str, str] | None = None
    when: tuple[Condition, ...] = ()
    """otherwise the value is empty"""


@dataclass(frozen=True)
class LeftOut:
    """Rows that are not counted, with the reason that is shown."""

    reason: str
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class Shape:
    """How one foreign file becomes one extract."""

    file: str
    sources: dict[str, Source]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A whole foreign delivery."""

    name: str
    title: str
    source: str
    delivered_on: date | None
    notes: tuple[str, ...]
    """what a reader must know about the translation"""
    extracts: dict[str, Shape]


def read_mapping(name: str, folder: Path = MAPPINGS) -> Mapping:
    """The mapping `name`; raises VoortgangError when it does not exist or cannot be read."""
    path = folder / f"{name}.toml"
    if not path.exists():
        known = ", ".join(sorted(found.stem for found in folder.glob("*.toml")))
        raise VoortgangError(f"De vertaling '{name}' bestaat niet. Kies uit: {known}.")
    try:
        return _mapping(name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise VoortgangError(f"De vertaling {path.name} is niet te lezen: {error}.") from error


def _mapping(name: str, content: dict[str, Any]) -> Mapping:
    return Mapping(
        name=name,
        title=content["title"],
        source=content["source"],
        delivered_on=content.get("delivered_on"),
        notes=tuple(content.get("notes", [])),
        extracts={extract: _shape(shape) for extract, shape in content["extracts"].items()},
    )


def _shape(content: dict[str, Any]) -> Shape:
    return Shape(
        file=content["file"],
        sources={column: _source(source) for column, source in content["columns"].items()},
        left_out=tuple(LeftOut(item["reason"], _conditions(item["when"])) for item in content.get("left_out", [])),
    )


def _source(content: str | dict[str, Any]) -> Source:
    if isinstance(content, str):
        return Source(columns=(content,))
    return Source(
        columns=tuple(content.get("first_of", [content["from"]] if "from" in content else [])),
        constant=content.get("constant"),
        default=content.get("default"),
        codes=content.get("codes"),
        when=_conditions(content.get("when", [])),
    )


def _conditions(content: list[dict[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(item["column"], tuple(item["in"]) if "in" in item else None, item.get("filled"), item.get("after"))
        for item in content
    )
