"""Whatever happens during a build, readers see the old warehouse or the new one, whole; and the next build works."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.small_delivery import answers, build_small, rubbish, write_sound_delivery
from voortgang.errors import DeliveryRefused, VoortgangError
from voortgang.pipeline.publishing import publish
from voortgang.pipeline.warehouse import Warehouse
from voortgang.settings import ROOT, Settings

STEPS = ("Lezen en omzetten", "Termijnen en standen berekenen", "Controleren over rijen heen", "Publiceren")
BUILD = """
import os, signal, sys
from pathlib import Path
from voortgang.pipeline.build import build
from voortgang.pipeline.deliveries import find_delivery
from voortgang.settings import Settings

folder, published, moment = sys.argv[1:]

class Killer:
    def start(self, step, total):
        if step == moment:
            os.kill(os.getpid(), signal.SIGKILL)
    def advance(self, parts=1):
        pass

def hook(event, arguments):
    if moment.startswith("os.") and moment.split()[0] == event and moment.split()[1] in str(arguments):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
build(find_delivery(Path(folder)), Path(published), Settings(kept_builds=1), expectations=False, progress=Killer())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sound_delivery(tmp_path_factory.mktemp("levering"))


@pytest.fixture(scope="module")
def home(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    build_small(folder, home / "w.duckdb").close()
    return home


@pytest.fixture
def published(home: Path, tmp_path: Path) -> Path:
    """A published warehouse of its own for one test."""
    shutil.copytree(home, tmp_path / "home", symlinks=True)
    return tmp_path / "home" / "w.duckdb"


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    """A copy of the delivery that a test may spoil."""
    return Path(shutil.copytree(folder, tmp_path / "levering"))


class At:
    """Does something when a build starts one of its steps."""

    def __init__(self, step: str, does: Callable[[], object]) -> None:
        self.step, self.does = step, does

    def start(self, step: str, total: int | None) -> None:
        if step == self.step:
            self.does()

    def advance(self, parts: int = 1) -> None:
        pass


def building(folder: Path, published: Path, moment: str = "") -> "subprocess.Popen[bytes]":
    """A build in a process of its own, which kills itself at a moment: a step, or a call to the system."""
    command = [sys.executable, "-c", BUILD, str(folder), str(published), moment]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def requests_in(published: Path) -> list[tuple]:
    return answers(published)[1]


# killed


MOMENTS = [STEPS[1], STEPS[3], "os.rename warehouse.duckdb", "os.symlink .duckdb", "os.rename .link"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_changes_nothing(folder, home, moment):
    before = answers(home / "w.duckdb")
    assert building(folder, home / "w.duckdb", moment).wait(timeout=240) == -signal.SIGKILL
    assert answers(home / "w.duckdb") == before


def test_a_build_that_is_killed_while_it_clears_away_the_old_ones_is_published(folder, published):
    build, requests = answers(published)
    assert building(folder, published, f"os.remove {build.id}").wait(timeout=240) == -signal.SIGKILL
    after = answers(published)
    assert after[0].id > build.id and after[1] == requests


def test_after_builds_that_were_killed_at_random_the_next_succeeds_and_leaves_nothing(folder, published):
    """At other moments in every run; sooner or later each has had its turn."""
    expected, builds = requests_in(published), published.with_name("w.duckdb.builds")
    for _ in range(3):
        process = building(folder, published)
        while process.poll() is None and not list(builds.glob("*.building")):
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.6))
        process.kill()
        process.wait(timeout=240)
        assert requests_in(published) == expected
    build_small(folder, published).close()
    assert rubbish(published) == []
    assert requests_in(published) == expected


def test_what_killed_builds_left_behind_is_removed(folder, published):
    builds = published.with_name("w.duckdb.builds")
    (builds / "20250101-x.building" / "spill").mkdir(parents=True)
    (builds / "20250101-x.building" / "warehouse.duckdb").write_bytes(b"half")
    (builds / "20250101-x-controles").mkdir()
    (builds / "20250101-x.link").symlink_to("nergens")
    assert len(rubbish(published)) >= 3
    build_small(folder, published).close()
    assert rubbish(published) == []


# two at once, and readers


def test_a_second_build_is_refused_while_the_first_goes_on(folder, tmp_path):
    published, told = tmp_path / "w.duckdb", []

    def second() -> None:
        with pytest.raises(VoortgangError) as refusal:
            build_small(folder, published)
        told.append(str(refusal.value))

    build_small(folder, published, progress=At(STEPS[1], second)).close()
    assert told == [f"Er wordt al een levering verwerkt voor {published}. Wacht tot die klaar is."]
    assert len(requests_in(published)) == 12


def test_two_warehouses_are_built_side_by_side(folder, tmp_path):
    other = tmp_path / "ander.duckdb"
    build_small(
        folder, tmp_path / "w.duckdb", progress=At(STEPS[1], lambda: build_small(folder, other).close())
    ).close()
    assert requests_in(other) == requests_in(tmp_path / "w.duckdb")


