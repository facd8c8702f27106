"""Files of the register on a page: saved and logged, and brought in line by line by who may write."""

import logging
from pathlib import Path

import pytest
from edited_exports import BEGUN, JULY, edited_csv, edited_workbook, exported
from streamlit.testing.v1 import AppTest

from voortgang.register import store
from voortgang.register.exchange.extract import extract
from voortgang.register.exchange.workbook import workbook
from voortgang.register.measures.drafts import open_drafts
from voortgang.register.measures.reading import trail
from voortgang.register.measures.writing import confirm
from voortgang.settings import settings
from voortgang.web import access

MARKUP = "**vet** <img src=x onerror=alert(1)>"
SCRIPT = """
from voortgang.web.access import Principal, Role, signed_in
from voortgang.web.measure_files import measure_files

with signed_in(Principal("J. Jansen", frozenset(map(Role, ["portfoliobeheerder"])))):
    measure_files({by!r})
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A register of its own."""
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield tmp_path
    store.close()
    settings.cache_clear()


def visit(by: str | None = "J. Jansen") -> AppTest:
    visitor = AppTest.from_string(SCRIPT.format(by=by), default_timeout=240).run()
    assert not visitor.exception
    return visitor


def handed_in(visitor: AppTest, content: bytes, name: str = "maatregelen.csv") -> AppTest:
    visitor.get("file_uploader")[0].upload(name, content, "text/csv").run()
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


def changed(**rows: dict[str, str]) -> bytes:
    return edited_csv(exported(), **rows)


def keep(visitor: AppTest) -> AppTest:
    (button,) = (each for each in visitor.button if each.label == "Als voorstellen vastleggen")
    button.click().run()
    assert not visitor.exception
    return visitor


def test_who_may_not_write_can_save_but_not_bring_in(caplog) -> None:
    with caplog.at_level(logging.INFO, access.audit.name):
        visitor = visit(None)
    assert len(visitor.get("download_button")) == 3
    assert not visitor.get("file_uploader")
    logged = [record for record in caplog.records if record.name == access.audit.name]
    assert logged == [], "nothing is made before somebody clicks"


def test_changed_lines_are_offered_and_the_ticked_ones_are_kept() -> None:
    visitor = handed_in(visit(), changed(row_3=BEGUN, row_4={"Fase": "klaar"}, row_5={"Toelichting": MARKUP}))
    assert [each.value for each in visitor.checkbox] == [True, True]
    assert visitor.checkbox[0].label.startswith(r"Regel 4 \(gewijzigd\) · Rij 3\:")
    told = words(visitor)
    assert "2 met een wijziging die erin kan, 1 geweigerd" in told
    assert "fase van &#x27;nog te starten&#x27; naar &#x27;beleidsuitwerking&#x27;" in told
    assert "Kolom Fase: &#x27;klaar&#x27; bestaat hier niet" in told
    assert "&lt;img" in told and "<img" not in told
    assert open_drafts() == ()
    visitor.checkbox[1].uncheck()
    keep(visitor)
    (draft,) = open_drafts()
    assert (draft.proposal.row_id, draft.written_by) == (3, "J. Jansen")
    assert [each.label.split(" ")[1] for each in visitor.checkbox] == ["6"]
    assert "wacht al op beoordeling, als voorstel van J. Jansen" in words(visitor)


def test_a_workbook_can_be_handed_in() -> None:
    content = edited_workbook(workbook(extract(JULY)), {(3, "Fase"): "beleidsuitwerking"})
    visitor = handed_in(visit(), content, "maatregelen.xlsx")
    keep(visitor)
    assert [draft.proposal.row_id for draft in open_drafts()] == [3]


def test_without_changes_there_is_nothing_to_keep() -> None:
    visitor = handed_in(visit(), changed())
    assert "37 regels zijn gelijk aan het register" in words(visitor)
    assert not visitor.checkbox and not visitor.button


def test_a_file_that_is_no_export_is_refused_in_a_sentence() -> None:
    visitor = handed_in(visit(), b"\xff\xfe geen tekst")
    assert "Dit bestand is niet in te lezen" in words(visitor) and "geen tekst in UTF-8" in words(visitor)


def test_without_a_name_or_a_tick_nothing_is_kept() -> None:
    visitor = keep(handed_in(visit(""), changed(row_3=BEGUN)))
    assert "Vul eerst uw naam in" in words(visitor)
    visitor = handed_in(visit(), changed(row_3=BEGUN))
    visitor.checkbox[0].uncheck()
    assert "Kies een of meer regels die erin kunnen" in words(keep(visitor))
    assert open_drafts() == ()


def test_who_looked_before_somebody_else_wrote_is_asked_to_look_again() -> None:
    visitor = handed_in(visit(), changed(row_2={"Toelichting": "Uit het bestand", "On hold": "nee"}, row_3=BEGUN))
    assert len(visitor.checkbox) == 2
    confirm(2, JULY, based_on=trail(2)[-1].id, by="Chris")
    keep(visitor)
    assert "Het register is intussen gewijzigd" in words(visitor)
    assert "intussen gewijzigd door Chris" in words(visitor)
    assert open_drafts() == ()
    keep(visitor)
    assert [draft.proposal.row_id for draft in open_drafts()] == [3]
