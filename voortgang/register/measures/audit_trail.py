"""All that happened to one row, for people: the facts it started with, drafts, reviews and confirmations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from voortgang.dutch import HERE, date_long, moment
from voortgang.register.measures.changes import wanted
from voortgang.register.measures.drafts import drafts_of
from voortgang.register.measures.model import Because, Content, Status
from voortgang.register.measures.proposals import APPROVED, RETURNED, Draft, End, Proposal
from voortgang.register.measures.reading import held, trail


@dataclass(frozen=True)
class Step:
    """One thing that somebody did, in words, with what was said before and after it."""

    at: datetime
    """UTC"""
    by: str
    what: str
    changed: tuple[str, ...]
    """one phrase per field"""
    before: Content | None
    after: Content | None
    """None when nothing was said of the row itself"""


def audit_trail(row_id: int) -> tuple[Step, ...]:
    """What happened to a row, oldest first; raises VoortgangError when there is no such row."""
    return steps(trail(row_id), drafts_of(row_id))


def steps(entries: Sequence[Status], drafts: Sequence[Draft]) -> tuple[Step, ...]:
    """The same, from the log of the row and its drafts; what happened at one moment stays in the order of the log."""
    found = [*_statuses(entries, drafts), *_drafts(entries, drafts)]
    return tuple(sorted(found, key=lambda step: step.at))


def _statuses(entries: Sequence[Status], drafts: Sequence[Draft]) -> Iterator[Step]:
    approvals = {draft.end.status_id: draft for draft in drafts if draft.end and draft.end.how == APPROVED}
    for place, status in enumerate(entries):
        before = held(entries[:place], status.valid_from)
        because = Because(status.change_reason, status.target_reason)
        proposal = Proposal(status.row_id, status.content, status.valid_from, because)
        draft = approvals.get(status.id)
        by, since = status.recorded_by, f"geldt vanaf {date_long(status.valid_from)}"
        if draft and draft.end:
            by, what = draft.end.ended_by, f"Voorstel van {draft.written_by} goedgekeurd; {since}"
        elif before is None:
            what = f"Begonnen met deze feiten; {since}"
        else:
            what = f"Fase '{status.content.phase}' bevestigd; {since}"
        changed = _changed(entries[:place], proposal)
        yield Step(status.recorded_at, by, what, changed, before.content if before else None, status.content)


def _drafts(entries: Sequence[Status], drafts: Sequence[Draft]) -> Iterator[Step]:
    for draft in drafts:
        proposal = draft.proposal
        known = [each for each in entries if proposal.based_on is not None and each.id <= proposal.based_on]
        before = held(known, proposal.valid_from)
        what = f"Voorgesteld, vanaf {date_long(proposal.valid_from)}"
        changed = _changed(known, proposal)
        said = before.content if before else None
        yield Step(draft.written_at, draft.written_by, what, changed, said, proposal.content)
        if draft.end and draft.end.how != APPROVED:
            yield Step(draft.end.ended_at, draft.end.ended_by, _told(draft, draft.end), (), None, None)


def _told(draft: Draft, end: End) -> str:
    why = f": {end.end_reason}" if end.how == RETURNED else ""
    return f"Voorstel van {draft.written_by} van {moment(draft.written_at.astimezone(HERE))} {end.how}{why}"


def _changed(entries: Sequence[Status], proposal: Proposal) -> tuple[str, ...]:
    """What a proposal changes, and the reasons that were given for it."""
    because = proposal.because
    reasons = {"reden van de wijziging": because.change, "reden van de nieuwe streefdatum": because.target}
    told = tuple(f"{name}: {reason}" for name, reason in reasons.items() if reason)
    return (*wanted(proposal, entries), *told)
