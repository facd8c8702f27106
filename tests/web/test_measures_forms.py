"""Keeping the register of measures on the page: propose, review, two editors at once, a new row, the audit trail."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from voortgang.register import store
from voortgang.register.measures.drafts import NewRow, Proposal, approve, open_drafts, save_draft, send_back
from voortgang.register.measures.model import IMPLEMENTED, Content, Informed
from voortgang.register.measures.reading import measure_rows, trail
from voortgang.settings import ROOT, settings

BRIEVEN, STUITEN, DONE = 22, 20, 36
JULY = date(2025, 7, 1)
MARKUP = '<img src=x onerror="alert(1)"> **vet** [x](y) :red[z]'
SCRIPT = """
import runpy
import streamlit as st
from voortgang.errors import VoortgangError
from voortgang.web.access import LOCAL, Principal, Role, signed_in

local, roles = {local!r}, frozenset(map(Role, {roles!r}))
with signed_in(LOCAL if local else Principal({name!r}, roles)):
    try:
        runpy.run_path({page!r})
    except VoortgangError as error:
        st.error(str(error))
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A register of its own, with the facts of the annex."""
    monkeypatch.setenv("VOORTGANG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VOORTGANG_REGISTER_URL", raising=False)
    settings.cache_clear()
    yield
    store.close()
    settings.cache_clear()


def visit(name: str, tab: str = "Wijzigen", row: int = BRIEVEN, role: str = "portfoliobeheerder") -> AppTest:
    page = str(ROOT / "pages" / "measures_editing.py")
    script = SCRIPT.format(local=not name, name=name, roles=[role], page=page)
    visitor = AppTest.from_string(script, default_timeout=240)
    visitor.query_params |= {"onderdeel": tab, "rij": str(row)}
    return run(visitor)


def run(visitor: AppTest) -> AppTest:
    visitor.run()
    assert not visitor.exception, visitor.exception[0]
    return visitor


def words(visitor: AppTest) -> str:
    return unescape(" ".join(each.proto.body for each in visitor.get("html")))


def raw(visitor: AppTest) -> str:
    return " ".join(each.proto.body for each in visitor.get("html"))


def press(visitor: AppTest, key: str) -> AppTest:
    visitor.button(key=key).click()
    return run(visitor)


def fill(visitor: AppTest, row: int = BRIEVEN, **texts: str) -> AppTest:
    for name, text in texts.items():
        kind = visitor.text_area if name in ("explanation", "partial_results") else visitor.text_input
        kind(key=f"row-{row}-{name}").set_value(text)
    return run(visitor)


def changed(row: int = BRIEVEN, **values) -> Proposal:
    last = trail(row)[-1]
    return Proposal(row, replace(last.content, **values), JULY, based_on=last.id)


def test_the_form_starts_with_what_is_in_force_and_shows_it_beside_each_field():
    visitor = visit("Anna")
    content = trail(BRIEVEN)[-1].content
    assert visitor.text_area(key="row-22-explanation").value == content.explanation
    assert visitor.multiselect(key="row-22-reasons").value == list(content.reasons)
    assert visitor.checkbox(key="row-22-is_delayed").value
    assert visitor.text_input(key="row-22-informed-0-number").value == "1339"
    shown = words(visitor)
    assert f"Nu geldt:</strong> {content.explanation}" in shown
    assert "Vastgelegd</dt><dd>door Bijlage bij de Kamerbrief" in shown
    assert "Beoordeeld</dt><dd>niet door een tweede persoon" in shown
    assert "Nog niets." in shown and "✎ Gewijzigd" not in shown


def test_a_change_goes_by_a_second_person_into_force():
    visitor = fill(visit("Anna"), explanation="Nieuwe uitleg", owner="Directie")
    shown = words(visitor)
    assert "eigenaar van 'leeg' naar 'Directie'" in shown and shown.count("✎ Gewijzigd. Nu geldt") == 2
    assert "ligt klaar voor een tweede persoon" in words(press(visitor, "row-22-save"))
    assert "Er wacht een voorstel van Anna" in words(visitor)
    (draft,) = open_drafts()
    assert (draft.written_by, draft.proposal.content.owner) == ("Anna", "Directie")
    assert len(trail(BRIEVEN)) == 1
    own = visit("Anna", "Beoordelen")
    assert [each.key for each in own.button] == [f"withdraw-{draft.id}"]
    assert "U schreef dit voorstel zelf" in own.caption[0].value
    other = visit("Bram", "Beoordelen")
    assert "Nieuwe uitleg" in words(other) and "Duidelijker brieven" in words(other)
    assert "goedgekeurd en in werking" in words(press(other, f"approve-{draft.id}"))
    assert "Er wacht geen voorstel" in other.info[0].value
    status = trail(BRIEVEN)[-1]
    assert (status.recorded_by, status.content.explanation) == ("Anna", "Nieuwe uitleg")
    now = words(visit("Chris"))
    assert "Vastgelegd</dt><dd>door Anna op" in now and "Beoordeeld</dt><dd>door Bram" in now
    past = words(visit("Chris", "Spoor"))
    assert "Bram: Voorstel van Anna goedgekeurd" in past
    assert "Anna: Voorgesteld, vanaf" in past
    assert "Begonnen met deze feiten; geldt vanaf 21 mei 2025" in past
    assert past.index("goedgekeurd") < past.index("Voorgesteld") < past.index("Begonnen")


def test_a_broken_rule_is_told_before_and_at_saving_and_the_text_stays():
    visitor = visit("Anna")
    visitor.selectbox(key="row-22-phase").set_value(IMPLEMENTED)
    fill(visitor, explanation="Mijn lange tekst")
    assert "Geïmplementeerd vraagt om bewijs" in words(visitor)
    press(visitor, "row-22-save")
    assert "✖ Niet opgeslagen" in words(visitor)
    assert visitor.text_area(key="row-22-explanation").value == "Mijn lange tekst"
    assert open_drafts() == ()
    fill(visitor, evidence="Werkinstructie")
    visitor.selectbox(key="row-22-outcome").set_value("volledig")
    press(run(visitor), "row-22-save")
    assert [draft.proposal.content.phase_basis for draft in open_drafts()] == ["literal"]


def test_a_citizens_number_is_refused_without_repeating_it():
    visitor = fill(visit("Anna"), explanation="zie 123456782")
    assert "burgerservicenummer" in words(visitor)
    press(visitor, "row-22-save")
    assert open_drafts() == () and "123456782" not in words(visitor)


def test_nothing_changed_is_no_proposal():
    visitor = press(visit("Anna"), "row-22-save")
    assert "Er is nog niets gewijzigd" in words(visitor)
    assert open_drafts() == ()


def test_the_second_of_two_editors_sees_the_first_and_keeps_his_text():
    second = fill(visit("Bram"), explanation="Tekst van Bram")
    approve(save_draft(changed(owner="Directie", explanation="Tekst van Anna"), by="Anna").id, by="Chris")
    press(second, "row-22-save")
    shown = words(second)
    assert "intussen gewijzigd door Anna" in shown and "eigenaar van 'leeg' naar 'Directie'" in shown
    assert "Uw eigen tekst staat nog in het formulier bij: toelichting." in shown
    assert open_drafts() == ()
    assert second.text_area(key="row-22-explanation").value == "Tekst van Bram"
    assert second.text_input(key="row-22-owner").value == "Directie"
    assert "Nu geldt:</strong> Tekst van Anna" in shown
    press(second, "row-22-save")
    (draft,) = open_drafts()
    assert (draft.proposal.content.owner, draft.proposal.content.explanation) == ("Directie", "Tekst van Bram")


def test_an_open_draft_that_was_not_seen_is_shown_before_it_is_replaced():
    second = fill(visit("Bram"), explanation="Tekst van Bram")
    first = save_draft(changed(owner="Directie"), by="Anna")
    press(second, "row-22-save")
    assert "Anna heeft op" in words(second) and open_drafts() == (first,)
    press(second, "row-22-save")
    (draft,) = open_drafts()
    assert (draft.proposal.seen_draft, draft.proposal.content.owner) == (first.id, "Directie")
    assert draft.proposal.content.explanation == "Tekst van Bram"


def test_who_had_typed_nothing_gets_the_new_state_without_a_warning():
    reader = visit("Bram")
    approve(save_draft(changed(owner="Directie"), by="Anna").id, by="Chris")
    assert run(reader).text_input(key="row-22-owner").value == "Directie"
    assert "Intussen" not in words(reader)


def test_what_is_typed_stays_while_another_row_or_tab_is_looked_at():
    visitor = fill(visit("Anna"), explanation="Half af")
    visitor.selectbox(key="editing-row").set_value(STUITEN)
    run(visitor)
    assert visitor.text_area(key="row-20-explanation").value != "Half af"
    visitor.selectbox(key="editing-row").set_value(BRIEVEN)
    assert run(visitor).text_area(key="row-22-explanation").value == "Half af"
    press(visitor, "row-22-reset")
    assert visitor.text_area(key="row-22-explanation").value == trail(BRIEVEN)[-1].content.explanation


def test_a_returned_draft_is_told_and_taken_over():
    draft = save_draft(changed(explanation="Te kort"), by="Anna")
    reviewer = visit("Bram", "Beoordelen")
    assert "is niet ingevuld" in words(press(reviewer, f"return-{draft.id}"))
    reviewer.text_input(key=f"reason-{draft.id}").set_value("Noem de brief")
    assert "teruggestuurd" in words(press(reviewer, f"return-{draft.id}"))
    writer = visit("Anna")
    assert "teruggestuurd door Bram" in words(writer) and "Noem de brief" in words(writer)
    press(writer, "row-22-take")
    assert writer.text_area(key="row-22-explanation").value == "Te kort"
    fill(writer, explanation="Nu met de brief van 2024")
    press(writer, "row-22-save")
    assert [each.proposal.content.explanation for each in open_drafts()] == ["Nu met de brief van 2024"]


def test_letters_are_added_changed_and_taken_away():
    visitor = press(visit("Anna"), "row-22-informed-add")
    visitor.date_input(key="row-22-informed-0-informed_on").set_value(None)
    visitor.date_input(key="row-22-informed-1-informed_on").set_value(date(2025, 5, 21))
    given = {"session": "2024/25", "dossier": "31066", "number": "1500", "letter": MARKUP}
    fill(visitor, **{f"informed-1-{name}": text for name, text in given.items()})
    press(visitor, "row-22-save")
    (draft,) = open_drafts()
    assert draft.proposal.content.informed == (Informed(date(2025, 5, 21), *given.values()),)


def test_a_phase_that_was_made_out_is_confirmed_at_once():
    visitor = press(visit("Anna"), "confirm-22")
    assert trail(BRIEVEN)[-1].content.phase_basis == "literal"
    assert "De fase is bevestigd" in words(visitor)
    assert "confirm-22" not in [each.key for each in visitor.button]
    assert "Fase 'voorbereiden implementatie' bevestigd" in words(visit("Bram", "Spoor"))


def test_a_draft_that_others_overtook_is_told_and_brought_up_to_date():
    save_draft(changed(owner="Directie"), by="Anna")
    press(visit("Chris"), "confirm-22")
    reviewer = visit("Bram", "Beoordelen")
    assert "kan zo niet in werking treden" in words(reviewer) and "intussen gewijzigd door Chris" in words(reviewer)
    assert "eigenaar van 'leeg' naar 'Directie'" in words(reviewer)
    assert "naar 'afgeleid'" not in words(reviewer)
    (draft,) = open_drafts()
    assert "blijft open" in words(press(reviewer, f"approve-{draft.id}")) and open_drafts() == (draft,)
    press(visit("Anna"), "row-22-save")
    (fresh,) = open_drafts()
    assert (fresh.proposal.seen_draft, fresh.proposal.content.owner) == (draft.id, "Directie")
    assert approve(fresh.id, by="Bram").content.phase_basis == "literal"


def test_a_new_row_is_proposed_reviewed_and_there():
    visitor = visit("Anna", "Nieuwe rij")
    texts = {"measure": "Nieuwe maatregel", "numbers": "VM 45, x", "section": "Verrekening", "ambition": "Rust"}
    for name, text in texts.items():
        visitor.text_input(key=f"new-row-{name}").set_value(text)
    press(run(visitor), "new-row-save")
    assert "'x' is geen VM-nummer" in words(visitor) and open_drafts() == ()
    visitor.text_input(key="new-row-numbers").set_value("43")
    press(run(visitor), "new-row-save")
    assert "VM 43 is al van de maatregel 'Niet stuiten, tenzij ...'" in words(visitor)
    visitor.text_input(key="new-row-numbers").set_value("46, VM 45")
    press(run(visitor), "new-row-save")
    (draft,) = open_drafts()
    assert draft.proposal.new_row == NewRow("Nieuwe maatregel", (45, 46), "Verrekening", "Rust", "")
    assert visitor.text_input(key="new-row-measure").value == ""
    reviewer = visit("Bram", "Beoordelen")
    assert "Nieuwe rij: Nieuwe maatregel" in words(reviewer) and "VM 45 en 46" in words(reviewer)
    press(reviewer, f"approve-{draft.id}")
    with store.reading() as connection:
        row = measure_rows(connection)[-1]
    assert (row.id, row.numbers, row.measure) == (38, (45, 46), "Nieuwe maatregel")
    assert "Voorstel van Anna goedgekeurd" in words(visit("Chris", "Spoor", 38))


def test_a_returned_new_row_can_be_taken_up_again():
    row = NewRow("Nieuw", (45,), "Verrekening", "Rust", "12")
    draft = save_draft(Proposal(None, Content("nog te starten"), JULY, new_row=row), by="Anna")
    send_back(draft.id, by="Bram", reason="Onduidelijk")
    visitor = visit("Anna", "Nieuwe rij")
    visitor.selectbox(key="new-row-start").set_value(draft.id)
    run(visitor)
    assert visitor.text_input(key="new-row-numbers").value == "45"
    assert visitor.date_input(key="new-row-valid_from").value == JULY


def test_typed_text_is_never_markup():
    draft = save_draft(changed(explanation=MARKUP, owner=MARKUP), by="Anna")
    for tab in ("Wijzigen", "Beoordelen", "Spoor"):
        visitor = visit("Bram", tab)
        assert MARKUP in words(visitor) and "<img src=x" not in raw(visitor), tab
        interpreted = [*visitor.markdown, *visitor.caption, *visitor.warning, *visitor.error, *visitor.info]
        assert not [each for each in interpreted if "vet" in each.value]
    approve(draft.id, by="Bram")
    assert "<img src=x" not in raw(visit("Chris"))


def test_who_may_only_read_sees_what_waits_and_what_happened_but_no_form():
    save_draft(changed(owner="Directie"), by="Anna")
    for tab in ("Wijzigen", "Beoordelen", "Nieuwe rij", "Spoor"):
        visitor = visit("Bram", tab, role="analist")
        assert not visitor.button and not visitor.text_area and not visitor.text_input
        assert "Wijzigen kan met de rol" in visitor.caption[0].value
    assert "Directie" in words(visit("Bram", "Beoordelen", role="lezer"))


def test_without_sign_in_a_name_is_asked_and_the_reviewer_needs_another():
    visitor = fill(visit(""), owner="Directie")
    press(visitor, "row-22-save")
    assert "De naam van wie dit vastlegt is niet ingevuld" in words(visitor)
    visitor.text_input[0].set_value("Anna")
    press(run(visitor), "row-22-save")
    (draft,) = open_drafts()
    assert draft.written_by == "Anna (niet aangemeld)"
    same = visit("", "Beoordelen")
    same.text_input[0].set_value(" ANNA ")
    assert f"withdraw-{draft.id}" in [each.key for each in run(same).button]
    other = visit("", "Beoordelen")
    other.text_input[0].set_value("Bram")
    press(run(other), f"approve-{draft.id}")
    assert open_drafts() == ()


def test_a_row_that_does_not_exist_in_the_address_is_the_first_one():
    assert words(visit("Anna", row=999)).count("Integrale klantbehandeling") > 0


def test_the_page_without_the_app_shows_nothing():
    visitor = AppTest.from_file(str(ROOT / "pages" / "measures_editing.py"), default_timeout=240).run()
    assert "buiten de Voortgangsmonitor om" in visitor.error[0].value
    assert not visitor.button
