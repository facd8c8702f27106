"""What stands around every page: title, dates, quality, the notices, and errors as sentences."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.pipeline.warehouse import Build
from voortgang.web import filters
from voortgang.web.access import Principal
from voortgang.web.run import current_build

PRODUCT = "Voortgangsmonitor invordering"
STYLE = Path(__file__).with_name("style.css")
FICTIONAL = "**Fictieve gegevens.** Deze cijfers komen uit een gesimuleerde levering en gaan niet over echte verzoeken."
LOCAL = "Aanmelden is niet ingesteld: u werkt als lokale gebruiker met alle rollen, alleen op deze computer."


def show(page: Page, principal: Principal) -> None:
    """Run `page` inside the frame; what a user can mend is told in a sentence."""
    st.html(STYLE)
    _who(principal)
    st.title(page.title, anchor=False)
    try:
        _about(current_build())
        page.run()
    except VoortgangError as error:
        st.error(str(error))


def _who(principal: Principal) -> None:
    with st.sidebar:
        if principal.is_local:
            st.caption(LOCAL)
            return
        st.caption(f"Aangemeld als {principal.name} ({dutch.listing(sorted(principal.roles))}).")
        st.button("Afmelden", on_click=st.logout)


def _about(build: Build) -> None:
    if build.is_fictional:
        st.warning(FICTIONAL)
    asked = st.query_params.get("build", build.id)
    if asked != build.id:
        st.info("Deze link is gemaakt met een andere levering. U ziet de huidige, dus cijfers kunnen verschillen.")
    facts = [
        f"Peildatum {dutch.date_long(filters.reference_date())}",
        f"levering van {dutch.date_long(build.delivered_on)}",
        dutch.plural(build.requests, "verzoek", "verzoeken"),
        quality(build),
    ]
    st.caption(" · ".join(facts))


def quality(build: Build) -> str:
    """The verdict of the checks in a few words; a delivery with a critical finding is never published."""
    if not build.warnings:
        return "alle controles doorstaan"
    return f"controles doorstaan, met {dutch.plural(build.warnings, 'waarschuwing', 'waarschuwingen')}"
