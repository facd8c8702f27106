"""The app in a process of its own, and visitors with a browser."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as TookTooLong

from voortgang.settings import ROOT

PATIENCE = 60_000  # milliseconds: a busy machine is slow, not broken
ATTEMPTS = 6
DESK: ViewportSize = {"width": 1440, "height": 1000}
SERVE = ("voortgang", "serve", "--port", "{port}")
STREAMLIT = ("streamlit", "run", "app.py", "--server.port", "{port}")


@contextmanager
def serving(home: Path, *command: str) -> Iterator[str]:
    """The address of an app in a process of its own, stopped afterwards; a traceback in its log fails the test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = home.parent / f"server-{port}.log"
    arguments = [sys.executable, "-m", *(word.format(port=port) for word in command)]
    # a test that looks at a model waits for it; the others need their processor
    environment = {**os.environ, "VOORTGANG_HOME": str(home), "VOORTGANG_WARM_MODELS": "false"}
    with log.open("w") as output:
        started = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            wait_until_up(started, f"http://localhost:{port}/_stcore/health", log)
            yield f"http://localhost:{port}"
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait(timeout=PATIENCE / 1000)
    assert "Traceback" not in log.read_text()


def wait_until_up(started: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Return when the server answers; fail with its log when it stops or stays silent."""
    for _ in range(4 * PATIENCE // 1000):
        assert started.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"no answer at {address}: {log.read_text()}")


@contextmanager
def visiting(browser: Browser, width: int = DESK["width"]) -> Iterator[Page]:
    """A page of a visitor of its own."""
    context = browser.new_context(viewport={**DESK, "width": width}, locale="nl-NL", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


# a page that was just drawn can be drawn once more: whoever opened a list by then sees it close
IS_STEADY = """() => {
    const isRunning = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning';
    if (isRunning || window.steadySince === undefined) window.steadySince = performance.now();
    return !isRunning && performance.now() - window.steadySince > 500;
}"""


def wait_until_steady(page: Page) -> None:
    """Return when no script has run for half a second."""
    page.evaluate("() => { window.steadySince = undefined; }")
    page.wait_for_function(IS_STEADY)


def choose_option(page: Page, control: Locator, option: str) -> None:
    """Choose from a list; one that closes again, because the page was still being drawn, is opened anew."""
    offered = page.get_by_role("option", name=option, exact=True)
    for _ in range(ATTEMPTS):
        control.click()
        try:
            offered.click(timeout=PATIENCE / ATTEMPTS)
        except TookTooLong:
            page.keyboard.press("Escape")
        else:
            break
    else:
        expect(offered).to_be_visible()
    wait_until_steady(page)


def wait_until_drawn(page: Page, last_metric: str | None) -> None:
    """Return when the script has run to its end; the overview ends with the events."""
    last = f'.table[data-metric="{last_metric}"]' if last_metric else "[aria-label*='die in de figuren staan']"
    page.locator(last).first.wait_for(state="attached")
    wait_until_steady(page)
