"""The queue once more, person by person: a list of requests, of which the oldest that can be decided go first."""

from dataclasses import dataclass

import numpy as np

from voortgang.methods.queue.model import Plan


@dataclass
class Person:
    kind: int
    received: int
    place: float
    """0 … 1 within the week of receipt, and the first to have everything complete"""


@dataclass
class Office:
    """One trial; credit is the part of a decision that is left of a week in which people still waited."""

    plan: Plan
    share_released: list[float]
    """per age in weeks"""
    people: list[Person]
    credit: dict[str, float]

    def work(self, week: int) -> tuple[list[Person], list[Person]]:
        """Who was decided and who withdrew in a week."""
        self.people += newcomers(self.plan.received[0, week], week)
        chances = self.plan.withdrawn
        left = [person for person in self.people if chances[min(week - person.received, len(chances) - 1)] == 1]
        gone = set(map(id, left))
        self.people = [person for person in self.people if id(person) not in gone]
        regular, task_force = self.plan.regular[0, week], self.plan.task_force[0, week]
        if not self.plan.has_rule[week]:
            return self._decide("all", self._can_be_decided(week, (0, 1)), regular + task_force), left
        quick = self._decide("quick", self._can_be_decided(week, (1,)), self.plan.reserved * regular / self.plan.effort)
        spare = regular - self.plan.effort * len(quick)
        others = self._decide("regular", self._can_be_decided(week, (0,)), spare + task_force)
        spare -= max(len(others) - task_force, 0)
        more = self._decide("more", self._can_be_decided(week, (1,)), max(spare, 0) / self.plan.effort)
        return quick + others + more, left

    def _can_be_decided(self, week: int, kinds: tuple[int, ...]) -> list[Person]:
        line = [each for each in self.people if each.kind in kinds]
        line.sort(key=lambda each: (each.received, each.kind, each.place))
        least = 0 if self.plan.least_stock is None else int(self.plan.least_stock[0, week, list(kinds)].sum())
        line = line[: len(line) - least] if least < len(line) else []
        return [person for person in line if person.place < self.share_released[week - person.received]]

    def _decide(self, line: str, waiting: list[Person], number: float) -> list[Person]:
        credit = self.credit.get(line, 0.0) + number
        decided = waiting[: int(credit + 1e-9)]
        self.credit[line] = (credit - len(decided)) if len(decided) < len(waiting) else 0.0
        gone = set(map(id, decided))
        self.people = [person for person in self.people if id(person) not in gone]
        return decided


def newcomers(numbers: np.ndarray, week: int) -> list[Person]:
    return [Person(kind, week, (place + 0.5) / n) for kind, n in enumerate(map(int, numbers)) for place in range(n)]


def course(opening_ages: np.ndarray, plan: Plan, share_released: list[float]) -> dict[str, np.ndarray]:
    """(T, 2) stock, decided and withdrawn of the only trial."""
    office = Office(plan, share_released, [], {})
    for age in reversed(range(opening_ages.shape[1])):
        office.people += newcomers(opening_ages[:, age], -1 - age)
    found: dict[str, list[list[int]]] = {"stock": [], "decided": [], "withdrawn": []}
    for week in range(len(plan.has_rule)):
        decided, withdrawn = office.work(week)
        for name, people in (("stock", office.people), ("decided", decided), ("withdrawn", withdrawn)):
            found[name].append([sum(person.kind == kind for person in people) for kind in (0, 1)])
    return {name: np.array(numbers) for name, numbers in found.items()}
