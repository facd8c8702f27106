"""Generated histories of proposing, approving, returning and withdrawing, beside a plain twin that keeps lists."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voortgang.errors import VoortgangError
from voortgang.register.measures.changes import with_own_text
from voortgang.register.measures.drafts import (
    Proposal,
    approve,
    drafts_of,
    open_drafts,
    save_draft,
    send_back,
    withdraw,
)
from voortgang.register.measures.model import PHASES, Content
from voortgang.register.measures.reading import trail

PEOPLE, ROWS = ("Anna", "bram", "BRAM", "Chris"), (20, 22)
DAY = date(2025, 7, 1)


@dataclass(frozen=True)
class Act:
    """What somebody tries; `saw` False: with a page open from before the last draft or entry."""

    what: str
    who: str
    row: int
    owner: str
    saw: bool


acts = st.builds(
    Act,
    st.sampled_from(("propose", "propose", "approve", "return", "withdraw")),
    st.sampled_from(PEOPLE),
    st.sampled_from(ROWS),
    st.sampled_from(("", "Directie", "Team", "<b>=1+1")),
    st.sampled_from((True, True, True, False)),
)


@dataclass
class Desk:
    """The plain twin: per row the entries (writer, owner), and every draft as [row, writer, owner, how it ended]."""

    entries: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: {row: [] for row in ROWS})
    drafts: list[list] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    def waiting(self, row: int) -> int | None:
        """The place of the open draft of a row."""
        return next((place for place, each in enumerate(self.drafts) if each[0] == row and each[3] == "open"), None)


@pytest.fixture
def desk(database: str) -> Desk:
    """One database and one desk for all generated histories of a test."""
    return Desk()


def act(desk: Desk, tried: Act) -> None:
    """In the register and, in the same words, at the desk; both must agree or both must refuse."""
    place = desk.waiting(tried.row)
    if tried.what == "propose":
        _propose(desk, tried, place)
    elif place is not None:
        _end(desk, tried, place)


def _propose(desk: Desk, tried: Act, place: int | None) -> None:
    last = trail(tried.row)[-1]
    seen = desk.ids[place] if place is not None and tried.saw else None
    content = replace(last.content, owner=tried.owner)
    asked = Proposal(tried.row, content, DAY, based_on=last.id, seen_draft=seen)
    try:
        draft = save_draft(asked, by=tried.who)
    except VoortgangError as refusal:
        assert place is not None and not tried.saw
        assert desk.drafts[place][1] in str(refusal)
        return
    assert place is None or tried.saw
    if place is not None:
        desk.drafts[place][3] = "vervangen"
    desk.drafts.append([tried.row, tried.who, tried.owner, "open"])
    desk.ids.append(draft.id)


def _end(desk: Desk, tried: Act, place: int) -> None:
    row, writer, owner, _ = desk.drafts[place]
    id_, is_own = desk.ids[place], writer.lower() == tried.who.lower()
    doing = {
        "approve": ("goedgekeurd", lambda: approve(id_, by=tried.who)),
        "return": ("teruggestuurd", lambda: send_back(id_, by=tried.who, reason="zo")),
        "withdraw": ("ingetrokken", lambda: withdraw(id_, by=tried.who)),
    }
    how, work = doing[tried.what]
    try:
        work()
    except VoortgangError:
        assert is_own != (tried.what == "withdraw")
        return
    assert is_own == (tried.what == "withdraw")
    desk.drafts[place][3] = how
    if how == "goedgekeurd":
        desk.entries[row].append((writer, owner))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(acts, min_size=1, max_size=14))
def test_replaying_the_acts_gives_the_state(desk: Desk, history: list[Act]) -> None:
    for tried in history:
        act(desk, tried)
    for row in ROWS:
        assert [(each.recorded_by, each.content.owner) for each in trail(row)[1:]] == desk.entries[row]
    found = {draft.id: draft for row in ROWS for draft in drafts_of(row)}
    assert sorted(found) == sorted(desk.ids)
    for id_, (row, writer, owner, how) in zip(desk.ids, desk.drafts, strict=True):
        draft = found[id_]
        assert (draft.proposal.row_id, draft.written_by, draft.proposal.content.owner) == (row, writer, owner)
        assert (draft.end.how if draft.end else "open") == how
    assert [draft.id for draft in open_drafts()] == sorted(
        id_ for id_, each in zip(desk.ids, desk.drafts, strict=True) if each[3] == "open"
    )


small = st.builds(
    Content,
    phase=st.sampled_from(PHASES),
    is_delayed=st.booleans(),
    owner=st.sampled_from(("", "a", "b")),
    reasons=st.lists(st.sampled_from(("prioriteit", "wetgeving")), unique=True).map(tuple),
)


@given(seen=small, now=small, own=small)
def test_own_text_stays_and_the_rest_is_what_the_other_wrote(seen: Content, now: Content, own: Content) -> None:
    found = with_own_text(seen, now, own)
    for name in ("phase", "is_delayed", "owner", "reasons", "explanation"):
        mine, was = getattr(own, name), getattr(seen, name)
        assert getattr(found, name) == (getattr(now, name) if mine == was else mine)
