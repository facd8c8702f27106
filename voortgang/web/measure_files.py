"""The register of measures as a file to work in, and a file that comes back: what differs, and what goes in."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time
from html import escape
from pathlib import Path

import streamlit as st

from voortgang.dutch import HERE, plural
from voortgang.errors import VoortgangError
from voortgang.register import store
from voortgang.register.exchange.comparing import Comparison, bring_in, compare
from voortgang.register.exchange.csv_files import history_csv, register_csv
from voortgang.register.exchange.extract import extract
from voortgang.register.exchange.uploaded import MOST_BYTES
from voortgang.register.exchange.verdicts import REFUSED, UNCHANGED, Verdict
from voortgang.register.exchange.workbook import workbook
from voortgang.web import access, table
from voortgang.web.bound import DATE_FORMAT, FIRST, LAST
from voortgang.web.downloads import XLSX
from voortgang.web.editing.telling import notice, refused, told_next
from voortgang.web.notices import literal

STYLE = Path(__file__).with_name("measure_files.css")
OFFERED = "measure-lines-offered"
"""in the session: of which file which lines could go in when they were last shown"""
MOST_SHOWN = 100
"""lines that are offered at once; the register has a third of this"""


def measure_files(by: str | None) -> None:
    """Files to save, and for who may write (`by` is a name, or empty where it is still to be given) one to bring in."""
    access.require()
    st.html(STYLE)
    st.header("Opslaan als bestand", anchor=False)
    _saving()
    if by is not None:
        st.header("Bewerkt bestand inlezen", anchor=False)
        _bringing_in(by)


def _saving() -> None:
    today = _today()
    with st.container(horizontal=True):
        as_of = st.date_input("Stand op", today, FIRST, LAST, key="export-as-of", format=DATE_FORMAT, width=200)
        known_on = st.date_input(
            "Zoals bekend op (leeg: alles)",
            None,
            FIRST,
            LAST,
            key="export-known-on",
            format=DATE_FORMAT,
            width=240,
        )
    until = datetime.combine(known_on, time.max, HERE) if known_on else None
    day, name = as_of or today, f"maatregelen-{as_of or today}{f'-bekend-{known_on}' if known_on else ''}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="save-measures"):
        _file("Excel met geschiedenis", f"{name}.xlsx", XLSX, lambda: workbook(extract(day, until)))
        _file("CSV", f"{name}.csv", "text/csv", lambda: register_csv(extract(day, until)))
        _file(
            "CSV van de geschiedenis", f"{name}-geschiedenis.csv", "text/csv", lambda: history_csv(extract(day, until))
        )
    st.caption("Werk bij voorkeur in Excel: daarin zijn fasen en redenen te kiezen en blijven datums datums.")


def _file(label: str, name: str, mime: str, write: Callable[[], bytes]) -> None:
    """A button that makes its file, and logs it, when it is clicked."""
    principal = access.require()

    def written() -> bytes:
        access.record_export(principal, f"the register of measures as {name}")
        return write()

    st.download_button(label, written, name, mime, key=f"save-measures-{label}", on_click="ignore")


def _bringing_in(by: str) -> None:
    st.caption(
        "Wijzig een export en lees die hier in: Excel of CSV, hoogstens "
        f"{MOST_BYTES // 1_000_000} MB. Er wordt niets opgeslagen voordat u de verschillen hebt gezien."
    )
    handed_in = st.file_uploader("Bewerkte export (.xlsx of .csv)", ["xlsx", "csv"], key="measures-file")
    if handed_in is None:
        return
    content = handed_in.getvalue()
    try:
        found = compare(content, handed_in.name, _today())
    except VoortgangError as error:
        notice("⛔ Dit bestand is niet in te lezen", [str(error)], is_refusal=True)
        return
    _choosing(found, hashlib.sha256(content).hexdigest()[:12], by)
    _refused_lines(found.of(REFUSED))
    _other_lines(found)


def _choosing(found: Comparison, digest: str, by: str) -> None:
    """A tick per line that can go in, with what it would change; and what happens to the ticked ones."""
    offered = found.can_go_in[:MOST_SHOWN]
    counted = f"{plural(len(found.verdicts), 'regel', 'regels')} gelezen: {len(found.can_go_in)} met een wijziging die "
    notice("✎ Vergeleken met het register", [f"{counted}erin kan, {len(found.of(REFUSED))} geweigerd."])
    if not offered:
        return
    with st.form("measure-lines", enter_to_submit=False):
        chosen = [each.number for each in offered if _is_ticked(each, digest)]
        if left := len(found.can_go_in) - len(offered):
            st.caption(f"Nog {plural(left, 'regel kan', 'regels kunnen')} erin; leg eerst deze vast.")
        is_asked = st.form_submit_button("Als voorstellen vastleggen", type="primary")
    seen, now = st.session_state.get(OFFERED), (digest, tuple(found.can_go_in))
    st.session_state[OFFERED] = now
    if is_asked:
        _keep(found, chosen, by, is_as_seen=seen == now)


def _is_ticked(line: Verdict, digest: str) -> bool:
    """Ticked from the start, unless it takes the place of what somebody else proposed."""
    takes_place = bool(line.proposal and line.proposal.seen_draft)
    label = literal(f"Regel {line.number} ({line.outcome}) · {line.name}")
    is_ticked = st.checkbox(label, not takes_place, key=f"measure-line-{digest}-{line.number}")
    st.html(f'<ul class="differences">{"".join(f"<li>{escape(each)}</li>" for each in line.told)}</ul>')
    return is_ticked


def _keep(found: Comparison, chosen: list[int], by: str, *, is_as_seen: bool) -> None:
    try:
        if not by:
            raise VoortgangError("Vul eerst uw naam in: een tweede persoon moet zien wie dit voorstelt.")
        if not is_as_seen:
            raise VoortgangError("Het register is intussen gewijzigd. Bekijk de verschillen hierboven opnieuw.")
        drafts = bring_in(found, chosen, by=by)
    except VoortgangError as error:
        refused(error)
        return
    told_next(f"{plural(len(drafts), 'voorstel', 'voorstellen')} vastgelegd; een tweede persoon beoordeelt elk ervan.")


def _refused_lines(lines: tuple[Verdict, ...]) -> None:
    if lines:
        rows = [[f"Regel {each.number}", each.name, "\n".join(each.told)] for each in lines]
        st.html(_lines("Geweigerd: deze regels gaan er niet in", ["Regel", "Rij", "Waarom"], rows))


def _other_lines(found: Comparison) -> None:
    same = found.of(UNCHANGED)
    rows = [[f"Regel {each.number}", each.name, "\n".join(each.told)] for each in same if each.told]
    if rows:
        st.html(_lines("Zonder wijziging, met een opmerking", ["Regel", "Rij", "Opmerking"], rows))
    plain = len(same) - len(rows)
    told = [f"{plural(plain, 'regel is', 'regels zijn')} gelijk aan het register."] * bool(plain)
    told += [f"Rij {row.id} ({row.measure}) ontbreekt in het bestand en blijft zoals zij is." for row in found.missing]
    if told:
        notice("Wat blijft zoals het is", told)


def _lines(title: str, heads: list[str], rows: list[list[str]]) -> str:
    return f'<div class="compared">{table.plain_table(title, heads, rows)}</div>'


def _today() -> date:
    return store.now().astimezone(HERE).date()
