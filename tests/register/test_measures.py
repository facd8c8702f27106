"""Statuses of measures: added under every rule, confirmed, asked for as of a day and as known; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from measure_writing import write_status
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.measures.counts import counts
from voortgang.register.measures.model import IMPLEMENTED, NO_REASON, PHASES, Because, Content, Informed, State, Status
from voortgang.register.measures.reading import history, statuses, trail
from voortgang.register.measures.writing import confirm

pytestmark = pytest.mark.usefixtures("database")
ANNEX_ON, JULY, AUGUST = date(2025, 5, 21), date(2025, 7, 1), date(2025, 8, 1)
LATER = date(2026, 6, 1)
VERJARING, STUITEN, VERMOGEN, BRIEVEN, HOLD, PROPORTIONAL, DONE = 21, 20, 14, 22, 2, 32, 36
"""rows: VM 30, VM 43, VM 17, VM 23-29, VM 1 and 15, VM 40, VM 6"""


def state(row: int, as_of: date = LATER) -> State:
    (found,) = [each for each in statuses(as_of) if each.row.id == row]
    return found


def write(row: int, valid_from: date = JULY, because: Because = NO_REASON, by: str = "Anna", **changed) -> Status:
    seen = state(row)
    return write_status(
        row, replace(seen.status.content, **changed), valid_from, based_on=seen.latest_id, by=by, because=because
    )


def test_what_was_written_is_read_back_and_holds_from_its_day():
    told = Informed(date(2025, 5, 21), "2024/25", "31066", "1500", "Stand van zaken invordering")
    written = write(
        PROPORTIONAL,
        phase="voorbereiden implementatie",
        is_delayed=True,
        reasons=("wetgeving", "besluitvorming"),
        depends_on=("VM 43", "Project inning"),
        target_on=LATER,
        owner=" Directie Inning ",
        explanation="Eerste regel\r\n\r\n<b>tweede</b> =1+1 regel",
        informed=(told,),
    )
    before, after = state(PROPORTIONAL, JULY - timedelta(1)), state(PROPORTIONAL, JULY)
    assert after.status == written
    assert (after.latest_id, before.latest_id) == (written.id, written.id)
    assert before.status.content.phase == "beleidsuitwerking"
    assert written.content.owner == "Directie Inning"
    assert written.content.explanation == "Eerste regel\n\n<b>tweede</b> =1+1 regel"
    assert written.content.informed == (told,)
    assert written.content.first_promised_on == LATER
    assert trail(PROPORTIONAL) == (before.status, written)


def test_the_past_stays_as_it_was_known():
    before = datetime.now(UTC)
    first = write(BRIEVEN, explanation="eerst")
    between = datetime.now(UTC)
    correction = write(BRIEVEN, explanation="beter")
    backdated = write(BRIEVEN, valid_from=date(2025, 6, 1), explanation="eerder")

    def told(as_of: date, known_on: datetime | None) -> Status:
        return next(each.status for each in statuses(as_of, known_on) if each.row.id == BRIEVEN)

    start = trail(BRIEVEN)[0]
    assert [told(AUGUST, moment) for moment in (before, between, None)] == [start, first, correction]
    assert [told(date(2025, 6, 15), moment) for moment in (before, between, None)] == [start, start, backdated]
    assert told(ANNEX_ON, None) == start
    assert [each.id for each in trail(BRIEVEN)] == [start.id, first.id, correction.id, backdated.id]


def test_what_begins_later_does_not_hold_yet():
    planned = write(BRIEVEN, valid_from=AUGUST, is_delayed=False)
    assert state(BRIEVEN, JULY).status.content.is_delayed
    assert state(BRIEVEN, JULY).latest_id == planned.id
    assert not state(BRIEVEN, AUGUST).status.content.is_delayed


def test_confirming_makes_an_inferred_phase_literal_as_a_new_status():
    seen = state(HOLD)
    confirmed = confirm(HOLD, LATER, based_on=seen.latest_id, by="Anna")
    assert confirmed.content == replace(seen.status.content, phase_basis="literal")
    assert (confirmed.valid_from, confirmed.based_on) == (ANNEX_ON, seen.status.id)
    assert trail(HOLD) == (seen.status, confirmed)
    assert state(HOLD, ANNEX_ON).status == confirmed
    with pytest.raises(VoortgangError, match="geen fase te bevestigen"):
        confirm(HOLD, LATER, based_on=confirmed.id, by="Bram")
    with pytest.raises(VoortgangError, match="geen fase te bevestigen"):
        confirm(1, date(2025, 1, 1), based_on=state(1).latest_id, by="Bram")


def test_every_change_is_in_the_audit_and_refused_ones_are_not():
    seen = state(VERMOGEN)
    confirmed = confirm(VERMOGEN, LATER, based_on=seen.latest_id, by="Anna")
    moved = write(VERMOGEN, target_on=date(2026, 9, 1), because=Because(target="capaciteitstekort"), by="Bram")
    with pytest.raises(VoortgangError):
        write(VERMOGEN, target_on=date(2027, 1, 1))
    first, second = history(VERMOGEN)
    assert (first.action, first.recorded_by, first.recorded_at) == ("bevestigd", "Anna", confirmed.recorded_at)
    assert (second.action, second.recorded_by) == ("gewijzigd", "Bram")
    assert first.before["phase_basis"] == "inferred"
    assert first.after == second.before
    assert (second.after["target_on"], second.after["target_reason"]) == ("2026-09-01", "capaciteitstekort")
    assert second.after["id"] == moved.id


def test_without_audit_there_is_no_status(database):
    refusal = {
        "sqlite": "create trigger full before insert on audit begin select raise(abort, 'no'); end",
        "postgresql": "create trigger no_audit before insert on audit execute function refuse_change()",
    }
    seen = state(BRIEVEN)
    with store.transaction() as connection:
        connection.execute(text(refusal[database]))
    with pytest.raises(DBAPIError):
        write(BRIEVEN, explanation="anders")
    assert trail(BRIEVEN) == (seen.status,)


@pytest.mark.parametrize("change", ["update {} set {} = {}", "delete from {}"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("measures", "name"), ("measure_numbers", "measure_id"), ("measure_rows", "page"), ("measure_statuses", "phase")],
)
def test_the_database_refuses_to_change_what_was_written(table, column, change):
    state(BRIEVEN)
    with pytest.raises(DBAPIError, match="append only"), store.transaction() as connection:
        connection.execute(text(change.format(table, column, column)))


def test_the_database_refuses_a_second_follower_of_one_status():
    write(BRIEVEN, explanation="anders")
    again = "insert into measure_statuses select {} from measure_statuses where based_on is not null"
    with store.reading() as connection:
        names = list(connection.execute(text("select * from measure_statuses")).keys())
    columns = ", ".join("1000" if name == "id" else name for name in names)
    with pytest.raises(DBAPIError), store.transaction() as connection:
        connection.execute(text(again.format(columns)))


REVIEW = {"owner": "Directie", "review_on": AUGUST, "reasons": ("prioriteit",)}
EVIDENCE = {"phase": IMPLEMENTED, "evidence": "Werkinstructie van 1 juni 2025"}


@pytest.mark.parametrize(
    ("row", "changed", "why"),
    [
        (BRIEVEN, {"is_on_hold": True, "reasons": ()}, "vul nog in: een reden, een eigenaar en een herbeoordelings"),
        (BRIEVEN, {"is_on_hold": True, **REVIEW, "owner": " "}, "vul nog in: een eigenaar"),
        (BRIEVEN, {"is_on_hold": True, **REVIEW, "review_on": JULY}, "niet ná de ingangsdatum"),
        (PROPORTIONAL, {"phase": "nog te starten"}, "gaat terug van 'beleidsuitwerking' naar 'nog te starten'"),
        (VERMOGEN, {"target_on": LATER}, "streefdatum van 1 januari 2026 gaat naar 1 juni 2026. Kies de reden"),
        (VERMOGEN, {"target_on": None}, "streefdatum van 1 januari 2026 vervalt"),
        (VERMOGEN, {"first_promised_on": LATER}, "eerst beloofde datum is 1 januari 2026 en blijft dat"),
        (VERMOGEN, {"first_promised_on": JULY}, "schrijf dan waarom"),
        (PROPORTIONAL, {**EVIDENCE, "evidence": "", "outcome": "volledig"}, "vraagt om bewijs"),
        (PROPORTIONAL, EVIDENCE, "'volledig' of 'gewijzigd'"),
        (PROPORTIONAL, {**EVIDENCE, "outcome": "deels"}, "De uitkomst 'deels' bestaat niet"),
        (PROPORTIONAL, {"is_ended": True}, "wordt beëindigd. Schrijf waarom"),
        (STUITEN, {"depends_on": ("VM 43",)}, "'Niet stuiten, tenzij ...' → 'Niet stuiten, tenzij ...'"),
        (STUITEN, {"depends_on": ("VM 30",)}, "wachten maatregelen op elkaar: 'Niet stuiten.*→ 'Informeren.*→ 'Niet"),
        (STUITEN, {"depends_on": ("VM 7",)}, "VM 7 staat niet in het register"),
        (STUITEN, {"depends_on": ("IV-modernisering",) * 2}, "noemt iets twee keer"),
        (STUITEN, {"depends_on": ("",)}, "De afhankelijkheid is niet ingevuld"),
        (STUITEN, {"reasons": ("pech",)}, "De reden 'pech' bestaat niet"),
        (STUITEN, {"phase": "klaar"}, "De fase 'klaar' bestaat niet. Kies uit: nog te starten"),
        (STUITEN, {"phase_basis": "gok"}, "herkomst van de fase 'gok'"),
        (STUITEN, {"target_on": date(2205, 1, 1)}, "De streefdatum ligt in 2205"),
        (STUITEN, {"explanation": "x" * 100_000}, "De toelichting telt 100.000 tekens"),
        (STUITEN, {"explanation": "zie 123456782"}, "burgerservicenummer"),
        (STUITEN, {"explanation": "a\x00b"}, "onzichtbaar teken"),
        (STUITEN, {"owner": "a\nb"}, "onzichtbaar teken"),
        (STUITEN, {"informed": (Informed(date(2099, 1, 1), "2098/99", "31066", "1"),)}, "is er nog niet"),
        (STUITEN, {"informed": (Informed(JULY, "2025", "31066", "1"),)}, "Schrijf het als 2024/25"),
        (STUITEN, {"informed": (Informed(JULY, "2024/25", "", "1"),)}, "Het dossier is niet ingevuld"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_nothing_is_written(row, changed, why):
    before = statuses(LATER)
    with pytest.raises(VoortgangError, match=f"(?i){why}"):
        write(row, **changed)
    assert statuses(LATER) == before
    assert history(row) == ()


@pytest.mark.parametrize(
    ("row", "changed", "because"),
    [
        (BRIEVEN, {"is_on_hold": True, **REVIEW}, Because()),
        (PROPORTIONAL, {"phase": "nog te starten"}, Because("Opnieuw begonnen")),
        (VERMOGEN, {"target_on": LATER}, Because(target="wetgeving")),
        (VERMOGEN, {"first_promised_on": JULY}, Because("Stond al in de brief van 2023")),
        (PROPORTIONAL, {**EVIDENCE, "outcome": "gewijzigd"}, Because()),
        (PROPORTIONAL, {"is_ended": True}, Because("Het wetsvoorstel is ingetrokken")),
        (VERJARING, {"depends_on": ("VM 43", "VM 17")}, Because()),
    ],
)
def test_with_what_the_rule_asks_for_it_is_written(row, changed, because):
    written = write(row, because=because, **changed)
    assert state(row).status == written
    assert {name: getattr(written.content, name) for name in changed} == changed
    assert (written.change_reason, written.target_reason) == (because.change, because.target)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"by": " "}, "De naam van wie dit vastlegt is niet ingevuld"),
        ({"valid_from": date(1850, 1, 1)}, "De ingangsdatum ligt in 1850"),
        ({"because": Because(target="zomaar")}, "De reden van de nieuwe streefdatum 'zomaar' bestaat niet"),
        ({"because": Because("x" * 201)}, "De reden telt 201 tekens"),
    ],
)
def test_what_goes_with_a_status_is_checked_too(values, why):
    with pytest.raises(VoortgangError, match=why):
        write(BRIEVEN, **values)


def test_the_first_promise_stays_however_often_the_target_moves():
    for day in (date(2026, 4, 1), date(2026, 9, 1), date(2025, 12, 1)):
        write(VERMOGEN, target_on=day, first_promised_on=None, because=Because(target="prioriteit"))
    dropped = write(VERMOGEN, target_on=None, because=Because(target="prioriteit"))
    assert dropped.content.first_promised_on == date(2026, 1, 1)
    again = write(VERMOGEN, target_on=LATER)
    assert again.content.first_promised_on == date(2026, 1, 1)
    with pytest.raises(VoortgangError, match="en blijft dat"):
        write(VERMOGEN, first_promised_on=LATER, because=Because("Dat was de bedoeling", "prioriteit"))


def test_on_hold_lapses_after_its_review_date():
    write(BRIEVEN, is_on_hold=True, **REVIEW)

    def counted(as_of: date) -> tuple[int, int]:
        found = {count.name: count.rows for count in counts(statuses(as_of), as_of).flags}
        return found["on hold"], found["te herbeoordelen"]

    assert counted(AUGUST) == (5, 0)
    assert counted(AUGUST + timedelta(1)) == (4, 1)


def test_overdue_is_computed_against_both_dates():
    write(VERMOGEN, target_on=LATER, because=Because(target="prioriteit"))
    write(24, **EVIDENCE, outcome="volledig", valid_from=date(2026, 3, 1))

    def counted(as_of: date) -> tuple[int, int]:
        found = {count.name: count.rows for count in counts(statuses(as_of), as_of).flags}
        return found["streefdatum voorbij"], found["eerst beloofde datum voorbij"]

    days = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 3, 1), LATER, LATER + timedelta(1))
    assert [counted(day) for day in days] == [(0, 0), (1, 2), (0, 1), (0, 1), (1, 1)]


def test_what_was_given_up_stays_and_counts_apart():
    write(PROPORTIONAL, is_ended=True, because=Because("Wetsvoorstel ingetrokken"))
    found = counts(statuses(LATER), LATER)
    assert (found.rows, found.measures, sum(count.rows for count in found.phases)) == (37, 27, 36)
    assert next(count for count in found.flags if count.name == "beëindigd").rows == 1
    with pytest.raises(VoortgangError, match="weer opgepakt"):
        write(PROPORTIONAL, valid_from=AUGUST, is_ended=False)


def test_a_status_about_the_past_must_fit_what_came_after_it():
    write(PROPORTIONAL, valid_from=AUGUST, explanation="in augustus")
    with pytest.raises(VoortgangError, match=r"past niet vóór die vanaf 1 augustus 2025.*gaat terug van 'voorbereiden"):
        write(PROPORTIONAL, phase="voorbereiden implementatie")
    write(PROPORTIONAL, valid_from=AUGUST, because=Because("Toch niet rijp"), phase="beleidsuitwerking")
    write(PROPORTIONAL, phase="voorbereiden implementatie")
    # a correction of August keeps why August went back
    corrected = write(PROPORTIONAL, valid_from=AUGUST, phase="beleidsuitwerking", explanation="nog beter")
    assert corrected.change_reason == "Toch niet rijp"


def test_a_round_is_refused_on_every_day_on_which_it_would_exist():
    write(STUITEN, valid_from=AUGUST, depends_on=("VM 17",))
    with pytest.raises(VoortgangError, match="wachten maatregelen op elkaar"):
        write(VERMOGEN, valid_from=JULY, depends_on=("VM 43",))
    with pytest.raises(VoortgangError, match="wachten maatregelen op elkaar"):
        write(VERMOGEN, valid_from=AUGUST, depends_on=("VM 43",))
    write(STUITEN, valid_from=AUGUST, depends_on=())
    write(VERMOGEN, valid_from=JULY, depends_on=("VM 43",))


def test_an_implemented_measure_of_the_annex_shows_what_it_lacks_but_can_go_on():
    assert PHASES.index(state(DONE).status.content.phase) == 3
    assert next(each for each in counts(statuses(LATER), LATER).flags if each.name == "onvolledig").rows == 5
    with pytest.raises(VoortgangError, match="vraagt om bewijs"):
        write(DONE, explanation="anders")
    write(DONE, evidence="Kamerstuk 31066 nr. 1270", outcome="volledig")
    assert next(each for each in counts(statuses(LATER), LATER).flags if each.name == "onvolledig").rows == 4


@pytest.mark.parametrize("number", [0, 38])
def test_an_unknown_row_is_refused(number):
    content = Content("nog te starten")
    for ask in (
        lambda: trail(number),
        lambda: history(number),
        lambda: confirm(number, LATER, based_on=1, by="Anna"),
        lambda: write_status(number, content, JULY, based_on=1, by="Anna"),
    ):
        with pytest.raises(VoortgangError, match=f"geen rij met nummer {number}"):
            ask()
