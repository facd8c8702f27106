"""From frozen facts to the sentences of a letter: rules choose the words, so that words and figures agree."""

from voortgang.letter.model import Freeze
from voortgang.letter.prose import Section
from voortgang.letter.sections.framing import following, opening
from voortgang.letter.sections.helping import helping
from voortgang.letter.sections.iv_days import iv_days
from voortgang.letter.sections.measures import measures
from voortgang.letter.sections.throughput import throughput


def sections(freeze: Freeze) -> tuple[Section, ...]:
    """The opening, the sections that have something to say in their fixed order, and what follows."""
    made = [rules(freeze) for rules in (throughput, helping, iv_days, measures)]
    is_empty = [not (each.paragraphs or each.exhibits) for each in made]
    missing = [each.title for each, empty in zip(made, is_empty, strict=True) if empty]
    kept = [each for each, empty in zip(made, is_empty, strict=True) if not empty]
    return (opening(freeze, missing), *kept, following(freeze))
