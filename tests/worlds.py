"""Generated worlds: small deliveries in which anything allowed may happen, as rows by English contract names."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

FIRST_DAY = date(2023, 12, 20)
"""a leap day, both clock changes and three year ends lie ahead"""
DELIVERED_ON = date(2025, 4, 15)
TURNING_DAYS = (date(2024, 6, 30), date(2024, 10, 31), date(2025, 3, 2), DELIVERED_ON)
"""reference dates and ends of periods on which some requests are received or see their 56th day"""
TEAMS = (None, "noord", "zuid", "taskforce")
CHANNELS = ("portaal", "post", "telefoon")
HOUSEHOLDS = (None, "onbekend", "alleenstaand", "paar")
INCOMES = (None, "onder_norm", "norm_tot_grens", "vanaf_grens", "onbekend")
OUTCOMES = ("toegekend", "afgewezen", "buiten_behandeling", "ingetrokken")
PRESENT_FTE = ("0", "0.5", "1.25", "7.3", None)


@dataclass
class World:
    """Rows of the extracts that make up a delivery."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    suspensions: list[dict[str, Any]] = field(default_factory=list)
    extensions: list[dict[str, Any]] = field(default_factory=list)
    capacity: list[dict[str, Any]] = field(default_factory=list)


def days_until(last: date, first: date = FIRST_DAY) -> st.SearchStrategy[date]:
    """Any day from `first` through `last`."""
    return st.dates(min_value=first, max_value=last)


@st.composite
def worlds(draw: st.DrawFn, most: int = 40) -> World:
    """One to `most` requests: open, decided (also the same day), withdrawn, reopened or double, with letters.

    Sometimes with the staff of every team in most of the weeks, sometimes nobody says.
    """
    world = World()
    for number in range(draw(st.integers(1, most))):
        request = draw(requests(f"r{number}"))
        world.requests.append(request)
        world.suspensions += draw(st.lists(suspensions(request), max_size=3))
        world.extensions += draw(st.lists(extensions(request), max_size=2))
    if draw(st.booleans()):
        world.capacity = capacity(draw(st.integers(0, 10**6)))
    return world


def capacity(seed: int) -> list[dict[str, Any]]:
    """Per week and team who was present; of some weeks nothing, of some that nobody was or that nobody knows."""
    chance = Random(seed)
    mondays = [FIRST_DAY - timedelta(days=FIRST_DAY.weekday() - 7 * week) for week in range(70)]
    return [
        {"week_on": monday, "team": team, "present_fte": chance.choice(PRESENT_FTE)}
        for monday in mondays
        for team in TEAMS[1:]
        if chance.random() < 0.8
    ]


@st.composite
def requests(draw: st.DrawFn, request_id: str) -> dict[str, Any]:
    """One request; boundary durations of 55, 56 and 57 days are drawn on purpose.

    Now and then a decision lacks its outcome, or an outcome the day on which it was sent.
    """
    turning = [day - timedelta(days=before) for day in TURNING_DAYS for before in (0, 56)]
    received_on = draw(days_until(DELIVERED_ON) | st.sampled_from(turning))
    outcome = draw(st.sampled_from([None, *OUTCOMES, *OUTCOMES]))
    duration = draw(st.sampled_from([0, 1, 55, 56, 57]) | st.integers(0, 150))
    stopped_on = received_on + timedelta(days=duration)
    if stopped_on > DELIVERED_ON:
        outcome = None
    has_stopped = outcome is not None
    is_withdrawn = outcome == "ingetrokken"
    if has_stopped and not is_withdrawn and draw(st.integers(0, 14)) == 0:
        has_stopped, outcome = draw(st.sampled_from([(True, None), (False, outcome)]))
    due_days = draw(st.none() | st.integers(54, 80))
    is_reopened = has_stopped and draw(st.integers(0, 9)) == 0
    return {
        "request_id": request_id,
        "received_on": received_on,
        "channel": draw(st.sampled_from(CHANNELS)),
        "team": draw(st.sampled_from(TEAMS)),
        "household": draw(st.sampled_from(HOUSEHOLDS)),
        "income_class": draw(st.sampled_from(INCOMES)),
        "is_complete_on_receipt": draw(st.sampled_from([None, True, False])),
        "is_fast_track": draw(st.booleans()),
        "recorded_due_on": None if due_days is None else received_on + timedelta(days=due_days),
        "sent_on": stopped_on if has_stopped and not is_withdrawn else None,
        "withdrawn_on": stopped_on if is_withdrawn else None,
        "outcome": outcome,
        "reopened_on": draw(days_until(DELIVERED_ON, stopped_on)) if is_reopened else None,
        "duplicate_of": "r0" if request_id != "r0" and draw(st.integers(0, 9)) == 0 else None,
    }


@st.composite
def suspensions(draw: st.DrawFn, request: dict[str, Any]) -> dict[str, Any]:
    """A request for information: answered in time, late, too early or never; sometimes without ground or term."""
    sent_on = request["received_on"] + timedelta(days=draw(st.integers(0, 90)))
    sent_on = min(sent_on, DELIVERED_ON)
    answered_on = draw(st.none() | st.integers(-2, 40))
    supplemented_on = None if answered_on is None else sent_on + timedelta(days=answered_on)
    return {
        "request_id": request["request_id"],
        "ground": draw(st.sampled_from(["awb_4_5"] * 5 + [None])),
        "sent_on": sent_on,
        "term_until": draw(st.none() | st.integers(-1, 42).map(lambda term: sent_on + timedelta(days=term))),
        "supplemented_on": supplemented_on if supplemented_on and supplemented_on <= DELIVERED_ON else None,
    }


@st.composite
def extensions(draw: st.DrawFn, request: dict[str, Any]) -> dict[str, Any]:
    """A letter that names a later day, in time or not."""
    sent_on = min(request["received_on"] + timedelta(days=draw(st.integers(0, 75))), DELIVERED_ON)
    return {
        "request_id": request["request_id"],
        "sent_on": sent_on,
        "extended_until": sent_on + timedelta(days=draw(st.integers(1, 60))),
    }
