"""The days that a letter names: figures too, so that a draft that is filled anew tells the right ones."""

from collections.abc import Iterator
from datetime import date

from voortgang.letter.gather.asking import Asked
from voortgang.letter.model import DAY, Fact, Freeze

METRIC = "letter"


def dates(asked: Asked, previous: Freeze | None) -> Iterator[Fact]:
    """The period and the reference date of the letter, and the reference date of the one before when there is one."""
    yield _day("since", "eerste dag van de briefperiode", asked.period.since)
    yield _day("until", "laatste dag van de briefperiode", asked.period.until)
    yield _day("reference_on", "peildatum", asked.reference_on)
    if previous is not None:
        yield _day("previous_on", "peildatum van de vorige brief", previous.reference_on)


def _day(name: str, label: str, day: date) -> Fact:
    return Fact(
        key=f"{METRIC}.{name}",
        label=label,
        value=day,
        unit=DAY,
        decimals=0,
        metric=METRIC,
        definition=f"{label[0].upper()}{label[1:]}, gekozen bij het vastleggen van de brief.",
        query="",
        parameters={},
    )
