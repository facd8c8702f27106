"""Gates: each one closes for its own reason, and only a written reason passes it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from letter_home import NOT_REVIEWED, PERIOD, REFERENCE_ON, home_beside, living_in
from measure_writing import write_status
from shown import BUILD

from voortgang.errors import VoortgangError
from voortgang.letter.freezing import compose
from voortgang.letter.gates import KEYS, findings, freshness, gates, passed, same_build
from voortgang.letter.gather.asking import Asked
from voortgang.letter.model import Gate
from voortgang.letter.periods import Period, ending_on, last_ended, period_of
from voortgang.register.measures.drafts import Proposal, save_draft
from voortgang.register.measures.reading import statuses

TODAY = date(2026, 6, 1)


@pytest.fixture
def reviewed(tmp_path: Path, simulated_home: Path) -> Iterator[Path]:
    """A register in which everything on hold has an owner and a day of review."""
    home = tmp_path / "home"
    home.mkdir()
    with living_in(home_beside(simulated_home, home)):
        for state in statuses(TODAY):
            content = state.status.content
            if content.is_on_hold:
                ready = replace(content, owner="Directie", review_on=date(2026, 3, 1), reasons=("prioriteit",))
                write_status(state.row.id, ready, date(2025, 9, 1), based_on=state.latest_id, by="Anna")
        yield home


def closed(asked: Asked) -> dict[str, str]:
    return {gate.key: gate.found for gate in gates(asked) if not gate.is_passed}


def test_all_gates_are_open_when_all_is_well(reviewed: Path, asked: Asked):
    with living_in(reviewed):
        assert closed(asked) == {}
        assert tuple(gate.key for gate in gates(asked)) == KEYS


def test_what_is_on_hold_must_have_been_reviewed(reviewed: Path, asked: Asked):
    assert closed(asked) == {"register": "4 rijen staan on hold zonder herbeoordelingsdatum"}
    with living_in(reviewed):
        # the day of review itself still counts
        assert closed(replace(asked, reference_on=date(2026, 3, 1))).keys() == {"reference_date"}
        later = closed(replace(asked, reference_on=date(2026, 3, 2)))
        assert later["register"] == "4 rijen staan langer on hold dan afgesproken"


def test_what_waits_for_a_second_person_is_no_register_yet(reviewed: Path, asked: Asked):
    with living_in(reviewed):
        state = statuses(TODAY)[0]
        changed = replace(state.status.content, explanation="anders")
        save_draft(Proposal(state.row.id, changed, date(2025, 9, 1), based_on=state.latest_id), by="Anna")
        assert closed(asked) == {"register": "1 voorstel wacht op een tweede persoon"}


@pytest.mark.parametrize(
    ("reference_on", "keys"),
    [
        ("2025-12-31", set()),
        ("2025-12-26", set()),
        ("2025-12-25", {"cohorts"}),
        ("2025-10-31", {"cohorts"}),
        ("2025-10-30", {"cohorts", "reference_date"}),
        ("2026-01-01", {"reference_date"}),
    ],
)
def test_cohorts_and_reference_date(asked: Asked, reference_on: str, keys: set[str]):
    found = closed(replace(asked, reference_on=date.fromisoformat(reference_on)))
    assert found.keys() - {"register"} == keys


def test_a_delivery_of_last_month_is_recent():
    real = replace(BUILD, is_fictional=False)
    assert freshness(real, real.delivered_on + timedelta(days=31)).is_passed
    late = freshness(real, real.delivered_on + timedelta(days=32))
    assert (late.is_passed, late.found) == (
        False,
        "levering van 30 juni 2025, 32 dagen oud bij het vastleggen; ten hoogste 31 dagen",
    )
    assert freshness(BUILD, real.delivered_on + timedelta(days=999)).is_passed


def test_findings_and_another_build_close_the_gate():
    found = findings(["warning", "critical", "warning"])
    assert (found.is_passed, found.found) == (False, "1 kritieke bevinding, 2 waarschuwingen")
    assert findings([]).is_passed
    assert same_build("a", "a").is_passed
    assert same_build("a", "b").found == "bouw a, gepubliceerd is b"
    assert not same_build("a", "b").is_passed


def test_a_closed_gate_is_passed_with_a_reason_only():
    found = (Gate("register", "Register", "te laat", False), Gate("build", "Bouw", "goed", True))
    told = passed(found, {"register": "  volgt in juli  ", "build": "niet nodig hier"})
    assert [gate.overruled for gate in told] == ["volgt in juli", ""]
    with pytest.raises(VoortgangError, match=r"1 voorwaarde .* Register \(register\): te laat"):
        passed(found, {})
    with pytest.raises(VoortgangError, match="Schrijf er 10 tot 200"):
        passed(found, {"register": "te kort"})
    with pytest.raises(VoortgangError, match="burgerservicenummer"):
        passed(found, {"register": "burger 111222333 vraagt erom"})
    with pytest.raises(VoortgangError, match="geen voorwaarde 'hek'"):
        passed(found, {"hek": "een lange reden"})


def test_nothing_is_composed_behind_a_closed_gate(asked: Asked):
    early = Period(PERIOD.since, PERIOD.until)
    with pytest.raises(VoortgangError, match="2 voorwaarden"):
        compose(asked.warehouse, early, date(2025, 12, 1), by="A", at=asked.at)
    with pytest.raises(VoortgangError, match=r"cohorts"):
        compose(asked.warehouse, early, date(2025, 12, 1), by="A", at=asked.at, overruled=NOT_REVIEWED)


def test_what_was_passed_stands_in_the_letter(frozen):
    assert {gate.key: gate.overruled for gate in frozen.gates if not gate.is_passed} == NOT_REVIEWED
    assert frozen.reference_on == REFERENCE_ON


def test_a_letter_period_begins_in_may_or_november():
    assert period_of("2023-11..2024-04") == Period(date(2023, 11, 1), date(2024, 4, 30))
    assert period_of("2023-11..2024-04").letter_month == "2024-05"
    assert ending_on(date(2025, 10, 31)).name == "mei – oktober 2025"
    for wrong in (
        "2025-05..2025-09",
        "2025-04..2025-10",
        "2024-05..2025-10",
        "2025-11..2025-04",
        "mei",
        "2025-13..2026-1",
    ):
        with pytest.raises(VoortgangError, match="periode"):
            period_of(wrong)
    for far in ("0000-05..2025-10", "9999-07..9999-12"):
        with pytest.raises(VoortgangError, match="Kies een dag van 2000"):
            period_of(far)
    for asking in (ending_on, last_ended):
        for far_day in (date.min, date.max):
            with pytest.raises(VoortgangError, match="Kies een dag van 2000"):
                asking(far_day)
    with pytest.raises(VoortgangError, match="eindigt geen briefperiode"):
        ending_on(date(2025, 10, 30))


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2025-10-30", "2025-04-30"),
        ("2025-10-31", "2025-10-31"),
        ("2025-12-31", "2025-10-31"),
        ("2024-04-29", "2023-10-31"),
    ],
)
def test_the_last_period_that_is_over(on: str, until: str):
    assert last_ended(date.fromisoformat(on)).until == date.fromisoformat(until)
