"""The letters of the simulated delivery, and a letter of a small one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from letter_home import PERIOD, REFERENCE_ON, living_in, write_small
from small_delivery import build_small

from voortgang.letter.freezing import asked_for, compose
from voortgang.letter.gather.asking import Asked
from voortgang.letter.model import Freeze
from voortgang.letter.periods import period_of
from voortgang.pipeline.warehouse import Warehouse, open_warehouse, published
from voortgang.register.letters.reading import freeze

WINTER = period_of("2024-11..2025-04")
DELIVERED_ON = date(2025, 6, 30)
ANYWAY = dict.fromkeys(("register", "build"), "alleen voor deze proef")


@pytest.fixture
def at_letters(two_letters: tuple[Path, list[str]]) -> Iterator[Path]:
    with living_in(two_letters[0]):
        yield two_letters[0]


@pytest.fixture
def warehouse(at_letters: Path) -> Warehouse:
    return open_warehouse(published())


@pytest.fixture
def asked(warehouse: Warehouse) -> Asked:
    return asked_for(warehouse, PERIOD, REFERENCE_ON, datetime.now(UTC))


@pytest.fixture
def frozen(at_letters: Path) -> Freeze:
    """The letter of November 2025 as it was kept."""
    return freeze("2025-11-v1")


@pytest.fixture(scope="session")
def small_letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Freeze, Warehouse, Path]]:
    """A letter about 240 requests, with the warehouse and the home that it was made in."""
    home = tmp_path_factory.mktemp("small-letter")
    with living_in(home):
        warehouse = build_small(write_small(home / "levering", 240, DELIVERED_ON), home / "warehouse.duckdb")
        made = compose(warehouse, WINTER, DELIVERED_ON, by="A", at=datetime.now(UTC), overruled=ANYWAY)
    yield made, warehouse, home
    warehouse.close()
