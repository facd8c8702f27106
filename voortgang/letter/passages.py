"""A draft as its reader sees it: paragraphs with their place in words, and which letters of them a control shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from voortgang.letter.controls import LEFT_BEHIND, Control, stories
from voortgang.letter.markup import Element
from voortgang.letter.package import Package
from voortgang.letter.styles import Style, level_of, styles

NOT_READ = {"w:p", "mc:Fallback", "w:sdtPr", "w:pPr", "w:rPr", *LEFT_BEHIND}
"""within a paragraph: another one (of a text box), its copy for old versions of Word, and what is no text"""
AS_TEXT = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
NOTES = {"w:footnote": "voetnoot", "w:endnote": "eindnoot", "w:hdr": "koptekst", "w:ftr": "voettekst"}


@dataclass(frozen=True)
class Span:
    """A stretch of the text of a passage that has one origin."""

    start: int
    end: int
    control: Control | None
    is_field: bool
    """computed by Word: a page number, a reference"""


@dataclass(frozen=True, eq=False)
class Passage:
    """A paragraph with text, as it would be when all tracked changes were accepted."""

    part: str
    element: Element
    text: str
    spans: tuple[Span, ...]
    place: str
    """such as "alinea 2, onder ‘Doorlooptijden’" """
    heading: str
    """the heading that it stands under"""
    level: int
    """of a heading; 0 of anything else"""
    style: str
    table: Element | None
    """the innermost table that it is in"""

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The living figures in it, each once."""
        return tuple(dict.fromkeys(span.control for span in self.spans if span.control))


def passages(package: Package, controls: Sequence[Control]) -> tuple[Passage, ...]:
    """The paragraphs of a draft that hold text, in the order of the document, then headers, footers and notes."""
    owners = {each.element: each for each in controls}
    known = styles(package)
    return tuple(each for part in stories(package) for each in _Story(package, part, owners, known).read())


class _Story:
    """One pass over a part: where the reader is by now."""

    def __init__(
        self, package: Package, part: str, owners: Mapping[Element, Control], known: Mapping[str, Style]
    ) -> None:
        self.root, self.part, self.owners, self.known = package.tree(part), part, owners, known
        self.heading, self.paragraphs = "", 0
        self.tables: dict[Element, int] = {}
        self.rows: dict[Element, int] = {}
        """of a row: its number in its own table"""
        self.notes: dict[Element, int] = {}
        self.fields: list[bool] = []
        """of each field that was opened: does its result follow?"""

    def read(self) -> Iterator[Passage]:
        for element in self.root.all("w:p", "w:tbl"):
            if any(each.name == "mc:Fallback" for each in element.above()):
                continue
            if element.name == "w:tbl":
                self.tables[element] = len(self.tables) + 1
                self.rows |= {row: number for number, row in enumerate(element.all("w:tr"), 1)}
                continue
            pieces = [*self._pieces(element)]
            text = "".join(piece for piece, _ in pieces)
            if text.strip():
                yield self._passage(element, text, _spans(pieces))

    def _passage(self, element: Element, text: str, spans: tuple[Span, ...]) -> Passage:
        level = level_of(element, self.known)
        table = next((each for each in element.above() if each.name == "w:tbl"), None)
        if level:
            self.heading, self.paragraphs = text.strip(), 0
        elif table is None:
            self.paragraphs += 1
        style = self.known.get(element.value("w:pPr", "w:pStyle"), Style("", 0)).name
        place = self._place(element, table, level)
        return Passage(self.part, element, text, spans, place, self.heading, level, style, table)

    def _place(self, element: Element, table: Element | None, level: int) -> str:
        note = next((each for each in element.above() if each.name in NOTES), None)
        if note is not None:
            number = self.notes.setdefault(note, len(self.notes) + 1)
            return f"{NOTES[note.name]} {number}" if "noot" in NOTES[note.name] else NOTES[note.name]
        if level:
            return f"kop ‘{self.heading}’"
        under = f"onder ‘{self.heading}’" if self.heading else "vóór de eerste kop"
        if table is None:
            return f"alinea {self.paragraphs}, {under}"
        row = next(each for each in element.above() if each.name == "w:tr")
        cell = next(each for each in element.above() if each.name == "w:tc")
        column = [*row.all("w:tc")].index(cell) + 1
        return f"tabel {self.tables[table]}, rij {self.rows[row]}, kolom {column}, {under}"

    def _pieces(self, paragraph: Element) -> Iterator[tuple[str, tuple[Control | None, bool]]]:
        """Its text in order, each piece with the control that shows it and whether a field computed it."""
        within = next((self.owners[each] for each in paragraph.above() if each in self.owners), None)
        left: list[tuple[Element, Control | None, bool]] = [(paragraph, within, False)]
        while left:
            each, control, is_field = left.pop()
            if each.name == "w:fldChar":
                self._field(each.attributes.get("w:fldCharType", ""))
            elif each.name == "w:t":
                yield each.text, (control, is_field or any(self.fields))
            elif each.name in AS_TEXT and each.parent is not None and each.parent.name == "w:r":
                yield AS_TEXT[each.name], (control, is_field)
            is_field = is_field or each.name == "w:fldSimple"
            inner = [child for child in each.children if child.name not in NOT_READ]
            left += [(child, self.owners.get(child, control), is_field) for child in reversed(inner)]

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()


def _spans(pieces: Sequence[tuple[str, tuple[Control | None, bool]]]) -> tuple[Span, ...]:
    """Neighbouring pieces of one origin are one span."""
    spans: list[Span] = []
    at = 0
    for text, (control, is_field) in pieces:
        last = spans[-1] if spans else None
        if last and (last.control, last.is_field) == (control, is_field):
            spans[-1] = Span(last.start, at + len(text), control, is_field)
        else:
            spans.append(Span(at, at + len(text), control, is_field))
        at += len(text)
    return tuple(spans)
