"""New figures in a draft that people worked on: choose the letter, see what changes, save the refreshed file."""

from functools import partial

import streamlit as st

from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.letter.refresh import Refreshed, ToldAs, refresh
from voortgang.register import store
from voortgang.register.letters.model import Kept
from voortgang.web.editing.telling import notice
from voortgang.web.letter.choosing import View
from voortgang.web.letter.files import digest, save
from voortgang.web.letter.reading import looked_at
from voortgang.web.letter.telling import texts_table

MADE = "letter-refreshed"
"""in the session: the last refreshed draft, with what it was made of"""
TOLD_AS: dict[str, ToldAs] = {
    "Word-opmerkingen bij de cijfers": "comments",
    "een tabel achter in het document": "table",
    "alleen hieronder": "none",
}
HEADS = ["Plaats", "Cijfer", "Was", "In de brief", "Wat er is gedaan"]


def refresh_draft(view: View, draft: tuple[str, bytes]) -> None:
    """The draft with the figures of a letter; nothing else in it changes."""
    name, content = draft
    st.header("Cijfers verversen", anchor=False)
    st.caption("Ververst worden alleen de gekoppelde cijfers; uw tekst blijft letter voor letter zoals hij is.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        letter = _target(view)
        told = st.selectbox("Wijzigingen ook in het bestand", TOLD_AS, key="told-as", filter_mode=None, width=320)
        is_asked = st.button("Verversen", key="refresh-draft")
    wanted = (letter, told, digest(content))
    if is_asked and not _is_made(content, looked_at(letter), TOLD_AS[told], wanted):
        return
    made = st.session_state.get(MADE)
    if made and made[0] == wanted:
        _refreshed(made[1], letter, name)


def _target(view: View) -> str:
    """Unless chosen otherwise, the letter that the visitor works on."""
    newest_first = [each.id for each in reversed(view.all)]
    at = newest_first.index(view.letter.id) if isinstance(view.letter, Kept) else 0
    chosen: str = st.selectbox("Naar brief", newest_first, at, key="refresh-to", filter_mode=None, width=220)
    return chosen


def _is_made(content: bytes, freeze: Freeze, told: ToldAs, wanted: tuple[str, str, str]) -> bool:
    try:
        with st.spinner("De cijfers worden ververst."):
            st.session_state[MADE] = (wanted, refresh(content, freeze, told_as=told, at=store.now()))
    except VoortgangError as error:
        notice("⛔ Dit concept is niet te verversen", [str(error)], is_refusal=True)
        return False
    return True


def _refreshed(made: Refreshed, letter: str, name: str) -> None:
    done = sum(each.what == "ververst" for each in made.changes)
    left = len(made.changes) - done
    told = [f"{plural(done, 'cijfer', 'cijfers')} ververst naar brief {letter}."] * bool(done)
    told += [f"{plural(left, 'cijfer is', 'cijfers zijn')} gelaten zoals het er staat; zie de lijst."] * bool(left)
    heading = "✔ Het concept is ververst" if done else "✔ Er viel geen cijfer te verversen"
    notice(heading, told or [f"Elk gekoppeld cijfer was al dat van brief {letter}."])
    file = f"{name.rpartition('.')[0] or name}-ververst-{letter}.docx"
    save("Ververst concept (Word)", file, partial(bytes, made.content), "save-refreshed")
    rows = [[each.place, each.label, each.old, each.new, each.what] for each in made.changes]
    if rows:
        texts_table("Wat er met de cijfers is gedaan", HEADS, rows)
