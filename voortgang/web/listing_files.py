"""A list of the register as a file: made, and logged, when somebody asks for it."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from voortgang.charts import Chart
from voortgang.exports.listing import Listing, csv_of, workbook_of
from voortgang.web import access
from voortgang.web.downloads import XLSX


def listing_files(listing: Listing, as_of: date, facts: Sequence[str], chart: Chart | None = None) -> None:
    """The ways to save the list, in one row; the facts (the trust line first) stand above it in the file."""

    def as_csv() -> bytes:
        return csv_of(listing, facts)

    def as_workbook() -> bytes:
        return workbook_of(listing, facts, chart)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"save-{listing.name}"):
        st.html('<span class="save">Opslaan als</span>', width="content")
        _file("CSV", listing, as_of, facts[0], as_csv, ("csv", "text/csv"))
        _file("Excel", listing, as_of, facts[0], as_workbook, ("xlsx", XLSX))


def _file(
    label: str, listing: Listing, as_of: date, trust: str, write: Callable[[], bytes], kind: tuple[str, str]
) -> None:
    principal, (suffix, mime) = access.require(), kind

    def written() -> bytes:
        access.record_export(principal, f"{listing.name} of the register, {trust!r}, as {label}")
        return write()

    name = f"{listing.name}-{as_of}.{suffix}"
    st.download_button(label, written, name, mime, key=f"{suffix}-{listing.name}", on_click="ignore")
