"""The definition card under a figure about "on time": the rule, the same under every other rule, and a sentence."""

from dataclasses import replace
from functools import lru_cache
from html import escape

import streamlit as st

from voortgang import alt_text
from voortgang.methods.disclosure import Protected
from voortgang.pipeline.selection import Selection
from voortgang.web import table
from voortgang.web.run import KEPT, run


def definition_card(chosen: Selection, rule: str) -> None:
    """The chosen rule (see `alt_text.RULES`) in one sentence fit for a letter, and the table with every rule."""
    st.html(_card(run("on_time_rules", replace(chosen, split="none", period="all")), rule))


@lru_cache(maxsize=KEPT)
def _card(shown: Protected, rule: str) -> str:
    return (
        f'<section class="card"><h3>Definitiekaart</h3><p>{escape(alt_text.letter_sentence(shown, rule))}</p>'
        f"<p>{escape(alt_text.definition_differences(shown))}</p>"
        f"<details><summary>Dezelfde periode volgens elke regel</summary>{table.html_table(shown)}</details></section>"
    )
