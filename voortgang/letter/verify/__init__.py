"""Whether a draft that people worked on still says what its figures say.

`check(draft, freeze)` gives what it finds, in the order of the rules; nothing when all is well.
"""

from voortgang.letter.model import Freeze
from voortgang.letter.verify.access import accessibility
from voortgang.letter.verify.causes import causes
from voortgang.letter.verify.charts import charts
from voortgang.letter.verify.direction import directions
from voortgang.letter.verify.earlier import comparisons
from voortgang.letter.verify.finding import Finding, Kind, Severity
from voortgang.letter.verify.living import living_figures
from voortgang.letter.verify.measures import measures
from voortgang.letter.verify.norm import norms
from voortgang.letter.verify.reading import read
from voortgang.letter.verify.references import references
from voortgang.letter.verify.tables import tables
from voortgang.letter.verify.typed import typed_figures

__all__ = ["Finding", "Kind", "Severity", "check"]

RULES = (living_figures, typed_figures, directions, norms, causes, measures, references, tables, charts, accessibility)


def check(draft: bytes, freeze: Freeze, previous: Freeze | None = None) -> tuple[Finding, ...]:
    """What in a draft (.docx) is not borne out by the letter as it was frozen, or cannot be read by everyone.

    `previous` is the letter before it as it stands now, to see whether it was corrected since. Tracked changes are read
    as if they were accepted. Raises VoortgangError when the file is no draft with figures.
    """
    found = read(draft, freeze, previous)
    ruled = (finding for rule in RULES for finding in rule(found))
    return (*ruled, *comparisons(found, previous))
