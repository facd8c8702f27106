"""Named places in a template, such as {{brief}} or {{backlog.open}}, and what is put in them.

Word cuts typed text into runs at will, so a place is looked for in the text of a whole paragraph.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from voortgang import dutch
from voortgang.errors import VoortgangError
from voortgang.letter.model import Freeze
from voortgang.letter.prose import Figure, Part, Section
from voortgang.letter.word.writing import Writer

PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
LOOSE = re.compile(r"\{\{|\}\}")
WHOLE = "brief"
BLOCKS = (WHOLE, "inleiding", "doorlooptijden", "taskforce", "iv", "maatregelen", "vervolg")
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
EXAMPLE = "{{brief}}"


@dataclass(frozen=True)
class Found:
    """A paragraph with places in it."""

    paragraph: CT_P
    text: str
    names: tuple[str, ...]
    is_in_body: bool
    """it stands in the text itself, not in a header, a footer or a text box"""

    @property
    def block(self) -> str:
        """The place for sections that it holds; empty when it holds none."""
        return next((each for each in self.names if each in BLOCKS), "")


def fill(document: Document, freeze: Freeze, made: Sequence[Section]) -> tuple[str, ...]:
    """Fill every place, and tell the names of them; raises VoortgangError for a place that cannot be filled."""
    found = tuple(_found(document))
    inline = _inline(freeze)
    _refuse(found, inline)
    writer, sections = Writer(document, freeze), {each.key: each for each in made}
    for each in found:
        if each.block == WHOLE:
            writer.sections(made, each.paragraph)
        elif each.block:
            writer.section(sections.get(each.block), each.paragraph)
        else:
            _replace(each.paragraph, inline, writer)
        if each.block:
            _remove(each.paragraph)
    return tuple(name for each in found for name in each.names)


def _inline(freeze: Freeze) -> Mapping[str, Sequence[Part]]:
    """What a place in a line may be: something of the letter, or the key of a fact."""
    named: dict[str, Sequence[Part]] = {
        "titel": (freeze.title,),
        "kenmerk": (freeze.id,),
        "datum": (dutch.date_long(freeze.frozen_at.astimezone(dutch.HERE).date()),),
        "periode": (*_day(freeze, "since"), " tot en met ", *_day(freeze, "until")),
        "peildatum": _day(freeze, "reference_on"),
    }
    return named | {key: (Figure(key),) for key in freeze.fact}


def _day(freeze: Freeze, name: str) -> tuple[Part]:
    key = f"letter.{name}"
    return (Figure(key) if key in freeze.fact else dutch.date_long(getattr(freeze, name)),)


def _found(document: Document) -> Iterator[Found]:
    body, kinds = document.part, (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    edges = (each.target_part for each in body.rels.values() if each.reltype in kinds)
    for part in (body, *edges):
        for paragraph in part.element.iter(qn("w:p")):
            text = "".join(each.text or "" for each in _texts(paragraph))
            if LOOSE.search(text):
                is_boxed = next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None
                names = tuple(each[1].lower() for each in PLACE.finditer(text))
                yield Found(paragraph, text, names, part is body and not is_boxed)


def _refuse(found: Sequence[Found], inline: Mapping[str, Sequence[Part]]) -> None:
    if not found:
        raise VoortgangError(
            f"Het sjabloon heeft geen plaats voor de brief. Zet in Word in een eigen alinea {EXAMPLE}, of een van: "
            f"{_listed(BLOCKS[1:])}."
        )
    for each in found:
        if LOOSE.search(PLACE.sub("", each.text)):
            raise VoortgangError(
                f"In het sjabloon staat ‘{each.text.strip()[:80]}’, met een plaats die niet af is. Schrijf een plaats "
                f"als {EXAMPLE}."
            )
        for name in each.names:
            if name not in BLOCKS and name not in inline:
                raise VoortgangError(_unknown(name, inline))
        if each.block and not (each.is_in_body and PLACE.fullmatch(each.text.strip())):
            raise VoortgangError(
                f"De plaats {{{{{each.block}}}}} staat in het sjabloon niet in een eigen alinea van de tekst zelf. Zet "
                "haar op een eigen regel, niet in een kop- of voettekst of tekstvak."
            )


def _unknown(name: str, inline: Mapping[str, Sequence[Part]]) -> str:
    lines = [each for each in inline if "." not in each]
    return (
        f"Het sjabloon heeft een plaats {{{{{name}}}}} die niet bestaat. Kies in een eigen alinea uit "
        f"{_listed(BLOCKS)}; in een zin uit {_listed(lines)}, of de sleutel van een cijfer, zoals {{{{backlog.open}}}}."
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{{{{{each}}}}}" for each in names)


def _texts(paragraph: CT_P) -> list[BaseOxmlElement]:
    """What holds its text, without that of paragraphs in a text box in it."""
    return [each for each in paragraph.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is paragraph]


def _replace(paragraph: CT_P, inline: Mapping[str, Sequence[Part]], writer: Writer) -> None:
    """Fill the places of a line from the last to the first, so that those before it stay where they are."""
    text = "".join(each.text or "" for each in _texts(paragraph))
    for place in reversed(list(PLACE.finditer(text))):
        first, rest = _cut(paragraph, place.start(), place.end())
        holder = first.getparent()
        look = holder.find(qn("w:rPr"))
        after = holder
        for each in writer.parts(inline[place[1].lower()], look):
            after.addnext(each)
            after = each
        if rest is not None:
            after.addnext(rest)


def _cut(paragraph: CT_P, start: int, end: int) -> tuple[BaseOxmlElement, BaseOxmlElement | None]:
    """Take the letters from `start` up to `end` out; the text before them, and a run with what followed in its run."""
    at, first, rest = 0, None, None
    for each in _texts(paragraph):
        text, begin = each.text or "", at
        at += len(text)
        if at <= start or begin >= end:
            continue
        kept = text[end - begin :] if at > end else ""
        if first is None:
            first = each
            rest = _rest(each, kept)
            kept = text[: start - begin]
        each.text = kept
        each.set(PRESERVE, "preserve")
    assert first is not None
    return first, rest


def _rest(text: BaseOxmlElement, kept: str) -> BaseOxmlElement | None:
    """A run of the same look with the letters and everything else that follow a text in its run."""
    following = list(text.itersiblings())
    if not kept and not following:
        return None
    made, look = OxmlElement("w:r"), text.getparent().find(qn("w:rPr"))
    if look is not None:
        made.append(look.__deepcopy__({}))
    if kept:
        letters = OxmlElement("w:t")
        letters.text = kept
        letters.set(PRESERVE, "preserve")
        made.append(letters)
    made.extend(following)
    return made


def _remove(paragraph: CT_P) -> None:
    """A paragraph that ends a part of the document with its own page set-up stays, without its text."""
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        paragraph.getparent().remove(paragraph)
        return
    for each in paragraph.findall(qn("w:r")):
        paragraph.remove(each)
