"""What the published delivery knows of IV projects, for measures that wait for them; fictional ones say so by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.labels import SHOWN_AS
from voortgang.methods.disclosure import Row
from voortgang.pipeline.selection import Selection
from voortgang.register.measures.contradictions import CutProject
from voortgang.register.measures.dependencies import IvProject
from voortgang.web.run import run, warehouse

EXTRACT = "iv_projects"
FICTIONAL = " (fictief)"
PRECEDES = SHOWN_AS["precedes"]
"""a project that has to be finished before the one that a measure waits for"""


def projects_to_show(as_of: date) -> tuple[IvProject, ...]:
    """The IV projects that measures wait for, when there are any and somebody wants to see them."""
    chosen = _chosen(as_of)
    if chosen is None:
        return ()
    label = "Met de IV-projecten uit de levering" + _mark()
    is_wanted = st.checkbox(label, key="iv_projecten", bind="query-params")
    return unfinished_projects(chosen) if is_wanted else ()


def unfinished_projects(chosen: Selection) -> tuple[IvProject, ...]:
    """Each unfinished project that a measure waits for in that year, with those that it waits for itself."""
    return tuple(_projects(chosen))


def cut_projects(as_of: date) -> tuple[CutProject, ...] | None:
    """Every project that got fewer days at a herijking by then; None when no IV days were delivered."""
    chosen = _chosen(as_of)
    return None if chosen is None else tuple(map(_cut, run("iv_cut_projects", chosen).rows))


def _chosen(as_of: date) -> Selection | None:
    try:
        opened = warehouse()
    except VoortgangError:  # nothing was published yet: the register does not need it
        return None
    chosen = opened.selection()
    if EXTRACT not in opened.delivered or as_of < chosen.since:
        return None
    return replace(chosen, as_of=min(as_of, chosen.as_of), until=min(as_of, chosen.as_of))


def _mark() -> str:
    return FICTIONAL if warehouse().build.is_fictional else ""


def _projects(chosen: Selection) -> Iterator[IvProject]:
    mark, waiting = _mark(), _waiting(chosen)
    known = {row["project"]: row for row in run(EXTRACT, chosen).rows if row["project"] in waiting}
    for project, row in known.items():
        first = [known[each]["name"] + mark for each in _codes(row) if each in known]
        yield IvProject(row["name"] + mark, tuple(sorted(waiting[project])), tuple(first))


def _waiting(chosen: Selection) -> dict[str, set[int]]:
    """Per project that a measure waits for the VM numbers of those that wait for it directly."""
    found: dict[str, set[int]] = {}
    for row in run("iv_waiting_measures", chosen).rows:
        if isinstance(row["project"], str):
            numbers = found.setdefault(row["project"], set())
            numbers |= {int(row["measure_number"])} if row["via"] != PRECEDES else set()
    return found


def _codes(row: Row) -> list[str]:
    return str(row["depends_on"]).split(", ") if isinstance(row["depends_on"], str) else []


def _cut(row: Row) -> CutProject:
    numbers = (row[name] for name in ("measures", "unlocks"))
    served = [int(number) for text in numbers if isinstance(text, str) for number in text.split(", ")]
    return CutProject(
        name=row["name"] + _mark(),
        vm_numbers=tuple(served),
        days_before=row["days_before"],
        days_after=row["days_after"],
        occasion=f"{str(row['baseline']).lower()} van {row['year']}",
        decided_on=row["set_on"].date(),
        meeting=str(row["set_by"]),
        reason=str(row["reason"]).lower(),
        days_now=row["days_now"],
        is_fictional=warehouse().build.is_fictional,
    )
