"""The page about the letter to parliament: its steps, the letter before, later insight, and the archive."""

from collections.abc import Callable, Mapping

from voortgang.web.letter.approving import approval
from voortgang.web.letter.archive import archive
from voortgang.web.letter.checking import check_draft
from voortgang.web.letter.choosing import View, choose
from voortgang.web.letter.comparing import compare
from voortgang.web.letter.drafting import draft_in_word
from voortgang.web.letter.freezing import freezing
from voortgang.web.letter.restating import restated
from voortgang.web.letter.steps import APPROVE, CHECK, DRAFT, FREEZE

__all__ = ["PARTS", "choose"]

PARTS: Mapping[str, Callable[[View], None]] = {
    FREEZE: freezing,
    DRAFT: draft_in_word,
    CHECK: check_draft,
    APPROVE: approval,
    "Vorige brief": compare,
    "Later inzicht": restated,
    "Archief": archive,
}
"""the tabs: the steps in their order, then what a reader looks up"""
