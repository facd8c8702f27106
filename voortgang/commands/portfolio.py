"""`voortgang portfolio solve`: the best choice for any problem of projects and days, given as JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from voortgang.commands.output import as_json_text, as_table_text, libraries_on_stderr
from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.methods.portfolio import Problem, Project, solve
from voortgang.methods.portfolio.explain import Outside, Step, capacity_curve, outside
from voortgang.methods.portfolio.problem import days_text
from voortgang.methods.portfolio.solve import days_used

FORM = (
    '{"capacity": {"2026K1": 250}, "projects": [{"id": "A", "value": 3, "days": {"2026K1": 80}, "mandatory": false, '
    '"scalable": false, "depends_on": [], "min": 0, "max": 80}]}'
)
KEYS = {"capacity", "projects", "pinned_in", "pinned_out"}
EXTRA_DAYS = tuple(map(Fraction, (-100, 50, 100, 200)))
OUT = ("Eruit", "Dagen tekort", "Heeft nodig", "Kost waarde", "Verdringt")
MORE = ("Extra dagen", "Waarde", "Erbij", "Eraf")
PROJECT_KEYS = {"id", "value", "days", "mandatory", "scalable", "depends_on", "min", "max"}


def portfolio_report(path: Path, is_explained: bool) -> dict[str, Any]:
    """What is chosen and, when asked for, why the rest is not and what more days would buy; numbers are exact.

    Raises VoortgangError when the file holds no such problem.
    """
    problem = read_problem(path)
    with libraries_on_stderr():
        return _report(problem, is_explained)


def _report(problem: Problem, is_explained: bool) -> dict[str, Any]:
    choice = solve(problem)
    report = {
        "selected": list(choice.selected),
        "value": choice.value,
        "optimal": choice.is_optimal,
        "gap": choice.gap,
        "shares": choice.shares,
        "days": days_used(problem, choice.shares),
        "capacity": problem.capacity,
    }
    if not is_explained:
        return report
    return report | {"outside": outside(problem, choice), "more_days": capacity_curve(problem, EXTRA_DAYS)}


def as_json(report: dict[str, Any]) -> str:
    """The report for machines."""
    return as_json_text(_plain(report))


def render(report: dict[str, Any]) -> str:
    """The report for people."""
    unproven = (
        "niet bewezen de hoogste" if report["gap"] is None else f"ten hoogste {days_text(100 * report['gap'])}% te laag"
    )
    proven = "bewezen de hoogste" if report["optimal"] else unproven
    periods, shares = report["capacity"].items(), report["shares"].items()
    parts = [
        f"Gekozen: {plural(len(report['selected']), 'project', 'projecten')}, waarde {days_text(report['value'])} "
        f"({proven}).",
        as_table_text(
            ("Periode", "Dagen gebruikt", "Dagen beschikbaar"),
            [(period, days_text(report["days"][period]), days_text(days)) for period, days in periods],
        ),
        as_table_text(("Erin", "Deel"), [(id_, f"{days_text(share * 100)}%") for id_, share in shares]),
    ]
    if "outside" in report:
        parts += [as_table_text(OUT, [_out(each) for each in report["outside"]])]
        parts += [as_table_text(MORE, [_more(each) for each in report["more_days"]])]
    return "\n\n".join(parts)


def read_problem(path: Path) -> Problem:
    """The problem in a JSON file, every number exact; raises VoortgangError that says what is wrong where."""
    try:
        read = json.loads(
            path.read_text(encoding="utf-8"), parse_float=Fraction, parse_int=Fraction, parse_constant=_none
        )
    except OSError as error:
        raise VoortgangError(f"{path} is niet te lezen. Geef een JSON-bestand, zoals: {FORM}") from error
    except ValueError as error:
        raise VoortgangError(f"{path} is geen JSON. Verwacht wordt: {FORM}") from error
    found = _object(read, "het bestand", KEYS)
    projects = tuple(_project(each, number) for number, each in enumerate(_list(found.get("projects"), "projects"), 1))
    pins = [frozenset(_texts(found.get(name, []), name)) for name in ("pinned_in", "pinned_out")]
    return Problem(projects, _days(found.get("capacity"), "capacity"), pins[0], pins[1])


def _project(read: Any, number: int) -> Project:
    where = f"project {number}"
    found = _object(read, where, PROJECT_KEYS)
    name = found.get("id")
    if not isinstance(name, str | Fraction) or (isinstance(name, str) and not name.strip()):
        raise VoortgangError(f"Bij {where} ontbreekt 'id'. Verwacht wordt: {FORM}")
    where = f"project '{name}'"
    return Project(
        str(name),
        _amount(found.get("value"), f"de waarde van {where}"),
        _days(found.get("days"), f"'days' van {where}"),
        is_mandatory=_flag(found.get("mandatory", False), f"'mandatory' van {where}"),
        is_scalable=_flag(found.get("scalable", False), f"'scalable' van {where}"),
        depends_on=tuple(_texts(found.get("depends_on") or [], f"'depends_on' van {where}")),
        least=_perhaps(found.get("min"), f"'min' van {where}"),
        most=_perhaps(found.get("max"), f"'max' van {where}"),
    )


def _object(read: Any, where: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(read, dict):
        raise VoortgangError(f"In {where} wordt een object verwacht: {FORM}")
    unknown = sorted(set(read) - known)
    if unknown:
        raise VoortgangError(
            f"In {where} staat '{unknown[0]}', dat niet bestaat. Kies uit: {', '.join(sorted(known))}."
        )
    return read


def _list(read: Any, where: str) -> list[Any]:
    if not isinstance(read, list):
        raise VoortgangError(f"Bij {where} wordt een lijst verwacht: {FORM}")
    return read


def _texts(read: Any, where: str) -> list[str]:
    return [str(each) for each in _list([read] if isinstance(read, str) else read, where)]


def _days(read: Any, where: str) -> dict[str, Fraction]:
    if not isinstance(read, dict) or not read:
        raise VoortgangError(f"Bij {where} worden dagen per periode verwacht, zoals in: {FORM}")
    return {period: _amount(days, f"{where} in '{period}'") for period, days in read.items()}


def _amount(read: Any, where: str) -> Fraction:
    if not isinstance(read, Fraction):
        raise VoortgangError(f"Bij {where} staat geen getal. Schrijf een getal met een punt, zoals 12.5.")
    return read


def _perhaps(read: Any, where: str) -> Fraction | None:
    return None if read is None else _amount(read, where)


def _flag(read: Any, where: str) -> bool:
    if not isinstance(read, bool):
        raise VoortgangError(f"Bij {where} wordt true of false verwacht.")
    return read


def _none(constant: str) -> Fraction:
    raise ValueError(constant)


def _plain(value: Any) -> Any:
    """The same with numbers and lists as JSON knows them."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _plain({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _out(each: Outside) -> tuple[str, ...]:
    short = ", ".join(f"{days_text(days)} in {period}" for period, days in each.short.items())
    costs = "kan er niet in" if each.costs is None else days_text(each.costs)
    return (each.id, short or "-", ", ".join(each.needs) or "-", costs, ", ".join(each.displaced) or "-")


def _more(step: Step) -> tuple[str, ...]:
    return (days_text(step.extra), days_text(step.value), ", ".join(step.entered) or "-", ", ".join(step.left) or "-")
