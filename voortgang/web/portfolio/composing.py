"""One composition of one visitor with its outcome; an outcome is worked out once for everyone who asks the same."""

from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from voortgang.dutch import date_long, plural
from voortgang.errors import VoortgangError
from voortgang.methods.portfolio.composition import Candidate, Composition, evenly, problem_of
from voortgang.methods.portfolio.conflict import conflict_text, smallest_conflict
from voortgang.methods.portfolio.outcome import Outcome, baseline_outcome, outcome_of
from voortgang.web import access
from voortgang.web.notices import literal
from voortgang.web.portfolio import controls, state
from voortgang.web.portfolio.candidates import Baseline
from voortgang.web.run import KEPT, current_build


@dataclass(frozen=True)
class Composed:
    """What is chosen, what there is to choose from, what came of it, and what to compare it with."""

    composition: Composition
    candidates: tuple[Candidate, ...]
    baseline: Baseline
    outcome: Outcome
    before: Outcome | None
    """what came of it before the last change"""

    @property
    def names(self) -> dict[str, str]:
        """Code and name of each project."""
        return {each.code: f"{each.code} {each.name}" for each in self.candidates}

    @property
    def as_set(self) -> Composition:
        """The baseline with its own days: of what people chose only how a choice is weighed and judged."""
        days = evenly(self.baseline.year, self.baseline.capacity)
        return replace(self.composition, capacity=days, pinned_in=(), pinned_out=(), starts=(), minimum=(), maximum=())

    @property
    def trust(self) -> str:
        """How far it carries."""
        build = current_build()
        fictional = ["fictief"] if build.is_fictional else []
        asking = plural(sum(bool(each.asked) for each in self.candidates), "project", "projecten")
        told = [f"{self.baseline.name} {self.baseline.year}", self.baseline.chain, asking]
        return " · ".join([*told, f"levering van {date_long(build.delivered_on)}", *fictional])


def compose() -> Composed | None:
    """Draw the choices and work out what comes of them; None, after a sentence, when they cannot go together."""
    access.require()
    baseline, candidates = controls.choose()
    try:
        composition = state.current()
    except VoortgangError as error:
        st.error(literal(str(error)))
        return None
    before = state.previous(composition)
    try:
        found = outcome(composition, candidates)
    except VoortgangError as error:
        st.error(literal(_explained(composition, candidates) or str(error)))
        return None
    return Composed(composition, candidates, baseline, found, _earlier(before, candidates))


@lru_cache(maxsize=KEPT)
def outcome(composition: Composition, candidates: tuple[Candidate, ...]) -> Outcome:
    """The best choice; raises VoortgangError as `outcome_of`."""
    return outcome_of(composition, candidates)


@lru_cache(maxsize=KEPT)
def allocated(composition: Composition, candidates: tuple[Candidate, ...]) -> Outcome:
    """What the baseline gave, of a composition that is `as_set`."""
    return baseline_outcome(composition, candidates)


def _earlier(before: Composition | None, candidates: tuple[Candidate, ...]) -> Outcome | None:
    """What came of the wishes before; None when they could not go together."""
    try:
        return outcome(before, candidates) if before else None
    except VoortgangError:
        return None


def _explained(composition: Composition, candidates: tuple[Candidate, ...]) -> str | None:
    """The demands that cannot go together, by name; None when it is something else."""
    names = {each.code: f"'{each.code} {each.name}'{' (verplicht)' * each.is_mandatory}" for each in candidates}
    try:
        found = smallest_conflict(problem_of(composition, candidates))
    except VoortgangError:
        return None
    return conflict_text(found, names.__getitem__) if found else None
