"""Which letter the visitor works on: the period, its versions, and what is to be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from voortgang.letter.periods import Period, last_ended
from voortgang.register.letters.model import Kept
from voortgang.register.letters.reading import kept
from voortgang.web import access
from voortgang.web.access import Role
from voortgang.web.bound import option
from voortgang.web.editing import telling
from voortgang.web.letter.steps import NOW, next_thing, steps
from voortgang.web.run import current_build

STYLE = Path(__file__).with_name("letter.css")
EARLIER = 3
"""periods before the last one that ended, for which a letter can still be frozen"""


@dataclass(frozen=True)
class View:
    """What one visitor looks at."""

    period: Period
    versions: tuple[Kept, ...]
    """of this period, the first on top"""
    letter: Kept | None
    """the version that was chosen; None when none was frozen"""
    all: tuple[Kept, ...]
    is_editor: bool
    """may freeze and approve"""

    @property
    def is_latest(self) -> bool:
        """False for a version that was corrected later."""
        return self.letter is None or self.letter == self.versions[-1]


def choose() -> View:
    """Draw the choices and the steps, and return what they mean."""
    principal, letters, build = access.require(), kept(), current_build()
    telling.style()
    st.html(STYLE)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        periods = offered(letters, build.delivered_on, build.first_received_on)
        period = option("Periode van de brief", "periode", {each.name: each for each in periods}, 320)
        versions = tuple(each for each in letters if each.until == period.until)
        newest_first = {f"versie {each.version}": each for each in reversed(versions)}
        chosen = option("Versie", "versie", newest_first, 180) if len(versions) > 1 else None
    view = View(period, versions, chosen or (versions[0] if versions else None), letters, principal.has(EDITOR))
    _where_it_stands(view)
    return view


EDITOR = Role.LETTER_EDITOR


def offered(letters: Sequence[Kept], last: date, first: date | None) -> tuple[Period, ...]:
    """The periods to choose from, the latest first: those that the delivery covers, and those of every letter."""
    found = [last_ended(last)]
    while len(found) <= EARLIER and found[-1].since > (first or last):
        found.append(found[-1].before)
    known = {Period(each.since, each.until) for each in letters}
    return tuple(sorted(known.union(found), key=lambda each: each.until, reverse=True))


def _where_it_stands(view: View) -> None:
    listed = "".join(
        f'<li class="{each.state}"{" aria-current=step" if each.state == NOW else ""}><strong>{each.name}</strong> '
        f"<span>{each.icon} {escape(each.told)}</span></li>"
        for each in steps(view.letter)
    )
    told = next_thing(view.letter, is_latest=view.is_latest, is_editor=view.is_editor)
    st.html(f'<ol class="steps">{listed}</ol><p role="status" class="answer">{escape(told)}</p>')
