"""How the published build came about, and the reports of its checks."""

from pathlib import Path

import streamlit as st

from voortgang import dutch
from voortgang.labels import SHOWN_AS
from voortgang.pipeline.publishing import documents_folder
from voortgang.pipeline.warehouse import published
from voortgang.trust import quality
from voortgang.web import access, table
from voortgang.web.run import current_build


def build_record() -> None:
    """Delivery and build as a list of facts."""
    made = current_build()
    st.header("Levering en verwerking", anchor=False)
    facts = {
        "Levering": made.description,
        "Geleverd op": dutch.date_long(made.delivered_on),
        "Verzoeken": dutch.number(made.requests),
        "Eerste ontvangst": dutch.date_long(made.first_received_on),
        "Controles": quality(made),
        "Verwerkt op": dutch.moment(made.built_at.astimezone(dutch.HERE)),
        "Bouw": made.id,
        "Versie van het programma": made.code_version,
    }
    st.html(table.html_list(facts))


def check_reports() -> None:
    """The report of Great Expectations per extract, for who may see examples of cases or mends deliveries."""
    st.header("Controleverslagen", anchor=False)
    principal = access.require()
    if not access.may_see_cases(principal):
        st.caption(f"Alleen voor de rollen {access.Role.ANALYST} en {access.Role.ADMINISTRATOR}.")
        return
    with st.container(horizontal=True):
        for report in sorted(documents_folder(published()).glob("*.html")):
            _download(principal, report)


def _download(principal: access.Principal, report: Path) -> None:
    name = f"{report.stem}-{current_build().id}.html"

    def read() -> bytes:
        access.record_export(principal, name)
        return report.read_bytes()

    label = f"Controleverslag {SHOWN_AS.get(report.stem, report.stem)}"
    st.download_button(label, read, name, "text/html", key=f"report-{report.stem}", on_click="ignore")
