"""The fields of a status as controls, with what is in force beside each of them.

A control lives in the session under a key of its own, so that what somebody typed stays through every new drawing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

from voortgang.register.measures.changes import LABELS
from voortgang.register.measures.checks import LONGEST_TEXT
from voortgang.register.measures.model import FLAGS, LITERAL, OUTCOMES, PHASES, REASONS, Content
from voortgang.register.texts import LONGEST_LINE
from voortgang.web.bound import DATE_FORMAT, FIRST, LAST
from voortgang.web.editing import letters
from voortgang.web.editing.telling import whole

LINES, TEXTS = ("owner", "evidence"), ("explanation", "partial_results")
DAYS = ("target_on", "first_promised_on", "review_on")
IN_ORDER = ("phase", *FLAGS, "reasons", "depends_on", *DAYS, *LINES, "outcome", *TEXTS)
HELP = {
    "depends_on": "Kies een maatregel, of typ de naam van een systeem, een project of een groep.",
    "first_promised_on": "Leeg laten mag: het register bewaart de eerste belofte.",
    "review_on": "Tot wanneer de rij on hold mag staan.",
    "evidence": "Waaruit blijkt dat de maatregel is geïmplementeerd.",
}


@dataclass(frozen=True)
class Form:
    """Where the controls of one row are kept, what they started from, and what is in force beside them."""

    prefix: str
    started_from: Content
    in_force: Content | None
    measures: dict[str, str]
    """'VM 43' → its name, to choose from"""

    def key(self, name: str) -> str:
        """Of a control in the session."""
        return f"{self.prefix}-{name}"


def load(form: Form, content: Content) -> None:
    """Put a content in the controls; before they are drawn."""
    for name in IN_ORDER:
        value = getattr(content, name)
        st.session_state[form.key(name)] = list(value) if isinstance(value, tuple) else value
    letters.load(form.key("informed"), content.informed)


def is_loaded(form: Form) -> bool:
    """True when the controls hold something already."""
    return form.key("phase") in st.session_state


def read(form: Form) -> Content:
    """What stands in the controls; who chooses another phase says it himself, so it is literal."""
    values = {name: st.session_state[form.key(name)] for name in IN_ORDER}
    values |= {name: tuple(values[name]) for name in ("reasons", "depends_on")}
    began = form.started_from
    basis = began.phase_basis if values["phase"] == began.phase else LITERAL
    told = letters.read(form.key("informed"), began.informed)
    return replace(began, **values, phase_basis=basis, informed=told)


def draw(form: Form) -> Content:
    """Draw every control, and return what stands in them."""
    for name in IN_ORDER:
        _beside(form, name, lambda name=name: _control(form, name))  # type: ignore[misc]
    _beside(form, "informed", lambda: letters.draw(form.key("informed")))
    return read(form)


def _beside(form: Form, name: str, control: Callable[[], object]) -> None:
    left, right = st.columns([3, 2], vertical_alignment="bottom" if name in FLAGS else "center")
    with left:
        control()
    if form.in_force is not None:
        old, new = getattr(form.in_force, name), getattr(read(form), name)
        told, kind = ("✎ Gewijzigd. Nu geldt", "field changed") if old != new else ("Nu geldt", "field")
        right.html(f'<p class="{kind}" data-field="{name}"><strong>{told}:</strong> {escape(whole(old))}</p>')


def _control(form: Form, name: str) -> None:
    given: dict[str, Any] = {"key": form.key(name), "help": HELP.get(name), "persist_state": "session"}
    label = LABELS[name].capitalize()
    if name in FLAGS:
        st.checkbox(label, **given)
    elif name in DAYS:
        st.date_input(label, None, FIRST, LAST, format=DATE_FORMAT, **given)
    elif name in LINES:
        st.text_input(label, max_chars=LONGEST_LINE, autocomplete="off", **given)
    elif name in TEXTS:
        st.text_area(label, max_chars=LONGEST_TEXT, **given)
    else:
        _choice(form, name, label, given)


def _choice(form: Form, name: str, label: str, given: dict[str, Any]) -> None:
    if name == "depends_on":
        others = [each for each in st.session_state[form.key(name)] if each not in form.measures]
        st.multiselect(
            label,
            [*form.measures, *others],
            format_func=lambda each: form.measures.get(each, each),
            accept_new_options=True,
            select_all=False,
            placeholder="Kies of typ",
            **given,
        )
    elif name == "reasons":
        st.multiselect(label, REASONS, select_all=False, placeholder="Kies", filter_mode=None, **given)
    elif name == "phase":
        st.selectbox(label, PHASES, filter_mode=None, **given)
    else:
        st.selectbox(label, ("", *OUTCOMES), format_func=lambda each: each or "nog niet", filter_mode=None, **given)
