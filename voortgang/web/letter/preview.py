"""The text of a letter on the screen: every figure shows that it is one, and tells what it counts when asked."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from voortgang.dutch import MISSING, date_long, number
from voortgang.letter.model import Fact, Freeze
from voortgang.letter.prose import HEADING, LIST, Figure, Paragraph, Part, Section
from voortgang.letter.sections import sections
from voortgang.web import table

DAYS = ("since", "until", "as_of")
"""parameters that hold a day"""


def preview(freeze: Freeze) -> None:
    """The sections as they will be written, with the definition of a figure behind that figure."""
    st.header("Voorbeeld van de tekst", anchor=False)
    st.caption("Een omlijnd cijfer is gekoppeld aan de gegevens: kies het om te zien wat het telt.")
    st.html(preview_html(freeze))


def preview_html(freeze: Freeze) -> str:
    """The same as HTML; what people typed in a letter is text."""
    made = sections(freeze)
    told = "".join(_section(each, freeze, heading) for each, heading in zip(made, _headings(made), strict=True))
    explained = "".join(_explained(each, freeze) for each in dict.fromkeys(_figures(made)))
    return f'<article class="letter">{told}</article>{explained}'


def _headings(made: Iterable[Section]) -> Iterator[str]:
    """The titles, numbered like those in Word; the opening has none."""
    at = 0
    for each in made:
        at += bool(each.title)
        yield f"{at}. {each.title}" if each.title else ""


def _section(section: Section, freeze: Freeze, heading: str) -> str:
    title = f"<h3>{escape(heading)}</h3>" if heading else ""
    told = "".join(_alike(style, each, freeze) for style, each in groupby(section.paragraphs, lambda each: each.style))
    return title + told + "".join(_exhibit(key, freeze) for key in section.exhibits)


def _alike(style: str, paragraphs: Iterable[Paragraph], freeze: Freeze) -> str:
    """Paragraphs of one style that follow each other."""
    tag = {HEADING: "h4", LIST: "li"}.get(style, "p")
    told = "".join(f"<{tag}>{_paragraph(each, freeze)}</{tag}>" for each in paragraphs)
    return f"<ul>{told}</ul>" if style == LIST else told


def _paragraph(paragraph: Paragraph, freeze: Freeze) -> str:
    return " ".join("".join(_part(part, freeze) for part in each.parts) for each in paragraph.sentences)


def _part(part: Part, freeze: Freeze) -> str:
    if isinstance(part, str):
        return escape(part)
    return f'<button type="button" class="figure" popovertarget="{_name(part)}">{escape(_text(part, freeze))}</button>'


def _exhibit(key: str, freeze: Freeze) -> str:
    found = freeze.exhibit[key]
    return (
        f"<p class=\"exhibit\">▥ In Word staat hier '{escape(found.title)}' als figuur of tabel: "
        f"{escape(found.finding)}</p>"
    )


def _explained(figure: Figure, freeze: Freeze) -> str:
    """What stands behind a figure, in front of the page while it is asked for."""
    fact = freeze.fact[figure.key]
    before = "" if figure.is_previous or freeze.previous is None else _published(fact.key, freeze)
    facts = {
        "Cijfer": _text(figure, freeze) + (" (volgens de vorige brief)" if figure.is_previous else ""),
        "Definitie": fact.definition,
        **_basis(fact),
        "Vorige brief": before,
        "In de cijferbijlage": fact.key,
    }
    name = _name(figure)
    return (
        f'<div popover id="{name}" class="explained"><h3>{escape(fact.label[:1].upper() + fact.label[1:])}</h3>'
        f'{table.html_list(facts)}<button type="button" class="copy" popovertarget="{name}" '
        f'popovertargetaction="hide">Sluiten</button></div>'
    )


def _basis(fact: Fact) -> dict[str, str]:
    days = {name: date_long(date.fromisoformat(fact.parameters[name])) for name in DAYS if name in fact.parameters}
    return {
        "Periode": f"{days['since']} tot en met {days['until']}" if {"since", "until"} <= days.keys() else "",
        "Peildatum": days.get("as_of", ""),
        "Berust op": f"{number(fact.n)} verzoeken" if fact.n is not None else "",
    }


def _text(figure: Figure, freeze: Freeze) -> str:
    return _published(figure.key, freeze) if figure.is_previous else freeze.fact[figure.key].text


def _published(key: str, freeze: Freeze) -> str:
    found = freeze.previous.figures.get(key) if freeze.previous else None
    return found.text if found else MISSING


def _figures(made: Iterable[Section]) -> Iterator[Figure]:
    sentences = (each for section in made for paragraph in section.paragraphs for each in paragraph.sentences)
    yield from (part for each in sentences for part in each.parts if isinstance(part, Figure))


def _name(figure: Figure) -> str:
    """A name for the page: keys hold letters, underscores and dots only."""
    return f"figure-{figure.key.replace('.', '-')}{'-before' if figure.is_previous else ''}"
