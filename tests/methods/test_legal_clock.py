"""The legal clock against worked examples, boundary days and generated cases (Awb 4:13-4:15, Algemene termijnenwet)."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.methods.legal_clock import Calendar, Deadlines, Extension, Suspension, deadlines
from voortgang.methods.legal_days import in_words
from voortgang.pipeline.calendar import load_calendar

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
MARCH_3 = date(2025, 3, 3)  # a Monday; day 56 is Monday 28 April 2025


@cache
def calendar() -> Calendar:
    return load_calendar(ROOT / "data" / "reference")


def day(text: str) -> date:
    return date.fromisoformat(text)


def pause(sent: str, until: str, supplemented: str = "") -> Suspension:
    return Suspension(day(sent), day(until), day(supplemented) if supplemented else None)


def extension(sent: str, until: str) -> Extension:
    return Extension(day(sent), day(until))


def clock(received_on: date | str, *letters: Suspension | Extension, **options) -> Deadlines:
    received_on = day(received_on) if isinstance(received_on, str) else received_on
    suspensions = [letter for letter in letters if isinstance(letter, Suspension)]
    extensions = [letter for letter in letters if isinstance(letter, Extension)]
    return deadlines(received_on, suspensions, extensions, calendar=calendar(), **options)


def told(result: Deadlines) -> str:
    return " ".join(result.steps)


# --- worked examples


def examples() -> list[dict[str, str]]:
    with (ROOT / "tests" / "data" / "deadlines.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", examples(), ids=lambda row: row["case"])
def test_worked_example(row: dict[str, str]) -> None:
    columns = [row[name].split("|") for name in ("sent_on", "term_until", "supplemented_on")]
    letters = [pause(*texts) for texts in zip(*columns, strict=True) if texts[0]]
    result = clock(row["received_on"], *letters, counting=row["counting"])
    assert (result.norm_due_on, result.legal_due_on) == (day(row["norm_due_on"]), day(row["legal_due_on"]))


@pytest.mark.parametrize(
    ("due", "moved"),
    [
        ("2025-05-09", "2025-05-09"),  # Friday: stays
        ("2025-05-10", "2025-05-12"),  # Saturday
        ("2025-05-11", "2025-05-12"),  # Sunday
        ("2024-12-25", "2024-12-30"),  # two Christmas days, equated day, weekend: five days
        ("2027-05-05", "2027-05-10"),  # Liberation Day, Ascension Day, equated day, weekend: five days
        ("2025-05-29", "2025-06-02"),  # Ascension Day, equated day, weekend
        ("2023-04-28", "2023-05-01"),  # equated Friday after King's Day
        ("2026-01-01", "2026-01-05"),  # New Year, equated Friday, weekend
        ("2023-12-23", "2023-12-27"),  # weekend, then both Christmas days
        ("2025-06-07", "2025-06-10"),  # weekend, then Whit Monday
        ("2024-04-27", "2024-04-29"),  # King's Day on a Saturday
        ("2025-04-26", "2025-04-28"),  # King's Day moved to Saturday 26 April; Sunday the 27th
        ("2024-02-29", "2024-02-29"),  # leap day is a day like any other
        ("2024-05-05", "2024-05-06"),  # Liberation Day on a Sunday
    ],
)
def test_end_of_term_moves_to_the_next_working_day(due: str, moved: str) -> None:
    result = clock(day(due) - 56 * DAY)
    assert (result.norm_due_on, result.legal_due_on) == (day(due), day(moved))


@pytest.mark.parametrize(
    ("received", "norm", "legal"),
    [
        ("2025-03-29", "2025-05-24", "2025-05-26"),
        ("2025-03-30", "2025-05-25", "2025-05-26"),  # clocks go forward in this night
        ("2025-02-02", "2025-03-30", "2025-03-31"),
        ("2025-10-25", "2025-12-20", "2025-12-22"),
        ("2025-10-26", "2025-12-21", "2025-12-22"),  # clocks go back in this night
        ("2024-02-29", "2024-04-25", "2024-04-25"),
    ],
)
def test_summer_time_and_leap_days_are_just_dates(received: str, norm: str, legal: str) -> None:
    assert clock(received).norm_due_on == day(norm)
    assert clock(received).legal_due_on == day(legal)


def test_longest_duration_without_suspension() -> None:
    """DOMAIN says 60 days; the equated Fridays of 2024 and 2027 follow two holidays in a row and make it 61."""
    longest: dict[int, list[date]] = {}
    received_on = date(2023, 1, 1)
    while (due_on := clock(received_on).legal_due_on) is not None:
        longest.setdefault((due_on - received_on).days, []).append(received_on)
        received_on += DAY
    assert received_on == date(2028, 11, 4)  # its term ends on Saturday 30 December 2028, moved past the calendar
    assert max(longest) == 61
    assert longest[61] == [date(2024, 10, 30), date(2027, 3, 10)]


# --- suspension


def test_overlapping_suspensions_are_united() -> None:
    apart = clock(MARCH_3, pause("2025-03-14", "2025-03-28"), pause("2025-03-20", "2025-04-01"))
    whole = clock(MARCH_3, pause("2025-03-14", "2025-04-01"))
    assert apart.suspended_days == whole.suspended_days == 18
    assert apart.legal_due_on == whole.legal_due_on == date(2025, 5, 16)
    assert "opgeteld 26 dagen" in told(apart)


def test_inclusive_adds_the_day_supplemented() -> None:
    letter = pause("2025-03-14", "2025-03-28", "2025-03-24")
    assert clock(MARCH_3, letter).suspended_days == 9
    assert clock(MARCH_3, letter, counting="inclusive").suspended_days == 10


@pytest.mark.parametrize("supplemented", ["", "2025-03-29", "2025-05-01"])
def test_a_term_that_passed_unused_counts_through_its_last_day(supplemented: str) -> None:
    letter = pause("2025-03-14", "2025-03-28", supplemented)
    assert {clock(MARCH_3, letter, counting=way).suspended_days for way in ("strict", "inclusive")} == {14}


@pytest.mark.parametrize(
    ("supplemented", "strict", "inclusive"),
    [
        ("2025-03-14", 0, 0),
        ("2025-03-15", 0, 1),
        ("2025-03-27", 12, 13),
        ("2025-03-28", 13, 14),
        ("2025-03-29", 14, 14),
    ],
)
def test_supplemented_from_the_first_day_to_one_day_late(supplemented: str, strict: int, inclusive: int) -> None:
    letter = pause("2025-03-14", "2025-03-28", supplemented)
    assert clock(MARCH_3, letter).suspended_days == strict
    assert clock(MARCH_3, letter, counting="inclusive").suspended_days == inclusive


@pytest.mark.parametrize(
    ("reference", "days"),
    [
        ("2025-03-14", 0),
        ("2025-03-15", 1),
        ("2025-03-27", 13),
        ("2025-03-28", 14),
        ("2025-03-29", 14),
        ("2025-03-10", 0),
    ],
)
def test_an_open_suspension_counts_to_the_reference_date(reference: str, days: int) -> None:
    assert clock(MARCH_3, pause("2025-03-14", "2025-03-28"), reference_on=day(reference)).suspended_days == days


@pytest.mark.parametrize(("reference", "days"), [("2025-03-18", 4), ("2025-03-20", 6), ("2025-03-21", 6)])
def test_a_later_supplement_is_not_known_yet(reference: str, days: int) -> None:
    """Until the 20th the letter is open and counts to the reference date; from the 21st the supplement ends it."""
    letter = pause("2025-03-14", "2025-03-28", "2025-03-21")
    result = clock(MARCH_3, letter, reference_on=day(reference))
    assert result.suspended_days == days
    assert ("nog niet aangevuld" in told(result)) == (reference < "2025-03-21")


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        (Suspension(None, day("2025-03-28")), "ontbreekt"),
        (Suspension(day("2025-03-14"), None, day("2025-03-20")), "ontbreekt"),
        (pause("2025-03-14", "2025-03-13"), "nog vóór de verzending"),
        (pause("2025-03-14", "2025-03-28", "2025-03-13"), "ouder dan de brief"),
    ],
)
def test_an_impossible_suspension_is_ignored_and_named(letter: Suspension, reason: str) -> None:
    result = clock(MARCH_3, letter)
    assert (result.suspended_days, result.legal_due_on) == (0, date(2025, 4, 28))
    assert "Opschorting 1 telt niet mee" in told(result)
    assert reason in told(result)


@pytest.mark.parametrize(("sent", "days"), [("2025-04-26", 4), ("2025-04-27", 3), ("2025-04-28", 0), ("2025-04-29", 0)])
def test_a_letter_on_the_last_day_comes_too_late(sent: str, days: int) -> None:
    """It would stop the clock from the day after, when the term is over."""
    result = clock(MARCH_3, pause(sent, "2025-04-30"))
    assert result.suspended_days == days
    assert ("Zonder gevolg" in told(result)) == (days == 0)


def test_an_earlier_pause_keeps_a_later_letter_in_time() -> None:
    late = pause("2025-05-02", "2025-05-16")
    assert clock(MARCH_3, late).suspended_days == 0
    assert clock(MARCH_3, pause("2025-03-14", "2025-03-28"), late).suspended_days == 28


def test_only_days_after_receipt_count() -> None:
    assert clock(MARCH_3, pause("2025-02-20", "2025-03-06")).suspended_days == 3
    assert clock(MARCH_3, pause("2025-02-20", "2025-03-03")).suspended_days == 0


# --- extension


@pytest.mark.parametrize(
    ("received", "sent", "until", "due"),
    [
        ("2025-03-03", "2025-04-20", "2025-06-05", "2025-06-05"),  # in time
        ("2025-03-03", "2025-03-03", "2025-06-05", "2025-06-05"),  # on the day of receipt
        ("2025-03-03", "2025-03-02", "2025-06-05", "2025-04-28"),  # older than the request
        ("2025-03-03", "2025-04-28", "2025-06-05", "2025-06-05"),  # on the last day
        ("2025-03-03", "2025-04-29", "2025-06-05", "2025-04-28"),  # one day late
        ("2025-03-10", "2025-05-06", "2025-06-05", "2025-06-05"),  # on the moved day (day 56 is 5 May)
        ("2025-03-10", "2025-05-07", "2025-06-05", "2025-05-06"),  # one day after it
        ("2025-03-03", "2025-04-20", "2025-04-21", "2025-04-28"),  # names a day before the end of the term
        ("2025-03-03", "2025-04-20", "2025-06-08", "2025-06-10"),  # Whit Sunday and Monday
    ],
)
def test_extension(received: str, sent: str, until: str, due: str) -> None:
    assert clock(received, extension(sent, until)).legal_due_on == day(due)
    assert clock(received, extension(sent, until)).norm_due_on == clock(received).norm_due_on


def test_the_latest_extension_in_time_counts() -> None:
    letters = [
        extension("2025-04-20", "2025-06-05"),
        extension("2025-04-10", "2025-06-12"),
        extension("2025-04-30", "2025-07-01"),
        Extension(day("2025-04-10"), None),
        extension("2025-04-11", "2025-04-25"),
    ]
    result = clock(MARCH_3, *letters)
    assert result.legal_due_on == date(2025, 6, 12)
    for expected in (
        "andere brief",
        "derde lid",
        "al verstreken op 28 april 2025",
        "ontbreekt een datum",
        "niet later",
    ):
        assert expected in told(result)


def test_suspension_does_not_shift_the_extended_date() -> None:
    result = clock(MARCH_3, pause("2025-03-14", "2025-03-28"), extension("2025-05-12", "2025-06-05"))
    assert (result.suspended_days, result.legal_due_on) == (14, date(2025, 6, 5))


def test_the_move_to_a_working_day_happens_once() -> None:
    """The term ends on 5 May, which moves to the 6th; a letter naming Sunday the 11th counts from the 11th."""
    assert clock("2025-03-10", extension("2025-05-01", "2025-05-11")).legal_due_on == date(2025, 5, 12)


# --- edges of the calendar


@pytest.mark.parametrize(
    ("end", "due"), [("2028-12-29", "2028-12-29"), ("2028-12-30", None), ("2029-01-02", None), ("1999-12-31", None)]
)
def test_the_calendar_does_not_guess(end: str, due: str | None) -> None:
    result = clock(day(end) - 56 * DAY)
    assert result.legal_due_on == (due and day(due))
    assert result.norm_due_on == day(end)
    assert ("kent geen feestdagen" in told(result)) == (due is None)


def test_an_extension_past_the_calendar_leaves_the_date_open() -> None:
    result = clock("2028-10-02", extension("2028-10-20", "2029-01-15"))
    assert (result.norm_due_on, result.legal_due_on) == (date(2028, 11, 27), None)
    assert "na 31 december 2028" in told(result)


@pytest.mark.parametrize(("end", "warned"), [("2022-12-30", True), ("2022-12-31", True), ("2023-01-01", False)])
def test_before_the_equated_days_are_known(end: str, warned: bool) -> None:
    result = clock(day(end) - 56 * DAY)
    assert result.legal_due_on is not None
    assert ("vóór 1 januari 2023" in told(result)) == warned


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: clock(MARCH_3, counting="ruim"),
        lambda: clock(MARCH_3, term_days=0),
        lambda: clock(date.max),
        lambda: clock(MARCH_3, Suspension(MARCH_3, date.max)),
    ],
)
def test_impossible_input_is_refused(attempt) -> None:
    with pytest.raises(VoortgangError):
        attempt()


# --- the explanation


def test_steps_explain_each_move_in_dutch() -> None:
    received, norm, letter, term, moved = clock("2024-10-30", pause("2024-11-04", "2024-11-04")).steps
    assert received == "Ontvangen op 30 oktober 2024. Die dag telt niet mee: dag 1 is 31 oktober 2024."
    assert norm == "Servicenorm: dag 56 is 25 december 2024; opschorting en verdaging tellen daarvoor niet."
    assert letter == (
        "Opschorting 1: brief van 4 november 2024, aanvullen kon tot en met 4 november 2024; er is niet aangevuld. "
        "De klok heeft daardoor geen dag stilgestaan."
    )
    assert term == "Wettelijke termijn (Awb 4:13): dag 56 waarop de klok liep is woensdag 25 december 2024."
    assert moved == (
        "Een termijn eindigt niet op 25 december 2024 (Eerste Kerstdag), 26 december 2024 (Tweede Kerstdag), "
        "27 december 2024 (dag na Tweede Kerstdag, gelijkgesteld met een feestdag), 28 december 2024 (zaterdag) en "
        "29 december 2024 (zondag): de termijn loopt door tot en met maandag 30 december 2024 "
        "(Algemene termijnenwet, artikel 1)."
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_read_as_everywhere_else(month: int) -> None:
    """Methods import the standard library only, so the names of the months stand there once more."""
    assert in_words(date(2025, month, 1)) == dutch.date_long(date(2025, month, 1))


def test_one_day_is_singular() -> None:
    assert ": 1 dag (Awb 4:15)" in told(clock(MARCH_3, pause("2025-03-14", "2025-03-15")))


# --- generated cases

DAYS = st.dates(date(2022, 10, 1), date(2028, 6, 30))


@st.composite
def requests(draw) -> tuple[date, list[Suspension], list[Extension], date | None, str]:
    """A request with letters around its term, some impossible, some late, and perhaps a reference date."""
    received_on = draw(DAYS)

    def near(low: int, high: int) -> date:
        return received_on + draw(st.integers(low, high)) * DAY

    def letter() -> Suspension:
        sent_on = near(-3, 90)
        until = sent_on + draw(st.integers(-2, 40)) * DAY
        return Suspension(sent_on, until, draw(st.none() | st.dates(sent_on - 2 * DAY, sent_on + 50 * DAY)))

    suspensions = [letter() for _ in range(draw(st.integers(0, 4)))]
    extensions = [Extension(near(-3, 120), near(-3, 180)) for _ in range(draw(st.integers(0, 2)))]
    reference_on = draw(st.none() | st.dates(received_on, received_on + 150 * DAY))
    return received_on, suspensions, extensions, reference_on, draw(st.sampled_from(["strict", "inclusive"]))


def by_the_book(letter: Suspension, counting: str, reference_on: date | None) -> set[date]:
    """The days of one suspension written as the definition of DOMAIN: each day is asked whether it counts."""
    sent_on, until, answered = letter.sent_on, letter.term_until, letter.supplemented_on
    if sent_on is None or until is None or until < sent_on or (answered is not None and answered < sent_on):
        return set()
    known = answered is not None and (reference_on is None or answered <= reference_on)
    ends_on = until + DAY
    if known and answered <= until:
        ends_on = answered + DAY if counting == "inclusive" else answered
    days = {sent_on + n * DAY for n in range(1, 60) if sent_on + n * DAY < ends_on}
    return days if known or reference_on is None else {one for one in days if one <= reference_on}


@given(requests())
@settings(max_examples=400, deadline=None)
def test_legal_due_date_is_a_working_day(case) -> None:
    received_on, suspensions, extensions, reference_on, counting = case
    result = clock(received_on, *suspensions, *extensions, reference_on=reference_on, counting=counting)
    if result.legal_due_on is not None:
        assert calendar().is_working(result.legal_due_on)
        assert result.legal_due_on >= result.norm_due_on


@given(requests())
@settings(max_examples=400, deadline=None)
def test_one_more_suspension_never_brings_the_due_date_forward(case) -> None:
    received_on, suspensions, extensions, reference_on, counting = case
    options = {"reference_on": reference_on, "counting": counting}
    with_all = clock(received_on, *suspensions, *extensions, **options)
    without_last = clock(received_on, *suspensions[:-1], *extensions, **options)
    assert (with_all.legal_due_on or date.max) >= (without_last.legal_due_on or date.max)
    assert with_all.norm_due_on == without_last.norm_due_on


@given(requests())
@settings(max_examples=400, deadline=None)
def test_suspended_days_are_set_arithmetic(case) -> None:
    received_on, suspensions, _, reference_on, counting = case
    stopped = set().union(*(by_the_book(letter, counting, reference_on) for letter in suspensions))
    running = [received_on + n * DAY for n in range(1, 400) if received_on + n * DAY not in stopped]
    term_end = running[55]
    result = clock(received_on, *suspensions, reference_on=reference_on, counting=counting)
    assert result.suspended_days == len({one for one in stopped if received_on < one <= term_end})
    assert result.suspended_days == (term_end - received_on).days - 56
    assert result.legal_due_on == calendar().next_working(term_end)


@given(requests(), st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_of_letters_does_not_matter(case, shuffler) -> None:
    received_on, suspensions, extensions, reference_on, counting = case
    letters = [*suspensions, *extensions]
    shuffler.shuffle(letters)
    options = {"reference_on": reference_on, "counting": counting}
    ordered, shuffled = (
        clock(received_on, *suspensions, *extensions, **options),
        clock(received_on, *letters, **options),
    )
    assert (ordered.legal_due_on, ordered.suspended_days) == (shuffled.legal_due_on, shuffled.suspended_days)
