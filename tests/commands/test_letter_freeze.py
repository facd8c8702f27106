"""`voortgang letter freeze`, `list`, `approve` and `restate`: two consecutive letters, each the same bytes for ever."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from command_line import voortgang
from letter_home import SECOND, TYPED, living_in

from voortgang.commands.letter_archive import listed_letters
from voortgang.commands.letter_freeze import Wish, freeze_letter
from voortgang.commands.letter_restate import restated_letter
from voortgang.errors import VoortgangError
from voortgang.letter.documents import documents
from voortgang.register.letters.reading import document, freeze, kept


@pytest.fixture
def home(two_letters: tuple[Path, list[str]]) -> Iterator[Path]:
    with living_in(two_letters[0]):
        yield two_letters[0]


def test_what_was_frozen_is_told(two_letters: tuple[Path, list[str]]):
    first, approved, second = two_letters[1]
    assert first.startswith("Brief 2025-05-v1 over november 2024 – april 2025 is vastgelegd door A. Noniem")
    assert "Ondanks 'Register van maatregelen is beoordeeld' (4 rijen" in first
    assert "Niet in de brief: Wijzigingen sinds de vorige brief." in first
    assert "voortgang letter approve 2025-05-v1" in first
    assert approved.startswith(
        "Brief 2025-05-v1 over de periode tot en met 30 april 2025 is goedgekeurd door B. Oordeel"
    )
    assert second.startswith("Brief 2025-11-v1 over mei – oktober 2025")
    assert "Niet in de brief" not in second


@pytest.mark.usefixtures("home")
def test_a_letter_knows_the_one_before():
    first, second = freeze("2025-05-v1"), freeze("2025-11-v1")
    assert second.previous and second.previous.id == first.id
    key = "decided_on_time.share_within_norm"
    assert second.previous.figures[key].text == first.fact[key].text
    assert first.fact[key].text != second.fact[key].text
    assert second.fact["flow.backlog_start"].value == first.fact["backlog.open"].value
    # the register holds the annex of May 2025 and nothing since
    assert second.fact["register.unchanged"].value == len(second.annex) == 37
    assert second.changes == ()


def test_documents_made_again_are_the_same_bytes(home: Path, tmp_path: Path):
    *_, letter = kept()
    assert {name: document(letter.id, name) for name in letter.documents} == documents(freeze(letter.id))
    # and in another process, where sets and hashes have another order
    voortgang("letter", "draft", "2025-11-v1", "--out", str(tmp_path / "brief.docx"), home=home, PYTHONHASHSEED="7")
    assert (tmp_path / "brief.docx").read_bytes() == document("2025-11-v1", "brief.docx")


@pytest.mark.usefixtures("home")
def test_the_list_tells_who_did_what():
    lines = listed_letters().splitlines()
    assert len(lines) == 3
    assert lines[1].split()[:5] == ["2025-05-v1", "november", "2024", "–", "april"]
    assert "B. Oordeel" in lines[1]
    assert lines[2].rstrip().endswith("-")


@pytest.mark.usefixtures("home")
def test_a_letter_of_this_delivery_still_holds():
    assert restated_letter("2025-11-v1").startswith("Brief 2025-11-v1: alle")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (SECOND, "2025-11-v1 is al vastgelegd"),
        (Wish("A", "2025-05..2025-10", correction="te kort"), "zegt te weinig"),
        (Wish("A", "2025-05..2025-10", correction="De mediaan was verkeerd"), r"voorwaarde .* \(register\)"),
        (Wish("A", "2024-05..2024-10", reference_on=date(2024, 12, 1), overruled=TYPED), r"\(cohorts\)"),
        (Wish("A", "2025-05..2025-09"), "geen briefperiode"),
        (Wish("A", "2024-05..2024-10", correction="De mediaan was verkeerd"), "nog geen versie"),
        (Wish("A", "2025-05..2025-10", date(2025, 10, 31)), "niet met allebei"),
        (Wish("A", "2024-05..2024-10", overruled=("register",)), "de voorwaarde en de reden"),
        (Wish(" ", "2024-05..2024-10", overruled=TYPED), "niet ingevuld"),
    ],
)
def test_what_cannot_be_frozen_is_refused_before_anything_is_kept(wish: Wish, refusal: str):
    with pytest.raises(VoortgangError, match=refusal):
        freeze_letter(wish)
    assert [each.id for each in kept()] == ["2025-05-v1", "2025-11-v1"]
