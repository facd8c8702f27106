"""Generated histories: the register as of any day, as known at any moment, is what a plain replay gives."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measure_writing import write_status

from voortgang.errors import VoortgangError
from voortgang.register.measures.counts import counts
from voortgang.register.measures.model import FLAGS, IMPLEMENTED, PHASES, REASONS, Because, Content
from voortgang.register.measures.reading import statuses, trail
from voortgang.register.measures.rules import leaps
from voortgang.register.measures.writing import confirm

FIRST = date(2025, 5, 21)
ROWS = (2, 14, 20, 21, 36)
days = st.dates(date(2025, 5, 1), date(2025, 9, 30))
texts = st.sampled_from(("", "één", "=SOM(A1)", "<b>vet</b>", "regel\n\ntwee"))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """What an editor could fill in; mostly within the rules, not always."""
    filled = draw(st.sampled_from((True, True, True, False)))
    return Content(
        phase=draw(st.sampled_from(PHASES)),
        phase_basis=draw(st.sampled_from(("literal", "inferred"))),
        **{name: draw(st.booleans()) for name in FLAGS},
        reasons=tuple(draw(st.lists(st.sampled_from(REASONS), min_size=filled, max_size=2, unique=True))),
        depends_on=tuple(
            draw(st.lists(st.sampled_from(("VM 43", "VM 30", "VM 17", "Groep")), max_size=2, unique=True))
        ),
        target_on=draw(st.none() | days),
        review_on=date(2025, 12, 31) if filled else None,
        owner=draw(st.sampled_from(("Directie", "Team"))) if filled else "",
        explanation=draw(texts),
        partial_results=draw(texts),
        evidence="Werkinstructie" if filled else "",
        outcome=draw(st.sampled_from(("gewijzigd", "volledig"))) if filled else "",
    )


@dataclass(frozen=True)
class Edit:
    """One attempt: a new status, or with `content` None a confirmation; `knows_last` False: with an old page open."""

    row: int
    valid_from: date
    content: Content | None
    knows_last: bool
    with_reasons: bool


edits = st.builds(
    Edit,
    st.sampled_from(ROWS),
    days,
    st.one_of(contents(), contents(), contents(), st.none()),
    st.sampled_from((True, True, True, True, False)),
    st.sampled_from((True, True, True, False)),
)


@dataclass
class Book:
    """The plain twin: per row what was said, from which day, and after how many changes of the whole register."""

    said: dict[int, list[tuple[int, date, Content]]] = field(default_factory=dict)
    moments: list[datetime] = field(default_factory=list)

    def asked(self, as_of: date, changes: int) -> dict[int, Content]:
        """Replay: later days overrule earlier ones, and for one day later words overrule earlier ones."""
        found: dict[int, Content] = {}
        for row, entries in self.said.items():
            held: dict[date, Content] = {}
            for change, valid_from, content in entries:
                if change <= changes:
                    held[valid_from] = content
            begun = [day for day in held if day <= as_of]
            if begun:
                found[row] = held[max(begun)]
        return found


@pytest.fixture
def book(database: str) -> Book:
    """Opened with the facts of the annex; one database and one book for all generated histories of a test."""
    started = Book({each.row.id: [(0, FIRST, each.status.content)] for each in statuses(FIRST)})
    started.moments.append(datetime.now(UTC))
    return started


def attempt(book: Book, edit: Edit) -> None:
    """Write through the register and, when it agrees, in the book."""
    last = trail(edit.row)[-1].id
    based_on = last if edit.knows_last else last - 1
    because = Because("om een reden", "prioriteit") if edit.with_reasons else Because()
    try:
        if edit.content is None:
            written = confirm(edit.row, edit.valid_from, based_on=based_on, by="iemand")
        else:
            written = write_status(
                edit.row, edit.content, edit.valid_from, based_on=based_on, by="iemand", because=because
            )
    except VoortgangError:
        return
    assert edit.knows_last
    expected_from, expected = edit.valid_from, edit.content
    if expected is None:
        held = [(day, number, said) for number, day, said in book.said[edit.row] if day <= edit.valid_from]
        expected_from, _, before = max(held, key=lambda each: each[:2])
        expected = replace(before, phase_basis="literal")
    else:
        kept = book.asked(edit.valid_from, len(book.moments)).get(edit.row)
        first = (kept.first_promised_on if kept else None) or expected.target_on
        expected = replace(expected, first_promised_on=first)
    assert (written.valid_from, written.content) == (expected_from, expected)
    book.said[edit.row].append((len(book.moments), expected_from, expected))
    book.moments.append(written.recorded_at)


def shown(as_of: date, known_on: datetime | None) -> dict[int, Content]:
    return {each.row.id: each.status.content for each in statuses(as_of, known_on)}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(edits, min_size=1, max_size=12), as_of=days, place=st.integers(0, 4000))
def test_replaying_the_log_gives_the_state(book: Book, history: list[Edit], as_of: date, place: int) -> None:
    for edit in history:
        attempt(book, edit)
    assert shown(as_of, None) == book.asked(as_of, len(book.moments))
    past = place % len(book.moments)
    assert shown(as_of, book.moments[past]) == book.asked(as_of, past)
    between = book.moments[past] - timedelta(microseconds=1)
    if past and book.moments[past - 1] <= between:
        assert shown(as_of, between) == book.asked(as_of, past - 1)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(edits, min_size=4, max_size=12), as_of=days)
def test_the_log_holds_to_the_rules_whatever_was_tried(book: Book, history: list[Edit], as_of: date) -> None:
    for edit in history:
        attempt(book, edit)
    for row in ROWS:
        entries = trail(row)
        assert [each.based_on for each in entries] == [None, *(each.id for each in entries[:-1])]
        assert [each.recorded_at for each in entries] == sorted(each.recorded_at for each in entries)
        assert all(
            each.content.evidence and each.content.outcome for each in entries[1:] if each.content.phase == IMPLEMENTED
        )
        in_force = {each.valid_from: each for each in entries}
        course = [in_force[day] for day in sorted(in_force)]
        assert [leaps(before.content, after) for before, after in pairwise(course)] == [()] * (len(course) - 1)
    found = counts(statuses(as_of), as_of)
    assert sum(count.rows for count in found.phases) + next(
        count.rows for count in found.flags if count.name == "beëindigd"
    ) == len(statuses(as_of))
