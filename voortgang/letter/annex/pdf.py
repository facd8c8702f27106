"""The annex as a tagged PDF by the rules of PDF/UA-1."""

import json
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from voortgang.letter.annex.content import content
from voortgang.letter.model import Freeze

if TYPE_CHECKING:
    from typst import Compiler, Fonts

TEMPLATE = Path(__file__).with_name("annex.typ")
MOST_TRIES = 40
"""of giving a row room, so that the footnotes of the next row stay with it; a page needs two at most"""
STANDARD: Literal["ua-1"] = "ua-1"


def annex_pdf(freeze: Freeze) -> bytes:
    """The bytes of the PDF: the same letter gives the same bytes, on every machine with this version of typst."""
    from typst import Fonts

    fonts, spread = Fonts(include_system_fonts=False), list[int]()
    made = _made(freeze, spread, fonts)
    while (row := _first_misplaced(made)) and len(spread) < MOST_TRIES:
        spread.append(row - 1)
        made = _made(freeze, spread, fonts)
    at = int(freeze.frozen_at.astimezone(UTC).timestamp())
    compiled = made.compile(TEMPLATE.read_bytes(), format="pdf", pdf_standards=STANDARD, timestamp=at)
    if not isinstance(compiled, bytes):
        raise TypeError("typst gave pages instead of a document")
    return compiled


def _made(freeze: Freeze, spread: list[int], fonts: "Fonts") -> "Compiler":
    """The annex before it is a PDF; a row gets some room under it for each time that it is in `spread`."""
    from typst import Compiler

    told = {"annex": asdict(content(freeze)), "spread": spread}
    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}
    return Compiler(TEMPLATE.read_bytes(), font_paths=fonts, sys_inputs=inputs)


def _first_misplaced(made: "Compiler") -> int | None:
    """The first row, from 0, whose footnote stands on another page than the row."""
    (found,) = json.loads(made.query("<misplaced>", field="value"))
    return found[0] if found else None
