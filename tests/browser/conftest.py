"""A browser, a visitor and the app."""

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import Browser, Page, expect, sync_playwright
from serving import DESK, PATIENCE, SERVE, serving, visiting

FLAGS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Try a browser test that fails once more, and say so: on a shared machine a browser now and then loses a click.

    It begins anew: with another browser, and with copies of what the first attempt may have changed.
    """
    if not item.get_closest_marker("browser"):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    first = next((report for report in reports if report.failed), None)
    if first:
        item.session._setupstate.teardown_exact(None)
        item._initrequest()
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        warnings.warn(f"{item.nodeid} failed the first time: {first.longreprtext[-2000:]}", stacklevel=1)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; absent on a developer's machine it skips, absent in CI it fails."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        reason = "Chromium is niet gevonden: de browsertests zijn niet uitgevoerd."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    flags = [*FLAGS, "--no-first-run", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all visits: a browser that must read Streamlit's own files anew for each test takes minutes more."""
    with visiting(browser) as opened:
        yield opened


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A visitor at a desk, who has nothing open yet."""
    yield tab
    tab.goto("about:blank")
    tab.set_viewport_size(DESK)
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null")


@pytest.fixture(scope="session")
def app(simulated_home: Path) -> Iterator[str]:
    """The real app on a small simulated delivery."""
    with serving(simulated_home, *SERVE) as address:
        yield address
