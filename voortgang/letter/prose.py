"""A letter before it is a document: sections of paragraphs, in which each figure knows its fact."""

from dataclasses import dataclass

HEADING, BODY, LIST = "heading", "body", "list"


@dataclass(frozen=True)
class Figure:
    """A fact in a sentence; the document shows it in a control that can be filled anew."""

    key: str
    is_previous: bool = False
    """whether it is the text that the previous letter printed for this fact"""


Part = str | Figure


@dataclass(frozen=True)
class Sentence:
    """Words and figures, with the rule that chose the words: "direction", "norm", "uncertainty" …"""

    parts: tuple[Part, ...]
    rule: str


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]
    style: str = BODY


@dataclass(frozen=True)
class Section:
    """A numbered section: its heading, what it says, and the exhibits that follow, by their keys."""

    key: str
    """the name of its place in a template: "inleiding", "doorlooptijden" …"""
    title: str
    """empty for the opening, which has no number"""
    paragraphs: tuple[Paragraph, ...]
    exhibits: tuple[str, ...] = ()
