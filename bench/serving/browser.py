"""The first view in a real browser, beside a bare Streamlit page with as many figures and tables."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.serving.bare import write_bare
from bench.serving.server import serving

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PATIENCE = 120_000
"""milliseconds"""
SETTLED = 1_000
"""milliseconds in which a page that is complete does not change"""
DRAWN = """([figures, tables]) =>
    document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && document.querySelector('[data-testid=stMain] h1')
    && !document.querySelector('[data-testid=stSkeleton]')
    && document.querySelectorAll('.js-plotly-plot:has(.main-svg)').length >= figures
    && document.querySelectorAll('[data-testid=stMain] table').length >= tables
    && performance.now()"""
"""milliseconds since the visitor asked for the page, once all of it is there"""
SHAPE = """() => ({
    figures: [...document.querySelectorAll('.js-plotly-plot')]
        .map(figure => (figure.calcdata ?? []).map(points => points.length)),
    tables: [...document.querySelectorAll('[data-testid=stMain] table')]
        .map(table => [table.rows.length, Math.max(0, ...[...table.rows].map(row => row.cells.length))])})"""

Shape = dict[str, list[Any]]
"""figures: points per trace of each; tables: rows and columns of each"""


@dataclass(frozen=True)
class FirstView:
    """Median seconds until a page is complete: with an empty cache and with a warm one, ours and bare."""

    figures: int
    tables: int
    ours: tuple[float, float]
    bare: tuple[float, float]


def chromium() -> str | None:
    """The browser of this computer, if it has one."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def first_views(address: str, paths: Sequence[str], rounds: int) -> dict[str, FirstView]:
    """Per page, ours and bare in turn."""
    with _browser() as browser, tempfile.TemporaryDirectory() as folder:
        shapes = {path: _shape(browser, f"{address}/{path}") for path in paths}
        script = write_bare(Path(folder), list(shapes.values()))
        with serving("bench.serving.bare", str(script), "{port}") as bare:
            return _compared(browser, address, bare.address, shapes, rounds)


def _compared(browser: Browser, ours: str, bare: str, shapes: Mapping[str, Shape], rounds: int) -> dict[str, FirstView]:
    compared = {}
    for number, (path, shape) in enumerate(shapes.items()):
        addresses = [f"{ours}/{path}", f"{bare}/?shape={number}"]
        _shape(browser, addresses[1])  # its server has now had a visitor, as ours had
        views = [[_empty_and_warm(browser, address, shape) for address in addresses] for _ in range(rounds)]
        of_ours, of_bare = (_medians(each) for each in zip(*views, strict=True))
        compared[path] = FirstView(len(shape["figures"]), len(shape["tables"]), of_ours, of_bare)
    return compared


@contextmanager
def _browser() -> Iterator[Browser]:
    flags = [*FLAGS, "--no-first-run", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody whose browser has fetched nothing yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def _shape(browser: Browser, address: str) -> Shape:
    """What stands on a page once it no longer changes."""
    with _visitor(browser) as visitor:
        page = visitor.new_page()
        page.goto(address)
        page.wait_for_function(DRAWN, arg=[0, 0])
        return _settled(page)


def _settled(page: Page) -> Shape:
    before, now = None, page.evaluate(SHAPE)
    while before != now:
        page.wait_for_timeout(SETTLED)
        before, now = now, page.evaluate(SHAPE)
    return now


def _empty_and_warm(browser: Browser, address: str, shape: Shape) -> tuple[float, float]:
    with _visitor(browser) as visitor:
        return _seconds(visitor, address, shape), _seconds(visitor, address, shape)


def _seconds(visitor: BrowserContext, address: str, shape: Shape) -> float:
    page = visitor.new_page()
    page.goto(address, wait_until="commit")
    drawn = page.wait_for_function(DRAWN, arg=[len(shape["figures"]), len(shape["tables"])])
    seconds = float(drawn.json_value()) / 1000
    page.close()
    return seconds


def _medians(views: Sequence[tuple[float, float]]) -> tuple[float, float]:
    empty, warm = zip(*views, strict=True)
    return median(empty), median(warm)
