"""What stands around every page: title, dates, quality, the notices, and errors as sentences."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.pipeline.warehouse import Build, published
from voortgang.trust import quality
from voortgang.web import filters
from voortgang.web.access import Principal
from voortgang.web.events import asked_once
from voortgang.web.notices import literal
from voortgang.web.run import current_build, looking_at

PRODUCT = "Voortgangsmonitor invordering"
SCRIPTS = ("png", "copy", "controls")
STYLE = Path(__file__).with_name("style.css")
FICTIONAL = "**Fictieve gegevens.** Deze cijfers komen uit een gesimuleerde levering en gaan niet over echte verzoeken."
REGISTER = (
    "Het register begint met de feiten uit de bijlage bij de Kamerbrief van 21 mei 2025; toelichtingen zijn in eigen "
    "woorden geschreven."
)
LOCAL = "Aanmelden is niet ingesteld: u werkt als lokale gebruiker met alle rollen, alleen op deze computer."


def show(page: Page, principal: Principal, *, of_register: bool = False) -> None:
    """Run `page` inside the frame; what a user can mend is told in a sentence.

    A page of the register shows what people wrote: it needs no delivery, and none of its facts is fictional.
    """
    st.html(STYLE)
    _who(principal)
    st.title(page.title, anchor=False)
    try:
        if of_register:
            st.caption(REGISTER)
            page.run()
        else:
            _show_figures(page)
    except VoortgangError as error:
        st.error(literal(str(error)))
    st.html(_scripts(), unsafe_allow_javascript=True)


def _show_figures(page: Page) -> None:
    with looking_at(_followed_link()), asked_once():
        _about(current_build())
        page.run()


@cache
def _scripts() -> str:
    """What happens in the browser: save a figure, copy the fixed link, name Streamlit's controls in Dutch."""
    texts = (Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return "".join(f"<script>{text}</script>" for text in texts)


def _who(principal: Principal) -> None:
    with st.sidebar:
        if principal.is_local:
            st.caption(LOCAL)
            return
        st.caption(f"Aangemeld als {principal.name} ({dutch.listing(sorted(principal.roles))}).")
        st.button("Afmelden", on_click=st.logout)


def _followed_link() -> str | None:
    """A fixed link opens its own build, also on the pages after it, until the visitor asks for the published one."""
    asked = st.query_params.get(filters.BUILD)
    if asked:
        st.session_state[filters.BUILD] = asked
    build: str | None = st.session_state.get(filters.BUILD)
    if build in (None, published().stem):
        return None
    st.info("Deze vaste link hoort bij een eerdere levering: u ziet de cijfers van toen.")
    st.button("Naar de nieuwste levering", on_click=_leave_fixed_link)
    return build


def _leave_fixed_link() -> None:
    st.session_state.pop(filters.BUILD, None)
    st.query_params.pop(filters.BUILD, None)


def _about(build: Build) -> None:
    if build.is_fictional:
        st.warning(FICTIONAL)
    facts = [
        f"Peildatum {dutch.date_long(filters.reference_date())}",
        f"levering van {dutch.date_long(build.delivered_on)}",
        dutch.plural(build.requests, "verzoek", "verzoeken"),
        quality(build),
    ]
    st.caption(" · ".join(facts))
