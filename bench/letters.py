"""How long the documents of a letter take: two letters are frozen over a delivery, the second is written out."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import tables
from bench.timing import median_ms
from voortgang.letter.annex import annex_pdf, annex_word
from voortgang.letter.appendix import appendix
from voortgang.letter.documents import documents
from voortgang.letter.freezing import compose
from voortgang.letter.gates import KEYS
from voortgang.letter.model import Freeze
from voortgang.letter.periods import Period, last_ended
from voortgang.letter.word import draft
from voortgang.pipeline.warehouse import Warehouse, open_warehouse
from voortgang.register import store
from voortgang.settings import settings

BUDGET_MS = 5000
HEADER = ["requests", "freeze s", "draft", "annex, Word", "annex, PDF", "workbook", "all", "of 5 s"]
CAPTION = "Milliseconds, medians; the freeze is one run, with its models. All documents together may take five seconds."


def show_letters(warehouses: Mapping[int, Path], rounds: int) -> None:
    """Print the time of a freeze and of each document, per size."""
    rows = [_row(size, path, rounds) for size, path in warehouses.items()]
    tables.show("The documents of a letter", HEADER, rows, CAPTION)


def _row(size: int, warehouse: Path, rounds: int) -> list[str]:
    started = perf_counter()
    letter = _second_letter(warehouse)
    seconds = (perf_counter() - started) / 2
    ways: dict[str, Callable[[], object]] = {
        "draft": lambda: draft(letter),
        "annex, Word": lambda: annex_word(letter),
        "annex, PDF": lambda: annex_pdf(letter),
        "workbook": lambda: appendix(letter),
        "all": lambda: documents(letter),
    }
    taken = median_ms(ways, rounds)
    share = f"{taken['all'] / BUDGET_MS:.0%}"
    return [f"{size:,}", f"{seconds:.1f}", *(f"{each:,.0f}" for each in taken.values()), share]


def _second_letter(path: Path) -> Freeze:
    """The letter of the last half year in the delivery, compared with the one before it."""
    with TemporaryDirectory() as home:
        os.environ["VOORTGANG_HOME"] = home  # a register of its own, with the measures as they started
        settings.cache_clear()
        (Path(home) / path.name).symlink_to(path)
        (Path(home) / "warehouse.duckdb").symlink_to(path.name)
        warehouse = open_warehouse(path)
        period = last_ended(warehouse.build.delivered_on)
        letter = _frozen(warehouse, period, _frozen(warehouse, period.before, None))
        store.close()
    return letter


def _frozen(warehouse: Warehouse, period: Period, previous: Freeze | None) -> Freeze:
    reasons = dict.fromkeys(KEYS, "voor een meting van de snelheid")
    at = warehouse.build.built_at
    return compose(warehouse, period, period.until, by="bench", at=at, overruled=reasons, previous=previous)
