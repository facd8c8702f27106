"""Between what is composed on the page and what the register keeps of it."""

from dataclasses import replace
from datetime import date

from voortgang.dutch import HERE
from voortgang.errors import VoortgangError
from voortgang.exports.decision_note.subject import Decided, Making, Origin, Subject
from voortgang.methods.portfolio import composition as compositions
from voortgang.methods.portfolio import summary as summaries
from voortgang.methods.portfolio.comparing import Side
from voortgang.methods.portfolio.composition import Composition
from voortgang.register.measures.reading import statuses
from voortgang.register.portfolios.model import Adoption, Basis, Content, Scenario
from voortgang.register.portfolios.rules import standing
from voortgang.web.portfolio.composing import Composed, allocated
from voortgang.web.run import current_build, looking_at, run, warehouse

CHOSEN, BASELINE, ORIGIN = "chosen", "baseline", "origin"


def content_of(composed: Composed) -> Content:
    """What the register keeps of what is composed now."""
    build, composition, candidates = current_build(), composed.composition, composed.candidates
    chosen = summaries.summary_of(composition, composed.outcome, candidates)
    given = summaries.summary_of(composed.as_set, allocated(composed.as_set, candidates), candidates)
    outcome = {
        CHOSEN: summaries.plain(chosen),
        BASELINE: summaries.plain(given),
        ORIGIN: {"delivered_on": build.delivered_on.isoformat(), "is_fictional": build.is_fictional},
    }
    basis = Basis(build.id, baseline_name(composed.baseline.name, composition.year))
    return Content(compositions.plain(composition), outcome, basis)


def composition_of(scenario: Scenario) -> Composition:
    """What people chose in a scenario; raises VoortgangError when that cannot be read."""
    return compositions.of_plain(scenario.entry.content.composition)


def subject_of(scenario: Scenario, latest: Adoption | None) -> Subject:
    """A scenario as its note and its comparison tell it; raises VoortgangError when what was kept cannot be read."""
    entry, content = scenario.entry, scenario.entry.content
    try:
        chosen, given = (summaries.of_plain(content.outcome[name]) for name in (CHOSEN, BASELINE))
        delivered_on = date.fromisoformat(content.outcome[ORIGIN]["delivered_on"])
        is_fictional = bool(content.outcome[ORIGIN]["is_fictional"])
    except (KeyError, TypeError, ValueError) as error:
        raise VoortgangError(f"Scenario '{scenario.name}' is niet te lezen. Bewaar uw keuze opnieuw.") from error
    return Subject(
        Side(scenario.name, composition_of(scenario), chosen, content.basis.build_id),
        given,
        Origin(content.basis.baseline, content.basis.build_id, delivered_on, is_fictional),
        standing(scenario, latest),
        entry.recorded_by,
        entry.recorded_at.astimezone(HERE),
        _decided(scenario.adoption),
        content.withdrawal,
    )


def _decided(adoption: Adoption | None) -> Decided | None:
    if adoption is None:
        return None
    told, at = adoption.decision, adoption.adopted_at.astimezone(HERE)
    return Decided(told.meeting, told.met_on, told.text, adoption.adopted_by, at)


def making(made_on: date) -> Making:
    """What a document tells beside the scenarios: names of measures and codes, as they are now."""
    names = {number: each.row.measure for each in statuses(made_on) for number in each.row.numbers}
    return Making(made_on, names, warehouse().labels, current_build().code_version)


def published_basis(year: int, chain: str) -> Basis:
    """The newest build and the last baseline of a year that it knows, whatever this visitor looks at."""
    with looking_at(None):
        chosen = replace(warehouse().selection(), year=year, chain=chain)
        found = run("iv_capacity", chosen).rows
        name = baseline_name(found[-1]["baseline"], year) if found else f"geen stand van {year}"
        return Basis(current_build().id, name)


def baseline_name(name: str, year: int) -> str:
    """A baseline as sentences name it: herijking 2 van 2025."""
    return f"{name.lower()} van {year}"
