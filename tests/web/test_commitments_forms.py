"""The page of commitments without a browser: what is shown of which day, who may write, and what a refusal keeps."""

import csv
import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from voortgang.exports.listing import csv_of, workbook_of
from voortgang.register import store
from voortgang.register.commitments.model import Content, Settled
from voortgang.register.commitments.reading import commitments, trail
from voortgang.register.commitments.writing import add_commitment, write_entry
from voortgang.settings import ROOT, settings
from voortgang.web import access
from voortgang.web.commitments import View, today, told_standing
from voortgang.web.commitments_files import listed
from voortgang.web.notices import literal

SCRIPT = """
import runpy
from voortgang.web.access import LOCAL, Principal, Role, signed_in

principal = Principal({name!r}, frozenset(map(Role, {roles!r}))) if {name!r} else LOCAL
with signed_in(principal):
    runpy.run_path({page!r})
"""
PAGE = str(ROOT / "pages" / "commitments.py")
MADE = date(2025, 5, 21)
BASE = Content("toezegging", "Over wachttijden rapporteren", MADE, "Tweede Kamer", due_on=date(2025, 9, 1))
LETTER = Settled(date(2025, 8, 15), "2024/25", "31066", "1500", "Stand van zaken", "par. 3")
MARKUP = "<b>vet</b> *schuin* =SOM(A1)"


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch) -> Iterator[None]:
    """A register that no other test sees, and no delivery at all."""
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield
    store.close()
    settings.cache_clear()


def visit(*roles: str, name: str = "J. Jansen", **query: str) -> AppTest:
    script = SCRIPT.format(name=name, roles=roles or ("briefredacteur",), page=PAGE)
    visitor = AppTest.from_string(script, default_timeout=240)
    for key, value in query.items():
        visitor.query_params[key] = value
    visitor.run()
    assert not visitor.exception
    return visitor


def words(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


def numbers(visitor: AppTest) -> list[str]:
    """Of the commitments in the list, in the order in which they stand there."""
    return visitor.selectbox(key="toezegging").options[1:]


def field(visitor: AppTest, label: str):
    (found,) = [each for each in [*visitor.text_input, *visitor.text_area, *visitor.date_input] if each.label == label]
    return found


def press(visitor: AppTest, label: str) -> AppTest:
    (button,) = [each for each in visitor.button if each.label == label]
    button.click().run()
    assert not visitor.exception
    return visitor


def five() -> None:
    """Late, soon, open, settled and withdrawn: the numbers 5 to 1."""
    due = {5: today() - timedelta(days=1), 4: today(), 3: None}
    withdrawn = add_commitment(replace(BASE, text="Ingetrokken", kind="motie"), by="Anna")
    write_entry(1, replace(withdrawn.content, withdrawal="Vervallen"), MADE, based_on=withdrawn.id, by="Anna")
    settled = add_commitment(replace(BASE, text="Klaar", owner="Directie"), by="Anna")
    write_entry(2, replace(settled.content, settled=LETTER), LETTER.settled_on, based_on=settled.id, by="Anna")
    for number in (3, 4, 5):
        add_commitment(replace(BASE, text=f"Nummer {number}", due_on=due[number]), by="Anna")


def test_an_empty_register_says_why_it_is_empty():
    visitor = visit("lezer")
    assert "begint leeg" in visitor.info[0].value
    assert "<table" not in words(visitor) and not visitor.get("download_button")


def test_what_is_late_stands_on_top_and_what_is_over_below():
    five()
    visitor = visit()
    assert numbers(visitor) == ["5", "4", "3", "2", "1"]
    shown = words(visitor)
    for told in ("▲ 1 dag te laat", "◆ vandaag", "○ open", "✓ afgedaan", "× ingetrokken"):
        assert told in shown
    assert "5 van de 5 toezeggingen en moties, waarvan 3 nog niet afgedaan en 1 te laat." in shown
    assert "Stand van zaken van 15 augustus 2025 (2024/25, 31066 nr. 1500), par. 3" in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "te laat"}, ["5"]),
        ({"status": "nog niet afgedaan"}, ["5", "4", "3"]),
        ({"status": "afgedaan"}, ["2"]),
        ({"soort": "Motie"}, ["1"]),
        ({"verantwoordelijk": "Directie"}, ["2"]),
        ({"verantwoordelijk": "geen eigenaar", "status": "open"}, ["3"]),
        ({"zoekwoord": "nummer 3"}, ["3"]),
        ({"zoekwoord": "1500 KAMER"}, ["2"]),
        ({"dag": "2025-09-01"}, ["5", "4", "3", "2", "1"]),
        ({"dag": "2025-08-14", "status": "te laat"}, []),
        ({"dag": "2025-08-14", "status": "nog niet afgedaan"}, ["2", "5", "4", "3"]),
    ],
)
def test_the_address_chooses(query, expected):
    five()
    visitor = visit(**query)
    assert (numbers(visitor) if expected else len(visitor.get("download_button"))) == (expected or 0)


