"""A fictional delivery: a process with memory, and what would have happened without its measures."""

from datetime import date
from pathlib import Path
from typing import Literal

from voortgang.simulate.world import World

__all__ = ["World", "simulate"]

ACTUAL_WORLD = World()


def simulate(
    requests: int,
    seed: int,
    since: date,
    until: date,
    out: Path,
    file_format: Literal["csv", "parquet", "xlsx"] = "csv",
    world: World = ACTUAL_WORLD,
) -> None:
    """Write a delivery of `requests` requests received from `since` to `until`, as it stands on `until`.

    The folder `out` gets requests, suspensions, extensions and capacity in the format asked, a portfolio of IV
    projects, delivery.toml, and truth.json with the weekly course of the same world with and without each measure.
    """
    # numpy and pyarrow are loaded when something is simulated, so that the command line stays quick
    from voortgang.simulate.run import run

    run(requests, seed, since, until, out, file_format, world)
