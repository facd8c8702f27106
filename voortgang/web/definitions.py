"""Every term and every figure with its definition, as one page of text that can be searched and printed."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

import streamlit as st

from voortgang import dutch, glossary
from voortgang.glossary import Term
from voortgang.pipeline.metrics import Column, Metric, Share, metrics
from voortgang.web import access, table
from voortgang.web.run import run

STYLE = Path(__file__).with_name("definitions.css")
CODE = re.compile("`([^`]+)`")
LONGEST_SEARCH = 100
NOTHING = (
    "Niets gevonden. Probeer één woord, een deel daarvan (opschort) of het nummer van een kerncijfer (K5), of maak "
    "het zoekveld leeg voor alles."
)


def definitions() -> None:
    """The search box, what was found, and without a search the events too."""
    access.require()
    st.html(STYLE)
    words = st.text_input(
        "Zoeken in begrippen en cijfers",
        key="zoek",
        bind="query-params",
        type="search",
        placeholder="bijvoorbeeld opschorting, of K5",
        live=True,
    )
    terms, figures = find(words[:LONGEST_SEARCH])
    st.html(f'<p role="status" class="found">{found_text(terms, figures)}</p>')
    st.html(as_html(terms, figures))
    if not words.strip():
        _events()


def find(words: str) -> tuple[list[Term], list[Metric]]:
    """The terms and the figures in which all of these words stand."""
    terms = [term for term in glossary.terms() if glossary.has_all(words, glossary.text_of_term(term))]
    figures = [metric for metric in metrics().values() if glossary.has_all(words, glossary.text_of_metric(metric))]
    return terms, sorted(figures, key=lambda metric: glossary.plain(metric.title))


def found_text(terms: list[Term], figures: list[Metric]) -> str:
    """How much was found, for the eye and for a screen reader."""
    if not (terms or figures):
        return NOTHING
    counts = [dutch.plural(len(terms), "begrip", "begrippen"), dutch.plural(len(figures), "cijfer", "cijfers")]
    return f"{dutch.listing(counts)} gevonden."


def as_html(terms: list[Term], figures: list[Metric]) -> str:
    """Terms by section, then figures: headings, lists of terms, and columns that fold out."""
    parts = [*_terms(terms), *_figures(figures)]
    return f'<div class="definitions">{"".join(parts)}</div>' if parts else "<div></div>"


def _terms(found: Iterable[Term]) -> Iterator[str]:
    for section, terms in groupby(found, key=lambda term: term.section):
        yield f'<h2>{escape(section)}</h2><dl class="notes">{"".join(map(_term, terms))}</dl>'


def _term(term: Term) -> str:
    english = f' <span lang="en">{_coded(term.english)}</span>' if term.english else ""
    return f"<dt>{_coded(term.dutch)}{english}</dt><dd>{_coded(term.meaning)}</dd>"


def _coded(text: str) -> str:
    """Escaped, with what stands between backticks as code."""
    return CODE.sub(r"<code>\1</code>", escape(text))


def _figures(found: Iterable[Metric]) -> Iterator[str]:
    sections = "".join(map(_figure, found))
    if sections:
        yield f"<h2>Cijfers op de pagina's</h2>{sections}"


def _figure(metric: Metric) -> str:
    kpi = f" ({', '.join(metric.kpi)})" if metric.kpi else ""
    role = f" Alleen voor de rol {metric.role}." if metric.role else ""
    columns = table.html_list({_name(column): _meaning(metric, column) for column in _columns(metric)})
    return (
        f'<section id="{escape(metric.name)}"><h3>{escape(metric.title + kpi)}</h3><p>{escape(metric.definition)}</p>'
        f'<p class="about">{escape(_sentence(metric.grain))}{role} Versie {metric.version} van '
        f"<code>{escape(metric.name)}</code>.</p>"
        f"<details><summary>Kolommen en eenheden</summary>{columns}</details></section>"
    )


def _columns(metric: Metric) -> list[Column | Share]:
    return [*metric.columns.values(), *metric.shares]


def _name(column: Column | Share) -> str:
    return f"{column.label} ({'aandeel' if isinstance(column, Share) else column.unit})"


def _meaning(metric: Metric, column: Column | Share) -> str:
    if isinstance(column, Column):
        return column.meaning
    numerator, denominator = metric.columns[column.numerator], metric.columns[column.denominator]
    return f"{numerator.label} gedeeld door {denominator.label}"


def _sentence(text: str) -> str:
    return f"E{text[1:]}." if text.startswith("één ") else f"{text[0].upper()}{text[1:]}."


def _events() -> None:
    shown = run("events")
    st.html(
        f'<div class="definitions"><h2>{escape(shown.metric.title)}</h2><p>{escape(shown.metric.definition)}</p></div>'
        f"{table.html_table(shown)}"
    )
