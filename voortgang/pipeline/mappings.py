"""Mappings: how a foreign delivery fits the contracts, written in data/mappings/*.toml."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, StrictBool, StrictStr, ValidationError, model_validator

from voortgang.errors import VoortgangError
from voortgang.pipeline.contracts import EXTRACTS, IV_EXTRACTS, contracts
from voortgang.settings import MAPPINGS

StrictDate = Annotated[date, Strict()]
IN_WORDS = {"missing": "ontbreekt", "extra_forbidden": "is hier onbekend"}


class Part(BaseModel):
    """A piece of a mapping: what is misspelled is refused, for it would silently do nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Condition(Part):
    """A test on one delivered column: one of these values, filled or empty, or after a date."""

    column: StrictStr
    values: tuple[StrictStr, ...] | None = Field(None, alias="in")
    filled: StrictBool | None = None
    after: StrictDate | None = None

    @model_validator(mode="after")
    def _tests_something(self) -> "Condition":
        if self.values is None and self.filled is None and self.after is None:
            raise ValueError("noemt geen in, filled of after")
        return self


class Source(Part):
    """Where the value of a contract column comes from; `codes` translates it, `default` fills what is empty."""

    column: StrictStr | None = Field(None, alias="from")
    first_of: tuple[StrictStr, ...] | None = Field(None, min_length=1)
    """the first that is filled counts"""
    constant: StrictStr | None = None
    default: StrictStr | None = None
    codes: dict[StrictStr, StrictStr] | None = None
    when: tuple[Condition, ...] = ()
    """otherwise the value is empty"""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, content: Any) -> Any:
        return {"from": content} if isinstance(content, str) else content

    @model_validator(mode="after")
    def _has_one_origin(self) -> "Source":
        if sum(origin is not None for origin in (self.column, self.first_of, self.constant)) != 1:
            raise ValueError("noemt niet precies één van from, first_of en constant")
        if self.constant is not None and (self.default is not None or self.codes is not None):
            raise ValueError("heeft naast constant ook default of codes")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The delivered columns, in the order in which they are tried."""
        return self.first_of or ((self.column,) if self.column is not None else ())


class LeftOut(Part):
    """Rows that are not counted, with the reason that is shown."""

    reason: StrictStr = Field(min_length=1)
    when: tuple[Condition, ...] = Field(min_length=1)


class Shape(Part):
    """How one foreign file becomes one extract."""

    file: StrictStr
    sources: dict[str, Source] = Field(alias="columns")
    left_out: tuple[LeftOut, ...] = ()

    @model_validator(mode="after")
    def _names_a_file(self) -> "Shape":
        if Path(self.file).name != self.file:
            raise ValueError("noemt bij file geen bestandsnaam in de map van de levering")
        return self

    @property
    def tested(self) -> tuple[Condition, ...]:
        """Every condition, of values and of rows."""
        values = (condition for source in self.sources.values() for condition in source.when)
        return (*values, *(condition for rule in self.left_out for condition in rule.when))

    @property
    def read(self) -> list[str]:
        """Every delivered column that is used."""
        named = [name for source in self.sources.values() for name in source.columns]
        return list(dict.fromkeys([*named, *(condition.column for condition in self.tested)]))


class Mapping(Part):
    """A whole foreign delivery."""

    name: str
    title: StrictStr
    source: StrictStr
    delivered_on: StrictDate | None = None
    closed_since: StrictDate | None = None
    """requests that were closed before this day are not in the delivery"""
    notes: tuple[StrictStr, ...] = ()
    """what a reader must know about the translation"""
    extracts: dict[str, Shape]

    @model_validator(mode="after")
    def _fits_the_contracts(self) -> "Mapping":
        unknown = self.extracts.keys() - set(EXTRACTS)
        if unknown or "requests" not in self.extracts:
            raise ValueError(f"noemt niet requests en zo nodig andere van: {', '.join(EXTRACTS)}")
        if 0 < len(self.extracts.keys() & set(IV_EXTRACTS)) < len(IV_EXTRACTS):
            raise ValueError(f"noemt een deel van wat bij elkaar hoort: {', '.join(IV_EXTRACTS)}")
        for extract, shape in self.extracts.items():
            _require_contract(extract, shape)
        return self


def _require_contract(extract: str, shape: Shape) -> None:
    columns = contracts()[extract].columns
    unknown = sorted(shape.sources.keys() - {column.delivered for column in columns})
    if unknown:
        raise ValueError(f"vult bij {extract} kolommen die het contract niet kent: {', '.join(unknown)}")
    missing = [column.delivered for column in columns if not column.optional and column.delivered not in shape.sources]
    if missing:
        raise ValueError(f"zegt bij {extract} niet waar deze kolommen vandaan komen: {', '.join(missing)}")


def read_mapping(name: str, folder: Path = MAPPINGS) -> Mapping:
    """The mapping `name`; raises VoortgangError when it does not exist or is not right."""
    known = {path.stem: path for path in sorted(folder.glob("*.toml")) if path.is_file()}
    if name not in known:
        raise VoortgangError(f"De vertaling '{name}' bestaat niet. Kies uit: {', '.join(known)}.")
    path = known[name]
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")) | {"name": name})
    except ValidationError as error:
        raise VoortgangError(f"De vertaling {path.name} klopt niet: {_in_words(error)}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VoortgangError(f"De vertaling {path.name} is niet te lezen als TOML: {error}.") from error


def _in_words(error: ValidationError) -> str:
    return "; ".join(_one_in_words(*_place_and_detail(problem)) for problem in error.errors(include_url=False))


def _place_and_detail(problem: Any) -> tuple[str, str]:
    stated = str(problem.get("ctx", {}).get("error", "heeft een verkeerde vorm"))
    return ".".join(str(step) for step in problem["loc"]), IN_WORDS.get(problem["type"], stated)


def _one_in_words(place: str, detail: str) -> str:
    return f"{place or 'zij'} {detail}"
