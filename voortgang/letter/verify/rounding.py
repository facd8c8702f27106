"""Whether a written figure is a fact: exactly, rounded in another way, or rounded wrongly."""

from collections.abc import Mapping
from decimal import Decimal

from voortgang.dutch import decimal, half_up
from voortgang.letter.model import SHARE, Fact, Published
from voortgang.letter.verify.numbers import Number, figures_in

LARGE = 1000
"""from here a figure may be rounded to hundreds and thousands"""


def is_same(number: Number, text: str) -> bool:
    """Whether a figure says what a shown one says: 25 procent and 25%."""
    other = next(figures_in(text), None)
    return other is not None and (other.value, other.is_percent) == (number.value, number.is_percent)


def rounded_otherwise(number: Number, fact: Fact) -> bool:
    """Whether the figure is the fact with more or fewer decimals, or in whole hundreds or thousands."""
    exact = _exact(fact)
    if exact is None:
        return False
    if number.decimals != fact.decimals and half_up(exact, number.decimals) == number.value:
        return True
    return exact >= LARGE and any(half_up(exact, -zeros) == number.value for zeros in (2, 3)) and number.value > 0


def rounded_wrongly(number: Number, fact: Fact) -> bool:
    """Whether the figure is within one step of the fact and yet not its rounding: cut off, or rounded up."""
    exact = _exact(fact)
    if exact is None or exact == number.value or half_up(exact, number.decimals) == number.value:
        return False
    return abs(exact - number.value) < Decimal(1).scaleb(-number.decimals)


def difference(number: Number, fact: Fact, previous: Mapping[str, Published]) -> str:
    """How much the fact, as shown, differs from what the previous letter printed; empty when that cannot be told."""
    before = previous.get(fact.key)
    exact, then = _exact(fact), _number(before.value, fact) if before else None
    if exact is None or then is None or number.is_percent or number.is_points != (fact.unit == SHARE):
        return ""
    apart = abs(half_up(exact, fact.decimals) - half_up(then, fact.decimals))
    text = decimal(apart, fact.decimals)
    return f"{text} {'procentpunt' if apart == 1 else 'procentpunten'}" if number.is_points else text


def told_then(fact: Fact, previous: Mapping[str, Published]) -> str:
    """What the previous letter printed for a fact; empty when it gave no figure."""
    before = previous.get(fact.key)
    return before.text if before and before.value is not None else ""


def _exact(fact: Fact) -> Decimal | None:
    return _number(fact.value, fact)


def _number(value: object, fact: Fact) -> Decimal | None:
    """The value in the unit in which it is written: a share in percents."""
    if not isinstance(value, Decimal):
        return None
    return value * 100 if fact.unit == SHARE else value