def test_a_broken_link_is_told():
    five()
    visitor = visit(status="bestaat niet", dag="gisteren", toezegging="99")
    assert len(visitor.warning) == 3 and numbers(visitor) == ["5", "4", "3", "2", "1"]


def test_before_it_was_made_or_known_there_is_nothing():
    five()
    assert "niets in het register" in visit(dag="2025-05-20").info[0].value
    assert "niets in het register" in visit(bekend_op="2025-06-01").info[0].value


def test_a_reader_sees_the_trail_and_no_form():
    five()
    visitor = visit("lezer", toezegging="2")
    assert "Logboek van toezegging 2" in words(visitor) and "afgedaan van" in words(visitor)
    assert not visitor.button and "Wijzigen kan met de rol" in visitor.caption[0].value


def test_the_past_is_not_written_in():
    five()
    visitor = visit(dag="2025-09-01", toezegging="5")
    assert not visitor.button and "Kies bij 'Stand op'" in visitor.info[0].value


def test_add_then_move_then_settle_then_open_again():
    visitor = visit()
    field(visitor, "Wat is toegezegd? (in eigen woorden, zonder namen)").set_value("Over wachttijden\nrapporteren")
    field(visitor, "Gevraagd door (orgaan of commissie, geen naam)").set_value("Tweede Kamer")
    field(visitor, "Gedaan op").set_value(MADE)
    field(visitor, "Termijn (leeg: geen)").set_value(date(2025, 9, 1))
    press(visitor, "Toevoegen")
    (added,) = commitments(MADE)
    assert added.entry.content == replace(BASE, first_due_on=BASE.due_on)
    assert added.entry.recorded_by == "J. Jansen"
    assert field(visitor, "Wat is toegezegd? (in eigen woorden, zonder namen)").value == ""

    visitor = visit(toezegging="1")
    visitor.selectbox(key="commitment-what").select("Afdoen in een brief").run()
    field(visitor, "Titel van de brief").set_value("Stand van zaken")
    field(visitor, "Datum van de brief").set_value(LETTER.settled_on)
    for label, value in {"Nummer": "1500", "Paragraaf": "par. 3"}.items():
        _of_form(visitor, label).set_value(value)
    press(visitor, "Afdoen")
    assert "'' is geen vergaderjaar" in visitor.error[0].value.replace("\\", "")
    assert field(visitor, "Titel van de brief").value == "Stand van zaken"
    assert len(trail(1)) == 1
    _of_form(visitor, "Vergaderjaar (zoals 2024/25)").set_value("2024/25")
    _of_form(visitor, "Dossier").set_value("31066")
    press(visitor, "Afdoen")
    assert trail(1)[-1].content.settled == LETTER and trail(1)[-1].valid_from == LETTER.settled_on
    assert visitor.success[0].value == "De wijziging van toezegging 1 is vastgelegd."

    press(visitor, "Heropenen")
    assert "Schrijf waarom" in visitor.error[0].value.replace("\\", "")
    field(visitor, "Reden van het heropenen").set_value("Niet volledig")
    press(visitor, "Heropenen")
    assert trail(1)[-1].content.settled is None and "Niet volledig" in words(visitor)


def _of_form(visitor: AppTest, label: str):
    """The field of the form for a change: the form to add one has some of the same."""
    return next(each for each in visitor.text_input if each.label == label)


def test_the_second_of_two_editors_is_told_and_loses_nothing():
    five()
    visitor = visit(toezegging="5")
    field_of = "Eigenaar (afdeling of functie, geen naam)"
    _of_form(visitor, field_of).set_value("Mijn afdeling")
    last = trail(5)[-1]
    write_entry(5, replace(last.content, text=MARKUP), MADE, based_on=last.id, by="**Bram**")
    press(visitor, "Vastleggen")
    told = visitor.error[0].value
    assert literal("door **Bram** op") in told and literal(f"naar '{MARKUP}'") in told
    assert len(trail(5)) == 2
    assert _of_form(visitor, field_of).value == "Mijn afdeling"
    press(visitor, "Ik heb gezien wat er nu staat")
    assert not visitor.warning and _of_form(visitor, field_of).value == "Mijn afdeling"
    press(visitor, "Vastleggen")
    now = trail(5)[-1]
    assert (now.content.owner, now.content.text) == ("Mijn afdeling", MARKUP)


