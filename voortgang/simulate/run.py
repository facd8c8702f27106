"""One simulation from beginning to end."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from voortgang.errors import VoortgangError
from voortgang.simulate import extracts
from voortgang.simulate.days import Calendar, calendar
from voortgang.simulate.decisions import Decisions, decide, end_duplicates, outcomes, teams
from voortgang.simulate.files import FileFormat, make_room, refuse_too_many_rows, write
from voortgang.simulate.handling import Office, handle, open_office
from voortgang.simulate.inflow import horizon_start, received_per_day, requests_per_day
from voortgang.simulate.intake import Intake, receive
from voortgang.simulate.iv_extracts import iv_extracts
from voortgang.simulate.letters import extend, recorded_due
from voortgang.simulate.questions import Questions, ask
from voortgang.simulate.staffing import Staff, staff
from voortgang.simulate.truth import ACTUAL, COUNTERFACTUAL, Course, Scenario, facts, weekly_course
from voortgang.simulate.world import World

LONGEST_DAYS = 3_660


@dataclass(frozen=True)
class Setting:
    """What is the same whichever measures are taken."""

    calendar: Calendar
    intake: Intake
    questions: Questions
    office: Office
    staff: Staff
    world: World
    seed: int


def run(requests: int, seed: int, since: date, until: date, out: Path, file_format: FileFormat, world: World) -> None:
    """Simulate, and write the delivery with its truth."""
    _refuse_impossible(requests, seed, since, until)
    refuse_too_many_rows(requests, file_format)
    setting = set_up(requests, seed, since, until, world)
    actual, courses = _scenarios(setting)
    try:
        make_room(out, until, seed, [event for event in world.events if since <= event[0] <= until])
        _write_extracts(setting, actual, until, out, file_format)
        truth = facts(requests, seed, since, until, world, courses)
        (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        raise VoortgangError(
            f"Schrijven in {out} lukt niet: {problem}. Controleer de rechten en de vrije schijfruimte."
        ) from problem


def _refuse_impossible(requests: int, seed: int, since: date, until: date) -> None:
    if requests < 1:
        raise VoortgangError(f"Het aantal verzoeken is {requests}; vraag er ten minste één.")
    if seed < 0:
        raise VoortgangError(f"De seed is {seed}; kies een geheel getal vanaf 0.")
    if since > until:
        raise VoortgangError(f"De periode begint op {since} en eindigt op {until}; draai de datums om.")
    if (until - since).days > LONGEST_DAYS:
        raise VoortgangError(f"De periode van {since} tot en met {until} is langer dan tien jaar; kies een kortere.")


def set_up(requests: int, seed: int, since: date, until: date, world: World) -> Setting:
    """Everything that happens before anybody chooses which measures to take."""
    days = calendar(horizon_start(since, world), since, until)
    intake = receive(received_per_day(days, requests, world, seed), days, world, seed)
    questions, readiness = ask(intake, days, world, seed)
    people = staff(days, requests_per_day(days, requests, world), world, seed)
    return Setting(days, intake, questions, open_office(intake, readiness, days, world), people, world, seed)


def _scenarios(setting: Setting) -> tuple[Decisions, dict[str, Course]]:
    """The decisions of the actual world, and the weekly course of every scenario."""
    actual = _decide(setting, ACTUAL)
    courses = {ACTUAL.name: weekly_course(setting.intake, actual, setting.calendar)}
    for scenario in COUNTERFACTUAL:
        courses[scenario.name] = weekly_course(setting.intake, _decide(setting, scenario), setting.calendar)
    return actual, courses


def _decide(setting: Setting, scenario: Scenario) -> Decisions:
    people, since = setting.staff, setting.world.fast_track_since
    if not scenario.task_force:
        people = replace(people, task_force=np.zeros_like(people.task_force))
    fast_track_since = setting.calendar.offset(since) if scenario.fast_track and since else None
    handling = handle(setting.office, people, fast_track_since)
    return decide(handling, setting.intake, setting.calendar, setting.world, setting.seed)


def _write_extracts(setting: Setting, decisions: Decisions, until: date, out: Path, file_format: FileFormat) -> None:
    intake, days, world, seed = setting.intake, setting.calendar, setting.world, setting.seed
    end_duplicates(intake, decisions, days)
    due = recorded_due(intake, setting.questions, days, world)
    encoder = extracts.Encoder(days, world, seed, intake.hidden)
    team, outcome = teams(decisions, intake, world, seed), outcomes(decisions, intake, world, seed)
    letters = extend(intake, decisions, due, days, world, seed)
    batches = {
        "requests": extracts.requests(encoder, intake, decisions, team, outcome, due),
        "suspensions": extracts.suspensions(encoder, setting.questions),
        "extensions": extracts.extensions(encoder, letters),
        "capacity": extracts.capacity(encoder, setting.staff.weeks),
        **iv_extracts(until, seed),
    }
    for extract, content in batches.items():
        write(content, out / f"{extract}.{file_format}", file_format)