def test_a_reader_keeps_its_build_while_another_is_published_and_its_own_removed(published, tmp_path):
    question = "select * from requests order by all"
    reader = Warehouse(published.resolve())
    expected = reader._cursor.execute(question).fetchall()
    seen: list[list[tuple]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(reader._cursor.execute(question).fetchall())

    thread = threading.Thread(target=read)
    thread.start()
    larger = write_sound_delivery(tmp_path / "nieuw", 20)
    build_small(larger, published, settings=Settings(kept_builds=1)).close()
    done.set()
    thread.join()
    seen.append(reader._cursor.execute(question).fetchall())
    reader.close()
    assert len(seen) > 2 and all(rows == expected for rows in seen)
    assert len(requests_in(published)) == 20
    assert len(list(published.with_name("w.duckdb.builds").glob("*.duckdb"))) == 1


# where it is published


@pytest.mark.parametrize("make", [lambda path: path.write_text("mijn werk"), Path.mkdir])
def test_what_somebody_else_put_there_is_not_overwritten(folder, tmp_path, make):
    published = tmp_path / "verslag.duckdb"
    make(published)
    with pytest.raises(VoortgangError, match="bestaat al en is niet door voortgang gepubliceerd"):
        build_small(folder, published)
    assert published.is_dir() or published.read_text() == "mijn werk"


def test_folders_that_are_not_there_are_made(folder, tmp_path):
    build_small(folder, tmp_path / "een" / "twee" / "w.duckdb").close()
    assert len(requests_in(tmp_path / "een" / "twee" / "w.duckdb")) == 12


def test_a_place_inside_a_file_is_refused(folder, tmp_path):
    (tmp_path / "een").write_text("")
    with pytest.raises(VoortgangError, match="is niet te gebruiken"):
        build_small(folder, tmp_path / "een" / "w.duckdb")


def test_a_home_can_be_moved(published, tmp_path):
    published.parent.rename(tmp_path / "nieuw")
    assert len(requests_in(tmp_path / "nieuw" / "w.duckdb")) == 12


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"geen database"), Path.unlink])
def test_a_published_warehouse_that_is_spoiled_does_not_stop_the_next(folder, published, spoil):
    spoil(published.resolve())
    build_small(folder, published).close()
    assert len(requests_in(published)) == 12


def test_the_newest_builds_are_kept(folder, published):
    names = []
    for _ in range(2):
        build_small(folder, published, settings=Settings(kept_builds=2)).close()
        names.append(published.resolve().name)
    assert sorted(path.name for path in published.with_name("w.duckdb.builds").glob("*.duckdb")) == names


def test_a_build_made_after_the_clock_was_set_back_stays(folder, tmp_path):
    published, builds = tmp_path / "w.duckdb", tmp_path / "w.duckdb.builds"
    builds.mkdir()
    for day in range(3):
        (builds / f"2999010{day}-x.duckdb").write_bytes(b"")
    build_small(folder, published, settings=Settings(kept_builds=2)).close()
    assert len(requests_in(published)) == 12
    assert len(list(builds.glob("*.duckdb"))) == 2


def test_a_warehouse_that_was_not_written_to_the_end_is_not_published(tmp_path):
    """What DuckDB leaves beside the file when the disk is full at the moment of closing."""
    warehouse, published = tmp_path / "warehouse.duckdb", tmp_path / "w.duckdb"
    warehouse.write_bytes(b"")
    warehouse.with_name("warehouse.duckdb.wal").write_bytes(b"")
    (tmp_path / "w.duckdb.builds").mkdir()
    with pytest.raises(VoortgangError, match="niet volledig weggeschreven"):
        publish(warehouse, tmp_path / "controles", published, "id", kept=1)
    assert not published.is_symlink()


# a delivery that changes


def touched(path: Path) -> None:
    os.utime(path)


def rewritten_without_a_trace(path: Path) -> None:
    """As many bytes, and the old time put back, as some copying programs do."""
    stat, content = path.stat(), path.read_bytes()
    path.write_bytes(content.replace(b"toegekend", b"afgewezen", 1))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def replaced(path: Path) -> None:
    path.with_suffix(".new").write_bytes(path.read_bytes())
    path.with_suffix(".new").replace(path)


