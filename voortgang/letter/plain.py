"""A frozen letter as JSON text and back: exact, and in the order in which it was frozen.

Types decide how a part is read. What JSON does not know, carries its kind: a decimal, a day or a moment is an object
with one name. Mappings keep their order, because documents show it and must be the same bytes when made again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from voortgang.letter.model import Freeze

DECIMAL, DAY, MOMENT = "decimal", "day", "moment"
READERS: Mapping[str, Callable[[str], Any]] = {
    DECIMAL: Decimal,
    DAY: date.fromisoformat,
    MOMENT: datetime.fromisoformat,
}


def to_json(freeze: Freeze) -> str:
    """The freeze as text; raises ValueError for a moment without a zone or a number that is none."""
    return json.dumps(_plain(freeze), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str) -> Freeze:
    """The freeze that `to_json` wrote; raises ValueError, KeyError or TypeError for any other text."""
    found = _read(Freeze, json.loads(text))
    if not isinstance(found, Freeze):
        raise TypeError("not a freeze")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return {MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    return {DECIMAL: str(value)} if isinstance(value, Decimal) else value


def _read(kind: Any, value: Any) -> Any:
    inner = get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _read(each, value[name]) for name, each in _hints(kind).items()})
    if get_origin(kind) is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(each, part) for each, part in zip(kinds, value, strict=True))
    if get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        return {name: _read(inner[1], each) for name, each in value.items()}
    return _read_scalar(inner, value)


def _read_scalar(kinds: tuple[Any, ...], value: Any) -> Any:
    """A value, or a part that may be missing."""
    if not isinstance(value, dict):
        return value
    part = next((kind for kind in kinds if is_dataclass(kind)), None)
    if part is not None:
        return _read(part, value)
    ((kind, text),) = value.items()
    return READERS[kind](text)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a class of the model with their types, `| None` as a union of two."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
