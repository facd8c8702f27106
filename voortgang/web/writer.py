"""Under which name a visitor writes in the register: two people must be told apart, also where nobody signs in."""

import streamlit as st

from voortgang.web import access
from voortgang.web.access import Role

MAY_WRITE = (Role.PORTFOLIO_MANAGER, Role.LETTER_EDITOR, Role.ADMINISTRATOR)
"""who keeps the register of measures and commitments"""
KEPT = "writer"
LONGEST_NAME = 60
UNKNOWN = " (niet aangemeld)"


def may_write() -> bool:
    """True for who keeps the register; tells who does not where to ask."""
    principal = access.require()
    if any(principal.has(role) for role in MAY_WRITE):
        return True
    st.caption("Wijzigen kan met de rol portfoliobeheerder, briefredacteur of beheerder.")
    return False


def writer() -> str:
    """The name of who signed in; where nobody can, the name that the visitor gives, marked as such; empty without."""
    principal = access.require(*MAY_WRITE)
    if not principal.is_local:
        return principal.name
    given: str = st.text_input(
        "Uw naam",
        key=KEPT,
        max_chars=LONGEST_NAME,
        help="Aanmelden is niet ingesteld: met uw naam zijn schrijver en beoordelaar uit elkaar te houden.",
        width=320,
        persist_state="session",
    ).strip()
    return given and given + UNKNOWN
