"""What a file would change in the register, line by line, before anything is written; and then what was chosen."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voortgang.errors import VoortgangError
from voortgang.register.exchange.fields import MEASURES
from voortgang.register.exchange.lines import Parsed, parsed
from voortgang.register.exchange.uploaded import lines_of
from voortgang.register.exchange.verdicts import REFUSED, Known, Verdict, verdict
from voortgang.register.exchange.workbook import SHEET
from voortgang.register.measures.drafts import Draft, open_drafts, refusals, save_drafts
from voortgang.register.measures.model import MeasureRow
from voortgang.register.measures.whole import register


@dataclass(frozen=True)
class Comparison:
    """A file beside the register."""

    file: str
    verdicts: tuple[Verdict, ...]
    """one per line that holds something, in the order of the file"""
    missing: tuple[MeasureRow, ...]
    """rows of which something holds on the day, and that the file leaves out; they stay as they are"""

    def of(self, *outcomes: str) -> tuple[Verdict, ...]:
        """The lines with one of these outcomes."""
        return tuple(each for each in self.verdicts if each.outcome in outcomes)

    @property
    def can_go_in(self) -> tuple[Verdict, ...]:
        """The lines that change something and that no rule refuses."""
        return tuple(each for each in self.verdicts if each.proposal)


def compare(content: bytes, name: str, as_of: date) -> Comparison:
    """Lay a workbook or CSV file beside the register; nothing is written.

    Raises VoortgangError when the file as a whole cannot be read; a line that cannot go in is refused by itself.
    """
    lines = parsed(lines_of(content, name, SHEET, MEASURES), MEASURES)
    if not lines:
        raise VoortgangError(f"{name} heeft alleen kolomkoppen en geen regels. Begin met een export van dit register.")
    drafts = open_drafts()
    now = register()
    known = Known({row.id: row for row in now.rows}, now.entries, drafts)
    twice = _twice(lines)
    judged = tuple(verdict(twice.get(line.number, line), known) for line in lines)
    named = {line.values.get("row_id") for line in lines}
    missing = tuple(state.row for state in now.states(as_of) if state.row.id not in named)
    return Comparison(name, _under_the_rules(judged), missing)


def _twice(lines: Sequence[Parsed]) -> dict[int, Parsed]:
    """The lines that speak of a row of which another line speaks too: nobody knows which one is meant."""
    count = Counter(line.values.get("row_id") for line in lines)
    found = {}
    for line in lines:
        row = line.values.get("row_id")
        if row is not None and count[row] > 1:
            others = [str(each.number) for each in lines if each.values.get("row_id") == row and each is not line]
            told = f"Rij {row} staat ook op regel {', '.join(others)}. Laat één regel per rij staan."
            found[line.number] = replace(line, refusals=(*line.refusals, told))
    return found


def _under_the_rules(judged: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The same, with what the rules of the register refuse, given the lines before it."""
    asked = [each for each in judged if each.proposal]
    answers = refusals([each.proposal for each in asked if each.proposal])
    told = {each.number: answer for each, answer in zip(asked, answers, strict=True)}
    return tuple(
        replace(each, outcome=REFUSED, told=(told[each.number],), proposal=None) if told.get(each.number) else each
        for each in judged
    )


def bring_in(comparison: Comparison, chosen: Collection[int], *, by: str) -> tuple[Draft, ...]:
    """Keep the lines with these numbers as drafts, all or none; a second person still has to approve each.

    Raises VoortgangError, with nothing written, when a line cannot go in or somebody else wrote in the meantime.
    """
    wanted = [each.proposal for each in comparison.can_go_in if each.number in chosen and each.proposal]
    if not wanted or len(wanted) < len(set(chosen)):
        raise VoortgangError("Kies een of meer regels die erin kunnen.")
    return save_drafts(wanted, by=by)
