"""A figure as a file: the table as CSV, the table and the figure as a workbook, the figure as an image."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

import streamlit as st

from voortgang.charts import Chart
from voortgang.exports import workbook
from voortgang.methods.disclosure import Protected
from voortgang.web import access, table
from voortgang.web.run import KEPT

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_SMALL = "Voor een afbeelding zijn de groepen te klein; kies een langere periode of geen uitsplitsing."


def downloads(
    shown: Protected, exported: Protected, facts: list[str], trust: str, chart: Callable[[Protected], Chart] | None
) -> None:
    """The ways to save what is shown, in one row; files hold `exported`, which may hide more."""
    name = shown.metric.name

    def as_csv() -> bytes:
        return table.csv_file(exported, facts)

    def as_workbook() -> bytes:
        return workbook(exported, facts, chart(exported) if chart else None)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"save-{name}"):
        st.html('<span class="save">Opslaan als</span>', width="content")
        _file("CSV", as_csv, exported, f"download-{name}", "text/csv")
        _file("Excel", as_workbook, exported, f"workbook-{name}", XLSX)
        if chart is not None:
            st.html(_image(shown, exported, trust), width="content")


def _file(label: str, write: Callable[[], bytes], exported: Protected, key: str, mime: str) -> None:
    """A button that makes its file, and logs it, when it is clicked."""
    principal, metric, build = access.require(), exported.metric, exported.build

    def written() -> bytes:
        chosen = dict(exported.parameters)
        access.record_export(principal, f"{metric.name} of build {build.id} with {chosen} as {label}")
        return write()

    suffix = "csv" if mime == "text/csv" else "xlsx"
    st.download_button(label, written, f"{metric.name}-{build.id}.{suffix}", mime, key=key, on_click="ignore")


@lru_cache(maxsize=KEPT)
def _image(shown: Protected, exported: Protected, trust: str) -> str:
    """The button for an image of the figure on the page, unless that shows what may not leave the building."""
    return f'<p class="save">{TOO_SMALL}</p>' if exported.hides_more_than(shown) else png_button(shown, trust)


def png_button(shown: Protected, trust: str) -> str:
    """What the script needs to know, on the button itself."""
    told = {
        "figure": f"st-key-figure-{shown.metric.name}",
        "name": f"{shown.metric.name}-{shown.build.id}",
        "title": shown.metric.title,
        "lines": trust,
    }
    data = " ".join(f'data-{key}="{escape(text)}"' for key, text in told.items())
    about = "Figuur opslaan als PNG"
    return f'<button type="button" class="png" title="{about}" aria-label="{about}" {data}>PNG</button>'
