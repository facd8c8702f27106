"""What the check of a draft can find."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fout", "let op"]
Kind = Literal[
    "gewijzigd cijfer",
    "verouderd cijfer",
    "onbekend cijfer",
    "getypt cijfer",
    "strijdig cijfer",
    "afronding",
    "vorige brief",
    "zonder bron",
    "richting",
    "norm",
    "oorzaak",
    "maatregel",
    "verwijzing",
    "tabel",
    "grafiek",
    "toegankelijkheid",
]
WHOLE = "hele document"


@dataclass(frozen=True)
class Finding:
    """Something in the draft that its figures do not bear out, or that not everyone can read."""

    place: str
    """such as "alinea 2, onder ‘Doorlooptijden’" """
    kind: Kind
    found: str
    """what stands there"""
    expected: str
    """what should stand there, or what to do"""
    sentence: str
    """what is the matter, for the writer"""
    severity: Severity = "fout"
