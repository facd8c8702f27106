"""Lines of a file as values, and every cell that cannot be one with what to do about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.register.exchange.extract import Values
from voortgang.register.exchange.fields import IGNORED, Field
from voortgang.register.exchange.uploaded import Line


@dataclass(frozen=True)
class Parsed:
    """A line with its values, or with the sentences that say why it has none."""

    number: int
    values: Values
    """of each field that could be read"""
    refusals: tuple[str, ...]


def parsed(lines: Iterable[Line], columns: Sequence[Field]) -> tuple[Parsed, ...]:
    """Read every cell of every line."""
    return tuple(_parsed(line, columns) for line in lines)


def _parsed(line: Line, columns: Sequence[Field]) -> Parsed:
    values: dict[str, Any] = {}
    refusals = list(_misfits(line))
    for field, cell in zip(columns, line.cells, strict=True):
        if field.by == IGNORED:
            continue
        try:
            values[field.name] = _value(field, cell)
        except VoortgangError as refusal:
            refusals.append(f"Kolom {field.head}: {refusal}")
    return Parsed(line.number, values, tuple(refusals))


def _misfits(line: Line) -> Iterator[str]:
    if line.surplus:
        much = plural(abs(line.surplus), "cel", "cellen") + (" zonder kolomkop" if line.surplus > 0 else " te weinig")
        yield f"De regel heeft {much}. Zet haar terug zoals zij in de export stond en wijzig haar opnieuw."


def _value(field: Field, cell: Any) -> Any:
    value = field.kind.read(cell)
    if value in ("", None) and not field.may_be_empty and not field.is_kept:
        raise VoortgangError(f"is leeg. Vul in: {field.meaning[0].lower()}{field.meaning[1:]}")
    return value
