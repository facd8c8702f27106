"""What the figures about a composed portfolio say."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from voortgang.dutch import decimal, listing, number, plural
from voortgang.methods.portfolio.explain import Step
from voortgang.methods.portfolio.robustness import Held

HUNDRED = Fraction(100)
UNIT = "gewogen dagen"


def capacity_curve(steps: Sequence[Step], base: Fraction) -> str:
    """What 100 days more buy and 100 days fewer cost, or the furthest from there that could be worked out."""
    more = [step for step in steps if 0 < step.extra <= HUNDRED]
    fewer = [step for step in steps if -HUNDRED <= step.extra < 0]
    told = [_more(more[-1], base)] if more else []
    told += [_fewer(fewer[0], base)] if fewer else []
    if not fewer or fewer[0].extra > -HUNDRED:
        told.append("Met nog minder dagen past niet meer wat verplicht is, erin moet of de ondergrens vraagt.")
    return " ".join(told)


def _more(step: Step, base: Fraction) -> str:
    entered = f" en brengen {listing(list(step.entered))} erbij" if step.entered else ""
    return f"{number(step.extra)} extra dagen leveren {decimal(step.value - base, 1)} {UNIT} op{entered}."


def _fewer(step: Step, base: Fraction) -> str:
    left = f" en laten {listing(list(step.left))} afvallen" if step.left else ""
    return f"{number(-step.extra)} dagen minder kosten {decimal(base - step.value, 1)} {UNIT}{left}."


def rank_stability(found: Sequence[Held], names: Mapping[str, str]) -> str:
    """How many projects keep their place under other weights, and which does so least."""
    shaky = [each for each in found if not each.is_stable]
    if not shaky:
        return f"Bij alle wegingen die zijn geprobeerd, is de keuze voor {_projects(len(found))} dezelfde."
    most = max(shaky, key=lambda each: abs(each.share - int(each.is_in)))
    other = 1 - most.share if most.is_in else most.share
    is_drawn = f"in {decimal(other * 100, 0)}% van de trekkingen anders" if other else "bij één weging anders"
    steady = len(found) - len(shaky)
    return (
        f"{number(steady)} van {_projects(len(found))} {'blijft' if steady == 1 else 'blijven'} bij andere wegingen "
        f"erin of eruit zoals nu; {number(len(shaky))} niet altijd. Het wankelst is {most.code} {names[most.code]}: "
        f"die pakt {is_drawn} uit."
    )


def _projects(count: int) -> str:
    return plural(count, "project", "projecten")
