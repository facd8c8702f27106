"""The deliveries that are measured: fictional, made once per size and kept."""

import subprocess
import sys
from pathlib import Path

from voortgang.pipeline.contracts import REQUIRED

SEED = 7
SINCE = "2024-01-01"
UNTIL = "2025-12-31"


def delivery_folder(out: Path, requests: int) -> Path:
    """The folder with a delivery of `requests` requests, simulated when it is not there yet."""
    folder = out / str(requests) / UNTIL
    if not folder.exists():
        making = folder.with_name("making")
        simulate = [sys.executable, "-m", "voortgang", "simulate", "--requests", str(requests), "--seed", str(SEED)]
        subprocess.run([*simulate, "--from", SINCE, "--until", UNTIL, "--out", str(making)], check=True)
        making.rename(folder)
    return folder


def extract_files(folder: Path) -> dict[str, Path]:
    """The CSV file per extract about requests."""
    return {extract: folder / f"{extract}.csv" for extract in REQUIRED}


def warm_up(folder: Path) -> float:
    """Read every file once, so that the disk plays no part in what follows; the size in MB."""
    return sum(len(path.read_bytes()) for path in extract_files(folder).values()) / 1e6
