"""How far a choice hangs on the weights: would other weights, near those that were given, choose the same projects?

Every draw multiplies each weight by a factor of its own, from one half to one and a half; the draws are the same each
time. Beside it each weight is halved and doubled by itself, which tells on which criterion a project hangs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from voortgang.methods.portfolio.candidates import Amounts, Candidate
from voortgang.methods.portfolio.composition import Composition, problem_of
from voortgang.methods.portfolio.solve import solve

DRAWS = 25
SEED = 6
LOWEST, HIGHEST, STEPS = Fraction(1, 2), Fraction(3, 2), 100
ALONE = (Fraction(1, 2), Fraction(2))


@dataclass(frozen=True)
class Held:
    """How a project fares under weights near those that were given."""

    code: str
    is_in: bool
    """with the weights as given"""
    share: Fraction
    """of the draws, the part in which it is in"""
    hangs_on: tuple[str, ...]
    """criteria of which halving or doubling the weight alone changes whether it is in"""

    @property
    def is_stable(self) -> bool:
        """True when every draw and every criterion alone gives the same answer."""
        return not self.hangs_on and self.share == int(self.is_in)


def rank_stability(composition: Composition, candidates: Sequence[Candidate], draws: int = DRAWS) -> tuple[Held, ...]:
    """Of every project that asks days, in the order of `candidates`; raises VoortgangError as `outcome_of`."""
    usual = _chosen(composition, candidates, composition.weights)
    drawn = [_chosen(composition, candidates, weights) for weights in _draws(composition.weights, draws)]
    alone = [
        (name, _chosen(composition, candidates, _times(composition.weights, name, factor)))
        for name, weight in composition.weights
        for factor in ALONE
        if weight
    ]
    return tuple(
        Held(
            each.code,
            each.code in usual,
            Fraction(sum(each.code in chosen for chosen in drawn), len(drawn)),
            tuple(dict.fromkeys(name for name, chosen in alone if (each.code in chosen) != (each.code in usual))),
        )
        for each in candidates
        if each.asked
    )


def _chosen(composition: Composition, candidates: Sequence[Candidate], weights: Amounts) -> frozenset[str]:
    return frozenset(solve(problem_of(replace(composition, weights=weights), candidates)).shares)


def _draws(weights: Amounts, draws: int) -> Iterator[Amounts]:
    chance = Random(SEED)
    for _ in range(draws):
        factors = [LOWEST + (HIGHEST - LOWEST) * Fraction(chance.randint(0, STEPS), STEPS) for _ in weights]
        yield tuple((name, weight * factor) for (name, weight), factor in zip(weights, factors, strict=True))


def _times(weights: Amounts, name: str, factor: Fraction) -> Amounts:
    """The weights with one of them multiplied; alone on the scale a weight cannot change anything."""
    return tuple((each, weight * factor if each == name else weight) for each, weight in weights)
