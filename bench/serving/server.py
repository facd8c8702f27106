"""A server in a process of its own, always stopped, and whose log must hold no traceback."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voortgang.settings import ROOT

MONITOR = ("voortgang", "serve", "--port", "{port}")
START_SECONDS = 300
STOP_SECONDS = 30
BETWEEN_ATTEMPTS = 0.02
"""seconds; short, because the time until the first answer is itself measured"""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    address: str
    ready_seconds: float
    """from the start of the process until its health endpoint answers"""


@contextmanager
def serving(module: str, *arguments: str, home: Path | None = None) -> Iterator[Server]:
    """Run `python -m module`, its port in place of {port}; a traceback in its log stops the benchmark."""
    port = _free_port()
    command = [sys.executable, "-m", module, *(word.replace("{port}", str(port)) for word in arguments)]
    environment = {**os.environ, **({"VOORTGANG_HOME": str(home.resolve())} if home else {})}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("w") as output:
            started = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            address = f"http://localhost:{port}"
            _wait_until_healthy(process, address, log)
            yield Server(address, time.perf_counter() - started)
        finally:
            _stop(process)
        _require_no_traceback(log)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
            return
        except OSError:
            time.sleep(BETWEEN_ATTEMPTS)
    raise RuntimeError(f"No server at {address}:\n{log.read_text()}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _require_no_traceback(log: Path) -> None:
    text = log.read_text()
    if "Traceback" in text:
        raise RuntimeError(f"The server logged a traceback:\n{text}")
