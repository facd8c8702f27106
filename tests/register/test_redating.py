"""Measures to date anew: which cut asks which row, and what makes it stop asking."""

from dataclasses import replace
from datetime import date

import pytest
from measure_states import entry, row

from voortgang.register.measures.contradictions import CutProject
from voortgang.register.measures.model import PHASES
from voortgang.register.measures.redating import to_redate, told
from voortgang.register.measures.whole import Register

AS_OF, ON = date(2026, 1, 2), date(2025, 6, 23)
CUT = CutProject(
    "Betalen", (17, 18), 33, 0, "herijking 2 van 2025", ON, "Portfolio-overleg", "minder capaciteit", days_now=0
)
DATED = entry(1, 1, target_on=date(2026, 1, 1), first_promised_on=date(2026, 1, 1))
LATER = date(2026, 7, 1)


def asked(*entries, cuts=(CUT,), as_of=AS_OF, numbers=(17,)):
    known = Register((row(1, 1, numbers),), {1: entries})
    return to_redate(known.states(as_of), known.entries, as_of, cuts).get(1, ())


def moved(valid_from, **content):
    return entry(1, 2, valid_from, "IV-afhankelijkheid", **{"target_on": LATER, "first_promised_on": LATER} | content)


def test_a_row_of_the_project_asks_with_or_without_a_date():
    assert asked(DATED) == asked(entry(1, 1)) == (CUT,)
    assert asked(DATED, numbers=(18,)) == (CUT,)
    assert asked(DATED, numbers=(19,)) == () == asked(DATED, cuts=())


@pytest.mark.parametrize("on, is_asked", [(date(2025, 6, 22), True), (ON, False), (date(2025, 6, 24), False)])
def test_another_date_from_the_day_of_the_herijking_on_is_an_answer(on, is_asked):
    assert bool(asked(DATED, moved(on))) is is_asked


def test_what_is_no_other_date_is_no_answer():
    assert asked(DATED, moved(date(2025, 9, 1), target_on=DATED.content.target_on))
    assert asked(DATED, moved(date(2025, 9, 1), target_on=None))
    assert asked(DATED, moved(date(2026, 1, 5)), as_of=date(2026, 1, 4)), "the other date does not hold yet"


def test_days_that_came_back_ask_nothing_and_part_of_them_still_do():
    assert asked(DATED, cuts=(replace(CUT, days_now=33),)) == ()
    assert asked(DATED, cuts=(replace(CUT, days_now=32.5),))


def test_what_is_over_needs_no_date():
    assert asked(entry(1, 1, phase=PHASES[3])) == asked(entry(1, 1, is_ended=True)) == ()


def test_the_sentence_names_days_meeting_and_reason():
    assert told(CUT) == (
        "Project 'Betalen' ging bij herijking 2 van 2025 van 33 naar 0 IV-dagen; vastgesteld op 23 juni 2025 door "
        "Portfolio-overleg, reden: minder capaciteit."
    )
    assert told(replace(CUT, days_after=2.5, days_now=4)).endswith("van 33 naar 2,5 IV-dagen; vastgesteld op 23 juni "
        "2025 door Portfolio-overleg, reden: minder capaciteit. Nu zijn het er 4.")  # fmt: skip
