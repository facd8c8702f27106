"""A few projects and a composition, small enough to work out by hand."""

from fractions import Fraction

from voortgang.methods.portfolio.candidates import Candidate
from voortgang.methods.portfolio.composition import Composition, evenly

PLACES = ("1_continuiteit", "2_verplichting", "3_vernieuwing")


def candidate(code: str, days: float, ground: str = PLACES[2], scores: tuple[int, ...] = (0, 0, 0), **more: object):
    kept = ground == "instandhouding"
    usual = {"is_mandatory": kept, "is_scalable": kept, "allocated": Fraction(0), "category": "overige_vernieuwing"}
    given = usual | ({"category": ground} if kept else {}) | more
    names = ("citizens", "businesses", "continuity")
    return Candidate(
        code,
        f"Project {code}",
        ground=ground,
        organisation="belastingdienst",
        asked=Fraction(str(days)),
        **dict(zip(names, scores, strict=True)),
        **given,  # type: ignore[arg-type]
    )


KEPT = candidate("KEPT", 60, "instandhouding", (3, 3, 5), least=Fraction(30), allocated=Fraction(60))
LAW = candidate("LAW", 20, PLACES[1], (5, 0, 1), is_mandatory=True, allocated=Fraction(15), executes=(33,))
OLD = candidate("OLD", 12, PLACES[0], (2, 2, 5), unlocks=(8, 9), allocated=Fraction(12))
NEW = candidate("NEW", 8, PLACES[2], (5, 0, 0), executes=(8,), is_scalable=True, least=Fraction(4))
OTHER = candidate("OTHER", 9, PLACES[2], (1, 1, 2), allocated=Fraction(9))
ALL = (KEPT, LAW, OLD, NEW, OTHER)
USUAL = Composition(2026, "Innen & Betalen", "begroting", evenly(2026, Fraction(100)))
