"""Why the choice is what it is: what keeps projects out, what more days would buy, and how far it hangs on weights."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import streamlit as st

from voortgang import charts
from voortgang.dutch import listing, percent
from voortgang.methods.portfolio.candidates import Candidate
from voortgang.methods.portfolio.composition import QUARTERS, Composition, problem_of
from voortgang.methods.portfolio.explain import Outside, Step, capacity_curve, outside
from voortgang.methods.portfolio.robustness import DRAWS, Held, rank_stability
from voortgang.methods.portfolio.solve import solve
from voortgang.web.portfolio.composing import Composed
from voortgang.web.portfolio.figures import Cell, show
from voortgang.web.portfolio.words import CRITERIA, OUT, SHAKY, STABLE, WHOLE, days_told, why_out
from voortgang.web.run import KEPT

EXTRA_DAYS = tuple(map(Fraction, range(-100, 201, 25)))
WAIT = "De keuze wordt voor elk geval opnieuw berekend; dat duurt enkele seconden."
OUT_HEADS = ("Project", "Naam", "Waarom eruit", "Tekort per kwartaal", "Kost elders (gewogen dagen)", "Verdringt")
CURVE_HEADS = ("Extra dagen", "Waarde erbij", "Waarde", "Komt erbij", "Valt af")
HELD_HEADS = ("Project", "Naam", "Keuze", "Erin bij andere wegingen", "Oordeel", "Hangt af van de weging van")


def why_projects_are_out(composed: Composed) -> None:
    """Per project that is out: what binds, the days that lack until it flips, and what taking it in costs elsewhere."""
    if not composed.outcome.out:
        st.info("Alles wat dagen vraagt, is erin.")
        return
    with st.spinner(WAIT):
        found = {each.id: each for each in _outside(composed.composition, composed.candidates)}
    names = {each.code: each.name for each in composed.candidates}
    rows = [(out.code, names[out.code], why_out(out), *_out(found[out.code])) for out in composed.outcome.out]
    show(composed, "portfolio_outside", "Waarom projecten eruit zijn", OUT_HEADS, rows)
    st.caption(
        "Tekort: de dagen die er per kwartaal bij moeten om het project, met zijn minste dagen en met wat het nodig "
        "heeft, naast alles wat is gekozen te doen. Kost elders: de waarde die wegvalt als het toch wordt gekozen."
    )


@lru_cache(maxsize=KEPT)
def _outside(composition: Composition, candidates: tuple[Candidate, ...]) -> tuple[Outside, ...]:
    problem = problem_of(composition, candidates)
    return outside(problem, solve(problem))


def _out(each: Outside) -> tuple[Cell, ...]:
    costs = "kan er niet in" if each.costs is None else days_told(_rounded(each.costs))
    return _short(each.short), costs, listing(list(each.displaced)) or "–"


def _short(days: Mapping[str, Fraction]) -> str:
    if len(days) == QUARTERS and len(set(days.values())) == 1:
        return f"{days_told(next(iter(days.values())))} in elk kwartaal"
    return ", ".join(f"{days_told(each)} in {quarter}" for quarter, each in days.items()) or "–"


def _rounded(value: Fraction) -> Fraction:
    """Without what rounding of days left behind."""
    return Fraction(round(max(value, Fraction(0)) * 100), 100)


def what_more_days_buy(composed: Composed) -> None:
    """The value of the best choice with more and with fewer days, and what enters and leaves."""
    with st.spinner(WAIT):
        steps = _curve(composed.composition, composed.candidates)
    base = composed.outcome.value
    rows = [
        (each.extra, _signed(each.value - base), _rounded(each.value), _codes(each.entered), _codes(each.left))
        for each in steps
    ]
    show(
        composed,
        "portfolio_curve",
        "Wat meer of minder dagen opleveren",
        CURVE_HEADS,
        rows,
        charts.capacity_curve(steps, base),
    )
    st.caption(
        "Extra dagen zijn over de kwartalen verdeeld zoals de capaciteit. Waar een regel ontbreekt, zijn er te weinig "
        "dagen voor wat verplicht is, erin moet of de ondergrens vraagt."
    )


@lru_cache(maxsize=KEPT)
def _curve(composition: Composition, candidates: tuple[Candidate, ...]) -> tuple[Step, ...]:
    return capacity_curve(problem_of(composition, candidates), EXTRA_DAYS)


def _signed(value: Fraction) -> Fraction:
    return Fraction(round(value * 100), 100)


def _codes(codes: tuple[str, ...]) -> str:
    return listing(list(codes)) or "–"


def how_far_it_hangs_on_weights(composed: Composed) -> None:
    """Which projects stay in, or out, under weights near those that were given."""
    with st.spinner(WAIT):
        found = _stability(composed.composition, composed.candidates)
    names = {each.code: each.name for each in composed.candidates}
    rows = [
        (
            each.code,
            names[each.code],
            WHOLE if each.is_in else OUT,
            percent(each.share),
            STABLE if each.is_stable else SHAKY,
            listing([CRITERIA[name] for name in each.hangs_on]) or "–",
        )
        for each in sorted(found, key=lambda each: each.is_stable)
    ]
    show(
        composed,
        "portfolio_stability",
        "Hoe de keuze van de wegingen afhangt",
        HELD_HEADS,
        rows,
        charts.rank_stability(found, names),
    )
    st.caption(
        f"Erin bij andere wegingen: het deel van {DRAWS} trekkingen, steeds dezelfde, waarin elke weging met een eigen "
        "factor tussen ½ en 1½ is vermenigvuldigd. Hangt af van: de weging die, als alleen zij halveert of verdubbelt, "
        "het project erin of eruit brengt. Vast is een project dat in elk geval dezelfde uitkomst heeft."
    )


@lru_cache(maxsize=KEPT)
def _stability(composition: Composition, candidates: tuple[Candidate, ...]) -> tuple[Held, ...]:
    return rank_stability(composition, candidates)
