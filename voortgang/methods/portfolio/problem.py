"""What there is to choose from: projects that ask for days per period, and the days that there are.

Days, values and shares are exact fractions; only the search calculates with floating point.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from voortgang.errors import VoortgangError

NOTHING = Fraction(0)
WHOLE = Fraction(1)


@dataclass(frozen=True)
class Project:
    """A project: its days per period (or other resource) when it is done whole, and what it is worth then."""

    id: str
    value: Fraction
    days: Mapping[str, Fraction]
    is_mandatory: bool = False
    is_scalable: bool = False
    """may be done in part: days in each period and value in the same proportion"""
    depends_on: tuple[str, ...] = ()
    """projects that must be chosen too"""
    least: Fraction | None = None
    """of a scalable project: days over all periods below which it is not worth starting"""
    most: Fraction | None = None
    """of a scalable project: days over all periods that it gets at most"""

    @property
    def asked(self) -> Fraction:
        """Days over all periods when it is done whole."""
        return sum(self.days.values(), NOTHING)

    @property
    def least_share(self) -> Fraction:
        """The smallest part in which it can be chosen, 0–1."""
        return self.share_of(self.least or NOTHING) if self.is_scalable else WHOLE

    @property
    def most_share(self) -> Fraction:
        """The largest part in which it can be chosen, 0–1."""
        return WHOLE if self.most is None or not self.is_scalable else self.share_of(self.most)

    def share_of(self, days: Fraction) -> Fraction:
        """Which part of the whole these days over all periods are."""
        return days / self.asked if self.asked else WHOLE


@dataclass(frozen=True)
class Floor:
    """A group of projects that together get so many days at least, over all periods."""

    name: str
    projects: frozenset[str]
    days: Fraction


@dataclass(frozen=True)
class Problem:
    """Projects, the capacity in days per period, and what people decided beforehand."""

    projects: tuple[Project, ...]
    capacity: Mapping[str, Fraction]
    pinned_in: frozenset[str] = field(default=frozenset())
    pinned_out: frozenset[str] = field(default=frozenset())
    floors: tuple[Floor, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be meant; raises VoortgangError."""
        _check_names(self)
        for project in self.projects:
            _check_project(project, self)
        _check_dependencies(self.by_id)
        _check_floors(self)

    @property
    def by_id(self) -> dict[str, Project]:
        """The projects by their id."""
        return {project.id: project for project in self.projects}

    @property
    def demanded(self) -> tuple[str, ...]:
        """Projects that must be in: mandatory ones and those that somebody pinned in."""
        return tuple(each.id for each in self.projects if each.is_mandatory or each.id in self.pinned_in)


def needed_by(projects: Mapping[str, Project], id_: str) -> tuple[str, ...]:
    """The project itself and every project that it needs, directly or through another."""
    found: dict[str, None] = {}
    waiting = [id_]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found[current] = None
            waiting += projects[current].depends_on
    return tuple(found)


def days_text(days: Fraction | float) -> str:
    """Days in a sentence: whole, or with one or two decimals behind a comma."""
    return f"{float(days):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _check_names(problem: Problem) -> None:
    ids = [project.id for project in problem.projects]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise VoortgangError(f"Project '{id_}' komt twee keer voor. Geef elk project een eigen naam.")
    for id_ in sorted((problem.pinned_in | problem.pinned_out) - set(ids)):
        raise VoortgangError(f"Project '{id_}' is vastgezet maar bestaat niet. Kies een project uit de lijst.")
    for period, days in problem.capacity.items():
        if days < 0:
            raise VoortgangError(f"De capaciteit van '{period}' is {days_text(days)}. Geef nul dagen of meer.")


def _check_floors(problem: Problem) -> None:
    total = sum(problem.capacity.values(), NOTHING)
    for floor in problem.floors:
        if unknown := sorted(floor.projects - set(problem.by_id)):
            raise VoortgangError(f"De {floor.name} noemt project '{unknown[0]}', dat niet bestaat.")
        if not 0 <= floor.days <= total:
            raise VoortgangError(
                f"De {floor.name} is {days_text(floor.days)} dagen, terwijl er {days_text(total)} zijn. "
                "Kies nul dagen of meer, en niet meer dan er zijn."
            )


def _check_project(project: Project, problem: Problem) -> None:
    for period, days in project.days.items():
        if days < 0:
            raise VoortgangError(
                f"Project '{project.id}' vraagt {days_text(days)} dagen in '{period}'. Geef nul dagen of meer."
            )
        if period not in problem.capacity:
            raise VoortgangError(
                f"Project '{project.id}' vraagt dagen in '{period}', waarvoor geen capaciteit is gegeven. "
                f"Kies uit: {', '.join(problem.capacity)}."
            )
    least, most = project.least or NOTHING, project.asked if project.most is None else project.most
    if not 0 <= least <= most <= project.asked:
        raise VoortgangError(
            f"Project '{project.id}' vraagt {days_text(project.asked)} dagen, met minimaal {days_text(least)} en "
            f"maximaal {days_text(most)}. Kies een minimum tot het maximum, en een maximum tot wat is gevraagd."
        )


def _check_dependencies(projects: Mapping[str, Project]) -> None:
    for project in projects.values():
        for needed in project.depends_on:
            if needed not in projects:
                raise VoortgangError(f"Project '{project.id}' hangt af van '{needed}', dat niet bestaat.")
            if project.id in needed_by(projects, needed):
                raise VoortgangError(
                    f"Project '{project.id}' en project '{needed}' wachten op elkaar. Haal een afhankelijkheid weg."
                )
