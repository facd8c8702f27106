"""The course of a row day by day, stretches of its phase, and how far its promise moved."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from measure_states import FIRST, days, entry, logs, row

from voortgang.register.measures.course import DIFFERS, ENDED, course, lanes, stretches
from voortgang.register.measures.drift import Move, drifts, moves
from voortgang.register.measures.model import PHASES
from voortgang.register.measures.reading import held
from voortgang.register.measures.whole import Register

DAY = timedelta(1)
LEAP = date(2024, 2, 29)
JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)


def register(*logs_of_rows) -> Register:
    numbered = list(enumerate(logs_of_rows, start=1))
    return Register(tuple(row(id_) for id_, _ in numbered), {id_: log for id_, log in numbered if log})


@given(logs(), days)
def test_on_every_day_the_course_says_what_held(log, until):
    found = course(log, until)
    by_day = {each.since + at * DAY: each.status for each in found for at in range((each.until - each.since).days + 1)}
    day = date(2024, 2, 27)
    while day <= until:
        assert by_day.pop(day, None) == held(log, day)
        day += DAY
    assert by_day == {}


def test_a_course_holds_a_leap_day_and_one_of_a_single_day():
    log = (entry(valid_from=LEAP), entry(id_=2, valid_from=LEAP + DAY))
    first, second = course(log, LEAP + DAY)
    assert (first.since, first.until, second.since, second.until) == (LEAP, LEAP, LEAP + DAY, LEAP + DAY)
    assert course(log, LEAP - DAY) == () == course((), LEAP)


@given(st.lists(logs(), min_size=1, max_size=3), days)
def test_stretches_together_say_the_phase_of_every_day(several, until):
    courses = [course(log, until) for log in several]
    found = stretches(courses)
    assert all(after.since == before.until + DAY for before, after in pairwise(found))
    looks = [(stretch.phase, stretch.is_delayed, stretch.is_on_hold) for stretch in found]
    assert all(before != after for before, after in pairwise(looks))
    for stretch in found:
        for day in (stretch.since, stretch.until):
            live = [now.content for log in several if (now := held(log, day)) and not now.content.is_ended]
            phases = {content.phase for content in live}
            assert stretch.phase == (ENDED if not phases else phases.pop() if len(phases) == 1 else DIFFERS)
            assert stretch.is_delayed == any(content.is_delayed for content in live)


def test_lanes_are_rows_or_measures():
    known = Register(
        (row(1, 7, (23, 24)), row(2, 7, (23, 24)), row(3)),
        {1: (entry(1),), 2: (entry(2, 2, phase=PHASES[1]),), 3: (entry(3, 3),)},
    )
    states = known.states(JULY)
    assert [lane.rows for lane in lanes(known, states, JULY, by_measure=False)] == [(1,), (2,), (3,)]
    measures = lanes(known, states, JULY, by_measure=True)
    assert [(lane.rows, lane.stretches[-1].phase) for lane in measures] == [((1, 2), DIFFERS), ((3,), PHASES[0])]


def test_a_promise_that_moves_twice_is_measured_from_the_first():
    log = (
        entry(target_on=JANUARY, first_promised_on=JANUARY),
        entry(1, 2, date(2025, 9, 1), "wetgeving", target_on=date(2026, 4, 1), first_promised_on=JANUARY),
        entry(1, 3, date(2025, 12, 1), "prioriteit", target_on=JULY, first_promised_on=JANUARY),
    )
    (found,) = drifts(register(log), date(2026, 1, 2), [1])
    assert (found.first_on, found.target_on, found.days) == (JANUARY, JULY, 181)
    assert found.moves == (
        Move(date(2025, 9, 1), JANUARY, date(2026, 4, 1), "wetgeving", "Anna"),
        Move(date(2025, 12, 1), date(2026, 4, 1), JULY, "prioriteit", "Anna"),
    )
    assert (found.is_overdue, found.is_first_broken, found.is_over) == (False, True, False)
    assert [each.is_first_broken for each in drifts(register(log), JANUARY, [1])] == [False]
    assert len(drifts(register(log), date(2025, 9, 1), [1])[0].moves) == 1


def test_a_first_date_is_no_move_and_a_dropped_one_is():
    log = (
        entry(),
        entry(id_=2, valid_from=FIRST + DAY, target_on=JULY, first_promised_on=JULY),
        entry(id_=3, valid_from=FIRST + 2 * DAY, first_promised_on=JULY, target_reason="prioriteit"),
        entry(id_=4, valid_from=FIRST + 3 * DAY, target_on=JULY, first_promised_on=JULY),
    )
    assert [(move.before, move.after) for move in moves(log, JULY)] == [(JULY, None), (None, JULY)]
    (found,) = drifts(register(log), FIRST + 2 * DAY, [1])
    assert found.days is None and found.target_on is None


def test_who_promised_nothing_has_no_drift_and_the_furthest_comes_first():
    near = (entry(1, target_on=JULY, first_promised_on=JANUARY),)
    dropped = (entry(2, 2, first_promised_on=JULY),)
    early = (entry(3, 3, target_on=JANUARY, first_promised_on=JULY),)
    known = register(near, dropped, early, (entry(4, 4),))
    found = drifts(known, JULY, range(1, 5))
    assert [drift.row.id for drift in found] == [2, 1, 3] and found[-1].days == -181
    assert drifts(known, JULY, []) == () == drifts(register(), JULY, [1])


@given(logs(), days)
def test_moves_are_the_differences_between_days(log, until):
    found, before, promised = [], None, False
    day = date(2024, 2, 27)
    is_first = True
    while day <= until:
        now = held(log, day)
        if now:
            target = now.content.target_on
            if not is_first and target != before and promised:
                found.append((day, before, target))
            promised, before, is_first = promised or bool(target), target, False
        day += DAY
    assert [(move.on, move.before, move.after) for move in moves(log, until)] == found
