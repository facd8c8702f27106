"""New values in a draft that people have worked on: the figures change, and nothing else.

`refresh(draft, freeze, told_as="comments", at=now)` gives the file with the values of that letter, and what it did.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from voortgang.errors import VoortgangError
from voortgang.letter.controls import controls, figures
from voortgang.letter.markup import Edit, edited
from voortgang.letter.model import Freeze
from voortgang.letter.package import UNTOUCHED, open_package
from voortgang.letter.passages import passages
from voortgang.letter.refresh.changes import Change, What
from voortgang.letter.refresh.comments import comment_edits
from voortgang.letter.refresh.table import table_edit
from voortgang.letter.refresh.values import changes, control_edits, stored_edits

__all__ = ["Change", "Refreshed", "ToldAs", "What", "refresh"]

ToldAs = Literal["comments", "table", "none"]


@dataclass(frozen=True)
class Refreshed:
    """A draft with the values of a letter, and the figures that changed or were left."""

    content: bytes
    changes: tuple[Change, ...]


def refresh(draft: bytes, freeze: Freeze, *, told_as: ToldAs = "none", at: datetime) -> Refreshed:
    """The draft with the values of `freeze`; `at` is the moment (UTC) that it is stamped with.

    A figure whose text was changed by hand is reported and left. Every part of the file that no figure stands in keeps
    its bytes. Raises VoortgangError when the file is no draft with figures.
    """
    package = open_package(draft)
    found = figures(package)
    living = controls(package, found)
    if not living:
        raise VoortgangError(
            "In het document staat geen enkel gekoppeld cijfer meer, dus er is niets te verversen. Maak een nieuw "
            f"concept met 'voortgang letter draft'. {UNTOUCHED}"
        )
    changed = changes(living, freeze, passages(package, living))
    told = tuple(each for each in changed if not _is_copy(each))
    edits: dict[str, list[Edit]] = defaultdict(list)
    edits[found.part] = stored_edits(package, found, freeze, living, changed, at)
    for part, edit in control_edits(package, changed):
        edits[part].append(edit)
    if told_as == "comments":
        for part, edit in comment_edits(package, told, at):
            edits[part].append(edit)
    if told_as == "table" and told:
        edits[package.document].append(table_edit(package, told, freeze.id))
    parts = {part: edited(package.parts.get(part, b""), each) for part, each in edits.items()}
    return Refreshed(package.with_parts(parts), told)


def _is_copy(change: Change) -> bool:
    """It stands in a text box once more, for old versions of Word."""
    return any(each.name == "mc:Fallback" for each in change.control.element.above())
