"""By which letters parliament was told: a list that one can add to, change and shorten."""

from dataclasses import replace

import streamlit as st

from voortgang.dutch import HERE
from voortgang.register import store
from voortgang.register.measures.model import INFERRED, LITERAL, Informed
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.bound import DATE_FORMAT

TEXTS = {"session": "Vergaderjaar", "dossier": "Dossier", "number": "Nummer", "letter": "Titel van de brief"}
WIDTHS = {"session": 130, "dossier": 130, "number": 130, "letter": 420}


def load(prefix: str, told: tuple[Informed, ...]) -> None:
    """Put letters in the controls; before they are drawn."""
    st.session_state[f"{prefix}-many"] = len(told)
    for place, each in enumerate(told):
        for name in ("informed_on", *TEXTS):
            st.session_state[f"{prefix}-{place}-{name}"] = getattr(each, name)


def read(prefix: str, before: tuple[Informed, ...]) -> tuple[Informed, ...]:
    """What stands in the controls; a letter without a date is taken away."""
    found = []
    for place in range(st.session_state[f"{prefix}-many"]):
        on = st.session_state.get(f"{prefix}-{place}-informed_on")
        if on:
            texts = {name: st.session_state.get(f"{prefix}-{place}-{name}", "").strip() for name in TEXTS}
            found.append(_with_basis(Informed(on, **texts), before))
    return tuple(found)


def draw(prefix: str) -> None:
    """One line per letter, and a button for one more."""
    st.html("<p><strong>Kamer geïnformeerd</strong> (maak de datum leeg om een brief weg te halen)</p>")
    for place in range(st.session_state[f"{prefix}-many"]):
        _line(f"{prefix}-{place}", place + 1)
    st.button("Brief toevoegen", key=f"{prefix}-add", on_click=_add, args=(prefix,))


def _line(key: str, number: int) -> None:
    with st.container(horizontal=True):
        st.date_input(
            f"Brief {number}: datum",
            None,
            "2000-01-01",
            store.now().astimezone(HERE).date(),
            key=f"{key}-informed_on",
            format=DATE_FORMAT,
            width=190,
            persist_state="session",
        )
        for name, label in TEXTS.items():
            st.text_input(
                f"Brief {number}: {label.lower()}",
                key=f"{key}-{name}",
                width=WIDTHS[name],
                max_chars=LONGEST_LINE,
                placeholder="2024/25" if name == "session" else None,
                autocomplete="off",
                persist_state="session",
            )


def _add(prefix: str) -> None:
    place = st.session_state[f"{prefix}-many"]
    for name in ("informed_on", *TEXTS):
        st.session_state[f"{prefix}-{place}-{name}"] = None if name == "informed_on" else ""
    st.session_state[f"{prefix}-many"] = place + 1


def _with_basis(told: Informed, before: tuple[Informed, ...]) -> Informed:
    """A paper that stood there keeps where it came from; one that somebody fills in is literal."""
    kept = [each for each in before if (each.dossier, each.number) == (told.dossier, told.number)]
    return replace(told, basis=INFERRED if kept and kept[0].basis == INFERRED else LITERAL)
