"""What may happen to a scenario of the portfolio, and where it stands: pure, with the day passed in."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from voortgang.dutch import date_long
from voortgang.register.portfolios.model import Adoption, Basis, Decision, Scenario

PROPOSED, ADOPTED, REPLACED, WITHDRAWN = "voorstel", "aangenomen", "vervangen", "ingetrokken"
OTHER_NAME = "Bewaar uw keuze onder een andere naam."


def standing(scenario: Scenario, latest: Adoption | None) -> str:
    """Where a scenario stands; `latest` is the last adoption for its year and chain: see `latest_adoption`."""
    if scenario.adoption:
        return ADOPTED if latest is None or scenario.adoption.id == latest.id else REPLACED
    return WITHDRAWN if scenario.entry.content.withdrawal else PROPOSED


def latest_adoption(scenarios: Iterable[Scenario], about: Scenario) -> Adoption | None:
    """The decision that counts for the year and the chain of a scenario: the one written down last."""
    alike = (each.adoption for each in scenarios if each.adoption and _divided(each) == _divided(about))
    return max(alike, key=lambda adoption: adoption.id, default=None)


def _divided(scenario: Scenario) -> tuple[Any, Any]:
    """The year and the chain whose days a scenario divides."""
    composition = scenario.entry.content.composition
    return composition.get("year"), composition.get("chain")


def closed(scenario: Scenario) -> tuple[str, ...]:
    """Why a scenario can no longer be changed, withdrawn or adopted."""
    if scenario.adoption:
        told = _told(scenario.adoption)
        return (
            f"Scenario '{scenario.name}' is al {told} en blijft zoals het is. Bewaar uw keuze onder een andere naam.",
        )
    if scenario.entry.content.withdrawal:
        return (f"Scenario '{scenario.name}' is ingetrokken. Bewaar uw keuze onder een andere naam.",)
    return ()


def stale(made_from: Basis, current: Basis) -> tuple[str, ...]:
    """Why a scenario rests on an older delivery than the one that is published now."""
    if made_from == current:
        return ()
    if made_from.baseline != current.baseline:
        what = f"Er is intussen een nieuwere stand: {current.baseline}. Dit scenario rust op {made_from.baseline}."
    else:
        what = f"Er is intussen een nieuwe levering (bouw {current.build_id}, was {made_from.build_id})."
    return (f"{what} Open het, bekijk wat er verandert en bewaar het opnieuw; pas dan kan het worden aangenomen.",)


def overtaken(adoption: Adoption | None, seen: int | None) -> tuple[str, ...]:
    """Why somebody who saw another last decision cannot decide now."""
    if adoption is None or adoption.id == seen:
        return ()
    return (
        f"Intussen is een ander scenario {_told(adoption)}: '{adoption.decision.text}'. "
        "Er is niets van u vastgelegd. Bekijk dat besluit en neem daarna opnieuw een besluit.",
    )


def flaws(decision: Decision, today: date) -> Iterator[str]:
    """What cannot be in a decision; `today` is the day of writing down."""
    if decision.met_on > today:
        yield f"De vergadering van {date_long(decision.met_on)} is nog niet geweest. Leg vast wat al is besloten."


def _told(adoption: Adoption) -> str:
    return f"aangenomen door {adoption.decision.meeting} op {date_long(adoption.decision.met_on)}"
