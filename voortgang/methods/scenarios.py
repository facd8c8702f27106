"""What may happen from now on: named scenarios, to be put side by side."""

import math
from dataclasses import dataclass
from datetime import date

from voortgang.errors import VoortgangError

RULES = ("keeps", "stops", "structural")
"""the fast-track rule: stays as it is; stops after `rule_until`; is in force in every week, also if it is not now"""


@dataclass(frozen=True)
class Scenario:
    """One course of events; raises VoortgangError for what cannot be."""

    name: str
    task_force_until: date | None = None
    """the last day of the task force; None: it stays as in the plan"""
    extra_fte: float = 0.0
    """more (or fewer) full-time people in the regular teams, present every working day"""
    inflow_factor: float = 1.0
    """1.1 is ten percent more requests than forecast"""
    rule: str = "keeps"
    rule_until: date | None = None
    """the last day of the rule when it stops; None: it stops at once"""
    planned: tuple[tuple[float, float], ...] | None = None
    """planned full-time days per week, of the regular teams and of the task force; None: as in the last weeks"""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise VoortgangError("Het scenario heeft geen naam. Geef het een naam.")
        self._refuse_numbers()
        if self.rule not in RULES:
            raise VoortgangError(
                f"Scenario ‘{self.name}’: ‘{self.rule}’ is geen keuze voor de versnelde regel. "
                f"Kies uit {', '.join(RULES)}."
            )
        if self.rule_until is not None and self.rule != "stops":
            raise VoortgangError(
                f"Scenario ‘{self.name}’: er is een einddatum voor de versnelde regel, maar de regel stopt niet. "
                "Laat de datum weg of kies dat de regel stopt."
            )

    def _refuse_numbers(self) -> None:
        if not (math.isfinite(self.inflow_factor) and 0 <= self.inflow_factor <= 10):
            raise VoortgangError(
                f"Scenario ‘{self.name}’: de instroomfactor is {self.inflow_factor}. "
                "Kies een getal van 0 tot en met 10; 1,1 is 10% meer instroom."
            )
        if not math.isfinite(self.extra_fte):
            raise VoortgangError(f"Scenario ‘{self.name}’: de extra fte is geen getal. Vul een getal in, of 0.")
        for number, week in enumerate(self.planned or (), 1):
            if len(week) != 2 or not all(math.isfinite(days) and days >= 0 for days in week):
                raise VoortgangError(
                    f"Scenario ‘{self.name}’: de geplande capaciteit in week {number} is leeg of negatief. "
                    "Vul voor elke week de fte-dagen van de reguliere teams en van de taskforce in."
                )


AS_IT_IS = Scenario("Zoals het nu gaat")
"""nothing changes that is not planned"""
