"""One commitment: all that is known of it, who wrote what, and the way to write more."""

from collections.abc import Sequence

import streamlit as st

from voortgang.dutch import HERE, MISSING, date_short, moment
from voortgang.register.commitments.changes import differences, settled_in, told_since
from voortgang.register.commitments.model import KINDS, Commitment, Entry
from voortgang.register.commitments.reading import held, trail
from voortgang.web import commitments_forms, table
from voortgang.web.commitments import View, due, source, told_standing
from voortgang.web.notices import literal
from voortgang.web.writer import may_write, writer

NONE = "geen"
SEEN, TOLD = "commitment-seen", "commitment-told"
TRAIL = ["Vastgelegd op", "Door", "Geldt vanaf", "Wat", "Reden"]


def show_one(view: View) -> None:
    """The commitment that was chosen, its trail, and the forms for who keeps the register."""
    if told := st.session_state.pop(TOLD, None):
        st.success(told)
    known = {str(each.id): each for each in view.shown}
    chosen = known.get(_chosen(known)) if known else None
    if chosen:
        _facts(chosen, view)
        _trail(chosen, view)
    if not may_write():
        return
    if not view.is_now:
        st.info("U ziet het register zoals het was. Kies bij 'Stand op' en 'Zoals bekend op' vandaag om te wijzigen.")
        return
    st.header("Bijhouden", anchor=False)
    by = writer()
    if chosen:
        _change(chosen, by)
    with st.expander("Toezegging of motie toevoegen", expanded=not view.all):
        _when_written(commitments_forms.add(by))


def _chosen(known: dict[str, Commitment]) -> str:
    asked = st.query_params.get("toezegging")
    if asked is not None and asked not in (NONE, *known):
        st.warning("De toezegging in de link staat niet in deze lijst. Kies een andere of verruim de keuze hierboven.")
    which: str = st.selectbox(
        "Bekijk nummer", [NONE, *known], key="toezegging", filter_mode=None, bind="query-params", width=180
    )
    return which


def _facts(each: Commitment, view: View) -> None:
    content = each.entry.content
    st.header(f"Toezegging {each.id}", anchor=False)
    facts = {
        "Stand": told_standing(content, view.as_of),
        "Soort": KINDS[content.kind],
        "Tekst": content.text,
        "Gevraagd door": content.asked_by,
        "Bron": source(content),
        "Gedaan op": date_short(content.made_on),
        "Termijn": due(content),
        "Eigenaar": content.owner or MISSING,
        "Afgedaan in": settled_in(content.settled) if content.settled else "",
        "Ingetrokken": content.withdrawal,
    }
    st.html(table.html_list(facts))


def _trail(each: Commitment, view: View) -> None:
    """Everything that was written of it, also what was written after the moment that is looked at."""
    rows = trail_rows(trail(each.id))
    st.html(table.plain_table(f"Logboek van toezegging {each.id}", TRAIL, rows))
    if not view.is_now:
        st.caption("Het logboek toont alles wat is vastgelegd, ook na de gekozen dagen.")


def trail_rows(entries: Sequence[Entry]) -> list[list[str]]:
    """One row per entry, oldest first, with what it changed of what held on its day."""
    return [_trail_row(entries[:place], entry) for place, entry in enumerate(entries)]


def _trail_row(earlier: Sequence[Entry], entry: Entry) -> list[str]:
    before = held(earlier, entry.valid_from)
    changed = "; ".join(differences(before.content, entry.content)) if before else "vastgelegd"
    return [
        moment(entry.recorded_at.astimezone(HERE)),
        entry.recorded_by,
        date_short(entry.valid_from),
        changed or "alleen de ingangsdatum",
        entry.change_reason or MISSING,
    ]


def _change(each: Commitment, by: str) -> None:
    """The form for what the writer wants to do, based on what he saw when he began."""
    seen_id, based_on = st.session_state.setdefault(SEEN, (each.id, each.latest_id))
    if seen_id != each.id:
        st.session_state[SEEN] = seen_id, based_on = each.id, each.latest_id
    if based_on != each.latest_id:
        st.warning(literal(told_since(trail(each.id), based_on)))
        if st.button("Ik heb gezien wat er nu staat"):
            st.session_state[SEEN] = (each.id, each.latest_id)
            st.rerun()
    _when_written(commitments_forms.change(each, based_on, by))


def _when_written(written: Entry | None) -> None:
    """Start the next form empty and show the list as it is now."""
    if written is None:
        return
    st.session_state.pop(SEEN, None)
    st.session_state[TOLD] = f"De wijziging van toezegging {written.commitment_id} is vastgelegd."
    commitments_forms.begin_anew()
    st.rerun()
