"""XML with the place of every element in its bytes, so that what is changed is changed there and nothing else moves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from voortgang.letter.binding import NAMESPACE, PREFIX

START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
OFFICE = "http://schemas.openxmlformats.org/"
PREFIXES = {
    f"{OFFICE}wordprocessingml/2006/main": "w",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    f"{OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{OFFICE}drawingml/2006/chart": "c",
    f"{OFFICE}officeDocument/2006/relationships": "r",
    f"{OFFICE}officeDocument/2006/customXml": "ds",
    f"{OFFICE}package/2006/content-types": "ct",
    f"{OFFICE}package/2006/relationships": "pr",
    f"{OFFICE}package/2006/metadata/core-properties": "cp",
    f"{OFFICE}markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://schemas.microsoft.com/office/drawing/2017/decorative": "adec",
    NAMESPACE: PREFIX,
}


class MalformedError(Exception):
    """The bytes are no XML that a Word file may hold: not well formed, another encoding, or with a DTD."""


class Edit(NamedTuple):
    """New bytes for the ones from `start` up to `end`; an insertion when they are equal."""

    start: int
    end: int
    content: bytes


@dataclass(eq=False)
class Element:
    """An element and where its bytes are; names carry the prefix of `PREFIXES`, whatever the file calls it."""

    name: str
    attributes: Mapping[str, str]
    parent: "Element | None" = field(repr=False)
    start: int
    """the first byte of its start tag"""
    inside: int
    """the first byte after its start tag"""
    until: int = 0
    """the first byte of its end tag; of an element without one: its end"""
    end: int = 0
    children: list["Element"] = field(default_factory=list, repr=False)
    text: str = ""
    """its own text, without that of its children"""

    def all(self, *names: str) -> Iterator["Element"]:
        """This element and those below it that have one of these names (any, without names), in document order."""
        left = [self]
        while left:
            each = left.pop()
            if not names or each.name in names:
                yield each
            left.extend(reversed(each.children))

    def first(self, *path: str) -> "Element | None":
        """The first child of the first child … with these names."""
        found: Element | None = self
        for name in path:
            found = next((each for each in found.children if each.name == name), None) if found else None
        return found

    def value(self, *path: str) -> str:
        """The attribute `w:val` of the element at this path; empty when there is none."""
        found = self.first(*path)
        return found.attributes.get("w:val", "") if found else ""

    def above(self) -> Iterator["Element"]:
        """The elements that it is in, from the nearest."""
        each = self.parent
        while each is not None:
            yield each
            each = each.parent


def parse(data: bytes) -> Element:
    """The root of the tree; raises MalformedError for what a Word file may not hold."""
    reading = _Reading(data)
    try:
        reading.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise MalformedError(str(error)) from error
    return reading.root


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes with these edits, which do not overlap; insertions at one place keep their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        pieces += [data[at : edit.start], edit.content]
        at = edit.end
    return b"".join([*pieces, data[at:]])


def text_edit(data: bytes, element: Element, text: str) -> Edit:
    """What gives an element without children this text."""
    content = escape(text).encode()
    if element.inside != element.end:
        return Edit(element.inside, element.until, content)
    return Edit(element.start, element.end, opened(data, element) + content + closing(data, element))


def attribute_edits(data: bytes, element: Element, values: Mapping[str, str]) -> list[Edit]:
    """What gives an element these attributes (without prefix); those that already hold the value are left alone."""
    edits, tag = [], data[element.start : element.inside]
    for name, value in values.items():
        if element.attributes.get(name) == value:
            continue
        content = escape(value, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}).encode()
        found = re.search(rb"\s%b\s*=\s*(\"[^\"]*\"|'[^']*')" % name.encode(), tag)
        start, end = found.span(1) if found else (_after_name(tag), _after_name(tag))
        prefix = b"" if found else b" %b=" % name.encode()
        edits.append(Edit(element.start + start, element.start + end, prefix + b'"' + content + b'"'))
    return edits


def opened(data: bytes, element: Element) -> bytes:
    """Its start tag, also when it was written as one tag without content."""
    return re.sub(rb"\s*/?>$", b">", data[element.start : element.inside])


def closing(data: bytes, element: Element) -> bytes:
    """Its end tag, also when there is none."""
    tag = data[element.start : element.inside]
    return b"</" + tag[1 : _after_name(tag)] + b">"


def _after_name(tag: bytes) -> int:
    found = re.match(rb"<[^\s/>]+", tag)
    return found.end() if found else 1


class _Reading:
    """One pass of the parser over the bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.root = data, Element("", {}, None, 0, 0)
        self.open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.stop
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.XmlDeclHandler = self.declare

    def start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        tag = START_TAG.match(self.data, at)
        if tag is None:
            raise MalformedError(name)
        parent = self.open[-1] if self.open else None
        named = {_short(key): value for key, value in attributes.items()}
        made = Element(_short(name), named, parent, at, tag.end())
        if parent is None:
            self.root = made
        else:
            parent.children.append(made)
        self.open.append(made)

    def stop(self, _name: str) -> None:
        made = self.open.pop()
        if self.data[made.inside - 2 : made.inside] == b"/>":
            made.until = made.end = made.inside
        else:
            made.until = self.parser.CurrentByteIndex
            made.end = self.data.index(b">", made.until) + 1

    def characters(self, text: str) -> None:
        self.open[-1].text += text

    def refuse(self, *_: object) -> None:
        raise MalformedError("DOCTYPE")

    def declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise MalformedError(encoding)


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{PREFIXES.get(space, space)}:{local}" if space else local
