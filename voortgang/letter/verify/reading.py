"""A draft beside the letter that it should agree with: sentences, the facts in them, and what is known already."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from voortgang.letter.controls import Control, Figures, controls, figures
from voortgang.letter.markup import Element
from voortgang.letter.model import Fact, Freeze, Published
from voortgang.letter.package import Package, open_package
from voortgang.letter.passages import Passage, Span, passages
from voortgang.letter.refresh.table import CAPTION, TITLE
from voortgang.letter.verify.numbers import Number, figures_in

ENDS = re.compile(r"(?P<word>[\w’']*)[.!?]+[”’\")]*\s+(?=[“‘\"(]?[A-ZÀ-Þ\d€])|\n")
ABBREVIATED = "nr nrs blz pag p par hfst art bijv resp ca tel mr dr drs ir ing"
EDGES = ("koptekst", "voettekst")
NUMBERED = re.compile(r"^\s*\d+(?:\.\d+)*\s")
"""a heading with a number that was typed"""
LATER = re.compile(r"\b(?:zal|zullen|zou|zouden|verwacht\w*|verwachting|streven|doel|moet\w*|kan|kunnen|als)\b")
THEN = re.compile(
    r"\b(?:vorige?|eerdere?)\s(?:\w+\s)?(?:brief|voortgangsbrief|kamerbrief|periode|rapportage|half\s?jaar|stand)\b"
    r"|\bhalf\s?jaar\s(?:geleden|eerder)\b|\bdestijds\b|\bvoorheen\b"
)
"""the sentence speaks of the previous letter"""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of the draft, with the living figures in it."""

    passage: Passage
    start: int
    """in the text of the passage"""
    text: str
    spans: tuple[Span, ...]
    """stretches of the sentence that a control shows or a field computed; places count from its own start"""

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.passage.place

    def speaks_of_then(self) -> bool:
        """Whether it names the previous letter or period."""
        return bool(THEN.search(self.text.lower()))

    def living(self) -> Iterator[tuple[Span, Control]]:
        """The living figures in it, from left to right."""
        return ((each, each.control) for each in self.spans if each.control)


@dataclass(frozen=True, eq=False)
class Draft:
    """A draft with the letter that it is checked against."""

    package: Package
    figures: Figures
    controls: tuple[Control, ...]
    passages: tuple[Passage, ...]
    freeze: Freeze
    previous: Mapping[str, Published]
    """what the previous letter printed, by the key of the fact"""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text: without tables, tables of contents and the edges of pages."""
        read = (each for each in self.passages if each.table is None and not each.style.startswith("toc"))
        return tuple(each for passage in read if passage.place not in EDGES for each in sentences(passage))

    @cached_property
    def quotable(self) -> tuple[str, ...]:
        """Texts of the letter with digits in them that are no facts: findings, definitions, sources, measures."""
        freeze = self.freeze
        exhibits = (
            text
            for each in freeze.exhibits
            for text in (each.title, each.finding, each.definition, *each.trust, *(col.label for col in each.columns))
        )
        rows = (text for each in freeze.annex for text in (each.measure, each.explanation, each.standing))
        facts = (text for each in freeze.facts for text in (each.label, each.definition))
        others = (text for each in freeze.left_out for text in (each.title, each.reason))
        texts = dict.fromkeys((freeze.title, *exhibits, *rows, *facts, *others))
        return tuple(each.rstrip(".") for each in texts if any(sign.isdigit() for sign in each))

    def typed(self, sentence: Sentence) -> Iterator[Number]:
        """The figures in a sentence that stand there as plain text and are no quotation of the letter."""
        known = [(each.start, each.end) for each in sentence.spans]
        for text in self.quotable:
            at = sentence.passage.text.find(text)
            if at >= 0:
                known.append((at - sentence.start, at - sentence.start + len(text)))
        if sentence.passage.level:
            known += [each.span() for each in NUMBERED.finditer(sentence.text)]
        return figures_in(sentence.text, known)

    def fact_of(self, control: Control) -> Fact | None:
        """The fact that a control shows; None when this letter has none."""
        return self.freeze.fact.get(control.stored.key) if control.stored else None

    def current(self, sentence: Sentence) -> Iterator[tuple[Span, Fact]]:
        """The facts of this letter in a sentence, with where they stand."""
        for span, control in sentence.living():
            fact = None if control.is_previous else self.fact_of(control)
            if fact:
                yield span, fact


def read(content: bytes, freeze: Freeze, previous: Freeze | None) -> Draft:
    """The draft as parts; raises VoortgangError when it is no draft with figures."""
    package = open_package(content)
    found = figures(package)
    living = controls(package, found)
    return Draft(package, found, living, _written(passages(package, living)), freeze, _published(freeze, previous))


def place_after(element: Element, what: str, draft: Draft) -> str:
    """Where something in the document itself is that is no text: under which heading."""
    read = (each for each in draft.passages if each.part == draft.package.document)
    heading = [each.heading for each in read if each.element.start <= element.start][-1:]
    return f"{what}, onder ‘{heading[0]}’" if heading and heading[0] else f"{what}, vóór de eerste kop"


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage; "nr. 1380" does not end one, and neither does a figure."""
    start = 0
    for found in ENDS.finditer(passage.text):
        inside = any(each.control and each.start < found.end() < each.end for each in passage.spans)
        if not inside and (found["word"] or "").lower() not in ABBREVIATED.split():
            yield from _sentence(passage, start, found.end())
            start = found.end()
    yield from _sentence(passage, start, len(passage.text))


def _sentence(passage: Passage, start: int, end: int) -> Iterator[Sentence]:
    spans = tuple(
        Span(max(each.start, start) - start, min(each.end, end) - start, each.control, each.is_field)
        for each in passage.spans
        if (each.control or each.is_field) and each.start < end and start < each.end
    )
    if passage.text[start:end].strip():
        yield Sentence(passage, start, passage.text[start:end], spans)


def _written(read: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Without the table of changes that a refresh added: the figures in it are the old ones, on purpose."""
    kept = (each for each in read if each.table is None or each.table.value("w:tblPr", "w:tblCaption") != CAPTION)
    return tuple(each for each in kept if not each.text.startswith(TITLE))


def _published(freeze: Freeze, previous: Freeze | None) -> Mapping[str, Published]:
    if freeze.previous is not None:
        return freeze.previous.figures
    if previous is None:
        return {}
    return {each.key: Published(each.text, each.value, each.definition) for each in previous.facts}