def grown(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


@pytest.mark.parametrize("change", [touched, rewritten_without_a_trace, replaced, grown, Path.unlink])
def test_a_delivery_that_changes_after_it_was_read_is_refused(own, home, change):
    before = answers(home / "w.duckdb")
    with pytest.raises(
        DeliveryRefused, match=r"Tijdens het lezen is requests\.csv gewijzigd; er is niets gepubliceerd"
    ):
        build_small(own, home / "w.duckdb", progress=At(STEPS[1], lambda: change(own / "requests.csv")))
    assert answers(home / "w.duckdb") == before
    assert rubbish(home / "w.duckdb") == []


def test_a_file_that_is_gone_when_it_is_read_is_refused(own, home):
    with pytest.raises(VoortgangError, match=r"capacity\.csv is niet te gebruiken"):
        build_small(own, home / "w.duckdb", progress=At(STEPS[0], (own / "capacity.csv").unlink))
    assert rubbish(home / "w.duckdb") == []


def test_a_delivery_that_is_still_being_copied_is_refused(own, published):
    """By another process, which knows nothing of the build."""
    before, builds = answers(published), published.with_name("w.duckdb.builds")
    process = building(own, published)
    while process.poll() is None:
        if list(builds.glob("*.building")):
            replaced(own / "requests.csv")
        time.sleep(0.02)
    told = process.stderr.read().decode() if process.stderr else ""
    assert process.returncode == 1
    assert "requests.csv gewijzigd; er is niets gepubliceerd" in told
    assert answers(published) == before


# no right, no room


def without_rights(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command line as a user to whom the rights of files apply: root, but without the power to ignore them."""
    command = [sys.executable, "-m", "voortgang", *arguments]
    if os.getuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root ignores the rights of files, and setpriv to give that up is not installed")
        powers = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}", *command]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)


@pytest.fixture
def locked() -> Iterator[Callable[[Path, int], None]]:
    """Takes rights away, and gives them back so that the folder can be removed."""
    changed: list[Path] = []

    def lock(path: Path, mode: int) -> None:
        path.chmod(mode)
        changed.append(path)

    yield lock
    for path in reversed(changed):
        path.chmod(0o700)


@pytest.mark.parametrize(
    "what, mode, words",
    [
        ("levering/requests.csv", 0o000, "requests.csv"),
        ("levering/requests.parquet", 0o000, "requests.parquet"),
        ("levering/delivery.toml", 0o000, "delivery.toml"),
        ("levering", 0o000, "levering"),
        ("home", 0o555, "home"),
        ("home/w.duckdb.builds", 0o555, "w.duckdb.builds"),
    ],
)
def test_without_the_right_to_read_or_write(own, published, tmp_path, locked, what, mode, words):
    before = answers(published)
    if what.endswith(".parquet"):
        (own / "requests.csv").rename(own / "requests.parquet")
    locked(tmp_path / what, mode)
    done = without_rights("build", "--delivery", str(own), "--warehouse", str(published))
    assert done.returncode == 1
    assert "Geen toegang tot" in done.stderr and words in done.stderr and "Traceback" not in done.stderr
    assert answers(published) == before


SMALL_DISK = """
import json, shutil, subprocess, sys
from pathlib import Path
from tests.small_delivery import answers, build_small, rubbish
from voortgang.errors import VoortgangError

small, large, disk = map(Path, sys.argv[1:4])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=True)
published = disk / "w.duckdb"
build_small(small, published).close()
before = answers(published)
told = []
for megabytes in (16, 9, 6, 5, 4, 3, 2, 0):
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    free = shutil.disk_usage(disk).free
    with filler.open("wb") as file:
        file.write(bytes(max(0, free - megabytes * 2**20)))
    try:
        build_small(large, published).close()
        told.append("published")
    except VoortgangError as error:
        told.append(str(error))
        assert answers(published) == before and rubbish(published) == []
    before = answers(published)
print(json.dumps(told))
"""


def test_on_a_disk_that_is_full_nothing_is_published(folder, tmp_path):
    """A real small disk, at degrees of full: DuckDB itself runs out, in the midst of a build or when it closes."""
    large = write_sound_delivery(tmp_path / "groot", 100)
    (tmp_path / "schijf").mkdir()
    private = ["unshare", "--mount", "--map-root-user"]
    try:
        subprocess.run(
            [*private, "mount", "-t", "tmpfs", "tmpfs", tmp_path / "schijf"], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no right here to mount a small disk")
    command = [*private, sys.executable, "-c", SMALL_DISK, folder, large, tmp_path / "schijf"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    refusals = [sentence for sentence in told if sentence != "published"]
    assert told[0] == "published" and len(refusals) >= 3
    assert all("schijfruimte" in sentence and "er is niets gepubliceerd" in sentence for sentence in refusals)


def test_a_delivery_that_cannot_fit_is_refused_before_it_is_read(own, home):
    """A file that says it is enormous, without taking the room itself."""
    with (own / "requests.csv").open("ab") as file:
        file.truncate(shutil.disk_usage(home).free)
    started = time.monotonic()
    with pytest.raises(VoortgangError, match=r"Te weinig schijfruimte in .* MB vrij, ongeveer"):
        build_small(own, home / "w.duckdb")
    assert time.monotonic() - started < 5
    assert rubbish(home / "w.duckdb") == []
