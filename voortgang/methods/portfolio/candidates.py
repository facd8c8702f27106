"""The projects of a delivery as a portfolio meeting weighs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from voortgang.methods.portfolio.problem import NOTHING

Amounts = tuple[tuple[str, Fraction], ...]
GROUND, CITIZENS, BUSINESSES, CONTINUITY = "ground", "citizens", "businesses", "continuity"
CRITERIA = (GROUND, CITIZENS, BUSINESSES, CONTINUITY)
USUAL_WEIGHTS: Amounts = tuple(zip(CRITERIA, map(Fraction, (70, 20, 5, 5)), strict=True))
"""one place in the toetsingskader (35) weighs more than all scores together (30), so its order holds by default"""
MAINTENANCE = "instandhouding"
PLACES = {MAINTENANCE: Fraction(1), "1_continuiteit": Fraction(1), "2_verplichting": Fraction(1, 2)}
"""points of a place in the toetsingskader; the third place, and none, have 0"""
HIGHEST_SCORE = 5


@dataclass(frozen=True)
class Candidate:
    """A project as delivered, in one year and baseline; days are of that year, codes are not labels."""

    code: str
    name: str
    category: str
    ground: str
    organisation: str
    is_mandatory: bool
    is_scalable: bool
    asked: Fraction
    allocated: Fraction
    """what the baseline gave it"""
    least: Fraction | None = None
    most: Fraction | None = None
    depends_on: tuple[str, ...] = ()
    citizens: int | None = None
    businesses: int | None = None
    continuity: int | None = None
    """scores of 0 to 5; None when nobody scored it, which counts as 0"""
    executes: tuple[int, ...] = ()
    """VM numbers of the measures that it executes"""
    unlocks: tuple[int, ...] = ()
    """VM numbers of the measures that can only be done after it"""

    @property
    def is_scored(self) -> bool:
        """True when every score was given."""
        return None not in (self.citizens, self.businesses, self.continuity)


def points(candidate: Candidate, weights: Amounts) -> Fraction:
    """What one day of a project is worth, 0–1: Σ weight × points / Σ weight; a whole project its days times that.

    The place in the toetsingskader counts 1 (continuity, and instandhouding), ½ (commitments, rulings and legislation)
    or 0 (other renewal); each score counts as its part of 5. `weights` names every criterion, and is not all 0.
    """
    scores = {CITIZENS: candidate.citizens, BUSINESSES: candidate.businesses, CONTINUITY: candidate.continuity}
    counted = {name: Fraction(score or 0, HIGHEST_SCORE) for name, score in scores.items()}
    counted[GROUND] = PLACES.get(candidate.ground, NOTHING)
    total = sum((weight for _, weight in weights), NOTHING)
    return sum((weight * counted[name] for name, weight in weights), NOTHING) / total


def needs_of(candidate: Candidate, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The projects that it needs: those it names, and those that unlock a measure that it executes."""
    unlocking = (each.code for each in candidates if set(each.unlocks) & set(candidate.executes))
    known = {each.code for each in candidates}
    named = (*candidate.depends_on, *unlocking)
    return tuple(dict.fromkeys(code for code in named if code in known and code != candidate.code))
