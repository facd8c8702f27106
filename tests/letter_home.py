"""Homes in which letters are frozen: a delivery that others built, and a register of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from small_delivery import write_delivery

from voortgang.commands.letter_archive import approved_letter
from voortgang.commands.letter_freeze import Wish, freeze_letter
from voortgang.letter.periods import period_of
from voortgang.settings import settings

PERIOD, REFERENCE_ON = period_of("2025-05..2025-10"), date(2025, 12, 31)
NOT_REVIEWED = {"register": "de herbeoordeling staat voor volgende maand gepland"}
TYPED = tuple(f"{gate}={reason}" for gate, reason in NOT_REVIEWED.items())
FIRST = Wish("A. Noniem", "2024-11..2025-04", reference_on=date(2025, 6, 30), overruled=TYPED)
SECOND = Wish("A. Noniem", overruled=TYPED)
"""the last period that was over on the day of the delivery, 31 December 2025"""


@contextmanager
def living_in(home: Path) -> Iterator[None]:
    """The settings of this process point to a home for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOORTGANG_HOME", str(home))
        patch.delenv("VOORTGANG_REGISTER_URL", raising=False)
        settings.cache_clear()
        yield
    settings.cache_clear()


def home_beside(built: Path, home: Path) -> Path:
    """A home with the published delivery of another one."""
    (home / "warehouse.duckdb").symlink_to((built / "warehouse.duckdb").resolve())
    return home


def freeze_two(home: Path) -> list[str]:
    """Freeze two consecutive letters, the first approved before the second; what the commands said."""
    with living_in(home):
        return [freeze_letter(FIRST), approved_letter("2025-05-v1", "B. Oordeel"), freeze_letter(SECOND)]


def write_small(folder: Path, count: int, delivered_on: date) -> Path:
    """Requests of February to April, decided after 30 to 79 days; nobody knows of IV days or a task force."""
    rows = []
    for number in range(count):
        received = date(2025, 2, 1) + timedelta(days=number % 80)
        sent = received + timedelta(days=30 + number % 50)
        steps = {"decided_on": sent, "dated_on": sent, "sent_on": sent, "outcome": "toegekend"}
        rows.append({"request_id": f"V{number:04d}", "received_on": received, "registered_on": received} | steps)
    return write_delivery(folder, rows, delivered_on=delivered_on)
