"""What a refresh did with a figure, or why it left it."""

from dataclasses import dataclass, field
from typing import Literal

from voortgang.letter.controls import Control

What = Literal["ververst", "met de hand gewijzigd", "genest", "niet in deze brief", "onbekend"]
EMPTY = "(leeg)"


@dataclass(frozen=True)
class Change:
    """A figure in the draft that is not what it was, or that could not be made what it should be."""

    place: str
    label: str
    """what it counts"""
    old: str
    """what stood there"""
    new: str
    """what the letter gives; when the figure was left, it does not stand there"""
    what: What
    control: Control = field(repr=False)

    @property
    def sentence(self) -> str:
        """What happened, for a reader of the draft."""
        told = {
            "ververst": f"was {self.old}, is {self.new}.",
            "met de hand gewijzigd": f"met de hand gewijzigd in {self.old}, niet ververst; de brief geeft {self.new}.",
            "genest": f"staat om een ander cijfer heen en is niet ververst; de brief geeft {self.new}.",
            "niet in deze brief": f"deze brief heeft dit cijfer niet; {self.old} is blijven staan.",
            "onbekend": f"{self.old} hoort bij een ander document en is blijven staan.",
        }
        return f"{self.label[:1].upper()}{self.label[1:]}: {told[self.what]}"
