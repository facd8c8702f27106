"""What the styles of a Word file tell about its paragraphs: their names, and which of them are headings."""

from collections.abc import Mapping
from dataclasses import dataclass

from voortgang.letter.markup import Element
from voortgang.letter.package import Package

DEEPEST = 9
"""headings have levels 1 to 9; what Word calls outline level 9 is body text"""


@dataclass(frozen=True)
class Style:
    """A paragraph style."""

    name: str
    """in small letters, in English for those that Word itself has: "heading 1", "toc 2", "title" """
    level: int
    """of a heading; 0 of anything else"""


def styles(package: Package) -> dict[str, Style]:
    """The styles of a file by their ids."""
    roots = [package.tree(name) for name in package.related(package.document, "styles")]
    found = {each.attributes.get("w:styleId", ""): each for root in roots for each in root.children}
    return {name: Style(each.value("w:name").lower(), _level(each, found)) for name, each in found.items()}


def level_of(paragraph: Element, known: Mapping[str, Style]) -> int:
    """The level of a heading; 0 of any other paragraph."""
    own = _outline(paragraph)
    return known.get(paragraph.value("w:pPr", "w:pStyle"), Style("", 0)).level if own is None else own


def _level(style: Element, found: Mapping[str, Element]) -> int:
    """Its own level, or that of the style that it is based on; a circle of styles ends."""
    seen: set[str] = set()
    each: Element | None = style
    while each is not None and each.attributes.get("w:styleId", "") not in seen:
        level = _outline(each)
        if level is not None:
            return level
        seen.add(each.attributes.get("w:styleId", ""))
        each = found.get(each.value("w:basedOn"))
    return 0


def _outline(element: Element) -> int | None:
    text = element.value("w:pPr", "w:outlineLvl")
    if not text.isdigit():
        return None
    return int(text) + 1 if int(text) < DEEPEST else 0
