"""Tab "Vorige brief": every figure then and now, and what changed in the annex."""

from collections import Counter

import streamlit as st

from voortgang.dutch import MISSING, date_long, listing, plural
from voortgang.letter.model import Fact, Freeze, Previous, Published
from voortgang.letter.sections.comparing import course, judgement
from voortgang.web.letter.choosing import View
from voortgang.web.letter.reading import frozen_of
from voortgang.web.letter.telling import counted, texts_table

WAYS = {"rose": "▲ gestegen", "fell": "▼ gedaald", "same": "＝ gelijk"}
NEW, OTHER, ABSENT = "＋ nieuw", "≠ andere definitie", f"{MISSING} niet te vergelijken"
HEADS = ["Cijfer", "Toen", "Nu", "Verschil", "Definitie"]
DEFINITIONS = ["Cijfer", "Definitie toen", "Definitie nu"]
CHANGES = ["Maatregel", "Ambitie", "Oordeel", "Was", "Is"]


def compare(view: View) -> None:
    """The letter beside the one before it."""
    freeze = frozen_of(view)
    if freeze is None:
        return
    st.header("Verschillen met de vorige brief", anchor=False)
    if freeze.previous is None:
        st.info("Er was geen vorige brief om mee te vergelijken.")
        return
    shown = [each for each in freeze.facts if each.metric != "letter"]
    rows = [_row(each, freeze, freeze.previous) for each in shown]
    st.html(f'<p role="status" class="events">{summary([row[3] for row in rows])}</p>')
    then = f"Toen: brief {freeze.previous.id}, peildatum {date_long(freeze.previous.reference_on)}"
    now = f"nu: brief {freeze.id}, peildatum {date_long(freeze.reference_on)}"
    texts_table(f"{then}; {now}", HEADS, rows)
    _definitions(shown, freeze.previous)
    _annex(freeze)


def summary(differences: list[str]) -> str:
    """How many figures went which way, in one sentence."""
    ways = Counter(each.split(",")[0] for each in differences)
    told = [f"{many} {way.partition(' ')[2]}" for way, many in ways.most_common()]
    return f"{plural(len(differences), 'cijfer', 'cijfers')} naast elkaar: {listing(told)}."


def _row(fact: Fact, freeze: Freeze, previous: Previous) -> list[str]:
    before = previous.figures.get(fact.key)
    definition = MISSING if before is None else "gelijk" if before.definition == fact.definition else "gewijzigd"
    return [
        counted(fact.label, fact.unit),
        before.text if before else MISSING,
        fact.text,
        _difference(fact, freeze, before),
        definition,
    ]


def _definitions(facts: list[Fact], previous: Previous) -> None:
    """The whole definitions of figures that count something else than they did."""
    both = ((each, previous.figures.get(each.key)) for each in facts)
    rows = [
        [fact.label, before.definition, fact.definition]
        for fact, before in both
        if before and before.definition != fact.definition
    ]
    if rows:
        with st.expander(f"Gewijzigde definities ({len(rows)})"):
            texts_table("Definities, toen en nu", DEFINITIONS, rows)


def _difference(fact: Fact, freeze: Freeze, before: Published | None) -> str:
    way = course(freeze, fact.key)
    if before is None:
        return NEW
    if way is None:
        return OTHER if before.definition != fact.definition else ABSENT
    return WAYS[way] + judgement(fact, way)


def _annex(freeze: Freeze) -> None:
    st.header("Wat in de bijlage veranderde", anchor=False)
    if not freeze.changes:
        st.info("Geen rij van de bijlage is veranderd sinds de vorige brief.")
        return
    rows = [[each.measure, each.ambition, each.verdict, each.before, each.after] for each in freeze.changes]
    texts_table("Maatregelen, toen en nu", CHANGES, rows)
