"""The command line as its users call it: a process of its own, in a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

from voortgang.settings import ROOT


def voortgang(*arguments: str, home: Path, **settings: str) -> str:
    """What the command line answers; fails the test with its words when it refuses."""
    environment = {**os.environ, "VOORTGANG_HOME": str(home), **settings}
    done = subprocess.run(
        [sys.executable, "-m", "voortgang", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
