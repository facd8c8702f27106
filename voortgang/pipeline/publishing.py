"""Publishing a build: a link that moves in one step, so that readers see the old or the new, never between."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voortgang.errors import VoortgangError

BUILDING = ".building"
"""suffix of a folder with a build in the making; without a lock it is left over from a build that was killed"""

DOCUMENTS = "-controles"
"""end of the name of a folder with the report of the checks"""


def builds_folder(published: Path) -> Path:
    """Where the builds behind the link `published` are kept."""
    return published.with_name(f"{published.name}.builds")


@contextmanager
def building(published: Path, build_id: str) -> Iterator[Path]:
    """An empty folder to build in, thrown away afterwards; raises VoortgangError when another build is running."""
    _refuse_foreign(published)
    folder = builds_folder(published)
    folder.mkdir(parents=True, exist_ok=True)
    _require_access(published.parent)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VoortgangError(
                f"Er wordt al een levering verwerkt voor {published}. Wacht tot die klaar is."
            ) from None
        _remove_left_overs(folder)
        work = folder / f"{build_id}{BUILDING}"
        work.mkdir()
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _refuse_foreign(published: Path) -> None:
    if published.exists() and not published.is_symlink():
        raise VoortgangError(
            f"{published} bestaat al en is niet door voortgang gepubliceerd. Kies een andere plaats of verplaats het."
        )


def _require_access(folder: Path) -> None:
    # better now than after minutes of building, when the link cannot be moved here
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _remove_left_overs(folder: Path) -> None:
    # only called under the lock: whatever is half-way belongs to a build that was killed
    for left_over in folder.glob(f"*{BUILDING}"):
        shutil.rmtree(left_over)
    for link in folder.glob("*.link"):
        link.unlink()
    published = {documents_folder(build) for build in folder.glob("*.duckdb")}
    for documents in set(folder.glob(f"*{DOCUMENTS}")) - published:
        shutil.rmtree(documents)


def publish(warehouse: Path, report: Path, published: Path, build_id: str, kept: int) -> Path:
    """Move a finished `warehouse` and the `report` on it among the builds; point `published` to it.

    Builds beyond the newest `kept` are removed. A build without checks has no report.
    """
    folder = builds_folder(published)
    final = folder / f"{build_id}.duckdb"
    _require_whole(warehouse)
    _settle(warehouse)
    if report.exists():
        report.replace(documents_folder(final))
    warehouse.replace(final)
    link = folder / f"{build_id}.link"
    link.symlink_to(os.path.relpath(final, published.parent))
    link.replace(published)
    _remove_old(folder, final, kept)
    return final


def _require_whole(warehouse: Path) -> None:
    # DuckDB keeps a write-ahead log beside a file that it could not finish, and says nothing when it closes
    if warehouse.with_name(f"{warehouse.name}.wal").exists():
        raise VoortgangError(
            f"{warehouse.name} is niet volledig weggeschreven. Controleer de schijf en probeer het opnieuw."
        )


def _settle(file: Path) -> None:
    # the rename must not reach the disk before the bytes it names
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _remove_old(folder: Path, final: Path, kept: int) -> None:
    # names tell the order, but not after a clock that was wrong: the build just published always stays
    others = sorted(build for build in folder.glob("*.duckdb") if build != final)
    for build in others[: max(0, len(others) + 1 - kept)]:
        build.unlink()
        shutil.rmtree(documents_folder(build), ignore_errors=True)


def documents_folder(build: Path) -> Path:
    """The folder beside a build with the report of the checks."""
    return build.with_name(f"{build.stem}{DOCUMENTS}")
