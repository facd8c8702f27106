"""Letters in the register: kept once, approved by a second person, proved when read, and never changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from frozen_letters import first_half, second_half
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from voortgang.errors import VoortgangError
from voortgang.letter.plain import to_json
from voortgang.register import store
from voortgang.register.letters.reading import before, document, freeze, kept
from voortgang.register.letters.writing import approve, keep
from voortgang.register.tables import audit

FIRST, SECOND = first_half(), second_half()
DOCUMENTS = {"brief.docx": b"PK\x03\x04\x00\xff", "bijlage.pdf": b"%PDF-1.7\x00"}
REASON = "De mediaan was van een andere maand"
CORRECTION = replace(SECOND, id="2025-11-v2", version=2, reason=REASON)
pytestmark = pytest.mark.usefixtures("database")


def test_what_was_kept_comes_back_whole():
    found = keep(SECOND, DOCUMENTS)
    assert kept() == (found,)
    assert (found.id, found.frozen_by, found.approved_at, found.approved_by) == ("2025-11-v1", "a.redacteur", None, "")
    assert found.documents == ("bijlage.pdf", "brief.docx")
    assert found.frozen_at == SECOND.frozen_at
    assert freeze("2025-11-v1") == SECOND
    assert to_json(freeze("2025-11-v1")) == to_json(SECOND)
    assert {name: document("2025-11-v1", name) for name in found.documents} == DOCUMENTS


def test_a_version_is_kept_once():
    keep(SECOND, DOCUMENTS)
    with pytest.raises(VoortgangError, match=r"2025-11-v1 is al vastgelegd door a\.redacteur"):
        keep(replace(SECOND, frozen_by="iemand anders"), {})
    assert len(kept()) == 1
    assert document("2025-11-v1", "bijlage.pdf") == DOCUMENTS["bijlage.pdf"]


def test_a_correction_is_a_next_version_with_a_reason():
    with pytest.raises(VoortgangError, match="nog geen versie"):
        keep(CORRECTION, {})
    keep(SECOND, DOCUMENTS)
    for wrong in (
        replace(CORRECTION, reason=""),
        replace(CORRECTION, reason="fout"),
        replace(CORRECTION, version=3, id="2025-11-v3"),
    ):
        with pytest.raises(VoortgangError):
            keep(wrong, {})
    keep(CORRECTION, {})
    assert [(each.id, each.reason) for each in kept()] == [("2025-11-v1", ""), ("2025-11-v2", REASON)]
    assert freeze("2025-11-v1") == SECOND


def test_another_person_approves_once():
    keep(SECOND, DOCUMENTS)
    for same in ("a.redacteur", " A.Redacteur "):
        with pytest.raises(VoortgangError, match="tweede persoon"):
            approve("2025-11-v1", by=same)
    with pytest.raises(VoortgangError, match="niet ingevuld"):
        approve("2025-11-v1", by=" ")
    with pytest.raises(VoortgangError, match="burgerservicenummer"):
        approve("2025-11-v1", by="111222333")
    found = approve("2025-11-v1", by="B. Oordeel")
    assert found.approved_by == "B. Oordeel"
    assert found.approved_at and SECOND.frozen_at <= found.approved_at <= datetime.now(UTC)
    assert kept() == (found,)
    with pytest.raises(VoortgangError, match=r"al goedgekeurd door B\. Oordeel"):
        approve("2025-11-v1", by="C. Controle")
    with store.reading() as connection:
        done = connection.execute(select(audit.c.action, audit.c.recorded_by).order_by(audit.c.id)).all()
    assert [tuple(each) for each in done] == [("vastgelegd", "a.redacteur"), ("goedgekeurd", "B. Oordeel")]


def test_what_was_corrected_is_not_approved_and_what_was_approved_stays_readable():
    keep(FIRST, {})
    keep(SECOND, DOCUMENTS)
    approve("2025-11-v1", by="B. Oordeel")
    keep(CORRECTION, {})
    keep(replace(CORRECTION, id="2025-11-v3", version=3), {})
    with pytest.raises(VoortgangError, match="keur 2025-11-v3 goed"):
        approve("2025-11-v2", by="B. Oordeel")
    assert freeze("2025-11-v1") == SECOND
    assert document("2025-11-v1", "brief.docx") == DOCUMENTS["brief.docx"]
    # a correction of one letter says nothing of another
    assert approve("2025-05-v1", by="B. Oordeel").approved_by == "B. Oordeel"


def test_the_letter_before_is_the_last_one_that_was_approved():
    keep(FIRST, {})
    assert before(SECOND.since) is None
    approve("2025-05-v1", by="B. Oordeel")
    assert before(SECOND.since) == FIRST
    keep(replace(FIRST, id="2025-05-v2", version=2, reason=REASON), {})
    assert before(SECOND.since) == FIRST
    approve("2025-05-v2", by="B. Oordeel")
    found = before(SECOND.since)
    assert found and found.id == "2025-05-v2"
    assert before(FIRST.since) is None
    assert before(FIRST.until) is None


@pytest.mark.parametrize("table", ["letters", "letter_documents", "letter_approvals"])
def test_the_database_itself_changes_nothing(table):
    keep(SECOND, DOCUMENTS)
    approve("2025-11-v1", by="B. Oordeel")
    replaced = f"replace into {table} select * from {table}"
    for statement in (f"update {table} set letter_id = 2", f"delete from {table}", replaced):
        with pytest.raises(DBAPIError), store.transaction() as connection:
            connection.execute(
                text(statement.replace("letter_id = 2", "reason = 'x'") if table == "letters" else statement)
            )
    assert freeze("2025-11-v1") == SECOND


@pytest.mark.parametrize(("table", "read"), [("letters", "2025-11-v1"), ("letter_documents", "bijlage.pdf")])
def test_what_was_changed_behind_our_back_is_not_read(database, table, read):
    """Who owns the database can take a trigger away; the hash still tells."""
    keep(SECOND, DOCUMENTS)
    drop = "drop trigger letters_stay on letters" if database == "postgresql" else "drop trigger letters_update"
    with store.transaction() as connection:
        connection.execute(text(drop.replace("letters", table)))
        changed = "replace(content, '4167', '4168')" if table == "letters" else ":content"
        where = "" if table == "letters" else "where name = 'bijlage.pdf'"
        values = {} if table == "letters" else {"content": b"%PDF-1.7\x01"}
        connection.execute(text(f"update {table} set content = {changed} {where}"), values)
    with pytest.raises(VoortgangError, match="SHA-256 klopt niet"):
        freeze(read) if table == "letters" else document("2025-11-v1", read)
    with pytest.raises(VoortgangError, match="SHA-256 klopt niet"):
        approve("2025-11-v1", by="B. Oordeel")
    assert kept()[0].approved_at is None


def test_what_is_not_there_is_said_so():
    with pytest.raises(VoortgangError, match="nog geen brief vastgelegd"):
        freeze("2025-11-v1")
    keep(SECOND, DOCUMENTS)
    with pytest.raises(VoortgangError, match="Kies uit: 2025-11-v1"):
        approve("2025-05-v1", by="B. Oordeel")
    with pytest.raises(VoortgangError, match=r"Kies uit: bijlage\.pdf, brief\.docx"):
        document("2025-11-v1", "annex.pdf")
