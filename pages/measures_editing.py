"""What has to change in the register of measures, and who agrees?"""

import streamlit as st

from voortgang.web import editing
from voortgang.web.measure_files import measure_files
from voortgang.web.writer import may_write, writer

by = writer() if may_write() else None
editing.style()
change, review, added, past, files = st.tabs(
    ["Wijzigen", "Beoordelen", "Nieuwe rij", "Spoor", "Invoer en uitvoer"], key="onderdeel", bind="query-params"
)
if change.open:
    with change:
        editing.change(by)
if review.open:
    with review:
        editing.review(by)
if added.open:
    with added:
        editing.new_row(by)
if past.open:
    with past:
        editing.audit_trail_of_row()
if files.open:
    with files:
        measure_files(by)
