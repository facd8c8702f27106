"""Tab "Spoor": all that happened to one row, who did it, and the whole texts before and after."""

from html import escape

import streamlit as st

from voortgang.dutch import HERE, moment
from voortgang.register.measures.audit_trail import Step, audit_trail
from voortgang.web.editing import choosing
from voortgang.web.editing.telling import side_by_side


def audit_trail_of_row() -> None:
    """Let the visitor choose a row, and list what happened to it, newest first."""
    row = choosing.chosen_row()
    listed = "".join(f"<li>{_step(step)}</li>" for step in reversed(audit_trail(row.id)))
    st.html(f'<ul class="trail">{listed}</ul>')


def _step(step: Step) -> str:
    told = escape(f"{moment(step.at.astimezone(HERE))}, {step.by}: {step.what}.")
    changed = "".join(f"<li>{escape(each)}</li>" for each in step.changed)
    texts = side_by_side("Hele teksten", step.before, step.after) if step.after else ""
    whole = f"<details><summary>Hele teksten</summary>{texts}</details>" if texts else ""
    return f"{told}<ul>{changed}</ul>{whole}" if changed else f"{told}{whole}"
