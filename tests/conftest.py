"""What several tests share: a simulated delivery, built by the real commands into a home of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import voortgang

from voortgang.settings import settings

REQUESTS = 6000


@pytest.fixture(scope="session")
def simulated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A VOORTGANG_HOME in which a small fictional delivery has been built."""
    delivery, home = tmp_path_factory.mktemp("delivery"), tmp_path_factory.mktemp("home")
    voortgang("simulate", "--requests", str(REQUESTS), "--seed", "7", "--out", str(delivery), home=home)
    voortgang("build", "--delivery", str(delivery), home=home)
    return home


@pytest.fixture(scope="session")
def two_letters(simulated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A home with that delivery, in which two letters were frozen; only to be read. And what the commands said."""
    from letter_home import freeze_two, home_beside

    home = home_beside(simulated_home, tmp_path_factory.mktemp("letters"))
    return home, freeze_two(home)


@pytest.fixture
def at_home(simulated_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings of this process point to the simulated home for the duration of one test."""
    monkeypatch.setenv("VOORTGANG_HOME", str(simulated_home))
    settings.cache_clear()
    yield simulated_home
    settings.cache_clear()
