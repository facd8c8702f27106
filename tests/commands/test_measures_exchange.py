"""`voortgang measures-export` and `measures-import`: files of the register, and what comes back of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import voortgang
from edited_exports import BEGUN, csv_lines, edited_csv, workbook_lines

from voortgang.settings import ROOT


def asked(*arguments: str, home: Path) -> tuple[int, str]:
    """The exit code and all that was said."""
    environment = {**os.environ, "VOORTGANG_HOME": str(home)}
    command = [sys.executable, "-m", "voortgang", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_an_export_that_is_changed_comes_back_as_drafts(tmp_path: Path) -> None:
    export, changed = tmp_path / "m.csv", tmp_path / "anders.csv"
    told = voortgang("measures-export", str(export), "--as-of", "2025-07-02", home=tmp_path)
    assert told == f"In {export} staat het register (37 rijen) op 2 juli 2025.\n"
    assert voortgang("measures-import", str(export), home=tmp_path).startswith("37 regels: 37 ongewijzigd, 0 gewijzigd")
    changed.write_bytes(edited_csv(export.read_bytes(), row_3=BEGUN))
    shown = voortgang("measures-import", str(changed), home=tmp_path)
    assert "Regel 4, gewijzigd: Rij 3: Versnelde invordering" in shown
    assert "  - fase van 'nog te starten' naar 'beleidsuitwerking'" in shown
    assert "Er is niets geschreven." in shown
    code, told = asked("measures-import", str(changed), "--write", home=tmp_path)
    assert code == 1 and "Noem met --by wie" in told
    told = voortgang("measures-import", str(changed), "--by", "Anna", "--write", home=tmp_path)
    assert told.endswith("Vastgelegd: 1 voorstel, te beoordelen door een tweede persoon.\n")
    assert "wacht al op beoordeling, als voorstel van Anna" in voortgang("measures-import", str(changed), home=tmp_path)


def test_a_refused_line_gives_exit_code_1_and_the_others_go_in(tmp_path: Path) -> None:
    export = tmp_path / "m.csv"
    voortgang("measures-export", str(export), home=tmp_path)
    lines = export.read_bytes()
    export.write_bytes(edited_csv(lines, row_3=BEGUN, row_4={"Fase": "klaar"}))
    code, told = asked("measures-import", str(export), "--by", "Anna", "--write", home=tmp_path)
    assert code == 1 and "Traceback" not in told
    assert "Regel 5, geweigerd: Rij 4" in told and "Vastgelegd: 1 voorstel" in told


def test_a_workbook_and_the_history(tmp_path: Path) -> None:
    book, history = tmp_path / "m.xlsx", tmp_path / "h.csv"
    told = voortgang("measures-export", str(book), "--known-on", "2025-07-02", home=tmp_path)
    assert told.endswith(", zoals bekend op 2 juli 2025.\n")
    assert len(workbook_lines(book.read_bytes())) == 38
    assert "37 ongewijzigd" in voortgang("measures-import", str(book), home=tmp_path)
    voortgang("measures-export", str(history), "--history", home=tmp_path)
    assert [line["Stand"] for line in csv_lines(history.read_bytes())] == [str(number) for number in range(1, 38)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("measures-export", "m.pdf"), "Laat de naam op .xlsx of .csv eindigen"),
        (("measures-export", "bestaat.csv"), "bestaat al. Kies een andere naam"),
        (("measures-export", "nergens/m.csv"), "is niet te schrijven"),
        (("measures-export", "m.xlsx", "--history"), "staat de geschiedenis altijd"),
        (("measures-import", "nergens.csv"), "is niet te lezen"),
        (("measures-import", "bestaat.csv"), "is leeg"),
        (("measures-import", "."), "is niet te lezen"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    (tmp_path / "bestaat.csv").touch()
    command, name, *others = arguments
    code, said = asked(command, str(tmp_path / name), *others, home=tmp_path / "home")
    assert (code, told in said, "Traceback" in said) == (1, True, False), said
