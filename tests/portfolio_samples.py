"""A small portfolio that several tests keep, compare and write down."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from voortgang.dutch import HERE
from voortgang.exports.decision_note.subject import Decided, Making, Origin, Subject
from voortgang.methods.portfolio.candidates import Candidate
from voortgang.methods.portfolio.comparing import Side
from voortgang.methods.portfolio.composition import Composition, evenly
from voortgang.methods.portfolio.outcome import Blocked, baseline_outcome, outcome_of
from voortgang.methods.portfolio.risks import Risk
from voortgang.methods.portfolio.summary import Line, summary_of

MARKUP = "=1+1 <b>vet</b> *schuin* #let x"
SAVED_AT = datetime(2025, 11, 1, 9, 30, tzinfo=HERE)
DECIDED = Decided("Portfolio-overleg", date(2025, 11, 20), MARKUP, "Bram", datetime(2025, 11, 21, tzinfo=HERE))
MAKING = Making(date(2025, 12, 1), {5: "Makkelijker betalen", 8: "Looptijd"}, {"modernisering": "Modernisering"}, "1.0")
RISKS = ("mandatory", "maintenance", "too_much", "order", "unscored", "unproven")


def candidate(code: str, asked: int, allocated: int, citizens: int, **more) -> Candidate:
    told = {"is_mandatory": False, "is_scalable": False, "category": "modernisering", "ground": "3_vernieuwing"}
    return Candidate(
        code,
        f"Project {code}",
        organisation="dienst_toeslagen",
        asked=Fraction(asked),
        allocated=Fraction(allocated),
        citizens=citizens,
        businesses=0,
        continuity=0,
        **(told | more),
    )


CANDIDATES = (
    candidate("A", 40, 40, 1, category="instandhouding", ground="instandhouding", is_mandatory=True),
    candidate("B", 30, 0, 5, executes=(5,)),
    candidate("C", 30, 30, 2, executes=(8,)),
    candidate("D", 20, 10, 3, is_scalable=True, least=Fraction(5), most=Fraction(20)),
)
USUAL = Composition(2025, "Innen & Betalen", "herijking_2", evenly(2025, Fraction(100)))
ORIGIN = Origin("herijking 2 van 2025", "20260105T100000", date(2025, 12, 31), is_fictional=True)


def subject(name: str, composition: Composition = USUAL, **more) -> Subject:
    chosen, given = outcome_of(composition, CANDIDATES), baseline_outcome(composition, CANDIDATES)
    side = Side(name, composition, summary_of(composition, chosen, CANDIDATES), ORIGIN.build_id)
    baseline = summary_of(composition, given, CANDIDATES)
    return Subject(side, baseline, ORIGIN, "voorstel", "Anna", SAVED_AT, **more)


def fullest(name: str, days: int) -> Subject:
    """As much as people and a delivery can bring together: two pages have to hold it."""
    found = subject(name)
    codes = tuple(f"PROJ-{number:03}" for number in range(60))
    long = "Vernieuwing van de gegevensuitwisseling en wat daarna nog moet"
    lines = tuple(
        Line(
            code, long, "modernisering", False, Fraction(4567, 4), Fraction(1000 + at), Fraction(at % 3 * 200 + days, 4)
        )
        for at, code in enumerate(codes)
    )
    summary = replace(
        found.side.summary,
        lines=lines,
        risks=tuple(Risk(kind, codes, Fraction(12345, 4)) for kind in RISKS),
        unlocked=tuple(range(0, 90, 2)),
        blocked=tuple(Blocked(number, codes) for number in range(1, 90, 2)),
    )
    amounts = tuple((code, Fraction(1)) for code in codes)
    starts = tuple((code, "2025-K4") for code in codes)
    composition = replace(
        USUAL,
        pinned_in=codes,
        pinned_out=codes,
        starts=starts,
        minimum=amounts,
        maximum=amounts,
        citizens_from=days % 6,
    )
    decided = replace(DECIDED, meeting=("Bestuurlijk overleg " * 4).strip(), text=("Woord wie " * 60).strip())
    return replace(
        found,
        side=replace(found.side, summary=summary, composition=composition),
        baseline=replace(found.baseline, unlocked=tuple(range(1, 90, 2))),
        decided=decided,
        standing="vervangen",
        saved_by="Maria Johanna van der Berg-de Vries tot Nieuwland (niet aangemeld)",
    )