def test_what_people_typed_is_text():
    added = add_commitment(replace(BASE, text=MARKUP), by="<i>Anna</i>")
    visitor = visit(toezegging=str(added.commitment_id))
    assert "&lt;b&gt;vet&lt;/b&gt; *schuin* =SOM(A1)" in words(visitor)
    assert "<b>vet" not in words(visitor) and "<i>Anna" not in words(visitor)
    assert literal("*a* [b](c) :red[d]") == r"\*a\* \[b\]\(c\) \:red\[d\]"


def test_who_has_not_signed_in_gives_a_name():
    visitor = visit(name="")
    field(visitor, "Wat is toegezegd? (in eigen woorden, zonder namen)").set_value("Over wachttijden rapporteren")
    field(visitor, "Gevraagd door (orgaan of commissie, geen naam)").set_value("Tweede Kamer")
    press(visitor, "Toevoegen")
    assert "De naam van wie dit vastlegt is niet ingevuld" in visitor.error[0].value.replace("\\", "")
    field(visitor, "Uw naam").set_value("Anna")
    press(visitor, "Toevoegen")
    assert commitments(today())[0].entry.recorded_by == "Anna (niet aangemeld)"


def test_withdrawing_asks_why():
    five()
    visitor = visit(toezegging="3")
    visitor.selectbox(key="commitment-what").select("Intrekken").run()
    press(visitor, "Intrekken")
    assert "De reden is niet ingevuld" in visitor.error[0].value and len(trail(3)) == 1
    field(visitor, "Reden van het intrekken").set_value("Opgegaan in een andere")
    press(visitor, "Intrekken")
    assert trail(3)[-1].content.withdrawal == "Opgegaan in een andere"


def test_correcting_takes_the_place_of_what_was_wrong():
    five()
    visitor = visit(toezegging="2")
    visitor.selectbox(key="commitment-what").select("Tekst of bron verbeteren").run()
    visitor.text_area[0].set_value("Beter gezegd")
    press(visitor, "Verbeteren")
    now = trail(2)[-1]
    assert (now.content.text, now.content.settled, now.valid_from) == ("Beter gezegd", LETTER, LETTER.settled_on)


def view(*contents: Content) -> View:
    for content in contents:
        add_commitment(content, by="Anna")
    found = commitments(date(2025, 9, 2))
    return View(date(2025, 9, 2), date(2025, 9, 2), False, found, found)


def test_files_hold_the_list_and_no_formula():
    shown = view(replace(BASE, text="=1+1"), replace(BASE, text="@SUM(A1)", owner="-2", due_on=None), BASE)
    lines = list(csv.reader(io.StringIO(csv_of(listed(shown), [shown.trust]).decode("utf-8-sig")), delimiter=";"))
    assert [line[3] for line in lines[4:]] == ["'=1+1", "'@SUM(A1)", BASE.text]
    assert lines[3][7] == "Termijn" and [line[7] for line in lines[4:]] == ["01/09/2025", "", "01/09/2025"]
    assert lines[4][1] == "▲ 1 dag te laat" and lines[5][8] == "'-2"
    sheet = (
        CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(listed(shown), [shown.trust])))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert [row[3] for row in sheet[4:]] == ["=1+1", "@SUM(A1)", BASE.text]
    assert [row[7] for row in sheet[4:]] == [date(2025, 9, 1), "", date(2025, 9, 1)]
    with ZipFile(io.BytesIO(workbook_of(listed(shown), [shown.trust]))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_looking_makes_no_file(caplog):
    five()
    with caplog.at_level(logging.INFO, access.audit.name):
        assert len(visit("lezer", status="te laat").get("download_button")) == 2
    assert not [record for record in caplog.records if record.name == access.audit.name]


def test_a_page_file_without_the_app_shows_nothing():
    five()
    visitor = AppTest.from_file(PAGE, default_timeout=240)
    visitor.run()
    assert "buiten de Voortgangsmonitor om" in visitor.error[0].value and "<table" not in words(visitor)


def test_days_late_are_counted_in_days():
    assert told_standing(BASE, date(2025, 9, 3)) == "▲ 2 dagen te laat"
    assert told_standing(BASE, date(2025, 8, 31)) == "◆ nog 1 dag"
