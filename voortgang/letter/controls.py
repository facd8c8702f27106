"""The living figures of a draft: what its custom XML part holds, and the controls in the text that are bound to it.

A control is known by its path, for LibreOffice drops tags and renumbers controls when it saves.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voortgang.errors import VoortgangError
from voortgang.letter.binding import NAMESPACE, PREFIX, ROOT
from voortgang.letter.markup import Element
from voortgang.letter.package import DAMAGED, UNTOUCHED, Package, open_package
from voortgang.letter.stored_figure import FROZEN, KEY, PREVIOUS

PATH = re.compile(rf"/(?:\w+:)?{ROOT}(?:\[1\])?/(?:\w+:)?(?P<kind>[cp])(?P<number>\d+)(?:\[1\])?")
STORIES = ("header", "footer", "footnotes", "endnotes")
"""kinds of parts beside the document that hold text"""
LEFT_BEHIND = ("w:del", "w:moveFrom")
"""tracked changes: what was there before"""
WITHOUT = (
    "Het document bevat geen cijfers van de Voortgangsmonitor. Neem het concept dat met 'voortgang letter draft' is "
    "gemaakt: een kopie uit Google Docs of een tekst die is overgenomen in een ander document, is de koppeling kwijt. "
    f"{UNTOUCHED}"
)


@dataclass(frozen=True, eq=False)
class Stored:
    """A fact as the custom XML part holds it."""

    about: Element
    current: Element
    """with the text of this letter, or what somebody typed over it"""
    previous: Element
    """the same of the previous letter"""

    @property
    def key(self) -> str:
        """The key of the fact."""
        return self.about.attributes[KEY]

    def held(self, is_previous: bool) -> str:
        """The text that Word shows, of this letter or of the previous."""
        return (self.previous if is_previous else self.current).text

    def was(self, is_previous: bool) -> str:
        """The text that was put in the draft, whatever was typed over it since."""
        return self.about.attributes[PREVIOUS if is_previous else FROZEN]


@dataclass(frozen=True)
class Figures:
    """The custom XML part of a draft."""

    part: str
    item: str
    """the id by which controls refer to it; empty when it has none"""
    root: Element
    stored: Mapping[str, Stored]
    """by the number of their elements"""

    @property
    def letter(self) -> str:
        """The id of the freeze that the draft was filled with."""
        return self.root.attributes.get("brief", "")


@dataclass(frozen=True, eq=False)
class Control:
    """A content control in the text that is bound to a figure."""

    part: str
    element: Element
    stored: Stored | None
    """None when it refers to a figure that is not in this document"""
    texts: tuple[Element, ...]
    """what holds its text, without that of controls in it"""
    text: str
    is_previous: bool
    """it shows what the previous letter printed"""
    is_nested: bool
    """another living figure stands in it"""

    @property
    def is_changed(self) -> bool:
        """Somebody typed over it or emptied it, or it is of another document."""
        return self.stored is None or self.text != self.stored.was(self.is_previous)


def figures(package: Package) -> Figures:
    """The figures of a draft; raises VoortgangError when it has none or when they are damaged."""
    for name, content in package.parts.items():
        if name.startswith("customXml/") and name.endswith(".xml") and NAMESPACE.encode() in content:
            root = package.tree(name)
            if root.name == f"{PREFIX}:{ROOT}":
                return Figures(name, _item(package, name), root, dict(_stored(root)))
    raise VoortgangError(WITHOUT)


def letter_of(draft: bytes) -> str:
    """The id of the letter that a draft was last filled with; raises VoortgangError when it is no such draft."""
    return figures(open_package(draft)).letter


def stories(package: Package) -> Iterator[str]:
    """The names of the parts that hold text: the document, then headers, footers and notes."""
    yield package.document
    for kind in STORIES:
        yield from dict.fromkeys(package.related(package.document, kind))


def controls(package: Package, found: Figures) -> tuple[Control, ...]:
    """The controls of a draft that are bound to its figures, in the order of the text.

    One in a text box stands in the file twice, for new and for old versions of Word, and is given twice.
    """
    return tuple(
        _control(part, element, path, found)
        for part in stories(package)
        for element in package.tree(part).all("w:sdt")
        if (path := bound_path(element)) and not is_left_behind(element)
    )


def bound_path(element: Element) -> re.Match[str] | None:
    """The path to a figure that an element is bound to; None when it is no control or bound to something else."""
    about = element.first("w:sdtPr") if element.name == "w:sdt" else None
    bindings = (each for each in about.children if each.name in ("w:dataBinding", "w15:dataBinding")) if about else ()
    paths = (PATH.fullmatch(each.attributes.get("w:xpath", "")) for each in bindings)
    return next((path for path in paths if path), None)


def is_left_behind(element: Element) -> bool:
    """It was deleted or moved away while changes were tracked, and is there only until that is accepted."""
    return any(each.name in LEFT_BEHIND for each in element.above())


def _control(part: str, element: Element, path: re.Match[str], found: Figures) -> Control:
    content = element.first("w:sdtContent")
    inner = [each for each in content.all("w:sdt") if bound_path(each)] if content else []
    texts = [each for each in content.all("w:t") if not is_left_behind(each)] if content else []
    own = tuple(each for each in texts if not any(above in inner for above in each.above()))
    is_placeholder = element.first("w:sdtPr", "w:showingPlcHdr") is not None
    text = "" if is_placeholder else "".join(each.text for each in own)
    stored = found.stored.get(path["number"]) if _item_of(element) in ("", found.item) or not found.item else None
    return Control(part, element, stored, own, text, path["kind"] == "p", bool(inner))


def _item_of(element: Element) -> str:
    about = element.first("w:sdtPr")
    named = (each.attributes.get("w:storeItemID", "") for each in about.children) if about else ()
    return next((each.lower() for each in named if each), "")


def _item(package: Package, part: str) -> str:
    about = [package.tree(name) for name in package.related(part, "customXmlProps")]
    return next((each.attributes.get("ds:itemID", "").lower() for each in about), "")


def _stored(root: Element) -> Iterator[tuple[str, Stored]]:
    by_name = {each.name.rpartition(":")[2]: each for each in root.children}
    for name, about in by_name.items():
        if name.startswith("a"):
            number = name[1:]
            current, previous = by_name.get(f"c{number}"), by_name.get(f"p{number}")
            if current is None or previous is None or not {KEY, FROZEN, PREVIOUS} <= about.attributes.keys():
                raise VoortgangError(f"{DAMAGED} (cijfer {number})")
            yield number, Stored(about, current, previous)
