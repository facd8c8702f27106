"""Word files as LibreOffice draws them: for tests that look at pages instead of at XML."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

PATIENCE = 180  # seconds: the first start of a profile is slow on a busy machine


def as_pdf(path: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a document, in `folder`.

    Without LibreOffice a test is skipped on a developer's machine, and fails in CI.
    """
    return _converted(path, folder, "pdf")


def saved_again(path: Path, folder: Path) -> Path:
    """The same document as somebody who works in LibreOffice saves it, in `folder`, which is another one."""
    return _converted(path, folder, "docx")


def _converted(path: Path, folder: Path, kind: str) -> Path:
    office = shutil.which("soffice") or ""
    if not office:
        reason = "LibreOffice is niet gevonden: hoe Word-documenten eruitzien is niet getest."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    profile = f"-env:UserInstallation={_profile().as_uri()}"
    arguments = [office, "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=PATIENCE)
    return folder / f"{path.stem}.{kind}"


@cache
def _profile() -> Path:
    """Settings of LibreOffice for this process: two that run at once may not share them."""
    return Path(tempfile.mkdtemp(prefix="voortgang-office-"))
