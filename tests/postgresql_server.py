"""A real PostgreSQL for as long as it is used, in a folder of its own; reached by a socket, so it claims no port."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL

ADMINISTRATOR = "beheer"
PASSWORD = "zomaar-een-wachtwoord"
PATIENCE = 240
AS_POSTGRES = ("--reuid=postgres", "--regid=postgres", "--clear-groups")
MAKE = ("--no-sync", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", f"--username={ADMINISTRATOR}")


def programs() -> Path | None:
    """Where PostgreSQL's own programs are, the newest first; Debian keeps them per version and off the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb", path=os.pathsep.join([*map(str, reversed(folders)), os.environ.get("PATH", "")]))
    return Path(found).parent if found and shutil.which("setpriv") else None


@contextmanager
def postgresql(found: Path) -> Iterator[dict[str, str]]:
    """A running server; yields how its administrator connects."""
    folder = Path(tempfile.mkdtemp(prefix="voortgang-"))
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    is_root = os.geteuid() == 0
    if is_root:  # whom PostgreSQL refuses to serve
        for path in (folder, password):
            shutil.chown(path, "postgres", "postgres")
    # a killed test takes its server along
    prefix = ["setpriv", "--pdeathsig=QUIT", *(AS_POSTGRES if is_root else ())]
    make = [*prefix, found / "initdb", *MAKE, f"--pwfile={password}", folder / "data"]
    run = [*prefix, found / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
    try:
        subprocess.run(make, check=True, capture_output=True, cwd=folder)
        with (folder / "log").open("w") as log, running(run, folder, log) as server:
            access = {"host": str(folder), "user": ADMINISTRATOR, "password": PASSWORD, "dbname": "postgres"}
            wait_for(access, server)
            yield access
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(command: list, folder: Path, log) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that is ended afterwards, at once: nobody will want back what it holds."""
    process = subprocess.Popen([*command, "-c", "fsync=off"], stdout=log, stderr=log, cwd=folder)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(PATIENCE)


def wait_for(access: dict[str, str], server: "subprocess.Popen[bytes]") -> None:
    """Returns when the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return psycopg.connect(**access).close()
        except psycopg.OperationalError:
            assert server.poll() is None, (Path(access["host"]) / "log").read_text(encoding="utf-8")
            assert time.monotonic() < until, "PostgreSQL did not start"
            time.sleep(0.05)


def url_of(access: dict[str, str], database: str, user: str = ADMINISTRATOR, password: str = PASSWORD) -> str:
    """The URL by which `user` reaches a database of the server."""
    url = URL.create("postgresql", user, password, database=database, query={"host": access["host"]})
    return url.render_as_string(hide_password=False)
