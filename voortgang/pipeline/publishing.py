"""Publishing a build: a link that moves in one step, so that readers see the old or the new warehouse and nothing between."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voortgang.errors import VoortgangError

BUILDING = ".building"
"""suffix of a folder with a build in the making; without a lock it is left over from a build that was killed"""


def builds_folder(published: Path) -> Path:
    """Where the builds behind the link `published` are kept."""
    return published.with_name(f"{published.name}.builds")


@contextmanager
def building(published: Path, build_id: str) -> Iterator[Path]:
    """An empty folder to build in, thrown away afterwards; raises VoortgangError when another build is running."""
    folder = builds_folder(published)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VoortgangError(
                f"Er wordt al een levering verwerkt voor {published}. Wacht tot die klaar is."
            ) from None
        for left_over in folder.glob(f"*{BUILDING}"):
            shutil.rmtree(left_over)
        work = folder / f"{build_id}{BUILDING}"
        work.mkdir()
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def publish(warehouse: Path, report: Path, published: Path, build_id: str, kept: int) -> Path:
    """Move a finished `warehouse` and the `report` on it among the builds; point `published` to it.

    Builds beyond the newest `kept` are removed. A build without checks has no report.
    """
    folder = builds_folder(published)
    final = folder / f"{build_id}.duckdb"
    _settle(warehouse)
    os.replace(warehouse, final)
    if report.exists():
        os.replace(report, documents_folder(final))
    link = folder / f"{build_id}.link"
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(final, published.parent))
    os.replace(link, published)
    _remove_old(folder, kept)
    return final


def _settle(file: Path) -> None:
    # the rename must not reach the disk before the bytes it names
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _remove_old(folder: Path, kept: int) -> None:
    builds = sorted(folder.glob("*.duckdb"))
    for build in builds[:-kept]:
        build.unlink()
        shutil.rmtree(documents_folder(build), ignore_errors=True)


def documents_folder(build: Path) -> Path:
    """The folder beside a build with the report of the checks."""
    return build.with_name(f"{build.stem}-controles")
