"""What is in force of a row: since when, who wrote it, who reviewed it, and what waits."""

from collections.abc import Sequence

import streamlit as st

from voortgang.dutch import HERE, date_long, listing, moment
from voortgang.register.measures import rules
from voortgang.register.measures.changes import wanted
from voortgang.register.measures.drafts import Draft
from voortgang.register.measures.model import BASES, FLAGS, MeasureRow, Status
from voortgang.web import table
from voortgang.web.editing.telling import notice, vm


def show(row: MeasureRow, current: Status, entries: Sequence[Status], drafts: Sequence[Draft]) -> None:
    """The row and its status in force as a list of facts, with the open draft and what begins later."""
    content = current.content
    reviewed = [draft.end for draft in drafts if draft.end and draft.end.status_id == current.id]
    flags = [label for name, label in FLAGS.items() if getattr(content, name)]
    facts = {
        "Maatregel": f"{row.measure} ({vm(row.numbers)})",
        "Ambitie": f"{row.ambition} ({row.section}{row.page.strip('-') and f', bladzijde {row.page}'})",
        "Fase": f"{content.phase} ({BASES[content.phase_basis]})",
        "Bijzonderheden": listing(flags),
        "Geldt sinds": date_long(current.valid_from),
        "Vastgelegd": f"door {current.recorded_by} op {moment(current.recorded_at.astimezone(HERE))}",
        "Beoordeeld": f"door {reviewed[0].ended_by}" if reviewed else "niet door een tweede persoon",
        "Later": listing([date_long(each.valid_from) for each in entries if each.valid_from > current.valid_from]),
        "Nog aan te vullen": " ".join(rules.flaws(content)),
    }
    st.html(table.html_list(facts))
    for draft in drafts:
        if draft.end is None:
            _waiting(draft, entries)


def _waiting(draft: Draft, entries: Sequence[Status]) -> None:
    heading = (
        f"✎ Er wacht een voorstel van {draft.written_by} ({moment(draft.written_at.astimezone(HERE))}) op beoordeling; "
        "wie hieronder iets voorlegt, vervangt het"
    )
    notice(heading, wanted(draft.proposal, entries))
