"""Which rows of the register someone asks for: by what is said of them, and by words and numbers in their texts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from voortgang.register.measures.dependencies import waits_for_iv
from voortgang.register.measures.model import FLAGS, Content, Informed, State
from voortgang.register.measures.rules import is_over, is_overdue

NO_TARGET, PASSED, WITHIN = "geen", "voorbij", "binnen een periode"
TARGETS = (NO_TARGET, PASSED, WITHIN)
NO_OWNER = "(geen eigenaar)"
VM = re.compile(r"\bvm[\s.-]*(\d+)")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Choice:
    """What is asked for; empty or None: everything."""

    section: str = ""
    phase: str = ""
    is_delayed: bool | None = None
    reason: str = ""
    owner: str = ""
    """NO_OWNER: rows without one"""
    waits_for_iv: bool | None = None
    """the row itself, not through another measure"""
    target: str = ""
    """one of TARGETS"""
    target_since: date | None = None
    target_until: date | None = None
    """the period of WITHIN, both days included; None: open"""
    is_reported: bool | None = None
    """was parliament ever told, up to the day that is looked at?"""
    text: str = ""


def selected(states: Iterable[State], choice: Choice, as_of: date) -> tuple[State, ...]:
    """The states of which everything that is asked for is true, in their own order."""
    return tuple(
        state
        for state in states
        if _is_meant(state, choice, as_of)
        and _has_target(state.status.content, choice, as_of)
        and is_found(state, choice.text)
    )


def _is_meant(state: State, choice: Choice, as_of: date) -> bool:
    content = state.status.content
    asked = (
        (choice.section or None, state.row.section),
        (choice.phase or None, content.phase),
        (choice.is_delayed, content.is_delayed),
        (choice.owner or None, content.owner or NO_OWNER),
        (choice.waits_for_iv, waits_for_iv(content)),
        (choice.is_reported, bool(reported(content, as_of))),
    )
    return all(wanted is None or wanted == found for wanted, found in asked) and (
        not choice.reason or choice.reason in content.reasons
    )


def reported(content: Content, as_of: date) -> tuple[Informed, ...]:
    """The letters that parliament had on that day."""
    return tuple(told for told in content.informed if told.informed_on <= as_of)


def _has_target(content: Content, choice: Choice, as_of: date) -> bool:
    if choice.target == NO_TARGET:
        return content.target_on is None and not is_over(content)
    if choice.target == PASSED:
        return is_overdue(content, as_of)
    if choice.target == WITHIN:
        since, until = choice.target_since or date.min, choice.target_until or date.max
        return content.target_on is not None and since <= content.target_on <= until
    return True


def is_found(state: State, asked: str) -> bool:
    """Every word that is asked for stands somewhere in the row, without regard to capitals and accents.

    A word may be part of a longer one; a number is itself only (a VM number, a dossier or Kamerstuk, or a number in a
    text), and after "VM" it is a VM number: the row's own, or one that the row names.
    """
    plain = folded(asked)
    numbers = set(VM.findall(plain))
    words = WORD.findall(VM.sub(" ", plain))
    text = _text(state)
    whole = set(WORD.findall(text))
    return numbers <= _vm_numbers(state, text) and all(
        word in whole if word.isdecimal() else word in text for word in words
    )


def _vm_numbers(state: State, text: str) -> set[str]:
    return {str(number) for number in state.row.numbers} | set(VM.findall(text))


def folded(text: str) -> str:
    """Without capitals and accents: "Geïmplementeerd" as "geimplementeerd"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _text(state: State) -> str:
    row, content = state.row, state.status.content
    told = [f"{each.dossier} nr {each.number} {each.session} {each.letter}" for each in content.informed]
    flags = [label for name, label in FLAGS.items() if getattr(content, name)]
    return folded(
        "\n".join(
            (
                *(f"VM {number}" for number in row.numbers),
                *(row.measure, row.section, row.ambition),
                *(content.phase, content.owner, content.explanation, content.partial_results, content.evidence),
                *(content.outcome, *content.reasons, *content.depends_on, *told, *flags),
            )
        )
    )
